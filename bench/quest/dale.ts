/** A made-up land for the quest bench: hubs of four givers with three quests each on a grid, and bots standing among them. */
import { compileWorld } from '../../data/compile/index.js';
import { emptyWorldTables, rowMaker, tableOf } from '../../data/format/rows.js';
import type { Row, TableName, WorldTables } from '../../data/format/tables.js';
import { place } from '../../systems/movement/motion.js';
import { GoalKind } from '../../components/index.js';
import { avoid, avoidKey } from '../../systems/plan/goals.js';
import { OPTION_TABLE } from '../../systems/options.js';
import { beginModel } from '../../systems/quest/learn-times.js';
import { markDone, openEntry } from '../../systems/quest/quest-log.js';
import { birth } from '../../systems/spawn/birth.js';
import { questAvoidKey } from '../../systems/quest/ways.js';
import { VERBS } from '../../systems/verbs.js';
import { World } from '../../systems/world.js';

export const GIVERS_PER_HUB = 4;
export const QUESTS_PER_GIVER = 3;
const HUB_SPACING_YARDS = 600;
const LEVELS = 20;
const CENTI = 100;
/** Bots stand at so many places round a hub, within so many yards. */
const SPREAD_YARDS = 60;
/** Bots are of these levels, by turns. */
const BOT_LEVELS = [7, 8, 9] as const;
/** Quests of the next hub that each bot has in its log; every third has one of its own hub besides. */
const IN_LOG = 3;
/** Every third bot has so many quests of its hub behind it. */
const DONE = 3;
/** Things each bot leaves alone for a while, so many of them for longer than the bench takes. */
const AVOIDED = 12;
const STILL_AVOIDED = 3;
const WOLF_LEVEL = 7;
const HOUR_FRAMES = 36_000;

function add<N extends TableName>(tables: WorldTables, name: N, cells: Partial<Row<N>>): void {
  (tables[name] as Row<N>[]).push(Object.assign(rowMaker(tableOf(name))(), cells) as unknown as Row<N>);
}

function tables(givers: number): WorldTables {
  const t = emptyWorldTables();
  for (const [key, value] of Object.entries({ name: 'Dale', format: '1', profile: 'classic', max_level: String(LEVELS) }))
    add(t, 'meta', { key, value });
  add(t, 'race', { id: 1, name: 'Human', side: 'alliance' });
  add(t, 'class', { id: 1, name: 'Warrior', role: 'melee', power_stat: 'strength', armor_type: 'mail', weapons: 'sword' });
  add(t, 'start', { race_id: 1, class_id: 1, map_id: 0, x_yards: 0, y_yards: 0 });
  add(t, 'base_stats', {
    race_id: 0,
    class_id: 1,
    level: 1,
    strength: 20,
    agility: 20,
    stamina: 20,
    intellect: 20,
    spirit: 20,
    health: 60,
    mana: 60,
  });
  for (let level = 1; level < LEVELS; level++) add(t, 'level_xp', { level, xp_to_next: 400 * level });
  add(t, 'faction', { id: 1, name: 'Dalesmen', to_alliance: 'friendly', to_horde: 'hostile' });
  add(t, 'map', { id: 0, name: 'Dale', kind: 'world' });
  const wolf = givers + 1;
  const beast = {
    faction_id: 2,
    roles: '',
    min_level: WOLF_LEVEL,
    max_level: WOLF_LEVEL,
    min_health: 120,
    max_health: 140,
    min_damage: 4,
    max_damage: 6,
  };
  add(t, 'faction', { id: 2, name: 'Wolves', to_alliance: 'hostile', to_horde: 'hostile' });
  add(t, 'creature', { id: wolf, name: 'Wolf', ...beast });
  const edge = Math.ceil(Math.sqrt(givers / GIVERS_PER_HUB));
  for (let g = 0; g < givers; g++) {
    const hub = Math.floor(g / GIVERS_PER_HUB);
    const x_yards = (hub % edge) * HUB_SPACING_YARDS + (g % 2) * 30;
    const y_yards = Math.floor(hub / edge) * HUB_SPACING_YARDS + (Math.floor(g / 2) % 2) * 30;
    add(t, 'creature', {
      id: g + 1,
      name: `Giver ${g}`,
      faction_id: 1,
      roles: 'quest_giver|no_combat',
      min_level: 1,
      max_level: 1,
      min_health: 50,
      max_health: 50,
      min_damage: 1,
      max_damage: 2,
    });
    add(t, 'spawn', { id: g + 1, creature_id: g + 1, map_id: 0, x_yards, y_yards, respawn_seconds: 60 });
    if (g % GIVERS_PER_HUB === 0)
      add(t, 'spawn', { id: wolf + hub, creature_id: wolf, map_id: 0, x_yards: x_yards + 100, y_yards, respawn_seconds: 60 });
    for (let n = 0; n < QUESTS_PER_GIVER; n++) {
      const id = g * QUESTS_PER_GIVER + n + 1;
      add(t, 'quest', {
        id,
        title: `Errand ${id}`,
        type: 'kill',
        level: 6 + (id % 5),
        min_level: 1,
        // Of three quests of a giver the last follows the second, and the first is a hunt.
        prev_quest_id: n === 2 ? id - 1 : 0,
        reward_money_copper: (id * 37) % 400,
        reward_money_max_level_copper: (id * 91) % 900,
      });
      if (n === 0) add(t, 'quest_objective', { quest_id: id, row: 0, kind: 'kill', target_id: wolf, count: 5 });
      for (const role of ['start', 'end'] as const)
        add(t, 'quest_relation', { quest_id: id, role, actor_kind: 'creature', actor_id: g + 1 });
    }
  }
  return t;
}

/**
 * A world with so many bots and so many givers; each bot has the twelve quests of its hub in reach. They differ in place, level, log, past, and
 * in what they leave alone, so that some of the twelve are refused to most: a quest before it is missing, it is in the log, or done.
 */
export async function dale(bots: number, givers: number): Promise<World> {
  const content = await compileWorld(tables(givers));
  const options = OPTION_TABLE.defaults();
  for (const [key, value] of [
    ['capacity.item', bots * 12],
    ['capacity.auction', 1000],
    ['capacity.mail', 1000],
  ] as const)
    options[OPTION_TABLE.indexOf(key)] = value;
  const world = new World({ content, seed: 1, bots, options, schedule: [{ flush: 'all' }], verbs: VERBS });
  world.frame = 1;
  beginModel(world, null);
  const hubs = Math.floor(givers / GIVERS_PER_HUB);
  for (let n = 0; n < bots; n++) {
    const bot = birth(world, {
      race: 0,
      cls: 0,
      level: BOT_LEVELS[Math.floor(n / hubs) % BOT_LEVELS.length]!,
      map: 0,
      x: 0,
      y: 0,
      copper: 0,
      outfit: false,
      goods: 0,
      spreadFrames: 1,
      strategy: 0,
    });
    const hub = n % hubs;
    const giver = hub * GIVERS_PER_HUB;
    const x = content.givers.x[giver]! + (((n * 7919) % (2 * SPREAD_YARDS)) - SPREAD_YARDS) * CENTI;
    const y = content.givers.y[giver]! + (((n * 104_729) % (2 * SPREAD_YARDS)) - SPREAD_YARDS) * CENTI;
    place(world, bot, 0, x, y);
    furnish(world, bot, n, hub, hubs);
  }
  return world;
}

/** Log, past and memory of the n-th bot. */
function furnish(world: World, bot: number, n: number, hub: number, hubs: number): void {
  const perHub = GIVERS_PER_HUB * QUESTS_PER_GIVER;
  const here = hub * perHub;
  const other = ((hub + 1) % hubs) * perHub;
  for (let k = 0; k < IN_LOG; k++) openEntry(world, bot, k, other + k);
  // By the round of the hubs, so that the bots of one hub differ.
  const round = Math.floor(n / hubs);
  if (round % 3 === 1) openEntry(world, bot, IN_LOG, here + (round % perHub));
  for (let k = 0; round % 3 === 2 && k < DONE; k++) markDone(world, bot, here + ((round + 5 * k) % perHub));
  for (let k = 0; k < AVOIDED; k++) {
    const key = k < STILL_AVOIDED ? questAvoidKey(other + k) : avoidKey(GoalKind.kill, (n * AVOIDED + k) % hubs);
    avoid(world, bot, key, k < STILL_AVOIDED ? HOUR_FRAMES : 0);
  }
}

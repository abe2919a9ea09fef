/** A made-up land for the quest bench: hubs of four givers with three quests each on a grid, and bots standing among them. */
import { compileWorld } from '../../data/compile/index.js';
import { emptyWorldTables, rowMaker, tableOf } from '../../data/format/rows.js';
import type { Row, TableName, WorldTables } from '../../data/format/tables.js';
import { place } from '../../systems/movement/motion.js';
import { OPTION_TABLE } from '../../systems/options.js';
import { beginModel } from '../../systems/quest/learn-times.js';
import { openEntry } from '../../systems/quest/quest-log.js';
import { birth } from '../../systems/spawn/birth.js';
import { VERBS } from '../../systems/verbs.js';
import { World } from '../../systems/world.js';

export const GIVERS_PER_HUB = 4;
export const QUESTS_PER_GIVER = 3;
const HUB_SPACING_YARDS = 600;
const LEVELS = 20;
const CENTI = 100;
/** Bots stand at so many places round a hub, within so many yards. */
const SPREAD_YARDS = 60;
/** Quests each bot has in its log already. */
const IN_LOG = 3;

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
    for (let n = 0; n < QUESTS_PER_GIVER; n++) {
      const id = g * QUESTS_PER_GIVER + n + 1;
      add(t, 'quest', {
        id,
        title: `Errand ${id}`,
        type: 'kill',
        level: 6 + (id % 5),
        min_level: 1,
        reward_money_copper: (id * 37) % 400,
        reward_money_max_level_copper: (id * 91) % 900,
      });
      for (const role of ['start', 'end'] as const)
        add(t, 'quest_relation', { quest_id: id, role, actor_kind: 'creature', actor_id: g + 1 });
    }
  }
  return t;
}

/** A world with so many bots of level 8 and so many givers; each bot has twelve quests in reach. */
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
      level: 8,
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
    // Some quests of the next hub lie in its log.
    const other = ((hub + 1) % hubs) * GIVERS_PER_HUB * QUESTS_PER_GIVER;
    for (let k = 0; k < IN_LOG; k++) openEntry(world, bot, k, other + k);
  }
  return world;
}

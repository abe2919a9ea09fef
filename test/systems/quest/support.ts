/** A small world for the tests of the quest domain: two sides, a village, wolves, and whatever a test adds. */
import { CreatureState } from '../../../components/index.js';
import { compileWorld } from '../../../data/compile/index.js';
import { emptyWorldTables } from '../../../data/format/rows.js';
import type { WorldTables } from '../../../data/format/tables.js';
import { place } from '../../../systems/movement/motion.js';
import { OPTION_TABLE } from '../../../systems/options.js';
import { markDone } from '../../../systems/quest/quest-log.js';
import { birth } from '../../../systems/spawn/birth.js';
import { VERBS } from '../../../systems/verbs.js';
import { World } from '../../../systems/world.js';
import { addRow } from '../../data/format/support.js';

export { addRow };

/** Ids of the village: creatures, items, objects. */
export const Id = {
  mayor: 1,
  orcChief: 2,
  wolf: 3,
  elder: 4,
  hermit: 5,
  pelt: 1,
  letter: 2,
  sword: 3,
  potion: 4,
  ring: 5,
  shrine: 1,
  chest: 2,
} as const;
const LEVELS = 20;

/** The village without quests. The mayor stands at (0, 0), the elder at (4, 0), the hermit 100 yards off, wolves 50 yards off. */
export function village(): WorldTables {
  const t = emptyWorldTables();
  for (const [key, value] of [
    ['name', 'Village'],
    ['format', '1'],
    ['profile', 'classic'],
    ['max_level', String(LEVELS)],
  ] as const)
    addRow(t, 'meta', { key, value });
  addRow(t, 'race', { id: 1, name: 'Human', side: 'alliance' });
  addRow(t, 'race', { id: 2, name: 'Orc', side: 'horde' });
  addRow(t, 'class', { id: 1, name: 'Warrior', role: 'melee', power_stat: 'strength', armor_type: 'mail', weapons: 'sword' });
  addRow(t, 'class', { id: 8, name: 'Mage', role: 'caster', power_stat: 'intellect', armor_type: 'cloth', weapons: 'staff' });
  for (const race_id of [1, 2]) for (const class_id of [1, 8]) addRow(t, 'start', { race_id, class_id, map_id: 0, x_yards: 0, y_yards: 0 });
  for (const class_id of [1, 8])
    addRow(t, 'base_stats', {
      race_id: 0,
      class_id,
      level: 1,
      strength: 20,
      agility: 20,
      stamina: 20,
      intellect: 20,
      spirit: 20,
      health: 60,
      mana: 60,
    });
  for (let level = 1; level < LEVELS; level++) addRow(t, 'level_xp', { level, xp_to_next: 400 * level });
  addRow(t, 'reputation', { id: 1, name: 'Village', base_alliance: 100, base_horde: -100 });
  addRow(t, 'faction', { id: 1, name: 'Villagers', to_alliance: 'friendly', to_horde: 'hostile', reputation_id: 1 });
  addRow(t, 'faction', { id: 2, name: 'Orcs', to_alliance: 'hostile', to_horde: 'friendly' });
  addRow(t, 'faction', { id: 3, name: 'Beasts', to_alliance: 'hostile', to_horde: 'hostile' });
  addRow(t, 'map', { id: 0, name: 'Land', kind: 'world' });
  addRow(t, 'map', { id: 1, name: 'Island', kind: 'world' });
  addRow(t, 'zone', {
    id: 1,
    map_id: 0,
    name: 'Dale',
    min_level: 1,
    max_level: 10,
    x_min_yards: -1000,
    x_max_yards: 1000,
    y_min_yards: -1000,
    y_max_yards: 1000,
  });
  addCreatures(t);
  addThings(t);
  return t;
}

function addCreatures(t: WorldTables): void {
  const body = { min_level: 1, max_level: 1, min_health: 50, max_health: 50, min_damage: 1, max_damage: 2 };
  for (const [id, name, faction_id] of [
    [Id.mayor, 'Mayor', 1],
    [Id.orcChief, 'Chief', 2],
    [Id.elder, 'Elder', 1],
    [Id.hermit, 'Hermit', 1],
  ] as const) {
    addRow(t, 'creature', { ...body, id, name, faction_id, roles: 'quest_giver|no_combat' });
  }
  addRow(t, 'creature', { ...body, id: Id.wolf, name: 'Wolf', faction_id: 3, kind: 'beast', loot_id: 1 });
  addRow(t, 'loot', { kind: 'creature', id: 1, row: 0, item_id: Id.pelt, chance_percent: 50, quest_only: 1 });
  const stands: [number, number, number][] = [
    [Id.mayor, 0, 0],
    [Id.orcChief, 0, 3],
    [Id.elder, 4, 0],
    [Id.hermit, 100, 0],
    [Id.wolf, 50, 0],
    [Id.wolf, 50, 10],
  ];
  stands.forEach(([creature_id, x_yards, y_yards], n) =>
    addRow(t, 'spawn', { id: n + 1, creature_id, map_id: 0, x_yards, y_yards, respawn_seconds: 60 }),
  );
}

function addThings(t: WorldTables): void {
  addRow(t, 'item', { id: Id.pelt, name: 'Pelt', class: 'quest', stack_size: 20, bonding: 'quest' });
  addRow(t, 'item', { id: Id.letter, name: 'Letter', class: 'quest', bonding: 'quest' });
  addRow(t, 'item', {
    id: Id.sword,
    name: 'Sword',
    class: 'weapon',
    subclass: 7,
    inventory_type: 13,
    quality: 'uncommon',
    item_level: 5,
    sell_price_copper: 50,
    min_damage: 5,
    max_damage: 9,
    speed_ms: 2000,
    max_durability: 40,
  });
  addRow(t, 'item', { id: Id.potion, name: 'Potion', class: 'consumable', stack_size: 5, sell_price_copper: 10 });
  addRow(t, 'item', { id: Id.ring, name: 'Chest of gold', class: 'junk', sell_price_copper: 9000, carry_limit: 1 });
  addRow(t, 'object', { id: Id.shrine, name: 'Shrine', kind: 'quest' });
  addRow(t, 'object_spawn', { id: 1, object_id: Id.shrine, map_id: 0, x_yards: 20, y_yards: 0, respawn_seconds: 30 });
}

type QuestCells = Parameters<typeof addRow<'quest'>>[2];

/** A quest that the mayor (or whom `by` names) starts and ends. */
export function addQuest(
  t: WorldTables,
  cells: QuestCells & { readonly id: number },
  by: { start?: number | null; end?: number } = {},
): void {
  addRow(t, 'quest', {
    title: `Errand ${cells.id}`,
    type: 'kill',
    level: 1,
    min_level: 1,
    zone_id: 1,
    reward_money_max_level_copper: 60,
    ...cells,
  });
  if (by.start !== null)
    addRow(t, 'quest_relation', { quest_id: cells.id, role: 'start', actor_kind: 'creature', actor_id: by.start ?? Id.mayor });
  addRow(t, 'quest_relation', { quest_id: cells.id, role: 'end', actor_kind: 'creature', actor_id: by.end ?? Id.mayor });
}

export interface Stage {
  readonly world: World;
  /** Quest index by id. */
  q(id: number): number;
  /** Item kind by id. */
  item(id: number): number;
  /** Giver index of the first spawn of a creature. */
  giver(creature: number): number;
  bot(race?: number, cls?: number, level?: number): number;
}

export async function stage(tables: WorldTables, options: Record<string, number> = {}): Promise<Stage> {
  const content = await compileWorld(tables);
  const stored = OPTION_TABLE.defaults();
  for (const [key, value] of Object.entries(options)) stored[OPTION_TABLE.indexOf(key)] = value;
  const world = new World({ content, seed: 7, bots: 16, options: stored, schedule: [{ flush: 'all' }], verbs: VERBS });
  world.frame = 1;
  for (let s = 0; s < content.spawns.count; s++) {
    world.set(world.c.creature.f.state, s, CreatureState.alive);
    world.set(world.c.creature.f.level, s, content.creatures.minLevel[content.spawns.creature[s]!]!);
    world.set(world.c.creature.f.uid, s, world.newUid());
  }
  return {
    world,
    q: (id) => content.quests.id.indexOf(id),
    item: (id) => content.items.id.indexOf(id),
    giver: (creature) =>
      content.givers.spawn.findIndex(
        (spawn, g) => content.givers.kind[g] === 0 && content.creatures.id[content.spawns.creature[spawn]!] === creature,
      ),
    bot: (race = 1, cls = 1, level = 5) =>
      birth(world, {
        race: content.races.id.indexOf(race),
        cls: content.classes.id.indexOf(cls),
        level,
        map: 0,
        x: 0,
        y: 0,
        copper: 0,
        outfit: false,
        goods: 0,
        spreadFrames: 1,
        strategy: 0,
      }),
  };
}

/** Perform a verb now; answers its result code. */
export function perform(world: World, opcode: number, bot: number, a = 0, b = 0, c = 0): number {
  return world.commands.perform(world, opcode, bot, a, b, c, 0, 0, 0);
}

/** Note quests as turned in. */
export function done(s: Stage, bot: number, ...ids: number[]): void {
  for (const id of ids) markDone(s.world, bot, s.q(id));
}

/** Stand at a place of the village, yards. */
export function standAt(world: World, bot: number, xYards: number, yYards: number): void {
  place(world, bot, 0, xYards * 100, yYards * 100);
}

/** Everything a refused command must leave alone. */
export function fingerprint(world: World): string {
  const bytes = Buffer.from(world.arena.buffer);
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum = (Math.imul(sum, 31) + bytes[i]!) | 0;
  return `${sum} ${world.ledger.count} ${world.events.count}`;
}

/** A small world for tests of what bots carry: one map, four classes, a wolf, a vendor, and the items that a test names. */
import { compileWorld } from '../../../data/compile/index.js';
import type { WorldContent } from '../../../data/content.js';
import { emptyWorldTables, rowMaker, rowsOf, tableOf } from '../../../data/format/rows.js';
import type { AnyRow } from '../../../data/format/rows.js';
import type { TableName, WorldTables } from '../../../data/format/tables.js';
import { BotState, CreatureState, ItemPlace } from '../../../components/index.js';
import { recomputeStats } from '../../../systems/equipment/derive-stats.js';
import { place } from '../../../systems/movement/motion.js';
import { OPTION_TABLE } from '../../../systems/options.js';
import { setVitals } from '../../../systems/combat/vitals.js';
import { checkConservation, checkPlaces } from '../../../systems/invariants.js';
import { VERBS } from '../../../systems/verbs.js';
import { REASONS } from '../../../systems/vocabulary.js';
import { World } from '../../../systems/world.js';

export type Rows = { [N in TableName]?: readonly AnyRow[] };

/** Class positions in the small world (ids 1, 3, 4, 8). */
export const Cls = { warrior: 0, hunter: 1, rogue: 2, mage: 3 } as const;
export const VENDOR_SPAWN = 1;
export const WOLF_SPAWN = 0;

const ALL_WEAPONS = 'axe|axe2|mace|mace2|polearm|sword|sword2|staff|fist|dagger|bow|gun|crossbow|thrown';
const CLASSES = [
  {
    id: 1,
    name: 'Warrior',
    role: 'tank',
    power_stat: 'strength',
    armor_type: 'plate',
    mail_plate_level: 40,
    weapons: ALL_WEAPONS,
    shield: 1,
    dual_wield_level: 20,
  },
  {
    id: 3,
    name: 'Hunter',
    role: 'ranged',
    power_stat: 'agility',
    armor_type: 'mail',
    mail_plate_level: 40,
    weapons: 'bow|gun|axe|sword|staff',
    dual_wield_level: 20,
  },
  {
    id: 4,
    name: 'Rogue',
    role: 'melee',
    power_stat: 'agility',
    armor_type: 'leather',
    weapons: 'dagger|sword|fist|mace|thrown',
    dual_wield_level: 10,
  },
  { id: 8, name: 'Mage', role: 'caster', power_stat: 'intellect', armor_type: 'cloth', weapons: 'staff|dagger|sword|wand' },
];
/** Attributes at levels 1 and 60, near those of classic characters: strength agility stamina intellect spirit health mana. */
const BASE: readonly (readonly [number, number, readonly number[]])[] = [
  [1, 1, [23, 20, 22, 20, 20, 20, 0]],
  [1, 60, [120, 80, 110, 30, 45, 1689, 0]],
  [3, 1, [20, 23, 21, 20, 21, 46, 85]],
  [3, 60, [55, 125, 90, 65, 70, 1467, 1720]],
  [4, 1, [21, 23, 21, 20, 20, 25, 0]],
  [4, 60, [80, 130, 75, 35, 50, 1523, 0]],
  [8, 1, [20, 20, 20, 23, 22, 32, 100]],
  [8, 60, [30, 35, 45, 125, 120, 1360, 1213]],
];

function baseRows(): Rows {
  return {
    meta: [
      ['name', 'Small'],
      ['format', '1'],
      ['profile', 'classic'],
      ['max_level', '60'],
    ].map(([key, value]) => ({ key: key!, value: value! })),
    race: [{ id: 1, name: 'Human', side: 'alliance' }],
    class: CLASSES,
    start: CLASSES.map((c) => ({ race_id: 1, class_id: c.id, map_id: 0, x_yards: 0, y_yards: 0 })),
    base_stats: BASE.map(([cls, level, v]) => ({
      race_id: 1,
      class_id: cls,
      level,
      strength: v[0]!,
      agility: v[1]!,
      stamina: v[2]!,
      intellect: v[3]!,
      spirit: v[4]!,
      health: v[5]!,
      mana: v[6]!,
    })),
    level_xp: Array.from({ length: 59 }, (_, i) => ({ level: i + 1, xp_to_next: 400 * (i + 1) })),
    reputation: [{ id: 1, name: 'Town', base_alliance: 0, base_horde: 0 }],
    faction: [
      { id: 1, name: 'Town', to_alliance: 'friendly', to_horde: 'hostile', reputation_id: 1 },
      { id: 2, name: 'Wild', to_alliance: 'hostile', to_horde: 'hostile' },
    ],
    map: [{ id: 0, name: 'Land', kind: 'world' }],
    zone: [
      {
        id: 1,
        map_id: 0,
        name: 'Vale',
        min_level: 1,
        max_level: 60,
        x_min_yards: -1000,
        x_max_yards: 1000,
        y_min_yards: -1000,
        y_max_yards: 1000,
      },
    ],
    creature: [
      {
        id: 10,
        name: 'Wolf',
        min_level: 2,
        max_level: 2,
        kind: 'beast',
        faction_id: 2,
        min_health: 50,
        max_health: 50,
        min_damage: 2,
        max_damage: 3,
        loot_id: 1,
        min_money_copper: 3,
        max_money_copper: 7,
      },
      {
        id: 20,
        name: 'Smith',
        min_level: 30,
        max_level: 30,
        kind: 'humanoid',
        faction_id: 1,
        min_health: 500,
        max_health: 500,
        min_damage: 2,
        max_damage: 3,
        roles: 'vendor|repair',
      },
    ],
    spawn: [
      { id: 1, creature_id: 10, map_id: 0, x_yards: 0, y_yards: 0 },
      { id: 2, creature_id: 20, map_id: 0, x_yards: 3, y_yards: 0 },
    ],
    repair_cost: [
      { item_level: 0, kind: 'weapon', copper_per_point: 2 },
      { item_level: 0, kind: 'armor', copper_per_point: 1 },
    ],
  };
}

/** Tables of the small world with the rows of a test in place of, or besides, its own. */
export function smallTables(rows: Rows): WorldTables {
  const tables = emptyWorldTables();
  const merged: Rows = { ...baseRows(), ...rows };
  if (rows.loot === undefined) merged.creature = merged.creature!.map((row) => ({ ...row, loot_id: 0 }));
  for (const [name, list] of Object.entries(merged) as [TableName, readonly AnyRow[]][]) {
    const make = rowMaker(tableOf(name));
    for (const row of list) rowsOf(tables, name).push({ ...make(), ...row });
  }
  return tables;
}

export function smallContent(rows: Rows): Promise<WorldContent> {
  return compileWorld(smallTables(rows));
}

export function makeWorld(content: WorldContent, seed = 1, bots = 8, overrides: Readonly<Record<string, number | string>> = {}): World {
  const options = OPTION_TABLE.defaults();
  for (const [key, shown] of Object.entries(overrides)) {
    const { index, value } = OPTION_TABLE.parse(key, shown);
    options[index] = value;
  }
  const world = new World({ content, seed, bots, options, schedule: [{ flush: 'end of frame' }], verbs: VERBS });
  for (let s = 0; s < content.spawns.count; s++) {
    world.set(world.c.creature.f.uid, s, world.newUid());
    world.set(world.c.creature.f.state, s, CreatureState.alive);
  }
  for (let s = 0; s < content.objectSpawns.count; s++) world.set(world.c.object.f.uid, s, world.newUid());
  return world;
}

/** A naked bot at the origin. */
export function makeBot(world: World, cls: number, level: number, copper = 0): number {
  const bot = world.pools.bot.allocate();
  const { identity, life } = world.c;
  world.set(identity.f.uid, bot, world.newUid());
  world.set(identity.f.cls, bot, cls);
  world.set(life.f.level, bot, level);
  world.set(life.f.state, bot, BotState.idle);
  place(world, bot, 0, 0, 0);
  world.set(life.f.gold, bot, copper);
  world.ledger.sums.copperFaucet += copper;
  recomputeStats(world, bot);
  setVitals(world, bot, world.c.vital.maxHealth[bot]!, world.c.vital.maxMana[bot]!);
  return bot;
}

/** Index of an item by its id. */
export function kindOf(world: World, id: number): number {
  const kind = world.content.items.id.indexOf(id);
  if (kind < 0) throw new Error(`the test world has no item ${id}`);
  return kind;
}

/** Run a command and answer with the word for its result. */
export function perform(world: World, opcode: number, bot: number, a = 0, b = 0, c = 0, d = 0, e = 0): string {
  return REASONS[world.commands.perform(world, opcode, bot, a, b, c, d, e, 0)]!;
}

/** Let a creature lie dead, with a bot entitled to it. */
export function slay(world: World, slot: number, bot: number): void {
  world.set(world.c.creature.f.state, slot, CreatureState.dead);
  world.set(world.c.creature.f.tapper, slot, bot + 1);
}

/** Everything that must hold of belongings: each instance in one place, stacks no larger than they may be, sums as booked. */
export function checkBelongings(world: World): void {
  const { item } = world.c;
  for (let i = 0; i < world.pools.item.high; i++) {
    if (item.uid[i] === 0) continue;
    const most = item.place[i] === ItemPlace.pile ? 65_535 : world.content.items.stackSize[item.kind[i]!]!;
    if (item.stack[i]! < 1 || item.stack[i]! > most) throw new Error(`item ${item.uid[i]} has a stack of ${item.stack[i]}`);
  }
  checkPlaces(world);
  checkConservation(world);
}

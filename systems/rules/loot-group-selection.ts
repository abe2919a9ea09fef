import { UserError } from '../../engine/errors.js';
import { divInt, f32, mulF32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** References within references; deeper nesting is a loop in the world content. */
export const MAX_REFERENCE_DEPTH = 16;
/** Drops of a non-equippable item that one group may give in wotlk; equippable items drop once. */
const WOTLK_DUPLICATES = 3;
/** Coins of a larger spread are drawn in steps. */
const FINE_COIN_SPREAD = 32_700;
const COIN_STEP_BITS = 8;

/** Loot tables in columns: rows of table `t` are `offsets[t]` to `offsets[t + 1] - 1`, in stored order. */
export interface LootTables {
  readonly offsets: ArrayLike<number>;
  readonly item: ArrayLike<number>;
  /** Table that the row runs instead of giving an item, -1 = none. */
  readonly reference: ArrayLike<number>;
  /** Percent, positive, binary32. */
  readonly chance: ArrayLike<number>;
  /** 0 = ungrouped. */
  readonly group: ArrayLike<number>;
  readonly minCount: ArrayLike<number>;
  /** Of a reference: how often it is run. */
  readonly maxCount: ArrayLike<number>;
  readonly questOnly: ArrayLike<number>;
  /** wotlk: not 0 = the row is rolled by itself and runs only group `group` of its table. Absent: grouped references compete. */
  readonly referenceOutsideGroup?: ArrayLike<number>;
}

/** What rules need to know about a row besides the tables. */
export interface LootRows {
  /** Largest stack of the row's item. */
  stackSize(row: number): number;
  /** Whether the row's item can be worn. */
  equippable(row: number): boolean;
  /** Server rate of the row, by quality, quest or reference; 1 = normal. */
  rate(row: number): number;
  /** Whether the row's condition is met; only classic looks at selection. */
  allowed(row: number): boolean;
}

/**
 * Random draws. A simulation answers with stateless numbers in the order of the calls; the arguments only say what is drawn.
 */
export interface LootDraws {
  /** Percent in [0, 100) for an ungrouped row. */
  rowRoll(row: number): number;
  /** Percent in [0, 100) for a group. */
  groupRoll(group: number): number;
  /** Whole number from min to max, both included. */
  count(row: number, min: number, max: number): number;
  /** wotlk: index below `choices` among the equal-chance rows. */
  pick(group: number, choices: number): number;
  /** classic: shuffle the first `length` row numbers in place. */
  shuffle(group: number, rows: Int32Array, length: number, equalChance: boolean): void;
  /** classic: whether to pass over an equal-chance row whose item is in the loot already. */
  coin(group: number): boolean;
  /** Run `run` (from 0) of the reference in that row begins, or has ended. */
  enter(row: number, run: number): void;
  leave(): void;
}

/** What has dropped, in order; keep one and reuse it. */
export class LootDrops {
  static readonly CAPACITY = 64;
  length = 0;
  questDrops = 0;
  readonly item = new Int32Array(LootDrops.CAPACITY);
  readonly count = new Int32Array(LootDrops.CAPACITY);
  readonly group = new Uint8Array(LootDrops.CAPACITY);
  readonly quest = new Uint8Array(LootDrops.CAPACITY);
  /** Row numbers of the group being chosen from. */
  order = new Int32Array(64);

  clear(): void {
    this.length = 0;
    this.questDrops = 0;
  }

  add(item: number, count: number, group: number, quest: boolean): void {
    this.item[this.length] = item;
    this.count[this.length] = count;
    this.group[this.length] = group;
    this.quest[this.length] = quest ? 1 : 0;
    this.length++;
    if (quest) this.questDrops++;
  }

  has(item: number): boolean {
    for (let i = 0; i < this.length; i++) if (this.item[i] === item) return true;
    return false;
  }

  /** Ordinary (not quest) drops of an item that came from a group of that number. */
  fromGroup(item: number, group: number): number {
    let drops = 0;
    for (let i = 0; i < this.length; i++) {
      if (this.item[i] === item && this.group[i] === group && this.quest[i] === 0) drops++;
    }
    return drops;
  }

  reserve(rows: number): Int32Array {
    if (this.order.length < rows) this.order = new Int32Array(rows * 2);
    return this.order;
  }
}

/** Whether an ungrouped row drops: at 100 and above always, otherwise when chance x rate is above the roll. */
export function rowDrops(chance: number, rate: number, roll: number): boolean {
  return chance >= 100 || mulF32(chance, rate) > roll;
}

/** Stacks into which `count` units drop: classic gives one entry whatever its size, wotlk several full stacks. */
export function lootStacks(profile: RulesProfile, count: number, stackSize: number): number {
  if (profile.name === 'classic' || stackSize <= 0) return 1;
  return divInt(count + stackSize - 1, stackSize);
}

/** Units of stack `index` among those of `lootStacks`. */
export function lootStackUnits(profile: RulesProfile, count: number, stackSize: number, index: number): number {
  if (profile.name === 'classic' || stackSize <= 0) return count;
  return Math.min(stackSize, count - index * stackSize);
}

function inGroup(tables: LootTables, row: number, group: number): boolean {
  return tables.group[row] === group && !isOutsideGroup(tables, row);
}

/** Whether a row is rolled by itself. */
function isOutsideGroup(tables: LootTables, row: number): boolean {
  if (tables.group[row] === 0) return true;
  return (tables.reference[row] ?? -1) >= 0 && (tables.referenceOutsideGroup?.[row] ?? 0) !== 0;
}

/** Gather the group's rows with (`equal`) or without zero chance into `drops.order`; returns their number. */
function gather(
  profile: RulesProfile,
  tables: LootTables,
  rows: LootRows,
  drops: LootDrops,
  first: number,
  end: number,
  group: number,
  equal: boolean,
): number {
  const order = drops.reserve(end - first);
  let length = 0;
  for (let row = first; row < end; row++) {
    if (!inGroup(tables, row, group) || (tables.chance[row] === 0) !== equal) continue;
    if (profile.name === 'wotlk' && isSpent(tables, rows, drops, row, group)) continue;
    order[length++] = row;
  }
  return length;
}

/** wotlk: whether this group has given the row's item as often as it may. */
function isSpent(tables: LootTables, rows: LootRows, drops: LootDrops, row: number, group: number): boolean {
  if ((tables.reference[row] ?? -1) >= 0) return false;
  return drops.fromGroup(tables.item[row] ?? 0, group) >= (rows.equippable(row) ? 1 : WOTLK_DUPLICATES);
}

function pickByChance(
  profile: RulesProfile,
  tables: LootTables,
  rows: LootRows,
  drops: LootDrops,
  length: number,
  group: number,
  draws: LootDraws,
): number {
  if (profile.name === 'classic') draws.shuffle(group, drops.order, length, false);
  let rest = f32(draws.groupRoll(group));
  for (let i = 0; i < length; i++) {
    const row = drops.order[i] ?? 0;
    if (profile.name === 'classic' && !rows.allowed(row)) continue;
    const chance = f32(tables.chance[row] ?? 0);
    if (chance >= 100) return row;
    rest = f32(rest - chance);
    if (rest < 0) return row;
  }
  return -1;
}

function pickEqually(
  profile: RulesProfile,
  tables: LootTables,
  rows: LootRows,
  drops: LootDrops,
  length: number,
  group: number,
  draws: LootDraws,
): number {
  if (profile.name === 'wotlk') return drops.order[draws.pick(group, length)] ?? -1;
  draws.shuffle(group, drops.order, length, true);
  for (let i = 0; i < length; i++) {
    const row = drops.order[i] ?? 0;
    const there = (tables.reference[row] ?? -1) < 0 && drops.has(tables.item[row] ?? 0);
    if (there && draws.coin(group)) continue;
    if (rows.allowed(row)) return row;
  }
  return -1;
}

/**
 * The row that a group gives, -1 = none. Rows with a chance are tried first with one roll from which their chances are taken off in
 * order (shuffled in classic); if none is reached, one of the zero-chance rows is taken, all with equal odds.
 *
 * @param first first row of the table
 * @param end row after the last of the table
 * Source: rules reference, section 2.
 */
export function pickFromGroup(
  profile: RulesProfile,
  tables: LootTables,
  rows: LootRows,
  first: number,
  end: number,
  group: number,
  draws: LootDraws,
  drops: LootDrops,
): number {
  const chanced = gather(profile, tables, rows, drops, first, end, group, false);
  if (chanced > 0) {
    const row = pickByChance(profile, tables, rows, drops, chanced, group, draws);
    if (row >= 0) return row;
  }
  const equal = gather(profile, tables, rows, drops, first, end, group, true);
  return equal > 0 ? pickEqually(profile, tables, rows, drops, equal, group, draws) : -1;
}

function dropItem(profile: RulesProfile, tables: LootTables, rows: LootRows, row: number, draws: LootDraws, drops: LootDrops): void {
  const quest = tables.questOnly[row] !== 0;
  const item = tables.item[row] ?? 0;
  const count = draws.count(row, tables.minCount[row] ?? 1, tables.maxCount[row] ?? 1);
  const stackSize = rows.stackSize(row);
  const stacks = lootStacks(profile, count, stackSize);
  for (let i = 0; i < stacks && hasRoom(profile, drops, quest); i++) {
    drops.add(item, lootStackUnits(profile, count, stackSize, i), tables.group[row] ?? 0, quest);
  }
}

function hasRoom(profile: RulesProfile, drops: LootDrops, quest: boolean): boolean {
  if (profile.lootQuestItemLimit === 0) return drops.length < profile.lootItemLimit;
  if (quest) return drops.questDrops < profile.lootQuestItemLimit;
  return drops.length - drops.questDrops < profile.lootItemLimit;
}

/** One roll of loot: what it reads and where it writes. The caller keeps one object and reuses it. */
export interface LootRoll {
  readonly profile: RulesProfile;
  readonly tables: LootTables;
  readonly rows: LootRows;
  readonly draws: LootDraws;
  readonly drops: LootDrops;
}

function runGroup(roll: LootRoll, table: number, group: number, depth: number): void {
  const { profile, tables, rows, draws, drops } = roll;
  const row = pickFromGroup(profile, tables, rows, tables.offsets[table] ?? 0, tables.offsets[table + 1] ?? 0, group, draws, drops);
  // a reference chosen in a group runs its whole table in classic, in wotlk only the group of the same number
  if (row >= 0) takeRow(roll, row, profile.name === 'wotlk' ? group : 0, depth);
}

/** Give the row's item, or run the table it refers to (only one group of it, if `onlyGroup` is not 0). */
function takeRow(roll: LootRoll, row: number, onlyGroup: number, depth: number): void {
  const reference = roll.tables.reference[row] ?? -1;
  if (reference < 0) {
    dropItem(roll.profile, roll.tables, roll.rows, row, roll.draws, roll.drops);
    return;
  }
  const runs = roll.tables.maxCount[row] ?? 1;
  for (let run = 0; run < runs; run++) {
    roll.draws.enter(row, run);
    runTable(roll, reference, onlyGroup, depth + 1);
    roll.draws.leave();
  }
}

function runTable(roll: LootRoll, table: number, onlyGroup: number, depth: number): void {
  const { profile, tables, rows, draws } = roll;
  if (depth > MAX_REFERENCE_DEPTH) {
    throw new UserError('loot-reference-loop', `loot table ${table}: references nest deeper than ${MAX_REFERENCE_DEPTH}; expected no loop`);
  }
  if (onlyGroup > 0) {
    runGroup(roll, table, onlyGroup, depth);
    return;
  }
  const end = tables.offsets[table + 1] ?? 0;
  let groups = 0;
  for (let row = tables.offsets[table] ?? 0; row < end; row++) {
    if (!isOutsideGroup(tables, row)) {
      groups = Math.max(groups, tables.group[row] ?? 0);
      continue;
    }
    if (profile.name === 'classic' && !rows.allowed(row)) continue;
    const chance = tables.chance[row] ?? 0;
    if (rowDrops(chance, rows.rate(row), chance >= 100 ? 0 : draws.rowRoll(row))) takeRow(roll, row, tables.group[row] ?? 0, depth);
  }
  for (let group = 1; group <= groups; group++) runGroup(roll, table, group, depth);
}

/**
 * Roll a whole table into `roll.drops`, which is cleared first: ungrouped rows one by one, then each group once.
 * Throws a `UserError` when references form a loop.
 */
export function rollLootTable(roll: LootRoll, table: number): void {
  roll.drops.clear();
  runTable(roll, table, 0, 0);
}

/**
 * Copper that a corpse holds. Spreads of 32,700 and above are drawn in steps of 256.
 *
 * @param below a whole number from 0 to n - 1
 */
export function lootCopper(minCopper: number, maxCopper: number, rate: number, below: (n: number) => number): number {
  if (maxCopper <= minCopper) return Math.trunc(mulF32(maxCopper, rate));
  if (maxCopper - minCopper < FINE_COIN_SPREAD) {
    return Math.trunc(mulF32(minCopper + below(maxCopper - minCopper + 1), rate));
  }
  const least = minCopper >>> COIN_STEP_BITS;
  const most = maxCopper >>> COIN_STEP_BITS;
  return Math.trunc(mulF32(least + below(most - least + 1), rate)) * (1 << COIN_STEP_BITS);
}

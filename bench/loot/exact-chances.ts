/**
 * The exact chance of each item to be among what a loot table gives, worked out from the rows by the classic rules and without any code of
 * the roller: an ungrouped row drops by itself, a group gives at most one row, a reference is run so many times.
 */
import type { Loot } from '../../data/content.js';

export interface TableChances {
  readonly table: number;
  /** Item index and its chance, in order of item. */
  readonly items: readonly number[];
  readonly chances: readonly number[];
}

const FULL = 100;
/** Things a classic corpse holds at most; tables that can give more are left out. */
const MOST_DROPS = 16;

/** Chances of a table, or undefined when they are not a simple product: see `isSimple`. */
export function exactChances(loot: Loot, table: number): TableChances | undefined {
  if (!isSimple(loot, table)) return undefined;
  const absent = absentChances(loot, table);
  const items = [...absent.keys()].sort((a, b) => a - b);
  return { table, items, chances: items.map((item) => 1 - absent.get(item)!) };
}

/** By item: the chance that it is not among what one run of a table gives. */
function absentChances(loot: Loot, table: number): Map<number, number> {
  const absent = new Map<number, number>();
  const times = (item: number, chance: number): void => void absent.set(item, (absent.get(item) ?? 1) * chance);
  const groups = new Map<number, number[]>();
  for (let row = loot.offsets[table]!; row < loot.offsets[table + 1]!; row++) {
    const group = loot.group[row]!;
    if (group !== 0) groups.set(group, [...(groups.get(group) ?? []), row]);
    else for (const [item, without] of rowAbsent(loot, row, Math.min(FULL, loot.chance[row]!) / FULL)) times(item, without);
  }
  for (const rows of groups.values()) {
    // At most one row is given: what is absent is absent from whichever it is.
    const present = new Map<number, number>();
    for (const [row, chance] of groupChances(loot, rows))
      for (const [item, without] of rowAbsent(loot, row, 1)) present.set(item, (present.get(item) ?? 0) + chance * (1 - without));
    for (const [item, chance] of present) times(item, 1 - chance);
  }
  return absent;
}

/** By item: the chance that a row, given with some chance, does not give it. */
function rowAbsent(loot: Loot, row: number, chance: number): Map<number, number> {
  const reference = loot.reference[row]!;
  if (reference < 0) return new Map([[loot.item[row]!, 1 - chance]]);
  const once = absentChances(loot, reference);
  return new Map([...once].map(([item, without]) => [item, 1 - chance * (1 - without ** loot.maxCount[row]!)]));
}

/** Chance of each row of a group: its own, and of those without one an equal share of the rest. */
function groupChances(loot: Loot, rows: readonly number[]): [number, number][] {
  const sum = rows.reduce((total, row) => total + loot.chance[row]!, 0) / FULL;
  const equal = rows.filter((row) => loot.chance[row] === 0).length;
  return rows.map((row) => [row, loot.chance[row]! > 0 ? loot.chance[row]! / FULL : Math.max(0, 1 - sum) / equal]);
}

/**
 * Whether the chances are plain products: groups of at most 100 %, no item that can come twice while an equal-chance row gives it (such a
 * row is passed over half of the time when its item is there already), and never more drops than a corpse holds.
 */
function isSimple(loot: Loot, table: number): boolean {
  const ways = new Map<number, number>();
  const equal = new Set<number>();
  let most = 0;
  const visit = (t: number, runs: number, depth: number): boolean => {
    if (depth > 8) return false;
    const groups = new Map<number, { sum: number; rows: number[] }>();
    for (let row = loot.offsets[t]!; row < loot.offsets[t + 1]!; row++) {
      if (loot.condition[row] !== 0) return false;
      const g = loot.group[row]!;
      if (g !== 0) {
        const group = groups.get(g) ?? { sum: 0, rows: [] };
        group.sum += loot.chance[row]!;
        group.rows.push(row);
        groups.set(g, group);
        if (loot.chance[row] === 0 && loot.reference[row]! < 0) equal.add(loot.item[row]!);
      } else if (loot.reference[row]! < 0) most += runs;
      if (loot.reference[row]! >= 0) {
        if (!visit(loot.reference[row]!, runs * loot.maxCount[row]!, depth + 1)) return false;
      } else ways.set(loot.item[row]!, (ways.get(loot.item[row]!) ?? 0) + runs);
    }
    most += groups.size * runs;
    return [...groups.values()].every((group) => group.sum <= FULL + 1e-4);
  };
  if (!visit(table, 1, 0) || most > MOST_DROPS) return false;
  return [...equal].every((item) => ways.get(item) === 1);
}

/** Tables with simple chances, those with most items first, at most `wanted`. */
export function testableTables(loot: Loot, wanted: number): TableChances[] {
  const found: TableChances[] = [];
  for (let table = 0; table < loot.tables; table++) {
    const chances = exactChances(loot, table);
    if (chances !== undefined && chances.items.length > 1) found.push(chances);
  }
  found.sort((a, b) => b.items.length - a.items.length || a.table - b.table);
  return found.slice(0, wanted);
}

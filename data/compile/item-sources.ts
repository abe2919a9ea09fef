/** Where each item can be had. */
import { CreatureRole } from '../content.js';
import type { Creatures, Csr, ItemSources, Loot, Objects } from '../content.js';
import { upTo } from './columns.js';
import { DropTables } from './drop-chances.js';
import type { DropChances } from './drop-chances.js';

const CERTAIN_PPM = 1_000_000;
/**
 * A drop that comes only through references is left out below this chance, 1 in 1,000: nobody hunts for it, and common tables of
 * world drops make a row for each pair of their hundreds of items and thousands of creatures (four fifths of 1.1 million rows
 * in a large imported world).
 */
const REFERENCE_MIN_PPM = 1000;

const KILL = 0;
const OBJECT = 1;
const VENDOR = 2;

type Visit = (item: number, kind: number, source: number, ppm: number) => void;

/**
 * Sources with at least one spawn: kills (not of creatures that cannot be attacked), objects, vendors.
 * Rows by item, then descending chance, then kind and source.
 */
export function compileItemSources(
  itemCount: number,
  creatures: Creatures,
  spawnsOf: Csr,
  objects: Objects,
  objectSpawnsOf: Csr,
  loot: Loot,
  vendorItems: Csr,
): ItemSources {
  const drops = new DropTables(loot, itemCount);
  const byTable = new Map<number, Worthwhile>();
  const visitTable = (kind: number, source: number, table: number, visit: Visit): void => {
    let kept = byTable.get(table);
    if (kept === undefined) byTable.set(table, (kept = worthwhile(drops.of(table))));
    for (let i = 0; i < kept.items.length; i++) visit(kept.items[i]!, kind, source, kept.ppm[i]!);
  };
  const visitAll = (visit: Visit): void => {
    for (let c = 0; c < creatures.count; c++) {
      if (isEmpty(spawnsOf, c)) continue;
      if (creatures.loot[c]! >= 0 && (creatures.roles[c]! & CreatureRole.noCombat) === 0) visitTable(KILL, c, creatures.loot[c]!, visit);
      if ((creatures.roles[c]! & CreatureRole.vendor) === 0) continue;
      for (let i = vendorItems.offsets[c]!; i < vendorItems.offsets[c + 1]!; i++) visit(vendorItems.values[i]!, VENDOR, c, CERTAIN_PPM);
    }
    for (let o = 0; o < objects.count; o++)
      if (objects.loot[o]! >= 0 && !isEmpty(objectSpawnsOf, o)) visitTable(OBJECT, o, objects.loot[o]!, visit);
  };
  return sorted(itemCount, visitAll);
}

function isEmpty(of: Csr, row: number): boolean {
  return of.offsets[row] === of.offsets[row + 1];
}

interface Worthwhile {
  readonly items: Int32Array;
  readonly ppm: Int32Array;
}

function worthwhile(table: DropChances): Worthwhile {
  const keep: number[] = [];
  for (let i = 0; i < table.items.length; i++) {
    if (table.chances[i]! > 0 && (table.direct[i] === 1 || table.chances[i]! * CERTAIN_PPM >= REFERENCE_MIN_PPM)) keep.push(i);
  }
  return {
    items: Int32Array.from(keep, (i) => table.items[i]!),
    ppm: Int32Array.from(keep, (i) => Math.max(1, Math.round(table.chances[i]! * CERTAIN_PPM))),
  };
}

/**
 * Two passes, one that counts and one that fills, because there may be millions of rows. Each becomes one number, (chance, kind,
 * source), so that the rows of an item are sorted by a native sort of numbers.
 */
function sorted(itemCount: number, visitAll: (visit: Visit) => void): ItemSources {
  const offsets = new Int32Array(itemCount + 1);
  visitAll((item) => {
    offsets[item + 1]! += 1;
  });
  for (let item = 0; item < itemCount; item++) offsets[item + 1]! += offsets[item]!;
  const count = offsets[itemCount]!;
  const next = offsets.slice();
  const keys = new Float64Array(count);
  visitAll((item, kind, source, ppm) => {
    keys[next[item]!] = ((CERTAIN_PPM - ppm) * 4 + kind) * 2 ** 24 + source;
    next[item]! += 1;
  });
  for (let item = 0; item < itemCount; item++) keys.subarray(offsets[item], offsets[item + 1]).sort();
  const kind = new Uint8Array(count);
  const source = new Int32Array(count);
  const chancePpm = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const high = Math.floor(keys[i]! / 2 ** 24);
    source[i] = keys[i]! - high * 2 ** 24;
    kind[i] = high & 3;
    chancePpm[i] = CERTAIN_PPM - (high >> 2);
  }
  return { rows: { offsets, values: upTo(count) }, kind, source, chancePpm };
}

/** Where each item can be had. */
import { CreatureRole } from '../content.js';
import type { Creatures, Csr, ItemSources, Loot, Objects } from '../content.js';
import { csrOffsets } from './columns.js';
import { DropTables } from './drop-chances.js';
import type { DropChances } from './drop-chances.js';

const CERTAIN_PPM = 1_000_000;
/**
 * A drop that comes only through references is left out below this chance, 1 in 10,000: nobody hunts for it, and common tables of
 * world drops would make a row for each pair of their hundreds of items and thousands of creatures.
 */
const REFERENCE_MIN_PPM = 100;

const KILL = 0;
const OBJECT = 1;
const VENDOR = 2;

interface Found { readonly item: number[]; readonly kind: number[]; readonly source: number[]; readonly ppm: number[] }

/**
 * Sources with at least one spawn: kills (not of creatures that cannot be attacked), objects, vendors.
 * Rows by item, then descending chance, then kind and source.
 */
export function compileItemSources(itemCount: number, creatures: Creatures, spawnsOf: Csr, objects: Objects, objectSpawnsOf: Csr, loot: Loot, vendorItems: Csr): ItemSources {
  const drops = new DropTables(loot, itemCount);
  const byTable = new Map<number, DropChances>();
  const found: Found = { item: [], kind: [], source: [], ppm: [] };
  const addTable = (kind: number, source: number, table: number): void => {
    let table_ = byTable.get(table);
    if (table_ === undefined) byTable.set(table, (table_ = worthwhile(drops.of(table))));
    for (let i = 0; i < table_.items.length; i++) add(found, table_.items[i]!, kind, source, Math.max(1, Math.round(table_.chances[i]! * CERTAIN_PPM)));
  };
  for (let c = 0; c < creatures.count; c++) {
    if (isEmpty(spawnsOf, c)) continue;
    if (creatures.loot[c]! >= 0 && (creatures.roles[c]! & CreatureRole.noCombat) === 0) addTable(KILL, c, creatures.loot[c]!);
    if ((creatures.roles[c]! & CreatureRole.vendor) === 0) continue;
    for (let i = vendorItems.offsets[c]!; i < vendorItems.offsets[c + 1]!; i++) add(found, vendorItems.values[i]!, VENDOR, c, CERTAIN_PPM);
  }
  for (let o = 0; o < objects.count; o++) if (objects.loot[o]! >= 0 && !isEmpty(objectSpawnsOf, o)) addTable(OBJECT, o, objects.loot[o]!);
  return sorted(itemCount, found);
}

function isEmpty(of: Csr, row: number): boolean {
  return of.offsets[row] === of.offsets[row + 1];
}

function add(found: Found, item: number, kind: number, source: number, ppm: number): void {
  found.item.push(item);
  found.kind.push(kind);
  found.source.push(source);
  found.ppm.push(ppm);
}

function worthwhile(table: DropChances): DropChances {
  const keep: number[] = [];
  for (let i = 0; i < table.items.length; i++) {
    if (table.chances[i]! > 0 && (table.direct[i] === 1 || table.chances[i]! * CERTAIN_PPM >= REFERENCE_MIN_PPM)) keep.push(i);
  }
  return { items: Int32Array.from(keep, (i) => table.items[i]!), chances: Float64Array.from(keep, (i) => table.chances[i]!), direct: Uint8Array.from(keep, (i) => table.direct[i]!) };
}

/** Each row becomes one number, (chance, kind, source), so that the rows of an item are sorted by a native sort of numbers. */
function sorted(itemCount: number, found: Found): ItemSources {
  const count = found.item.length;
  const offsets = csrOffsets(itemCount, found.item);
  const next = offsets.slice();
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const item = found.item[i]!;
    keys[next[item]!] = ((CERTAIN_PPM - found.ppm[i]!) * 4 + found.kind[i]!) * 2 ** 24 + found.source[i]!;
    next[item]! += 1;
  }
  const kind = new Uint8Array(count);
  const source = new Int32Array(count);
  const chancePpm = new Int32Array(count);
  const values = new Int32Array(count);
  for (let item = 0; item < itemCount; item++) keys.subarray(offsets[item], offsets[item + 1]).sort();
  for (let i = 0; i < count; i++) {
    const key = keys[i]!;
    const high = Math.floor(key / 2 ** 24);
    values[i] = i;
    source[i] = key % 2 ** 24;
    kind[i] = high % 4;
    chancePpm[i] = CERTAIN_PPM - Math.floor(high / 4);
  }
  return { rows: { offsets, values }, kind, source, chancePpm };
}

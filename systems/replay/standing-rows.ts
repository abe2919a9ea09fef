/** How everything stands as of a frame: once from the rows of a run file, once from a simulated world, and the first difference. */
import type Database from 'better-sqlite3';
import type { RowCapture } from '../../engine/replay/row-capture.js';
import type { StoredValue } from '../../engine/replay/row-stream.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { Recorder } from '../record/recorder.js';
import type { World } from '../world.js';
import { STANDING_TABLES } from './row-keys.js';
import type { StandingTable } from './row-keys.js';

export interface StandingDifference {
  readonly table: string;
  readonly component: string;
  /** Values of the key columns by name. */
  readonly key: Readonly<Record<string, number>>;
  /** Differing column, or empty when only one side has the thing. */
  readonly column: string;
  /** null: the thing is not there. */
  readonly stored: StoredValue;
  readonly simulated: StoredValue;
}

type Rows = Map<string, StoredValue[]>;

/** First differences, at most `limit`, in the order of tables and then of keys. The world's dirty records are used up. */
export function compareStanding(
  db: Database.Database,
  world: World,
  capture: RowCapture,
  frame: number,
  limit: number,
): StandingDifference[] {
  captureWhole(world, capture);
  const found: StandingDifference[] = [];
  for (const spec of STANDING_TABLES) {
    const names = capture.tables[capture.table(spec.table)]!.columns.map((column) => column.name);
    const simulated = presentRows(spec, names, chunks(capture.values[capture.table(spec.table)]!, names.length));
    const stored = presentRows(spec, names, storedAt(db, spec, names, frame));
    compareTables(spec, names, stored, simulated, limit, found);
    if (found.length >= limit) break;
  }
  return found;
}

/** Record every living thing of the world, whether it changed or not. */
function captureWhole(world: World, capture: RowCapture): void {
  const { c, pools, sizes } = world;
  const { dirty } = world.write;
  for (const records of dirty) records?.clear();
  const bots = pools.bot.high;
  for (const component of [c.life, c.vital, c.motion])
    for (let bot = 0; bot < bots; bot++) if (c.identity.uid[bot] !== 0) dirty[component.id]!.mark(bot);
  for (let cell = 0; cell < bots * sizes.botSlots; cell++) if (c.slots.item[cell] !== 0) dirty[c.slots.id]!.mark(cell);
  for (let entry = 0; entry < bots * sizes.questLogSize; entry++) if (c.questLog.quest[entry] !== 0) dirty[c.questLog.id]!.mark(entry);
  for (let cell = 0; cell < pools.pile.high * sizes.pileItems; cell++) if (c.pileItem.item[cell] !== 0) dirty[c.pileItem.id]!.mark(cell);
  for (let b = 0; b < pools.buyback.high; b++) if (c.buyback.item[b] !== 0) dirty[c.buyback.id]!.mark(b);
  for (let a = 0; a < pools.auction.high; a++) if (c.auction.uid[a] !== 0) dirty[c.auction.id]!.mark(a);
  for (let m = 0; m < pools.mail.high; m++) if (c.mail.uid[m] !== 0) dirty[c.mail.id]!.mark(m);
  for (let g = 0; g < pools.group.high; g++) if (c.group.uid[g] !== 0) dirty[c.group.id]!.mark(g);
  for (let s = 0; s < world.content.spawns.count; s++) dirty[c.creature.id]!.mark(s);
  capture.clear();
  new Recorder(capture as unknown as SnapshotStore, world, []).afterFrame(world, '');
}

function* chunks(values: readonly StoredValue[], width: number): Generator<StoredValue[]> {
  for (let at = 0; at < values.length; at += width) yield values.slice(at, at + width);
}

/** The last row of each thing at or before a frame. No index is needed. */
function storedAt(db: Database.Database, spec: StandingTable, names: readonly string[], frame: number): Iterable<StoredValue[]> {
  const list = names.map((name) => `"${name}"`).join(', ');
  const sql = `SELECT ${list} FROM "${spec.table}" WHERE rowid IN (SELECT max(rowid) FROM "${spec.table}" WHERE frame <= ? GROUP BY ${spec.keys.join(', ')})`;
  return db.prepare(sql).raw().all(frame) as StoredValue[][];
}

function presentRows(spec: StandingTable, names: readonly string[], rows: Iterable<StoredValue[]>): Rows {
  const keys = spec.keys.map((key) => names.indexOf(key));
  const { present } = spec;
  const at = present === undefined ? -1 : names.indexOf(present.column);
  const out: Rows = new Map();
  for (const row of rows) {
    if (present !== undefined) {
      const value = row[at] as number;
      if ('not' in present ? value === present.not : !present.values.includes(value)) continue;
    }
    out.set(keys.map((key) => row[key]).join(' '), row);
  }
  return out;
}

function compareTables(
  spec: StandingTable,
  names: readonly string[],
  stored: Rows,
  simulated: Rows,
  limit: number,
  found: StandingDifference[],
): void {
  const compared = (spec.columns ?? names.filter((name) => name !== 'frame' && !spec.keys.includes(name))).map((name) =>
    names.indexOf(name),
  );
  const all = [...new Set([...stored.keys(), ...simulated.keys()])].map((key) => key.split(' ').map(Number)).sort(byNumbers);
  for (const parts of all) {
    if (found.length >= limit) return;
    const a = stored.get(parts.join(' '));
    const b = simulated.get(parts.join(' '));
    const key = Object.fromEntries(spec.keys.map((name, i) => [name, parts[i]!]));
    const base = { table: spec.table, component: spec.component, key };
    if (a === undefined || b === undefined) {
      const shown = names.indexOf(spec.present?.column ?? spec.keys[0]!);
      found.push({ ...base, column: '', stored: a?.[shown] ?? null, simulated: b?.[shown] ?? null });
      continue;
    }
    const column = compared.find((c) => a[c] !== b[c]);
    if (column !== undefined) found.push({ ...base, column: names[column]!, stored: a[column]!, simulated: b[column]! });
  }
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

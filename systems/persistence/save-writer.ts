/** Applies saves to a bot file. Runs on the writing thread. */
import type Database from 'better-sqlite3';
import { invariant } from '../../engine/errors.js';
import { hashBytes } from '../../engine/state-hash.js';
import { EQUIPMENT_NUMBERS, INVENTORY_NUMBERS, NO_TEXT, SaveOp, STATE_NUMBERS } from './outbox.js';
import type { SaveMessage } from './outbox.js';
import { RowBatch } from './row-batch.js';
import {
  DELETE_IDENTITY,
  EQUIPMENT_VALUES,
  INVENTORY_VALUES,
  ITEM_INDEX_SQL,
  ITEM_INDEXES,
  REPLACE_IDENTITY,
  STATEMENTS,
  insertEquipment,
  insertInventory,
} from './schema.js';
import { PersistenceResult } from './snapshot.js';

/** Numbers of a message that is worth it: some ten thousand rows. */
const BULK_NUMBERS = 100_000;
const IDENTITY_NUMBERS = 5;
const POSITION_NUMBERS = 6;

type Statement = Database.Statement<unknown[]>;

export class SaveWriter {
  readonly #db: Database.Database;
  readonly #inventory: RowBatch;
  readonly #equipment: RowBatch;
  readonly #updateState: Statement;
  readonly #insertState: Statement;
  readonly #updatePosition: Statement;
  readonly #updateGold: Statement;
  readonly #deletes: readonly Statement[];
  readonly #deleteInventory: Statement;
  readonly #deleteEquipment: Statement;
  readonly #replaceIdentity: Statement;
  /** What was last written of each bot's belongings: a save that changes nothing writes nothing. */
  #written = new Map<number, string>();
  readonly #worn = new Map<number, string>();
  #seconds = 0;
  /** The indexes of belongings are yet to be made; and the batch for which they were left out is whole. */
  #indexesDue = false;
  #batchEnded = true;
  lastError = '';

  constructor(db: Database.Database) {
    this.#db = db;
    const prepare = (sql: string): Statement => db.prepare(sql);
    this.#inventory = new RowBatch(db, insertInventory, INVENTORY_VALUES);
    this.#equipment = new RowBatch(db, insertEquipment, EQUIPMENT_VALUES);
    this.#updateState = prepare(STATEMENTS.PBDB_UPD_BOT_FULL_STATE);
    this.#insertState = prepare(STATEMENTS.PBDB_INS_BOT_STATE);
    this.#updatePosition = prepare(STATEMENTS.PBDB_UPD_BOT_POSITION);
    this.#updateGold = prepare(STATEMENTS.PBDB_UPD_BOT_GOLD);
    this.#deleteInventory = prepare(STATEMENTS.PBDB_DEL_BOT_INVENTORY);
    this.#deleteEquipment = prepare(STATEMENTS.PBDB_DEL_BOT_EQUIPMENT);
    this.#deletes = [prepare(STATEMENTS.PBDB_DEL_BOT_STATE), this.#deleteInventory, this.#deleteEquipment, prepare(DELETE_IDENTITY)];
    this.#replaceIdentity = prepare(REPLACE_IDENTITY);
  }

  /** Results of the saves of a message, in order. Together they are one transaction; if that fails, each is tried by itself. */
  apply(message: SaveMessage): Uint8Array {
    const results = new Uint8Array(message.saves);
    const whole = this.#attempt(message, 0, message.saves, results);
    this.#batchEnded = message.endsBatch;
    if (whole) return results;
    let at = 0;
    for (let n = 0; n < message.saves; n++) {
      const failure = message.numbers[at] === SaveOp.complete ? PersistenceResult.TRANSACTION_FAILED : PersistenceResult.DATABASE_ERROR;
      if (!this.#attempt(message, at, 1, results.subarray(n, n + 1))) results[n] = failure;
      at = this.#skip(message, at);
    }
    return results;
  }

  /** Make the indexes that were left out while empty tables were filled. A file that was left without them gets them when it is opened. */
  makeIndexes(): void {
    if (!this.#indexesDue) return;
    this.#db.exec(`BEGIN IMMEDIATE; ${ITEM_INDEX_SQL} COMMIT`);
    this.#indexesDue = false;
  }

  #attempt(message: SaveMessage, from: number, saves: number, results: Uint8Array): boolean {
    let dropped = false;
    try {
      this.#seconds = this.#db.prepare('SELECT unixepoch()').pluck().get() as number;
      if (this.#batchEnded) this.makeIndexes();
      this.#db.exec('BEGIN IMMEDIATE');
      if (!this.#indexesDue && this.#fillsEmptyTables(message, saves)) {
        dropped = true;
        for (const [name] of ITEM_INDEXES) this.#db.exec(`DROP INDEX ${name}`);
      }
      let at = from;
      for (let n = 0; n < saves; n++) at = this.#one(message, at, results, n);
      this.#inventory.flush();
      this.#equipment.flush();
      this.#db.exec('COMMIT');
      this.#indexesDue ||= dropped;
      return true;
    } catch (error) {
      this.lastError = error instanceof Error ? error.message : String(error);
      this.#inventory.clear();
      this.#equipment.clear();
      // What was written is not known any more.
      this.#written.clear();
      this.#worn.clear();
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      return false;
    }
  }

  /** Rows by the thousand into empty tables: their indexes are made before the next batch or at the end, in one sorted pass each. */
  #fillsEmptyTables(message: SaveMessage, saves: number): boolean {
    if (message.used < BULK_NUMBERS || saves < message.saves) return false;
    const empty = (table: string): boolean => this.#db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined;
    return empty('playerbot_inventory') && empty('playerbot_equipment');
  }

  /** Applies the save that begins at `at`; returns where the next one begins. */
  #one(message: SaveMessage, at: number, results: Uint8Array, n: number): number {
    const { numbers } = message;
    const op = numbers[at]!;
    const guid = numbers[at + 1]!;
    const next = at + 2;
    results[n] = PersistenceResult.SUCCESS;
    switch (op) {
      case SaveOp.state:
        return this.#state(numbers, next, guid);
      case SaveOp.inventory:
        return this.#carried(message, next, guid);
      case SaveOp.equipment:
        return this.#wears(message, next, guid);
      case SaveOp.complete:
        return this.#complete(message, next, guid);
      case SaveOp.position:
        return this.#position(numbers, next, guid, results, n);
      case SaveOp.gold: {
        const { changes } = this.#updateGold.run(numbers[next], this.#seconds, guid);
        if (changes === 0) results[n] = PersistenceResult.STATE_NOT_FOUND;
        return next + 1;
      }
      default:
        invariant(op === SaveOp.remove, 'unknown-save', `save ${op} is unknown`);
        return this.#remove(next, guid, results, n);
    }
  }

  #complete(message: SaveMessage, at: number, guid: number): number {
    const text = textsOf(message);
    const { numbers } = message;
    this.#replaceIdentity.run(
      guid,
      text(numbers[at]!) ?? '',
      text(numbers[at + 1]!) ?? '',
      text(numbers[at + 2]!) ?? '',
      numbers[at + 3],
      numbers[at + 4],
    );
    return this.#wears(message, this.#carried(message, this.#state(numbers, at + IDENTITY_NUMBERS, guid), guid), guid);
  }

  #state(numbers: Float64Array, at: number, guid: number): number {
    const end = at + STATE_NUMBERS;
    const values = [...numbers.subarray(at, end)];
    if (this.#updateState.run(...values, this.#seconds, guid).changes === 0) this.#insertState.run(guid, ...values, this.#seconds);
    return end;
  }

  #position(numbers: Float64Array, at: number, guid: number, results: Uint8Array, n: number): number {
    const end = at + POSITION_NUMBERS;
    const { changes } = this.#updatePosition.run(...numbers.subarray(at, end), this.#seconds, guid);
    if (changes === 0) results[n] = PersistenceResult.STATE_NOT_FOUND;
    return end;
  }

  #remove(at: number, guid: number, results: Uint8Array, n: number): number {
    this.#inventory.flush();
    this.#equipment.flush();
    let gone = 0;
    for (const statement of this.#deletes) gone += statement.run(guid).changes;
    if (gone === 0) results[n] = PersistenceResult.STATE_NOT_FOUND;
    this.#written.delete(guid);
    this.#worn.delete(guid);
    return at;
  }

  #carried(message: SaveMessage, at: number, guid: number): number {
    const { numbers } = message;
    const items = numbers[at]!;
    const end = at + 1 + items * INVENTORY_NUMBERS;
    const print = fingerprint(message, at, end, INVENTORY_TEXTS);
    if (this.#written.get(guid) === print) return end;
    const text = textsOf(message);
    const batch = this.#inventory;
    batch.flushIf(guid);
    this.#deleteInventory.run(guid);
    for (let p = at + 1; p < end; p += INVENTORY_NUMBERS) {
      const row = batch.row(guid);
      const { values } = batch;
      values[row] = guid;
      for (let k = 0; k < 5; k++) values[row + 1 + k] = numbers[p + k]!;
      values[row + 6] = text(numbers[p + 5]!);
      values[row + 7] = numbers[p + 6]!;
      values[row + 8] = text(numbers[p + 7]!);
      values[row + 9] = numbers[p + 8]!;
      values[row + 10] = numbers[p + 9]!;
      values[row + 11] = this.#seconds;
      batch.filled();
    }
    this.#written.set(guid, print);
    return end;
  }

  #wears(message: SaveMessage, at: number, guid: number): number {
    const { numbers } = message;
    const items = numbers[at]!;
    const end = at + 1 + items * EQUIPMENT_NUMBERS;
    const print = fingerprint(message, at, end, EQUIPMENT_TEXTS);
    if (this.#worn.get(guid) === print) return end;
    const text = textsOf(message);
    const batch = this.#equipment;
    batch.flushIf(guid);
    this.#deleteEquipment.run(guid);
    for (let p = at + 1; p < end; p += EQUIPMENT_NUMBERS) {
      const row = batch.row(guid);
      const { values } = batch;
      values[row] = guid;
      for (let k = 0; k < 3; k++) values[row + 1 + k] = numbers[p + k]!;
      values[row + 4] = text(numbers[p + 3]!);
      values[row + 5] = text(numbers[p + 4]!);
      values[row + 6] = numbers[p + 5]!;
      values[row + 7] = numbers[p + 6]!;
      values[row + 8] = numbers[p + 7]!;
      values[row + 9] = this.#seconds;
      batch.filled();
    }
    this.#worn.set(guid, print);
    return end;
  }

  /** Where the save after the one at `at` begins. */
  #skip({ numbers }: SaveMessage, at: number): number {
    const body = at + 2;
    const carried = (from: number): number => from + 1 + numbers[from]! * INVENTORY_NUMBERS;
    const worn = (from: number): number => from + 1 + numbers[from]! * EQUIPMENT_NUMBERS;
    switch (numbers[at]) {
      case SaveOp.state:
        return body + STATE_NUMBERS;
      case SaveOp.inventory:
        return carried(body);
      case SaveOp.equipment:
        return worn(body);
      case SaveOp.complete:
        return worn(carried(body + IDENTITY_NUMBERS + STATE_NUMBERS));
      case SaveOp.position:
        return body + POSITION_NUMBERS;
      case SaveOp.gold:
        return body + 1;
      default:
        return body;
    }
  }
}

/** Which numbers of an item are texts: position in it. */
const INVENTORY_TEXTS = { width: INVENTORY_NUMBERS, at: [5, 7] } as const;
const EQUIPMENT_TEXTS = { width: EQUIPMENT_NUMBERS, at: [3, 4] } as const;

function textsOf({ texts }: SaveMessage): (index: number) => string | null {
  return (index) => (index === NO_TEXT ? null : texts[index]!);
}

/** A mark of belongings: equal for equal ones, whatever message they come in. */
function fingerprint(message: SaveMessage, at: number, end: number, kind: { width: number; at: readonly number[] }): string {
  const { numbers, texts } = message;
  let texted = '';
  for (let p = at + 1; p < end; p += kind.width)
    for (const k of kind.at) {
      const index = numbers[p + k]!;
      if (index !== NO_TEXT) texted += `${p - at + k}=${texts[index]!}|`;
    }
  if (texted === '') return hashOf(numbers, at, end);
  const plain = numbers.slice(at, end);
  for (let p = 1; p < plain.length; p += kind.width) for (const k of kind.at) plain[p + k] = NO_TEXT;
  return `${hashOf(plain, 0, plain.length)}#${texted}`;
}

/** 64 bits instead of the 8 KB of a full inventory: 5,000 bots would keep 40 MB. */
function hashOf(numbers: Float64Array, from: number, to: number): string {
  return hashBytes(new Uint8Array(numbers.buffer, numbers.byteOffset + from * 8, (to - from) * 8));
}

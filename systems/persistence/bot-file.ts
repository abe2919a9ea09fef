/** A bot file: an SQLite file of saved bots. Made, checked and read here. */
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../../engine/errors.js';
import { parseEnchantments, parseGems } from './serialise.js';
import { BOT_FILE_ID, BOT_FILE_SQL, BOT_FILE_VERSION, SELECT_IDENTITY, STATEMENTS } from './schema.js';
import { PersistenceResult } from './snapshot.js';
import type {
  BotIdentity,
  BotStateSnapshot,
  CompleteSnapshot,
  EquipmentItemSnapshot,
  EquipmentSummaryRow,
  InventoryItemSnapshot,
  InventorySummary,
  PersistenceCode,
} from './snapshot.js';

/** An answer with what was asked for, when there is something. */
export interface Loaded<T> {
  readonly result: PersistenceCode;
  readonly value?: T;
}

const MOST_SLOT = 255;

/**
 * Make an empty bot file.
 * @throws UserError when there is one already, or it cannot be made
 */
export function createBotFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why = code === 'EEXIST' ? 'it exists already, and nothing is overwritten; name another file' : `it cannot be made (${code})`;
    throw new UserError('bot-file-unwritable', `bot file ${path}: ${why}`, { cause: error });
  }
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma(`application_id = ${BOT_FILE_ID}`);
    db.pragma(`user_version = ${BOT_FILE_VERSION}`);
    db.pragma('journal_mode = WAL');
    db.exec(BOT_FILE_SQL);
  } finally {
    db.close();
  }
}

/**
 * Refuse what is not a bot file of this version.
 * @throws UserError in one line
 */
export function checkBotFile(path: string): void {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UserError('bot-file-missing', `bot file ${path}: there is no such file`);
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    const id = db.pragma('application_id', { simple: true });
    if (id !== BOT_FILE_ID)
      throw new UserError('bot-file-foreign', `bot file ${path}: expected a file of saved bots (botrealm bot export makes one)`);
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > BOT_FILE_VERSION)
      throw new UserError(
        'bot-file-newer',
        `bot file ${path}: format ${version} is newer than ${BOT_FILE_VERSION}, the newest this build reads`,
      );
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      'bot-file-foreign',
      `bot file ${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`,
      { cause: error },
    );
  } finally {
    db?.close();
  }
}

type Row = Record<string, number | string | null>;

/** Synchronous reads of a bot file. */
export class BotFileReader {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[], unknown>>();

  constructor(path: string) {
    checkBotFile(path);
    this.#db = new Database(path, { readonly: true, fileMustExist: true });
  }

  close(): void {
    this.#db.close();
  }

  loadState(guid: number): Loaded<BotStateSnapshot> {
    return this.#guarded(() => {
      const row = this.#get(STATEMENTS.PBDB_SEL_BOT_STATE, guid) as BotStateSnapshot | undefined;
      return row === undefined ? { result: PersistenceResult.STATE_NOT_FOUND } : { result: PersistenceResult.SUCCESS, value: row };
    });
  }

  loadIdentity(guid: number): Loaded<BotIdentity> {
    return this.#guarded(() => {
      const row = this.#get(SELECT_IDENTITY, guid) as BotIdentity | undefined;
      return row === undefined ? { result: PersistenceResult.STATE_NOT_FOUND } : { result: PersistenceResult.SUCCESS, value: row };
    });
  }

  /** An empty list is an answer: who carries nothing has no rows. */
  loadInventory(guid: number): Loaded<InventoryItemSnapshot[]> {
    return this.#guarded(() => items(this.#all(STATEMENTS.PBDB_SEL_BOT_INVENTORY, guid).map(inventoryItem)));
  }

  loadEquipment(guid: number): Loaded<EquipmentItemSnapshot[]> {
    return this.#guarded(() => items(this.#all(STATEMENTS.PBDB_SEL_BOT_EQUIPMENT, guid).map(equipmentItem)));
  }

  loadInventorySlot(guid: number, bag: number, slot: number): Loaded<InventoryItemSnapshot> {
    return this.#guarded(() => one(this.#get(STATEMENTS.PBDB_SEL_BOT_INVENTORY_SLOT, guid, bag, slot) as Row | undefined, inventoryItem));
  }

  loadEquipmentSlot(guid: number, slot: number): Loaded<EquipmentItemSnapshot> {
    return this.#guarded(() => one(this.#get(STATEMENTS.PBDB_SEL_EQUIPMENT_SLOT, guid, slot) as Row | undefined, equipmentItem));
  }

  inventorySummary(guid: number): Loaded<InventorySummary> {
    return this.#guarded(() => ({
      result: PersistenceResult.SUCCESS,
      value: this.#get(STATEMENTS.PBDB_SEL_INVENTORY_SUMMARY, guid) as InventorySummary,
    }));
  }

  equipmentSummary(guid: number): Loaded<EquipmentSummaryRow[]> {
    return this.#guarded(() => ({
      result: PersistenceResult.SUCCESS,
      value: this.#all(STATEMENTS.PBDB_SEL_EQUIPMENT_SUMMARY, guid) as unknown as EquipmentSummaryRow[],
    }));
  }

  /** Everything of one bot as of one commit. */
  loadComplete(guid: number): Loaded<CompleteSnapshot> {
    const read = this.#db.transaction((): Loaded<CompleteSnapshot> => {
      const identity = this.loadIdentity(guid);
      const state = this.loadState(guid);
      const inventory = this.loadInventory(guid);
      const equipment = this.loadEquipment(guid);
      for (const { result } of [identity, state, inventory, equipment]) if (result !== PersistenceResult.SUCCESS) return { result };
      return {
        result: PersistenceResult.SUCCESS,
        value: { identity: identity.value!, state: state.value!, inventory: inventory.value!, equipment: equipment.value! },
      };
    });
    return this.#guarded(read);
  }

  /** Uids of all bots that can be imported, in order. */
  bots(): number[] {
    return this.#all('SELECT bot_guid FROM playerbot_identity ORDER BY bot_guid').map((row) => Number(row.bot_guid));
  }

  #statement(sql: string): Database.Statement<unknown[], unknown> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
  #get(sql: string, ...values: number[]): unknown {
    return this.#statement(sql).get(...values);
  }
  #all(sql: string, ...values: number[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  #guarded<T>(read: () => Loaded<T>): Loaded<T> {
    try {
      return read();
    } catch (error) {
      if (error instanceof Database.SqliteError) return { result: PersistenceResult.DATABASE_ERROR };
      throw error;
    }
  }
}

function items<T>(rows: (T | null)[]): Loaded<T[]> {
  if (rows.includes(null)) return { result: PersistenceResult.DATA_INVALID };
  return { result: PersistenceResult.SUCCESS, value: rows as T[] };
}

function one<T>(row: Row | undefined, read: (row: Row) => T | null): Loaded<T> {
  if (row === undefined) return { result: PersistenceResult.STATE_NOT_FOUND };
  const value = read(row);
  return value === null ? { result: PersistenceResult.DATA_INVALID } : { result: PersistenceResult.SUCCESS, value };
}

function equipmentItem(row: Row): EquipmentItemSnapshot | null {
  const enchantments = String(row.enchantments ?? '');
  const gems = String(row.gems ?? '');
  if (parseEnchantments(enchantments) === null || parseGems(gems) === null) return null;
  for (const key of ['slot', 'item_id', 'item_guid', 'durability', 'bound', 'charges'] as const)
    if (!Number.isSafeInteger(row[key]) || Number(row[key]) < 0) return null;
  if (Number(row.slot) > MOST_SLOT) return null;
  return { ...(row as unknown as EquipmentItemSnapshot), enchantments, gems };
}

function inventoryItem(row: Row): InventoryItemSnapshot | null {
  const item = equipmentItem(row);
  if (item === null || !Number.isSafeInteger(row.stack_count) || Number(row.stack_count) < 1 || Number(row.bag) > MOST_SLOT) return null;
  return item as InventoryItemSnapshot;
}

/** Say in the file where its bots come from. */
export function noteSource(path: string, source: Readonly<Record<string, string>>): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    const put = db.prepare('INSERT OR REPLACE INTO playerbot_source (key, value) VALUES (?, ?)');
    db.transaction(() => Object.entries(source).forEach(([key, value]) => put.run(key, value)))();
  } finally {
    db.close();
  }
}

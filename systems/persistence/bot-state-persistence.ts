/**
 * Saves and loads of single bots, with the operations and answers of the bot-state design. A save takes a picture of the bot at once and
 * hands it to a thread that writes it: the caller never waits for the disk. A load waits for what was saved of that bot before.
 */
import { Worker } from 'node:worker_threads';
import { UserError } from '../../engine/errors.js';
import { BotFileReader, checkBotFile, createBotFile } from './bot-file.js';
import type { Loaded } from './bot-file.js';
import { captureIdentity, captureState, isPlayer } from './capture.js';
import type { PlayerBot } from './capture.js';
import { encodeEquipment, encodeInventory } from './encode.js';
import { Outbox, SaveOp } from './outbox.js';
import type { SaveReply, SaveWorkerData } from './save-worker.js';
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

export type PersistenceCallback = (result: PersistenceCode) => void;

/** Numbers that are handed over without waiting for the caller to pause: 2 MB, so that the thread writes while the caller goes on saving. */
const HAND_OVER_NUMBERS = 262_144;
/** A writing thread that does nothing for so long is taken for dead, milliseconds. */
const STALLED_MS = 60_000;

type Player = PlayerBot | null | undefined;

export class BotStatePersistence {
  readonly #outbox = new Outbox();
  readonly #callbacks = new Map<number, PersistenceCallback>();
  readonly #done: Int32Array;
  readonly #worker: Worker;
  readonly #reader: BotFileReader;
  #next = 1;
  #scheduled = false;
  #closed = false;
  #lost: string | null = null;
  #waiters: (() => void)[] = [];
  /** Saves that ended in another way than SUCCESS since the file was opened. */
  failures = 0;
  lastError = '';

  /**
   * Open a bot file, made if it is not there.
   * @throws UserError for a file that is not one of saved bots, or cannot be made
   */
  static open(path: string, options: { readonly create?: boolean } = {}): BotStatePersistence {
    if (options.create === true) createBotFile(path);
    else checkBotFile(path);
    return new BotStatePersistence(path);
  }

  private constructor(readonly path: string) {
    const control = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.#done = new Int32Array(control);
    this.#reader = new BotFileReader(path);
    this.#worker = new Worker(new URL('./save-worker.js', import.meta.url), { workerData: { path, control } satisfies SaveWorkerData });
    this.#worker.unref();
    this.#worker.on('message', (reply: SaveReply) => this.#answered(reply));
    this.#worker.on('error', (error) => this.#gone(String(error)));
    this.#worker.on('exit', () => this.#gone('it ended'));
  }

  // Saves. They answer ASYNC_PENDING, or at once why nothing is saved; the callback is told how it ended.

  saveBotStateAsync(player: Player, callback?: PersistenceCallback): PersistenceCode {
    if (!isPlayer(player)) return PersistenceResult.PLAYER_INVALID;
    const state = captureState(player);
    return this.#save(SaveOp.state, state.bot_guid, callback, () => this.#outbox.state(state));
  }

  saveInventoryAsync(player: Player, callback?: PersistenceCallback): PersistenceCode {
    if (!isPlayer(player)) return PersistenceResult.PLAYER_INVALID;
    return this.#save(SaveOp.inventory, guidOf(player), callback, () => encodeInventory(this.#outbox, player));
  }

  /** The same for a list that was taken before. */
  saveInventoryItems(botGuid: number, items: readonly InventoryItemSnapshot[], callback?: PersistenceCallback): PersistenceCode {
    return this.#save(SaveOp.inventory, botGuid, callback, () => this.#outbox.inventory(items));
  }

  saveEquipmentAsync(player: Player, callback?: PersistenceCallback): PersistenceCode {
    if (!isPlayer(player)) return PersistenceResult.PLAYER_INVALID;
    return this.#save(SaveOp.equipment, guidOf(player), callback, () => encodeEquipment(this.#outbox, player));
  }

  /** State, inventory and equipment in one transaction: all of it or nothing. */
  saveCompleteSnapshot(player: Player, callback?: PersistenceCallback): PersistenceCode {
    if (!isPlayer(player)) return PersistenceResult.PLAYER_INVALID;
    return this.#save(SaveOp.complete, guidOf(player), callback, () => {
      this.#outbox.identity(captureIdentity(player));
      this.#outbox.state(captureState(player));
      encodeInventory(this.#outbox, player);
      encodeEquipment(this.#outbox, player);
    });
  }

  /** The same for a picture that was taken before. */
  saveSnapshot(snapshot: CompleteSnapshot, callback?: PersistenceCallback): PersistenceCode {
    const { identity, state, inventory, equipment } = snapshot;
    return this.#save(SaveOp.complete, identity.bot_guid, callback, () => {
      this.#outbox.identity(identity);
      this.#outbox.state(state);
      this.#outbox.inventory(inventory);
      this.#outbox.equipment(equipment);
    });
  }

  /** STATE_NOT_FOUND, to the callback, when the bot's state was never saved. */
  updateBotPositionAsync(player: Player, callback?: PersistenceCallback): PersistenceCode {
    if (!isPlayer(player)) return PersistenceResult.PLAYER_INVALID;
    const state = captureState(player);
    return this.#save(SaveOp.position, state.bot_guid, callback, () => this.#outbox.position(state));
  }

  /** STATE_NOT_FOUND, to the callback, when the bot's state was never saved. */
  updateBotGoldAsync(player: Player, callback?: PersistenceCallback): PersistenceCode {
    if (!isPlayer(player)) return PersistenceResult.PLAYER_INVALID;
    const { world, bot } = player;
    return this.#save(SaveOp.gold, guidOf(player), callback, () => this.#outbox.number(world.c.life.gold[bot]!));
  }

  /** Delete everything that is stored of a bot. Waits until it is done. */
  deleteBotData(botGuid: number): PersistenceCode {
    if (!isGuid(botGuid)) return PersistenceResult.PLAYER_INVALID;
    if (this.#closed) return PersistenceResult.CLOSED;
    if (!this.#holds(botGuid)) return this.#lost === null ? PersistenceResult.STATE_NOT_FOUND : PersistenceResult.DATABASE_ERROR;
    const answer = this.#save(SaveOp.remove, botGuid, undefined, () => undefined);
    if (answer !== PersistenceResult.ASYNC_PENDING) return answer;
    return this.#waitForWriter() && !this.#holds(botGuid) ? PersistenceResult.SUCCESS : PersistenceResult.DATABASE_ERROR;
  }

  /** Whether anything is stored of a bot. */
  #holds(botGuid: number): boolean {
    return (
      this.loadBotState(botGuid).result === PersistenceResult.SUCCESS ||
      (this.getInventorySummary(botGuid).value?.items ?? 0) > 0 ||
      (this.getEquipmentSummary(botGuid).value?.length ?? 0) > 0
    );
  }

  // Loads.

  loadBotState(botGuid: number): Loaded<BotStateSnapshot> {
    return this.#load(botGuid, (reader) => reader.loadState(botGuid));
  }
  loadInventory(botGuid: number): Loaded<InventoryItemSnapshot[]> {
    return this.#load(botGuid, (reader) => reader.loadInventory(botGuid));
  }
  loadInventorySlot(botGuid: number, bag: number, slot: number): Loaded<InventoryItemSnapshot> {
    return this.#load(botGuid, (reader) => reader.loadInventorySlot(botGuid, bag, slot));
  }
  loadEquipment(botGuid: number): Loaded<EquipmentItemSnapshot[]> {
    return this.#load(botGuid, (reader) => reader.loadEquipment(botGuid));
  }
  loadEquipmentSlot(botGuid: number, slot: number): Loaded<EquipmentItemSnapshot> {
    return this.#load(botGuid, (reader) => reader.loadEquipmentSlot(botGuid, slot));
  }
  loadIdentity(botGuid: number): Loaded<BotIdentity> {
    return this.#load(botGuid, (reader) => reader.loadIdentity(botGuid));
  }
  loadCompleteSnapshot(botGuid: number): Loaded<CompleteSnapshot> {
    return this.#load(botGuid, (reader) => reader.loadComplete(botGuid));
  }
  getInventorySummary(botGuid: number): Loaded<InventorySummary> {
    return this.#load(botGuid, (reader) => reader.inventorySummary(botGuid));
  }
  getEquipmentSummary(botGuid: number): Loaded<EquipmentSummaryRow[]> {
    return this.#load(botGuid, (reader) => reader.equipmentSummary(botGuid));
  }

  /** Saves that are not written yet. */
  get pending(): number {
    return this.#next - 1 - Atomics.load(this.#done, 0);
  }

  /** Hand over what was saved so far to the writing thread. It happens by itself as soon as the caller pauses. */
  handOver(): void {
    this.#send(true);
  }

  #send(endsBatch: boolean): void {
    if (this.#outbox.saves === 0 || this.#lost !== null) return;
    const message = this.#outbox.take(this.#next - this.#outbox.saves, endsBatch);
    this.#worker.postMessage(message, [message.numbers.buffer as ArrayBuffer]);
  }

  /** Resolves when everything saved so far is written and its callbacks were told. */
  async settle(): Promise<void> {
    this.handOver();
    this.#worker.ref();
    while (this.#lost === null && (this.pending > 0 || this.#callbacks.size > 0 || this.#unanswered > 0))
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    this.#worker.unref();
  }

  /** Write what is left, leave a single file, and end the thread. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.settle();
    this.#closed = true;
    this.#reader.close();
    if (this.#lost !== null) return;
    const ended = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.ref();
    this.#worker.postMessage(null);
    await ended;
  }

  /** Messages handed over and not answered. */
  get #unanswered(): number {
    return this.#next - 1 - this.#outbox.saves - this.#answeredTo;
  }
  #answeredTo = 0;

  #save(op: number, guid: number, callback: PersistenceCallback | undefined, fill: () => void): PersistenceCode {
    if (this.#closed) return PersistenceResult.CLOSED;
    if (this.#lost !== null) return PersistenceResult.DATABASE_ERROR;
    if (!isGuid(guid)) return PersistenceResult.PLAYER_INVALID;
    this.#outbox.begin(op, guid);
    fill();
    const number = this.#next++;
    if (callback !== undefined) this.#callbacks.set(number, callback);
    if (this.#outbox.used >= HAND_OVER_NUMBERS) this.#send(false);
    else if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => {
        this.#scheduled = false;
        this.handOver();
      });
    }
    return PersistenceResult.ASYNC_PENDING;
  }

  #load<T>(guid: number, read: (reader: BotFileReader) => Loaded<T>): Loaded<T> {
    if (this.#closed) return { result: PersistenceResult.CLOSED };
    if (!isGuid(guid)) return { result: PersistenceResult.PLAYER_INVALID };
    if (this.pending > 0 && !this.#waitForWriter()) return { result: PersistenceResult.DATABASE_ERROR };
    return read(this.#reader);
  }

  /** Blocks until everything saved so far is written; false when the thread is gone. */
  #waitForWriter(): boolean {
    this.handOver();
    for (;;) {
      const done = Atomics.load(this.#done, 0);
      if (done >= this.#next - 1) return true;
      if (this.#lost !== null || Atomics.wait(this.#done, 0, done, STALLED_MS) === 'timed-out') return false;
    }
  }

  #answered({ first, results, lastError }: SaveReply): void {
    this.#answeredTo = first + results.length - 1;
    for (let n = 0; n < results.length; n++) this.#tell(first + n, results[n] as PersistenceCode);
    if (lastError !== '') this.lastError = lastError;
    this.#wakeWaiters();
  }

  #tell(number: number, result: PersistenceCode): void {
    if (result !== PersistenceResult.SUCCESS) this.failures++;
    const callback = this.#callbacks.get(number);
    if (callback === undefined) return;
    this.#callbacks.delete(number);
    callback(result);
  }

  #gone(why: string): void {
    if (this.#closed) return;
    this.#lost ??= why;
    this.lastError = why;
    for (const number of [...this.#callbacks.keys()]) this.#tell(number, PersistenceResult.DATABASE_ERROR);
    this.#wakeWaiters();
  }

  #wakeWaiters(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

/** The bot that a file has under a name (any case) or uid. */
export function botInFile(path: string, name: string | undefined): CompleteSnapshot[] {
  checkBotFile(path);
  const reader = new BotFileReader(path);
  try {
    const all = reader.bots().map((guid) => reader.loadComplete(guid));
    const bad = all.findIndex((loaded) => loaded.value === undefined);
    if (bad >= 0) throw new UserError('bot-file-bad', `bot file ${path}: what it holds of bot ${reader.bots()[bad]} is not whole`);
    const bots = all.map((loaded) => loaded.value!);
    if (name === undefined) return bots;
    const wanted = bots.filter(({ identity }) => identity.name.toLowerCase() === name.toLowerCase() || String(identity.bot_guid) === name);
    if (wanted.length > 0) return wanted;
    throw new UserError(
      'unknown-bot',
      `bot file ${path}: no bot in it is called '${name}', it has ${bots.map((b) => b.identity.name).join(', ') || 'none'}`,
    );
  } finally {
    reader.close();
  }
}

function guidOf({ world, bot }: PlayerBot): number {
  return world.c.identity.uid[bot]!;
}

function isGuid(guid: number): boolean {
  return Number.isInteger(guid) && guid > 0 && guid < 0x8000_0000;
}

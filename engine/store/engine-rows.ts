/** Typed writers and readers of the engine's own tables. */
import type Database from 'better-sqlite3';
import type { LEDGER_FLOW } from './engine-tables.js';
import type { SnapshotStore } from './snapshot-store.js';

export interface FrameRow {
  readonly frame: number;
  /** Hex. */
  readonly stateHash: string;
  readonly unitsGranted: number;
  readonly unitsUsed: number;
  readonly deferred: number;
  /** 8 hex digits a component, in registry order. */
  readonly componentHashes: string;
  readonly commands: number;
  readonly rejected: number;
  /** 4 hex digits a row of the schedule, and 4 before them. */
  readonly systemHashes: string;
}

/** A particular of a kind of event. */
export interface EventKey {
  readonly key: string;
  /** Words that the value counts from 0. */
  readonly words?: readonly string[] | undefined;
}

export type LedgerFlow = (typeof LEDGER_FLOW)[keyof typeof LEDGER_FLOW];

/** Words are given by their ids (`store.wordId`), looked up once and not per row. */
export class EngineRows {
  private readonly frameTable: number;
  private readonly eventTable: number;
  private readonly eventKeyTable: number;
  private readonly ledgerTable: number;
  private readonly accountTable: number;
  private readonly rejectionTable: number;
  private readonly inputTable: number;
  private readonly metricTable: number;
  private readonly perfTable: number;

  constructor(public store: SnapshotStore) {
    this.frameTable = store.table('frame');
    this.eventTable = store.table('event_row');
    this.eventKeyTable = store.table('event_key');
    this.ledgerTable = store.table('ledger_row');
    this.accountTable = store.table('account_row');
    this.rejectionTable = store.table('rejection_row');
    this.inputTable = store.table('input');
    this.metricTable = store.table('metric_row');
    this.perfTable = store.table('perf_row');
  }

  /** The frame's own row, and with it the end of the frame. */
  endFrame(row: FrameRow): void {
    const { store } = this;
    store.begin(this.frameTable);
    store.int(row.frame);
    store.text(row.stateHash);
    store.i53(row.unitsGranted);
    store.i53(row.unitsUsed);
    store.int(row.deferred);
    store.text(row.componentHashes);
    store.int(row.commands);
    store.int(row.rejected);
    store.text(row.systemHashes);
    store.endFrame(row.frame);
  }

  /** An event with two particulars, whose keys `eventKey` has told, or with its particulars as JSON. */
  event(frame: number, seq: number, kindId: number, uid: number, value1: number, value2: number, detail: string | null = null): void {
    const { store } = this;
    store.begin(this.eventTable);
    store.int(frame);
    store.int(seq);
    store.int(kindId);
    store.int(uid);
    store.int(value1);
    store.int(value2);
    store.text(detail);
  }

  /** What the particulars of a kind of event are; `words`: what its codes stand for. */
  eventKey(kindId: number, keys: readonly EventKey[]): void {
    const { store } = this;
    store.begin(this.eventKeyTable);
    store.int(kindId);
    for (const n of [0, 1]) store.text(keys[n]?.key ?? null);
    for (const n of [0, 1]) store.text(keys[n]?.words === undefined ? null : JSON.stringify(keys[n].words));
  }

  ledger(
    frame: number,
    seq: number,
    causeId: number,
    flow: LedgerFlow,
    assetId: number,
    itemUid: number,
    quantity: number,
    fromAccount: number,
    toAccount: number,
  ): void {
    const { store } = this;
    store.begin(this.ledgerTable);
    store.int(frame);
    store.int(seq);
    store.int(causeId);
    store.int(flow);
    store.int(assetId);
    store.int(itemUid);
    store.i53(quantity);
    store.int(fromAccount);
    store.int(toAccount);
  }

  account(id: number, kindId: number, ownerUid: number): void {
    const { store } = this;
    store.begin(this.accountTable);
    store.int(id);
    store.int(kindId);
    store.int(ownerUid);
  }

  rejection(frame: number, commandId: number, reasonId: number, count: number): void {
    const { store } = this;
    store.begin(this.rejectionTable);
    store.int(frame);
    store.int(commandId);
    store.int(reasonId);
    store.int(count);
  }

  input(frame: number, seq: number, source: string, payload: string): void {
    const { store } = this;
    store.begin(this.inputTable);
    store.int(frame);
    store.int(seq);
    store.text(source);
    store.text(payload);
  }

  metric(frame: number, nameId: number, value: number): void {
    this.measure(this.metricTable, frame, nameId, value);
  }

  perf(frame: number, nameId: number, value: number): void {
    this.measure(this.perfTable, frame, nameId, value);
  }

  private measure(table: number, frame: number, nameId: number, value: number): void {
    const { store } = this;
    store.begin(table);
    store.int(frame);
    store.int(nameId);
    store.real(value);
  }
}

/** The frames of a run in order, from a frame on. */
export function* readFrames(db: Database.Database, from = 0): Generator<FrameRow> {
  const rows = db
    .prepare(
      `SELECT frame, state_hash AS stateHash, units_granted AS unitsGranted, units_used AS unitsUsed, deferred,
        component_hashes AS componentHashes, commands, rejected, system_hashes AS systemHashes FROM frame WHERE frame >= ? ORDER BY frame`,
    )
    .iterate(from) as IterableIterator<FrameRow>;
  yield* rows;
}

export interface InputRow {
  readonly frame: number;
  readonly seq: number;
  readonly source: string;
  /** JSON. */
  readonly payload: string;
}

/** What came from outside, in the order in which it was taken in. */
export function* readInputs(db: Database.Database): Generator<InputRow> {
  yield* db.prepare('SELECT frame, seq, source, payload FROM input ORDER BY frame, seq').iterate() as IterableIterator<InputRow>;
}

export interface LedgerRow {
  readonly frame: number;
  readonly seq: number;
  readonly cause: string;
  readonly flow: LedgerFlow;
  /** 0 copper, else the item's id. */
  readonly assetId: number;
  readonly itemUid: number;
  readonly quantity: number;
  readonly fromAccount: number;
  readonly toAccount: number;
}

/** Every movement of money and items, in the order in which it was booked. */
export function* readLedger(db: Database.Database): Generator<LedgerRow> {
  yield* db
    .prepare(
      `SELECT l.frame, l.seq, c.text AS cause, l.flow, l.asset_id AS assetId, l.item_uid AS itemUid, l.quantity,
        l.from_account AS fromAccount, l.to_account AS toAccount
      FROM ledger_row l CROSS JOIN word c ON c.id = l.cause_id ORDER BY l.rowid`,
    )
    .iterate() as IterableIterator<LedgerRow>;
}

/**
 * Proves from a run file alone that money and items add up: plays the ledger frame by frame and holds it against the stored rows of
 * purses, slots, auctions and letters. Nothing is simulated, so the ledger and the rows must vouch for each other.
 *
 * What is touched in a frame, by an entry or by a row, is checked at its end; what is not touched was right before and still is.
 */
import { COPPER } from '../../engine/ledger.js';
import { RowStream, readWords } from '../../engine/replay/row-stream.js';
import type { StoredValue } from '../../engine/replay/row-stream.js';
import { LEDGER_FLOW } from '../../engine/store/engine-tables.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { OPENING_CAUSE } from '../../engine/store/opening-balances.js';
import { READABLE_FROM } from '../../engine/store/retention.js';
import { readFailureOf } from '../../engine/store/store-errors.js';
import { AuctionState, MailState } from '../../components/index.js';
import { FIRST_UID } from '../vocabulary.js';
import { AccountNames } from './account-names.js';
import { Flows } from './flows.js';
import type { CauseFlow } from './flows.js';
import { ItemBooks } from './item-books.js';
import { MoneyBooks } from './money-books.js';
import { Violated, violated } from './violation.js';
import type { Violation } from './violation.js';

export interface AuditReport {
  readonly lastFrame: number;
  /** Frames that add up, frame 0 included. */
  readonly framesChecked: number;
  readonly ledgerEntries: number;
  readonly copperCreated: number;
  readonly copperDestroyed: number;
  readonly copperInWorld: number;
  readonly itemsCreated: number;
  readonly itemsDestroyed: number;
  readonly itemsInWorld: number;
  /** By cause, largest first. */
  readonly copper: readonly CauseFlow[];
  readonly items: readonly CauseFlow[];
  /** The first thing that does not add up. */
  readonly violation?: Violation;
}

export interface AuditOptions {
  /** Called after each frame; awaited, so that the caller can let other things happen. */
  readonly afterFrame?: (frame: number, lastFrame: number) => Promise<void> | undefined;
}

/** Audit a run up to the last frame of its file, or to the first violation. */
export async function auditRun(run: OpenedRun, options: AuditOptions = {}): Promise<AuditReport> {
  try {
    return await new Audit(run).run(options);
  } catch (error) {
    throw readFailureOf(run.path, error);
  }
}

/** Columns of a streamed row; 0 is the rowid, 1 the frame. */
const COLUMNS = {
  ledger_row: ['frame', 'seq', 'cause_id', 'flow', 'asset_id', 'item_uid', 'quantity', 'from_account', 'to_account'],
  bot_life: ['frame', 'uid', 'gold_copper'],
  slot_item: ['frame', 'uid', 'slot', 'item_uid', 'item_id', 'stack_count'],
  stash_row: ['frame', 'holder_uid', 'item_uid', 'item_id', 'stack_count'],
  auction_row: [
    'frame',
    'auction_uid',
    'status',
    'bidder_uid',
    'item_uid',
    'item_id',
    'stack_count',
    'current_bid_copper',
    'deposit_copper',
  ],
  mail_row: ['frame', 'mail_uid', 'status', 'money_copper', 'item_uid', 'item_id', 'stack_count'],
  metric_row: ['frame', 'name_id', 'value'],
} as const;
const FRAME = 1;
type Streams = { readonly [T in keyof typeof COLUMNS]: RowStream };

class Audit {
  readonly #money: MoneyBooks;
  readonly #items: ItemBooks;
  readonly #names: AccountNames;
  readonly #flows: Flows;
  readonly #streams: Streams;
  readonly #words: ReadonlyMap<number, string>;
  /** The first frame whose state the rows tell: how things stand then is told by rows of that frame and of earlier ones. */
  readonly #from: number;
  #entries = 0;

  constructor(private readonly opened: OpenedRun) {
    const { db } = opened;
    this.#from = Number(opened.info.get(READABLE_FROM) ?? 0);
    this.#names = new AccountNames(db);
    this.#money = new MoneyBooks(this.#names);
    this.#items = new ItemBooks(this.#names);
    this.#words = readWords(db);
    this.#flows = new Flows(this.#words);
    this.#streams = Object.fromEntries(
      Object.entries(COLUMNS).map(([table, columns]) => [table, new RowStream(db, table, columns)]),
    ) as unknown as Streams;
  }

  async run({ afterFrame }: AuditOptions): Promise<AuditReport> {
    const { lastFrame, db } = this.opened;
    const numbers = db.prepare('SELECT frame FROM frame ORDER BY frame').pluck().all() as number[];
    let checked = 0;
    let violation: Violation | undefined;
    try {
      for (const frame of numbers) {
        if (frame !== checked) violated(checked, 'frame-missing', 'the file', 'frames in order', `frame ${checked}`, `frame ${frame}`);
        if (frame >= this.#from) this.#frame(frame);
        checked++;
        await afterFrame?.(frame, lastFrame);
      }
      this.#nothingLeft(lastFrame);
    } catch (error) {
      if (!(error instanceof Violated)) throw error;
      violation = error.violation;
    }
    const money = this.#money;
    const items = this.#items;
    return {
      lastFrame,
      framesChecked: checked - Math.min(checked, this.#from),
      ledgerEntries: this.#entries,
      copperCreated: money.created,
      copperDestroyed: money.destroyed,
      copperInWorld: money.inWorld,
      itemsCreated: items.created,
      itemsDestroyed: items.destroyed,
      itemsInWorld: items.inWorld,
      copper: this.#flows.copper(),
      items: this.#flows.items(),
      ...(violation === undefined ? {} : { violation }),
    };
  }

  #frame(frame: number): void {
    let seq = 0;
    this.#each('ledger_row', frame, (row) => {
      this.#entry(frame, seq, row);
      seq = (row[2] as number) + 1;
    });
    this.#each('bot_life', frame, (row) => this.#money.hold(frame, row[2] as number, row[3] as number));
    this.#each('slot_item', frame, (row) =>
      this.#items.putSlot(frame, row[2] as number, row[3] as number, row[4] as number, row[5] as number, row[6] as number),
    );
    this.#each('stash_row', frame, (row) =>
      this.#items.putStash(frame, row[2] as number, row[3] as number, row[4] as number, row[5] as number),
    );
    this.#each('auction_row', frame, (row) => this.#auction(frame, row));
    this.#each('mail_row', frame, (row) => this.#mail(frame, row));
    this.#money.check(frame);
    this.#items.check(frame);
    this.#each('metric_row', frame, (row) => this.#metric(frame, row));
  }

  #each(table: keyof typeof COLUMNS, frame: number, take: (row: StoredValue[]) => void): void {
    const stream = this.#streams[table];
    for (let row = stream.peek(); row !== undefined && (row[FRAME] as number) <= frame; row = stream.peek()) {
      if (row[FRAME] !== frame && frame !== this.#from)
        violated(
          frame,
          'row-order',
          `table ${table}, row ${row[0]}`,
          'rows in the order of frames',
          `frame ${frame} or later`,
          `frame ${row[FRAME]}`,
        );
      stream.skip();
      take(row);
    }
  }

  #entry(frame: number, expectedSeq: number, row: StoredValue[]): void {
    const [, , seq, cause, flow, asset, item, quantity, from, to] = row as number[];
    this.#entries++;
    const subject = `ledger entry ${seq} (${this.#words.get(cause!) ?? 'unknown cause'})`;
    // Opening balances keep the number they got at first: an account's entry stays when another's goes.
    const numbered = frame === this.#from && this.#words.get(cause!) === OPENING_CAUSE ? seq! >= expectedSeq : seq === expectedSeq;
    if (!numbered) violated(frame, 'ledger-order', subject, 'number of the entry within its frame', expectedSeq, seq!);
    if (!(quantity! > 0) || !Number.isSafeInteger(quantity))
      violated(frame, 'ledger-quantity', subject, 'quantity', 'a positive whole number', quantity!);
    const fromWorld = from! < FIRST_UID;
    const toWorld = to! < FIRST_UID;
    const wanted =
      fromWorld && !toWorld ? LEDGER_FLOW.faucet : !fromWorld && toWorld ? LEDGER_FLOW.sink : !fromWorld ? LEDGER_FLOW.transfer : 0;
    if (flow !== wanted)
      violated(
        frame,
        'ledger-flow',
        subject,
        `from ${this.#names.of(from!)} to ${this.#names.of(to!)}`,
        FLOW_WORDS[wanted]!,
        FLOW_WORDS[flow!] ?? `flow ${flow}`,
      );
    if (asset === COPPER) this.#money.move(frame, quantity!, from!, to!);
    else this.#items.move(frame, asset!, item!, quantity!, from!, to!);
    this.#flows.add(cause!, flow!, asset === COPPER, quantity!);
  }

  #auction(frame: number, row: StoredValue[]): void {
    const [, , uid, status, bidder, item, kind, stack, bid, deposit] = row as number[];
    const open = status === AuctionState.open;
    this.#money.hold(frame, uid!, open ? deposit! + (bidder! > 0 ? bid! : 0) : 0);
    this.#items.putExchange(frame, uid!, open ? item! : 0, kind!, stack!);
  }

  #mail(frame: number, row: StoredValue[]): void {
    const [, , uid, status, copper, item, kind, stack] = row as number[];
    const waiting = status === MailState.waiting;
    this.#money.hold(frame, uid!, waiting ? copper! : 0);
    this.#items.putExchange(frame, uid!, waiting ? item! : 0, kind!, stack!);
  }

  #metric(frame: number, row: StoredValue[]): void {
    const name = this.#words.get(row[2] as number);
    const value = row[3] as number;
    if (name === 'money_supply_copper' && value !== this.#money.inWorld)
      violated(frame, 'metric', `measure ${name}`, 'copper in the world', this.#money.inWorld, value);
    if (name === 'item_units_count' && value !== this.#items.inWorld)
      violated(frame, 'metric', `measure ${name}`, 'units of items in the world', this.#items.inWorld, value);
  }

  #nothingLeft(lastFrame: number): void {
    for (const [table, stream] of Object.entries(this.#streams)) {
      const row = stream.peek();
      if (row !== undefined)
        violated(lastFrame, 'row-order', `table ${table}, row ${row[0]}`, 'rows after the last frame', 'none', `frame ${row[FRAME]}`);
    }
  }
}

const FLOW_WORDS: Readonly<Record<number, string>> = {
  0: 'no entry at all (both accounts are the world)',
  1: 'faucet',
  2: 'sink',
  3: 'transfer',
};

/** Rows of what happened in a frame: the ledger, events, refusals, decisions, inputs. */
import { type EngineRows, type LedgerFlow } from '../../engine/store/engine-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { CAUSES, EVENT_KINDS, REASONS } from '../vocabulary.js';
import type { World } from '../world.js';
import { EVENT_KEYS } from './event-detail.js';
import { tablesOf } from './table-numbers.js';

/** An input of the run, as it is stored. */
export interface RecordedInput {
  readonly frame: number;
  readonly seq: number;
  readonly source: string;
  readonly directive: unknown;
}

export class HappeningRows {
  readonly #table: ReturnType<typeof tablesOf<'decision_row'>>;
  readonly #causeIds: Int32Array;
  readonly #kindIds: Int32Array;
  readonly #reasonIds: Int32Array;
  readonly #verbIds: Int32Array;
  readonly #questKind: number;
  #inputsDone = 0;

  constructor(
    public store: SnapshotStore,
    private readonly rows: EngineRows,
    world: World,
    /** Inputs of the run, in order: written in their frame. */
    private readonly inputs: readonly RecordedInput[],
  ) {
    const ids = (words: readonly string[]) => Int32Array.from(words, (w) => store.wordId(w));
    this.#table = tablesOf(store, ['decision_row']);
    this.#causeIds = ids(CAUSES);
    this.#kindIds = ids(EVENT_KINDS);
    this.#reasonIds = ids(REASONS);
    this.#verbIds = Int32Array.from({ length: world.commands.verbCount }, (_, op) => store.wordId(world.commands.verbName(op)));
    this.#questKind = store.wordId('quest');
    world.derived.quests.decisions.listening = true;
  }

  restored(world: World): void {
    this.#inputsDone = this.inputs.filter((input) => input.frame <= world.frame).length;
    world.derived.quests.decisions.listening = true;
    world.derived.quests.takeDecisions();
  }

  write(world: World, frame: number): void {
    if (frame === 0) EVENT_KEYS.forEach((keys, kind) => this.rows.eventKey(this.#kindIds[kind]!, keys));
    this.#decisions(world, frame);
    this.#happenings(world, frame);
  }

  /** What bots chose of late, and from what. */
  #decisions(world: World, frame: number): void {
    const made = world.derived.quests.takeDecisions();
    const { store } = this;
    for (let n = 0; n < made.length; n++) {
      const { uid, questId, detail } = made[n]!;
      store.begin(this.#table.decision_row);
      store.int(frame);
      store.int(n);
      store.int(uid);
      store.int(this.#questKind);
      store.text(String(questId));
      store.text(detail);
    }
  }

  #happenings(world: World, frame: number): void {
    const { ledger, events, commands } = world;
    for (let n = 0; n < ledger.count; n++) {
      this.rows.ledger(
        frame,
        n,
        this.#causeIds[ledger.cause[n]!]!,
        (ledger.flow[n]! + 1) as LedgerFlow,
        ledger.asset[n]!,
        ledger.itemUid[n]!,
        ledger.quantity[n]!,
        ledger.from[n]!,
        ledger.to[n]!,
      );
    }
    for (let n = 0; n < events.count; n++) {
      const kind = events.kind[n]!;
      this.rows.event(frame, n, this.#kindIds[kind]!, events.uid[n]!, events.a[n]!, events.b[n]!);
    }
    if (commands.refused > 0) {
      const reasons = REASONS.length;
      for (let r = 0; r < commands.refusals.length; r++) {
        if (commands.refusals[r]! > 0)
          this.rows.rejection(frame, this.#verbIds[Math.floor(r / reasons)]!, this.#reasonIds[r % reasons]!, commands.refusals[r]!);
      }
    }
    while (this.#inputsDone < this.inputs.length && this.inputs[this.#inputsDone]!.frame <= frame) {
      const input = this.inputs[this.#inputsDone++]!;
      this.rows.input(frame, input.seq, input.source, JSON.stringify(input.directive));
    }
  }
}

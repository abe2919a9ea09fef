/**
 * The recorder: after each frame it hands what changed to the snapshot store, as rows, and every so many frames the whole world as a
 * checkpoint. It reads the dirty records of the write path and never looks at what did not change.
 */
import type { CheckpointSource } from '../../engine/checkpoint.js';
import { EngineRows } from '../../engine/store/engine-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { optionIndex } from '../options.js';
import type { FrameObserver } from '../simulation.js';
import type { World } from '../world.js';
import { measureDeferrals, measureWorld } from './metrics.js';
import { BelongingRows } from './record-belongings.js';
import { BotRows } from './record-bots.js';
import { HappeningRows } from './record-happenings.js';
import type { RecordedInput } from './record-happenings.js';
import { MarketRows } from './record-market.js';
import { NameRows } from './record-names.js';
import { OtherRows } from './record-others.js';
import { StashRows } from './record-stash.js';

const METRICS_EVERY = optionIndex('metrics.every');

export interface RecorderOptions {
  /** Vitals, motions and creatures are written in every so many frames, everything else in each. */
  readonly every?: number;
  /** Checkpoints: in every so many frames, and where they come from. */
  readonly checkpoints?: { readonly every: number; readonly take: () => CheckpointSource };
}

export class Recorder implements FrameObserver {
  readonly #rows: EngineRows;
  readonly #names: NameRows;
  readonly #bots: BotRows;
  readonly #belongings: BelongingRows;
  readonly #market: MarketRows;
  readonly #others: OtherRows;
  readonly #happenings: HappeningRows;
  readonly #stash: StashRows;

  constructor(
    private store: SnapshotStore,
    world: World,
    inputs: readonly RecordedInput[],
    private readonly options: RecorderOptions = {},
  ) {
    const every = options.every ?? 1;
    this.#rows = new EngineRows(store);
    this.#names = new NameRows(store, this.#rows);
    this.#bots = new BotRows(store, this.#rows, world, every);
    this.#belongings = new BelongingRows(store, world);
    this.#market = new MarketRows(store, this.#rows, world);
    this.#others = new OtherRows(store, world, every);
    this.#happenings = new HappeningRows(store, this.#rows, world, inputs);
    this.#stash = new StashRows(store, this.#rows, world);
  }

  afterFrame(world: World, stateHash: string): void {
    const { frame } = world;
    if (frame === 0) this.#names.write(world);
    this.#bots.write(world, frame);
    this.#belongings.write(world, frame);
    this.#market.write(world, frame);
    this.#others.write(world, frame);
    this.#happenings.write(world, frame);
    this.#stash.write(world, frame);
    this.#measure(world, frame);
    const { checkpoints } = this.options;
    if (checkpoints !== undefined && frame > 0 && frame % checkpoints.every === 0)
      this.store.checkpoint(frame, stateHash, checkpoints.take());
    const { work } = world.runner;
    this.#rows.endFrame({
      frame,
      stateHash,
      unitsGranted: work.unitsGranted,
      unitsUsed: work.unitsUsed,
      deferred: work.deferred,
      componentHashes: world.write.hash.componentMarks(),
      commands: world.commands.applied,
      rejected: world.commands.refused,
      systemHashes: world.runner.markDigits(),
    });
  }

  /** Write to another place from now on, which gives tables and words the same numbers. */
  retarget(store: SnapshotStore): void {
    this.store = store;
    for (const rows of [this.#rows, this.#names, this.#bots, this.#belongings, this.#market, this.#others, this.#happenings, this.#stash])
      rows.store = store;
  }

  /** The world was put to a frame whose rows are written already, one in which everything was: go on from there. */
  restored(world: World): void {
    this.#bots.restored(world);
    this.#belongings.restored(world);
    this.#market.restored(world);
    this.#others.restored(world);
    this.#happenings.restored(world);
    this.#stash.restored(world);
  }

  #measure(world: World, frame: number): void {
    const whole = frame % world.option(METRICS_EVERY) === 0;
    const deferred = world.runner.work.deferred > 0;
    if (!whole && !deferred) return;
    const metric = (name: string, value: number): void => this.#rows.metric(frame, this.store.wordId(name), value);
    if (whole) measureWorld(world, metric);
    if (deferred) measureDeferrals(world, metric);
  }

  /** A measure of the machine, not of the world. */
  perf(frame: number, name: string, value: number): void {
    this.#rows.perf(frame, this.store.wordId(name), value);
  }
}

/**
 * Runs a frame: a literal array of rows, from top to bottom as it stands. A row is a system, or a flush point at which waiting
 * commands are applied. No before/after graph, no registration by side effect.
 *
 * A system with a lane is called with the entries that are due in that lane (`world.due`). The combat gate holds back lanes above the
 * high tier; the work budget cuts a lane short: what does not fit stays overdue, its wait grows, and the longest-waiting go first in the
 * next frame. Every later system keeps a share of the units for itself, whatever the earlier ones could use, for the same reason: nobody
 * starves. With N entries that are always due, weight w and U units, an entry waits at most ceil(N / max(1, floor(U / 32 / w))) runs.
 */
import { MAX_SYSTEMS } from './command-queue.js';
import { InternalError, UserError } from './errors.js';
import type { Guard } from './guard.js';
import type { WakeWheel } from './wake-wheel.js';

/** Tiers of the seeds, in order of urgency. */
export const Tier = { critical: 0, high: 1, normal: 2, low: 3, idle: 4 } as const;
export type TierCode = (typeof Tier)[keyof typeof Tier];
export const TIER_NAMES = ['critical', 'high', 'normal', 'low', 'idle'] as const;

/**
 * Every system with a lane that comes later in the frame keeps this share of the frame's units for itself, but all of them together at
 * most half. Ten later systems keep 31 % from the first one.
 */
const RESERVED_SHARE = 1 / 32;
const MAX_RESERVED = 1 / 2;
/** A call whose units come to more than this many times its weight is slow: work units, never wall time. */
const SLOW_FACTOR = 4;
/** An entry that makes its system throw is left alone for so long, 5 s ... */
const PUT_OFF_FRAMES = 50;
/** ... and a call is taken apart until so many entries have thrown: at once, when none went well, or in all. */
const HOPELESS_ENTRIES = 3;
const MAX_BAD_ENTRIES = 8;
/** A wake-up held back by the combat gate comes again after this many frames (1 s). */
const HOLD_FRAMES = 10;

/** Frames an entry waits at most: `entries` that are always due, `weight` units each, `units` a frame. The bound at the head of this file. */
export function longestWait(entries: number, weight: number, units: number): number {
  return Math.ceil(entries / Math.max(1, Math.floor((units * RESERVED_SHARE) / weight)));
}

export interface SystemRow<W> {
  readonly name: string;
  readonly tier: TierCode;
  /** Runs in frames that are a multiple of this. */
  readonly interval: number;
  /** Work units for one due entry (or for one call of a system without a lane). */
  readonly weight: number;
  readonly run: (world: W, frame: number) => void;
  /** Index of the wake lane whose due entries the system handles. */
  readonly lane?: number;
  /** false: the lane is not of bots, so the combat gate does not apply. */
  readonly gated?: boolean;
}
export interface FlushRow {
  readonly flush: string;
}
export type ScheduleRow<W> = SystemRow<W> | FlushRow;

/** Is a row a system, or a flush point? */
export function isSystem<W>(row: ScheduleRow<W>): row is SystemRow<W> {
  return 'run' in row;
}

/** The entries a system is called with. Reused from call to call. */
export interface DueList {
  ids: Int32Array;
  count: number;
}

/** What the runner needs of a world. */
export interface SchedulableWorld {
  readonly due: DueList;
  readonly lanes: readonly WakeWheel[];
  readonly commands: { system: number; flush(world: never, frame: number): number };
  /** True for an entry whose lanes above the high tier must wait. */
  inCombat(id: number): boolean;
  /** 16 bits of the state as it is in the middle of a frame. */
  stateMark(): number;
  /** Without one, what a system throws ends the run. */
  readonly guard?: Guard;
}

/** Wall-clock observer, injected from outside the simulation; engine reads no clock. */
export interface FrameProbe {
  begin(row: number): void;
  end(row: number): void;
}

export interface SystemSwitch {
  enabled: boolean;
  interval: number;
}

export interface FrameWork {
  unitsGranted: number;
  unitsUsed: number;
  /** Wake-ups left for the next frame because the units had run out. */
  deferred: number;
  /** Wake-ups held back by the combat gate. */
  held: number;
  /** Frames the longest-waiting deferred entry has waited. */
  oldestDeferral: number;
}

/** The schedule of one world, with its switches and what its last frame cost. */
export class ScheduleRunner<W extends SchedulableWorld> {
  /** Switches by row; flush rows have one too, never switched off. */
  readonly switches: SystemSwitch[];
  readonly work: FrameWork = { unitsGranted: 0, unitsUsed: 0, deferred: 0, held: 0, oldestDeferral: 0 };
  /** Entries handled by each row since the start of the run. */
  readonly handled: Float64Array;
  /** Wake-ups of each row that the budget put off in the present frame. */
  readonly putOff: Float64Array;
  /** Work units used by each row in the present frame. */
  readonly units: Float64Array;
  /** Marks of the state in the present frame: before the first row, and after each. Where two runs part, the row is known by them. */
  readonly marks: Uint16Array;
  readonly #due: Int32Array;
  readonly #one = new Int32Array(1);
  /** Units that the running call asked for beyond its weight. */
  #extra = 0;
  /** Units that the rows after each one keep in the present frame. */
  readonly #reserved: Float64Array;
  readonly #share: number;

  constructor(
    readonly rows: readonly ScheduleRow<W>[],
    maxDue: number,
  ) {
    if (rows.length > MAX_SYSTEMS)
      throw new UserError('too-many-systems', `the schedule has ${rows.length} rows, expected at most ${MAX_SYSTEMS}: use fewer modules`);
    for (const row of rows) if (isSystem(row)) checkRow(row);
    this.#reserved = new Float64Array(rows.length);
    this.#share = Math.min(
      RESERVED_SHARE,
      MAX_RESERVED / Math.max(1, rows.filter((row) => isSystem(row) && row.lane !== undefined).length),
    );
    this.switches = rows.map((_, row) => ({ enabled: true, interval: this.ownInterval(row) }));
    this.handled = new Float64Array(rows.length);
    this.putOff = new Float64Array(rows.length);
    this.units = new Float64Array(rows.length);
    this.marks = new Uint16Array(rows.length + 1);
    this.#due = new Int32Array(maxDue);
  }

  /** The interval that a row declares, frames. */
  ownInterval(row: number): number {
    const declared = this.rows[row]!;
    return isSystem(declared) ? declared.interval : 1;
  }

  /** Index of the row of a system, -1 if there is none of this name. */
  rowOf(name: string): number {
    return this.rows.findIndex((row) => isSystem(row) && row.name === name);
  }

  /** Run frame `frame` with `unitsGranted` units; 0 is without limit. */
  run(world: W, frame: number, unitsGranted: number, probe?: FrameProbe): void {
    const work = this.work;
    work.unitsGranted = unitsGranted;
    work.unitsUsed = 0;
    work.deferred = 0;
    work.held = 0;
    work.oldestDeferral = 0;
    this.units.fill(0);
    this.putOff.fill(0);
    this.#reserve(frame);
    world.guard?.startFrame(frame);
    const { marks } = this;
    marks[0] = world.stateMark();
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i]!;
      if (!this.#runs(i, frame)) {
        marks[i + 1] = marks[i]!;
        continue;
      }
      probe?.begin(i);
      if (!isSystem(row)) {
        world.commands.flush(world as never, frame);
      } else {
        world.commands.system = i;
        this.#runSystem(world, row, i, frame);
      }
      probe?.end(i);
      marks[i + 1] = world.stateMark();
    }
  }

  /** The marks of the present frame, 4 hex digits each. */
  markDigits(): string {
    let out = '';
    for (let i = 0; i < this.marks.length; i++) out += (0x10000 + this.marks[i]!).toString(16).slice(1);
    return out;
  }

  #runs(row: number, frame: number): boolean {
    const now = this.switches[row]!;
    return now.enabled && frame % now.interval === 0;
  }

  /** What the rows that run later in this frame keep: a share for each lane, and what a system without a lane costs anyway. */
  #reserve(frame: number): void {
    const share = Math.floor(this.work.unitsGranted * this.#share);
    let later = 0;
    for (let i = this.rows.length - 1; i >= 0; i--) {
      this.#reserved[i] = later;
      const row = this.rows[i]!;
      if (isSystem(row) && this.#runs(i, frame)) later += row.lane === undefined ? row.weight : share;
    }
  }

  /** A system did so many units of work beyond what its weight says: it counts against the budget, and as slowness. */
  charge(units: number): void {
    if (!Number.isInteger(units) || units < 0) throw new InternalError('bad-units', `a system cannot be charged ${units} work units`);
    this.#extra += units;
  }

  #runSystem(world: W, row: SystemRow<W>, index: number, frame: number): void {
    const load = world.guard === undefined ? 1 : world.guard.admit(index);
    if (load === 0) return;
    this.#extra = 0;
    const factor = world.guard?.factor(index) ?? 1;
    if (row.lane === undefined) {
      if (load > 1 && frame % load !== 0) return;
      if (this.#call(world, row, index, frame, null, 0)) world.guard?.systemWent(index);
      else world.guard!.systemGaveUp(index);
      this.#account(world, row, index, 1, factor);
      return;
    }
    const n = this.#collect(world, row, row.lane, index, frame, factor, load);
    if (n === 0) return;
    const handled = this.#handle(world, row, world.lanes[row.lane]!, index, frame, n);
    if (handled > 0) this.#account(world, row, index, handled, factor);
  }

  /** Put the entries that are due, and that there is room for, into the due list; the rest waits. */
  #collect(world: W, row: SystemRow<W>, lane: number, index: number, frame: number, factor: number, load: number): number {
    const work = this.work;
    const wheel = world.lanes[lane]!;
    wheel.drain(frame);
    if (wheel.count === 0) return 0;
    if (wheel.count > this.#due.length)
      throw new InternalError('due-list-full', `${row.name}: ${wheel.count} entries are due, room is for ${this.#due.length}`);
    const room = Math.min(this.#room(row, index, factor), load === 1 ? Infinity : Math.ceil(wheel.count / load));
    const gated = row.tier > Tier.high && row.gated !== false;
    const due = this.#due;
    let n = 0;
    for (let k = 0; k < wheel.count; k++) {
      const id = wheel.ids[k]!;
      if (gated && world.inCombat(id)) {
        wheel.schedule(id, frame + HOLD_FRAMES);
        work.held++;
      } else if (n < room) {
        due[n++] = id;
      } else {
        if (work.deferred === 0 || frame - wheel.dueOf(id) > work.oldestDeferral) work.oldestDeferral = frame - wheel.dueOf(id);
        wheel.defer(id);
        work.deferred++;
        this.putOff[index]!++;
      }
    }
    return n;
  }

  /** Call a system with its due entries; if it throws, with one after the other, so that one bad entry costs the others nothing. */
  #handle(world: W, row: SystemRow<W>, wheel: WakeWheel, index: number, frame: number, n: number): number {
    world.due.ids = this.#due;
    world.due.count = n;
    const { guard } = world;
    if (this.#call(world, row, index, frame, wheel, n)) {
      guard?.systemWent(index);
      return n;
    }
    if (n === 1) wheel.schedule(this.#due[0]!, frame + PUT_OFF_FRAMES);
    let good = 0;
    let bad = 0;
    for (let k = 0; n > 1 && k < n; k++) {
      if (bad >= (good === 0 ? HOPELESS_ENTRIES : MAX_BAD_ENTRIES)) break;
      this.#one[0] = this.#due[k]!;
      world.due.ids = this.#one;
      world.due.count = 1;
      if (this.#call(world, row, index, frame, wheel, 1)) {
        good++;
      } else {
        bad++;
        wheel.schedule(this.#one[0]!, frame + PUT_OFF_FRAMES);
      }
    }
    if (good > 0) guard!.systemWent(index);
    else guard!.systemGaveUp(index);
    return good;
  }

  /** One call, all or nothing; false: it threw and was undone. */
  #call(world: W, row: SystemRow<W>, index: number, frame: number, wheel: WakeWheel | null, n: number): boolean {
    const { guard } = world;
    if (guard === undefined) {
      for (let k = 0; k < n; k++) wheel!.consume(world.due.ids[k]!);
      row.run(world, frame);
      return true;
    }
    const verdict = guard.systemVerdict(index);
    guard.begin(verdict);
    try {
      for (let k = 0; k < n; k++) wheel!.consume(world.due.ids[k]!);
      guard.strike(verdict, row.name);
      row.run(world, frame);
    } catch (error) {
      guard.undo(error);
      guard.systemFailed(index, row.name, error, n);
      return false;
    }
    guard.commit();
    return true;
  }

  #account(world: W, row: SystemRow<W>, index: number, entries: number, factor: number): void {
    const units = entries * row.weight * factor + this.#extra;
    this.work.unitsUsed += units;
    this.units[index]! += units;
    this.handled[index]! += entries;
    if (units > entries * Math.max(1, row.weight) * SLOW_FACTOR) world.guard?.breakers.slow(index);
  }

  /** Entries of a row that the budget still has room for: one at least, however dear, so that a system is never shut out. */
  #room(row: SystemRow<W>, index: number, factor: number): number {
    const { unitsGranted, unitsUsed } = this.work;
    if (unitsGranted === 0) return Infinity;
    return Math.max(1, Math.floor((unitsGranted - unitsUsed - this.#reserved[index]!) / (row.weight * factor)));
  }
}

function checkRow<W>({ name, interval, weight, lane }: SystemRow<W>): void {
  const least = lane === undefined ? 0 : 1;
  if (!Number.isInteger(interval) || interval < 1)
    throw new UserError('bad-interval', `system ${name} has the interval ${interval}, expected a whole number of frames from 1`);
  if (!Number.isInteger(weight) || weight < least)
    throw new UserError('bad-weight', `system ${name} has the weight ${weight}, expected a whole number of work units from ${least}`);
}

/**
 * A world of bots: the engine's parts put together over one world content. Systems take a `World` and a frame number; everything
 * they need hangs on it.
 */
import { Arena } from '../engine/arena.js';
import type { Capacities } from '../engine/arena.js';
import { CommandQueue, MAX_SYSTEMS } from '../engine/command-queue.js';
import type { Verb } from '../engine/command-queue.js';
import type { Component, ComponentsOf, Field } from '../engine/component.js';
import { EventLog } from '../engine/event-log.js';
import { Guard } from '../engine/guard.js';
import { Ledger } from '../engine/ledger.js';
import { draw, drawBelow } from '../engine/random.js';
import type { DueList, ScheduleRow } from '../engine/schedule.js';
import { ScheduleRunner } from '../engine/schedule.js';
import { SlotPool } from '../engine/slot-pool.js';
import { StoredStream } from '../engine/stored-stream.js';
import { WakeWheel } from '../engine/wake-wheel.js';
import { WritePath } from '../engine/write-path.js';
import { BotState, REGISTRY } from '../components/index.js';
import type { LaneCode } from '../components/index.js';
import type { WorldContent } from '../data/content.js';
import { Derived } from './derived.js';
import { rescue } from './health/rescue.js';
import { membershipOf } from './membership.js';
import type { Membership } from './membership.js';
import { OPTION_TABLE } from './options.js';
import { PROFILES } from './rules/profile.js';
import type { RulesProfile } from './rules/profile.js';
import { CAUSES, EVENT_KINDS, Event, FIRST_UID, REASONS, Reason } from './vocabulary.js';
import { WHEEL_POOLS, worldSizes } from './world-sizes.js';
import type { WorldSizes } from './world-sizes.js';

/** Lanes of the wake wheels after those of bots: creatures coming back, auctions ending, mails. */
const BOT_LANES = ['move', 'combat', 'recover', 'loot', 'plan', 'equip', 'social', 'market'] as const;
const POOLS = ['bot', 'item', 'auction', 'mail', 'group', 'trade', 'extra', 'pile', 'buyback'] as const;

export interface WorldInputs {
  readonly content: WorldContent;
  readonly seed: number;
  /** Bots the world has room for. */
  readonly bots: number;
  /** Stored option values (`OPTION_TABLE.defaults()` with overrides). */
  readonly options: Int32Array;
  readonly schedule: readonly ScheduleRow<World>[];
  readonly verbs: readonly Verb<World>[];
}

export class World {
  frame = 0;
  readonly seed: number;
  readonly content: WorldContent;
  readonly rules: RulesProfile;
  readonly sizes: WorldSizes;
  readonly capacities: Capacities;
  readonly arena: Arena<typeof REGISTRY>;
  readonly c: ComponentsOf<typeof REGISTRY>;
  readonly write: WritePath;
  readonly ledger: Ledger;
  readonly events: EventLog;
  readonly commands: CommandQueue<World>;
  readonly runner: ScheduleRunner<World>;
  /** Error states and faults of systems and verbs. */
  readonly guard: Guard;
  readonly verbs: readonly Verb<World>[];
  readonly lanes: readonly WakeWheel[];
  readonly due: DueList = { ids: new Int32Array(0), count: 0 };
  readonly pools: { readonly [P in (typeof POOLS)[number]]: SlotPool };
  /** Indexes over the components, never hashed, rebuilt when a world is restored or a command is undone. */
  readonly derived: Derived;
  /** bitECS membership of bots and creatures. */
  readonly membership: Membership;
  /** Names of bots, by identity.name; part of the inputs, so not hashed. */
  readonly names: string[] = [];
  /** Stream of whatever concerns the world as a whole (whose the auctions of the start are, ...). */
  readonly stream: StoredStream;
  readonly #options: Int32Array;
  /** Goes up when an option changes: whoever keeps something made from options compares it. Not state. */
  optionsVersion = 0;

  constructor(inputs: WorldInputs) {
    this.seed = inputs.seed;
    this.content = inputs.content;
    this.rules = rulesOf(inputs);
    this.sizes = worldSizes(inputs, this.rules);
    this.capacities = this.sizes.capacities;
    this.arena = new Arena(REGISTRY, this.capacities, this.sizes.dimensions);
    this.c = this.arena.components;
    this.write = new WritePath(this.arena.layouts, this.arena.fields);
    this.ledger = new Ledger(CAUSES);
    this.events = new EventLog(EVENT_KINDS);
    this.#options = this.c.options.value;
    inputs.options.forEach((value, i) => this.set(this.c.options.f.value, i, value));
    this.set(this.c.globals.f.nextUid, 0, FIRST_UID);
    this.stream = new StoredStream(this.write, this.c.globals, `world:${inputs.seed}`);
    this.pools = makePools(this);
    this.lanes = makeLanes(this);
    this.derived = new Derived(this);
    this.membership = membershipOf(this);
    const uids = this.c.identity.uid;
    this.commands = new CommandQueue<World>(inputs.verbs, REASONS, this.write, this.ledger, this.events, this.seed, {
      rebuildDerived: () => this.rebuildDerived(),
      uidOfActor: (actor) => (actor >= 0 ? uids[actor]! : -actor),
    });
    this.runner = new ScheduleRunner(inputs.schedule, Math.max(...WHEEL_POOLS.map((pool) => this.capacities[pool]!)));
    this.verbs = inputs.verbs;
    this.guard = makeGuard(this);
    this.commands.guard = this.guard;
    this.commands.unavailable = Reason.unavailable;
  }

  set(field: Field, index: number, value: number): void {
    this.write.set(field, index, value);
  }
  add(field: Field, index: number, delta: number): void {
    this.write.set(field, index, field.array[index]! + delta);
  }

  /** Stored value of an option; use the constants of `optionIndex`. */
  option(index: number): number {
    return this.#options[index]!;
  }
  setOption(index: number, value: number): void {
    this.optionsVersion++;
    this.set(this.c.options.f.value, index, value);
  }

  /** Uniform integer in [0, bound) of a bot in this frame, immune to order. `salt` names the use (systems/salts.ts). */
  drawBelow(bound: number, uid: number, salt: number, n = 0): number {
    return drawBelow(bound, this.seed, uid, this.frame, salt, n);
  }
  draw(uid: number, salt: number, n = 0): number {
    return draw(this.seed, uid, this.frame, salt, n);
  }

  emit(opcode: number, actor: number, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0): void {
    this.commands.emit(opcode, actor, a, b, c, d, e, f);
  }
  event(kind: number, uid: number, a = 0, b = 0): void {
    this.events.emit(kind, uid, a, b);
  }

  /** Wake a bot's lane at a frame (at the next one at the earliest) unless it wakes sooner. */
  wake(lane: LaneCode, bot: number, frame: number): void {
    this.lanes[lane]!.scheduleBy(bot, Math.max(frame, this.frame + 1));
  }
  /** Wake a bot's lane exactly then, replacing what was wished. */
  wakeAt(lane: LaneCode, bot: number, frame: number): void {
    this.lanes[lane]!.schedule(bot, Math.max(frame, this.frame + 1));
  }
  sleep(lane: LaneCode, bot: number): void {
    this.lanes[lane]!.cancel(bot);
  }

  newUid(): number {
    const uid = this.c.globals.nextUid[0]!;
    this.set(this.c.globals.f.nextUid, 0, uid + 1);
    return uid;
  }
  uidOf(bot: number): number {
    return this.c.identity.uid[bot]!;
  }
  inCombat(bot: number): boolean {
    return this.c.life.state[bot] === BotState.fighting;
  }
  stateMark(): number {
    return this.write.hash.mark();
  }
  setState(bot: number, state: number): void {
    this.set(this.c.life.f.state, bot, state);
  }
  /** The bot got somewhere: resets its liveness clock. */
  noteProgress(bot: number): void {
    this.set(this.c.progress.f.lastFrame, bot, this.frame);
    if (this.c.progress.cause[bot] !== 0) this.set(this.c.progress.f.cause, bot, 0);
  }
  /** Frames of a duration in milliseconds, at least 1. One frame is 100 ms of simulated time. */
  framesOf(ms: number): number {
    return Math.max(1, Math.floor(ms / FRAME_MS));
  }

  rebuildDerived(): void {
    for (const lane of this.lanes) lane.rebuild(this.frame);
    this.derived.rebuild();
    this.guard.faults.rebuild();
  }
}

/** Simulated time of a frame, milliseconds. */
export const FRAME_MS = 100;
export const FRAMES_PER_SECOND = 10;

/** The rules of a world: those the options name, or those of its content. */
export function rulesOf(inputs: Pick<WorldInputs, 'content' | 'options'>): RulesProfile {
  const chosen = OPTION_TABLE.specs[0]!.words![inputs.options[0]!]!;
  return PROFILES[chosen === 'world' ? inputs.content.profile : (chosen as 'classic' | 'wotlk')];
}

function makePools(world: World): World['pools'] {
  const { c, write, capacities } = world;
  const free = {
    bot: c.freeBot,
    item: c.freeItem,
    auction: c.freeAuction,
    mail: c.freeMail,
    group: c.freeGroup,
    trade: c.freeTrade,
    extra: c.freeExtra,
    pile: c.freePile,
    buyback: c.freeBuyback,
  };
  return Object.fromEntries(
    POOLS.map((name, row) => [
      name,
      new SlotPool(name, capacities[name]!, write, free[name] as Component<{ slot: 'i32' }>, c.poolHeader, row),
    ]),
  ) as World['pools'];
}

function makeLanes(world: World): WakeWheel[] {
  const { c, write, seed, capacities } = world;
  const lanes = BOT_LANES.map((name) => new WakeWheel(write, c.agenda.f[name], capacities.bot!, seed, c.identity.uid));
  lanes.push(new WakeWheel(write, c.respawn.f.due, capacities.creature!, seed, c.creature.uid));
  lanes.push(new WakeWheel(write, c.auctionDue.f.due, capacities.auction!, seed, c.auction.uid));
  lanes.push(new WakeWheel(write, c.mailDue.f.due, capacities.mail!, seed, c.mail.uid));
  lanes.push(new WakeWheel(write, c.extraDue.f.due, capacities.extra!, seed, c.extra.uid));
  lanes.push(new WakeWheel(write, c.pileDue.f.due, capacities.pile!, seed, c.pile.uid));
  lanes.push(new WakeWheel(write, c.buybackDue.f.due, capacities.buyback!, seed, c.buyback.uid));
  lanes.push(new WakeWheel(write, c.questDue.f.due, capacities.bot!, seed, c.identity.uid));
  return lanes;
}

function makeGuard(world: World): Guard {
  const { write, ledger, events, commands, seed, c } = world;
  return new Guard({
    write,
    ledger,
    events,
    seed,
    breakers: c.breaker.f,
    faults: c.fault.f,
    kinds: { changed: Event['system.state_changed'], systemFailed: Event['system.failed'], commandFailed: Event['command.failed'] },
    firstVerb: MAX_SYSTEMS,
    queue: commands,
    rebuildDerived: () => world.rebuildDerived(),
    rescue: (system, actor, a, frame) => rescue(world, system, actor, a, frame),
  });
}

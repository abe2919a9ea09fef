/**
 * A synthetic load: bots that do nothing but what the driver has them do, at stated rates, through the real handlers. Nine in ten fight,
 * the others stand in pairs and trade and group. For 5,000 bots the rates are those of a server in full swing: more than 10,000
 * ability commands, 2,500 changes of combat state, 10,000 movement updates and 1,500 loots a second, 1,000 group operations and 250 trades a minute.
 *
 * Who does what in which frame follows from the slot of a bot and the number of the frame alone, so nothing has to be remembered.
 */
import {
  BotState,
  CreatureState,
  EQUIPMENT_SLOTS,
  FIRST_BACKPACK_SLOT,
  BACKPACK_SLOTS,
  TradeState,
  WorldLane,
} from '../../components/index.js';
import type { Handler, Verb } from '../../engine/command-queue.js';
import { Tier } from '../../engine/schedule.js';
import { bringToLife } from '../creature/respawn.js';
import { canAttack } from '../combat/targets.js';
import { engage, FIGHT_RANGE } from '../combat/hunt.js';
import type { Extension } from '../extensions.js';
import { distanceTo, place, startSegment, xOf, yOf } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { freeTrade } from '../trade/trade-state.js';
import { Reason, REASONS } from '../vocabulary.js';
import type { World } from '../world.js';

/** One in so many bots trades and groups; the others fight. */
const CIVIL_SHARE = 10;
/** A fighter kills and loots once in so many frames ... */
const FIGHT_CYCLE = 29;
/** ... and in these frames of the cycle it uses an ability, and takes a step. */
const CAST_AT = new Set([3, 7, 11, 15, 19, 23, 26]);
const STEP_AT = new Set([2, 6, 10, 14, 18, 22, 25]);
const ENGAGE_AT = 1;
const KILL_AT = 27;
const LOOT_AT = 28;
/** A pair trades once, and forms and leaves a group once, in so many frames. */
const TRADE_CYCLE = 480;
const GROUP_CYCLE = 400;
const GROUP_SHIFT = 100;
const STEP_CENTIYARDS = 150;
/** A trade that ended is cleared away then: the system that does so for bots is off. */
const CLEAR_AT = 10;
/** No kill and no loot for three cycles of the fighters, no trade for longer than a cycle of the pairs: a bot is stalled. */
const FIGHTER_STALL_FRAMES = FIGHT_CYCLE * 3;
const PAIR_STALL_FRAMES = TRADE_CYCLE + 60;
/** What gets a bot on: an ability or a movement does not, if nothing ever dies of it. */
const DEEDS = ['creature.kill', 'creature.loot', 'trade.accept'] as const;

export interface DrillCounts {
  casts: number;
  castsRefused: number;
  /** Casts that struck something that could not be struck: must be 0. */
  invalid: number;
  steps: number;
  stateChanges: number;
}

/** A bot that gets nowhere: `cause` is the reason of the last refusal, or null when nothing says why. */
export interface DrillStall {
  readonly bot: number;
  /** Frames since a command of it was done. */
  readonly frames: number;
  readonly cause: string | null;
}

/** A driver with counts of its own; the handlers' counts are those of the command queue. */
export class Drill {
  readonly counts: DrillCounts = { casts: 0, castsRefused: 0, invalid: 0, steps: 0, stateChanges: 0 };
  readonly extension: Extension;
  #castOp = -1;
  #targets: Int32Array | null = null;
  /** Pairs that trade and group, of one side each: asker, partner. */
  #pairs: Int32Array = new Int32Array(0);
  /** Frame in which a deed of a bot was last done, and the last refusal since then (a reason; 0: none). */
  #lastDone = new Int32Array(0);
  #lastRefusal = new Int32Array(0);

  constructor() {
    this.extension = {
      path: 'drill',
      hash: '0'.repeat(16),
      source: '',
      setup: (api) => {
        this.#castOp = api.addVerb(this.#castVerb());
        for (const name of DEEDS) api.wrapVerb(name, (handle) => this.#watched(handle));
        api.addSystem({ name: 'drill', tier: Tier.normal, interval: 1, weight: 1, run: (world, frame) => this.#run(world, frame) });
      },
    };
  }

  /** Put everybody where the driver wants them; after frame 0. */
  prepare(world: World): void {
    const fighters = this.#fighters(world);
    this.#targets = targetsFor(world, fighters);
    const { spawns } = world.content;
    for (let bot = 0; bot < world.pools.bot.high; bot++) {
      world.setState(bot, BotState.idle);
      if (bot < fighters) {
        const slot = this.#targets[bot]!;
        place(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!);
      }
    }
    this.#pairs = pairsOf(world, fighters);
    for (let k = 0; k < this.#pairs.length; k += 2) {
      const asker = this.#pairs[k]!;
      place(world, this.#pairs[k + 1]!, world.c.motion.map[asker]!, xOf(world, asker), yOf(world, asker));
    }
    this.#lastDone = new Int32Array(world.pools.bot.high).fill(world.frame);
    this.#lastRefusal = new Int32Array(world.pools.bot.high);
  }

  /** Notes what came of the deeds of a bot. */
  #watched(handle: Handler<World>): Handler<World> {
    return (world, actor, a, b, c, d, e, f) => {
      const answer = handle(world, actor, a, b, c, d, e, f);
      if (actor < 0 || actor >= this.#lastDone.length) return answer;
      if (answer === Reason.done) {
        this.#lastDone[actor] = world.frame;
        this.#lastRefusal[actor] = 0;
      } else this.#lastRefusal[actor] = answer;
      return answer;
    };
  }

  /** Who had nothing done for longer than its part of the driver allows. */
  stalls(world: World): DrillStall[] {
    const fighters = this.#fighters(world);
    const out: DrillStall[] = [];
    const look = (bot: number, most: number): void => {
      const frames = world.frame - this.#lastDone[bot]!;
      const refusal = this.#lastRefusal[bot]!;
      if (frames > most) out.push({ bot, frames, cause: refusal === 0 ? null : REASONS[refusal]! });
    };
    for (let bot = 0; bot < fighters; bot++) look(bot, FIGHTER_STALL_FRAMES);
    for (const bot of this.#pairs) look(bot, PAIR_STALL_FRAMES);
    return out;
  }

  #fighters(world: World): number {
    const bots = world.pools.bot.high;
    return bots - Math.floor(bots / CIVIL_SHARE);
  }

  #castVerb(): Verb<World> {
    return {
      name: 'drill.cast',
      handle: (world, bot, slot, uid) => {
        const answer = cast(world, bot, slot, uid);
        if (answer !== Reason.done) this.counts.castsRefused++;
        return answer;
      },
    };
  }

  #run(world: World, frame: number): void {
    if (this.#targets === null) return;
    const fighters = this.#fighters(world);
    for (let bot = 0; bot < fighters; bot++) this.#fight(world, bot, (bot + frame) % FIGHT_CYCLE);
    for (let k = 0; k < this.#pairs.length; k += 2) {
      const [asker, partner, pair] = [this.#pairs[k]!, this.#pairs[k + 1]!, k >> 1];
      trade(world, asker, partner, (frame + pair * 37) % TRADE_CYCLE);
      group(world, asker, partner, (frame + pair * 53 + GROUP_SHIFT) % GROUP_CYCLE);
    }
  }

  #fight(world: World, bot: number, phase: number): void {
    const slot = this.#targets![bot]!;
    const { creature, fight } = world.c;
    const fighting = fight.target[bot] === slot + 1;
    if (CAST_AT.has(phase)) {
      if (!fighting) return;
      this.counts.casts++;
      if (creature.state[slot] !== CreatureState.fighting) this.counts.invalid++;
      world.emit(this.#castOp, bot, slot, creature.uid[slot]!);
    } else if (STEP_AT.has(phase)) {
      const { spawns } = world.content;
      const side = phase % 4 === 2 ? STEP_CENTIYARDS : -STEP_CENTIYARDS;
      startSegment(world, bot, spawns.x[slot]! + side, spawns.y[slot]!);
      this.counts.steps++;
    } else if (phase === ENGAGE_AT && !fighting) {
      world.lanes[WorldLane.respawn]!.cancel(slot);
      bringToLife(world, slot);
      engage(world, bot, slot);
      this.counts.stateChanges++;
    } else if (phase === KILL_AT && fighting) {
      world.set(creature.f.health, slot, 0);
      world.emit(Op.killCreature, bot, slot);
      this.counts.stateChanges++;
    } else if (phase === LOOT_AT && creature.state[slot] === CreatureState.dead) {
      world.set(fight.f.corpse, bot, 0);
      world.emit(Op.lootCreature, bot, slot);
      throwAway(world, bot);
    }
  }
}

/** An ability: the target must be the one the bot fights, the same it was, alive, and in reach. */
function cast(world: World, bot: number, slot: number, uid: number): number {
  const { creature, fight, life } = world.c;
  if (life.state[bot] !== BotState.fighting || fight.target[bot] !== slot + 1) return Reason.not_eligible;
  if (creature.state[slot] !== CreatureState.fighting || creature.uid[slot] !== uid) return Reason.gone;
  const { spawns } = world.content;
  if (distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!) > FIGHT_RANGE) return Reason.too_far;
  world.set(creature.f.health, slot, Math.max(1, creature.health[slot]! - 1));
  return Reason.done;
}

/** Creatures for the fighters, one each. */
function targetsFor(world: World, fighters: number): Int32Array {
  const { spawns, creatures } = world.content;
  const targets = new Int32Array(fighters);
  let slot = 0;
  for (let bot = 0; bot < fighters; bot++) {
    while (slot < spawns.count && !(creatures.loot[spawns.creature[slot]!]! >= 0 && canAttack(world, bot, spawns.creature[slot]!))) slot++;
    targets[bot] = slot < spawns.count ? slot++ : targets[bot % Math.max(1, bot >> 1)]!;
  }
  return targets;
}

/** Those who do not fight, two and two of one side: only they may trade. */
function pairsOf(world: World, fighters: number): Int32Array {
  const { side } = world.c.identity;
  const pairs: number[] = [];
  const waiting = new Map<number, number>();
  for (let bot = fighters; bot < world.pools.bot.high; bot++) {
    const other = waiting.get(side[bot]!);
    if (other === undefined) waiting.set(side[bot]!, bot);
    else {
      pairs.push(other, bot);
      waiting.delete(side[bot]!);
    }
  }
  return Int32Array.from(pairs);
}

/** Bags stay empty enough to loot: what lies in the backpack first goes. */
function throwAway(world: World, bot: number): void {
  const { slots, item } = world.c;
  const first = bot * world.sizes.botSlots + Math.max(EQUIPMENT_SLOTS, FIRST_BACKPACK_SLOT);
  for (let k = 0; k < BACKPACK_SLOTS; k++) {
    const i = slots.item[first + k]! - 1;
    if (i < 0) continue;
    world.emit(Op.destroyItem, bot, FIRST_BACKPACK_SLOT + k, item.stack[i]!);
    return;
  }
}

function trade(world: World, asker: number, partner: number, phase: number): void {
  const t = world.c.social.trade[asker]! - 1;
  if (phase === 0 && t < 0) world.emit(Op.requestTrade, asker, partner);
  if (t < 0) return;
  if (phase === 1) world.emit(Op.openTrade, partner, t);
  else if (phase === 2) world.emit(Op.offerTrade, asker, t, -1, Math.min(7, world.c.life.gold[asker]!));
  else if (phase === 3) world.emit(Op.acceptTrade, asker, t);
  else if (phase === 4) world.emit(Op.acceptTrade, partner, t);
  else if (phase === CLEAR_AT && world.c.trade.state[t]! >= TradeState.completed) freeTrade(world, t);
}

function group(world: World, asker: number, partner: number, phase: number): void {
  const { social } = world.c;
  if (phase === 0 && social.group[asker] === 0) world.emit(Op.inviteToGroup, asker, partner, -1);
  else if (phase === 1 && social.invitedBy[partner] === asker + 1) world.emit(Op.joinGroup, partner, -1);
  else if (phase === 9 && social.group[partner] !== 0) world.emit(Op.leaveGroup, partner);
}

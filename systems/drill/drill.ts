/**
 * A synthetic load: bots that do nothing but what the driver has them do, at stated rates, through the real handlers. Nine in ten fight,
 * the others stand in pairs and trade and group. For 5,000 bots the rates are those of a server in full swing: more than 10,000
 * ability commands, 2,500 changes of combat state, 10,000 movement updates and 1,500 loots a second, 1,000 group operations and 250 trades a minute.
 *
 * Who does what in which frame follows from the slot of a bot and the number of the frame alone, so nothing has to be remembered.
 */
import { BotState, CreatureState, EQUIPMENT_SLOTS, FIRST_BACKPACK_SLOT, BACKPACK_SLOTS, WorldLane } from '../../components/index.js';
import type { Verb } from '../../engine/command-queue.js';
import { Tier } from '../../engine/schedule.js';
import { bringToLife } from '../creature/respawn.js';
import { canAttack } from '../combat/targets.js';
import { engage, FIGHT_RANGE } from '../combat/hunt.js';
import type { Extension } from '../extensions.js';
import { distanceTo, place, startSegment, xOf, yOf } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { Reason } from '../vocabulary.js';
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
const TRADE_CYCLE = 540;
const GROUP_CYCLE = 400;
const GROUP_SHIFT = 100;
const STEP_CENTIYARDS = 150;

export interface DrillCounts {
  casts: number;
  castsRefused: number;
  /** Casts that struck something that could not be struck: must be 0. */
  invalid: number;
  steps: number;
  stateChanges: number;
}

/** A driver with counts of its own; the handlers' counts are those of the command queue. */
export class Drill {
  readonly counts: DrillCounts = { casts: 0, castsRefused: 0, invalid: 0, steps: 0, stateChanges: 0 };
  readonly extension: Extension;
  #castOp = -1;
  #targets: Int32Array | null = null;

  constructor() {
    this.extension = {
      path: 'drill',
      hash: '0'.repeat(16),
      source: '',
      setup: (api) => {
        this.#castOp = api.addVerb(this.#castVerb());
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
      } else if (isAsker(bot, fighters)) {
        const next = bot + 1;
        if (next < world.pools.bot.high) place(world, next, world.c.motion.map[bot]!, xOf(world, bot), yOf(world, bot));
      }
    }
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
    for (let bot = fighters; bot + 1 < world.pools.bot.high; bot++) {
      if (!isAsker(bot, fighters)) continue;
      const pair = (bot - fighters) >> 1;
      trade(world, bot, (frame + pair * 37) % TRADE_CYCLE);
      group(world, bot, (frame + pair * 53 + GROUP_SHIFT) % GROUP_CYCLE);
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

function isAsker(bot: number, fighters: number): boolean {
  return ((bot - fighters) & 1) === 0;
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

function trade(world: World, bot: number, phase: number): void {
  const t = world.c.social.trade[bot]! - 1;
  if (phase === 0 && t < 0) world.emit(Op.requestTrade, bot, bot + 1);
  if (t < 0) return;
  if (phase === 1) world.emit(Op.openTrade, bot + 1, t);
  else if (phase === 2) world.emit(Op.offerTrade, bot, t, -1, Math.min(7, world.c.life.gold[bot]!));
  else if (phase === 3) world.emit(Op.acceptTrade, bot, t);
  else if (phase === 4) world.emit(Op.acceptTrade, bot + 1, t);
}

function group(world: World, bot: number, phase: number): void {
  const { social } = world.c;
  if (phase === 0 && social.group[bot] === 0) world.emit(Op.inviteToGroup, bot, bot + 1, -1);
  else if (phase === 1 && social.invitedBy[bot + 1] === bot + 1) world.emit(Op.joinGroup, bot + 1, -1);
  else if (phase === 9 && social.group[bot + 1] !== 0) world.emit(Op.leaveGroup, bot + 1);
}

/**
 * Eligibility for one bot and many quests: what is the same for all of them (its log) is looked up once, and a quest is then asked only what
 * it needs (`quest-needs.ts`). `wants` answers as `wants.ts` does for one quest at a time, which is the reference.
 */
import { GoalKind, QuestStatus } from '../../components/index.js';
import { MAX_DAILIES } from '../../components/quest.js';
import { BEARABLE_LOSS_PERCENT, expectedLossPercent } from '../combat/outlook.js';
import { avoidKey, isAvoided } from '../plan/goals.js';
import type { World } from '../world.js';
import { dailiesDone, isDoneToday } from './dailies.js';
import { canFaceElite, hasCompanyFor } from './eligibility.js';
import { logLimit } from './quest-log.js';
import { Need } from './quest-needs.js';
import type { QuestNeeds } from './quest-needs.js';
import { bearableLevel, hasAtHand, isWorthRepeating, payable, reachable } from './wants.js';
import { questAvoidKey } from './ways.js';

/** Questions about the bot itself, its quests so far, and what it can do. */
const BY_BOT = Need.race | Need.class | Need.reputation;
const BY_HISTORY = Need.previous | Need.exclusive | Need.chain | Need.daily;
const BY_MEANS = Need.strength | Need.company | Need.elite | Need.money | Need.way | Need.fight | Need.atHand;

/** Answers of `Candidate.passes`. */
export const Answer = { no: 0, yes: 1, /** It has been done before, and is worth doing again. */ again: 2 } as const;

/** Keys of things left alone, see `systems/plan/goals.ts`. */
const QUEST_AVOIDED = questAvoidKey(0);
const GIVER_AVOIDED = avoidKey(GoalKind.accept, 0);
const NOBODY = -1;

/** The bot at hand. Its log is marked in one word, so that a quest that is not in it is mostly told by one bit. */
export class Candidate {
  readonly #held: Int32Array;
  readonly #done: Int32Array;
  readonly #size: number;
  readonly #words: number;
  #bot = -1;
  #log = 0;
  #logBits = 0;
  #full = false;
  /** Bots begun and quests asked about, for reports. */
  batches = 0;
  asked = 0;

  constructor(
    private readonly world: World,
    private readonly needs: QuestNeeds,
  ) {
    this.#held = world.c.questLog.quest;
    this.#done = world.c.questDone.bits;
    this.#size = world.sizes.questLogSize;
    this.#words = world.sizes.questWords;
  }

  /** The bot whose quests are asked about from here on; its state must not change meanwhile. */
  begin(bot: number): void {
    const { world } = this;
    const held = this.#held;
    const size = this.#size;
    const first = bot * size;
    let count = 0;
    let bits = 0;
    for (let at = first; at < first + size; at++) {
      const entry = held[at]!;
      if (entry === 0) continue;
      count++;
      bits |= 1 << (entry - 1);
    }
    this.batches++;
    this.#bot = bot;
    this.#log = first;
    this.#logBits = bits;
    this.#full = count >= logLimit(world);
  }

  /** True when the bot may take an offered quest (see `isOffered`) from a giver (-1: any), can do it and gains by it. */
  wants(quest: number, giver = NOBODY): boolean {
    return (
      this.passes(quest, this.needs.on(quest, this.world.c.identity.side[this.#bot]!, this.world.c.motion.map[this.#bot]!), giver) !==
      Answer.no
    );
  }

  /** The same with what the quest needs of bots of this side on this map (`QuestNeeds.on`) at hand. */
  passes(quest: number, needs: number, giver: number): number {
    this.asked++;
    if (this.#full || this.#inLog(quest)) return Answer.no;
    const done = this.#isDone(quest);
    if (done && ((needs & Need.again) === 0 || !isWorthRepeating(this.world, quest, this.world.c.life.level[this.#bot]!))) return Answer.no;
    if ((needs & BY_BOT) !== 0 && !this.#suits(quest, needs)) return Answer.no;
    if ((needs & BY_HISTORY) !== 0 && !this.#follows(quest, needs)) return Answer.no;
    if ((needs & BY_MEANS) !== 0 && !this.#manages(quest, needs)) return Answer.no;
    if (isAvoided(this.world, this.#bot, QUEST_AVOIDED + quest) || isAvoided(this.world, this.#bot, GIVER_AVOIDED + giver))
      return Answer.no;
    return done ? Answer.again : Answer.yes;
  }

  #suits(quest: number, needs: number): boolean {
    const { identity, standing } = this.world.c;
    const { quests, races, classes, reputations } = this.world.content;
    const bot = this.#bot;
    if ((needs & Need.race) !== 0 && (quests.raceMask[quest]! & (1 << (races.id[identity.race[bot]!]! - 1))) === 0) return false;
    if ((needs & Need.class) !== 0 && (quests.classMask[quest]! & (1 << (classes.id[identity.cls[bot]!]! - 1))) === 0) return false;
    return (
      (needs & Need.reputation) === 0 ||
      standing.points[bot * reputations.count + quests.requiredReputation[quest]!]! >= quests.requiredReputationPoints[quest]!
    );
  }

  #follows(quest: number, needs: number): boolean {
    if ((needs & Need.previous) !== 0 && !this.#previous(quest)) return false;
    if ((needs & Need.exclusive) !== 0 && !this.#groupFree(quest)) return false;
    if ((needs & Need.chain) !== 0 && this.#chainUnderWay(quest)) return false;
    return (needs & Need.daily) === 0 || !(isDoneToday(this.world, this.#bot, quest) || dailiesDone(this.world, this.#bot) >= MAX_DAILIES);
  }

  #manages(quest: number, needs: number): boolean {
    const { world } = this;
    const { facts } = world.derived.quests;
    const bot = this.#bot;
    if ((needs & Need.atHand) !== 0 && !hasAtHand(world, bot, quest)) return false;
    if ((needs & Need.strength) !== 0 && facts.dangerLevel[quest]! > bearableLevel(world, bot)) return false;
    if ((needs & Need.company) !== 0 && !hasCompanyFor(world, bot, quest)) return false;
    if ((needs & Need.elite) !== 0 && !canFaceElite(world, bot, facts.eliteLevel[quest]!)) return false;
    if ((needs & Need.money) !== 0 && !payable(world, bot, quest)) return false;
    if ((needs & Need.way) !== 0 && !reachable(world, bot, quest, world.c.identity.side[bot]!)) return false;
    if ((needs & Need.fight) === 0) return true;
    return expectedLossPercent(world, bot, facts.dangerKind[quest]!, facts.dangerLevel[quest]!) <= BEARABLE_LOSS_PERCENT;
  }

  #inLog(quest: number): boolean {
    if ((this.#logBits & (1 << (quest & 31))) === 0) return false;
    return this.#entryOf(quest) >= 0;
  }
  /** Cell of the log that holds a quest, or -1. */
  #entryOf(quest: number): number {
    const held = this.#held;
    const end = this.#log + this.#size;
    for (let at = this.#log; at < end; at++) if (held[at] === quest + 1) return at;
    return -1;
  }
  #isActive(quest: number): boolean {
    if ((this.#logBits & (1 << (quest & 31))) === 0) return false;
    const at = this.#entryOf(quest);
    if (at < 0) return false;
    const status = this.world.c.questLog.status[at]!;
    return status === QuestStatus.active || status === QuestStatus.complete;
  }
  #isDone(quest: number): boolean {
    return (this.#done[this.#bot * this.#words + (quest >> 5)]! & (1 << (quest & 31))) !== 0;
  }

  #previous(quest: number): boolean {
    const { prev, feeders } = this.world.content.quests;
    const own = prev[quest]!;
    if (own > 0 && this.#wayDone(own - 1)) return true;
    if (own < 0 && this.#wayActive(-own - 1)) return true;
    for (let k = feeders.offsets[quest]!; k < feeders.offsets[quest + 1]!; k++) if (this.#wayDone(feeders.values[k]!)) return true;
    return false;
  }
  #wayDone(way: number): boolean {
    const { exclusiveGroup, groupMembers } = this.world.content.quests;
    if (!this.#isDone(way)) return false;
    if (exclusiveGroup[way]! >= 0) return true;
    for (let k = groupMembers.offsets[way]!; k < groupMembers.offsets[way + 1]!; k++)
      if (!this.#isDone(groupMembers.values[k]!)) return false;
    return true;
  }
  #wayActive(way: number): boolean {
    const { exclusiveGroup, groupMembers } = this.world.content.quests;
    if (!this.#isActive(way)) return false;
    if (exclusiveGroup[way]! >= 0) return true;
    for (let k = groupMembers.offsets[way]!; k < groupMembers.offsets[way + 1]!; k++)
      if (!this.#isActive(groupMembers.values[k]!)) return false;
    return true;
  }

  #groupFree(quest: number): boolean {
    const { groupMembers } = this.world.content.quests;
    for (let k = groupMembers.offsets[quest]!; k < groupMembers.offsets[quest + 1]!; k++) {
      const other = groupMembers.values[k]!;
      if (other !== quest && (this.#isDone(other) || this.#inLog(other))) return false;
    }
    return true;
  }

  #chainUnderWay(quest: number): boolean {
    const next = this.world.content.quests.nextInChain[quest]!;
    if (next >= 0 && (this.#isDone(next) || this.#inLog(next))) return true;
    const { offsets, values } = this.world.derived.quests.facts.chainBefore;
    for (let k = offsets[quest]!; k < offsets[quest + 1]!; k++) if (this.#inLog(values[k]!)) return true;
    return false;
  }
}

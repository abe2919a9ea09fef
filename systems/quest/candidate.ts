/**
 * Eligibility by the batch: what is the same for all quests of one bot (its log, race, class, level) is looked up once, and each quest is
 * then a handful of reads. `wants` answers as `wants.ts` does for one quest at a time, which is the reference.
 */
import { BEARABLE_LOSS_PERCENT, expectedLossPercent } from '../combat/outlook.js';
import { QuestFlag } from '../../data/content.js';
import type { World } from '../world.js';
import { canFaceElite, hasCompanyFor } from './eligibility.js';
import { dailiesDone, isDaily, isDoneToday } from './dailies.js';
import { MAX_DAILIES } from '../../components/quest.js';
import { logLimit } from './quest-log.js';
import { isWorthRepeating, payable, reachable } from './wants.js';
import { avoidsQuest } from './ways.js';

/** The log of the bot at hand: quest -> number of the batch in which it was in the log, active or complete. */
export class Candidate {
  readonly #inLog: Int32Array;
  readonly #isActive: Int32Array;
  #batch = 0;
  #bot = -1;
  #words = 0;
  #level = 0;
  #raceBit = 0;
  #classBit = 0;
  #full = false;
  #bearable = 0;
  /** Batches begun and quests asked about, for reports. */
  batches = 0;
  asked = 0;

  constructor(private readonly world: World) {
    this.#inLog = new Int32Array(world.content.quests.count);
    this.#isActive = new Int32Array(world.content.quests.count);
  }

  /** The bot whose quests are asked about from here on; its state must not change meanwhile. */
  begin(bot: number, bearable: number): void {
    const { world } = this;
    const { identity, life, questLog } = world.c;
    const { races, classes } = world.content;
    const batch = ++this.#batch;
    this.batches++;
    this.#bot = bot;
    this.#words = bot * world.sizes.questWords;
    this.#level = life.level[bot]!;
    this.#raceBit = 1 << (races.id[identity.race[bot]!]! - 1);
    this.#classBit = 1 << (classes.id[identity.cls[bot]!]! - 1);
    this.#bearable = bearable;
    const size = world.sizes.questLogSize;
    let held = 0;
    for (let at = bot * size; at < (bot + 1) * size; at++) {
      const quest = questLog.quest[at]! - 1;
      if (quest < 0) continue;
      held++;
      this.#inLog[quest] = batch;
      // 1 active, 2 complete
      if (questLog.status[at]! <= 2) this.#isActive[quest] = batch;
    }
    this.#full = held >= logLimit(world);
  }

  /** True when the bot may take an offered quest (see `isOffered`), can do it and gains by it. */
  wants(quest: number): boolean {
    const { world } = this;
    const { quests, reputations } = world.content;
    const bot = this.#bot;
    this.asked++;
    if (this.#full || this.#inLog[quest] === this.#batch) return false;
    if (this.#isDone(quest) && !this.#mayRepeat(quest)) return false;
    const races = quests.raceMask[quest]!;
    if (races !== 0 && (races & this.#raceBit) === 0) return false;
    const classes = quests.classMask[quest]!;
    if (classes !== 0 && (classes & this.#classBit) === 0) return false;
    const reputation = quests.requiredReputation[quest]!;
    if (reputation >= 0 && world.c.standing.points[bot * reputations.count + reputation]! < quests.requiredReputationPoints[quest]!)
      return false;
    if (!this.#previous(quest) || !this.#groupFree(quest) || this.#chainUnderWay(quest)) return false;
    const { facts } = world.derived.quests;
    if (facts.dangerLevel[quest]! > this.#bearable) return false;
    if (isDaily(world, quest) && (isDoneToday(world, bot, quest) || dailiesDone(world, bot) >= MAX_DAILIES)) return false;
    if (!hasCompanyFor(world, bot, quest)) return false;
    if (facts.eliteLevel[quest]! > 0 && !canFaceElite(world, bot, facts.eliteLevel[quest]!)) return false;
    if (quests.rewardMoney[quest]! < 0 && !payable(world, bot, quest)) return false;
    const kind = facts.dangerKind[quest]!;
    if (kind >= 0 && expectedLossPercent(world, bot, kind, facts.dangerLevel[quest]!) > BEARABLE_LOSS_PERCENT) return false;
    return !avoidsQuest(world, bot, quest) && reachable(world, bot, quest, world.c.identity.side[bot]!);
  }

  #isDone(quest: number): boolean {
    return (this.world.c.questDone.bits[this.#words + (quest >> 5)]! & (1 << (quest & 31))) !== 0;
  }
  #mayRepeat(quest: number): boolean {
    const flags = this.world.content.quests.flags[quest]!;
    return (flags & (QuestFlag.daily | QuestFlag.repeatable)) !== 0 && isWorthRepeating(this.world, quest, this.#level);
  }

  #previous(quest: number): boolean {
    const { prev, feeders } = this.world.content.quests;
    const own = prev[quest]!;
    const from = feeders.offsets[quest]!;
    const to = feeders.offsets[quest + 1]!;
    if (own === 0 && from === to) return true;
    if (own > 0 && this.#wayDone(own - 1)) return true;
    if (own < 0 && this.#wayActive(-own - 1)) return true;
    for (let k = from; k < to; k++) if (this.#wayDone(feeders.values[k]!)) return true;
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
    if (this.#isActive[way] !== this.#batch) return false;
    if (exclusiveGroup[way]! >= 0) return true;
    for (let k = groupMembers.offsets[way]!; k < groupMembers.offsets[way + 1]!; k++)
      if (this.#isActive[groupMembers.values[k]!] !== this.#batch) return false;
    return true;
  }

  #groupFree(quest: number): boolean {
    const { exclusiveGroup, groupMembers } = this.world.content.quests;
    if (exclusiveGroup[quest]! <= 0) return true;
    for (let k = groupMembers.offsets[quest]!; k < groupMembers.offsets[quest + 1]!; k++) {
      const other = groupMembers.values[k]!;
      if (other !== quest && (this.#isDone(other) || this.#inLog[other] === this.#batch)) return false;
    }
    return true;
  }

  #chainUnderWay(quest: number): boolean {
    const next = this.world.content.quests.nextInChain[quest]!;
    if (next >= 0 && (this.#isDone(next) || this.#inLog[next] === this.#batch)) return true;
    const { offsets, values } = this.world.derived.quests.facts.chainBefore;
    for (let k = offsets[quest]!; k < offsets[quest + 1]!; k++) if (this.#inLog[values[k]!] === this.#batch) return true;
    return false;
  }
}

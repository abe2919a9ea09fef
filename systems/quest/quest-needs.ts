/**
 * What has to be asked of a bot before it may take a quest: a word of bits a quest, from the content alone. Most quests need little, so
 * that a choice reads one word instead of a score of columns, each of which would be a miss of the processor's cache.
 */
import { QuestFlag, QuestType } from '../../data/content.js';
import type { WorldContent } from '../../data/content.js';
import type { World } from '../world.js';
import { isGroupQuest } from './eligibility.js';
import type { QuestFacts } from './quest-facts.js';

/** The questions, a bit each. */
export const Need = {
  race: 1,
  class: 2,
  reputation: 4,
  /** A quest before it: its own, or one that names it as next. */
  previous: 8,
  exclusive: 16,
  /** The chain may be under way on either side of it. */
  chain: 32,
  /** Ordinary opponents of a level. */
  strength: 64,
  daily: 128,
  company: 256,
  elite: 512,
  money: 1024,
  /** A fight whose outcome can be foreseen. */
  fight: 2048,
  /** Objectives on a map; left out where that is the bot's own. */
  way: 4096,
  /** Done before, it may be done again. */
  again: 8192,
  /** Items that must be at hand already. */
  atHand: 16_384,
} as const;

const NOWHERE = -1;
const SEVERAL = -2;

export class QuestNeeds {
  /** Quest -> bits of `Need`. */
  readonly bits: Int32Array;
  /** Quest -> the one map on which all its objectives lie; -1 when they lie nowhere, -2 when on several. */
  readonly #map: Int32Array;
  /** Bits of races by side (the world's race ids), for masks that leave nobody of a side out. */
  readonly #racesOf: readonly number[];

  constructor(
    private readonly world: World,
    private readonly facts: QuestFacts,
  ) {
    const { content } = world;
    const { count } = content.quests;
    this.#map = Int32Array.from({ length: count }, (_, quest) => this.#onlyMap(quest));
    this.bits = Int32Array.from({ length: count }, (_, quest) => this.#needsOf(quest));
    this.#racesOf = [0, 1, 2].map((side) => racesOf(content, side));
  }

  /** Bits for bots of a side on a map: less what all of them meet. */
  on(quest: number, side: number, map: number): number {
    let needs = this.bits[quest]!;
    if (this.#map[quest] === map) needs &= ~Need.way;
    const races = this.#racesOf[side]!;
    if ((needs & Need.race) !== 0 && (this.world.content.quests.raceMask[quest]! & races) === races) needs &= ~Need.race;
    return needs;
  }

  #onlyMap(quest: number): number {
    const { objectives } = this.world.content.quests;
    const { spotMap } = this.facts;
    let only = NOWHERE;
    for (let k = objectives.offsets[quest]!; k < objectives.offsets[quest + 1]!; k++) {
      const map = spotMap[objectives.values[k]!]!;
      if (map >= 0 && map !== only) only = only === NOWHERE ? map : SEVERAL;
    }
    return only;
  }

  #needsOf(quest: number): number {
    const { world, facts } = this;
    const { quests } = world.content;
    const flags = quests.flags[quest]!;
    const type = quests.type[quest]!;
    const has = (csr: { offsets: Int32Array }): boolean => csr.offsets[quest]! < csr.offsets[quest + 1]!;
    const bit = (needed: boolean, need: number): number => (needed ? need : 0);
    return (
      bit(quests.raceMask[quest] !== 0, Need.race) |
      bit(quests.classMask[quest] !== 0, Need.class) |
      bit(quests.requiredReputation[quest]! >= 0, Need.reputation) |
      bit(quests.prev[quest] !== 0 || has(quests.feeders), Need.previous) |
      bit(quests.exclusiveGroup[quest]! > 0, Need.exclusive) |
      bit(quests.nextInChain[quest]! >= 0 || has(facts.chainBefore), Need.chain) |
      bit(facts.dangerLevel[quest]! > 0, Need.strength) |
      bit((flags & QuestFlag.daily) !== 0, Need.daily) |
      bit(isGroupQuest(world, quest) || type === QuestType.raid || type === QuestType.pvp, Need.company) |
      bit(facts.eliteLevel[quest]! > 0, Need.elite) |
      bit(facts.atHand[quest] === 1, Need.atHand) |
      bit(quests.rewardMoney[quest]! < 0, Need.money) |
      bit(facts.dangerKind[quest]! >= 0, Need.fight) |
      bit(this.#map[quest] !== NOWHERE, Need.way) |
      bit((flags & (QuestFlag.daily | QuestFlag.repeatable)) !== 0, Need.again)
    );
  }
}

function racesOf({ races }: WorldContent, side: number): number {
  let bits = 0;
  for (let r = 0; r < races.count; r++) if (races.side[r] === side) bits |= 1 << (races.id[r]! - 1);
  return bits;
}

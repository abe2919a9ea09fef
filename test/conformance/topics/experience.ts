import { auctionCut, auctionProceeds } from '../../../systems/rules/auction-cut.js';
import { auctionDeposit } from '../../../systems/rules/auction-deposit.js';
import { LEVEL_COLOURS, givesNoXp, greyLevel, levelColour, zeroDifference } from '../../../systems/rules/grey-level.js';
import { groupMemberXp, groupXpFactor } from '../../../systems/rules/group-xp.js';
import { ContentBaseXp, KillPlace, classicKillXp, wotlkKillXp } from '../../../systems/rules/kill-xp.js';
import type { RulesProfile } from '../../../systems/rules/profile.js';
import {
  classicQuestMoneyAtCap,
  classicQuestXp,
  questMoney,
  wotlkQuestMoneyAtCap,
  wotlkQuestReward,
  wotlkQuestXp,
  wotlkQuestXpRow,
} from '../../../systems/rules/quest-xp.js';

interface GreyInputs {
  playerLevel: number;
  mobLevel: number;
}

export function greyLevelTopic(profile: RulesProfile, { playerLevel, mobLevel }: GreyInputs): unknown {
  return {
    greyLevel: greyLevel(playerLevel),
    zeroDifference: zeroDifference(playerLevel),
    colour: LEVEL_COLOURS[levelColour(profile, playerLevel, mobLevel)],
    givesNoXp: givesNoXp(profile, playerLevel, mobLevel),
  };
}

interface MobInputs {
  mobLevel: number;
  elite?: boolean;
  map?: keyof typeof KillPlace;
  xpMultiplier?: number;
  damageByOthers?: number;
  maxHealth?: number;
  noXpCreature?: boolean;
  rate?: number;
  content?: '1_60' | '61_70' | '71_80';
  modExperience?: number;
  modHealth?: number;
}

const CONTENT = { '1_60': ContentBaseXp.upTo60, '61_70': ContentBaseXp.upTo70, '71_80': ContentBaseXp.upTo80 };

function mobXp(profile: RulesProfile, playerLevel: number, mob: MobInputs): number {
  if (mob.noXpCreature) return 0;
  const { mobLevel, elite = false, rate = 1 } = mob;
  if (profile.name === 'wotlk') {
    const base = CONTENT[mob.content ?? '1_60'];
    return wotlkKillXp(profile, playerLevel, mobLevel, elite, base, mob.modExperience ?? 1, mob.modHealth ?? 1, rate);
  }
  const place = KillPlace[mob.map ?? 'world'];
  const { xpMultiplier = 1, damageByOthers = 0, maxHealth = 1 } = mob;
  return classicKillXp(profile, playerLevel, mobLevel, elite, place, xpMultiplier, damageByOthers, maxHealth, rate);
}

export function killXpTopic(profile: RulesProfile, inputs: MobInputs & { playerLevel: number }): unknown {
  return { xp: mobXp(profile, inputs.playerLevel, inputs) };
}

interface Member {
  id: string;
  level: number;
  alive: boolean;
  inRange: boolean;
}

interface GroupInputs {
  members: Member[];
  mob: MobInputs;
  tapper?: string;
  killer?: string;
  raid?: boolean;
}

/** Members that count: classic also a dead tapper in range, wotlk a killer out of range, both otherwise the living in range. */
function isCounted(profile: RulesProfile, member: Member, inputs: GroupInputs): boolean {
  if (profile.name === 'classic') return member.inRange && (member.alive || member.id === inputs.tapper);
  return member.alive && (member.inRange || member.id === inputs.killer);
}

function highestLevel(members: Member[]): number {
  return members.reduce((highest, member) => Math.max(highest, member.level), 0);
}

export function groupXpTopic(profile: RulesProfile, inputs: GroupInputs): unknown {
  const counted = inputs.members.filter((member) => isCounted(profile, member, inputs));
  const baseLevel = highestLevel(counted.filter((member) => !givesNoXp(profile, member.level, inputs.mob.mobLevel)));
  const base = baseLevel === 0 ? 0 : mobXp(profile, baseLevel, inputs.mob);
  const sum = counted.reduce((levels, member) => levels + member.level, 0);
  const factor = groupXpFactor(profile, counted.length, inputs.raid ?? false);
  const xp: Record<string, number> = {};
  for (const member of inputs.members) {
    const rewarded = member.alive && counted.includes(member);
    xp[member.id] = rewarded ? groupMemberXp(profile, base, factor, member.level, baseLevel, highestLevel(counted), sum) : 0;
  }
  return { count: counted.length, xp };
}

interface QuestInputs {
  questLevel: number;
  playerLevel: number;
  maxLevel: number;
  noMoneyFromXp?: boolean;
  rateXpQuest?: number;
  rateMoney?: number;
  rateBonusMoney?: number;
  rewMoneyMaxLevel?: number;
  rewOrReqMoney?: number;
  questXp?: Record<string, number>;
  rewardMoney?: number;
  moneyTableValue?: number;
  alreadyRewarded?: boolean;
}

function classicQuest(inputs: QuestInputs): unknown {
  const { questLevel, playerLevel, rewMoneyMaxLevel = 0, rewOrReqMoney = 0, rateXpQuest = 1, rateMoney = 1 } = inputs;
  const baseXp = classicQuestXp(questLevel, playerLevel, rewMoneyMaxLevel, rateXpQuest);
  const atCap = playerLevel >= inputs.maxLevel;
  const bonus = atCap && !inputs.noMoneyFromXp ? classicQuestMoneyAtCap(rewMoneyMaxLevel, rateMoney) : 0;
  return { baseXp, xpGained: atCap ? 0 : baseXp, money: questMoney(rewOrReqMoney, rateMoney) + bonus };
}

function wotlkQuest(profile: RulesProfile, inputs: QuestInputs): unknown {
  const { questLevel, playerLevel, questXp = {}, rewardMoney = 0, moneyTableValue = 0, rateXpQuest = 1, rateMoney = 1 } = inputs;
  const cell = (level: number): number => questXp[wotlkQuestXpRow(questLevel, level)] ?? 0;
  const baseXp = inputs.alreadyRewarded ? 0 : wotlkQuestXp(questLevel, playerLevel, cell(playerLevel), rateXpQuest);
  const atCap = playerLevel >= inputs.maxLevel;
  const paysBonus = atCap && !inputs.noMoneyFromXp;
  const xpAtCap = wotlkQuestXp(questLevel, profile.maxLevel, cell(profile.maxLevel), 1);
  const bonus = paysBonus ? wotlkQuestMoneyAtCap(xpAtCap, inputs.rateBonusMoney ?? 1) : 0;
  const reward = wotlkQuestReward(rewardMoney, moneyTableValue);
  return { baseXp, xpGained: atCap ? 0 : baseXp, money: questMoney(reward, rateMoney) + bonus };
}

export function questXpTopic(profile: RulesProfile, inputs: QuestInputs): unknown {
  return profile.name === 'classic' ? classicQuest(inputs) : wotlkQuest(profile, inputs);
}

interface DepositInputs {
  sellPrice: number;
  count: number;
  durationMin: number;
  depositPercent: number;
  rate?: number;
  depositMin?: number;
}

export function auctionDepositTopic(profile: RulesProfile, inputs: DepositInputs): unknown {
  const { sellPrice, count, durationMin, depositPercent, rate = 1 } = inputs;
  const least = profile.name === 'classic' ? (inputs.depositMin ?? 0) : profile.auctionMinDepositCopper;
  return { deposit: auctionDeposit(profile, sellPrice, count, durationMin * 60, depositPercent, rate, least) };
}

interface CutInputs {
  bid: number;
  cutPercent: number;
  rate?: number;
  deposit: number;
}

export function auctionCutTopic(profile: RulesProfile, { bid, cutPercent, rate = 1, deposit }: CutInputs): unknown {
  const cut = auctionCut(profile, bid, cutPercent, rate);
  return { cut, sellerReceives: auctionProceeds(bid, deposit, cut) };
}

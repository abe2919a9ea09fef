import { divF32, divInt, mulF32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** Copper that one point of experience is worth to a wotlk player at the level cap. */
const WOTLK_COPPER_PER_XP = 6;
/** wotlk quests of this level take the player's level. */
const FLEXIBLE_LEVEL = -1;

/** Copper of the reward at the cap that make one point of experience, by quest level; 0 = the quest gives none. */
function classicMoneyPerXp(questLevel: number): number {
  if (questLevel === 0) return 0;
  if (questLevel < 0 || questLevel >= 65) return 6;
  if (questLevel === 64) return 4.8;
  if (questLevel === 63) return 3.6;
  if (questLevel === 62) return 2.4;
  if (questLevel === 61) return 1.2;
  return 0.6;
}

/** Share of the full experience left to a player `over` levels above the quest. */
function classicLevelShare(over: number): number {
  if (over <= 5) return 1;
  if (over === 6) return 0.8;
  if (over === 7) return 0.6;
  if (over === 8) return 0.4;
  if (over === 9) return 0.2;
  return 0.1;
}

/**
 * Classic experience of a quest, before the stop at the level cap. A quest level of -1 is unsigned there: it counts as 65 and above,
 * and pays in full only up to player level 4.
 *
 * @param maxLevelMoneyCopper the reward the quest pays at the level cap
 * @param rate experience rate for quests, 1 = normal
 * Source: rules reference, section 3.
 */
export function classicQuestXp(questLevel: number, playerLevel: number, maxLevelMoneyCopper: number, rate: number): number {
  const perXp = classicMoneyPerXp(questLevel);
  if (perXp === 0 || maxLevelMoneyCopper <= 0) return 0;
  const full = divF32(maxLevelMoneyCopper, perXp);
  const over = playerLevel - questLevel;
  const share = classicLevelShare(over);
  const xp = Math.ceil(share === 1 ? full : mulF32(full, share));
  return Math.trunc(mulF32(xp, rate));
}

/** The level whose row of the quest experience table a wotlk quest uses. */
export function wotlkQuestXpRow(questLevel: number, playerLevel: number): number {
  return questLevel === FLEXIBLE_LEVEL ? playerLevel : questLevel;
}

function roundQuestXp(xp: number): number {
  if (xp <= 100) return 5 * divInt(xp + 2, 5);
  if (xp <= 500) return 10 * divInt(xp + 5, 10);
  if (xp <= 1000) return 25 * divInt(xp + 12, 25);
  return 50 * divInt(xp + 25, 50);
}

/**
 * wotlk experience of a quest, before the stop at the level cap.
 *
 * @param tableXp the cell of the quest experience table, row `wotlkQuestXpRow`, column the quest's difficulty; 0 = no row
 * Source: rules reference, section 3.
 */
export function wotlkQuestXp(questLevel: number, playerLevel: number, tableXp: number, rate: number): number {
  const level = wotlkQuestXpRow(questLevel, playerLevel);
  const tenths = Math.max(1, Math.min(10, 2 * (level - playerLevel) + 20));
  return Math.trunc(mulF32(roundQuestXp(divInt(tenths * tableXp, 10)), rate));
}

/**
 * Copper of a quest's ordinary reward: negative = the price a player pays, unchanged; positive x rate, cut.
 * Source: rules reference, section 3.
 */
export function questMoney(rewardCopper: number, rate: number): number {
  return rewardCopper < 0 ? rewardCopper : Math.trunc(mulF32(rewardCopper, rate));
}

/**
 * wotlk: a quest's ordinary reward before the rate. The copper that the money table names for the player's level takes the place of
 * the quest's own; a price to be paid stays as it is.
 *
 * @param tableCopper cell of the money table, 0 = the quest names no row
 */
export function wotlkQuestReward(rewardCopper: number, tableCopper: number): number {
  return rewardCopper >= 0 && tableCopper > 0 ? tableCopper : rewardCopper;
}

/** Classic: copper paid at the level cap instead of experience. */
export function classicQuestMoneyAtCap(maxLevelMoneyCopper: number, rate: number): number {
  return Math.trunc(mulF32(maxLevelMoneyCopper, rate));
}

/**
 * wotlk: copper paid at the level cap instead of experience.
 *
 * @param xpAtCap experience of the quest computed for a player at the level cap, rate 1 unless the server says otherwise
 */
export function wotlkQuestMoneyAtCap(xpAtCap: number, bonusRate: number): number {
  return Math.trunc(mulF32(WOTLK_COPPER_PER_XP * xpAtCap, bonusRate));
}

/** Whether experience is still counted at that level. */
export function gainsXp(profile: RulesProfile, level: number): boolean {
  return level < profile.maxLevel;
}

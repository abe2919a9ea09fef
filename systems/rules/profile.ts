import { UserError } from '../../engine/errors.js';
import { GOLD_CAP_COPPER } from './arithmetic.js';

/** Names of the two rule families. `classic` follows a 1.12 server, `wotlk` a 3.3.5 server; see the rules reference. */
export type ProfileName = 'classic' | 'wotlk';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/**
 * Everything in which the two profiles differ as data. Formulas whose shape differs look at `name`; numbers are read from here, so that
 * a scenario can change one number by spreading a profile.
 */
export interface RulesProfile {
  readonly name: ProfileName;
  /** Levels and experience. */
  readonly maxLevel: number;
  readonly questLogSlots: number;
  /** Group factor for 0..5 counted members, index = members. */
  readonly groupXpFactors: readonly number[];
  /** Reach in yards within which a member shares experience and loot outside dungeons (both units' reach comes on top). */
  readonly groupRewardDistanceYards: number;
  readonly groupMemberLimit: number;
  readonly raidMemberLimit: number;
  /** Auctions. */
  readonly auctionDurationsSeconds: readonly number[];
  readonly auctionDepositUnitSeconds: number;
  readonly auctionMinDepositCopper: number;
  /** Extra seconds by which the expiry sweep looks ahead. */
  readonly auctionSweepLeadSeconds: number;
  readonly auctionSweepIntervalSeconds: number;
  readonly auctionSaleMoneyDelayed: boolean;
  readonly auctionSalePendingMail: boolean;
  readonly auctionMergesStacks: boolean;
  readonly auctionMailLifeSeconds: number;
  readonly auctionPageEntries: number;
  /** Mail. */
  readonly mailDeliveryDelaySeconds: number;
  readonly mailAttachmentLimit: number;
  readonly mailPostageCopper: number;
  readonly mailLifeSeconds: number;
  readonly mailCodLifeSeconds: number;
  /** The receiver may have this many mails; one more and nothing can be sent. */
  readonly mailboxLimit: number;
  readonly mailListEntries: number;
  /** Loot. */
  readonly lootItemLimit: number;
  /** Further rows for quest items; 0 when they share `lootItemLimit`. */
  readonly lootQuestItemLimit: number;
  readonly groupRollSeconds: number;
  readonly groupLootThreshold: number;
  /** Trade. */
  readonly tradeOpenDistanceYards: number;
  /** Distance beyond which a running trade is cancelled when a trader moves; 0 = never. */
  readonly tradeKeepDistanceYards: number;
  readonly tradeChecksDistanceOnAccept: boolean;
  readonly tradeSlots: number;
  readonly tradedSlots: number;
  readonly tradeMinLevel: number;
  /** Purse. */
  readonly goldCapCopper: number;
  /** True: a gain above the cap is cut off; false: it is refused as a whole unless purse < cap - gain. */
  readonly goldCapClamps: boolean;
  /** Inventory, in the server's slot numbers. */
  readonly bankSlots: number;
  readonly bankBagSlots: number;
  readonly buybackFirstSlot: number;
  readonly buybackSlots: number;
  /** World. */
  readonly interactionDistanceYards: number;
  /** Seconds a corpse stays: normal, rare, elite, rare elite, boss. */
  readonly corpseDecaySeconds: CorpseDecaySeconds;
}

export interface CorpseDecaySeconds {
  readonly normal: number;
  readonly rare: number;
  readonly elite: number;
  readonly rareElite: number;
  readonly boss: number;
}

const SHARED = {
  groupXpFactors: [1, 1, 1, 1.166, 1.3, 1.4],
  groupRewardDistanceYards: 74,
  groupMemberLimit: 5,
  raidMemberLimit: 40,
  auctionSweepIntervalSeconds: 60,
  auctionMailLifeSeconds: 30 * DAY_SECONDS,
  auctionPageEntries: 50,
  mailDeliveryDelaySeconds: HOUR_SECONDS,
  mailPostageCopper: 30,
  mailLifeSeconds: 30 * DAY_SECONDS,
  mailCodLifeSeconds: 3 * DAY_SECONDS,
  mailboxLimit: 100,
  mailListEntries: 50,
  groupRollSeconds: 60,
  groupLootThreshold: 2,
  tradeSlots: 7,
  tradedSlots: 6,
  tradeMinLevel: 1,
  goldCapCopper: GOLD_CAP_COPPER,
  buybackSlots: 12,
} as const;

const CLASSIC: RulesProfile = {
  ...SHARED,
  name: 'classic',
  maxLevel: 60,
  questLogSlots: 20,
  auctionDurationsSeconds: [2 * HOUR_SECONDS, 8 * HOUR_SECONDS, 24 * HOUR_SECONDS],
  auctionDepositUnitSeconds: 2 * HOUR_SECONDS,
  auctionMinDepositCopper: 0,
  auctionSweepLeadSeconds: 0,
  auctionSaleMoneyDelayed: false,
  auctionSalePendingMail: false,
  auctionMergesStacks: false,
  mailAttachmentLimit: 1,
  lootItemLimit: 16,
  lootQuestItemLimit: 0,
  tradeOpenDistanceYards: 11.11,
  tradeKeepDistanceYards: 5,
  tradeChecksDistanceOnAccept: true,
  goldCapClamps: true,
  bankSlots: 24,
  bankBagSlots: 6,
  buybackFirstSlot: 69,
  interactionDistanceYards: 5,
  corpseDecaySeconds: { normal: 300, rare: 900, elite: 600, rareElite: 1_200, boss: 3_600 },
};

const WOTLK: RulesProfile = {
  ...SHARED,
  name: 'wotlk',
  maxLevel: 80,
  questLogSlots: 25,
  auctionDurationsSeconds: [12 * HOUR_SECONDS, 24 * HOUR_SECONDS, 48 * HOUR_SECONDS],
  auctionDepositUnitSeconds: 12 * HOUR_SECONDS,
  auctionMinDepositCopper: 100,
  auctionSweepLeadSeconds: 60,
  auctionSaleMoneyDelayed: true,
  auctionSalePendingMail: true,
  auctionMergesStacks: true,
  mailAttachmentLimit: 12,
  lootItemLimit: 18,
  lootQuestItemLimit: 32,
  tradeOpenDistanceYards: 10,
  tradeKeepDistanceYards: 0,
  tradeChecksDistanceOnAccept: false,
  goldCapClamps: false,
  bankSlots: 28,
  bankBagSlots: 7,
  buybackFirstSlot: 74,
  interactionDistanceYards: 5.5,
  corpseDecaySeconds: { normal: 60, rare: 300, elite: 300, rareElite: 300, boss: 3_600 },
};

/** The profiles by name. */
export const PROFILES: Readonly<Record<ProfileName, RulesProfile>> = { classic: CLASSIC, wotlk: WOTLK };

/** The profile of that name. Throws a `UserError` that lists the names there are. */
export function profileByName(name: string): RulesProfile {
  if (name === 'classic' || name === 'wotlk') return PROFILES[name];
  const names = Object.keys(PROFILES).join(', ');
  throw new UserError('unknown-rules-profile', `rules profile '${name}' does not exist; expected one of: ${names}`);
}

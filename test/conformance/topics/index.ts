import type { RulesProfile } from '../../../systems/rules/profile.js';
import type { Adapter } from './adapter.js';
import { auctionMinRaiseTopic, auctionSequencesTopic } from './auction.js';
import { mailCostTopic, tradeChecksTopic } from './exchange.js';
import { auctionCutTopic, auctionDepositTopic, greyLevelTopic, groupXpTopic, killXpTopic, questXpTopic } from './experience.js';
import { equipSlotsTopic, inventoryStackingTopic } from './gear.js';
import { acceptGroupLoot, groupLootTopic, lootSelectionTopic } from './loot.js';
import { repairCostTopic, vendorPriceTopic } from './vendor.js';

/** What runs the records of each topic. The name of a vector file decides its topic. */
export const TOPICS: Readonly<Record<string, Adapter>> = {
  'auction-cut': auctionCutTopic,
  'auction-deposit': auctionDepositTopic,
  'auction-min-raise': auctionMinRaiseTopic,
  'auction-sequences': auctionSequencesTopic,
  'equip-slots': equipSlotsTopic,
  'grey-level': greyLevelTopic,
  'group-loot-rolls': groupLootTopic,
  'group-xp': groupXpTopic,
  'inventory-stacking': inventoryStackingTopic,
  'kill-xp': killXpTopic,
  'loot-group-selection': lootSelectionTopic,
  'mail-cost': mailCostTopic,
  'quest-xp': questXpTopic,
  'repair-cost': repairCostTopic,
  'trade-checks': tradeChecksTopic,
  'vendor-price': vendorPriceTopic,
};

/** For topics with several right answers: the answer as the record words it if it is one of them, unchanged otherwise. */
export const ACCEPTORS: Readonly<Record<string, (profile: RulesProfile, inputs: never, expected: never, got: unknown) => unknown>> = {
  'group-loot-rolls': acceptGroupLoot,
};

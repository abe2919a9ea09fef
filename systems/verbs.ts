/** Every verb, in the order of its opcode (systems/opcodes.ts). */
import { learnVerb } from './training/learn.js';
import type { Verb } from '../engine/command-queue.js';
import { bidAuctionVerb } from './auction/bid-auction.js';
import { cancelAuctionVerb } from './auction/cancel-auction.js';
import { endAuctionVerb } from './auction/end-auction.js';
import { postAuctionVerb } from './auction/post-auction.js';
import { dieInCombatVerb } from './combat/die-in-combat.js';
import { killCreatureVerb } from './combat/kill-creature.js';
import { reviveVerb } from './combat/revive.js';
import { equipItemVerb } from './equipment/equip-item.js';
import { inviteToGroupVerb } from './group/invite-to-group.js';
import { joinGroupVerb } from './group/join-group.js';
import { leaveGroupVerb } from './group/leave-group.js';
import { destroyItemVerb } from './inventory/destroy-item.js';
import { lootCreatureVerb } from './loot/loot-creature.js';
import { collectMailVerb } from './mail/collect-mail.js';
import { expireMailVerb } from './mail/expire-mail.js';
import { returnMailVerb } from './mail/return-mail.js';
import { sendMailVerb } from './mail/post-mail.js';
import { abandonQuestVerb } from './quest/abandon-quest.js';
import { failQuestsVerb } from './quest/fail-quests.js';
import { acceptQuestVerb } from './quest/accept-quest.js';
import { reachObjectiveVerb } from './quest/reach-objective.js';
import { shareQuestVerb } from './quest/share-quest.js';
import { turnInQuestVerb } from './quest/turn-in-quest.js';
import { useObjectVerb } from './quest/use-object.js';
import { giveVerb } from './spawn/give.js';
import { acceptTradeVerb } from './trade/accept-trade.js';
import { cancelTradeVerb } from './trade/cancel-trade.js';
import { offerTradeVerb } from './trade/offer-trade.js';
import { openTradeVerb } from './trade/open-trade.js';
import { requestTradeVerb } from './trade/request-trade.js';
import { buyItemVerb } from './vendor/buy-item.js';
import { repairAllVerb } from './vendor/repair-all.js';
import { sellJunkVerb } from './vendor/sell-junk.js';
import { endEnchantmentVerb } from './equipment/end-enchantments.js';
import { enchantItemVerb, socketGemVerb } from './equipment/improve-item.js';
import { setLootVerb } from './group/set-loot.js';
import { moveItemVerb, sortBagsVerb, splitItemVerb } from './inventory/move-item.js';
import { openItemVerb, useItemVerb } from './inventory/use-item.js';
import { fishVerb, pickpocketVerb, skinCreatureVerb } from './loot/gather.js';
import { giveLootVerb } from './loot/give-loot.js';
import { settlePileVerb } from './loot/settle-pile.js';
import { takeItemVerb } from './loot/take-item.js';
import { voteLootVerb } from './loot/vote-loot.js';
import { buyBackVerb, disposeVerb } from './vendor/buyback.js';
import { sellItemVerb } from './vendor/sell-item.js';
import type { World } from './world.js';

export const VERBS: readonly Verb<World>[] = [
  acceptQuestVerb,
  turnInQuestVerb,
  abandonQuestVerb,
  reachObjectiveVerb,
  useObjectVerb,
  killCreatureVerb,
  dieInCombatVerb,
  reviveVerb,
  lootCreatureVerb,
  equipItemVerb,
  destroyItemVerb,
  sellJunkVerb,
  repairAllVerb,
  buyItemVerb,
  requestTradeVerb,
  openTradeVerb,
  offerTradeVerb,
  acceptTradeVerb,
  cancelTradeVerb,
  postAuctionVerb,
  bidAuctionVerb,
  cancelAuctionVerb,
  endAuctionVerb,
  collectMailVerb,
  expireMailVerb,
  inviteToGroupVerb,
  joinGroupVerb,
  leaveGroupVerb,
  giveVerb,
  sendMailVerb,
  returnMailVerb,
  voteLootVerb,
  giveLootVerb,
  takeItemVerb,
  settlePileVerb,
  skinCreatureVerb,
  pickpocketVerb,
  fishVerb,
  moveItemVerb,
  splitItemVerb,
  sortBagsVerb,
  useItemVerb,
  openItemVerb,
  socketGemVerb,
  enchantItemVerb,
  endEnchantmentVerb,
  sellItemVerb,
  buyBackVerb,
  disposeVerb,
  setLootVerb,
  shareQuestVerb,
  failQuestsVerb,
  learnVerb,
];

/**
 * The whole frame, from top to bottom as it runs. Tiers: critical, high, normal, low, idle. A bot in combat runs only critical and high
 * rows. Weights are work units for one due entry, in proportion to what it costs (bench/frame prints the measured ones).
 */
import { Tier } from '../engine/schedule.js';
import type { ScheduleRow } from '../engine/schedule.js';
import { Lane, WorldLane } from '../components/index.js';
import { endAuctions } from './auction/end-auctions.js';
import { visitAuctioneer } from './auction/visit-auctioneer.js';
import { fightRound } from './combat/fight-round.js';
import { recover } from './combat/recover.js';
import { respawnCreatures } from './creature/respawn.js';
import { optimiseEquipment } from './equipment/optimise-equipment.js';
import { takeLoot } from './loot/take-loot.js';
import { expireMails } from './mail/expire-mails.js';
import { travel } from './movement/travel.js';
import { decideGoal } from './plan/decide-goal.js';
import { failQuests } from './quest/fail-quests.js';
import { pickupQuests } from './quest/pickup-quests.js';
import { socialise } from './trade/socialise.js';
import { endEnchantments } from './equipment/end-enchantments.js';
import { settlePiles } from './loot/settle-pile.js';
import { disposeOfSold } from './vendor/buyback.js';
import type { World } from './world.js';

export const SCHEDULE: readonly ScheduleRow<World>[] = [
  { name: 'travel', tier: Tier.critical, interval: 1, weight: 2, lane: Lane.move, run: travel },
  { name: 'fight-round', tier: Tier.critical, interval: 1, weight: 2, lane: Lane.combat, run: fightRound },
  { flush: 'after movement and blows' },
  { name: 'respawn-creatures', tier: Tier.high, interval: 1, weight: 1, lane: WorldLane.respawn, gated: false, run: respawnCreatures },
  { name: 'fail-quests', tier: Tier.high, interval: 1, weight: 1, lane: WorldLane.quest, gated: false, run: failQuests },
  { name: 'recover', tier: Tier.high, interval: 1, weight: 2, lane: Lane.recover, run: recover },
  { flush: 'after deaths' },
  { name: 'take-loot', tier: Tier.normal, interval: 1, weight: 4, lane: Lane.loot, run: takeLoot },
  { flush: 'after loot' },
  { name: 'decide-goal', tier: Tier.normal, interval: 1, weight: 8, lane: Lane.plan, run: decideGoal },
  { name: 'pickup-quests', tier: Tier.normal, interval: 1, weight: 4, run: pickupQuests },
  { name: 'optimise-equipment', tier: Tier.normal, interval: 1, weight: 4, lane: Lane.equip, run: optimiseEquipment },
  { flush: 'after decisions' },
  { name: 'socialise', tier: Tier.low, interval: 1, weight: 4, lane: Lane.social, run: socialise },
  { flush: 'after trades' },
  { name: 'visit-auctioneer', tier: Tier.idle, interval: 1, weight: 6, lane: Lane.market, run: visitAuctioneer },
  { name: 'end-auctions', tier: Tier.idle, interval: 1, weight: 3, lane: WorldLane.auction, gated: false, run: endAuctions },
  { name: 'expire-mails', tier: Tier.idle, interval: 1, weight: 3, lane: WorldLane.mail, gated: false, run: expireMails },
  { name: 'settle-piles', tier: Tier.low, interval: 1, weight: 3, lane: WorldLane.pile, gated: false, run: settlePiles },
  { name: 'end-enchantments', tier: Tier.low, interval: 1, weight: 2, lane: WorldLane.extra, gated: false, run: endEnchantments },
  { name: 'dispose-of-sold', tier: Tier.idle, interval: 1, weight: 2, lane: WorldLane.buyback, gated: false, run: disposeOfSold },
  { flush: 'end of frame' },
];

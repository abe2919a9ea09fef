/** What vendors pay and ask, by the rules (RULES.md section 4), for a bot with its standing. Copper. */
import type { Services } from '../../data/content.js';
import { optionIndex } from '../options.js';
import { distanceTo } from '../movement/motion.js';
import { ItemClass } from '../rules/equip-slots.js';
import { repairCost } from '../rules/repair-cost.js';
import { ReputationRank, reputationRank } from '../rules/reputation.js';
import { buyPrice, classicSellPrice, priceFactor, wotlkSellPrice } from '../rules/vendor-price.js';
import { BotState } from '../../components/index.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { dealsWithSide } from './services.js';

const REPAIR_RATE = optionIndex('repair.rate');
const RATE_SCALE = 1000;
const CENTI = 100;
const FRIENDLY = 2;
const WEAPON = 0;
const ARMOR = 1;

/** Why a bot cannot deal with a service of a list now: `done` when it can. */
export function serviceRefusal(world: World, bot: number, services: Services, service: number): number {
  if (world.c.life.state[bot] === BotState.dead) return Reason.dead;
  if (world.c.life.state[bot] === BotState.fighting) return Reason.in_combat;
  if (service < 0 || service >= services.count) return Reason.unknown_target;
  if (
    distanceTo(world, bot, services.map[service]!, services.x[service]!, services.y[service]!) >
    world.rules.interactionDistanceYards * CENTI
  )
    return Reason.too_far;
  return dealsWithSide(services, service, world.c.identity.side[bot]!) ? Reason.done : Reason.wrong_side;
}

/** Factor on what a service asks of a bot, binary32. Nobody has honour ranks yet. */
export function factorAt(world: World, bot: number, services: Services, service: number): number {
  const { creatures, factions, spawns, reputations } = world.content;
  const side = world.c.identity.side[bot]!;
  const faction = creatures.faction[spawns.creature[services.spawn[service]!]!]!;
  const reputation = faction < 0 ? -1 : factions.reputation[faction]!;
  const points = reputation < 0 ? 0 : world.c.standing.points[bot * Math.max(1, reputations.count) + reputation]!;
  const rank = reputation < 0 ? ReputationRank.neutral : reputationRank(points);
  return priceFactor(world.rules, rank, 0, (side === 1 ? services.toHorde : services.toAlliance)[service] === FRIENDLY);
}

function costPerPoint(world: World, kind: number): number {
  const { items } = world.content;
  return world.content.repairCopperPerPoint(
    items.itemLevel[kind]!,
    items.class[kind] === ItemClass.weapon ? WEAPON : ARMOR,
    items.subclass[kind]!,
  );
}

/** Points an instance has lost. */
export function lostDurability(world: World, i: number): number {
  const { item } = world.c;
  return world.content.items.maxDurability[item.kind[i]!]! - item.durability[i]!;
}

/** What a vendor pays for a carried stack; 0 cannot be sold. */
export function sellValue(world: World, i: number, units = world.c.item.stack[i]!): number {
  const { item } = world.c;
  const { items, repairQualityFactor } = world.content;
  const kind = item.kind[i]!;
  const price = items.sellPrice[kind]!;
  if (world.rules.name === 'classic')
    return classicSellPrice(price, units, item.charges[i]!, items.stackSize[kind] === 1 ? items.charges[kind]! : 0);
  return wotlkSellPrice(price, units, lostDurability(world, i), costPerPoint(world, kind), repairQualityFactor[items.quality[kind]!]!);
}

/** What a repairer asks for one instance; 0 when nothing is lost. The option `repair.rate` is the servers' rate; classic has none, so there it comes on top. */
export function repairPrice(world: World, i: number, factor: number): number {
  const kind = world.c.item.kind[i]!;
  const rate = world.option(REPAIR_RATE) / RATE_SCALE;
  const quality = world.content.repairQualityFactor[world.content.items.quality[kind]!]!;
  const cost = repairCost(world.rules, lostDurability(world, i), costPerPoint(world, kind), quality, factor, rate);
  if (world.rules.name !== 'classic' || cost === 0 || rate === 1) return cost;
  return Math.trunc(cost * rate);
}

/** What a vendor asks for bundles of a kind. */
export function bundlePrice(world: World, kind: number, bundles: number, factor: number): number {
  return buyPrice(world.content.items.buyPrice[kind]!, bundles, factor);
}

/** Position of a kind in the list of a vendor (index into vendors), or -1. */
export function listing(world: World, vendor: number, kind: number): number {
  const { vendorItems, spawns, vendors } = world.content;
  const creature = spawns.creature[vendors.spawn[vendor]!]!;
  const end = vendorItems.offsets[creature + 1]!;
  for (let at = vendorItems.offsets[creature]!; at < end; at++) if (vendorItems.values[at] === kind) return at;
  return -1;
}

/** Buying what is wanted for use: what a quest lacks, and something to drink or apply that the bot has run out of. */
import { QuestStatus } from '../../components/index.js';
import { Objective } from '../../data/content.js';
import { countCarried, roomFor } from '../inventory/items.js';
import { Op } from '../opcodes.js';
import { countAt, questAt, statusAt } from '../quest/quest-log.js';
import type { World } from '../world.js';
import { PAGE_ENTRIES, bandOf } from './auction-book.js';
import { expectedUnit, observe } from './lore.js';
import { unitOf } from './post-goods.js';

const PERCENT = 100;
/** What a quest lacks may cost this share of what the bot expects; saving the way is worth something. */
const QUEST_OVERPRICE_PERCENT = 150;
const CONSUMABLE = 0;
/** Inventory type of what is not worn. */
const NOT_WORN = 0;

const page = new Int32Array(PAGE_ENTRIES);

/** Buy out one thing a quest in the log lacks, else one consumable. Returns the copper it may cost. */
export function buyWanted(world: World, bot: number, house: number, service: number, budget: number): number {
  if (budget <= 0) return 0;
  const a = questListing(world, bot, house, budget);
  const found = a >= 0 ? a : consumableListing(world, bot, house, budget);
  if (found < 0) return 0;
  const { auction } = world.c;
  world.emit(Op.bidAuction, bot, found, auction.buyout[found]!, service, auction.uid[found]!);
  return auction.buyout[found]!;
}

/** The bot searches for the name of what each of its quests lacks. */
function questListing(world: World, bot: number, house: number, budget: number): number {
  const { objectives, objectiveKind, objectiveTarget, objectiveCount } = world.content.quests;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0 || statusAt(world, bot, k) !== QuestStatus.active) continue;
    const first = objectives.offsets[quest]!;
    for (let at = first; at < objectives.offsets[quest + 1]!; at++) {
      const row = objectives.values[at]!;
      if (objectiveKind[row] !== Objective.collect || countAt(world, bot, k, at - first) >= objectiveCount[row]!) continue;
      const a = affordable(world, bot, house, objectiveTarget[row]!, budget, QUEST_OVERPRICE_PERCENT);
      if (a >= 0) return a;
    }
  }
  return -1;
}

/** One page of what is not worn, in the bot's band of levels. */
function consumableListing(world: World, bot: number, house: number, budget: number): number {
  const { items } = world.content;
  const { auction, life } = world.c;
  const count = world.derived.auctions.search(house, NOT_WORN, bandOf(life.level[bot]!), -1, page);
  for (let n = 0; n < count; n++) {
    const kind = auction.kind[page[n]!]!;
    if (items.class[kind] !== CONSUMABLE || items.requiredLevel[kind]! > life.level[bot]! || countCarried(world, bot, kind) > 0) continue;
    const a = affordable(world, bot, house, kind, budget, PERCENT);
    if (a >= 0) return a;
  }
  return -1;
}

/** Cheapest listing of a kind if the bot can pay it, finds it fair, may carry it and is not its seller; else -1. */
function affordable(world: World, bot: number, house: number, kind: number, budget: number, overpricePercent: number): number {
  const { auction } = world.c;
  const a = kind < 0 ? -1 : world.derived.auctions.cheapest(house, kind);
  if (a < 0 || auction.seller[a] === bot + 1 || auction.buyout[a]! > budget) return -1;
  const unit = unitOf(world, a);
  const fair = unit * PERCENT <= expectedUnit(world, bot, house, kind) * overpricePercent;
  observe(world, bot, house, kind, unit);
  return fair && roomFor(world, bot, kind, auction.stack[a]!) === auction.stack[a] ? a : -1;
}

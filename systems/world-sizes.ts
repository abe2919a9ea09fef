/** How large each pool and each per-bot array of a world is: a pure function of the inputs, checked before anything is allocated. */
import type { Capacities, Dimensions } from '../engine/arena.js';
import { MAX_SYSTEMS } from '../engine/command-queue.js';
import { UserError } from '../engine/errors.js';
import { MAX_FAULTS } from '../engine/faults.js';
import { MAX_WHEEL_ENTRIES } from '../engine/wake-wheel.js';
import { BACKPACK_SLOTS, BAG_SLOTS, EQUIPMENT_SLOTS, REGISTRY } from '../components/index.js';
import { MAX_OBJECTIVES } from '../components/quest.js';
import { OPTION_TABLE, optionIndex } from './options.js';
import type { RulesProfile } from './rules/profile.js';
import type { WorldInputs } from './world.js';

export interface WorldSizes {
  readonly capacities: Capacities;
  readonly dimensions: Dimensions;
  /** Slots of the largest bag that a character of the content can come by; a larger one cannot be worn. */
  readonly bagSize: number;
  /** All slots of a bot. */
  readonly botSlots: number;
  readonly questLogSize: number;
  readonly questWords: number;
  /** Places of a loot pile. */
  readonly pileItems: number;
}

/** Bots one process is built for. */
export const MAX_BOTS = 200_000;
/** Items that a bot may have beside those in its slots and its auctions: sold things it may buy back, and what lies in letters. */
const ITEMS_ELSEWHERE = 12;
/** Items in piles, and what scenarios list. */
const ITEMS = 20_000;
/** Entries of the pools of things that few have. */
const EXTRAS = 4000;
const PILES = 4000;
const BUYBACKS = 8000;
const EXTRAS_PER_BOT = 0.25;
const PILES_PER_BOT = 0.5;
const BUYBACKS_PER_BOT = 3;
const LEAST_AUCTIONS_PER_BOT = 4;
const AUCTIONS = 8_000;
/** Item kinds are 16 bits wide in an instance. */
export const MAX_ITEM_KINDS = 65_535;
/** Pools whose entries wait in a wheel. */
export const WHEEL_POOLS = ['bot', 'creature', 'auction', 'mail', 'extra', 'pile', 'buyback'] as const;
/** Entries of a quest log, whatever its limit at the moment: `quest.maxPerBot` may rise while a run goes on. */
const LARGEST_LOG = 25;
/** Ordinary bags hold at most this many slots (rules: 36). */
const MAX_BAG = 36;
const MIN_BAG = 4;
const CONTAINER_CLASS = 1;
const QUIVER_CLASS = 11;

export function worldSizes(inputs: WorldInputs, rules: RulesProfile): WorldSizes {
  const { content, bots } = inputs;
  if (!Number.isInteger(bots) || bots < 1 || bots > MAX_BOTS) {
    throw new UserError('bad-bots', `the number of bots is ${bots}, expected a whole number from 1 to ${MAX_BOTS}`);
  }
  const option = (key: string, otherwise: number) => inputs.options[optionIndex(key)] || otherwise;
  const bagSize = largestBag(inputs);
  const botSlots = EQUIPMENT_SLOTS + BAG_SLOTS + BACKPACK_SLOTS + BAG_SLOTS * bagSize;
  const questLogSize = Math.max(LARGEST_LOG, rules.questLogSlots);
  const questWords = Math.max(1, Math.ceil(content.quests.count / 32));
  const capacity = Math.max(bots, option('capacity.bot', bots));
  const auctions = option('capacity.auction', auctionSlots(capacity, option('auction.maxOpen', 0)));
  const capacities = {
    global: 1,
    option: OPTION_TABLE.specs.length,
    row: MAX_SYSTEMS,
    zone: content.zones.count + 1,
    pool: 9,
    bot: capacity,
    item: option('capacity.item', capacity * (botSlots + ITEMS_ELSEWHERE) + auctions + ITEMS),
    auction: auctions,
    mail: option('capacity.mail', capacity * 6 + 8_000),
    group: Math.ceil(capacity / 2) + 1,
    trade: Math.ceil(capacity / 2) + 1,
    creature: Math.max(1, content.spawns.count),
    object: Math.max(1, content.objectSpawns.count),
    extra: Math.ceil(capacity * EXTRAS_PER_BOT) + EXTRAS,
    pile: Math.ceil(capacity * PILES_PER_BOT) + PILES,
    buyback: capacity * BUYBACKS_PER_BOT + BUYBACKS,
    stock: Math.max(1, content.vendorItems.values.length),
    breaker: MAX_SYSTEMS + inputs.verbs.length,
    fault: MAX_FAULTS,
  };
  if (content.items.count > MAX_ITEM_KINDS) {
    throw new UserError('world-too-large', `the world has ${content.items.count} kinds of items, expected at most ${MAX_ITEM_KINDS}`);
  }
  for (const [pool, size] of Object.entries(capacities)) {
    if ((WHEEL_POOLS as readonly string[]).includes(pool) && size > MAX_WHEEL_ENTRIES) {
      throw new UserError('capacity-too-large', `capacity of ${pool} is ${size}, expected at most ${MAX_WHEEL_ENTRIES}`);
    }
  }
  return {
    capacities,
    bagSize,
    botSlots,
    questLogSize,
    questWords,
    pileItems: rules.lootItemLimit + rules.lootQuestItemLimit,
    dimensions: {
      botSlots,
      questLogSize,
      questLogCounts: questLogSize * MAX_OBJECTIVES,
      questWords,
      reputations: Math.max(1, content.reputations.count),
      pileItems: rules.lootItemLimit + rules.lootQuestItemLimit,
    },
  };
}

/**
 * All that bots may have open, and room for what a scenario lists: with a third of it 5,000 bots of the classic world ran out after six hours.
 * Slots never used cost no memory.
 */
function auctionSlots(bots: number, openEach: number): number {
  return Math.min(MAX_WHEEL_ENTRIES, bots * Math.max(LEAST_AUCTIONS_PER_BOT, openEach) + AUCTIONS);
}

/** Slots of the largest bag, special ones included, that a character can come by; with `capacity.bagSlots` that many. */
function largestBag({ content, options }: WorldInputs): number {
  const { items, itemSources, quests, startItems } = content;
  const given = options[optionIndex('capacity.bagSlots')]!;
  if (given > 0) return given;
  const had = new Set([...quests.rewardAlways.values, ...quests.rewardChoice.values, ...startItems.item, ...containedIn(content)]);
  let size = 0;
  let largest = MIN_BAG;
  for (let i = 0; i < items.count; i++) {
    if (items.class[i] !== CONTAINER_CLASS && items.class[i] !== QUIVER_CLASS) continue;
    largest = Math.max(largest, items.containerSlots[i]!);
    if (had.has(i) || itemSources.rows.offsets[i + 1]! > itemSources.rows.offsets[i]!) size = Math.max(size, items.containerSlots[i]!);
  }
  // A world that says nothing of where bags come from may hand out any of them.
  return Math.min(size === 0 ? largest : Math.max(size, MIN_BAG), MAX_BAG);
}

/** Kinds in any loot table. */
function containedIn({ loot }: WorldInputs['content']): Int32Array {
  return loot.item.filter((kind) => kind >= 0);
}

/** Bytes of all components, by component name, for reports. */
export function componentBytes(layouts: readonly { spec: { name: string }; bytes: number }[]): { name: string; bytes: number }[] {
  return layouts.slice(0, REGISTRY.length).map((l) => ({ name: l.spec.name, bytes: l.bytes }));
}

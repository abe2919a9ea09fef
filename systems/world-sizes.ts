/** How large each pool and each per-bot array of a world is: a pure function of the inputs, checked before anything is allocated. */
import type { Capacities, Dimensions } from '../engine/arena.js';
import { UserError } from '../engine/errors.js';
import { MAX_WHEEL_ENTRIES } from '../engine/wake-wheel.js';
import { BACKPACK_SLOTS, BAG_SLOTS, EQUIPMENT_SLOTS, REGISTRY } from '../components/index.js';
import { MAX_OBJECTIVES } from '../components/quest.js';
import { OPTION_TABLE, optionIndex } from './options.js';
import type { RulesProfile } from './rules/profile.js';
import type { WorldInputs } from './world.js';

export interface WorldSizes {
  readonly capacities: Capacities;
  readonly dimensions: Dimensions;
  /** Slots of the largest ordinary bag of the content. */
  readonly bagSize: number;
  /** All slots of a bot. */
  readonly botSlots: number;
  readonly questLogSize: number;
  readonly questWords: number;
}

/** Bots one process is built for. */
export const MAX_BOTS = 200_000;
const ITEMS_PER_BOT = 96;
/** Ordinary bags hold at most this many slots (rules: 36). */
const MAX_BAG = 36;
const MIN_BAG = 4;
const BAG_SUBCLASS = 0;
const CONTAINER_CLASS = 1;

export function worldSizes(inputs: WorldInputs, rules: RulesProfile): WorldSizes {
  const { content, bots } = inputs;
  if (!Number.isInteger(bots) || bots < 1 || bots > MAX_BOTS) {
    throw new UserError('bad-bots', `the number of bots is ${bots}, expected a whole number from 1 to ${MAX_BOTS}`);
  }
  const option = (key: string, otherwise: number) => inputs.options[optionIndex(key)] || otherwise;
  const bagSize = largestBag(inputs);
  const botSlots = EQUIPMENT_SLOTS + BAG_SLOTS + BACKPACK_SLOTS + BAG_SLOTS * bagSize;
  const questLogSize = option('quest.maxPerBot', rules.questLogSlots);
  const questWords = Math.max(1, Math.ceil(content.quests.count / 32));
  const capacity = Math.max(bots, option('capacity.bot', bots));
  const capacities = {
    global: 1,
    option: OPTION_TABLE.specs.length,
    row: Math.max(1, inputs.schedule.length),
    zone: content.zones.count + 1,
    pool: 6,
    bot: capacity,
    item: option('capacity.item', capacity * ITEMS_PER_BOT + 20_000),
    auction: option('capacity.auction', capacity * 4 + 8_000),
    mail: option('capacity.mail', capacity * 6 + 8_000),
    group: Math.ceil(capacity / 2) + 1,
    trade: Math.ceil(capacity / 2) + 1,
    creature: Math.max(1, content.spawns.count),
    object: Math.max(1, content.objectSpawns.count),
    price: Math.max(1, content.auctionHouses.count * content.items.count),
  };
  for (const [pool, size] of Object.entries(capacities)) {
    if (['bot', 'creature', 'auction', 'mail'].includes(pool) && size > MAX_WHEEL_ENTRIES) {
      throw new UserError('capacity-too-large', `capacity of ${pool} is ${size}, expected at most ${MAX_WHEEL_ENTRIES}`);
    }
  }
  return {
    capacities,
    bagSize,
    botSlots,
    questLogSize,
    questWords,
    dimensions: {
      botSlots,
      questLogSize,
      questLogCounts: questLogSize * MAX_OBJECTIVES,
      questWords,
      reputations: Math.max(1, content.reputations.count),
    },
  };
}

function largestBag({ content: { items } }: WorldInputs): number {
  let size = MIN_BAG;
  for (let i = 0; i < items.count; i++) {
    if (items.class[i] === CONTAINER_CLASS && items.subclass[i] === BAG_SUBCLASS) size = Math.max(size, items.containerSlots[i]!);
  }
  return Math.min(size, MAX_BAG);
}

/** Bytes of all components, by component name, for reports. */
export function componentBytes(layouts: readonly { spec: { name: string }; bytes: number }[]): { name: string; bytes: number }[] {
  return layouts.slice(0, REGISTRY.length).map((l) => ({ name: l.spec.name, bytes: l.bytes }));
}

/** What turning a quest in gives a bot: experience, copper, items. Reads only. */
import { QuestFlag } from '../../data/content.js';
import { upgradeValue } from '../equipment/score.js';
import { BEFORE_CARRY, countCarried, countOwned, freeSlots, itemAt, nextCarrySlot } from '../inventory/items.js';
import { optionIndex } from '../options.js';
import { classicQuestMoneyAtCap, classicQuestXp, questMoney, wotlkQuestMoneyAtCap, wotlkQuestXp } from '../rules/quest-xp.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { isDone } from './quest-log.js';

const XP_RATE = optionIndex('rate.quest_xp');
const MONEY_RATE = optionIndex('rate.quest_money');
const RATE_SCALE = 1000;

/** True when a bot is at the level cap of the world. */
function atCap(world: World, bot: number): boolean {
  return world.c.life.level[bot]! >= Math.min(world.content.maxLevel, world.rules.maxLevel);
}

/** Experience before the cap at some level. A quest that names its experience pays it as wotlk does, faded by level; others by the classic formula. */
function xpAt(world: World, quest: number, level: number, rate: number): number {
  const { quests } = world.content;
  const named = quests.rewardXp[quest]!;
  if (named > 0) return wotlkQuestXp(quests.level[quest]!, level, named, rate);
  return classicQuestXp(quests.level[quest]!, level, quests.rewardMoneyMaxLevel[quest]!, rate);
}

/** Experience a bot gets for a quest now; none at the cap, and none for a repeatable quest it has done before. */
export function questXpFor(world: World, bot: number, quest: number): number {
  if (atCap(world, bot) || isDone(world, bot, quest)) return 0;
  return xpAt(world, quest, world.c.life.level[bot]!, world.option(XP_RATE) / RATE_SCALE);
}

/** Experience a bot of a level gets for a quest that it has not done before. */
export function questXpAtLevel(world: World, quest: number, level: number): number {
  if (level >= Math.min(world.content.maxLevel, world.rules.maxLevel)) return 0;
  return xpAt(world, quest, level, world.option(XP_RATE) / RATE_SCALE);
}

/** Copper a bot of a level gets for a quest that it has not done before, negative when it pays. */
export function questMoneyAtLevel(world: World, quest: number, level: number): number {
  const { quests } = world.content;
  const rate = world.option(MONEY_RATE) / RATE_SCALE;
  const money = questMoney(quests.rewardMoney[quest]!, rate);
  const capped = level >= Math.min(world.content.maxLevel, world.rules.maxLevel);
  if (!capped || (quests.flags[quest]! & QuestFlag.noMoneyFromXp) !== 0) return money;
  if (world.rules.name === 'wotlk') return money + wotlkQuestMoneyAtCap(xpAt(world, quest, level, 1), rate);
  return money + classicQuestMoneyAtCap(quests.rewardMoneyMaxLevel[quest]!, rate);
}

/** Copper a bot gets for a quest now, negative when it pays; at the cap with what is paid instead of experience. */
export function questMoneyFor(world: World, bot: number, quest: number): number {
  const { quests } = world.content;
  const rate = world.option(MONEY_RATE) / RATE_SCALE;
  const money = questMoney(quests.rewardMoney[quest]!, rate);
  return isDone(world, bot, quest) ? money : questMoneyAtLevel(world, quest, world.c.life.level[bot]!);
}

/**
 * The choice (0 .. n-1) a bot makes among a quest's rewards: the greatest upgrade, else what a vendor pays most for; ties to the first.
 * Choices that it has no room for are passed over. -1 when the quest offers no choice, or none that fits.
 */
export function bestChoice(world: World, bot: number, quest: number): number {
  const { rewardChoice, rewardChoiceCount } = world.content.quests;
  const first = rewardChoice.offsets[quest]!;
  let best = -1;
  let bestUpgrade = 0;
  let bestPrice = -1;
  for (let k = first; k < rewardChoice.offsets[quest + 1]!; k++) {
    const kind = rewardChoice.values[k]!;
    if (rewardRefusal(world, bot, quest, k - first) !== Reason.done) continue;
    const upgrade = Math.max(0, upgradeValue(world, bot, kind));
    const price = world.content.items.sellPrice[kind]! * rewardChoiceCount[k]!;
    if (best >= 0 && (upgrade < bestUpgrade || (upgrade === bestUpgrade && price <= bestPrice))) continue;
    best = k - first;
    bestUpgrade = upgrade;
    bestPrice = price;
  }
  return best;
}

/** The kinds a quest gives with a choice, with equal kinds put together. */
const kinds = new Int32Array(64);
const units = new Int32Array(64);

function gather(world: World, quest: number, choice: number): number {
  const { rewardAlways, rewardAlwaysCount, rewardChoice, rewardChoiceCount } = world.content.quests;
  let count = 0;
  for (let k = rewardAlways.offsets[quest]!; k < rewardAlways.offsets[quest + 1]!; k++)
    count = put(count, rewardAlways.values[k]!, rewardAlwaysCount[k]!);
  const chosen = rewardChoice.offsets[quest]! + choice;
  return choice < 0 ? count : put(count, rewardChoice.values[chosen]!, rewardChoiceCount[chosen]!);
}
function put(count: number, kind: number, more: number): number {
  for (let k = 0; k < count; k++) {
    if (kinds[k] !== kind) continue;
    units[k] = units[k]! + more;
    return count;
  }
  kinds[count] = kind;
  units[count] = more;
  return count + 1;
}

/** Why a bot cannot be given the rewards of a quest with that choice (-1: none chosen): carry_limit, bag_full, or done when it can. */
export function rewardRefusal(world: World, bot: number, quest: number, choice: number): number {
  const count = gather(world, quest, choice);
  let slots = 0;
  for (let k = 0; k < count; k++) {
    const need = slotsFor(world, bot, kinds[k]!, units[k]!);
    if (need < 0) return Reason.carry_limit;
    slots += need;
  }
  return slots === 0 || slots <= freeSlots(world, bot) ? Reason.done : Reason.bag_full;
}

/** Free slots that units of a kind take beyond the partial stacks there are; -1 when a carry limit forbids them. */
export function slotsFor(world: World, bot: number, kind: number, wanted: number): number {
  const { items } = world.content;
  const limit = items.carryLimit[kind]!;
  if (limit > 0 && countOwned(world, bot, kind) + wanted > limit) return -1;
  const stack = items.stackSize[kind]!;
  let left = wanted;
  if (stack > 1) {
    const { item } = world.c;
    for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && left > 0; s = nextCarrySlot(world, bot, s)) {
      const i = itemAt(world, bot, s);
      if (i >= 0 && item.kind[i] === kind) left -= Math.max(0, stack - item.stack[i]!);
    }
  }
  return left <= 0 ? 0 : Math.ceil(left / stack);
}

/** Units of an item a bot still lacks to carry `wanted`. */
export function lacking(world: World, bot: number, kind: number, wanted: number): number {
  return Math.max(0, wanted - countCarried(world, bot, kind));
}

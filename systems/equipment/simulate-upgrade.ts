/** What a bot's best outfit would gain by one more thing: the search with it and without it. Answers are kept while nothing has changed. */
import { BEFORE_CARRY, itemAt, nextCarrySlot } from '../inventory/items.js';
import { extraOf, extraStat } from '../inventory/extras.js';
import { STATS } from '../../data/format/words.js';
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import { InventoryType } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import { canUse } from './can-use.js';
import { Candidates } from './candidates.js';
import { found, groupOfKind } from './outfit-groups.js';
import { searchOutfit } from './outfit-search.js';
import { upgradeValue } from './score.js';
import { firstSlotOf } from './slots-of-type.js';
import { classWeights } from './weights.js';

const candidates = new Candidates();
/** The question "what is the best outfit worth" among the answers about kinds. */
const OUTFIT = 65_535;

/** Worth of the enchantments and gems of an instance to a bot. */
export function extraScore(world: World, bot: number, i: number): number {
  if (extraOf(world, i) < 0) return 0;
  const weights = classWeights(world.content)[world.c.identity.cls[bot]!]!;
  let score = 0;
  for (let s = 0; s < STATS.length; s++) score += extraStat(world, i, s) * weights.stat[s]!;
  return score;
}

/** Whether an instance is worn out: it does nothing until it is repaired. */
export function isBroken(world: World, i: number): boolean {
  return world.c.item.durability[i] === 0 && world.content.items.maxDurability[world.c.item.kind[i]!]! > 0;
}

/** Everything that a bot has on or carries and may put on. */
export function gatherCandidates(world: World, bot: number, into: Candidates): void {
  const { item } = world.c;
  into.count = 0;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i >= 0) into.add(item.kind[i]!, slot, extraScore(world, bot, i), isBroken(world, i), i);
  }
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0 || groupOfKind(world, item.kind[i]!) < 0 || !canUse(world, bot, item.kind[i]!)) continue;
    into.add(item.kind[i]!, -1, extraScore(world, bot, i), isBroken(world, i), i);
  }
}

/** Score of the best outfit that a bot could put on from what it has. */
export function outfitScore(world: World, bot: number): number {
  const level = world.c.life.level[bot]!;
  const { gear } = world.derived;
  const at = gear.find(bot, OUTFIT, level);
  if (at >= 0) return gear.gainAt(at);
  gatherCandidates(world, bot, candidates);
  searchOutfit(world, bot, candidates);
  gear.keep(bot, OUTFIT, level, found.total);
  return found.total;
}

/** What a bot's best outfit would gain by a thing of a kind; at most 0: it is no upgrade. Bags gain slots. */
export function simulateUpgrade(world: World, bot: number, kind: number): number {
  const type = world.content.items.inventoryType[kind]!;
  if (type === InventoryType.none || !canUse(world, bot, kind)) return 0;
  if (firstSlotOf(type) < 0) return upgradeValue(world, bot, kind);
  const level = world.c.life.level[bot]!;
  const { gear } = world.derived;
  const at = gear.find(bot, kind, level);
  if (at >= 0) return gear.gainAt(at);
  if (world.content.itemSets.bonusPieces.length === 0) {
    const gain = gainInGroup(world, bot, kind);
    gear.keep(bot, kind, level, gain);
    return gain;
  }
  const without = outfitScore(world, bot);
  gatherCandidates(world, bot, candidates);
  if (!mayHaveAnother(world, kind)) return 0;
  candidates.add(kind, -1, 0, false, -1);
  searchOutfit(world, bot, candidates);
  const gain = found.total - without;
  gear.keep(bot, kind, level, gain);
  return gain;
}

/** In a world without set bonuses only what competes for the same slots matters. */
function gainInGroup(world: World, bot: number, kind: number): number {
  const g = groupOfKind(world, kind);
  const { item } = world.c;
  candidates.count = 0;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i >= 0 && groupOfKind(world, item.kind[i]!) === g)
      candidates.add(item.kind[i]!, slot, extraScore(world, bot, i), isBroken(world, i), i);
  }
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0 || groupOfKind(world, item.kind[i]!) !== g || !canUse(world, bot, item.kind[i]!)) continue;
    candidates.add(item.kind[i]!, -1, extraScore(world, bot, i), isBroken(world, i), i);
  }
  if (!mayHaveAnother(world, kind)) return 0;
  searchOutfit(world, bot, candidates);
  const without = found.total;
  candidates.add(kind, -1, 0, false, -1);
  searchOutfit(world, bot, candidates);
  return found.total - without;
}

/** Of a kind of which one may own only one, a second is never an upgrade. */
function mayHaveAnother(world: World, kind: number): boolean {
  if (world.content.items.carryLimit[kind] !== 1) return true;
  for (let n = 0; n < candidates.count; n++) if (candidates.kind[n] === kind) return false;
  return true;
}

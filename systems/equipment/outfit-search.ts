/**
 * The best outfit out of a list of things, exactly: the slots fall into groups (a slot by itself, two fingers, two trinkets, two hands), each
 * group has its choices, and what joins the groups are the bonuses of sets. So the choices of a group that give the same pieces of the same sets
 * are compared with each other, and the best of each goes into a table over the numbers of pieces, group by group.
 *
 * Scores are hundredths of a point of the power stat. Ties go to the outfit in which most things stay where they are, then to the first found.
 */
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import type { WorldContent } from '../../data/content.js';
import { EquipSlot, InventoryType } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import { canDualWield } from './can-use.js';
import { Candidates, MAX_CANDIDATES } from './candidates.js';

import { perContent } from './per-content.js';
import { weigherOf } from './score.js';
import { firstSlotOf } from './slots-of-type.js';
import { classWeights } from './weights.js';

/** Choices of all groups together, and states of the table over set pieces. */
const MAX_CHOICES = 16_384;
const MAX_STATES = 16_384;
const MAX_SETS = 8;
const NOTHING = -1;
/** More than there are slots: a point of score counts for more than staying in place. */
const SCALE = 32;

/** The slots of each group; the second is -1 where there is only one. */
const GROUPS: readonly (readonly [number, number])[] = [
  [EquipSlot.mainHand, EquipSlot.offHand],
  [EquipSlot.finger1, EquipSlot.finger2],
  [EquipSlot.trinket1, EquipSlot.trinket2],
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 17, 18].map((slot): readonly [number, number] => [slot, NOTHING]),
];
const HANDS = 0;
const LAST_PAIR = 2;
const GROUP_OF = Int8Array.from({ length: EQUIPMENT_SLOTS }, (_, slot) => GROUPS.findIndex((g) => g[0] === slot || g[1] === slot));

export { Candidates };

/** Candidate in each slot of the best outfit (-1 none), its score, and the score of what is worn now. */
export const found = { slots: new Int32Array(EQUIPMENT_SLOTS), total: 0, worn: 0 };

/** Sets that can matter: index, radix of their number of pieces in the state, step. */
const sets = { count: 0, index: new Int32Array(MAX_SETS), radix: new Int32Array(MAX_SETS), step: new Int32Array(MAX_SETS), states: 1 };
const choice = {
  count: 0,
  /** Score x SCALE + things that stay where they are. */
  score: new Float64Array(MAX_CHOICES),
  first: new Int32Array(MAX_CHOICES),
  second: new Int32Array(MAX_CHOICES),
  delta: new Int32Array(MAX_CHOICES),
};
const groupStart = new Int32Array(GROUPS.length + 1);
/** Candidates of the group being looked at, by slot. */
const inFirst = new Int32Array(MAX_CANDIDATES);
const inSecond = new Int32Array(MAX_CANDIDATES);
let firstCount = 0;
let secondCount = 0;
/** Of each candidate: group, worth in the first slot of the group, and in the second. */
const groupOf = new Int8Array(MAX_CANDIDATES);
const scoreA = new Float64Array(MAX_CANDIDATES);
const scoreB = new Float64Array(MAX_CANDIDATES);
/** Of each group, without sets: the best score, and of pairs who has it. */
const singleBest = new Float64Array(GROUPS.length);
const pairFirst = new Int32Array(GROUPS.length);
const NO_GROUP = -1;
const UNREACHED = -1;
let table = new Float64Array(64);
let nextTable = new Float64Array(64);
let from = new Int32Array(64 * GROUPS.length);

/** Find the best outfit of a bot from candidates that it may use. */
export function searchOutfit(world: World, bot: number, candidates: Candidates): void {
  weigh(world, bot, candidates);
  findSets(world, bot, candidates);
  const dual = canDualWield(world, bot);
  if (sets.count === 0) {
    found.total = Math.floor(bestOfGroups(world, candidates, dual) / SCALE);
    found.worn = wornTotal(world, bot, candidates);
    keepPlaces(candidates);
    return;
  }
  choice.count = 0;
  for (let g = 0; g < GROUPS.length; g++) {
    groupStart[g] = choice.count;
    gather(world, candidates, g, dual);
    if (g === HANDS) chooseHands(world, candidates);
    else if (g <= LAST_PAIR) choosePair(world, candidates, g);
    else chooseOne(world, candidates, g);
  }
  groupStart[GROUPS.length] = choice.count;
  combine(world, bot);
  found.worn = wornTotal(world, bot, candidates);
  keepPlaces(candidates);
}

/** Sets with bonuses of which there are enough pieces. */
function findSets(world: World, bot: number, candidates: Candidates): void {
  const { items, itemSets } = world.content;
  sets.count = 0;
  sets.states = 1;
  if (itemSets.bonusPieces.length === 0) return;
  for (let n = 0; n < candidates.count; n++) {
    const set = items.set[candidates.kind[n]!]!;
    if (set < 0 || candidates.broken[n] !== 0 || setPosition(set) >= 0) continue;
    let pieces = 0;
    for (let m = 0; m < candidates.count; m++) if (items.set[candidates.kind[m]!] === set && candidates.broken[m] === 0) pieces++;
    pieces = Math.min(pieces, EQUIPMENT_SLOTS);
    if (sets.count === MAX_SETS || sets.states * (pieces + 1) > MAX_STATES || setBonus(world, bot, set, pieces) === 0) continue;
    sets.index[sets.count] = set;
    sets.radix[sets.count] = pieces + 1;
    sets.step[sets.count] = sets.states;
    sets.states *= pieces + 1;
    sets.count++;
  }
}

function setPosition(set: number): number {
  for (let k = 0; k < sets.count; k++) if (sets.index[k] === set) return k;
  return -1;
}

/** Worth to a bot of so many pieces of a set. */
export function setBonus(world: World, bot: number, set: number, pieces: number): number {
  const { bonuses, bonusPieces, bonusStat, bonusValue } = world.content.itemSets;
  const weights = classWeights(world.content)[world.c.identity.cls[bot]!]!;
  let score = 0;
  for (let at = bonuses.offsets[set]!; at < bonuses.offsets[set + 1]!; at++) {
    const row = bonuses.values[at]!;
    if (pieces >= bonusPieces[row]!) score += bonusValue[row]! * weights.stat[bonusStat[row]!]!;
  }
  return score;
}

function deltaOf(world: World, candidates: Candidates, n: number): number {
  if (n < 0 || sets.count === 0 || candidates.broken[n] !== 0) return 0;
  const at = setPosition(world.content.items.set[candidates.kind[n]!]!);
  return at < 0 ? 0 : sets.step[at]!;
}

/** Worth of a candidate in a slot of its group. */
function scoreIn(n: number, slot: number): number {
  if (n < 0) return 0;
  return slot === GROUPS[groupOf[n]!]![0] ? scoreA[n]! : scoreB[n]!;
}

/** Group of each kind of item, -1 for what is not worn. */
const groupsOfKinds = perContent(({ items }: WorldContent) =>
  Int8Array.from(items.inventoryType, (type) => {
    const first = firstSlotOf(type);
    return first < 0 ? NO_GROUP : GROUP_OF[first]!;
  }),
);
/** Group of an item kind: those that compete with it for slots; -1 for what is not worn. */
export function groupOfKind(world: World, kind: number): number {
  return groupsOfKinds(world.content)[kind]!;
}

/** Group and worth of each candidate in the first and the second slot of its group. */
function weigh(world: World, bot: number, candidates: Candidates): void {
  const groups = groupsOfKinds(world.content);
  const weigher = weigherOf(world, bot);
  for (let n = 0; n < candidates.count; n++) {
    const kind = candidates.kind[n]!;
    const g = groups[kind]!;
    groupOf[n] = g;
    if (g < 0 || candidates.broken[n] !== 0) {
      scoreA[n] = 0;
      scoreB[n] = 0;
      continue;
    }
    const [slotA, slotB] = GROUPS[g]!;
    scoreA[n] = Math.max(0, weigher.score(kind, slotA) + candidates.bonus[n]!);
    scoreB[n] = slotB < 0 || weigher.dps(kind) === 0 ? scoreA[n]! : Math.max(0, weigher.score(kind, slotB) + candidates.bonus[n]!);
  }
}

/** 1 when a candidate of a pair of like slots is worn in either. */
function staysInPair(candidates: Candidates, n: number): number {
  return candidates.worn[n]! >= 0 ? 1 : 0;
}

/** Without sets each group is its own: the best of it in one pass. Returns score x SCALE + things that stay. */
function bestOfGroups(world: World, candidates: Candidates, dual: boolean): number {
  found.slots.fill(NOTHING);
  singleBest.fill(0);
  for (let g = 0; g <= LAST_PAIR; g++) pairFirst[g] = NOTHING;
  for (let n = 0; n < candidates.count; n++) {
    const g = groupOf[n]!;
    if (g <= HANDS) continue;
    if (g <= LAST_PAIR) {
      const score = scoreA[n]! * SCALE + staysInPair(candidates, n);
      if (score > singleBest[g]!) {
        singleBest[g] = score;
        pairFirst[g] = n;
      }
      continue;
    }
    const slot = GROUPS[g]![0];
    const score = scoreA[n]! * SCALE + (candidates.worn[n] === slot ? 1 : 0);
    if (score <= singleBest[g]!) continue;
    singleBest[g] = score;
    found.slots[slot] = n;
  }
  let total = 0;
  for (let g = 1; g < GROUPS.length; g++) total += singleBest[g]!;
  for (let g = 1; g <= LAST_PAIR; g++) total += secondOfPair(world, candidates, g);
  return total + bestHands(world, candidates, dual);
}

/** The best that goes with the first of a pair. The best of all is always in a best pair: whatever it clashes with, it can stand in for. */
function secondOfPair(world: World, candidates: Candidates, g: number): number {
  const a = pairFirst[g]!;
  if (a < 0) return 0;
  const [slotA, slotB] = GROUPS[g]!;
  found.slots[slotA] = a;
  let best = 0;
  for (let n = 0; n < candidates.count; n++) {
    if (groupOf[n] !== g || !together(world, candidates, a, n)) continue;
    const score = scoreA[n]! * SCALE + staysInPair(candidates, n);
    if (score <= best) continue;
    best = score;
    found.slots[slotB] = n;
  }
  return best;
}

function bestHands(world: World, candidates: Candidates, dual: boolean): number {
  gather(world, candidates, HANDS, dual);
  const { inventoryType } = world.content.items;
  let best = 0;
  const [slotA, slotB] = GROUPS[HANDS]!;
  const take = (score: number, a: number, b: number): void => {
    if (score <= best) return;
    best = score;
    found.slots[slotA] = a;
    found.slots[slotB] = b;
  };
  for (let m = 0; m < secondCount; m++) {
    const b = inSecond[m]!;
    take(scoreB[b]! * SCALE + stays(candidates, b, slotB), NOTHING, b);
  }
  for (let k = 0; k < firstCount; k++) {
    const a = inFirst[k]!;
    const score = scoreA[a]! * SCALE + stays(candidates, a, slotA);
    take(score, a, NOTHING);
    if (inventoryType[candidates.kind[a]!] === InventoryType.twoHand) continue;
    for (let m = 0; m < secondCount; m++) {
      const b = inSecond[m]!;
      if (together(world, candidates, a, b)) take(score + scoreB[b]! * SCALE + stays(candidates, b, slotB), a, b);
    }
  }
  return best;
}

function gather(world: World, candidates: Candidates, g: number, dual: boolean): void {
  const { inventoryType } = world.content.items;
  firstCount = 0;
  secondCount = 0;
  for (let n = 0; n < candidates.count; n++) {
    if (groupOf[n] !== g) continue;
    const type = inventoryType[candidates.kind[n]!]!;
    const first = firstSlotOf(type);
    if (g !== HANDS || first === EquipSlot.mainHand) inFirst[firstCount++] = n;
    if (g === HANDS && (first === EquipSlot.offHand ? type !== InventoryType.weapon : type === InventoryType.weapon && dual))
      inSecond[secondCount++] = n;
  }
}

/** A choice of the group that began last; of those with the same set pieces the best is kept, ties going to the earlier. */
function offer(g: number, candidates: Candidates, points: number, first: number, second: number, delta: number, start: number): void {
  const [slotA, slotB] = GROUPS[g]!;
  const score = points * SCALE + stays(candidates, first, slotA) + stays(candidates, second, slotB);
  for (let c = start; c < choice.count; c++) {
    if (choice.delta[c] !== delta) continue;
    if (score > choice.score[c]!) put(c, score, first, second, delta);
    return;
  }
  if (choice.count < MAX_CHOICES) put(choice.count++, score, first, second, delta);
}
/** 1 when a candidate is worn in that slot already. */
function stays(candidates: Candidates, n: number, slot: number): number {
  return n >= 0 && slot >= 0 && candidates.worn[n] === slot ? 1 : 0;
}
function put(c: number, score: number, first: number, second: number, delta: number): void {
  choice.score[c] = score;
  choice.first[c] = first;
  choice.second[c] = second;
  choice.delta[c] = delta;
}

/** Candidate worn in a slot now, or -1. */
function wornIn(candidates: Candidates, slot: number): number {
  if (slot < 0) return NOTHING;
  for (let n = 0; n < candidates.count; n++) if (candidates.worn[n] === slot) return n;
  return NOTHING;
}

/** What is worn in a group now is its first choice, and wearing nothing the second. */
function offerPresent(world: World, candidates: Candidates, g: number): number {
  const start = choice.count;
  const [slotA, slotB] = GROUPS[g]!;
  const a = wornIn(candidates, slotA);
  const b = wornIn(candidates, slotB);
  const score = scoreIn(a, slotA) + (slotB < 0 ? 0 : scoreIn(b, slotB));
  offer(g, candidates, score, a, b, deltaOf(world, candidates, a) + deltaOf(world, candidates, b), start);
  offer(g, candidates, 0, NOTHING, NOTHING, 0, start);
  return start;
}

function chooseOne(world: World, candidates: Candidates, g: number): void {
  const start = offerPresent(world, candidates, g);
  const slot = GROUPS[g]![0];
  for (let k = 0; k < firstCount; k++) {
    const n = inFirst[k]!;
    offer(g, candidates, scoreIn(n, slot), n, NOTHING, deltaOf(world, candidates, n), start);
  }
}

/** Whether two candidates may be worn together: not two of a kind that is unique. */
function together(world: World, candidates: Candidates, a: number, b: number): boolean {
  if (a === b) return false;
  const kind = candidates.kind[a]!;
  if (kind !== candidates.kind[b]) return true;
  const { items } = world.content;
  return items.uniqueEquipped[kind] === 0 && items.carryLimit[kind] !== 1;
}

function choosePair(world: World, candidates: Candidates, g: number): void {
  const start = offerPresent(world, candidates, g);
  const [slotA, slotB] = GROUPS[g]!;
  for (let k = 0; k < firstCount; k++) {
    const a = inFirst[k]!;
    const score = scoreIn(a, slotA);
    const delta = deltaOf(world, candidates, a);
    offer(g, candidates, score, a, NOTHING, delta, start);
    for (let m = k + 1; m < firstCount; m++) {
      const b = inFirst[m]!;
      if (!together(world, candidates, a, b)) continue;
      offer(g, candidates, score + scoreIn(b, slotB), a, b, delta + deltaOf(world, candidates, b), start);
    }
  }
}

function chooseHands(world: World, candidates: Candidates): void {
  const start = offerPresent(world, candidates, HANDS);
  const { inventoryType } = world.content.items;
  for (let k = 0; k < firstCount; k++) {
    const a = inFirst[k]!;
    const score = scoreIn(a, EquipSlot.mainHand);
    const delta = deltaOf(world, candidates, a);
    offer(HANDS, candidates, score, a, NOTHING, delta, start);
    if (inventoryType[candidates.kind[a]!] === InventoryType.twoHand) continue;
    for (let m = 0; m < secondCount; m++) {
      const b = inSecond[m]!;
      if (!together(world, candidates, a, b)) continue;
      offer(HANDS, candidates, score + scoreIn(b, EquipSlot.offHand), a, b, delta + deltaOf(world, candidates, b), start);
    }
  }
  for (let m = 0; m < secondCount; m++) {
    const b = inSecond[m]!;
    offer(HANDS, candidates, scoreIn(b, EquipSlot.offHand), NOTHING, b, deltaOf(world, candidates, b), start);
  }
}

/** The table over numbers of set pieces, group by group; then the best end, with the bonuses, is followed back. */
function combine(world: World, bot: number): void {
  const { states } = sets;
  reserve(states);
  table.fill(UNREACHED, 0, states);
  table[0] = 0;
  for (let g = 0; g < GROUPS.length; g++) {
    nextTable.fill(UNREACHED, 0, states);
    for (let state = 0; state < states; state++) {
      const score = table[state]!;
      if (score === UNREACHED) continue;
      for (let c = groupStart[g]!; c < groupStart[g + 1]!; c++) {
        const to = state + choice.delta[c]!;
        if (score + choice.score[c]! <= nextTable[to]!) continue;
        nextTable[to] = score + choice.score[c]!;
        from[g * states + to] = c;
      }
    }
    const swap = table;
    table = nextTable;
    nextTable = swap;
  }
  let best = 0;
  let bestTotal = -1;
  for (let state = 0; state < states; state++) {
    if (table[state] === UNREACHED) continue;
    const total = table[state]! + bonusOf(world, bot, state) * SCALE;
    if (total <= bestTotal) continue;
    best = state;
    bestTotal = total;
  }
  found.total = Math.floor(bestTotal / SCALE);
  for (let g = GROUPS.length - 1; g >= 0; g--) {
    const c = from[g * states + best]!;
    const [slotA, slotB] = GROUPS[g]!;
    found.slots[slotA] = choice.first[c]!;
    if (slotB >= 0) found.slots[slotB] = choice.second[c]!;
    best -= choice.delta[c]!;
  }
}

function reserve(states: number): void {
  if (table.length >= states) return;
  table = new Float64Array(states);
  nextTable = new Float64Array(states);
  from = new Int32Array(states * GROUPS.length);
}

/** Worth of the bonuses in a state of the table. */
function bonusOf(world: World, bot: number, state: number): number {
  let score = 0;
  for (let k = 0; k < sets.count; k++) {
    const pieces = Math.floor(state / sets.step[k]!) % sets.radix[k]!;
    if (pieces > 0) score += setBonus(world, bot, sets.index[k]!, pieces);
  }
  return score;
}

/** Score of what is worn now, bonuses included. */
function wornTotal(world: World, bot: number, candidates: Candidates): number {
  let score = 0;
  let state = 0;
  for (let n = 0; n < candidates.count; n++) {
    const slot = candidates.worn[n]!;
    if (slot < 0) continue;
    score += scoreIn(n, slot);
    state += deltaOf(world, candidates, n);
  }
  return score + bonusOf(world, bot, state);
}

/** Of two fingers or trinkets it is the same which is which: what is worn stays where it is. */
function keepPlaces(candidates: Candidates): void {
  for (let g = 1; g <= LAST_PAIR; g++) {
    const [slotA, slotB] = GROUPS[g]!;
    const a = found.slots[slotA]!;
    const b = found.slots[slotB]!;
    const crossed = (a >= 0 && candidates.worn[a] === slotB) || (b >= 0 && candidates.worn[b] === slotA);
    const straight = (a >= 0 && candidates.worn[a] === slotA) || (b >= 0 && candidates.worn[b] === slotB);
    const alone = !straight && b < 0 && a >= 0 && wornIn(candidates, slotA) >= 0 && wornIn(candidates, slotB) < 0;
    if ((crossed && !straight) || alone) {
      found.slots[slotA] = b;
      found.slots[slotB] = a;
    }
  }
}

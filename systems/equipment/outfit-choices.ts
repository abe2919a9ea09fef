/**
 * Outfits of a bot that has pieces of sets: the choices of a group that give the same pieces of the same sets are compared with each other,
 * and the best of each goes into a table over the numbers of pieces, group by group.
 */
import { EquipSlot, InventoryType } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import type { Candidates } from './candidates.js';
import { found, gather, gathered, GROUPS, HANDS, LAST_PAIR, NOTHING, SCALE, scoreIn, stays, together, wornIn } from './outfit-groups.js';
import { bonusOf, deltaOf, sets } from './outfit-sets.js';

/** Choices of all groups together. */
const MAX_CHOICES = 16_384;
const UNREACHED = -1;

const choice = {
  count: 0,
  /** Score x SCALE + things that stay where they are. */
  score: new Float64Array(MAX_CHOICES),
  first: new Int32Array(MAX_CHOICES),
  second: new Int32Array(MAX_CHOICES),
  delta: new Int32Array(MAX_CHOICES),
};

const groupStart = new Int32Array(GROUPS.length + 1);
let table = new Float64Array(64);
let nextTable = new Float64Array(64);
let from = new Int32Array(64 * GROUPS.length);

/** Find the best outfit of candidates some of which are pieces of sets that matter. */
export function searchWithSets(world: World, bot: number, candidates: Candidates, dual: boolean): void {
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

function put(c: number, score: number, first: number, second: number, delta: number): void {
  choice.score[c] = score;
  choice.first[c] = first;
  choice.second[c] = second;
  choice.delta[c] = delta;
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
  for (let k = 0; k < gathered.firstCount; k++) {
    const n = gathered.first[k]!;
    offer(g, candidates, scoreIn(n, slot), n, NOTHING, deltaOf(world, candidates, n), start);
  }
}

function choosePair(world: World, candidates: Candidates, g: number): void {
  const start = offerPresent(world, candidates, g);
  const [slotA, slotB] = GROUPS[g]!;
  for (let k = 0; k < gathered.firstCount; k++) {
    const a = gathered.first[k]!;
    const score = scoreIn(a, slotA);
    const delta = deltaOf(world, candidates, a);
    offer(g, candidates, score, a, NOTHING, delta, start);
    for (let m = k + 1; m < gathered.firstCount; m++) {
      const b = gathered.first[m]!;
      if (!together(world, candidates, a, b)) continue;
      offer(g, candidates, score + scoreIn(b, slotB), a, b, delta + deltaOf(world, candidates, b), start);
    }
  }
}

function chooseHands(world: World, candidates: Candidates): void {
  const start = offerPresent(world, candidates, HANDS);
  const { inventoryType } = world.content.items;
  for (let k = 0; k < gathered.firstCount; k++) {
    const a = gathered.first[k]!;
    const score = scoreIn(a, EquipSlot.mainHand);
    const delta = deltaOf(world, candidates, a);
    offer(HANDS, candidates, score, a, NOTHING, delta, start);
    if (inventoryType[candidates.kind[a]!] === InventoryType.twoHand) continue;
    for (let m = 0; m < gathered.secondCount; m++) {
      const b = gathered.second[m]!;
      if (!together(world, candidates, a, b)) continue;
      offer(HANDS, candidates, score + scoreIn(b, EquipSlot.offHand), a, b, delta + deltaOf(world, candidates, b), start);
    }
  }
  for (let m = 0; m < gathered.secondCount; m++) {
    const b = gathered.second[m]!;
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

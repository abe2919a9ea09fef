/**
 * The best outfit out of a list of things, exactly: slots fall into groups (`outfit-groups.ts`) that only the bonuses of sets join. Without
 * sets each group is its own; with them the choices of the groups go into a table (`outfit-choices.ts`).
 *
 * Scores are hundredths of a point of the power stat. Ties go to the outfit in which most things stay where they are, then to the first found.
 */
import { InventoryType } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import { canDualWield } from './can-use.js';
import type { Candidates } from './candidates.js';
import { searchWithSets } from './outfit-choices.js';
import {
  found,
  gather,
  gathered,
  groupOf,
  GROUPS,
  HANDS,
  LAST_PAIR,
  NOTHING,
  SCALE,
  scoreA,
  scoreB,
  scoreIn,
  stays,
  together,
  weigh,
  wornIn,
} from './outfit-groups.js';
import { bonusOf, deltaOf, findSets, sets } from './outfit-sets.js';

/** Of each group, without sets: the best score, and of pairs who has it. */
const singleBest = new Float64Array(GROUPS.length);
const pairFirst = new Int32Array(GROUPS.length);

/** Find the best outfit of a bot from candidates that it may use. */
export function searchOutfit(world: World, bot: number, candidates: Candidates): void {
  weigh(world, bot, candidates);
  findSets(world, bot, candidates);
  const dual = canDualWield(world, bot);
  if (sets.count === 0) found.total = Math.floor(bestOfGroups(world, candidates, dual) / SCALE);
  else searchWithSets(world, bot, candidates, dual);
  found.worn = wornTotal(world, bot, candidates);
  keepPlaces(candidates);
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
  for (let m = 0; m < gathered.secondCount; m++) {
    const b = gathered.second[m]!;
    take(scoreB[b]! * SCALE + stays(candidates, b, slotB), NOTHING, b);
  }
  for (let k = 0; k < gathered.firstCount; k++) {
    const a = gathered.first[k]!;
    const score = scoreA[a]! * SCALE + stays(candidates, a, slotA);
    take(score, a, NOTHING);
    if (inventoryType[candidates.kind[a]!] === InventoryType.twoHand) continue;
    for (let m = 0; m < gathered.secondCount; m++) {
      const b = gathered.second[m]!;
      if (together(world, candidates, a, b)) take(score + scoreB[b]! * SCALE + stays(candidates, b, slotB), a, b);
    }
  }
  return best;
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

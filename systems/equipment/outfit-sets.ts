/** Sets whose bonuses can matter to an outfit: the numbers of their pieces make up the state of a table (`outfit-choices.ts`). */
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import type { World } from '../world.js';
import type { Candidates } from './candidates.js';
import { classWeights } from './weights.js';

/** States of the table over set pieces, and sets that count. */
const MAX_STATES = 16_384;
const MAX_SETS = 8;
/** Sets that can matter: index, radix of their number of pieces in the state, step. */
export const sets = {
  count: 0,
  index: new Int32Array(MAX_SETS),
  radix: new Int32Array(MAX_SETS),
  step: new Int32Array(MAX_SETS),
  states: 1,
};

/** Sets with bonuses of which there are enough pieces. */
export function findSets(world: World, bot: number, candidates: Candidates): void {
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

export function deltaOf(world: World, candidates: Candidates, n: number): number {
  if (n < 0 || sets.count === 0 || candidates.broken[n] !== 0) return 0;
  const at = setPosition(world.content.items.set[candidates.kind[n]!]!);
  return at < 0 ? 0 : sets.step[at]!;
}

/** Worth of the bonuses in a state of the table. */
export function bonusOf(world: World, bot: number, state: number): number {
  let score = 0;
  for (let k = 0; k < sets.count; k++) {
    const pieces = Math.floor(state / sets.step[k]!) % sets.radix[k]!;
    if (pieces > 0) score += setBonus(world, bot, sets.index[k]!, pieces);
  }
  return score;
}

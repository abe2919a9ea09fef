/** Verb of the world itself: a pile is due. A turn ends, dice are thrown without those who did not answer, or what is left decays. */
import type { Verb } from '../../engine/command-queue.js';
import { PileRule } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { TURN_FRAMES, emptyPile, freePile, inPlace, placeAt } from './piles.js';
import { decideRoll, endTurn, schedulePile } from './take-from-pile.js';
import { isPile } from './vote-loot.js';

/** nobody (-1): pile slot, uid of the pile. */
export const settlePileVerb: Verb<World> = { name: 'loot.settle', handle: settlePile };

function settlePile(world: World, _actor: number, p: number, uid: number): number {
  if (!isPile(world, p, uid)) return Reason.gone;
  const { pile } = world.c;
  if (pile.decays[p]! <= world.frame) {
    if (pile.left[p] === 0) freePile(world, p);
    else emptyPile(world, p);
    return Reason.done;
  }
  if (pile.closes[p] !== 0 && pile.closes[p]! <= world.frame) throwAllDice(world, p);
  if (pile.left[p] === 0) return Reason.done;
  if (pile.shutTurn[p] === 0 && pile.born[p]! + TURN_FRAMES <= world.frame) endTurn(world, p);
  schedulePile(world, p);
  return Reason.done;
}

function throwAllDice(world: World, p: number): void {
  world.set(world.c.pile.f.closes, p, 0);
  for (let k = 0; k < world.sizes.pileItems; k++) {
    if (inPlace(world, p, k) >= 0 && world.c.pileItem.rule[placeAt(world, p, k)] === PileRule.roll) decideRoll(world, p, k, true);
  }
}

/** System: piles that are due. */
export function settlePiles(world: World): void {
  const { ids, count } = world.due;
  for (let n = 0; n < count; n++) world.emit(Op.settlePile, -1, ids[n]!, world.c.pile.uid[ids[n]!]!);
}

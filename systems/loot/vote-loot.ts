/** Verb: a member of a group answers a roll for something in a pile. When all have answered the dice are thrown. */
import type { Verb } from '../../engine/command-queue.js';
import { PileRule } from '../../components/index.js';
import { RollVote } from '../rules/group-loot-rolls.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { inPlace, placeAt, positionIn, setVote, stillShares, voteIn } from './piles.js';
import { decideRoll } from './take-from-pile.js';

/** bot: pile slot, place, vote (RollVote), uid of the pile. */
export const voteLootVerb: Verb<World> = { name: 'loot.vote', handle: voteLoot };

function voteLoot(world: World, bot: number, p: number, k: number, vote: number, uid: number): number {
  if (!isPile(world, p, uid) || inPlace(world, p, k) < 0) return Reason.gone;
  if (world.c.pileItem.rule[placeAt(world, p, k)] !== PileRule.roll) return Reason.already_done;
  const position = positionIn(world, p, bot);
  if (position < 0 || !stillShares(world, p, bot)) return Reason.not_eligible;
  if (vote !== RollVote.pass && vote !== RollVote.greed && vote !== RollVote.need) return Reason.bad_amount;
  if (voteIn(world, p, k, position) !== RollVote.none) return Reason.already_done;
  setVote(world, p, k, position, vote);
  decideRoll(world, p, k, false);
  return Reason.done;
}

/** Whether a slot holds the pile that is meant. */
export function isPile(world: World, p: number, uid: number): boolean {
  return p >= 0 && p < world.pools.pile.high && uid !== 0 && world.c.pile.uid[p] === uid && world.c.pile.kind[p] !== 0;
}

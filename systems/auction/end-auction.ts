import type { Verb } from '../../engine/command-queue.js';
import { AuctionState } from '../../components/index.js';
import { auctionIsDue } from '../rules/auction-sequences.js';
import { Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { freeAuction, returnAuction, sellAuction } from './settle-auction.js';

/**
 * The house (actor: minus the uid of the auction) settles an auction slot: one past its end is sold to its bidder or goes back to its
 * seller; one that has ended frees its slot.
 */
function handle(world: World, actor: number, a: number): number {
  const { auction } = world.c;
  if (a < 0 || a >= world.capacities.auction! || auction.uid[a] !== -actor) return Reason.gone;
  if (auction.state[a] !== AuctionState.open) {
    freeAuction(world, a);
    return Reason.done;
  }
  if (!auctionIsDue(world.rules, auction.expires[a]! / FRAMES_PER_SECOND, world.frame / FRAMES_PER_SECOND)) return Reason.too_early;
  if (auction.bidder[a]! > 0) sellAuction(world, a, false);
  else returnAuction(world, a, false);
  return Reason.done;
}

export const endAuctionVerb: Verb<World> = { name: 'auction.end', handle };

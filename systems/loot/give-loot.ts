/** Verb: the master looter hands something out. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, PileRule } from '../../components/index.js';
import { roomFor } from '../inventory/items.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { inPlace, memberAt, placeAt, positionIn, stillShares } from './piles.js';
import { LootReason, roomWithJunk } from './should-loot.js';
import { takeOne } from './take-from-pile.js';
import { isPile } from './vote-loot.js';

/** bot (the master): pile slot, place, receiving bot, uid of the pile. */
export const giveLootVerb: Verb<World> = { name: 'loot.give', handle: giveLoot };

function giveLoot(world: World, bot: number, p: number, k: number, receiver: number, uid: number): number {
  const { pile, pileItem, item, life } = world.c;
  const i = isPile(world, p, uid) ? inPlace(world, p, k) : -1;
  if (i < 0) return Reason.gone;
  if (pileItem.rule[placeAt(world, p, k)] !== PileRule.master || memberAt(world, p, pile.master[p]!) !== bot) return Reason.not_eligible;
  if (!stillShares(world, p, bot)) return Reason.not_eligible;
  if (positionIn(world, p, receiver) < 0 || !stillShares(world, p, receiver)) return Reason.unknown_target;
  if (life.state[receiver] === BotState.dead) return Reason.dead;
  const kind = item.kind[i]!;
  const units = item.stack[i]!;
  if (roomFor(world, receiver, kind, units) < units && roomWithJunk(world, receiver, kind, units, LootReason.won) < units)
    return Reason.bag_full;
  return takeOne(world, receiver, p, k, LootReason.won) ? Reason.done : Reason.bag_full;
}

/** Verb: a bot takes one thing from a pile, wanted or not. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { roomFor } from '../inventory/items.js';
import { distanceTo } from '../movement/motion.js';
import { needsItem, creditItems } from '../quest/credit.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { lootRange } from './loot-creature.js';
import { inPlace, mayTake, placeAt, takeFromPile } from './piles.js';
import { tellLooted } from './receive.js';
import { isPile } from './vote-loot.js';

/** bot: pile slot, place, uid of the pile. */
export const takeItemVerb: Verb<World> = { name: 'loot.take', handle: takeItem };

function takeItem(world: World, bot: number, p: number, k: number, uid: number): number {
  const { pile, pileItem, item, life } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  const i = isPile(world, p, uid) ? inPlace(world, p, k) : -1;
  if (i < 0) return Reason.gone;
  const kind = item.kind[i]!;
  const hidden = pileItem.quest[placeAt(world, p, k)] !== 0 && !needsItem(world, bot, kind);
  if (hidden || !mayTake(world, p, k, bot)) return Reason.not_eligible;
  if (distanceTo(world, bot, pile.map[p]!, pile.x[p]!, pile.y[p]!) > lootRange(world)) return Reason.too_far;
  const units = item.stack[i]!;
  if (roomFor(world, bot, kind, units) < units) return Reason.bag_full;
  takeFromPile(world, bot, p, k);
  tellLooted(world, bot, kind, units);
  creditItems(world, bot, kind);
  return Reason.done;
}

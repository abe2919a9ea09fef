/** What is worth an auctioneer's time. */
import type { WorldContent } from '../../data/content.js';
import { questNeedsKind } from '../quest/credit.js';
import { upgradeValue } from '../equipment/score.js';
import type { World } from '../world.js';
import { isListable } from './post-auction.js';

const BIND_ON_PICKUP = 1;
const BIND_QUEST = 4;
const UNCOMMON = 2;
const COMMON = 1;
const QUEST_CLASS = 12;
/** Item classes bought and sold as goods at common quality too: gem, reagent, trade goods, recipe. */
const GOODS_CLASSES = (1 << 3) | (1 << 5) | (1 << 7) | (1 << 9);

/** True for kinds that people list: green or better, or goods; never what binds on pickup or belongs to a quest. */
export function isMarketKind({ items }: WorldContent, kind: number): boolean {
  const bonding = items.bonding[kind]!;
  if (bonding === BIND_ON_PICKUP || bonding === BIND_QUEST || items.class[kind] === QUEST_CLASS || items.startsQuest[kind]! >= 0)
    return false;
  return items.quality[kind]! >= UNCOMMON || (items.quality[kind]! >= COMMON && ((GOODS_CLASSES >> items.class[kind]!) & 1) === 1);
}

/** True for an instance in its bags that a bot would rather sell than keep. */
export function isForSale(world: World, bot: number, i: number): boolean {
  const kind = world.c.item.kind[i]!;
  if (!isListable(world, i) || !isMarketKind(world.content, kind)) return false;
  return upgradeValue(world, bot, kind) <= 0 && !questNeedsKind(world, bot, kind);
}

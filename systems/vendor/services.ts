/**
 * The nearest place with a service (vendor, repairer, auctioneer, mailbox, ...) that deals with a bot. The places of each map are kept
 * sorted by x, so that a search looks outwards from the bot and stops when no place can be nearer; nothing is allocated.
 */
import type { Services, WorldContent } from '../../data/content.js';
import { perContent } from '../equipment/per-content.js';
import { xOf, yOf } from '../movement/motion.js';
import type { World } from '../world.js';

/** Answers whether a service (index into its list) will do for a bot. Use functions of a module: a closure would be garbage. */
export type AcceptService = (world: World, bot: number, service: number) => boolean;

const HOSTILE = 0;
const NEUTRAL_SIDE = 2;
const WORLD_MAP = 0;

/** Services of a map by rising x (ties: by index): `order[from[map] .. from[map + 1] - 1]`. */
interface MapLists {
  readonly from: Int32Array;
  readonly order: Int32Array;
}
type ServiceTable = 'vendors' | 'repairers' | 'auctioneers' | 'mailboxes' | 'innkeepers' | 'trainers';
const TABLES: readonly ServiceTable[] = ['vendors', 'repairers', 'auctioneers', 'mailboxes', 'innkeepers', 'trainers'];

const listsOf = perContent((content: WorldContent) =>
  TABLES.map((table) => ({ services: content[table], lists: listByMap(content[table], content.maps.count) })),
);

function listByMap(services: Services, maps: number): MapLists {
  const order = Int32Array.from({ length: services.count }, (_, i) => i);
  order.sort((a, b) => services.map[a]! - services.map[b]! || services.x[a]! - services.x[b]! || a - b);
  const from = new Int32Array(maps + 1);
  for (const map of services.map) from[map + 1]!++;
  for (let map = 0; map < maps; map++) from[map + 1]! += from[map]!;
  return { from, order };
}

function mapLists(world: World, services: Services): MapLists {
  const all = listsOf(world.content);
  for (let k = 0; k < all.length; k++) if (all[k]!.services === services) return all[k]!.lists;
  return listByMap(services, world.content.maps.count);
}

/** Whether a service deals with a side: it is not hostile to it (neutral bots: to anybody). */
export function dealsWithSide(services: Services, service: number, side: number): boolean {
  if (side === NEUTRAL_SIDE) return services.toAlliance[service] !== HOSTILE || services.toHorde[service] !== HOSTILE;
  return (side === 0 ? services.toAlliance : services.toHorde)[service] !== HOSTILE;
}

export const anyService: AcceptService = () => true;

/** Far beyond the size of a map, centiyards. */
const NO_LIMIT = 1_000_000_000;

/** Nearest accepted service on one map to a place, within `reach` centiyards; -1 when there is none. Ties: the lowest index. */
function nearestOnMap(
  world: World,
  bot: number,
  services: Services,
  accept: AcceptService,
  map: number,
  x: number,
  y: number,
  reach: number,
): number {
  const { from, order } = mapLists(world, services);
  const first = from[map]!;
  const end = from[map + 1]!;
  const side = world.c.identity.side[bot]!;
  let right = lowerBound(services, order, first, end, x);
  let left = right - 1;
  let best = -1;
  // One more than the square, so that a place exactly at the reach counts.
  let bestSquare = reach * reach + 1;
  while (left >= first || right < end) {
    const dxLeft = left >= first ? x - services.x[order[left]!]! : NO_LIMIT;
    const dxRight = right < end ? services.x[order[right]!]! - x : NO_LIMIT;
    const dx = Math.min(dxLeft, dxRight);
    if (dx * dx > bestSquare) break;
    const service = order[dxLeft <= dxRight ? left-- : right++]!;
    const dy = services.y[service]! - y;
    const square = dx * dx + dy * dy;
    if (square > bestSquare || (square === bestSquare && (best < 0 || service > best))) continue;
    if (!dealsWithSide(services, service, side) || !accept(world, bot, service)) continue;
    best = service;
    bestSquare = square;
  }
  return best;
}

/** First position in [first, end) whose x is at least `x`. */
function lowerBound(services: Services, order: Int32Array, first: number, end: number, x: number): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (services.x[order[middle]!]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Nearest accepted service within `reach` centiyards of a bot, on its own map; -1 when there is none. */
export function nearestWithin(world: World, bot: number, services: Services, accept: AcceptService, reach: number): number {
  return nearestOnMap(world, bot, services, accept, world.c.motion.map[bot]!, xOf(world, bot), yOf(world, bot), reach);
}

/**
 * Nearest accepted service of a bot's own map; when there is none, one of another map (not inside dungeons) that the bot can get to: the
 * one nearest to where the way there comes out, of the first such map. -1 when there is none at all.
 */
export function nearestService(world: World, bot: number, services: Services, accept: AcceptService): number {
  const { motion, identity, life } = world.c;
  const map = motion.map[bot]!;
  const x = xOf(world, bot);
  const y = yOf(world, bot);
  const own = nearestOnMap(world, bot, services, accept, map, x, y, NO_LIMIT);
  if (own >= 0) return own;
  const { maps, links } = world.content;
  const side = identity.side[bot]!;
  for (let other = 0; other < maps.count; other++) {
    if (other === map || maps.kind[other] !== WORLD_MAP || !world.derived.routes.reachable(map, other, side)) continue;
    const link = world.derived.routes.nextLink(map, x, y, other, side, life.level[bot]!);
    if (link < 0) continue;
    const direct = links.toMap[link] === other;
    const found = nearestOnMap(world, bot, services, accept, other, direct ? links.toX[link]! : 0, direct ? links.toY[link]! : 0, NO_LIMIT);
    if (found >= 0) return found;
  }
  return -1;
}

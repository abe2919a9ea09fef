/** Measures of the economy that scenarios can expect something of: what pumps brought, and how far a corner has come. */
import { AuctionState } from '../../components/index.js';
import { houseOfSide } from '../auction/listing-seed.js';
import { MarketStrategy } from '../auction/strategy.js';
import type { World } from '../world.js';
import { PUMP_NAMES, PumpKind } from './pump-kinds.js';

const PUMPS = PUMP_NAMES.slice(PumpKind.vendor, PumpKind.alt);
const NET = PUMP_NAMES.map((name) => `pump_${name}_net_copper`);
const LOOPS = PUMP_NAMES.map((name) => `pump_${name}_loops_count`);
const MOST = PUMP_NAMES.map((name) => `pump_${name}_most_copper`);

/** Names of all measures, for the check of a scenario's expectations. */
export const ECONOMY_MEASURES: readonly string[] = [
  ...PUMPS.flatMap((name) => [`pump_${name}_net_copper`, `pump_${name}_most_copper`, `pump_${name}_loops_count`]),
  'corner_rival_auctions_count',
  'corner_units_count',
];

const net = new Float64Array(PUMP_NAMES.length);
const loops = new Float64Array(PUMP_NAMES.length);
/** What the player got who got most: a sum may hide one that gains among many that lose. */
const most = new Float64Array(PUMP_NAMES.length);

/** Calls `put` for the measures of what is going on in this world: nothing where nobody exploits or corners anything. */
export function measureEconomy(world: World, put: (name: string, value: number) => void): void {
  const { pump, market } = world.c;
  net.fill(0);
  loops.fill(0);
  most.fill(-Infinity);
  for (let bot = 0; bot < world.pools.bot.high; bot++) {
    net[pump.kind[bot]!]! += pump.net[bot]!;
    loops[pump.kind[bot]!]! += pump.loops[bot]!;
    if (pump.loops[bot]! > 0) most[pump.kind[bot]!] = Math.max(most[pump.kind[bot]!]!, pump.net[bot]!);
    if (market.strategy[bot] === MarketStrategy.cornerer && pump.thing[bot] !== 0) measureCorner(world, bot, put);
  }
  for (let kind = PumpKind.vendor; kind < PumpKind.alt; kind++) {
    if (loops[kind] === 0) continue;
    put(NET[kind]!, net[kind]!);
    put(MOST[kind]!, most[kind]!);
    put(LOOPS[kind]!, loops[kind]!);
  }
}

/** Listings of the cornered kind by others with a buyout, in the house of its side, and units the cornerer holds in bags and letters. */
function measureCorner(world: World, bot: number, put: (name: string, value: number) => void): void {
  const { auction, item, pump, mail } = world.c;
  const kind = pump.thing[bot]! - 1;
  const house = houseOfSide(world, world.c.identity.side[bot]!);
  let rivals = 0;
  for (let a = 0; a < world.pools.auction.high; a++) {
    if (auction.state[a] !== AuctionState.open || auction.house[a] !== house || auction.kind[a] !== kind) continue;
    if (auction.buyout[a] === 0) continue;
    if (auction.seller[a] !== bot + 1) rivals++;
  }
  let units = 0;
  for (let i = 0; i < world.pools.item.high; i++) {
    if (item.uid[i] === 0 || item.kind[i] !== kind) continue;
    const owner = item.place[i] === 1 ? item.holder[i]! : item.place[i] === 3 ? mail.to[item.holder[i]!]! - 1 : -1;
    if (owner === bot) units += item.stack[i]!;
  }
  put('corner_rival_auctions_count', rivals);
  put('corner_units_count', units);
}

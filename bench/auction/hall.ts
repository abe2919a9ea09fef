/** A hall for the benches: one house, an auctioneer and a mailbox at the origin, and as many kinds of goods as asked for. */
import { smallContent } from '../../test/systems/inventory/small-world.js';
import { AuctionState } from '../../components/index.js';
import type { WorldContent } from '../../data/content.js';
import { OPTION_TABLE } from '../../systems/options.js';
import { VERBS } from '../../systems/verbs.js';
import { World } from '../../systems/world.js';

const WORN_TYPES = [1, 3, 5, 6, 7, 8, 9, 10, 13, 17] as const;

export function hallContent(kinds: number): Promise<WorldContent> {
  const item = Array.from({ length: kinds }, (_, n) => ({
    id: n + 1,
    name: `Thing ${n + 1}`,
    class: 'armor' as const,
    subclass: 1,
    inventory_type: WORN_TYPES[n % WORN_TYPES.length]!,
    quality: 'uncommon' as const,
    sell_price_copper: 100 + (n % 400),
    item_level: 1 + (n % 60),
    required_level: n % 60,
    armor: 10,
  }));
  const body = {
    min_level: 30,
    max_level: 30,
    kind: 'humanoid',
    faction_id: 1,
    min_health: 500,
    max_health: 500,
    min_damage: 2,
    max_damage: 3,
  } as const;
  return smallContent({
    item,
    auction_house: [{ id: 1, name: 'Hall', side: 'alliance' }],
    creature: [{ id: 30, name: 'Auctioneer', ...body, roles: 'auctioneer', auction_house_id: 1 }],
    spawn: [{ id: 1, creature_id: 30, map_id: 0, x_yards: 0, y_yards: 0 }],
    object: [{ id: 1, name: 'Mailbox', kind: 'mailbox' }],
    object_spawn: [{ id: 1, object_id: 1, map_id: 0, x_yards: 2, y_yards: 0 }],
  });
}

export function hall(content: WorldContent, bots: number, auctions: number, mails: number): World {
  const options = OPTION_TABLE.defaults();
  const set = (key: string, value: number): void => {
    options[OPTION_TABLE.indexOf(key)] = value;
  };
  set('capacity.auction', auctions);
  set('capacity.mail', mails);
  set('auction.maxOpen', 100);
  const world = new World({ content, seed: 1, bots, options, schedule: [{ flush: 'end of frame' }], verbs: VERBS });
  world.frame = 10;
  return world;
}

/** A stream of draws that is the same for every contestant. */
export function draws(seed: number): (bound: number) => number {
  let state = seed | 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.floor(((state >>> 0) / 4294967296) * bound);
  };
}

/** Processor time of this process, milliseconds: what others on the machine take does not count. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What happens, as shares of the four kinds of an operation: post 25 %, bid 50 %, buy out 17 %, expire 8 %. */
export const Act = { post: 0, bid: 1, buyOut: 2, expire: 3 } as const;
export interface Stream {
  readonly act: Uint8Array;
  /** 31 random bits: which kind, or which of the open auctions. */
  readonly pick: Int32Array;
  readonly price: Int32Array;
}
export function stream(length: number, seed: number): Stream {
  const below = draws(seed);
  const act = new Uint8Array(length);
  const pick = new Int32Array(length);
  const price = new Int32Array(length);
  for (let n = 0; n < length; n++) {
    const share = below(100);
    act[n] = share < 25 ? Act.post : share < 75 ? Act.bid : share < 92 ? Act.buyOut : Act.expire;
    pick[n] = below(0x7fffffff);
    price[n] = 100 + below(100_000);
  }
  return { act, pick, price };
}

/** Write the row of an open auction without the handlers' other work: what the order structure reads. */
export function row(world: World, a: number, uid: number, kind: number, price: number): void {
  const { auction } = world.c;
  auction.uid[a] = uid;
  auction.state[a] = AuctionState.open;
  auction.house[a] = 0;
  auction.seller[a] = 1 + (uid % world.capacities.bot!);
  auction.kind[a] = kind;
  auction.stack[a] = 1;
  auction.buyout[a] = price;
  auction.currentBid[a] = 0;
}

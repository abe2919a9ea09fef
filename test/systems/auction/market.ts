/** A market place for tests: an auctioneer and a mailbox at the origin, a neutral auctioneer 100 yards off, goods, and checks of what must hold. */
import * as assert from 'uvu/assert';
import { COPPER, Flow } from '../../../engine/ledger.js';
import { AuctionState, MailState } from '../../../components/index.js';
import type { WorldContent } from '../../../data/content.js';
import { checkConservation, checkPlaces } from '../../../systems/invariants.js';
import { createItem, itemAt, nextCarrySlot, BEFORE_CARRY } from '../../../systems/inventory/items.js';
import { Account, earn } from '../../../systems/money.js';
import { OPTION_TABLE } from '../../../systems/options.js';
import { VERBS } from '../../../systems/verbs.js';
import { Cause, REASONS } from '../../../systems/vocabulary.js';
import { World } from '../../../systems/world.js';
import type { Rows } from '../inventory/small-world.js';
import { kindOf, makeBot, smallContent } from '../inventory/small-world.js';

export { kindOf };

/** Ids of the goods: silk stacks to 20 at 100 copper a unit, the blade binds when equipped, the charm on pickup, the relic is unique. */
export const Id = { silk: 1, blade: 2, charm: 3, relic: 4, belt: 5 } as const;
export const HOME = 0;
export const AWAY = 1;

const ROWS: Rows = {
  item: [
    { id: Id.silk, name: 'Silk', class: 'trade_goods', quality: 'common', stack_size: 20, sell_price_copper: 100, item_level: 10 },
    {
      id: Id.blade,
      name: 'Blade',
      class: 'weapon',
      subclass: 7,
      inventory_type: 13,
      quality: 'uncommon',
      bonding: 'equip',
      sell_price_copper: 500,
      item_level: 20,
      required_level: 10,
      min_damage: 20,
      max_damage: 30,
      speed_ms: 2000,
    },
    {
      id: Id.charm,
      name: 'Charm',
      class: 'armor',
      inventory_type: 12,
      quality: 'rare',
      bonding: 'pickup',
      sell_price_copper: 900,
      item_level: 20,
    },
    {
      id: Id.relic,
      name: 'Relic',
      class: 'armor',
      inventory_type: 2,
      quality: 'epic',
      carry_limit: 1,
      sell_price_copper: 2000,
      item_level: 30,
    },
    {
      id: Id.belt,
      name: 'Belt',
      class: 'armor',
      subclass: 2,
      inventory_type: 6,
      quality: 'uncommon',
      sell_price_copper: 300,
      item_level: 18,
      armor: 40,
    },
  ],
  auction_house: [
    { id: 1, name: 'Hall', side: 'alliance' },
    { id: 7, name: 'Den', side: 'neutral', deposit_percent: 25, cut_percent: 15 },
  ],
  creature: [
    {
      id: 30,
      name: 'Auctioneer',
      min_level: 30,
      max_level: 30,
      kind: 'humanoid',
      faction_id: 1,
      min_health: 500,
      max_health: 500,
      min_damage: 2,
      max_damage: 3,
      roles: 'auctioneer',
      auction_house_id: 1,
    },
    {
      id: 31,
      name: 'Fence',
      min_level: 30,
      max_level: 30,
      kind: 'humanoid',
      faction_id: 1,
      min_health: 500,
      max_health: 500,
      min_damage: 2,
      max_damage: 3,
      roles: 'auctioneer',
      auction_house_id: 7,
    },
  ],
  spawn: [
    { id: 1, creature_id: 30, map_id: 0, x_yards: 0, y_yards: 0 },
    { id: 2, creature_id: 31, map_id: 0, x_yards: 100, y_yards: 0 },
  ],
  object: [{ id: 1, name: 'Mailbox', kind: 'mailbox' }],
  object_spawn: [{ id: 1, object_id: 1, map_id: 0, x_yards: 2, y_yards: 0 }],
};

export function marketContent(profile: 'classic' | 'wotlk' = 'classic'): Promise<WorldContent> {
  const meta = [
    ['name', 'Market'],
    ['format', '1'],
    ['profile', profile],
    ['max_level', '60'],
  ].map(([key, value]) => ({ key: key!, value: value! }));
  return smallContent({ ...ROWS, meta });
}

export function market(content: WorldContent, bots = 6, seed = 1, overrides: Readonly<Record<string, number | string>> = {}): World {
  const options = OPTION_TABLE.defaults();
  for (const [key, shown] of Object.entries(overrides)) {
    const { index, value } = OPTION_TABLE.parse(key, shown);
    options[index] = value;
  }
  const world = new World({ content, seed, bots, options, schedule: [{ flush: 'end of frame' }], verbs: VERBS });
  world.frame = 10;
  return world;
}

/** A level-30 bot at the origin with copper that the ledger knows of. */
export function trader(world: World, copper = 0, level = 30): number {
  const bot = makeBot(world, 0, level);
  earn(world, bot, copper, Cause.spawn, Account.world);
  return bot;
}

/** Give a bot units of a kind; answers the slot of the first stack of it. */
export function give(world: World, bot: number, id: number, units = 1): number {
  createItem(world, bot, kindOf(world, id), units, Cause.spawn, Account.world);
  return slotOf(world, bot, id);
}
/** First carry slot with a kind, or -1. */
export function slotOf(world: World, bot: number, id: number): number {
  const kind = kindOf(world, id);
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i >= 0 && world.c.item.kind[i] === kind) return s;
  }
  return -1;
}

/** Run a command and answer with the word for its result. */
export function perform(world: World, opcode: number, actor: number, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0): string {
  return REASONS[world.commands.perform(world, opcode, actor, a, b, c, d, e, f)]!;
}

/** Everything a refused or undone command must leave alone. */
export function fingerprint(world: World): string {
  const words = new Int32Array(world.arena.buffer, 0, world.arena.buffer.byteLength >> 2);
  let sum = 0;
  for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + words[i]!) | 0;
  return `${sum} ${world.ledger.count} ${world.events.count} ${JSON.stringify(world.ledger.sums)}`;
}

/** Balance of every account by asset, from the ledger's entries since the world began (tests never start a new frame of it). */
function balances(world: World): Map<string, number> {
  const { ledger } = world;
  const sums = new Map<string, number>();
  const book = (account: number, asset: number, quantity: number) => {
    const key = `${account}/${asset}`;
    sums.set(key, (sums.get(key) ?? 0) + quantity);
  };
  for (let n = 0; n < ledger.count; n++) {
    if (ledger.flow[n] !== Flow.faucet) book(ledger.from[n]!, ledger.asset[n]!, -ledger.quantity[n]!);
    if (ledger.flow[n] !== Flow.sink) book(ledger.to[n]!, ledger.asset[n]!, ledger.quantity[n]!);
  }
  for (const [key, sum] of sums) if (sum === 0) sums.delete(key);
  return sums;
}

/** What entities hold by their components, in the same form. */
function holdings(world: World): Map<string, number> {
  const { life, identity, auction, mail, item } = world.c;
  const sums = new Map<string, number>();
  const hold = (account: number, asset: number, quantity: number) => {
    if (quantity !== 0) sums.set(`${account}/${asset}`, (sums.get(`${account}/${asset}`) ?? 0) + quantity);
  };
  for (let b = 0; b < world.pools.bot.high; b++) hold(identity.uid[b]!, COPPER, life.gold[b]!);
  for (let a = 0; a < world.pools.auction.high; a++)
    if (auction.state[a] === AuctionState.open)
      hold(auction.uid[a]!, COPPER, auction.deposit[a]! + (auction.bidder[a]! > 0 ? auction.currentBid[a]! : 0));
  for (let m = 0; m < world.pools.mail.high; m++) if (mail.state[m] === MailState.waiting) hold(mail.uid[m]!, COPPER, mail.money[m]!);
  for (let i = 0; i < world.pools.item.high; i++) {
    if (item.uid[i] === 0) continue;
    const owner = [0, identity.uid, auction.uid, mail.uid][item.place[i]!] as Int32Array;
    hold(owner[item.holder[i]!]!, world.content.items.id[item.kind[i]!]!, item.stack[i]!);
  }
  return sums;
}

const sorted = (sums: Map<string, number>): (readonly [string, number])[] => [...sums].sort(([a], [b]) => (a < b ? -1 : 1));

/** Money and items add up, each lies in one place, every account holds what the ledger says, and the indexes are as if built anew. */
export function checkMarket(world: World): void {
  checkConservation(world);
  checkPlaces(world);
  assert.equal(sorted(holdings(world)), sorted(balances(world)), 'components and ledger agree on every account');
  checkBook(world);
}

/** The order structure answers as a scan of the components does. */
export function checkBook(world: World): void {
  const { auction, market: habits } = world.c;
  const book = world.derived.auctions;
  const open: number[] = [];
  for (let a = 0; a < world.pools.auction.high; a++) if (auction.state[a] === AuctionState.open) open.push(a);
  open.sort((x, y) => auction.uid[x]! - auction.uid[y]!);
  assert.is(book.open, open.length);
  for (let house = 0; house < world.content.auctionHouses.count; house++) {
    for (let kind = 0; kind < world.content.items.count; kind++) {
      const here = open.filter((a) => auction.house[a] === house && auction.kind[a] === kind);
      const priced = here.filter((a) => auction.buyout[a]! > 0);
      priced.sort(
        (x, y) => auction.buyout[x]! * auction.stack[y]! - auction.buyout[y]! * auction.stack[x]! || auction.uid[x]! - auction.uid[y]!,
      );
      assert.is(book.cheapest(house, kind), priced[0] ?? -1, 'cheapest');
      assert.is(book.countOfKind(house, kind), here.length);
      const listed: number[] = [];
      for (let a = book.firstOfKind(house, kind); a >= 0; a = book.nextOfKind(a)) listed.push(a);
      assert.equal(listed, here, 'auctions of a kind, oldest first');
    }
  }
  for (let bot = 0; bot < world.pools.bot.high; bot++) {
    const own = open.filter((a) => auction.seller[a] === bot + 1);
    const listed: number[] = [];
    for (let a = book.firstOfSeller(bot); a >= 0; a = book.nextOfSeller(a)) listed.push(a);
    assert.equal(listed, own, 'auctions of a seller, oldest first');
    assert.is(habits.openAuctions[bot], own.length);
    assert.is(habits.openBids[bot], open.filter((a) => auction.bidder[a] === bot + 1).length);
    const mails: number[] = [];
    for (let m = world.derived.mails.first(bot); m >= 0; m = world.derived.mails.after(m)) mails.push(m);
    assert.is(habits.waitingMails[bot], mails.length);
    assert.is(world.derived.mails.count(bot), mails.length);
    for (const m of mails) assert.ok(world.c.mail.state[m] === MailState.waiting && world.c.mail.to[m] === bot + 1);
  }
}

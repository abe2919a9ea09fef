/**
 * The population of a scenario, born in frame 0: levels, races and classes, places. Everything a bot gets is drawn from (seed, uid), so
 * that no trait depends on the order of uids.
 */
import { UserError } from '../../engine/errors.js';
import { seedAuction } from '../auction/listing-seed.js';
import { seedMail } from '../mail/seed-mail.js';
import { drawBelow } from '../../engine/random.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { birth } from './birth.js';
import { eligiblePast, markPast } from './quest-past.js';
import { SpawnPlaces } from './spawn-places.js';

export interface PopulationSpec {
  readonly bots: number;
  readonly minLevel: number;
  readonly maxLevel: number;
  /** Names of races and classes to draw from; empty: every pair the world has a start for, in turn. */
  readonly races: readonly string[];
  readonly classes: readonly string[];
  /** Shares of places, in permille: where the race and class starts, at a quest hub for the level, in a town with an auctioneer. */
  readonly atStart: number;
  readonly atHub: number;
  readonly inTown: number;
  readonly outfit: boolean;
  /** Tradeable things carried by each bot in town, and by each of the others. */
  readonly goodsInTown: number;
  readonly goodsElsewhere: number;
  /** Purse: this many copper times the square of the level, give or take half. */
  readonly copperPerLevelSquared: number;
  /** Auctions open at the start, their ends spread evenly over `auctionSpanFrames`. */
  readonly auctions: number;
  readonly auctionSpanFrames: number;
  /** Mails under way at the start, delivered over `mailSpanFrames`. */
  readonly mails: number;
  readonly mailSpanFrames: number;
  readonly spreadFrames: number;
  readonly strategies: readonly number[];
  /** Market strategies (MarketStrategy), drawn evenly; absent: all casual. */
  readonly market?: readonly number[];
}

const PERMILLE = 1000;
/** Bots above this level have some of the quests of lower levels behind them. */
const PAST_FROM_LEVEL = 6;
/** Largest offset from a spawn place, centiyards. */
const SCATTER = 1500;

export function populate(world: World, spec: PopulationSpec): void {
  const pairs = pairsOf(world, spec);
  const places = new SpawnPlaces(world);
  const past = eligiblePast(world);
  for (let n = 0; n < spec.bots; n++) {
    // The uid this bot will have: draws come from it.
    const uid = world.c.globals.nextUid[0]!;
    const pair = pairs[n % pairs.length]!;
    const level = spec.minLevel + below(world, spec.maxLevel - spec.minLevel + 1, uid, 0);
    const roll = below(world, PERMILLE, uid, 1);
    const side = world.content.races.side[pair.race]!;
    const town = roll >= spec.atStart + spec.atHub;
    const spot = roll < spec.atStart ? pair : town ? places.town(side, uid, pair) : places.hub(side, level, uid, pair);
    const copper = Math.trunc(spec.copperPerLevelSquared * level * level * (0.5 + below(world, PERMILLE, uid, 2) / PERMILLE));
    const bot = birth(world, {
      race: pair.race,
      cls: pair.cls,
      level,
      map: spot.map,
      x: spot.x + below(world, SCATTER * 2, uid, 3) - SCATTER,
      y: spot.y + below(world, SCATTER * 2, uid, 4) - SCATTER,
      copper,
      outfit: spec.outfit,
      goods: town ? spec.goodsInTown : spec.goodsElsewhere,
      spreadFrames: spec.spreadFrames,
      strategy: spec.strategies[below(world, spec.strategies.length, uid, 5)] ?? 0,
    });
    const strategy = spec.market?.[below(world, spec.market.length, uid, 6)] ?? 0;
    if (strategy !== 0) world.set(world.c.market.f.strategy, bot, strategy);
    if (level >= PAST_FROM_LEVEL) markPast(world, bot, past);
  }
  seedMarket(world, spec);
}

function below(world: World, bound: number, uid: number, n: number): number {
  return drawBelow(Math.max(1, bound), world.seed, uid, world.frame, Salt.birth, 16 + n);
}

export interface Spot {
  readonly map: number;
  readonly x: number;
  readonly y: number;
}
interface Pair extends Spot {
  readonly race: number;
  readonly cls: number;
}

function pairsOf(world: World, spec: PopulationSpec): Pair[] {
  const { starts, races, classes } = world.content;
  const pairs: Pair[] = [];
  const wanted = (names: readonly string[], name: string) =>
    names.length === 0 || names.some((n) => n.toLowerCase() === name.toLowerCase());
  for (let s = 0; s < starts.count; s++) {
    if (!wanted(spec.races, races.name[starts.race[s]!]!) || !wanted(spec.classes, classes.name[starts.cls[s]!]!)) continue;
    pairs.push({ race: starts.race[s]!, cls: starts.cls[s]!, map: starts.map[s]!, x: starts.x[s]!, y: starts.y[s]! });
  }
  if (pairs.length === 0) {
    throw new UserError(
      'no-such-bots',
      `the world '${world.content.name}' has no start for races [${spec.races.join(', ')}] and classes [${spec.classes.join(', ')}]; it has races ${races.name.join(', ')} and classes ${classes.name.join(', ')}`,
    );
  }
  return pairs;
}

/** Auctions and mails of the start: whose they are is drawn from the world's stream. A world without auction houses has none. */
function seedMarket(world: World, spec: PopulationSpec): void {
  for (let n = 0; n < spec.auctions; n++) {
    const ends = Math.max(1, Math.trunc(((n + 1) * spec.auctionSpanFrames) / spec.auctions));
    seedAuction(world, world.stream.below(spec.bots), n, ends);
  }
  for (let n = 0; n < spec.mails; n++) {
    const delivered = Math.max(1, Math.trunc(((n + 1) * spec.mailSpanFrames) / spec.mails));
    seedMail(world, world.stream.below(spec.bots), n, delivered);
  }
}

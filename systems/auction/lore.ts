/**
 * What a bot knows of prices: a running mean of what it saw asked and paid, in integers, with mean deviation and trend. Only what it came
 * across itself counts: listings while it stood at an auctioneer of that house, its own sales, purchases and expiries. The table has 24
 * places; two things that share a place push each other out.
 */
import { clamp } from '../../engine/integer-math.js';
import { mix32 } from '../../engine/random.js';
import { LORE_SIZE } from '../../components/exchange.js';
import type { World } from '../world.js';
import { fallbackUnitPrice } from './price.js';

/** A sighting moves the mean by a quarter of its distance ... */
const SHARE = 4;
/** ... of which no more counts than twice the usual deviation and a sixteenth of the mean: one odd listing cannot drag it far. */
const REACH_DEVIATIONS = 2;
const REACH_SHARE = 16;
const FIRST_SPREAD_SHARE = 8;
const PERMILLE = 1000;
const MAX_TREND_PERMILLE = 200;
const MAX_SEEN = 255;
const MAX_UNIT_COPPER = 1_000_000_000;
/** From so many sightings on a bot trusts its memory. */
const TRUSTED_SIGHTINGS = 3;
/** Farther from the mean than three deviations and a quarter of the mean is an anomaly. */
const ANOMALY_DEVIATIONS = 3;
const ANOMALY_SHARE = 4;
/** What did not sell is worth this share of what was thought. */
const UNSOLD_PERCENT = 90;
/** A first sighting counts within a fifth to five times the rule of thumb. */
const FIRST_FACTOR = 5;

/** Place of a kind of a house in a bot's table. */
function placeOf(bot: number, house: number, kind: number): number {
  return bot * LORE_SIZE + (mix32((kind << 3) ^ house) % LORE_SIZE);
}
/** Place where a bot remembers a kind of a house, or -1. */
function known(world: World, bot: number, house: number, kind: number): number {
  const { lore } = world.c;
  const at = placeOf(bot, house, kind);
  return lore.kind[at] === kind + 1 && lore.house[at] === house ? at : -1;
}

/** A bot saw a unit of a kind at a price (copper) in a house. */
export function observe(world: World, bot: number, house: number, kind: number, unitCopper: number): void {
  const { lore } = world.c;
  const seen = clamp(unitCopper, 1, MAX_UNIT_COPPER);
  const at = placeOf(bot, house, kind);
  if (lore.kind[at] !== kind + 1 || lore.house[at] !== house) {
    begin(world, at, house, kind, seen);
    return;
  }
  const unit = lore.unit[at]!;
  const spread = lore.spread[at]!;
  const reach = spread * REACH_DEVIATIONS + Math.floor(unit / REACH_SHARE) + 1;
  const distance = seen - unit;
  const step = clamp(distance, -reach, reach);
  const part = Math.trunc(step / SHARE) || Math.sign(step);
  const rate = clamp(Math.trunc((step * PERMILLE) / unit), -PERMILLE, PERMILLE);
  world.set(lore.f.unit, at, clamp(unit + part, 1, MAX_UNIT_COPPER));
  world.set(lore.f.spread, at, spread + Math.trunc((Math.abs(step) - spread) / SHARE));
  world.set(
    lore.f.trend,
    at,
    clamp(lore.trend[at]! + Math.trunc((rate - lore.trend[at]!) / SHARE), -MAX_TREND_PERMILLE, MAX_TREND_PERMILLE),
  );
  world.set(lore.f.seen, at, Math.min(MAX_SEEN, lore.seen[at]! + 1));
  world.set(lore.f.frame, at, world.frame);
}

function begin(world: World, at: number, house: number, kind: number, seen: number): void {
  const { lore } = world.c;
  const usual = fallbackUnitPrice(world, kind);
  const unit = clamp(seen, Math.max(1, Math.floor(usual / FIRST_FACTOR)), Math.min(MAX_UNIT_COPPER, usual * FIRST_FACTOR));
  world.set(lore.f.kind, at, kind + 1);
  world.set(lore.f.house, at, house);
  world.set(lore.f.unit, at, unit);
  world.set(lore.f.spread, at, Math.floor(unit / FIRST_SPREAD_SHARE));
  world.set(lore.f.trend, at, 0);
  world.set(lore.f.seen, at, 1);
  world.set(lore.f.frame, at, world.frame);
}

/** Something of the bot's did not sell at that price: it will ask for less. */
export function observeUnsold(world: World, bot: number, house: number, kind: number, unitCopper: number): void {
  observe(world, bot, house, kind, Math.max(1, Math.floor((unitCopper * UNSOLD_PERCENT) / 100)));
}

/** What a bot thinks a unit is worth in a house, copper: its own mean, or the rule of thumb of who has seen nothing. */
export function expectedUnit(world: World, bot: number, house: number, kind: number): number {
  const at = known(world, bot, house, kind);
  return at < 0 ? fallbackUnitPrice(world, kind) : world.c.lore.unit[at]!;
}

/** What a bot expects to see next: the mean carried on along its trend. */
export function predictedUnit(world: World, bot: number, house: number, kind: number): number {
  const at = known(world, bot, house, kind);
  if (at < 0) return fallbackUnitPrice(world, kind);
  const { unit, trend } = world.c.lore;
  return clamp(Math.floor((unit[at]! * (PERMILLE + trend[at]!)) / PERMILLE), 1, MAX_UNIT_COPPER);
}

/** True when a bot has seen a kind often enough to trust its memory of it. */
export function isTrusted(world: World, bot: number, house: number, kind: number): boolean {
  const at = known(world, bot, house, kind);
  return at >= 0 && world.c.lore.seen[at]! >= TRUSTED_SIGHTINGS;
}

/** -1: a price is oddly low, 1: oddly high by what a bot has seen; 0: nothing odd, or it has not seen enough. */
export function anomaly(world: World, bot: number, house: number, kind: number, unitCopper: number): -1 | 0 | 1 {
  const at = known(world, bot, house, kind);
  const { lore } = world.c;
  if (at < 0 || lore.seen[at]! < TRUSTED_SIGHTINGS) return 0;
  const unit = lore.unit[at]!;
  const far = lore.spread[at]! * ANOMALY_DEVIATIONS + Math.floor(unit / ANOMALY_SHARE);
  if (unitCopper < unit - far) return -1;
  return unitCopper > unit + far ? 1 : 0;
}

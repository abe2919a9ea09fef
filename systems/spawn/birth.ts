/** A bot comes into the world: slot, uid, name, place, attributes, belongings. */
import { BAG_SLOTS, BotState, FIRST_BAG_SLOT, Lane } from '../../components/index.js';
import { setVitals, setRegen, Regen } from '../combat/vitals.js';
import { recomputeStats } from '../equipment/derive-stats.js';
import { wakeEquip } from '../equipment/optimise-equipment.js';
import { goodsFor, outfitFor } from '../equipment/outfit.js';
import { canUse, holdsTwoHander, slotFor } from '../equipment/score.js';
import { createItem, createWorn, itemAt, roomFor } from '../inventory/items.js';
import { Account, earn } from '../money.js';
import { place } from '../movement/motion.js';
import { think } from '../plan/goals.js';
import { LESSON_LEVELS } from '../rules/training-cost.js';
import { Salt } from '../salts.js';
import { Cause, Event } from '../vocabulary.js';
import type { World } from '../world.js';
import { botName } from './bot-names.js';

const OFF_HAND = 16;

export interface BirthSpec {
  readonly race: number;
  readonly cls: number;
  readonly level: number;
  /** Map index and centiyards. */
  readonly map: number;
  readonly x: number;
  readonly y: number;
  /** Copper in the purse. */
  readonly copper: number;
  /** Put on gear of the bot's level; otherwise the starting kit. */
  readonly outfit: boolean;
  /** Tradeable things to carry. */
  readonly goods: number;
  /** Frames over which the first thoughts of a crowd are spread. */
  readonly spreadFrames: number;
  /** Index of the strategy of quest choice. */
  readonly strategy: number;
  /** A bot from elsewhere: it brings its name and its things, and its money is booked so. */
  readonly imported?: { readonly name: string; readonly furnish: (bot: number) => void };
}

/** Returns the slot of the new bot. */
export function birth(world: World, spec: BirthSpec): number {
  const { identity, life, progress, standing, training } = world.c;
  const bot = world.pools.bot.allocate();
  const uid = world.newUid();
  const name = world.names.length;
  world.names.push(spec.imported?.name ?? botName(world.seed, name));
  world.set(identity.f.uid, bot, uid);
  world.set(identity.f.race, bot, spec.race);
  world.set(identity.f.cls, bot, spec.cls);
  world.set(identity.f.side, bot, world.content.races.side[spec.race]!);
  world.set(identity.f.name, bot, name + 1);
  world.set(identity.f.bornFrame, bot, world.frame);
  world.set(identity.f.temper, bot, world.drawBelow(256, uid, Salt.birth, 0));
  world.set(identity.f.strategy, bot, spec.strategy);
  world.set(life.f.level, bot, spec.level);
  world.set(progress.f.lastFrame, bot, world.frame);
  world.set(training.f.taught, bot, taughtAtBirth(world, uid, spec));
  place(world, bot, spec.map, spec.x, spec.y);
  const { reputations } = world.content;
  const base = world.content.races.side[spec.race] === 1 ? reputations.baseHorde : reputations.baseAlliance;
  for (let r = 0; r < reputations.count; r++) world.set(standing.f.points, bot * Math.max(1, reputations.count) + r, base[r]!);
  if (spec.imported !== undefined) spec.imported.furnish(bot);
  else if (spec.outfit) outfitFor(world, bot);
  else startingKit(world, bot);
  if (spec.goods > 0) goodsFor(world, bot, spec.goods);
  earn(world, bot, spec.copper, spec.imported === undefined ? Cause.spawn : Cause.import, Account.world);
  recomputeStats(world, bot);
  setVitals(world, bot, world.c.vital.maxHealth[bot]!, world.c.vital.maxMana[bot]!);
  setRegen(world, bot, Regen.slow);
  world.setState(bot, BotState.idle);
  world.membership.addBot(bot);
  firstThoughts(world, bot, uid, spec.spreadFrames);
  world.event(Event['bot.spawned'], uid, spec.level, spec.cls);
  return bot;
}

/** Who comes at a level has had the lessons up to it, but for the last two or fewer; a bot from elsewhere all of them. */
function taughtAtBirth(world: World, uid: number, { level, imported }: BirthSpec): number {
  const whole = level - (level % LESSON_LEVELS);
  return imported === undefined ? Math.max(0, whole - LESSON_LEVELS * world.drawBelow(LESSONS_MISSED + 1, uid, Salt.birth, 3)) : whole;
}
const LESSONS_MISSED = 2;

function firstThoughts(world: World, bot: number, uid: number, spread: number): void {
  think(world, bot, 1 + world.drawBelow(spread, uid, Salt.birth, 1));
  world.wakeAt(Lane.social, bot, world.frame + 1 + world.drawBelow(spread + 300, uid, Salt.birth, 2));
  wakeEquip(world, bot);
}

/** The items of the content's `start_item` rows: equipment is put on, the rest is carried. */
function startingKit(world: World, bot: number): void {
  const { startItems, items } = world.content;
  const { identity } = world.c;
  for (let r = 0; r < startItems.count; r++) {
    const race = startItems.race[r]!;
    const cls = startItems.cls[r]!;
    if ((race >= 0 && race !== identity.race[bot]) || (cls >= 0 && cls !== identity.cls[bot])) continue;
    const kind = startItems.item[r]!;
    const slot = items.inventoryType[kind] !== 0 && canUse(world, bot, kind) ? slotFor(world, bot, kind) : -1;
    if (
      slot >= 0 &&
      slot < FIRST_BAG_SLOT + BAG_SLOTS &&
      itemAt(world, bot, slot) < 0 &&
      !(slot === OFF_HAND && holdsTwoHander(world, bot))
    )
      createWorn(world, bot, kind, slot, Cause.spawn, Account.world);
    else {
      const units = roomFor(world, bot, kind, startItems.units[r]!);
      if (units > 0) createItem(world, bot, kind, units, Cause.spawn, Account.world);
    }
  }
}

/**
 * The trades that a bot follows, as far as loot is concerned: two of them, fixed by its uid. Skills grow with the level: five points a
 * level. Both are pure functions, so they take no room in a bot.
 */
import type { WorldContent } from '../../data/content.js';
import { mix32 } from '../../engine/random.js';
import { perContent } from '../equipment/per-content.js';
import type { World } from '../world.js';

/** Skills of the client that a trade gives. */
export const Skill = { fishing: 356, skinning: 393, lockpicking: 633 } as const;
const TRADES = [
  { name: 'skinning', skills: [393], families: 8 },
  { name: 'herbalism', skills: [182], families: 32 },
  { name: 'mining', skills: [186], families: 1024 },
  { name: 'fishing', skills: [356], families: 0 },
  { name: 'leatherworking', skills: [165], families: 8 },
  { name: 'tailoring', skills: [197], families: 0 },
  { name: 'blacksmithing', skills: [164], families: 1024 },
  { name: 'engineering', skills: [202], families: 128 },
  { name: 'enchanting', skills: [333], families: 64 },
  { name: 'alchemy', skills: [171], families: 32 },
  { name: 'cooking', skills: [185], families: 0 },
] as const;
/** Skills that only those have who follow the trade; others (weapons, riding) everybody has by level. */
const TRADE_SKILLS: ReadonlySet<number> = new Set([...TRADES.flatMap((trade) => trade.skills as readonly number[]), Skill.lockpicking]);
const POINTS_PER_LEVEL = 5;
const LEAST_POINTS = 1;
const ROGUE = 4;
const TRADE_SALT = 0x51ed270b;
const TRADE_GOODS = 7;
const RECIPE = 9;

/** First or second trade of a bot, a position in the list of trades. The two differ. */
function tradeOf(world: World, bot: number, which: 0 | 1): number {
  const mixed = mix32(world.uidOf(bot) ^ TRADE_SALT) >>> 0;
  const first = mixed % TRADES.length;
  if (which === 0) return first;
  const second = (mixed >>> 8) % (TRADES.length - 1);
  return second >= first ? second + 1 : second;
}

/** Names of a bot's trades, for reports. */
export function tradeNames(world: World, bot: number): readonly [string, string] {
  return [TRADES[tradeOf(world, bot, 0)]!.name, TRADES[tradeOf(world, bot, 1)]!.name];
}

function follows(world: World, bot: number, skill: number): boolean {
  if (skill === Skill.lockpicking) return world.content.classes.id[world.c.identity.cls[bot]!] === ROGUE;
  const has = (which: 0 | 1): boolean => (TRADES[tradeOf(world, bot, which)]!.skills as readonly number[]).includes(skill);
  return has(0) || has(1);
}

/** Points of a skill that a bot of some level has; 0 when it does not follow that trade. */
export function skillPoints(world: World, bot: number, skill: number, level: number): number {
  if (TRADE_SKILLS.has(skill) && !follows(world, bot, skill)) return 0;
  return Math.max(LEAST_POINTS, level * POINTS_PER_LEVEL);
}

/** Whether the trades of a bot have a use for an item kind: trade goods of their families, or what needs their skill. */
export function tradeNeeds(world: World, bot: number, kind: number): boolean {
  const { items } = world.content;
  const skill = items.requiredSkill[kind]!;
  const itemClass = items.class[kind]!;
  if (itemClass === RECIPE || itemClass === TRADE_GOODS) {
    if (skill !== 0) return TRADE_SKILLS.has(skill) && follows(world, bot, skill);
    const families = TRADES[tradeOf(world, bot, 0)]!.families | TRADES[tradeOf(world, bot, 1)]!.families;
    return (items.bagFamily[kind]! & families) !== 0;
  }
  return false;
}

/** Table (index) of a kind of table and id of a content, or -1. */
const tablesById = perContent(({ loot }: WorldContent) => {
  const tables = new Map<number, number>();
  for (let t = 0; t < loot.tables; t++) tables.set(loot.kind[t]! * ID_SPAN + loot.id[t]!, t);
  return tables;
});
const ID_SPAN = 0x1000000;
const FISHING_KIND = 5;

/** Table of what can be caught in a zone (the table's id is the zone's), or -1. */
export function fishingTable(world: World, zone: number): number {
  return zone < 0 ? -1 : (tablesById(world.content).get(FISHING_KIND * ID_SPAN + world.content.zones.id[zone]!) ?? -1);
}

/**
 * What a bot is worth in a fight, from race, class, level and what it wears. A broken item (durability 0) counts for nothing.
 *
 * - health = base + stamina (the first 20 points give 1 each, the rest 10), mana = base + intellect (the first 20 give 1, the rest 15)
 *   for classes with mana: the classic rule;
 * - armour = items + 2 x agility: the classic rule;
 * - attack power by the stat that raises damage: strength 2 str + 3 level - 20; agility str + agi + 2 level - 20, for ranged classes
 *   2 agi + 2 level - 10 (classic warrior, rogue and hunter); a blow is weapon damage + AP / 14 x speed;
 * - an off-hand weapon adds half of its blow, spread over the blows of the main hand;
 * - a spell of a caster (2.5 s) deals what a melee blow of that length would with a weapon of its level (1.3 + 0.7 level a second,
 *   a fit of what weapons of each level deal) and attack power 2 int + 3 level - 20, so that casters keep up with melee;
 * - skill multiplies all that: 1 at level 1, 0.012 more a level, so about 1.7 at level 60, where abilities do nearly as much as plain
 *   blows. Balanced for 3 to 6 damage a second at level 1 in the starting kit, and 110 to 170 at level 60 in mostly green gear.
 */
import { STATS } from '../../data/format/words.js';
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import { healthNow, setHealth } from '../combat/vitals.js';
import { extraOf, extraStat } from '../inventory/extras.js';
import { itemAt } from '../inventory/items.js';
import { EquipSlot, ItemClass } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import { PowerStat, Role } from './weights.js';

const Stat = { strength: 0, agility: 1, stamina: 2, intellect: 3, spirit: 4, health: 5, mana: 6 } as const;
/** The first points of stamina and intellect give one each. */
const PLAIN_POINTS = 20;
const HEALTH_PER_STAMINA = 10;
const MANA_PER_INTELLECT = 15;
const ARMOR_PER_AGILITY = 2;
/** AP / 14 a second is AP x milliseconds / 140 hundredths a blow. */
const AP_DIVISOR = 140;
const CAST_MS = 2500;
const UNARMED_MS = 2000;
/** Least and greatest blow of bare fists together, hundredths a level: 1 to 2 times half the level. */
const FISTS_CENTI = 150;
const CENTI = 100;
const MS_PER_SECOND = 1000;
/** Damage a second of a caster's imagined weapon, hundredths. */
const CASTER_DPS_CENTI = 130;
const CASTER_DPS_PER_LEVEL_CENTI = 70;
/** Least and greatest spell, percent of the mean. */
const SPELL_LOW_PERCENT = 90;
const SPELL_HIGH_PERCENT = 110;
/** Skill, thousandths of a blow: at level 1, and for each level above it. */
const SKILL_BASE_PERMILLE = 1000;
const SKILL_PERMILLE = 12;
const PERMILLE = 1000;
/** Part of the item level that counts for the gear score, tenths, by quality. */
const GEAR_TENTHS = [6, 7, 8, 9, 10, 11, 11] as const;
const RANGED_SUBCLASSES = (1 << 2) | (1 << 3) | (1 << 18);

/** Sums of the bot worked on; the work is not re-entrant and must not allocate. */
const sum = new Int32Array(STATS.length);
const setOf = new Int32Array(EQUIPMENT_SLOTS);
const setPieces = new Int32Array(EQUIPMENT_SLOTS);
let sets = 0;
let armor = 0;
let gear = 0;

/** Fill `stats` and the maxima of `vital` of a bot. Present health and mana stay what they are, at most the new maxima. */
export function recomputeStats(world: World, bot: number): void {
  addBase(world, bot);
  addItems(world, bot);
  addSetBonuses(world);
  for (let s = 0; s <= Stat.spirit; s++) sum[s] = Math.max(0, sum[s]!);
  const hasMana = baseValue(world, bot, Stat.mana) > 0;
  sum[Stat.health] = Math.max(1, sum[Stat.health]! + fromPoints(sum[Stat.stamina]!, HEALTH_PER_STAMINA));
  sum[Stat.mana] = hasMana ? Math.max(0, sum[Stat.mana]! + fromPoints(sum[Stat.intellect]!, MANA_PER_INTELLECT)) : 0;
  writeStats(world, bot);
  writeMaxima(world, bot, sum[Stat.health]!, sum[Stat.mana]!);
}

function baseValue(world: World, bot: number, stat: number): number {
  const { identity, life } = world.c;
  const { baseStats } = world.content;
  return baseStats.values[baseStats.offset(identity.race[bot]!, identity.cls[bot]!, life.level[bot]!) + stat]!;
}

function addBase(world: World, bot: number): void {
  for (let s = 0; s < STATS.length; s++) sum[s] = baseValue(world, bot, s);
  armor = 0;
  gear = 0;
  sets = 0;
}

/** Whether a worn instance does anything: it has no durability, or some left. */
function isSound(world: World, i: number): boolean {
  const { item } = world.c;
  return item.durability[i] !== 0 || world.content.items.maxDurability[item.kind[i]!] === 0;
}

function addItems(world: World, bot: number): void {
  const { items } = world.content;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i < 0 || !isSound(world, i)) continue;
    const kind = world.c.item.kind[i]!;
    for (let s = 0; s < STATS.length; s++) sum[s]! += items.stats[kind * STATS.length + s]!;
    if (extraOf(world, i) >= 0) for (let s = 0; s < STATS.length; s++) sum[s]! += extraStat(world, i, s);
    armor += items.armor[kind]!;
    gear += Math.trunc((items.itemLevel[kind]! * GEAR_TENTHS[items.quality[kind]!]!) / 10);
    if (items.set[kind]! >= 0) countPiece(items.set[kind]!);
  }
}

function countPiece(set: number): void {
  let at = 0;
  while (at < sets && setOf[at] !== set) at++;
  if (at === sets) {
    setOf[sets] = set;
    setPieces[sets++] = 0;
  }
  setPieces[at]!++;
}

function addSetBonuses(world: World): void {
  const { bonuses, bonusPieces, bonusStat, bonusValue } = world.content.itemSets;
  for (let k = 0; k < sets; k++) {
    const end = bonuses.offsets[setOf[k]! + 1]!;
    for (let at = bonuses.offsets[setOf[k]!]!; at < end; at++) {
      const row = bonuses.values[at]!;
      if (setPieces[k]! >= bonusPieces[row]!) sum[bonusStat[row]!]! += bonusValue[row]!;
    }
  }
}

function fromPoints(points: number, each: number): number {
  return points <= PLAIN_POINTS ? points : PLAIN_POINTS + (points - PLAIN_POINTS) * each;
}

/** Instance in a weapon slot that is a sound weapon, or -1. */
function weaponIn(world: World, bot: number, slot: number): number {
  const i = itemAt(world, bot, slot);
  if (i < 0 || !isSound(world, i)) return -1;
  const { items } = world.content;
  const kind = world.c.item.kind[i]!;
  return items.class[kind] === ItemClass.weapon && items.maxDamageCenti[kind]! > 0 ? i : -1;
}

/** The weapon a bot fights with, or -1: a ranged class its bow or gun if it has one; none that does less than bare fists. */
function fightingWeapon(world: World, bot: number, role: number, level: number): number {
  const { items } = world.content;
  const weapon = heldWeapon(world, bot, role);
  if (weapon < 0) return weapon;
  const kind = world.c.item.kind[weapon]!;
  const fists = Math.trunc((level * FISTS_CENTI * (items.speedMs[kind]! || UNARMED_MS)) / UNARMED_MS);
  return items.minDamageCenti[kind]! + items.maxDamageCenti[kind]! < fists ? -1 : weapon;
}

function heldWeapon(world: World, bot: number, role: number): number {
  if (role === Role.ranged) {
    const ranged = weaponIn(world, bot, EquipSlot.ranged);
    if (ranged >= 0 && ((RANGED_SUBCLASSES >>> world.content.items.subclass[world.c.item.kind[ranged]!]!) & 1) === 1) return ranged;
  }
  return weaponIn(world, bot, EquipSlot.mainHand);
}

function attackPower(role: number, powerStat: number, level: number): number {
  if (powerStat === PowerStat.intellect) return Math.max(0, 2 * sum[Stat.intellect]! + 3 * level - 20);
  if (powerStat === PowerStat.strength) return Math.max(0, 2 * sum[Stat.strength]! + 3 * level - 20);
  if (role === Role.ranged) return Math.max(0, 2 * sum[Stat.agility]! + 2 * level - 10);
  return Math.max(0, sum[Stat.strength]! + sum[Stat.agility]! + 2 * level - 20);
}

/** A blow as it is worked out: least, greatest (hundredths) and time (ms), and what the off hand adds to it. */
const blow = { min: 0, max: 0, speedMs: 0, offhand: 0 };

function spellBlow(level: number, power: number): void {
  const weapon = Math.trunc(((CASTER_DPS_CENTI + CASTER_DPS_PER_LEVEL_CENTI * level) * CAST_MS) / MS_PER_SECOND);
  const mean = weapon + Math.trunc((power * CAST_MS) / AP_DIVISOR);
  blow.min = Math.trunc((mean * SPELL_LOW_PERCENT) / 100);
  blow.max = Math.trunc((mean * SPELL_HIGH_PERCENT) / 100);
  blow.speedMs = CAST_MS;
  blow.offhand = 0;
}

function weaponBlow(world: World, bot: number, role: number, level: number, power: number): void {
  const { items } = world.content;
  const weapon = fightingWeapon(world, bot, role, level);
  const kind = weapon < 0 ? -1 : world.c.item.kind[weapon]!;
  blow.speedMs = kind < 0 ? UNARMED_MS : items.speedMs[kind]! || UNARMED_MS;
  const bonus = Math.trunc((power * blow.speedMs) / AP_DIVISOR);
  blow.min = (kind < 0 ? Math.trunc((CENTI * level) / 2) : items.minDamageCenti[kind]!) + bonus;
  blow.max = (kind < 0 ? CENTI * level : items.maxDamageCenti[kind]!) + bonus;
  const off = role === Role.ranged ? -1 : weaponIn(world, bot, EquipSlot.offHand);
  blow.offhand = off < 0 ? 0 : offHandBlow(world, world.c.item.kind[off]!, power);
}

/** Half of the off hand's blow, for the time of a blow of the main hand. */
function offHandBlow(world: World, kind: number, power: number): number {
  const { items } = world.content;
  const speedMs = items.speedMs[kind]! || UNARMED_MS;
  const mean = Math.trunc((items.minDamageCenti[kind]! + items.maxDamageCenti[kind]!) / 2) + Math.trunc((power * speedMs) / AP_DIVISOR);
  return Math.trunc((mean * blow.speedMs) / (2 * speedMs));
}

/** Least and greatest damage include the off hand, which is also kept by itself. */
function writeStats(world: World, bot: number): void {
  const { stats, identity, life } = world.c;
  const { classes } = world.content;
  const cls = identity.cls[bot]!;
  const level = life.level[bot]!;
  const role = classes.role[cls]!;
  const powerStat = classes.powerStat[cls]!;
  const power = attackPower(role, powerStat, level);
  if (powerStat === PowerStat.intellect) spellBlow(level, power);
  else weaponBlow(world, bot, role, level, power);
  const skill = SKILL_BASE_PERMILLE + SKILL_PERMILLE * (level - 1);
  for (let s = 0; s < STATS.length; s++) world.set(stats.f.stat, bot * STATS.length + s, sum[s]!);
  world.set(stats.f.armor, bot, armor + ARMOR_PER_AGILITY * sum[Stat.agility]!);
  world.set(stats.f.minDamageCenti, bot, Math.trunc(((blow.min + blow.offhand) * skill) / PERMILLE));
  world.set(stats.f.maxDamageCenti, bot, Math.trunc(((blow.max + blow.offhand) * skill) / PERMILLE));
  world.set(stats.f.speedMs, bot, blow.speedMs);
  world.set(stats.f.offhandCenti, bot, Math.trunc((blow.offhand * skill) / PERMILLE));
  world.set(stats.f.gearScore, bot, gear);
}

function writeMaxima(world: World, bot: number, maxHealth: number, maxMana: number): void {
  const { vital } = world.c;
  if (vital.maxHealth[bot] === maxHealth && vital.maxMana[bot] === maxMana) return;
  // A segment that has run into its old maximum must end there before the maximum rises.
  setHealth(world, bot, healthNow(world, bot));
  world.set(vital.f.maxHealth, bot, maxHealth);
  world.set(vital.f.maxMana, bot, maxMana);
  setHealth(world, bot, healthNow(world, bot));
}

/**
 * System: combat rounds. Every round a fighting bot strikes its creature, and the creature strikes the bot it is after. Chances and
 * mitigation are a plain reading of the classic rules: 5 % misses, one more for each level the target is above (four more from the
 * third on), 5 % critical blows for double, armour a / (a + 400 + 85 level) of the attacker.
 */
import { BotState, CreatureState, Lane } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { optionIndex } from '../options.js';
import { Salt } from '../salts.js';
import { FRAME_MS } from '../world.js';
import type { World } from '../world.js';
import { endFight } from './hunt.js';
import { healthNow, manaNow, setVitals } from './vitals.js';

const ROUND_FRAMES = optionIndex('combat.roundFrames');
const BOT_DAMAGE = optionIndex('combat.botDamage');
const CREATURE_DAMAGE = optionIndex('combat.creatureDamage');
const PERMILLE = 1000;
const MISS_PERMILLE = 50;
const CRIT_PERMILLE = 50;
const Role = { tank: 0, caster: 3, healer: 4 } as const;
/** A spell costs a caster this share of its mana, and without mana its wand does this share of the damage. */
const SPELL_MANA_PERCENT = 4;
const WAND_PERCENT = 40;
/** A healer that falls below this heals itself by this much, for this much mana. */
const HEAL_BELOW_PERCENT = 45;
const HEAL_PERCENT = 30;
const HEAL_MANA_PERCENT = 10;
/** Shield and stance of a tank. */
const TANK_TAKES_PERCENT = 85;
/** A fight that leads nowhere is given up after 3 minutes. */
const MAX_FIGHT_FRAMES = 1800;

export function fightRound(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) round(world, ids[k]!, frame);
}

function round(world: World, bot: number, frame: number): void {
  const { fight, creature, life } = world.c;
  const slot = fight.target[bot]! - 1;
  if (slot < 0 || life.state[bot] !== BotState.fighting) return;
  if (creature.state[slot] !== CreatureState.fighting || frame - fight.since[bot]! > MAX_FIGHT_FRAMES) {
    leaveFight(world, bot, slot);
    return;
  }
  const frames = frame - fight.lastRound[bot]!;
  world.set(fight.f.lastRound, bot, frame);
  strike(world, bot, slot, frames);
  if (creature.target[slot] === bot + 1) suffer(world, bot, slot, frames);
  else retarget(world, bot, slot);
  if (creature.health[slot] === 0) world.emit(Op.killCreature, bot, slot);
  if (healthNow(world, bot) === 0) world.emit(Op.dieInCombat, bot, slot);
  world.wakeAt(Lane.combat, bot, frame + world.option(ROUND_FRAMES));
}

/** Give up a fight, or notice that it is over. A creature that nobody fights any more walks home and is whole again. */
export function leaveFight(world: World, bot: number, slot: number): void {
  const { creature } = world.c;
  if (creature.state[slot] === CreatureState.fighting) dropAttacker(world, bot, slot);
  endFight(world, bot, 5);
}

export function dropAttacker(world: World, bot: number, slot: number): void {
  const { creature } = world.c;
  const left = Math.max(0, creature.attackers[slot]! - 1);
  world.set(creature.f.attackers, slot, left);
  if (creature.target[slot] === bot + 1) world.set(creature.f.target, slot, 0);
  if (left === 0) {
    world.set(creature.f.state, slot, CreatureState.alive);
    world.set(creature.f.tapper, slot, 0);
    world.set(creature.f.target, slot, 0);
    world.set(creature.f.health, slot, maxHealthOf(world, slot));
  }
}

/** Health of a creature of its present level: between the kind's two ends. */
export function maxHealthOf(world: World, slot: number): number {
  const { creatures, spawns } = world.content;
  const kind = spawns.creature[slot]!;
  const low = creatures.minLevel[kind]!;
  const span = creatures.maxLevel[kind]! - low;
  const min = creatures.minHealth[kind]!;
  if (span === 0) return min;
  return min + Math.trunc(((creatures.maxHealth[kind]! - min) * (world.c.creature.level[slot]! - low)) / span);
}

function retarget(world: World, bot: number, slot: number): void {
  const { creature, fight } = world.c;
  const other = creature.target[slot]! - 1;
  if (other < 0 || fight.target[other] !== slot + 1) world.set(creature.f.target, slot, bot + 1);
}

/** Damage of several frames of blows of `speedMs`, from a uniform blow in hundredths, to whole points (the rest is a chance of one more). */
function blows(world: World, uid: number, salt: number, minCenti: number, maxCenti: number, speedMs: number, frames: number): number {
  const blow = minCenti + world.drawBelow(maxCenti - minCenti + 1, uid, salt, 0);
  const centi = Math.trunc((blow * frames * FRAME_MS) / speedMs);
  const whole = Math.trunc(centi / 100);
  return whole + (world.drawBelow(100, uid, salt, 1) < centi - whole * 100 ? 1 : 0);
}

/** 0 a miss, 1 a hit, 2 a critical hit. */
function hit(world: World, uid: number, salt: number, levelsAbove: number): number {
  const above = Math.max(0, levelsAbove);
  const miss = MISS_PERMILLE + (above <= 2 ? above * 10 : 20 + (above - 2) * 40);
  const roll = world.drawBelow(PERMILLE, uid, salt, 2);
  return roll < miss ? 0 : roll >= PERMILLE - CRIT_PERMILLE ? 2 : 1;
}

function strike(world: World, bot: number, slot: number, frames: number): void {
  const { creature, stats, identity, life, vital } = world.c;
  const { creatures, classes, spawns } = world.content;
  const uid = world.uidOf(bot);
  const role = classes.role[identity.cls[bot]!]!;
  const maxMana = vital.maxMana[bot]!;
  if (role === Role.healer && healSelf(world, bot)) return;
  let percent = 100;
  const casts = role === Role.caster || role === Role.healer;
  if (casts) {
    const cost = Math.ceil((maxMana * SPELL_MANA_PERCENT * frames) / (100 * world.option(ROUND_FRAMES)));
    const mana = manaNow(world, bot);
    if (mana >= cost) setVitals(world, bot, healthNow(world, bot), mana - cost);
    else percent = WAND_PERCENT;
  }
  const quality = hit(world, uid, Salt.hit, creature.level[slot]! - life.level[bot]!);
  if (quality === 0) return;
  let damage = blows(
    world,
    uid,
    Salt.damage,
    stats.minDamageCenti[bot]!,
    stats.maxDamageCenti[bot]!,
    Math.max(500, stats.speedMs[bot]!),
    frames,
  );
  damage = Math.trunc((damage * quality * percent * world.option(BOT_DAMAGE)) / (100 * PERMILLE));
  if (!casts) {
    const armor = creatures.armor[spawns.creature[slot]!]!;
    damage = Math.trunc((damage * (400 + 85 * life.level[bot]!)) / (armor + 400 + 85 * life.level[bot]!));
  }
  world.set(creature.f.health, slot, Math.max(0, creature.health[slot]! - Math.max(1, damage)));
}

function healSelf(world: World, bot: number): boolean {
  const { vital } = world.c;
  const health = healthNow(world, bot);
  const max = vital.maxHealth[bot]!;
  const cost = Math.ceil((vital.maxMana[bot]! * HEAL_MANA_PERCENT) / 100);
  const mana = manaNow(world, bot);
  if (health * 100 >= max * HEAL_BELOW_PERCENT || mana < cost) return false;
  setVitals(world, bot, health + Math.trunc((max * HEAL_PERCENT) / 100), mana - cost);
  return true;
}

function suffer(world: World, bot: number, slot: number, frames: number): void {
  const { creature, stats, identity, life } = world.c;
  const { creatures, classes, spawns } = world.content;
  const kind = spawns.creature[slot]!;
  const uid = world.uidOf(bot);
  const quality = hit(world, uid, Salt.creatureHit, life.level[bot]! - creature.level[slot]!);
  if (quality === 0) return;
  let damage = blows(
    world,
    uid,
    Salt.creatureDamage,
    creatures.minDamageCenti[kind]!,
    creatures.maxDamageCenti[kind]!,
    creatures.attackMs[kind]!,
    frames,
  );
  const reach = 400 + 85 * creature.level[slot]!;
  const taken = classes.role[identity.cls[bot]!] === Role.tank ? TANK_TAKES_PERCENT : 100;
  damage = Math.trunc((damage * quality * taken * world.option(CREATURE_DAMAGE)) / (100 * PERMILLE));
  damage = Math.trunc((damage * reach) / (stats.armor[bot]! + reach));
  setVitals(world, bot, healthNow(world, bot) - damage, manaNow(world, bot));
}

/** Verbs: skinning a corpse, picking a pocket, and fishing: loot by trade. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, CreatureState, PileKind } from '../../components/index.js';
import { freeSlots } from '../inventory/items.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { Salt } from '../salts.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { lootRange } from './loot-creature.js';
import { takeRolled } from './loot-container.js';
import { Skill, fishingTable, skillPoints } from './professions.js';

/** Skinning: up to level 10 of the creature 1 point is enough, to level 20 ten a level beyond that, then five a level. */
const EASY_LEVEL = 10;
const MIDDLE_LEVEL = 20;
const POINTS_MIDDLE = 10;
const POINTS_HIGH = 5;
const ROGUE = 4;
/** A corpse that was skinned: `creature.attackers` of the dead is otherwise 0. */
const SKINNED = 1;

/** bot: creature slot. */
export const skinCreatureVerb: Verb<World> = { name: 'creature.skin', handle: skinCreature };
/** bot: creature slot. */
export const pickpocketVerb: Verb<World> = { name: 'creature.pickpocket', handle: pickpocket };
/** bot */
export const fishVerb: Verb<World> = { name: 'bot.fish', handle: fish };

/** Points of skinning that a creature of a level asks for (1 up to level 10, then as on the servers). */
export function skinningPoints(level: number): number {
  if (level <= EASY_LEVEL) return 1;
  return level <= MIDDLE_LEVEL ? (level - EASY_LEVEL) * POINTS_MIDDLE : level * POINTS_HIGH;
}

/** Whether a bot can skin a corpse: it knows how, the corpse has been emptied, and nobody has skinned it. */
export function canSkin(world: World, bot: number, slot: number): boolean {
  const { creature, life } = world.c;
  const kind = world.content.spawns.creature[slot]!;
  return (
    creature.state[slot] === CreatureState.dead &&
    creature.attackers[slot] !== SKINNED &&
    world.content.creatures.skinning[kind]! >= 0 &&
    skillPoints(world, bot, Skill.skinning, life.level[bot]!) >= skinningPoints(creature.level[slot]!)
  );
}

function skinCreature(world: World, bot: number, slot: number): number {
  const { creature, life } = world.c;
  const { spawns, creatures } = world.content;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (slot < 0 || slot >= spawns.count) return Reason.unknown_target;
  if (creature.state[slot] !== CreatureState.dead) return Reason.gone;
  if (distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!) > lootRange(world)) return Reason.too_far;
  if (creature.attackers[slot] === SKINNED) return Reason.already_done;
  if (creature.tapper[slot] !== 0 || world.derived.loot.at(PileKind.creature, slot) >= 0) return Reason.taken;
  if (!canSkin(world, bot, slot)) return Reason.not_eligible;
  if (freeSlots(world, bot) === 0) return Reason.bag_full;
  const kind = spawns.creature[slot]!;
  world.set(creature.f.attackers, slot, SKINNED);
  const things = takeRolled(world, bot, creatures.skinning[kind]!, creature.uid[slot]!, Salt.skinning, PileKind.skinning, slot);
  // a: creature id, b: things it gave
  world.event(Event['creature.skinned'], world.uidOf(bot), creatures.id[kind]!, things);
  return Reason.done;
}

function pickpocket(world: World, bot: number, slot: number): number {
  const { creature, life, identity } = world.c;
  const { spawns, creatures, classes } = world.content;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (life.state[bot] === BotState.fighting) return Reason.in_combat;
  if (slot < 0 || slot >= spawns.count) return Reason.unknown_target;
  if (classes.id[identity.cls[bot]!] !== ROGUE) return Reason.wrong_class;
  if (creature.state[slot] !== CreatureState.alive) return Reason.gone;
  if (distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!) > lootRange(world)) return Reason.too_far;
  const kind = spawns.creature[slot]!;
  if (creatures.pickpocket[kind]! < 0) return Reason.nothing_to_do;
  // The frame of death of a living creature is that of the theft: a pocket is picked once.
  if (creature.diedFrame[slot] !== 0) return Reason.already_done;
  if (freeSlots(world, bot) === 0) return Reason.bag_full;
  world.set(creature.f.diedFrame, slot, Math.max(1, world.frame));
  const things = takeRolled(world, bot, creatures.pickpocket[kind]!, creature.uid[slot]!, Salt.pickpocket, PileKind.pickpocketing, slot);
  // a: creature id, b: things it had
  world.event(Event['creature.pickpocketed'], world.uidOf(bot), creatures.id[kind]!, things);
  return Reason.done;
}

/** Table of what a bot could catch where it stands, or -1: no waters, or it does not fish. */
export function fishingHere(world: World, bot: number): number {
  if (skillPoints(world, bot, Skill.fishing, world.c.life.level[bot]!) === 0) return -1;
  return fishingTable(world, world.content.zones.at(world.c.motion.map[bot]!, xOf(world, bot), yOf(world, bot)));
}

function fish(world: World, bot: number): number {
  const { life } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (life.state[bot] === BotState.fighting) return Reason.in_combat;
  const table = fishingHere(world, bot);
  if (table < 0) return Reason.nothing_to_do;
  if (freeSlots(world, bot) === 0) return Reason.bag_full;
  const things = takeRolled(world, bot, table, world.uidOf(bot), Salt.fishing, PileKind.fishing, -1);
  // a: things caught
  world.event(Event['bot.fished'], world.uidOf(bot), things);
  return Reason.done;
}

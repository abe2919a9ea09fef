/** Whether a bot may wear or use an item: level, class, race, armour type, weapon type, shield, off-hand weapon, standing. */
import { InventoryType, ItemClass, PlayerClass } from '../rules/equip-slots.js';
import { skillPoints } from '../loot/professions.js';
import type { World } from '../world.js';

const CLOTH = 1;
const PLATE = 4;
const SHIELD = 6;
/** Relic subclasses of armour, and the class that each belongs to. */
const RELIC_CLASS: { readonly [subclass: number]: number } = {
  7: PlayerClass.paladin,
  8: PlayerClass.druid,
  9: PlayerClass.shaman,
  10: PlayerClass.deathknight,
};

/** True when a bot can wield two one-handed weapons. */
export function canDualWield(world: World, bot: number): boolean {
  const from = world.content.classes.dualWieldLevel[world.c.identity.cls[bot]!]!;
  return from > 0 && world.c.life.level[bot]! >= from;
}

/** Whether a bot may use an item kind now. */
export function canUse(world: World, bot: number, kind: number): boolean {
  return canUseAt(world, bot, kind, world.c.life.level[bot]!);
}

/** Whether a bot may use an item kind at a level it might have. */
export function canUseAt(world: World, bot: number, kind: number, level: number): boolean {
  const { items, classes, races } = world.content;
  const { identity } = world.c;
  const cls = identity.cls[bot]!;
  if (items.requiredLevel[kind]! > level) return false;
  const classMask = items.classMask[kind]!;
  if (classMask !== 0 && ((classMask >>> (classes.id[cls]! - 1)) & 1) === 0) return false;
  const raceMask = items.raceMask[kind]!;
  if (raceMask !== 0 && ((raceMask >>> (races.id[identity.race[bot]!]! - 1)) & 1) === 0) return false;
  const skill = items.requiredSkill[kind]!;
  if (skill !== 0 && skillPoints(world, bot, skill, level) < items.requiredSkillPoints[kind]!) return false;
  return hasStanding(world, bot, kind) && isProficient(world, cls, kind, level);
}

function hasStanding(world: World, bot: number, kind: number): boolean {
  const { items, reputations } = world.content;
  const reputation = items.requiredReputation[kind]!;
  if (reputation < 0) return true;
  return world.c.standing.points[bot * Math.max(1, reputations.count) + reputation]! >= items.requiredReputationPoints[kind]!;
}

function isProficient(world: World, cls: number, kind: number, level: number): boolean {
  const { items, classes } = world.content;
  const itemClass = items.class[kind]!;
  const subclass = items.subclass[kind]!;
  const type = items.inventoryType[kind]!;
  if (itemClass === ItemClass.weapon) {
    if (((classes.weaponMask[cls]! >>> subclass) & 1) === 0) return false;
    const dual = classes.dualWieldLevel[cls]!;
    return type !== InventoryType.offHand || (dual > 0 && level >= dual);
  }
  if (itemClass === ItemClass.container || itemClass === ItemClass.quiver) return true;
  if (itemClass !== ItemClass.armor || type === InventoryType.cloak) return true;
  if (subclass === SHIELD) return classes.shield[cls] !== 0;
  if (type === InventoryType.relic)
    return RELIC_CLASS[subclass] === undefined ? classes.id[cls] === PlayerClass.warlock : RELIC_CLASS[subclass] === classes.id[cls];
  return subclass < CLOTH || subclass > PLATE || subclass <= heaviestArmor(world, cls, level);
}

/** Heaviest armour (1 cloth .. 4 plate) of a class at a level: the last step up comes with a level. */
export function heaviestArmor(world: World, cls: number, level: number): number {
  const { classes } = world.content;
  const type = classes.armorType[cls]!;
  return level >= classes.armorLevel[cls]! ? type : Math.max(CLOTH, type - 1);
}

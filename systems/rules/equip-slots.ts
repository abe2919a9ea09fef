import type { RulesProfile } from './profile.js';

/** Equipment slots as the client numbers them; 19..22 are the bag slots. */
export const EquipSlot = {
  head: 0,
  neck: 1,
  shoulders: 2,
  body: 3,
  chest: 4,
  waist: 5,
  legs: 6,
  feet: 7,
  wrists: 8,
  hands: 9,
  finger1: 10,
  finger2: 11,
  trinket1: 12,
  trinket2: 13,
  back: 14,
  mainHand: 15,
  offHand: 16,
  ranged: 17,
  tabard: 18,
  bag1: 19,
  bag2: 20,
  bag3: 21,
  bag4: 22,
} as const;
/** Slots that hold worn equipment, 0..18. */
export const EQUIPMENT_SLOTS = 19;
export const FIRST_BAG_SLOT = EquipSlot.bag1;
export const BAG_SLOTS = 4;
/** Asks for any slot, or says that there is none. */
export const NO_SLOT = -1;

/** Inventory types as the client numbers them, as far as rules look at them. */
export const InventoryType = {
  none: 0,
  head: 1,
  neck: 2,
  shoulders: 3,
  body: 4,
  chest: 5,
  waist: 6,
  legs: 7,
  feet: 8,
  wrists: 9,
  hands: 10,
  finger: 11,
  trinket: 12,
  weapon: 13,
  shield: 14,
  ranged: 15,
  cloak: 16,
  twoHand: 17,
  bag: 18,
  tabard: 19,
  robe: 20,
  mainHand: 21,
  offHand: 22,
  holdable: 23,
  ammo: 24,
  thrown: 25,
  rangedRight: 26,
  quiver: 27,
  relic: 28,
} as const;

/** Item classes as the client numbers them, as far as rules look at them. */
export const ItemClass = { container: 1, weapon: 2, armor: 4, projectile: 6, quiver: 11 } as const;

/** Player classes as the client numbers them. */
export const PlayerClass = {
  warrior: 1,
  paladin: 2,
  hunter: 3,
  rogue: 4,
  priest: 5,
  deathknight: 6,
  shaman: 7,
  mage: 8,
  warlock: 9,
  druid: 11,
} as const;

const WeaponSubclass = { polearm: 6, staff: 10, fishingPole: 20 } as const;
const RelicSubclass = { miscellaneous: 0, libram: 7, idol: 8, totem: 9, sigil: 10 } as const;
const AMMO_POUCH_SUBCLASS = 3;

/** Outcome of an attempt to equip. The use errors come from the caller, see `EquipAttempt.useResult`. */
export const EquipResult = {
  ok: 0,
  cantCarryMore: 1,
  stunned: 2,
  inCombat: 3,
  cantBeEquipped: 4,
  noSlotAvailable: 5,
  uniqueEquipable: 6,
  onlyOneQuiver: 7,
  onlyOnePouch: 8,
  doesntGoToSlot: 9,
  cantDualWield: 10,
  withTwoHanded: 11,
  cantBeSwapped: 12,
  inventoryFull: 13,
  levelTooLow: 14,
  skillTooLow: 15,
  noProficiency: 16,
  neverUsable: 17,
} as const;
export type EquipResult = (typeof EquipResult)[keyof typeof EquipResult];
/** Names as in the conformance vectors, by `EquipResult`. */
export const EQUIP_RESULT_NAMES = [
  'OK',
  'CANT_CARRY_MORE_OF_THIS',
  'YOU_ARE_STUNNED',
  'NOT_IN_COMBAT',
  'ITEM_CANT_BE_EQUIPPED',
  'NO_EQUIPMENT_SLOT_AVAILABLE',
  'ITEM_UNIQUE_EQUIPABLE',
  'CAN_EQUIP_ONLY1_QUIVER',
  'CAN_EQUIP_ONLY1_AMMOPOUCH',
  'ITEM_DOESNT_GO_TO_SLOT',
  'CANT_DUAL_WIELD',
  'CANT_EQUIP_WITH_TWOHANDED',
  'ITEMS_CANT_BE_SWAPPED',
  'INVENTORY_FULL',
  'CANT_EQUIP_LEVEL_I',
  'CANT_EQUIP_SKILL',
  'NO_REQUIRED_PROFICIENCY',
  'YOU_CAN_NEVER_USE_THAT_ITEM',
] as const;

/** What a player wears, slots 0..22. The caller keeps one object and points it at the player in question. */
export interface WornItems {
  /** Item id, 0 = the slot is free. */
  itemId(slot: number): number;
  inventoryType(slot: number): number;
  itemClass(slot: number): number;
  subclass(slot: number): number;
}

/** The item to be equipped and its wearer. */
export interface EquipAttempt {
  itemId: number;
  inventoryType: number;
  itemClass: number;
  subclass: number;
  uniqueEquipped: boolean;
  playerClass: number;
  dualWield: boolean;
  /** wotlk: may hold two-handers in one hand. */
  titanGrip: boolean;
  /** The slot asked for, or `NO_SLOT`. */
  slot: number;
  /** An occupied slot may be taken. */
  swap: boolean;
}

/** The state in which an item is equipped. */
export interface EquipState {
  /** Owning one more would pass the carry limit. */
  carryLimitReached: boolean;
  stunned: boolean;
  inCombat: boolean;
  /** Classic refuses while logging out. */
  loggingOut: boolean;
  /** `ok`, or why the player may not use the item (level, skill, proficiency, class or race). */
  useResult: EquipResult;
  /** The off-hand item would fit into the bags. */
  offHandFits: boolean;
}

/** Slot of inventory types with exactly one slot, -1 for all others; index = inventory type. */
const ONLY_SLOT = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -1, -1, 16, 17, 14, -1, -1, 18, 4, 15, 16, 16, -1, 17, 17, -1, -1] as const;

function relicClass(profile: RulesProfile, subclass: number): number {
  if (subclass === RelicSubclass.libram) return PlayerClass.paladin;
  if (subclass === RelicSubclass.idol) return PlayerClass.druid;
  if (subclass === RelicSubclass.totem) return PlayerClass.shaman;
  if (subclass === RelicSubclass.miscellaneous) return PlayerClass.warlock;
  if (subclass === RelicSubclass.sigil && profile.name === 'wotlk') return PlayerClass.deathknight;
  return 0;
}

function neverBesideAnother(subclass: number): boolean {
  return subclass === WeaponSubclass.polearm || subclass === WeaponSubclass.staff || subclass === WeaponSubclass.fishingPole;
}

/** Whether the main hand holds a two-hander that needs both hands. */
export function twoHandUsed(profile: RulesProfile, worn: WornItems, titanGrip: boolean): boolean {
  if (worn.itemId(EquipSlot.mainHand) === 0) return false;
  const type = worn.inventoryType(EquipSlot.mainHand);
  return type === InventoryType.twoHand && (profile.name === 'classic' || !titanGrip);
}

/** wotlk: whether the main hand holds a polearm, staff or fishing pole, beside which nothing is held. */
function mainHandStandsAlone(profile: RulesProfile, worn: WornItems): boolean {
  const held = worn.itemId(EquipSlot.mainHand) !== 0;
  return profile.name === 'wotlk' && held && neverBesideAnother(worn.subclass(EquipSlot.mainHand));
}

/** Whether the off hand is among the slots of a two-hander. */
function twoHanderFitsOffHand(profile: RulesProfile, worn: WornItems, item: EquipAttempt): boolean {
  if (profile.name === 'classic') return item.dualWield;
  if (!item.dualWield || !item.titanGrip || worn.itemId(EquipSlot.mainHand) === 0) return false;
  return !neverBesideAnother(item.subclass) && !neverBesideAnother(worn.subclass(EquipSlot.mainHand));
}

/** The `n`-th slot an item may go to, in order of preference; `NO_SLOT` past the last. */
function viableSlot(profile: RulesProfile, worn: WornItems, item: EquipAttempt, n: number): number {
  switch (item.inventoryType) {
    case InventoryType.finger:
      return n < 2 ? EquipSlot.finger1 + n : NO_SLOT;
    case InventoryType.trinket:
      return n < 2 ? EquipSlot.trinket1 + n : NO_SLOT;
    case InventoryType.bag:
      return n < BAG_SLOTS ? FIRST_BAG_SLOT + n : NO_SLOT;
    case InventoryType.weapon:
      if (n === 0) return EquipSlot.mainHand;
      return n === 1 && item.dualWield ? EquipSlot.offHand : NO_SLOT;
    case InventoryType.twoHand:
      if (n === 0) return EquipSlot.mainHand;
      return n === 1 && twoHanderFitsOffHand(profile, worn, item) ? EquipSlot.offHand : NO_SLOT;
    case InventoryType.relic:
      return n === 0 && relicClass(profile, item.subclass) === item.playerClass ? EquipSlot.ranged : NO_SLOT;
    default:
      return n === 0 ? (ONLY_SLOT[item.inventoryType] ?? NO_SLOT) : NO_SLOT;
  }
}

function isFree(profile: RulesProfile, worn: WornItems, item: EquipAttempt, slot: number): boolean {
  if (worn.itemId(slot) !== 0) return false;
  if (slot !== EquipSlot.offHand) return true;
  if (profile.name === 'classic' && item.inventoryType === InventoryType.twoHand) return false;
  return !twoHandUsed(profile, worn, item.titanGrip);
}

/**
 * The slot an item goes to, or `NO_SLOT`: the slot asked for if the item belongs there and it is free (or may be swapped); otherwise
 * the first free one of the item's slots; otherwise, when swapping, the first of them.
 * Source: rules reference, section 7.
 */
export function findEquipSlot(profile: RulesProfile, worn: WornItems, item: EquipAttempt): number {
  if (item.slot !== NO_SLOT) {
    if (!item.swap && worn.itemId(item.slot) !== 0) return NO_SLOT;
    for (let n = 0; n < BAG_SLOTS; n++) if (viableSlot(profile, worn, item, n) === item.slot) return item.slot;
    return NO_SLOT;
  }
  for (let n = 0; n < BAG_SLOTS; n++) {
    const slot = viableSlot(profile, worn, item, n);
    if (slot !== NO_SLOT && isFree(profile, worn, item, slot)) return slot;
  }
  return item.swap ? viableSlot(profile, worn, item, 0) : NO_SLOT;
}

/** Whether an item may be changed in combat: weapons, projectiles, shields, held items, relics. */
export function changeableInCombat(itemClass: number, inventoryType: number): boolean {
  if (itemClass === ItemClass.weapon || itemClass === ItemClass.projectile) return true;
  return inventoryType === InventoryType.relic || inventoryType === InventoryType.shield || inventoryType === InventoryType.holdable;
}

function wornElsewhere(worn: WornItems, itemId: number, exceptSlot: number): boolean {
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) if (slot !== exceptSlot && worn.itemId(slot) === itemId) return true;
  return false;
}

function checkSecondQuiver(worn: WornItems, item: EquipAttempt, target: number): EquipResult {
  if (item.itemClass !== ItemClass.quiver) return EquipResult.ok;
  for (let slot = FIRST_BAG_SLOT; slot < FIRST_BAG_SLOT + BAG_SLOTS; slot++) {
    if (worn.itemId(slot) === 0 || worn.itemClass(slot) !== ItemClass.quiver || (item.swap && slot === target)) continue;
    return worn.subclass(slot) === AMMO_POUCH_SUBCLASS ? EquipResult.onlyOnePouch : EquipResult.onlyOneQuiver;
  }
  return EquipResult.ok;
}

function checkOffHand(profile: RulesProfile, worn: WornItems, item: EquipAttempt): EquipResult {
  const type = item.inventoryType;
  const oddWeapon = item.subclass === WeaponSubclass.polearm || item.subclass === WeaponSubclass.fishingPole;
  if (profile.name === 'wotlk' && type === InventoryType.weapon && oddWeapon) return EquipResult.doesntGoToSlot;
  if (type === InventoryType.weapon || type === InventoryType.offHand) {
    if (!item.dualWield) return EquipResult.cantDualWield;
  } else if (type === InventoryType.twoHand && (profile.name === 'classic' || !item.dualWield || !item.titanGrip)) {
    return EquipResult.cantDualWield;
  }
  const full = mainHandStandsAlone(profile, worn) || twoHandUsed(profile, worn, item.titanGrip);
  return full ? EquipResult.withTwoHanded : EquipResult.ok;
}

/**
 * Whether equipping a two-hander moves the off-hand item to the bags; titan grip spares it except beside a polearm, staff or fishing
 * pole.
 */
export function movesOffHand(profile: RulesProfile, worn: WornItems, item: EquipAttempt): boolean {
  if (item.inventoryType !== InventoryType.twoHand || worn.itemId(EquipSlot.offHand) === 0) return false;
  return profile.name === 'classic' || !item.titanGrip || neverBesideAnother(item.subclass);
}

/** Why the player himself may not change equipment now, before the slot is looked at. */
function checkWearer(profile: RulesProfile, item: EquipAttempt, state: EquipState): EquipResult {
  if (state.carryLimitReached) return EquipResult.cantCarryMore;
  if (state.stunned) return EquipResult.stunned;
  if (state.inCombat && !changeableInCombat(item.itemClass, item.inventoryType)) return EquipResult.inCombat;
  return profile.name === 'classic' && state.loggingOut ? EquipResult.stunned : EquipResult.ok;
}

/**
 * Whether an item may be equipped: the first failing check in server order.
 *
 * @param target slot from `findEquipSlot` for the same attempt
 * Source: rules reference, section 7.
 */
export function checkEquip(profile: RulesProfile, worn: WornItems, item: EquipAttempt, state: EquipState, target: number): EquipResult {
  const wearer = checkWearer(profile, item, state);
  if (wearer !== EquipResult.ok) return wearer;
  const classic = profile.name === 'classic';
  if (target === NO_SLOT || (classic && state.useResult !== EquipResult.ok)) return EquipResult.cantBeEquipped;
  if (state.useResult !== EquipResult.ok) return state.useResult;
  if (!item.swap && worn.itemId(target) !== 0) return EquipResult.noSlotAvailable;
  if (item.uniqueEquipped && wornElsewhere(worn, item.itemId, item.swap ? target : NO_SLOT)) {
    return classic ? EquipResult.cantBeEquipped : EquipResult.uniqueEquipable;
  }
  const quiver = checkSecondQuiver(worn, item, target);
  if (quiver !== EquipResult.ok) return quiver;
  if (target === EquipSlot.offHand) {
    const offHand = checkOffHand(profile, worn, item);
    if (offHand !== EquipResult.ok) return offHand;
  }
  if (movesOffHand(profile, worn, item) && !state.offHandFits) {
    return item.swap ? EquipResult.cantBeSwapped : EquipResult.inventoryFull;
  }
  return EquipResult.ok;
}

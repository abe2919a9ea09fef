import {
  BAG_SLOTS,
  EQUIPMENT_SLOTS,
  EQUIP_RESULT_NAMES,
  EquipResult,
  ItemClass,
  NO_SLOT,
  PlayerClass,
  checkEquip,
  findEquipSlot,
  movesOffHand,
  type EquipAttempt,
  type WornItems,
} from '../../../systems/rules/equip-slots.js';
import {
  DRAG_ACTION_NAMES,
  DragAction,
  SPLIT_RESULT_NAMES,
  SplitResult,
  checkSplit,
  dragAction,
  fitsAllAtOnce,
} from '../../../systems/rules/inventory-exchange.js';
import {
  ANYWHERE,
  BACKPACK,
  BagFamily,
  CONTAINERS,
  MAX_CARRIED_SLOTS,
  StorePlan,
  carriedUnits,
  planStore,
  storeResultName,
  type CarriedItems,
} from '../../../systems/rules/inventory-stacking.js';
import type { RulesProfile } from '../../../systems/rules/profile.js';
import { indexOfName } from './adapter.js';

interface GearItem {
  id: number;
  inventoryType: number;
  itemClass: keyof typeof ItemClass;
  subClass?: number;
  uniqueEquipped?: boolean;
}

interface EquipInputs {
  op: 'find' | 'equip';
  item: GearItem;
  equipped: Record<string, GearItem>;
  swap: boolean;
  dualWield: boolean;
  titanGrip?: boolean;
  class: keyof typeof PlayerClass;
  slot?: number;
  freeBagSlots?: number;
  stunned?: boolean;
  inCombat?: boolean;
  loggingOut?: boolean;
  carryLimitReached?: boolean;
  useError?: string;
}

function wornItems(equipped: Record<string, GearItem>): WornItems {
  for (const slot of Object.keys(equipped)) {
    if (Number(slot) >= EQUIPMENT_SLOTS + BAG_SLOTS) throw new Error(`no equipment slot ${slot}`);
  }
  return {
    itemId: (slot) => equipped[slot]?.id ?? 0,
    inventoryType: (slot) => equipped[slot]?.inventoryType ?? 0,
    itemClass: (slot) => ItemClass[equipped[slot]?.itemClass ?? 'armor'],
    subclass: (slot) => equipped[slot]?.subClass ?? 0,
  };
}

function itemClassOf(name: keyof typeof ItemClass): number {
  const number = ItemClass[name];
  if (number === undefined) throw new Error(`unknown item class '${name}'`);
  return number;
}

export function equipSlotsTopic(profile: RulesProfile, inputs: EquipInputs): unknown {
  const { item } = inputs;
  const worn = wornItems(inputs.equipped);
  const attempt: EquipAttempt = {
    itemId: item.id,
    inventoryType: item.inventoryType,
    itemClass: itemClassOf(item.itemClass),
    subclass: item.subClass ?? 0,
    uniqueEquipped: item.uniqueEquipped ?? false,
    playerClass: PlayerClass[inputs.class],
    dualWield: inputs.dualWield,
    titanGrip: inputs.titanGrip ?? false,
    slot: inputs.slot ?? NO_SLOT,
    swap: inputs.swap,
  };
  const slot = findEquipSlot(profile, worn, attempt);
  if (inputs.op === 'find') return { slot: slot === NO_SLOT ? null : slot };
  const useResult = inputs.useError ? (indexOfName(EQUIP_RESULT_NAMES, inputs.useError) as EquipResult) : EquipResult.ok;
  const state = {
    carryLimitReached: inputs.carryLimitReached ?? false,
    stunned: inputs.stunned ?? false,
    inCombat: inputs.inCombat ?? false,
    loggingOut: inputs.loggingOut ?? false,
    useResult,
    offHandFits: (inputs.freeBagSlots ?? 0) > 0,
  };
  const result = checkEquip(profile, worn, attempt, state, slot);
  const ok = result === EquipResult.ok;
  const stored = ok && movesOffHand(profile, worn, attempt);
  return { result: EQUIP_RESULT_NAMES[result], slot: ok ? slot : null, offhand: stored ? 'storedInBags' : null };
}

interface Stack {
  item: number;
  count: number;
  inTrade?: boolean;
}

interface Inventory {
  backpack: (Stack | null)[];
  bags: ({ type: string; slots: (Stack | null)[] } | null)[];
}

const BAG_TYPES: Readonly<Record<string, number>> = {
  normal: BagFamily.ordinary,
  quiver: BagFamily.arrow,
  ammo: BagFamily.bullet,
  soul: BagFamily.soul,
  leatherworking: BagFamily.leatherworking,
  inscription: BagFamily.inscription,
  herb: BagFamily.herb,
  enchanting: BagFamily.enchanting,
  engineering: BagFamily.engineering,
  gem: BagFamily.gem,
  mining: BagFamily.mining,
};

function familyBits(families: string[] = []): number {
  return families.reduce((bits, family) => {
    const bit = (BagFamily as Record<string, number>)[family];
    if (bit === undefined) throw new Error(`unknown family '${family}'`);
    return bits | bit;
  }, 0);
}

function bagFamily(type: string): number {
  const family = BAG_TYPES[type];
  if (family === undefined) throw new Error(`unknown kind of bag '${type}'`);
  return family;
}

function carriedItems(inventory: Inventory): { carried: CarriedItems; leaving: number[] } {
  const containers = [inventory.backpack, ...inventory.bags.map((bag) => bag?.slots ?? [])];
  const flat = containers.flat();
  const first: number[] = [];
  let at = 0;
  for (const slots of containers) {
    first.push(at);
    at += slots.length;
  }
  const carried = {
    item: flat.map((stack) => stack?.item ?? 0),
    count: flat.map((stack) => stack?.count ?? 0),
    first,
    size: containers.map((slots) => slots.length),
    family: [BagFamily.ordinary, ...inventory.bags.map((bag) => (bag ? bagFamily(bag.type) : BagFamily.ordinary))],
  };
  if (containers.length !== CONTAINERS) throw new Error(`expected ${CONTAINERS - 1} bags`);
  return { carried, leaving: flat.map((stack) => (stack?.inTrade ? 1 : 0)) };
}

interface StoreInputs {
  op: 'store';
  inventory: Inventory;
  item: { id: number; maxStack: number; maxCount?: number; families?: string[] };
  count: number;
  ownedElsewhere?: number;
  bag?: 'backpack' | number;
  slot?: number;
}

interface StoreAllInputs {
  op: 'storeAll';
  inventory: Inventory;
  incoming: { id: number; maxStack: number; count: number; maxCount?: number; families?: string[]; ownedElsewhere?: number }[];
}

type StackingInputs =
  | StoreInputs
  | StoreAllInputs
  | { op: 'drag'; maxStack: number; source: Stack; target: Stack }
  | { op: 'split'; sourceCount: number; count: number };

function containerOf(bag: 'backpack' | number | undefined): number {
  if (bag === undefined) return ANYWHERE;
  return bag === 'backpack' ? BACKPACK : bag + 1;
}

function store(profile: RulesProfile, inputs: StoreInputs): unknown {
  const { item, count } = inputs;
  const { carried } = carriedItems(inputs.inventory);
  const plan = new StorePlan(profile);
  const owned = carriedUnits(carried, item.id) + (inputs.ownedElsewhere ?? 0);
  const container = containerOf(inputs.bag);
  const families = familyBits(item.families);
  const slot = inputs.slot ?? ANYWHERE;
  const result = planStore(profile, carried, item.id, item.maxStack, families, count, owned, item.maxCount ?? 0, container, slot, plan);
  const placements = Array.from({ length: plan.length }, (_, i) => ({
    bag: plan.container[i] === BACKPACK ? 'backpack' : (plan.container[i] ?? 0) - 1,
    slot: plan.slot[i],
    count: plan.units[i],
  }));
  return { result: storeResultName(profile, result), notStored: plan.notStored, placements };
}

function storeAll(profile: RulesProfile, { inventory, incoming }: StoreAllInputs): unknown {
  const { carried, leaving } = carriedItems(inventory);
  const stacks = {
    length: incoming.length,
    item: incoming.map(({ id }) => id),
    count: incoming.map(({ count }) => count),
    stackSize: incoming.map(({ maxStack }) => maxStack),
    families: incoming.map(({ families }) => familyBits(families)),
    carryLimit: incoming.map(({ maxCount }) => maxCount ?? 0),
    ownedElsewhere: incoming.map(({ ownedElsewhere }) => ownedElsewhere ?? 0),
  };
  const result = fitsAllAtOnce(profile, carried, leaving, stacks, new Int32Array(MAX_CARRIED_SLOTS));
  return { result: storeResultName(profile, result) };
}

function drag({ maxStack, source, target }: Extract<StackingInputs, { op: 'drag' }>): unknown {
  const action = dragAction(source.item === target.item, source.count, target.count, maxStack);
  const name = DRAG_ACTION_NAMES[action];
  if (action === DragAction.swap) return { action: name, source: target, target: source };
  const moved = Math.min(source.count, maxStack - target.count);
  const rest = source.count - moved;
  return { action: name, source: rest > 0 ? { ...source, count: rest } : null, target: { ...target, count: target.count + moved } };
}

export function inventoryStackingTopic(profile: RulesProfile, inputs: StackingInputs): unknown {
  switch (inputs.op) {
    case 'store':
      return store(profile, inputs);
    case 'storeAll':
      return storeAll(profile, inputs);
    case 'drag':
      return drag(inputs);
    case 'split': {
      const { sourceCount, count } = inputs;
      const result = checkSplit(sourceCount, count);
      const ok = result === SplitResult.ok;
      return { result: SPLIT_RESULT_NAMES[result], source: ok ? sourceCount - count : sourceCount, target: ok ? count : null };
    }
  }
}

/** Which equipment slots an inventory type goes to (rules reference, section 7), for scoring. The equip check itself is the rules'. */
import { EquipSlot, InventoryType, NO_SLOT } from '../rules/equip-slots.js';

const S = EquipSlot;
/** First slot by inventory type. */
const FIRST = Int8Array.from([
  NO_SLOT,
  S.head,
  S.neck,
  S.shoulders,
  S.body,
  S.chest,
  S.waist,
  S.legs,
  S.feet,
  S.wrists,
  S.hands,
  S.finger1,
  S.trinket1,
  S.mainHand,
  S.offHand,
  S.ranged,
  S.back,
  S.mainHand,
  NO_SLOT,
  S.tabard,
  S.chest,
  S.mainHand,
  S.offHand,
  S.offHand,
  NO_SLOT,
  S.ranged,
  S.ranged,
  NO_SLOT,
  S.ranged,
]);

/** First slot of a type, or -1 for types that are not worn (bags are not worn in equipment slots). */
export function firstSlotOf(inventoryType: number): number {
  return FIRST[inventoryType] ?? NO_SLOT;
}

/** Second slot of a type, or -1; a one-hander's second is the off hand of those who can wield two. */
export function secondSlotOf(inventoryType: number, dualWield: boolean): number {
  if (inventoryType === InventoryType.finger) return S.finger2;
  if (inventoryType === InventoryType.trinket) return S.trinket2;
  return inventoryType === InventoryType.weapon && dualWield ? S.offHand : NO_SLOT;
}

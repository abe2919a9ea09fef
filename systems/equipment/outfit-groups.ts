/**
 * The groups of slots that compete with each other (a slot by itself, two fingers, two trinkets, two hands), what each candidate is worth in
 * the slots of its group, and which candidates may stand where.
 */
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import type { WorldContent } from '../../data/content.js';
import { EquipSlot, InventoryType } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import { MAX_CANDIDATES } from './candidates.js';
import type { Candidates } from './candidates.js';
import { perContent } from './per-content.js';
import { weigherOf } from './score.js';
import { firstSlotOf } from './slots-of-type.js';

/** No candidate, or no second slot. */
export const NOTHING = -1;
/** More than there are slots: a point of score counts for more than staying in place. */
export const SCALE = 32;

/** The slots of each group; the second is -1 where there is only one. */
export const GROUPS: readonly (readonly [number, number])[] = [
  [EquipSlot.mainHand, EquipSlot.offHand],
  [EquipSlot.finger1, EquipSlot.finger2],
  [EquipSlot.trinket1, EquipSlot.trinket2],
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 17, 18].map((slot): readonly [number, number] => [slot, NOTHING]),
];

export const HANDS = 0;
export const LAST_PAIR = 2;
const GROUP_OF = Int8Array.from({ length: EQUIPMENT_SLOTS }, (_, slot) => GROUPS.findIndex((g) => g[0] === slot || g[1] === slot));
/** Candidate in each slot of the best outfit (-1 none), its score, and the score of what is worn now. */
export const found = { slots: new Int32Array(EQUIPMENT_SLOTS), total: 0, worn: 0 };
const NO_GROUP = -1;
/** Of each candidate: group, worth in the first slot of the group, and in the second. */
export const groupOf = new Int8Array(MAX_CANDIDATES);
export const scoreA = new Float64Array(MAX_CANDIDATES);
export const scoreB = new Float64Array(MAX_CANDIDATES);
/** Candidates of the group being looked at, by slot. */
export const gathered = { first: new Int32Array(MAX_CANDIDATES), firstCount: 0, second: new Int32Array(MAX_CANDIDATES), secondCount: 0 };

/** Group of each kind of item, -1 for what is not worn. */
const groupsOfKinds = perContent(({ items }: WorldContent) =>
  Int8Array.from(items.inventoryType, (type) => {
    const first = firstSlotOf(type);
    return first < 0 ? NO_GROUP : GROUP_OF[first]!;
  }),
);

/** Group of an item kind: those that compete with it for slots; -1 for what is not worn. */
export function groupOfKind(world: World, kind: number): number {
  return groupsOfKinds(world.content)[kind]!;
}

/** Group and worth of each candidate in the first and the second slot of its group. */
export function weigh(world: World, bot: number, candidates: Candidates): void {
  const groups = groupsOfKinds(world.content);
  const weigher = weigherOf(world, bot);
  for (let n = 0; n < candidates.count; n++) {
    const kind = candidates.kind[n]!;
    const g = groups[kind]!;
    groupOf[n] = g;
    if (g < 0 || candidates.broken[n] !== 0) {
      scoreA[n] = 0;
      scoreB[n] = 0;
      continue;
    }
    const [slotA, slotB] = GROUPS[g]!;
    scoreA[n] = Math.max(0, weigher.score(kind, slotA) + candidates.bonus[n]!);
    scoreB[n] = slotB < 0 || weigher.dps(kind) === 0 ? scoreA[n]! : Math.max(0, weigher.score(kind, slotB) + candidates.bonus[n]!);
  }
}

/** Worth of a candidate in a slot of its group. */
export function scoreIn(n: number, slot: number): number {
  if (n < 0) return 0;
  return slot === GROUPS[groupOf[n]!]![0] ? scoreA[n]! : scoreB[n]!;
}

/** 1 when a candidate is worn in that slot already. */
export function stays(candidates: Candidates, n: number, slot: number): number {
  return n >= 0 && slot >= 0 && candidates.worn[n] === slot ? 1 : 0;
}

/** Candidate worn in a slot now, or -1. */
export function wornIn(candidates: Candidates, slot: number): number {
  if (slot < 0) return NOTHING;
  for (let n = 0; n < candidates.count; n++) if (candidates.worn[n] === slot) return n;
  return NOTHING;
}

/** Whether two candidates may be worn together: not two of a kind that is unique. */
export function together(world: World, candidates: Candidates, a: number, b: number): boolean {
  if (a === b) return false;
  const kind = candidates.kind[a]!;
  if (kind !== candidates.kind[b]) return true;
  const { items } = world.content;
  return items.uniqueEquipped[kind] === 0 && items.carryLimit[kind] !== 1;
}

export function gather(world: World, candidates: Candidates, g: number, dual: boolean): void {
  const { inventoryType } = world.content.items;
  gathered.firstCount = 0;
  gathered.secondCount = 0;
  for (let n = 0; n < candidates.count; n++) {
    if (groupOf[n] !== g) continue;
    const type = inventoryType[candidates.kind[n]!]!;
    const first = firstSlotOf(type);
    if (g !== HANDS || first === EquipSlot.mainHand) gathered.first[gathered.firstCount++] = n;
    if (g === HANDS && (first === EquipSlot.offHand ? type !== InventoryType.weapon : type === InventoryType.weapon && dual))
      gathered.second[gathered.secondCount++] = n;
  }
}

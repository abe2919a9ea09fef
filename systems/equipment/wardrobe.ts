/**
 * Items of the whole content that a character can come by, in drawers by where they are worn and for which level: what bots that are
 * born above level 1 are dressed from, and what they carry to sell.
 */
import type { WorldContent } from '../../data/content.js';
import { InventoryType, ItemClass } from '../rules/equip-slots.js';
import { perContent } from './per-content.js';

/** Levels of one drawer. */
export const BAND = 5;
/** Inventory types, one row of drawers each. */
const TYPES = 29;
const TRADE_GOODS = 7;
const CONSUMABLE = 0;
const EPIC = 4;
const UNCOMMON = 2;
/** Items made for a level without asking for it have an item level about so much above it. */
const ITEM_LEVEL_AHEAD = 5;

export interface Wardrobe {
  readonly bands: number;
  /** Items of inventory type t for levels of band b: `values[offsets[t x bands + b] .. offsets[t x bands + b + 1] - 1]`, by index. */
  readonly offsets: Int32Array;
  readonly values: Int32Array;
  /** Ordinary bags by rising number of slots. */
  readonly bags: Int32Array;
  /** Unbound uncommon and better gear, materials, and consumables, by band. */
  readonly gear: Drawers;
  readonly materials: Drawers;
  readonly consumables: Drawers;
}
export interface Drawers {
  readonly offsets: Int32Array;
  readonly values: Int32Array;
}

/** Level an item is made for. */
export function suitLevel({ items }: WorldContent, kind: number): number {
  return items.requiredLevel[kind]! > 0 ? items.requiredLevel[kind]! : Math.max(1, items.itemLevel[kind]! - ITEM_LEVEL_AHEAD);
}

export const wardrobeOf = perContent(fill);

function fill(content: WorldContent): Wardrobe {
  const { items } = content;
  const bands = Math.floor(content.maxLevel / BAND) + 1;
  const had = obtainable(content);
  const bandOf = (kind: number): number => Math.floor(Math.min(suitLevel(content, kind), content.maxLevel) / BAND);
  const drawers = (rows: number, rowOf: (kind: number) => number): Drawers =>
    sortIn(items.count, rows, (kind) => (had[kind] === 0 ? -1 : rowOf(kind)));
  const unbound = (kind: number): boolean => items.bonding[kind] === 0 || items.bonding[kind] === 2;
  const worn = drawers(TYPES * bands, (kind) => (isDress(content, kind) ? items.inventoryType[kind]! * bands + bandOf(kind) : -1));
  return {
    bands,
    offsets: worn.offsets,
    values: worn.values,
    bags: bagsOf(content, had),
    gear: drawers(bands, (kind) =>
      isDress(content, kind) && unbound(kind) && items.quality[kind]! >= UNCOMMON && items.sellPrice[kind]! > 0 ? bandOf(kind) : -1,
    ),
    materials: drawers(bands, (kind) =>
      items.class[kind] === TRADE_GOODS && unbound(kind) && items.sellPrice[kind]! > 0 ? bandOf(kind) : -1,
    ),
    consumables: drawers(bands, (kind) =>
      items.class[kind] === CONSUMABLE && unbound(kind) && items.sellPrice[kind]! > 0 ? bandOf(kind) : -1,
    ),
  };
}

/** Equipment of ordinary quality that no quest is about. */
function isDress({ items }: WorldContent, kind: number): boolean {
  const itemClass = items.class[kind]!;
  if (itemClass !== ItemClass.weapon && itemClass !== ItemClass.armor) return false;
  return (
    items.inventoryType[kind] !== InventoryType.none &&
    items.quality[kind]! > 0 &&
    items.quality[kind]! < EPIC &&
    items.startsQuest[kind]! < 0
  );
}

/** 1 for kinds that drop, are sold, are rewards or part of a starting kit. */
export function obtainable(content: WorldContent): Uint8Array {
  const { items, itemSources, quests, startItems } = content;
  const had = new Uint8Array(items.count);
  for (let kind = 0; kind < items.count; kind++) if (itemSources.rows.offsets[kind + 1]! > itemSources.rows.offsets[kind]!) had[kind] = 1;
  for (const list of [quests.rewardAlways.values, quests.rewardChoice.values, startItems.item]) for (const kind of list) had[kind] = 1;
  return had;
}

function bagsOf({ items }: WorldContent, had: Uint8Array): Int32Array {
  const bags: number[] = [];
  for (let kind = 0; kind < items.count; kind++) {
    if (
      had[kind] === 1 &&
      items.class[kind] === ItemClass.container &&
      items.subclass[kind] === 0 &&
      items.inventoryType[kind] === InventoryType.bag &&
      items.containerSlots[kind]! > 0 &&
      items.classMask[kind] === 0
    )
      bags.push(kind);
  }
  return Int32Array.from(bags.sort((a, b) => items.containerSlots[a]! - items.containerSlots[b]! || a - b));
}

/** Counting sort of kinds into rows; kinds with row -1 are left out. */
function sortIn(kinds: number, rows: number, rowOf: (kind: number) => number): Drawers {
  const offsets = new Int32Array(rows + 1);
  const row = Int32Array.from({ length: kinds }, (_, kind) => rowOf(kind));
  for (const r of row) if (r >= 0) offsets[r + 1]!++;
  for (let r = 0; r < rows; r++) offsets[r + 1]! += offsets[r]!;
  const values = new Int32Array(offsets[rows]!);
  const next = offsets.slice();
  for (let kind = 0; kind < kinds; kind++) if (row[kind]! >= 0) values[next[row[kind]!]!++] = kind;
  return { offsets, values };
}

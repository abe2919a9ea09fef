/** What is saved of a bot, and what a save or load answers. Field names and result codes are those of the bot-state design. */

/** Answers of the operations. */
export const PersistenceResult = {
  SUCCESS: 0,
  /** The save is under way; a callback or `settle` tells how it ended. */
  ASYNC_PENDING: 1,
  /** No such bot, or not one that can be saved. */
  PLAYER_INVALID: 2,
  /** Nothing is stored for the bot. */
  STATE_NOT_FOUND: 3,
  /** The file could not be read or written. */
  DATABASE_ERROR: 4,
  /** A complete snapshot could not be written; nothing of it was. */
  TRANSACTION_FAILED: 5,
  /** What is stored is not what a snapshot can be. */
  DATA_INVALID: 6,
  /** The file was closed. */
  CLOSED: 7,
} as const;
export type PersistenceCode = (typeof PersistenceResult)[keyof typeof PersistenceResult];

const NAMES = Object.keys(PersistenceResult);

/** `SUCCESS`, `STATE_NOT_FOUND`, ... */
export function getResultString(result: PersistenceCode): string {
  return NAMES[result] ?? 'UNKNOWN';
}

/** Row of `playerbot_state`. Places in yards, orientation in radians from 0, money in copper. */
export interface BotStateSnapshot {
  readonly bot_guid: number;
  readonly position_x: number;
  readonly position_y: number;
  readonly position_z: number;
  readonly map_id: number;
  readonly zone_id: number;
  readonly orientation: number;
  readonly gold_copper: number;
  readonly health: number;
  readonly mana: number;
  readonly level: number;
}

/** What both kinds of items have. */
interface ItemSnapshot {
  readonly bot_guid: number;
  readonly slot: number;
  readonly item_id: number;
  readonly item_guid: number;
  /** `enchantId:seconds;...`, 0 seconds for one that lasts; empty when there is none. */
  readonly enchantments: string;
  /** `gemId,gemId,...` in the order of the sockets, 0 for an empty one before the last; empty when there is none. */
  readonly gems: string;
  readonly durability: number;
  /** 1 bound to its owner (ours). */
  readonly bound: number;
  /** Uses left of an item that has any (ours). */
  readonly charges: number;
}

/**
 * Row of `playerbot_inventory`. Places as game servers number them: bag 255 with slots 19 to 22 the worn bags themselves and 23 to 38 the
 * backpack; bags 19 to 22 with slots from 0 what is in them.
 */
export interface InventoryItemSnapshot extends ItemSnapshot {
  readonly bag: number;
  readonly stack_count: number;
}

/** Row of `playerbot_equipment`: slots 0 to 18. */
export type EquipmentItemSnapshot = ItemSnapshot;

/** Who a bot is (ours): what a bot needs to live in another world. */
export interface BotIdentity {
  readonly bot_guid: number;
  readonly name: string;
  readonly race: string;
  readonly class: string;
  /** Experience into the level, points. */
  readonly xp: number;
  /** Frame of the run it was saved in. */
  readonly frame: number;
}

export interface CompleteSnapshot {
  readonly identity: BotIdentity;
  readonly state: BotStateSnapshot;
  readonly inventory: readonly InventoryItemSnapshot[];
  readonly equipment: readonly EquipmentItemSnapshot[];
}

export interface InventorySummary {
  /** Slots that hold something. */
  readonly items: number;
  /** Units in all stacks. */
  readonly units: number;
}

export interface EquipmentSummaryRow {
  readonly slot: number;
  readonly item_id: number;
  readonly durability: number;
}

/** The bag number that stands for no bag at all. */
export const NO_BAG = 255;

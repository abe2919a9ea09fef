/** The tables of a bot file and the prepared statements on them, by the names of the bot-state design. */

/** "BotS" in PRAGMA application_id. */
export const BOT_FILE_ID = 0x426f7453;
/** PRAGMA user_version; raised when a reader of the older version would misread the file. */
export const BOT_FILE_VERSION = 1;

/** Indexes on what bots have, by name: what fills empty tables leaves them for later, when each is one sorted pass. */
export const ITEM_INDEXES: readonly (readonly [name: string, on: string])[] = [
  ['idx_inventory_item_id', 'playerbot_inventory (item_id)'],
  ['idx_inventory_last_updated', 'playerbot_inventory (last_updated)'],
  ['idx_equipment_item_id', 'playerbot_equipment (item_id)'],
  ['idx_equipment_last_updated', 'playerbot_equipment (last_updated)'],
];
export const ITEM_INDEX_SQL = ITEM_INDEXES.map(([name, on]) => `CREATE INDEX IF NOT EXISTS ${name} ON ${on};`).join('\n');

/** Columns of the design, then ours: bound and charges of items, gems of carried ones. */
export const BOT_FILE_SQL = `
CREATE TABLE playerbot_state (
  -- One row per bot: where it is and how it fares.
  bot_guid INTEGER NOT NULL PRIMARY KEY,
  -- yards
  position_x REAL NOT NULL,
  position_y REAL NOT NULL,
  position_z REAL NOT NULL,
  map_id INTEGER NOT NULL,
  zone_id INTEGER NOT NULL,
  -- radians, counter-clockwise from the x axis
  orientation REAL NOT NULL DEFAULT 0,
  gold_copper INTEGER NOT NULL DEFAULT 0,
  health INTEGER NOT NULL,
  mana INTEGER NOT NULL,
  level INTEGER NOT NULL,
  -- seconds since 1970, UTC
  last_updated INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;
CREATE INDEX idx_state_map_zone ON playerbot_state (map_id, zone_id);
CREATE INDEX idx_state_last_updated ON playerbot_state (last_updated);
CREATE TABLE playerbot_inventory (
  -- What a bot carries, a row per slot.
  bot_guid INTEGER NOT NULL,
  -- 255: the worn bags (slots 19 to 22) and the backpack (23 to 38); 19 to 22: what is in that bag
  bag INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  item_guid INTEGER NOT NULL,
  stack_count INTEGER NOT NULL DEFAULT 1,
  -- enchantId:seconds;..., 0 seconds for one that lasts
  enchantments TEXT,
  durability INTEGER NOT NULL DEFAULT 0,
  last_updated INTEGER NOT NULL DEFAULT (unixepoch()),
  -- gemId,gemId,...
  gems TEXT,
  -- 1 bound to its owner
  bound INTEGER NOT NULL DEFAULT 0,
  -- uses left of an item that has any
  charges INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (bot_guid, bag, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE playerbot_equipment (
  -- What a bot wears, a row per slot, 0 to 18.
  bot_guid INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  item_guid INTEGER NOT NULL,
  enchantments TEXT,
  gems TEXT,
  durability INTEGER NOT NULL DEFAULT 0,
  last_updated INTEGER NOT NULL DEFAULT (unixepoch()),
  bound INTEGER NOT NULL DEFAULT 0,
  charges INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (bot_guid, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE playerbot_identity (
  -- Who a bot is: what it needs to live in another world. Not part of the design.
  bot_guid INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  race TEXT NOT NULL,
  class TEXT NOT NULL,
  -- experience into the level, points
  xp INTEGER NOT NULL,
  -- frame of the run in which it was saved
  frame INTEGER NOT NULL
) STRICT;
CREATE TABLE playerbot_source (
  -- Where the bots come from: run, seed, world.
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
${ITEM_INDEX_SQL}
`;

const STATE = 'bot_guid, position_x, position_y, position_z, map_id, zone_id, orientation, gold_copper, health, mana, level';
const INVENTORY = 'bot_guid, bag, slot, item_id, item_guid, stack_count, enchantments, durability, gems, bound, charges';
const EQUIPMENT = 'bot_guid, slot, item_id, item_guid, enchantments, gems, durability, bound, charges';

/** Values of one row of each table that is inserted: those above and `last_updated`. */
export const STATE_VALUES = 12;
export const INVENTORY_VALUES = 12;
export const EQUIPMENT_VALUES = 10;

function insert(table: string, columns: string, values: number, rows = 1): string {
  const row = `(${new Array(values).fill('?').join(', ')})`;
  return `INSERT INTO ${table} (${columns}, last_updated) VALUES ${new Array(rows).fill(row).join(', ')}`;
}

/** An insert of so many rows at a time. */
export const insertInventory = (rows: number): string => insert('playerbot_inventory', INVENTORY, INVENTORY_VALUES, rows);
export const insertEquipment = (rows: number): string => insert('playerbot_equipment', EQUIPMENT, EQUIPMENT_VALUES, rows);

/** The 19 statements of the design. */
export const STATEMENTS = {
  PBDB_SEL_BOT_STATE: `SELECT ${STATE} FROM playerbot_state WHERE bot_guid = ?`,
  PBDB_INS_BOT_STATE: insert('playerbot_state', STATE, STATE_VALUES),
  PBDB_UPD_BOT_POSITION:
    'UPDATE playerbot_state SET position_x = ?, position_y = ?, position_z = ?, map_id = ?, zone_id = ?, orientation = ?, last_updated = ? WHERE bot_guid = ?',
  PBDB_UPD_BOT_GOLD: 'UPDATE playerbot_state SET gold_copper = ?, last_updated = ? WHERE bot_guid = ?',
  PBDB_UPD_BOT_FULL_STATE:
    'UPDATE playerbot_state SET position_x = ?, position_y = ?, position_z = ?, map_id = ?, zone_id = ?, orientation = ?, gold_copper = ?, health = ?, mana = ?, level = ?, last_updated = ? WHERE bot_guid = ?',
  PBDB_DEL_BOT_STATE: 'DELETE FROM playerbot_state WHERE bot_guid = ?',
  PBDB_SEL_BOT_INVENTORY: `SELECT ${INVENTORY} FROM playerbot_inventory WHERE bot_guid = ? ORDER BY bag, slot`,
  PBDB_SEL_BOT_INVENTORY_SLOT: `SELECT ${INVENTORY} FROM playerbot_inventory WHERE bot_guid = ? AND bag = ? AND slot = ?`,
  PBDB_INS_INVENTORY_ITEM: insertInventory(1),
  PBDB_UPD_INVENTORY_ITEM:
    'UPDATE playerbot_inventory SET item_id = ?, item_guid = ?, stack_count = ?, enchantments = ?, durability = ?, gems = ?, bound = ?, charges = ?, last_updated = ? WHERE bot_guid = ? AND bag = ? AND slot = ?',
  PBDB_DEL_INVENTORY_ITEM: 'DELETE FROM playerbot_inventory WHERE bot_guid = ? AND bag = ? AND slot = ?',
  PBDB_DEL_BOT_INVENTORY: 'DELETE FROM playerbot_inventory WHERE bot_guid = ?',
  PBDB_SEL_INVENTORY_SUMMARY:
    'SELECT count(*) AS items, coalesce(sum(stack_count), 0) AS units FROM playerbot_inventory WHERE bot_guid = ?',
  PBDB_SEL_BOT_EQUIPMENT: `SELECT ${EQUIPMENT} FROM playerbot_equipment WHERE bot_guid = ? ORDER BY slot`,
  PBDB_SEL_EQUIPMENT_SLOT: `SELECT ${EQUIPMENT} FROM playerbot_equipment WHERE bot_guid = ? AND slot = ?`,
  PBDB_INS_EQUIPMENT_ITEM: insertEquipment(1),
  PBDB_UPD_EQUIPMENT_ITEM:
    'UPDATE playerbot_equipment SET item_id = ?, item_guid = ?, enchantments = ?, gems = ?, durability = ?, bound = ?, charges = ?, last_updated = ? WHERE bot_guid = ? AND slot = ?',
  PBDB_DEL_EQUIPMENT_ITEM: 'DELETE FROM playerbot_equipment WHERE bot_guid = ? AND slot = ?',
  PBDB_DEL_BOT_EQUIPMENT: 'DELETE FROM playerbot_equipment WHERE bot_guid = ?',
  PBDB_SEL_EQUIPMENT_SUMMARY: 'SELECT slot, item_id, durability FROM playerbot_equipment WHERE bot_guid = ? ORDER BY slot',
} as const;

export const SELECT_IDENTITY = 'SELECT bot_guid, name, race, class, xp, frame FROM playerbot_identity WHERE bot_guid = ?';
export const REPLACE_IDENTITY =
  'INSERT OR REPLACE INTO playerbot_identity (bot_guid, name, race, class, xp, frame) VALUES (?, ?, ?, ?, ?, ?)';
export const DELETE_IDENTITY = 'DELETE FROM playerbot_identity WHERE bot_guid = ?';

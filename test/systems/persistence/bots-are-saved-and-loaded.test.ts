import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { setDurability } from '../../../systems/inventory/items.js';
import { Op } from '../../../systems/opcodes.js';
import { BotStatePersistence } from '../../../systems/persistence/bot-state-persistence.js';
import {
  captureComplete,
  captureEquipment,
  captureIdentity,
  captureInventory,
  captureState,
} from '../../../systems/persistence/capture.js';
import { getResultString, PersistenceResult } from '../../../systems/persistence/snapshot.js';
import type { PersistenceCode } from '../../../systems/persistence/snapshot.js';
import { WriteBack } from '../../../systems/persistence/write-back.js';
import type { Simulation } from '../../../systems/simulation.js';
import { BOTS, livingWorld, withFolder } from './support.js';

const { world } = await livingWorld(250);
const FIRST = { world, bot: 0 };
const GUID = world.uidOf(0);

async function withFile(use: (persistence: BotStatePersistence, path: string) => void | Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, 'bots.sqlite');
    const persistence = BotStatePersistence.open(path, { create: true });
    try {
      await use(persistence, path);
    } finally {
      await persistence.close();
    }
    for (const suffix of ['-wal', '-shm', '-journal']) assert.not.ok(existsSync(path + suffix));
  });
}

/** What a save answers at once, and what its callback was told. */
async function ended(
  save: (callback: (result: PersistenceCode) => void) => PersistenceCode,
  persistence: BotStatePersistence,
): Promise<string[]> {
  const told: string[] = [];
  const answer = save((result) => told.push(getResultString(result)));
  await persistence.settle();
  return [getResultString(answer), ...told];
}

test('a file that was filled in bulk has its indexes when it is closed, and one that was left without them when it is opened', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'bots.sqlite');
    const indexes = (): unknown[] => {
      const db = new Database(path);
      const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name").pluck().all();
      db.close();
      return names;
    };
    const persistence = BotStatePersistence.open(path, { create: true });
    const all = indexes();
    assert.is(all.length, 6);
    const [item] = captureInventory(FIRST);
    // 120,000 numbers, in several messages with the last of them small.
    for (let guid = 1; guid <= 120; guid++)
      persistence.saveInventoryItems(
        guid,
        Array.from({ length: 100 }, (_, n) => ({ ...item!, bag: 19 + Math.floor(n / 36), slot: n % 36 })),
      );
    await persistence.settle();
    persistence.saveInventoryItems(121, [item!]);
    await persistence.close();
    assert.equal(indexes(), all);
    const killed = new Database(path);
    killed.exec('DROP INDEX idx_inventory_item_id');
    assert.is(killed.prepare('SELECT count(*) FROM playerbot_inventory').pluck().get(), 12_001);
    killed.close();
    const again = BotStatePersistence.open(path);
    await again.close();
    assert.equal(indexes(), all);
  }));

test('state, inventory and equipment come back as they were taken', () =>
  withFile(async (persistence) => {
    assert.equal(await ended((c) => persistence.saveBotStateAsync(FIRST, c), persistence), ['ASYNC_PENDING', 'SUCCESS']);
    assert.equal(await ended((c) => persistence.saveInventoryAsync(FIRST, c), persistence), ['ASYNC_PENDING', 'SUCCESS']);
    assert.equal(await ended((c) => persistence.saveEquipmentAsync(FIRST, c), persistence), ['ASYNC_PENDING', 'SUCCESS']);
    const inventory = captureInventory(FIRST);
    const equipment = captureEquipment(FIRST);
    assert.ok(inventory.length > 3 && equipment.length > 3);
    assert.equal(persistence.loadBotState(GUID), { result: PersistenceResult.SUCCESS, value: captureState(FIRST) });
    assert.equal(byPlace(persistence.loadInventory(GUID).value!), byPlace(inventory));
    assert.equal(byPlace(persistence.loadEquipment(GUID).value!), byPlace(equipment));
    assert.equal(persistence.loadEquipmentSlot(GUID, equipment[0]!.slot).value, equipment[0]);
    assert.equal(persistence.loadInventorySlot(GUID, inventory[0]!.bag, inventory[0]!.slot).value, inventory[0]);
    assert.equal(persistence.getInventorySummary(GUID).value, {
      items: inventory.length,
      units: inventory.reduce((sum, item) => sum + item.stack_count, 0),
    });
    assert.equal(
      persistence.getEquipmentSummary(GUID).value,
      equipment.map(({ slot, item_id, durability }) => ({ slot, item_id, durability })),
    );
  }));

/** Order of keys and rows aside. */
function byPlace(items: readonly { readonly slot: number; readonly bag?: number }[]): string[] {
  return items.map((item) => JSON.stringify(Object.entries(item).sort())).sort();
}

test('a complete snapshot is what the world has, and a load waits for the save before it', () =>
  withFile((persistence) => {
    for (let bot = 0; bot < BOTS; bot++) assert.is(persistence.saveCompleteSnapshot({ world, bot }), PersistenceResult.ASYNC_PENDING);
    // Nobody has paused yet: the load itself sees to it.
    for (let bot = 0; bot < BOTS; bot++) {
      const { value } = persistence.loadCompleteSnapshot(world.uidOf(bot));
      const taken = captureComplete({ world, bot });
      assert.equal(value!.identity, captureIdentity({ world, bot }));
      assert.equal(value!.state, taken.state);
      assert.equal(byPlace(value!.inventory), byPlace(taken.inventory));
      assert.equal(byPlace(value!.equipment), byPlace(taken.equipment));
    }
  }));

test('light updates of place and purse change nothing else', () =>
  withFile(async (persistence) => {
    assert.equal(await ended((c) => persistence.updateBotGoldAsync(FIRST, c), persistence), ['ASYNC_PENDING', 'STATE_NOT_FOUND']);
    assert.equal(await ended((c) => persistence.updateBotPositionAsync(FIRST, c), persistence), ['ASYNC_PENDING', 'STATE_NOT_FOUND']);
    const other = await livingWorld(60);
    assert.is(other.world.uidOf(0), GUID);
    const before = captureState({ world: other.world, bot: 0 });
    const now = captureState(FIRST);
    assert.is.not(before.position_x, now.position_x);
    persistence.saveBotStateAsync({ world: other.world, bot: 0 });
    assert.equal(await ended((c) => persistence.updateBotPositionAsync(FIRST, c), persistence), ['ASYNC_PENDING', 'SUCCESS']);
    const { gold_copper, health, mana, level } = before;
    assert.equal(persistence.loadBotState(GUID).value, { ...now, gold_copper, health, mana, level });
    other.world.commands.perform(other.world, Op.give, 0, -1, 777, 0, 0, 0, 0);
    persistence.updateBotGoldAsync({ world: other.world, bot: 0 });
    assert.equal(persistence.loadBotState(GUID).value, { ...now, gold_copper: gold_copper + 777, health, mana, level });
  }));

test('belongings that are gone are gone from the file', () =>
  withFile((persistence) => {
    persistence.saveCompleteSnapshot(FIRST);
    const taken = captureComplete(FIRST);
    const fewer = { ...taken, inventory: taken.inventory.slice(0, 2), equipment: taken.equipment.slice(1) };
    persistence.saveSnapshot(fewer);
    assert.equal(byPlace(persistence.loadInventory(GUID).value!), byPlace(fewer.inventory));
    assert.equal(byPlace(persistence.loadEquipment(GUID).value!), byPlace(fewer.equipment));
    persistence.saveSnapshot({ ...taken, inventory: [] });
    assert.equal(persistence.loadInventory(GUID), { result: PersistenceResult.SUCCESS, value: [] });
  }));

test('deletion takes everything of one bot', () =>
  withFile((persistence) => {
    persistence.saveCompleteSnapshot(FIRST);
    persistence.saveCompleteSnapshot({ world, bot: 1 });
    assert.is(persistence.deleteBotData(GUID), PersistenceResult.SUCCESS);
    assert.is(persistence.loadBotState(GUID).result, PersistenceResult.STATE_NOT_FOUND);
    assert.is(persistence.loadCompleteSnapshot(GUID).result, PersistenceResult.STATE_NOT_FOUND);
    assert.equal(persistence.getInventorySummary(GUID).value, { items: 0, units: 0 });
    assert.is(persistence.deleteBotData(GUID), PersistenceResult.STATE_NOT_FOUND);
    assert.is(persistence.loadCompleteSnapshot(world.uidOf(1)).result, PersistenceResult.SUCCESS);
    // What was deleted can be saved again.
    persistence.saveCompleteSnapshot(FIRST);
    assert.is(persistence.loadEquipment(GUID).value!.length, captureEquipment(FIRST).length);
  }));

test('what is no bot is refused at once, and a closed file says so', async () => {
  await withFile(async (persistence) => {
    for (const player of [null, undefined, { world, bot: -1 }, { world, bot: 1_000_000 }, { world, bot: 0.5 }]) {
      for (const save of [
        'saveBotStateAsync',
        'saveInventoryAsync',
        'saveEquipmentAsync',
        'saveCompleteSnapshot',
        'updateBotGoldAsync',
        'updateBotPositionAsync',
      ] as const)
        assert.is(persistence[save](player), PersistenceResult.PLAYER_INVALID, save);
    }
    for (const guid of [0, -1, 1.5, 2 ** 40]) {
      assert.is(persistence.loadBotState(guid).result, PersistenceResult.PLAYER_INVALID);
      assert.is(persistence.deleteBotData(guid), PersistenceResult.PLAYER_INVALID);
    }
    assert.is(persistence.loadBotState(999_999).result, PersistenceResult.STATE_NOT_FOUND);
    await persistence.close();
    assert.is(persistence.saveBotStateAsync(FIRST), PersistenceResult.CLOSED);
    assert.is(persistence.loadBotState(GUID).result, PersistenceResult.CLOSED);
  });
});

test('a complete snapshot that cannot be written leaves nothing of it, and others are not touched', () =>
  withFile(async (persistence, path) => {
    persistence.saveCompleteSnapshot({ world, bot: 1 });
    await persistence.settle();
    const db = new Database(path);
    db.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON playerbot_equipment WHEN new.bot_guid = ${GUID} BEGIN SELECT raise(ABORT, 'refused'); END`,
    );
    const told: string[] = [];
    const tell = (result: PersistenceCode): unknown => told.push(getResultString(result));
    persistence.saveCompleteSnapshot({ world, bot: 2 }, tell);
    persistence.saveCompleteSnapshot(FIRST, tell);
    persistence.saveEquipmentAsync(FIRST, tell);
    persistence.updateBotGoldAsync({ world, bot: 1 }, tell);
    await persistence.settle();
    assert.equal(told, ['SUCCESS', 'TRANSACTION_FAILED', 'DATABASE_ERROR', 'SUCCESS']);
    assert.is(persistence.failures, 2);
    assert.match(persistence.lastError, /refused/);
    assert.is(persistence.loadBotState(GUID).result, PersistenceResult.STATE_NOT_FOUND);
    assert.equal(persistence.getInventorySummary(GUID).value, { items: 0, units: 0 });
    assert.is(persistence.loadCompleteSnapshot(world.uidOf(2)).result, PersistenceResult.SUCCESS);
    db.exec('DROP TRIGGER refuse');
    db.close();
    persistence.saveCompleteSnapshot(FIRST);
    assert.is(persistence.loadCompleteSnapshot(GUID).result, PersistenceResult.SUCCESS);
  }));

test('rows that are no snapshot are not loaded as one', () =>
  withFile(async (persistence, path) => {
    persistence.saveCompleteSnapshot(FIRST);
    await persistence.settle();
    const db = new Database(path);
    db.exec("UPDATE playerbot_equipment SET enchantments = '12' WHERE slot = (SELECT min(slot) FROM playerbot_equipment)");
    db.close();
    assert.is(persistence.loadEquipment(GUID).result, PersistenceResult.DATA_INVALID);
    assert.is(persistence.loadCompleteSnapshot(GUID).result, PersistenceResult.DATA_INVALID);
    assert.is(persistence.loadInventory(GUID).result, PersistenceResult.SUCCESS);
  }));

test('write-back saves in batches what changed, and the file then has every bot as it is', () =>
  withFile(async (persistence, path) => {
    const writeBack = new WriteBack(persistence, 100);
    const simulation: Simulation = await livingWorld(400, 1, [writeBack]);
    const now = simulation.world;
    await persistence.settle();
    assert.is(persistence.failures, 0);
    assert.is(writeBack.batches, 5);
    for (let bot = 0; bot < BOTS; bot++) {
      const { value } = persistence.loadCompleteSnapshot(now.uidOf(bot));
      const taken = captureComplete({ world: now, bot });
      assert.equal(byPlace(value!.inventory), byPlace(taken.inventory), `bot ${bot}`);
      assert.equal(byPlace(value!.equipment), byPlace(taken.equipment), `bot ${bot}`);
      assert.equal(value!.state, taken.state, `bot ${bot}`);
    }
    const saves = writeBack.saves;
    writeBack.flush(now);
    assert.is(writeBack.saves, saves, 'nothing changed, so nothing is saved');
    // One more item is a complete snapshot of one bot.
    const equipped = captureEquipment({ world: now, bot: 3 })[0]!;
    const i = now.c.slots.item[3 * now.sizes.botSlots + equipped.slot]! - 1;
    for (const dirty of now.write.dirty) dirty?.clear();
    setDurability(now, i, 1);
    writeBack.afterFrame(now);
    writeBack.flush(now);
    assert.is(persistence.loadEquipmentSlot(now.uidOf(3), equipped.slot).value!.durability, 1);
    const db = new Database(path, { readonly: true });
    assert.is(db.prepare('SELECT count(*) FROM playerbot_state').pluck().get(), BOTS);
    assert.is(db.pragma('integrity_check', { simple: true }), 'ok');
    db.close();
  }));

test('the tables have the names and fields of the design', () =>
  withFile((_persistence, path) => {
    const db = new Database(path, { readonly: true });
    const columns = (table: string): string[] => db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    const has = (table: string, fields: string): void => {
      for (const field of fields.split(' ')) assert.ok(columns(table).includes(field), `${table}.${field}`);
    };
    has(
      'playerbot_state',
      'bot_guid position_x position_y position_z map_id zone_id orientation gold_copper health mana level last_updated',
    );
    has('playerbot_inventory', 'bot_guid bag slot item_id item_guid stack_count enchantments durability last_updated');
    has('playerbot_equipment', 'bot_guid slot item_id item_guid enchantments gems durability last_updated');
    db.close();
  }));

test('a file that is there is not overwritten, and one that is not a bot file is refused', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'bots.sqlite');
    const refused = (open: () => unknown): string => {
      try {
        open();
      } catch (error) {
        assert.instance(error, UserError);
        return (error as UserError).code;
      }
      return 'opened';
    };
    assert.is(
      refused(() => BotStatePersistence.open(path)),
      'bot-file-missing',
    );
    await BotStatePersistence.open(path, { create: true }).close();
    assert.is(
      refused(() => BotStatePersistence.open(path, { create: true })),
      'bot-file-unwritable',
    );
    const other = join(folder, 'other.sqlite');
    new Database(other).exec('CREATE TABLE t (x)').close();
    assert.is(
      refused(() => BotStatePersistence.open(other)),
      'bot-file-foreign',
    );
    const newer = new Database(path);
    newer.pragma('user_version = 99');
    newer.close();
    assert.is(
      refused(() => BotStatePersistence.open(path)),
      'bot-file-newer',
    );
  }));

test.run();

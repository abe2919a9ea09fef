import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InternalError } from '../../../engine/errors.js';
import { compileWorld } from '../../../data/compile/index.js';
import { CreatureRole, Objective, QuestFlag } from '../../../data/content.js';
import type { Csr } from '../../../data/content.js';
import { addRow, rejectionOf, tutorialTables } from '../format/support.js';

function row(csr: Csr, index: number): number[] {
  return [...csr.values.slice(csr.offsets[index], csr.offsets[index + 1])];
}

test('rows lie in ascending order of id whatever the order of the tables', async () => {
  const tables = await tutorialTables();
  const expected = await compileWorld(tables);
  tables.creature.reverse();
  tables.loot.reverse();
  tables.base_stats.reverse();
  const content = await compileWorld(tables);
  assert.equal([...content.creatures.id], [1, 2, 3, 10, 11, 12]);
  assert.is(tables.creature[0]!.id, 12, 'the tables themselves are not changed');
  for (const key of ['creatures', 'loot', 'itemSources', 'quests', 'spawnsOf', 'givers', 'hash'] as const)
    assert.equal(content[key], expected[key]);
  assert.equal(content.baseStats.values, expected.baseStats.values);
});

test('cells become numbers in the units of the content', async () => {
  const { creatures, spawns, items, factions, classes, xpToNext, auctionHouses, profile, maxLevel } = await compileWorld(
    await tutorialTables(),
  );
  assert.equal([creatures.minDamageCenti[0], creatures.toAlliance[0], creatures.toAlliance[3], creatures.toHorde[3]], [200, 0, 2, 0]);
  assert.is(creatures.roles[4], CreatureRole.vendor | CreatureRole.repair | CreatureRole.questGiver | CreatureRole.noCombat);
  assert.equal([creatures.auctionHouse[5], creatures.auctionHouse[0], creatures.killCredit[0]], [0, -1, -1]);
  assert.equal([spawns.x[2], spawns.y[2], spawns.respawnMs[2]], [-600, -1400, 300_000]);
  assert.equal([...items.stats.slice(8 * 7, 9 * 7)], [0, 0, 0, 2, 0, 0, 0]);
  assert.equal([items.maxDamageCenti[0], items.speedMs[0], items.quality[7], items.startsQuest[0]], [400, 1900, 2, -1]);
  assert.equal([...factions.toHorde], [0, 0, 0]);
  assert.equal([classes.role[0], classes.powerStat[1], classes.armorType[0], classes.weaponMask[0]], [0, 3, 3, (1 << 7) | (1 << 4) | 1]);
  assert.is(classes.weaponMask[1], (1 << 10) | (1 << 15) | (1 << 19), 'subclasses are those of the client, with their gaps');
  assert.equal([...xpToNext], [0, 400, 900, 1400, 2100, 0]);
  assert.equal([auctionHouses.count, auctionHouses.cutPercent[0], profile, maxLevel], [1, 5, 'classic', 5]);
});

test('base stats are filled in: own race first, then race 0, each level from the nearest row below', async () => {
  const tables = await tutorialTables();
  const own = tables.base_stats[0]!;
  addRow(tables, 'race', { id: 2, name: 'Lakefolk', side: 'horde' });
  addRow(tables, 'start', { race_id: 2, class_id: 1, map_id: 1, x_yards: 0, y_yards: 0 });
  addRow(tables, 'base_stats', { ...own, race_id: 2, level: 2, health: 49 });
  const { baseStats } = await compileWorld(tables);
  const health = (race: number): number[] => [1, 2, 3, 4, 5].map((level) => baseStats.values[baseStats.offset(race, 0, level) + 5]!);
  assert.equal(health(0), [40, 40, 58, 58, 80]);
  assert.equal(health(1), [40, 49, 49, 49, 49]);
  for (const [race, cls, level] of [
    [1, 1, 1],
    [0, 0, 0],
    [0, 0, 6],
    [5, 0, 1],
  ] as const) {
    assert.throws(
      () => baseStats.offset(race, cls, level),
      (error: unknown) => error instanceof InternalError,
    );
  }
});

test('repair costs take the nearest level below, of the own subclass before the common one', async () => {
  const tables = await tutorialTables();
  addRow(tables, 'repair_cost', { item_level: 3, kind: 'weapon', subclass: 7, copper_per_point: 9 });
  addRow(tables, 'repair_quality', { quality: 'rare', factor: 1.1 });
  const { repairCopperPerPoint: cost, repairQualityFactor } = await compileWorld(tables);
  assert.equal(
    [0, 1, 2, 3, 4, 5, 900, 4000].map((level) => cost(level, 0, 7)),
    [0, 1, 1, 9, 9, 9, 9, 9],
  );
  assert.equal(
    [1, 4, 5].map((level) => cost(level, 0, 2)),
    [1, 1, 2],
  );
  assert.is(cost(5, 1, 4), 1);
  assert.equal([repairQualityFactor[1], repairQualityFactor[3]], [1, Math.fround(1.1)]);
});

test('quests know their objectives, rewards, depth and what they unlock', async () => {
  const tables = await tutorialTables();
  addRow(tables, 'quest', {
    id: 7,
    title: 'Side A',
    type: 'talk',
    level: 3,
    exclusive_group: -5,
    next_quest_id: 9,
    flags: 'daily|repeatable',
  });
  addRow(tables, 'quest', { id: 8, title: 'Side B', type: 'talk', level: 3, exclusive_group: -5, next_quest_id: 9, prev_quest_id: 4 });
  addRow(tables, 'quest', { id: 9, title: 'Both', type: 'talk', level: 3, prev_quest_id: -1 });
  addRow(tables, 'quest_objective', { quest_id: 9, row: 0, kind: 'explore', map_id: 1, x_yards: 10.5, y_yards: -2, radius_yards: 15 });
  const { quests, items } = await compileWorld(tables);
  assert.equal([...quests.id], [1, 2, 3, 4, 7, 8, 9]);
  assert.equal([...quests.prev], [0, 1, 0, 3, 0, 4, -1]);
  assert.equal([...quests.chainDepth], [0, 1, 0, 1, 0, 2, 3]);
  assert.equal([...quests.next], [-1, -1, -1, -1, 6, 6, -1]);
  assert.equal(row(quests.unlocks, 0), [1]);
  assert.equal(row(quests.unlocks, 3), [5]);
  assert.equal(row(quests.unlocks, 4), [6]);
  assert.equal(row(quests.feeders, 6), [4, 5]);
  assert.equal(row(quests.groupMembers, 5), [4, 5]);
  assert.equal(row(quests.groupMembers, 0), []);
  assert.is(quests.flags[4], QuestFlag.daily | QuestFlag.repeatable);
  const [first, second] = row(quests.objectives, 3) as [number, number];
  assert.equal(
    [quests.objectiveKind[first], quests.objectiveTarget[first], quests.objectiveCount[first], quests.objectiveTarget[second]],
    [Objective.kill, 1, 5, 2],
  );
  const [place] = row(quests.objectives, 6) as [number];
  assert.equal(
    [
      quests.objectiveKind[place],
      quests.objectiveTarget[place],
      quests.objectiveMap[place],
      quests.objectiveX[place],
      quests.objectiveY[place],
      quests.objectiveRadius[place],
    ],
    [Objective.explore, -1, 0, 1050, -200, 1500],
  );
  assert.equal(
    row(quests.rewardChoice, 3).map((item) => items.id[item]),
    [12, 13],
  );
  assert.equal([row(quests.rewardAlways, 0).map((item) => items.id[item]), quests.rewardAlwaysCount[0]], [[7], 3]);
});

test('givers stand at the spawns of those who start or end quests', async () => {
  const tables = await tutorialTables();
  addRow(tables, 'spawn', { id: 4, creature_id: 10, map_id: 1, x_yards: 500, y_yards: 1 });
  addRow(tables, 'quest_relation', { quest_id: 2, role: 'start', actor_kind: 'object', actor_id: 1 });
  addRow(tables, 'quest_relation', { quest_id: 3, role: 'start', actor_kind: 'item', actor_id: 6 });
  tables.item[8]!.starts_quest_id = 4;
  const { givers, spawns, objectSpawns, questItemsStarting, items } = await compileWorld(tables);
  assert.equal([...givers.kind], [0, 0, 0, 1]);
  assert.equal(
    [...givers.spawn].map((spawn, g) => (givers.kind[g] === 0 ? spawns.id[spawn] : objectSpawns.id[spawn])),
    [1, 2, 4, 1],
  );
  assert.equal(row(givers.starts, 0), [0, 1, 2]);
  assert.equal(row(givers.starts, 1), [3]);
  assert.equal(row(givers.starts, 3), [1]);
  assert.equal(row(givers.ends, 1), [2]);
  assert.equal(row(givers.startersOf, 1), [0, 2, 3]);
  assert.equal(row(givers.endersOf, 2), [1]);
  assert.is(givers.x[2], 50_000);
  assert.equal(
    [2, 3].map((quest) => row(questItemsStarting, quest).map((item) => items.id[item])),
    [[6], [9]],
  );
});

test('services stand at spawns of creatures with the role; mailboxes serve everybody', async () => {
  const tables = await tutorialTables();
  addRow(tables, 'trainer', { creature_id: 10 });
  addRow(tables, 'creature', { ...tables.creature[5]!, id: 13, auction_house_id: 0 });
  addRow(tables, 'spawn', { id: 99, creature_id: 13, map_id: 1, x_yards: 0, y_yards: 0 });
  const { vendors, repairers, auctioneers, mailboxes, innkeepers, trainers, vendorItems, items, vendorStock, vendorRestockMs } =
    await compileWorld(tables);
  assert.equal(
    [[...vendors.spawn], [...repairers.spawn], [...auctioneers.spawn], innkeepers.count, [...trainers.spawn]],
    [[1], [1], [2], 0, [0]],
    'an auctioneer without a house is none',
  );
  assert.equal([auctioneers.house[0], auctioneers.toAlliance[0], auctioneers.toHorde[0], auctioneers.x[0]], [0, 2, 0, -600]);
  assert.equal([mailboxes.count, mailboxes.toAlliance[0], mailboxes.toHorde[0], mailboxes.house[0]], [1, 2, 2, -1]);
  const start = vendorItems.offsets[4]!;
  assert.equal(
    row(vendorItems, 4).map((item) => items.id[item]),
    [1, 2, 7, 10],
  );
  assert.equal([vendorStock[start + 3], vendorRestockMs[start + 3]], [2, 3_600_000]);
});

test('what the format cannot keep does not change the hash', async () => {
  const tables = await tutorialTables();
  const { hash } = await compileWorld(tables);
  tables.quest_objective[0]!.x_yards = 5e-324;
  tables.quest_objective[1]!.y_yards = -0;
  tables.creature[4]!.roles = 'quest_giver|no_combat|repair|vendor';
  assert.is((await compileWorld(tables)).hash, hash);
  tables.quest_objective[0]!.x_yards = 0.01;
  assert.is.not((await compileWorld(tables)).hash, hash);
});

test('tables that were not validated are an internal error, not wrong content', async () => {
  const tables = await tutorialTables();
  tables.spawn[0]!.creature_id = 4711;
  assert.match(await rejectionOf(() => compileWorld(tables)), /InternalError compile-unvalidated: no creature 4711/);
});

test.run();

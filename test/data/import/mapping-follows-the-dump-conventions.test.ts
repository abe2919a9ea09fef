import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validateWorld } from '../../../data/format/validate/index.js';
import type { WorldTables } from '../../../data/format/tables.js';
import { changed, converted, dropped } from './fixtures.js';
import { smallWorld } from './small-world.js';
import type { Tables } from './small-world.js';

const { tables: world, report } = await converted(smallWorld());
const quest = (id: number, of: WorldTables = world): WorldTables['quest'][number] => of.quest.find((row) => row.id === id)!;
const objectives = (id: number): (string | number)[][] =>
  world.quest_objective.filter((row) => row.quest_id === id).map((row) => [row.kind, row.target_id, row.count]);
const creature = (id: number, of: WorldTables = world): WorldTables['creature'][number] => of.creature.find((row) => row.id === id)!;
function attitude(id: number, of: WorldTables = world): [string, string] {
  const faction = of.faction.find((row) => row.id === creature(id, of).faction_id);
  return faction === undefined ? ['neutral', 'neutral'] : [faction.to_alliance, faction.to_horde];
}

test('the small world has no errors', () => {
  assert.equal(
    validateWorld(world, { source: 'tiny' }).filter((finding) => finding.severity === 'error'),
    [],
  );
});

test('texts keep their quotes, semicolons and parentheses, NULL becomes empty', () => {
  assert.is(creature(2).name, 'Smith "Old" O\'Dea');
  assert.is(creature(2).title, 'Armour; (and) more');
  assert.is(creature(1).title, '');
  assert.is(quest(200).title, 'Rats; too many (again)');
});

test('npc flags become roles, unit flags keep from combat', () => {
  assert.is(creature(1).roles, 'quest_giver');
  assert.is(creature(2).roles, 'vendor|repair');
  assert.is(creature(5).roles, 'auctioneer');
  assert.is(creature(6).roles, 'no_xp');
  assert.is(creature(6).kind, 'critter');
  assert.is(creature(7).roles, 'no_combat');
});

test('flags in the layout of later games are recognised by who sells', async () => {
  const tables: Tables = smallWorld();
  for (const row of tables['creature_template']!) {
    if (row['Entry'] === 2) row['NpcFlags'] = 128 + 4096;
    if (row['Entry'] === 5) row['NpcFlags'] = 2097152;
    if (row['Entry'] === 7) row['NpcFlags'] = 16385;
  }
  const later = await converted(tables);
  assert.is(creature(2, later.tables).roles, 'vendor|repair');
  assert.is(creature(5, later.tables).roles, 'auctioneer');
  assert.is(later.tables.graveyard.length, 1);
});

test('factions take the side of the races their quests are asked of', () => {
  assert.equal(attitude(1), ['friendly', 'hostile']);
  assert.equal(attitude(2), ['friendly', 'hostile']);
  assert.equal(attitude(4), ['hostile', 'friendly']);
  assert.equal(attitude(3), ['hostile', 'hostile']);
  assert.equal(attitude(6), ['neutral', 'neutral']);
  assert.ok(world.faction.every((row) => row.derived === 1));
  assert.is(creature(5).auction_house_id, 1);
});

test('an enemy asked for becomes one that can be attacked', () => {
  assert.equal(attitude(8), ['neutral', 'hostile']);
  assert.is(creature(8).roles, '');
  assert.equal(objectives(207), [['kill', 8, 1]]);
});

test('health, damage and blows that the dump lacks are filled in', () => {
  assert.ok(creature(8).min_health > 1);
  assert.ok(creature(8).max_damage > 0);
  assert.is(creature(8).attack_ms, 2000);
  assert.is(creature(8).loot_id, 0);
});

test('loot signs: quest chance, equal share, reference, count', () => {
  const rows = world.loot.filter((row) => row.kind === 'creature' && row.id === 3);
  assert.equal(
    rows.map((row) => [row.item_id, row.reference_id, row.chance_percent, row.group_id, row.min_count, row.max_count, row.quest_only]),
    [
      [100, 0, 80.5, 0, 1, 1, 1],
      [104, 0, 0, 1, 2, 3, 0],
      [0, 600, 5, 0, 1, 2, 0],
    ],
  );
  assert.equal(
    rows.map((row) => row.row),
    [0, 1, 2],
  );
  assert.equal(dropped(report, 'creature_loot_template'), {
    'reference missing or empty': 1,
    'item missing': 1,
    'chance 0 outside a group': 1,
  });
  assert.is(world.loot.find((row) => row.kind === 'reference')!.chance_percent, 0.0073);
  assert.equal(dropped(report, 'reference_loot_template'), { 'no owner in the world': 1 });
});

test('quest objectives: creatures, objects by sign, items, items handed out', () => {
  assert.equal(objectives(200), [['collect', 100, 4]]);
  assert.equal(objectives(201), [
    ['kill', 3, 6],
    ['use_object', 53, 1],
  ]);
  assert.is(quest(201).type, 'kill');
  assert.equal(objectives(202), [['collect', 103, 1]]);
  assert.is(quest(202).type, 'deliver');
  assert.equal([quest(202).source_item_id, quest(202).source_item_count], [103, 1]);
  assert.is(quest(209).type, 'dungeon');
});

test('quest signs: previous quest, group, money, sort, level, masks', () => {
  assert.equal([quest(201).prev_quest_id, quest(202).prev_quest_id, quest(201).exclusive_group], [200, -200, -201]);
  assert.equal([quest(200).reward_money_copper, quest(201).reward_money_copper, quest(200).reward_money_max_level_copper], [50, -30, 120]);
  assert.equal([quest(200).zone_id, quest(202).zone_id, quest(202).level], [12, 0, 2]);
  assert.equal([quest(200).race_mask, quest(202).race_mask], [77, 0]);
  assert.is(quest(202).flags, 'repeatable');
  assert.equal(
    world.quest_reputation.map((row) => [row.quest_id, row.reputation_id, row.points]),
    [[200, 72, 25]],
  );
  assert.equal(
    world.quest_reward.map((row) => [row.quest_id, row.kind, row.item_id]),
    [[200, 'always', 101]],
  );
});

test('quests that cannot be done are kept and not offered', () => {
  assert.is(quest(206).flags, 'unavailable');
  assert.is(quest(208).flags, 'unavailable');
  assert.is(quest(208).prev_quest_id, 0);
  const why = changed(report, 'quest_template');
  assert.is(why['not offered: offered during an event only'], 1);
  assert.is(why['not offered: nobody starts it'], 1);
  assert.is(why['previous quest missing: none'], 1);
});

test('a place to explore is derived and marked', () => {
  const [place] = world.quest_objective.filter((row) => row.quest_id === 205);
  assert.equal([place!.kind, place!.derived, place!.map_id], ['explore', 1, 0]);
});

test('relations: items start quests, area triggers and dangling rows are counted', () => {
  assert.ok(
    world.quest_relation.some((row) => row.quest_id === 209 && row.actor_kind === 'item' && row.actor_id === 103 && row.role === 'start'),
  );
  assert.is(world.item.find((row) => row.id === 103)!.starts_quest_id, 209);
  assert.equal(dropped(report, 'quest_relations'), { 'area trigger: has no place in a dump': 1, 'quest missing': 1 });
});

test('the four relation tables of other cores say the same', async () => {
  const tables = smallWorld();
  const relations = tables['quest_relations']!.filter((row) => row['actor'] === 0);
  delete tables['quest_relations'];
  const of = (role: number): { id: number; quest: number }[] =>
    relations.filter((row) => row['role'] === role).map((row) => ({ id: Number(row['entry']), quest: Number(row['quest']) }));
  tables['creature_questrelation'] = of(0);
  tables['creature_involvedrelation'] = of(1);
  const other = await converted(tables);
  assert.equal(other.tables.quest_relation, world.quest_relation);
});

test('items: masks, stats, speed of what has damage, sets', () => {
  const sword = world.item.find((row) => row.id === 101)!;
  assert.equal(
    [sword.class, sword.subclass, sword.class_mask, sword.race_mask, sword.speed_ms, sword.max_damage],
    ['weapon', 7, 0, 0, 2500, 4],
  );
  assert.equal(
    world.item_stat.map((row) => [row.item_id, row.stat, row.value]),
    [
      [101, 'stamina', 3],
      [101, 'strength', -1],
    ],
  );
  const fluff = world.item.find((row) => row.id === 104)!;
  assert.equal([fluff.quality, fluff.class_mask, fluff.race_mask], ['poor', 1, 1]);
  assert.equal(world.item_set, [{ id: 7, name: 'Plain Trousers' }]);
  assert.is(report.derived['item sets without bonuses, named after their pieces'], 1);
});

test('spawns keep their places to the hundredth of a yard; dangling ones are counted', () => {
  assert.equal(
    world.spawn.find((row) => row.id === 2),
    { id: 2, creature_id: 2, map_id: 0, x_yards: 10.13, y_yards: -5.5, respawn_seconds: 300 },
  );
  assert.is(world.spawn.find((row) => row.id === 7)!.respawn_seconds, 1);
  assert.equal(dropped(report, 'creature'), { 'template missing': 1 });
  assert.equal(
    world.object.map((row) => [row.id, row.kind, row.loot_id]),
    [
      [50, 'mailbox', 0],
      [51, 'chest', 510],
      [53, 'quest', 0],
    ],
  );
  assert.equal(dropped(report, 'gameobject'), { 'scenery without a use': 1 });
});

test('pools fill only so many places, events none', async () => {
  const tables = smallWorld();
  tables['creature'] = [
    ...tables['creature']!,
    ...Array.from({ length: 10 }, (_, index) => ({
      guid: 100 + index,
      id: 3,
      map: 0,
      position_x: 400 + index,
      position_y: 0,
      spawntimesecs: 60,
    })),
  ];
  tables['pool_template'] = [{ entry: 1, max_limit: 3 }];
  tables['pool_creature'] = Array.from({ length: 9 }, (_, index) => ({ guid: 100 + index, pool_entry: 1 }));
  tables['game_event_creature'] = [{ guid: 109, event: 4 }];
  const pooled = await converted(tables);
  assert.equal(
    pooled.tables.spawn.filter((row) => row.id >= 100).map((row) => row.id),
    [100, 103, 106],
  );
  assert.is(dropped(pooled.report, 'creature')['pool limit: not filled at a time'], 6);
  assert.is(dropped(pooled.report, 'creature')['there during an event only'], 1);
});

test('a place without a creature takes one of its list', async () => {
  const tables = smallWorld();
  tables['creature']!.push({ guid: 41, id: 0, map: 0, position_x: 500, position_y: 0, spawntimesecs: 60 });
  tables['creature_spawn_entry'] = [3, 6].map((entry) => ({ guid: 41, entry }));
  const listed = await converted(tables);
  assert.is(listed.tables.spawn.find((row) => row.id === 41)!.creature_id, 6);
});

test('vendors: stock and restock; items that are missing are counted', () => {
  assert.equal(world.vendor_item, [
    { creature_id: 2, item_id: 101, stock: 0, restock_seconds: 0 },
    { creature_id: 2, item_id: 102, stock: 2, restock_seconds: 600 },
  ]);
  assert.equal(dropped(report, 'npc_vendor'), { 'item missing': 1 });
});

test('zones hold their quest givers, take levels from quests and names from teleport places', () => {
  const zone = world.zone.find((row) => row.id === 12)!;
  assert.is(zone.name, 'Millers Rest');
  assert.is(zone.derived, 1);
  assert.ok(zone.x_min_yards <= 0 && zone.x_max_yards >= 0 && zone.y_min_yards <= 0 && zone.y_max_yards >= 0);
  for (const spawn of world.spawn)
    assert.ok(
      world.zone.some((row) => row.map_id === spawn.map_id && spawn.x_yards >= row.x_min_yards && spawn.x_yards <= row.x_max_yards),
    );
});

test('graveyards are where spirit healers stand', () => {
  assert.equal(
    world.graveyard.map((row) => [row.x_yards, row.y_yards, row.derived]),
    [[40, 40, 1]],
  );
});

test('a kit is what vendors sell for the class: no sword for a priest, no piece of a set', () => {
  assert.equal(
    world.start_item.map((row) => [row.class_id, row.item_id]),
    [1, 2, 3, 4, 8, 9].map((id) => [id, 101]),
  );
});

test('the highest level has no experience to leave it', () => {
  assert.equal(
    world.level_xp.map((row) => row.level),
    [1, 2],
  );
  assert.is(world.meta.find((row) => row.key === 'max_level')!.value, '3');
});

test('every row read is kept or dropped, tables without a use are named', () => {
  for (const entry of report.tables)
    assert.is(entry.kept + Object.values(entry.dropped).reduce((sum, rows) => sum + rows, 0), entry.read, entry.table);
  assert.equal(report.unused, { npc_text: 2 });
});

test('the same dump gives the same world', async () => {
  assert.equal((await converted(smallWorld())).tables, world);
});

test('column and table names match in any case, tables by column list too', async () => {
  const tables = smallWorld();
  const upper: Tables = Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name.toUpperCase(),
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key.toUpperCase(), value]))),
    ]),
  );
  assert.equal((await converted(upper)).tables, world);
});

test.run();

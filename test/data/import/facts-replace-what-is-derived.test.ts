import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { defaultFacts } from '../../../data/import/facts.js';
import { converted, failure } from './fixtures.js';
import { smallWorld } from './small-world.js';

const FACTS = `
name: Tiny
factions: [{ id: 901, name: Rats, to_alliance: neutral, to_horde: hostile, reputation_id: 72 }]
reputations: [{ id: 72, name: The Mill, base_alliance: 3000 }]
maps: [{ id: 0, name: The Vale, kind: world }]
zones: [{ id: 12, map_id: 0, name: Mill Green, min_level: 1, max_level: 6, side: alliance, x_min_yards: -50, x_max_yards: 50, y_min_yards: -50, y_max_yards: 50 }]
graveyards: [{ id: 4, map_id: 0, x_yards: 7, y_yards: 8, side: alliance }]
explore: [{ quest_id: 205, map_id: 0, x_yards: 320, y_yards: 1, radius_yards: 15 }]
start_items: [{ class_id: 1, item_id: 101 }]
repair_cost: [{ item_level: 0, kind: weapon, copper_per_point: 2 }]
repair_quality: [{ quality: common, factor: 0.8 }]
item_sets: [{ id: 7, name: Miller's Best, bonuses: [{ pieces: 2, stat: stamina, value: 4 }] }]
map_links: [{ name: Ford, from_map_id: 0, from_x_yards: 0, from_y_yards: 0, to_map_id: 0, to_x_yards: 900, to_y_yards: 0, travel_seconds: 20 }]
`;

test('facts take the place of what would be derived, and are not marked as derived', async () => {
  const { tables, report } = await converted(smallWorld(), FACTS);
  assert.equal(
    tables.faction.find((row) => row.id === 901),
    { id: 901, name: 'Rats', to_alliance: 'neutral', to_horde: 'hostile', reputation_id: 72, derived: 0 },
  );
  assert.equal(tables.reputation, [{ id: 72, name: 'The Mill', base_alliance: 3000, base_horde: 0 }]);
  assert.equal(tables.map, [{ id: 0, name: 'The Vale', kind: 'world' }]);
  assert.is(tables.zone.find((row) => row.id === 12)!.name, 'Mill Green');
  assert.equal(
    tables.graveyard.map((row) => [row.id, row.x_yards, row.side, row.derived]),
    [[4, 7, 'alliance', 0]],
  );
  assert.equal(
    tables.quest_objective.filter((row) => row.quest_id === 205).map((row) => [row.kind, row.x_yards, row.radius_yards, row.derived]),
    [['explore', 320, 15, 0]],
  );
  assert.equal(tables.start_item, [{ race_id: 0, class_id: 1, item_id: 101, count: 1 }]);
  assert.equal(tables.repair_cost, [{ item_level: 0, kind: 'weapon', subclass: 255, copper_per_point: 2, derived: 0 }]);
  assert.equal(tables.repair_quality, [{ quality: 'common', factor: Math.fround(0.8), derived: 0 }]);
  assert.equal(tables.item_set, [{ id: 7, name: "Miller's Best" }]);
  assert.equal(tables.item_set_bonus, [{ set_id: 7, pieces: 2, stat: 'stamina', value: 4, derived: 0 }]);
  assert.equal(
    tables.map_link.map((row) => [row.from_x_yards, row.to_x_yards]),
    [
      [0, 900],
      [900, 0],
    ],
  );
  assert.is(tables.meta.find((row) => row.key === 'name')!.value, 'Tiny');
  assert.is(report.derived['places to explore'], undefined);
});

test('facts with a mistake name the place and what was expected', async () => {
  for (const [text, pattern] of [
    ['races: [{ id: 1, name: Human, side: red }]', /races\.0\.side/],
    ['nonsense: 1', /nonsense/],
    ['zones: [{ id: 0 }]', /zones\.0\.id/],
    ['a: [', /cannot be read as YAML or JSON/],
  ] as const) {
    const error = await failure(converted(smallWorld(), text));
    assert.instance(error, UserError, text);
    assert.match(error.message, pattern);
    assert.match(error.message, /facts\.yaml/);
    assert.not.match(error.message, /\n/);
  }
});

test('the example in the documentation is a sound facts file', async () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(readFileSync(resolve('docs', 'importing.md'), 'utf8'))![1]!;
  const { tables } = await converted(smallWorld(), example);
  assert.is(tables.meta.find((row) => row.key === 'name')!.value, 'My world');
});

test('an empty facts file changes nothing', async () => {
  assert.equal((await converted(smallWorld(), '')).tables, (await converted(smallWorld())).tables);
});

test('the facts that come along name eight races and nine classes, each of one side or role', () => {
  const facts = defaultFacts();
  assert.equal(
    facts.races.map((race) => race.id),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  assert.equal(
    facts.races.filter((race) => race.side === 'alliance').map((race) => race.id),
    [1, 3, 4, 7],
  );
  assert.equal(
    facts.classes.map((entry) => entry.id),
    [1, 2, 3, 4, 5, 7, 8, 9, 11],
  );
});

test.run();

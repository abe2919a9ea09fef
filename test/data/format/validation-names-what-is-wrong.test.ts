import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { WorldTables } from '../../../data/format/tables.js';
import { FINDINGS_OF_ONE_KIND_MAX } from '../../../data/format/validate/finding.js';
import { countFindings, formatFinding, validateWorld } from '../../../data/format/validate/index.js';
import { readWorldCsv } from '../../../data/format/containers/index.js';
import { addRow, tutorialFiles, tutorialTables, withFolder, writeTutorial } from './support.js';

/** What validation says of the tutorial's world after a change. */
async function findingsAfter(change: (tables: WorldTables) => void): Promise<string[]> {
  const tables = await tutorialTables();
  change(tables);
  return validateWorld(tables, { source: 'w' }).map(formatFinding);
}

interface Case {
  readonly what: string;
  readonly change: (tables: WorldTables) => void;
  readonly expected: RegExp;
}

const set = (row: object | undefined, cells: object): void => {
  Object.assign(row!, cells);
};

const CASES: readonly Case[] = [
  {
    what: 'a number out of range',
    change: (t) => set(t.creature[0], { min_level: 0 }),
    expected: /^error: .*creature\.csv line 2 \(id 1\) column min_level: is 0, expected a whole number from 1 to 255/,
  },
  {
    what: 'a fraction for a whole number',
    change: (t) => set(t.creature[0], { armor: 1.5 }),
    expected: /^error: .*creature.* column armor: is 1.5, expected a whole number/,
  },
  {
    what: 'a word for a number',
    change: (t) => set(t.item[2], { item_level: 'ten' }),
    expected: /^error: .*item\.csv line 4 \(id 3\) column item_level: is "ten"/,
  },
  {
    what: 'a missing number',
    change: (t) => set(t.spawn[0], { x_yards: '' }),
    expected: /^error: .*spawn.* column x_yards: is empty, expected a number from -100000 to 100000/,
  },
  { what: 'not a number', change: (t) => set(t.spawn[0], { x_yards: NaN }), expected: /^error: .*spawn.* column x_yards: is NaN/ },
  {
    what: 'an unknown word',
    change: (t) => set(t.creature[0], { kind: 'beats' }),
    expected: /^error: .*column kind: is "beats", expected one of humanoid, beast/,
  },
  {
    what: 'an unknown flag',
    change: (t) => set(t.creature[4], { roles: 'vendor|repairs' }),
    expected: /^error: .*column roles: has the word "repairs"/,
  },
  {
    what: 'a text that is too long',
    change: (t) => set(t.item[0], { name: 'x'.repeat(256) }),
    expected: /^error: .*column name: has 256 characters, expected at most 255/,
  },
  {
    what: 'a broken surrogate pair',
    change: (t) => set(t.item[0], { name: 'a\ud800' }),
    expected: /^error: .*column name: is .* expected text without/,
  },
  {
    what: 'a duplicate key',
    change: (t) => set(t.item[3], { id: 1 }),
    expected: /^error: .*item\.csv line 5 \(id 1\) column id: has the same id as line 2, expected each once/,
  },
  {
    what: 'a dangling reference',
    change: (t) => set(t.spawn[1], { creature_id: 99 }),
    expected: /^error: .*spawn\.csv line 3 \(id 2\) column creature_id: is 99, but there is no creature row/,
  },
  {
    what: 'a missing loot table',
    change: (t) => set(t.creature[0], { loot_id: 44 }),
    expected: /^error: .*column loot_id: is 44, but there is no loot table of kind creature/,
  },
  {
    what: 'a loot table of another kind',
    change: (t) =>
      addRow(t, 'loot', { kind: 'object', id: 9, item_id: 1, chance_percent: 5, row: 0 }) && set(t.creature[0], { loot_id: 9 }),
    expected: /^error: .*is 9, but there is no loot table of kind creature/,
  },
  {
    what: 'a missing map',
    change: (t) => set(t.spawn[1], { map_id: 0 }),
    expected: /^error: .*spawn.*column map_id: is 0, but there is no map row/,
  },
  {
    what: 'an empty table that is needed',
    change: (t) => {
      t.spawn.length = 0;
    },
    expected: /^error: .*spawn\.csv: has no rows, expected at least one spawn/,
  },
  {
    what: 'an unknown format',
    change: (t) =>
      set(
        t.meta.find((r) => r.key === 'format'),
        { value: '2' },
      ),
    expected: /^error: .*meta.*\(key format\) column value: is "2", expected 1/,
  },
  {
    what: 'a missing property',
    change: (t) => {
      t.meta.splice(
        t.meta.findIndex((r) => r.key === 'max_level'),
        1,
      );
    },
    expected: /^error: .*meta.*has no row with key max_level/,
  },
  {
    what: 'levels the wrong way round',
    change: (t) => set(t.creature[1], { min_level: 5 }),
    expected: /^error: .*creature.*column min_level: is 5, expected at most max_level, which is 4/,
  },
  {
    what: 'health the wrong way round',
    change: (t) => set(t.creature[1], { min_health: 900 }),
    expected: /^error: .*column min_health: is 900, expected at most max_health/,
  },
  {
    what: 'damage the wrong way round',
    change: (t) => set(t.item[0], { min_damage: 9 }),
    expected: /^error: .*item.*column min_damage: is 9, expected at most max_damage/,
  },
  {
    what: 'money the wrong way round',
    change: (t) => set(t.creature[1], { min_money_copper: 90 }),
    expected: /^error: .*column min_money_copper: is 90/,
  },
  {
    what: 'counts the wrong way round',
    change: (t) => set(t.loot[0], { min_count: 9 }),
    expected: /^error: .*loot.*\(kind creature, id 1, row 0\) column min_count: is 9, expected at most max_count, which is 1/,
  },
  {
    what: 'a zone inside out',
    change: (t) => set(t.zone[0], { x_min_yards: 700 }),
    expected: /^error: .*zone.*column x_min_yards: is 700, expected less than x_max_yards/,
  },
  {
    what: 'a target of the wrong kind',
    change: (t) => set(t.quest_objective[0], { target_id: 13 }),
    expected: /^error: .*quest_objective.*column target_id: is 13, expected the id of the creature to kill/,
  },
  {
    what: 'an explore place on no map',
    change: (t) => set(t.quest_objective[0], { kind: 'explore', map_id: 5 }),
    expected: /^error: .*quest_objective.*column map_id: is 5, but there is no map/,
  },
  {
    what: 'an unknown actor',
    change: (t) => set(t.quest_relation[0], { actor_id: 400 }),
    expected: /^error: .*quest_relation.*column actor_id: is 400, but there is no creature/,
  },
  {
    what: 'an unknown predecessor',
    change: (t) => set(t.quest[1], { prev_quest_id: -77 }),
    expected: /^error: .*quest.*column prev_quest_id: is -77, but there is no quest 77/,
  },
  {
    what: 'quests that wait for each other',
    change: (t) => set(t.quest[0], { prev_quest_id: 2 }),
    expected: /^error: .*quest.*wait for each other in a circle: 1 > 2 > 1|2 > 1 > 2/,
  },
  {
    what: 'a quest that follows itself',
    change: (t) => set(t.quest[3], { next_quest_id: 4 }),
    expected: /^error: .*column next_quest_id: quests wait for each other in a circle: 4 > 4/,
  },
  {
    what: 'a chain that closes',
    change: (t) => set(t.quest[1], { next_in_chain_id: 1 }),
    expected: /^error: .*column next_in_chain_id: the chain leads in a circle/,
  },
  {
    what: 'item and reference both',
    change: (t) => set(t.loot[0], { reference_id: 1 }),
    expected: /^error: .*loot.*column item_id: is 5 and reference_id is 1, expected exactly one/,
  },
  {
    what: 'neither item nor reference',
    change: (t) => set(t.loot[0], { item_id: 0 }),
    expected: /^error: .*loot.*column item_id: and reference_id are both 0/,
  },
  {
    what: 'chance 0 outside a group',
    change: (t) => set(t.loot[0], { chance_percent: 0 }),
    expected: /^error: .*loot.*column chance_percent: is 0 outside a group/,
  },
  {
    what: 'references in a circle',
    change: (t) => addRow(t, 'loot', { kind: 'reference', id: 1, row: 9, reference_id: 1, chance_percent: 5 }),
    expected: /^error: .*loot.*column reference_id: leads in a circle: 1 > 1/,
  },
  {
    what: 'a group of more than 101 percent',
    change: (t) => {
      for (const r of t.loot) if (r.kind === 'reference') r.chance_percent = 51;
    },
    expected: /^warning: .*loot.*add up to 102 percent, expected at most 100 \(and 1 for rounding\)/,
  },
  {
    what: 'a class without base stats',
    change: (t) => {
      t.base_stats = t.base_stats.filter((r) => r.class_id === 1);
    },
    expected: /^error: .*start.*column class_id: race 1 and class 2 have no base_stats row of level 1/,
  },
  {
    what: 'a class id that masks cannot hold',
    change: (t) => addRow(t, 'class', { ...t.class[0]!, id: 32 }),
    expected: /^error: .*class.*column id: is 32, expected 1 to 31/,
  },
  {
    what: 'a people without a side',
    change: (t) => set(t.race[0], { side: 'neutral' }),
    expected: /^error: .*race.*column side: is "neutral", expected one of alliance, horde/,
  },
  {
    what: 'a level without experience',
    change: (t) => {
      t.level_xp.splice(1, 1);
    },
    expected: /^error: .*level_xp.*column level: lacks level 2; expected every level from 1 to 4/,
  },
  {
    what: 'a quest without starter',
    change: (t) => {
      t.quest_relation.splice(0, 1);
    },
    expected: /^warning: .*quest\.csv line 2 \(id 1\): nobody starts the quest/,
  },
  {
    what: 'a quest without ender',
    change: (t) => {
      t.quest_relation.splice(1, 1);
    },
    expected: /^warning: .*quest\.csv line 2 \(id 1\): nobody ends the quest/,
  },
  {
    what: 'a kill without spawn',
    change: (t) => {
      t.spawn = t.spawn.filter((r) => r.creature_id !== 1);
    },
    expected: /^warning: .*quest_objective.*is creature 1, which has no spawn/,
  },
  {
    what: 'a thing that nobody has',
    change: (t) => {
      t.loot = t.loot.filter((r) => r.item_id !== 5);
    },
    expected: /^warning: .*quest_objective.*is item 5, which nothing drops/,
  },
  {
    what: 'a vendor without spawn',
    change: (t) => {
      t.spawn = t.spawn.filter((r) => r.creature_id !== 11);
    },
    expected: /^warning: .*creature.*column roles: is vendor, but the creature has no spawn/,
  },
  {
    what: 'an auctioneer without house',
    change: (t) => set(t.creature[5], { auction_house_id: 0 }),
    expected: /^warning: .*creature.*column auction_house_id: is 0 for an auctioneer/,
  },
  {
    what: 'a map that nobody reaches',
    change: (t) => {
      addRow(t, 'map', { id: 2, name: 'Far', kind: 'dungeon' });
      set(t.spawn[9], { map_id: 2 });
    },
    expected: /^warning: .*map.*\(id 2\): has spawns, but no map_link leads there/,
  },
  {
    what: 'no graveyard',
    change: (t) => {
      t.graveyard.length = 0;
    },
    expected: /^warning: .*map.*\(id 1\): has spawns but no graveyard/,
  },
];

for (const { what, change, expected } of CASES) {
  test(`validation names ${what}`, async () => {
    const findings = await findingsAfter(change);
    assert.ok(
      findings.some((line) => expected.test(line)),
      `expected ${String(expected)} among:\n${findings.join('\n') || '(nothing)'}`,
    );
    const severity = String(expected).slice(2).split(':')[0] as string;
    if (severity === 'warning')
      assert.not.ok(
        findings.some((line) => line.startsWith('error')),
        findings.join('\n'),
      );
  });
}

test('lines count those inside quoted cells and blank ones', () =>
  withFolder((folder) => {
    const files = tutorialFiles();
    files.set('race.csv', 'id,name,side\n1,"Hill\nfolk",alliance\n\n2,"Lake\n\nfolk",horde\n3,Others,none\n');
    const tables = readWorldCsv(writeTutorial(folder, files));
    (tables.race[1] as { id: number }).id = 0;
    const lines = validateWorld(tables, { source: 'w' })
      .filter((f) => f.table === 'race')
      .map((f) => f.row);
    assert.equal(lines, [5, 8]);
  }));

test('errors come first, each in the order of tables, rows and columns, the same every time', async () => {
  const tables = await tutorialTables();
  set(tables.creature[5], { auction_house_id: 0 });
  set(tables.spawn[3], { x_yards: 'a', map_id: -1 });
  set(tables.spawn[1], { y_yards: 'b' });
  set(tables.race[0], { side: 'x' });
  const found = validateWorld(tables, { source: 'w' }).map(formatFinding);
  assert.equal(validateWorld(tables, { source: 'w' }).map(formatFinding), found);
  const parts = [
    'race',
    'line 3 (id 2) column y_yards',
    'line 5 (id 10) column map_id',
    'line 5 (id 10) column x_yards',
    'column auction_house_id: is 0 for an auctioneer',
  ];
  const at = parts.map((part) => found.findIndex((line) => line.includes(part)));
  assert.ok(
    at.every((index) => index >= 0),
    found.join('\n'),
  );
  assert.equal(
    at,
    at.slice().sort((a, b) => a - b),
  );
  const firstWarning = found.findIndex((line) => line.startsWith('warning'));
  assert.ok(found.slice(firstWarning).every((line) => line.startsWith('warning')));
});

test('of many findings of one kind the rest are counted, after those that are listed', async () => {
  const { error: errors, warning: warnings } = FINDINGS_OF_ONE_KIND_MAX;
  const tables = await tutorialTables();
  for (let i = 0; i < errors + 50; i++) addRow(tables, 'spawn', { id: 1000 + i, creature_id: 900 + i, map_id: 1, x_yards: 0, y_yards: 0 });
  for (let i = 0; i < warnings + 7; i++)
    addRow(tables, 'item', { id: 1000 + i, name: 'Odd blade', class: 'weapon', inventory_type: 13, max_damage: 3 });
  const found = validateWorld(tables, { source: 'w' });
  const spawns = found.filter((f) => f.table === 'spawn' && f.severity === 'error');
  assert.is(spawns.length, errors + 1);
  assert.match(spawns[errors]!.message, '50 more errors of this kind (reference) are not listed');
  const items = found.filter((f) => f.table === 'item' && f.severity === 'warning');
  assert.is(items.length, warnings + 1);
  assert.match(items[warnings]!.message, '7 more warnings of this kind (speed) are not listed');
  assert.is(countFindings(found, 'error'), errors + 50);
  const all = validateWorld(tables, { source: 'w', all: true });
  assert.is(all.filter((f) => f.severity === 'error').length, errors + 50);
  assert.is(all.filter((f) => f.table === 'item').length, warnings + 7);
});

test('an id that is missing is one error, with the rows that refer to it', async () => {
  const errors = (await findingsAfter((t) => set(t.creature[0], { id: 2 }))).filter((line) => line.startsWith('error'));
  assert.match(errors[0]!, /creature\.csv line 3 \(id 2\) column id: has the same id as line 2/);
  assert.match(
    errors[1]!,
    /spawn\.csv line 5 .* column creature_id: is 1, but there is no creature row with that id; the same in lines 6, 7, 8 and 4 more/,
  );
  assert.is(errors.length, 3, errors.join('\n'));
  assert.match(errors[2]!, /quest_objective\.csv/);
});

test('a level of base stats that is there twice is not blamed on every start', async () => {
  const errors = (await findingsAfter((t) => set(t.base_stats[0], { level: 3 }))).filter((line) => line.startsWith('error'));
  assert.is(errors.length, 1, errors.join('\n'));
});

test('a value cannot break the line that shows it', async () => {
  const [line] = await findingsAfter((t) => set(t.creature[0], { kind: 'a\nerror: b\u001b[2J' }));
  assert.not.match(line!, '\n');
  assert.not.match(line!, '\u001b');
});

test.run();

/** How often a table gives what: observed frequencies against exact probabilities. */
import { chiSquaredDistributionTable } from 'simple-statistics';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rollMoney, rollTable } from '../../../systems/loot/roll-table.js';
import type { World } from '../../../systems/world.js';
import { kindOf, makeWorld, smallContent } from '../inventory/small-world.js';

const junk = (id: number): { id: number; name: string; class: string; stack_size: number } => ({
  id,
  name: `Thing ${id}`,
  class: 'junk',
  stack_size: 20,
});
const row = (id: number, order: number, rest: object): { kind: string; id: number; row: number } => ({
  kind: id === 1 ? 'creature' : 'reference',
  id,
  row: order,
  ...rest,
});
const content = await smallContent({
  item: [1, 2, 3, 4, 5, 6, 7, 8].map(junk),
  loot: [
    row(1, 0, { item_id: 1, chance_percent: 40, min_count: 1, max_count: 4 }),
    row(1, 1, { item_id: 2, chance_percent: 30, group_id: 1 }),
    row(1, 2, { item_id: 3, chance_percent: 20, group_id: 1 }),
    row(1, 3, { item_id: 4, chance_percent: 0, group_id: 1 }),
    row(1, 4, { item_id: 5, chance_percent: 0, group_id: 1 }),
    row(1, 5, { reference_id: 2, chance_percent: 25, max_count: 2 }),
    row(1, 6, { item_id: 8, chance_percent: 10, quest_only: 1 }),
    row(2, 0, { item_id: 6, chance_percent: 75, group_id: 1 }),
    row(2, 1, { item_id: 7, chance_percent: 0, group_id: 1 }),
  ],
});
const ROLLS = 20_000;
/** Corpses differ by frame and uid. */
function roll(world: World, n: number): ReturnType<typeof rollTable> {
  world.frame = Math.floor(n / 100);
  return rollTable(world, 0, 1000 + (n % 100));
}

const test = suite('loot: tables');

test('ungrouped rows, groups, equal shares, references and quest rows drop as often as they should', () => {
  const world = makeWorld(content, 7);
  const seen = new Map<number, number>();
  for (let n = 0; n < ROLLS; n++) {
    const drops = roll(world, n);
    for (let d = 0; d < drops.length; d++) seen.set(drops.item[d]!, (seen.get(drops.item[d]!) ?? 0) + 1);
  }
  // Item 6 and 7: two runs of the reference a quarter of the time.
  const expected = [0.4, 0.3, 0.2, 0.25, 0.25, 0.25 * 2 * 0.75, 0.25 * 2 * 0.25, 0.1];
  expected.forEach((mean, k) => {
    const observed = seen.get(kindOf(world, k + 1)) ?? 0;
    // Five standard deviations of a count; that of two runs is a little more.
    const deviation = Math.sqrt(ROLLS * mean * (1 - Math.min(mean, 0.9)) * 2);
    assert.ok(Math.abs(observed - ROLLS * mean) < 5 * deviation, `item ${k + 1}: ${observed} of ${ROLLS * mean}`);
  });
});

test('a group gives exactly one of its rows when they total a hundred, in the proportion of their chances', () => {
  const world = makeWorld(content, 8);
  const picks: number[] = [];
  for (let n = 0; n < ROLLS; n++) {
    const drops = roll(world, n);
    const inGroup = [...drops.item.subarray(0, drops.length)].filter(
      (kind, d) => drops.group[d] === 1 && kind >= kindOf(world, 2) && kind <= kindOf(world, 5),
    );
    assert.is(inGroup.length, 1);
    picks.push(inGroup[0]! - kindOf(world, 2));
  }
  const share = [0.3, 0.2, 0.25, 0.25];
  const chi = picks
    .reduce((counts, pick) => (counts[pick]!++, counts), [0, 0, 0, 0])
    .reduce((sum, count, k) => sum + (count - ROLLS * share[k]!) ** 2 / (ROLLS * share[k]!), 0);
  assert.ok(chi < chiSquaredDistributionTable[3]![0.005]!, `chi square ${chi} of 3 degrees`);
});

test('counts are uniform between their bounds', () => {
  const world = makeWorld(content, 9);
  const counts: number[] = [];
  for (let n = 0; n < ROLLS; n++) {
    const drops = roll(world, n);
    for (let d = 0; d < drops.length; d++) if (drops.item[d] === kindOf(world, 1)) counts.push(drops.count[d]!);
  }
  assert.is(Math.min(...counts), 1);
  assert.is(Math.max(...counts), 4);
  // The library's test needs a distribution function; its statistic is checked against the table.
  const chi = [1, 2, 3, 4]
    .map((c) => counts.filter((x) => x === c).length)
    .reduce((sum, count) => sum + (count - counts.length / 4) ** 2 / (counts.length / 4), 0);
  assert.ok(chi < chiSquaredDistributionTable[3]![0.005]!, `chi square ${chi}`);
});

test('the drop rate changes ordinary rows, the quest rate quest rows, and neither the groups', () => {
  const world = makeWorld(content, 7, 1, { 'rate.drop': 2.5, 'rate.quest_drop': 0 });
  for (let n = 0; n < 500; n++) {
    const drops = roll(world, n);
    const kinds = [...drops.item.subarray(0, drops.length)];
    assert.ok(kinds.includes(kindOf(world, 1)));
    assert.not.ok(kinds.includes(kindOf(world, 8)));
  }
});

test('the same corpse in the same frame holds the same, another frame other things', () => {
  const world = makeWorld(content, 7);
  const what = (n: number): string => {
    const drops = roll(world, n);
    return [...drops.item.subarray(0, drops.length), '/', ...drops.count.subarray(0, drops.length)].join();
  };
  assert.is(what(5), what(5));
  const different = new Set(Array.from({ length: 50 }, (_, n) => what(n)));
  assert.ok(different.size > 10);
});

test('coins lie between the bounds of the creature and follow the rate', () => {
  const coins = (rate: number): number[] => {
    const world = makeWorld(content, 7, 1, { 'rate.creature_money': rate });
    return Array.from({ length: 400 }, (_, n) => rollMoney(world, world.content.spawns.creature[0]!, 1000 + n));
  };
  const plain = coins(1);
  assert.equal([Math.min(...plain), Math.max(...plain)], [3, 7]);
  assert.equal(
    coins(0).every((copper) => copper === 0),
    true,
  );
  assert.is(Math.max(...coins(10)), 70);
});

test.run();

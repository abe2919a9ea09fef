import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { embeddedWorld } from '../../../data/embedded/index.js';
import type { Row } from '../../../data/format/tables.js';

const world = embeddedWorld();
const between = (value: number, low: number, high: number, what: string): void =>
  assert.ok(value >= low && value <= high, `${what}: ${value}, expected ${low} to ${high}`);

test('levels take as long as a player expects', () => {
  const xp = new Map(world.level_xp.map((r) => [r.level, r.xp_to_next]));
  assert.is(xp.size, 59);
  assert.is(xp.get(1), 400);
  assert.is(xp.get(10), 7600);
  between(xp.get(59) ?? 0, 190_000, 220_000, 'level 59');
  for (let level = 2; level < 60; level++) assert.ok((xp.get(level) ?? 0) > (xp.get(level - 1) ?? 0));
});

test('attributes grow from those of a beginner to those of a veteran', () => {
  for (const row of world.base_stats) {
    if (row.level === 1) {
      for (const stat of ['strength', 'agility', 'stamina', 'intellect', 'spirit'] as const) between(row[stat], 15, 30, stat);
      between(row.health, 40, 70, 'health');
      assert.ok(row.mana === 0 || (row.mana >= 60 && row.mana <= 120));
    }
    if (row.level === 60) {
      between(Math.max(row.strength, row.agility, row.intellect), 95, 135, 'main stat');
      between(row.health, 1300, 1800, 'health');
      assert.ok(row.mana === 0 || (row.mana >= 1200 && row.mana <= 1550));
    }
  }
  assert.is(world.base_stats.length, world.start.length * 60);
});

test('a normal enemy has the health and strength of its level, an elite more', () => {
  for (const c of world.creature.filter((row) => !row.roles.includes('no_combat'))) {
    const l = c.min_level,
      normal = 35 + 10 * l + 0.7 * l * l;
    if (c.rank === 'normal') between(c.min_health / normal, 0.85, 1.2, c.name);
    if (c.rank === 'elite') between(c.min_health / normal, 2.3, 3.2, c.name);
    assert.ok(c.max_damage > c.min_damage && c.max_health >= c.min_health && c.max_money_copper >= c.min_money_copper, c.name);
    if (c.rank === 'normal' && l >= 58) between(c.max_money_copper, 0, 1100, c.name);
  }
});

test('quests pay by their level', () => {
  for (const q of world.quest.filter((row) => row.type === 'kill' && row.flags === '')) {
    const xp = q.reward_money_max_level_copper / 0.6;
    if (q.level <= 5) between(xp, 60, 450, q.title);
    else if (q.level === 10) between(xp, 700, 1300, q.title);
    else if (q.level === 40) between(xp, 3000, 6000, q.title);
    else if (q.level === 60) between(xp, 6000, 10_500, q.title);
    assert.ok(q.min_level <= q.level && q.min_level >= q.level - 4, q.title);
  }
  const rewarded = new Set(world.quest_reward.filter((r) => r.kind === 'choice').map((r) => r.quest_id)).size;
  between(rewarded / world.quest.length, 0.4, 0.65, 'share of quests with a choice of rewards');
});

test('better and higher weapons hit harder', () => {
  const dps = (i: Row<'item'>): number => ((i.min_damage + i.max_damage) / 2 / i.speed_ms) * 1000;
  const swords = world.item.filter((i) => i.class === 'weapon' && i.subclass === 7);
  for (const quality of ['poor', 'common', 'uncommon', 'rare'] as const) {
    const line = swords.filter((i) => i.quality === quality).sort((a, b) => a.item_level - b.item_level);
    assert.ok(line.length >= 10);
    line.forEach((sword, i) => assert.ok(i === 0 || dps(sword) >= dps(line[i - 1] as Row<'item'>) - 0.5, sword.name));
  }
  for (const sword of swords.filter((i) => i.quality === 'uncommon'))
    between(dps(sword) / (1.5 + 0.62 * sword.item_level), 0.85, 1.15, sword.name);
});

test('nobody gains by buying from a vendor and selling back', () => {
  for (const i of world.item)
    assert.ok(i.buy_price_copper === 0 || i.buy_price_copper / i.buy_count > i.sell_price_copper || i.sell_price_copper === 0, i.name);
});

test('fine items bind, and what drops from bosses or is earned binds at once', () => {
  const items = new Map(world.item.map((i) => [i.id, i]));
  for (const r of world.quest_reward.filter((row) => row.kind === 'choice')) assert.is(items.get(r.item_id)?.bonding, 'pickup');
  for (const i of world.item)
    if (['uncommon', 'rare', 'epic'].includes(i.quality) && (i.class === 'weapon' || i.class === 'armor'))
      assert.is.not(i.bonding, 'none', i.name);
});

test.run();

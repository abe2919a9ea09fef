import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { embeddedWorld } from '../../../data/embedded/index.js';
import type { Row } from '../../../data/format/tables.js';

const world = embeddedWorld();
const creatures = new Map(world.creature.map((c) => [c.id, c])),
  items = new Map(world.item.map((i) => [i.id, i])),
  factions = new Map(world.faction.map((f) => [f.id, f]));
const quests = new Map(world.quest.map((q) => [q.id, q]));

interface Spot {
  readonly map: number;
  readonly x: number;
  readonly y: number;
}
const spot = (row: { map_id: number; x_yards: number; y_yards: number }): Spot => ({ map: row.map_id, x: row.x_yards, y: row.y_yards });
const distance = (a: Spot, b: Spot): number => (a.map === b.map ? Math.hypot(a.x - b.x, a.y - b.y) : Infinity);
const nearest = (from: Spot, to: readonly Spot[]): number => to.reduce((least, s) => Math.min(least, distance(from, s)), Infinity);

const standing = new Map<number, Spot[]>(),
  objectsAt = new Map<number, Spot[]>();
for (const s of world.spawn) standing.set(s.creature_id, [...(standing.get(s.creature_id) ?? []), spot(s)]);
for (const s of world.object_spawn) objectsAt.set(s.object_id, [...(objectsAt.get(s.object_id) ?? []), spot(s)]);
const withRole = (role: string): Spot[] =>
  world.creature.filter((c) => c.roles.split('|').includes(role)).flatMap((c) => standing.get(c.id) ?? []);
const attackable = (c: Row<'creature'>): boolean => !c.roles.includes('no_combat');

/** Loot tables that hold an item, directly or through a reference. */
function lootTablesWith(itemId: number): ReadonlySet<string> {
  const found = new Set(world.loot.filter((l) => l.item_id === itemId).map((l) => `${l.kind} ${l.id}`));
  for (const l of world.loot) if (l.reference_id !== 0 && found.has(`reference ${l.reference_id}`)) found.add(`${l.kind} ${l.id}`);
  return found;
}

test('every quest has a starter and an ender that stand somewhere', () => {
  for (const role of ['start', 'end'] as const) {
    const relations = new Map(world.quest_relation.filter((r) => r.role === role).map((r) => [r.quest_id, r]));
    for (const quest of world.quest) {
      const r = relations.get(quest.id);
      assert.ok(r, `${quest.title} lacks a ${role}`);
      if (r?.actor_kind === 'creature') assert.ok(standing.has(r.actor_id), quest.title);
      else if (r?.actor_kind === 'object') assert.ok(objectsAt.has(r.actor_id), quest.title);
      else assert.is(items.get(r?.actor_id ?? 0)?.starts_quest_id, quest.id);
    }
  }
});

test('every objective has a source', () => {
  const dropped = new Set(world.loot.map((l) => l.item_id)),
    tables = new Set([
      ...world.creature.filter((c) => standing.has(c.id)).map((c) => `creature ${c.loot_id}`),
      ...world.object.filter((o) => objectsAt.has(o.id)).map((o) => `object ${o.loot_id}`),
    ]);
  for (const o of world.quest_objective) {
    const title = quests.get(o.quest_id)?.title ?? '';
    if (o.kind === 'kill') assert.ok(standing.has(o.target_id) && attackable(creatures.get(o.target_id) as Row<'creature'>), title);
    else if (o.kind === 'talk') assert.ok(standing.has(o.target_id), title);
    else if (o.kind === 'use_object') assert.ok((objectsAt.get(o.target_id)?.length ?? 0) >= o.count, title);
    else if (o.kind === 'collect' && quests.get(o.quest_id)?.source_item_id !== o.target_id)
      assert.ok(dropped.has(o.target_id) && [...lootTablesWith(o.target_id)].some((t) => tables.has(t)), title);
    else if (o.kind === 'explore' || o.kind === 'escort') assert.ok(o.x_yards !== 0 || o.y_yards !== 0, title);
  }
});

test('who is to be killed is within reach of the level of the quest', () => {
  for (const o of world.quest_objective.filter((row) => row.kind === 'kill')) {
    const quest = quests.get(o.quest_id) as Row<'quest'>,
      target = creatures.get(o.target_id) as Row<'creature'>;
    assert.ok(target.min_level <= quest.level + 3, `${quest.title}: level ${quest.level}, target ${target.min_level}`);
  }
});

test('every beginner has quests of levels 1 to 5, things to fight and a weapon at the start', () => {
  assert.ok(world.start.length >= 20);
  for (const start of world.start) {
    const offered = world.quest_relation
      .filter((r) => r.role === 'start' && r.actor_kind === 'creature' && nearest(spot(start), standing.get(r.actor_id) ?? []) <= 150)
      .map((r) => quests.get(r.quest_id) as Row<'quest'>);
    const race = 1 << (start.race_id - 1),
      cls = 1 << (start.class_id - 1);
    const open = offered.filter(
      (q) =>
        q.level <= 5 &&
        q.min_level <= 1 &&
        (q.race_mask === 0 || (q.race_mask & race) !== 0) &&
        (q.class_mask === 0 || (q.class_mask & cls) !== 0) &&
        q.prev_quest_id === 0,
    );
    assert.ok(open.length >= 10, `race ${start.race_id} class ${start.class_id}: ${open.length}`);
    assert.ok(open.some((q) => q.class_mask !== 0) && open.some((q) => q.race_mask === race && q.class_mask === 0));
    const prey = world.creature.filter((c) => attackable(c) && c.min_level <= 2 && nearest(spot(start), standing.get(c.id) ?? []) <= 150);
    assert.ok(prey.length >= 2);
    const kit = world.start_item
      .filter((s) => (s.class_id === 0 || s.class_id === start.class_id) && (s.race_id === 0 || s.race_id === start.race_id))
      .map((s) => items.get(s.item_id) as Row<'item'>);
    assert.ok(
      kit.some((i) => i.class === 'weapon') &&
        kit.filter((i) => i.class === 'armor' && i.armor > 0).length >= 3 &&
        kit.every((i) => i.required_level <= 1),
    );
  }
});

test('every town has a vendor, a smith and a mailbox, and everywhere that bots fight has a graveyard near', () => {
  const mailboxes = world.object.filter((o) => o.kind === 'mailbox').flatMap((o) => objectsAt.get(o.id) ?? []),
    vendors = withRole('vendor'),
    smiths = withRole('repair');
  const inns = withRole('innkeeper');
  assert.ok(inns.length >= 108);
  for (const inn of inns)
    for (const service of [vendors.filter((v) => v !== inn), smiths, mailboxes]) assert.ok(nearest(inn, service) <= 400);
  const graveyards = world.graveyard.map(spot);
  for (const s of world.spawn.filter((row) => row.map_id < 2)) assert.ok(nearest(spot(s), graveyards) <= 420, `spawn ${s.id}`);
});

test('each side finds its own auctioneer in every band of ten levels, and no camp lies in a town', () => {
  for (const [side, house] of [
    ['alliance', 1],
    ['horde', 2],
  ] as const) {
    const found = new Set<number>();
    for (const c of world.creature.filter((row) => row.auction_house_id === house)) {
      const at = (standing.get(c.id) as Spot[])[0] as Spot;
      for (const z of world.zone)
        if (
          z.map_id === at.map &&
          z.min_level > 0 &&
          at.x >= z.x_min_yards &&
          at.x <= z.x_max_yards &&
          at.y >= z.y_min_yards &&
          at.y <= z.y_max_yards
        )
          found.add(Math.floor(z.min_level / 10));
    }
    assert.equal([...found].sort(), [0, 1, 2, 3, 4, 5], side);
  }
  const inns = withRole('innkeeper');
  for (const c of world.creature.filter(attackable))
    for (const s of standing.get(c.id) ?? []) assert.ok(s.map > 1 || nearest(s, inns) >= 40, c.name);
});

test('both sides find enemies of every level from 1 to 60', () => {
  for (const towards of ['to_alliance', 'to_horde'] as const) {
    for (let level = 1; level <= 60; level++) {
      const found = world.creature.filter(
        (c) =>
          c.rank === 'normal' &&
          attackable(c) &&
          c.min_level <= level &&
          c.max_level >= level &&
          factions.get(c.faction_id)?.[towards] !== 'friendly',
      );
      const spots = found.reduce((sum, c) => sum + (standing.get(c.id)?.length ?? 0), 0);
      assert.ok(spots >= 100, `${towards} level ${level}: ${spots}`);
    }
  }
});

test('neighbours in camps keep some distance and zones do not overlap, but for cities in their middle', () => {
  for (const c of world.creature.filter((row) => attackable(row) && row.rank === 'normal')) {
    const spots = standing.get(c.id) ?? [];
    for (const s of spots)
      assert.ok(
        nearest(
          s,
          spots.filter((other) => other !== s),
        ) <= 20,
        c.name,
      );
    for (const s of spots)
      assert.ok(
        nearest(
          s,
          spots.filter((other) => other !== s),
        ) >= 4,
        c.name,
      );
  }
  const open = world.zone.filter((z) => z.min_level > 0);
  for (const a of open)
    for (const b of open)
      assert.ok(
        a === b ||
          a.map_id !== b.map_id ||
          a.x_min_yards >= b.x_max_yards ||
          b.x_min_yards >= a.x_max_yards ||
          a.y_min_yards >= b.y_max_yards ||
          b.y_min_yards >= a.y_max_yards,
        `${a.name} and ${b.name}`,
      );
});

test('every passage has a way back', () => {
  for (const a of world.map_link) {
    assert.ok(
      world.map_link.some(
        (b) =>
          b.side === a.side &&
          b.from_map_id === a.to_map_id &&
          b.to_map_id === a.from_map_id &&
          Math.abs(b.from_x_yards - a.to_x_yards) < 10 &&
          Math.abs(b.from_y_yards - a.to_y_yards) < 10,
      ),
      a.name,
    );
  }
});

test.run();

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { QuestStatus } from '../../../components/index.js';
import { createItem, destroyKind } from '../../../systems/inventory/items.js';
import { Account } from '../../../systems/money.js';
import { Op } from '../../../systems/opcodes.js';
import { creditItems, creditKill, needsItem, questNeedsKind } from '../../../systems/quest/credit.js';
import { countAt, entryOf, statusAt } from '../../../systems/quest/quest-log.js';
import { Cause, Event, Reason } from '../../../systems/vocabulary.js';
import { Id, addQuest, addRow, perform, stage, standAt, village } from './support.js';

test('kills count for every quest that asks, up to what it asks, and for the creature they give credit for', async () => {
  const t = village();
  const wolf = t.creature.find((row) => row.id === Id.wolf)!;
  addRow(t, 'creature', { ...wolf, id: 9, name: 'Worg', kill_credit_id: Id.wolf });
  addRow(t, 'spawn', { id: 90, creature_id: 9, map_id: 0, x_yards: 60, y_yards: 0 });
  for (const [id, count] of [
    [1, 2],
    [2, 3],
  ] as const) {
    addQuest(t, { id });
    addRow(t, 'quest_objective', { quest_id: id, row: 0, kind: 'kill', target_id: Id.wolf, count });
  }
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  for (const id of [1, 2]) perform(world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor));
  const kinds = [Id.wolf, 9].map((id) => world.content.creatures.id.indexOf(id)) as [number, number];
  const before = world.events.totals[Event['quest.completed']]!;
  creditKill(world, bot, kinds[0]);
  creditKill(world, bot, kinds[1]);
  creditKill(world, bot, world.content.creatures.id.indexOf(Id.hermit));
  const state = (id: number): number[] => [
    countAt(world, bot, entryOf(world, bot, s.q(id)), 0),
    statusAt(world, bot, entryOf(world, bot, s.q(id))),
  ];
  assert.equal(
    [state(1), state(2)],
    [
      [2, QuestStatus.complete],
      [2, QuestStatus.active],
    ],
  );
  creditKill(world, bot, kinds[1]);
  assert.equal(
    [state(1), state(2)],
    [
      [2, QuestStatus.complete],
      [3, QuestStatus.complete],
    ],
  );
  assert.is(world.events.totals[Event['quest.completed']]! - before, 2);
});

test('items that leave make a complete quest active again; need follows the count', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'collect' });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'collect', target_id: Id.pelt, count: 3 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  const pelt = s.item(Id.pelt);
  assert.equal([needsItem(world, bot, pelt), questNeedsKind(world, bot, pelt)], [false, false]);
  perform(world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor));
  assert.equal([needsItem(world, bot, pelt), questNeedsKind(world, bot, pelt)], [true, true]);
  createItem(world, bot, pelt, 4, Cause.loot, Account.creatures);
  creditItems(world, bot, pelt);
  assert.equal(
    [statusAt(world, bot, 0), countAt(world, bot, 0, 0), needsItem(world, bot, pelt), questNeedsKind(world, bot, pelt)],
    [QuestStatus.complete, 3, false, true],
  );
  destroyKind(world, bot, pelt, 2, Cause.destroyed, Account.world);
  creditItems(world, bot, pelt);
  assert.equal([statusAt(world, bot, 0), countAt(world, bot, 0, 0), needsItem(world, bot, pelt)], [QuestStatus.active, 2, true]);
});

test('pelts carried already count when the quest is accepted, and are taken from two quests in turn', async () => {
  const t = village();
  for (const id of [1, 2]) {
    addQuest(t, { id, type: 'collect' });
    addRow(t, 'quest_objective', { quest_id: id, row: 0, kind: 'collect', target_id: Id.pelt, count: 3 });
  }
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  createItem(world, bot, s.item(Id.pelt), 4, Cause.loot, Account.creatures);
  for (const id of [1, 2]) perform(world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor));
  assert.equal(
    [0, 1].map((k) => statusAt(world, bot, k)),
    [QuestStatus.complete, QuestStatus.complete],
  );
  assert.is(perform(world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1), Reason.done);
  const k = entryOf(world, bot, s.q(2));
  assert.equal([statusAt(world, bot, k), countAt(world, bot, k, 0)], [QuestStatus.active, 1]);
});

test('places, people and objects are reached only by being there', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'explore' });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'talk', target_id: Id.hermit });
  addRow(t, 'quest_objective', { quest_id: 1, row: 1, kind: 'explore', map_id: 0, x_yards: 200, y_yards: 0, radius_yards: 20 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 2, kind: 'use_object', target_id: Id.shrine, count: 2 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 3, kind: 'kill', target_id: Id.wolf });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  const quest = s.q(1);
  perform(world, Op.acceptQuest, bot, quest, s.giver(Id.mayor));
  const reach = (row: number): number => perform(world, Op.reachObjective, bot, quest, row);
  assert.equal([reach(0), reach(1), reach(3), reach(7)], [Reason.too_far, Reason.too_far, Reason.nothing_to_do, Reason.unknown_target]);
  standAt(world, bot, 104, 0);
  assert.equal([reach(0), reach(0)], [Reason.done, Reason.already_done]);
  standAt(world, bot, 219, 0);
  assert.is(reach(1), Reason.done);
  assert.is(perform(world, Op.useObject, bot, 0), Reason.too_far);
  standAt(world, bot, 20, 3);
  assert.equal([perform(world, Op.useObject, bot, 0), perform(world, Op.useObject, bot, 0)], [Reason.done, Reason.gone]);
  world.frame += 300;
  assert.is(perform(world, Op.useObject, bot, 0), Reason.done);
  assert.is(statusAt(world, bot, 0), QuestStatus.active);
  creditKill(world, bot, world.content.creatures.id.indexOf(Id.wolf));
  assert.is(statusAt(world, bot, 0), QuestStatus.complete);
});

test('an escort counts only for a bot that has fetched whom it leads', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'escort' });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'escort', map_id: 0, x_yards: 80, y_yards: 0, radius_yards: 10 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  perform(world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor));
  standAt(world, bot, 80, 0);
  assert.is(perform(world, Op.reachObjective, bot, s.q(1), 0), Reason.not_eligible);
  world.set(world.c.questDone.f.escort, bot, s.q(1) + 1);
  assert.is(perform(world, Op.reachObjective, bot, s.q(1), 0), Reason.done);
});

test('a quest that is done when accepted still wants its items', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'collect', flags: 'auto_complete' });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'collect', target_id: Id.pelt, count: 1 });
  addQuest(t, { id: 2, flags: 'auto_complete' });
  addRow(t, 'quest_objective', { quest_id: 2, row: 0, kind: 'kill', target_id: Id.wolf });
  const s = await stage(t);
  const bot = s.bot();
  for (const id of [1, 2]) perform(s.world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor));
  assert.equal(
    [0, 1].map((k) => statusAt(s.world, bot, k)),
    [QuestStatus.active, QuestStatus.complete],
  );
});

test.run();

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, GoalKind, QuestStatus, StallCause } from '../../../components/index.js';
import { Op } from '../../../systems/opcodes.js';
import { AbandonReason } from '../../../systems/quest/abandon-quest.js';
import { arriveEscort, arriveTurnIn } from '../../../systems/quest/arrivals.js';
import { creditKill } from '../../../systems/quest/credit.js';
import { proposeAbandon, proposeHub, proposeObjective, proposeTurnIn } from '../../../systems/quest/proposals.js';
import { HOPELESS_FRAMES } from '../../../systems/quest/propose-abandon.js';
import { entryOf, isDone, logCount, statusAt } from '../../../systems/quest/quest-log.js';
import { Event, Reason } from '../../../systems/vocabulary.js';
import { Id, addQuest, addRow, perform, stage, standAt, village } from './support.js';
import type { Stage } from './support.js';

function goalOf(s: Stage, bot: number): number[] {
  const { goal } = s.world.c;
  return [goal.kind[bot]!, goal.target[bot]!];
}
function accept(s: Stage, bot: number, id: number): void {
  assert.is(perform(s.world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor)), Reason.done);
}

test('a kill quest sends a bot to the nearest free wolf; without one the stall is contested, then hopeless', async () => {
  const t = village();
  addQuest(t, { id: 1 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf, count: 5 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot(1, 1, 1);
  accept(s, bot, 1);
  assert.ok(proposeObjective(world, bot, world.frame));
  assert.equal(goalOf(s, bot), [GoalKind.kill, 4]);
  for (const slot of [4, 5]) world.set(world.c.creature.f.state, slot, 0);
  assert.not(proposeObjective(world, bot, world.frame));
  assert.is(world.c.progress.cause[bot], StallCause.contested);
  assert.not(proposeAbandon(world, bot, world.frame));
  world.frame += HOPELESS_FRAMES + 2;
  assert.ok(proposeAbandon(world, bot, world.frame));
  world.commands.flush(world, world.frame);
  assert.is(logCount(world, bot), 0);
  const n = world.events.kind.lastIndexOf(Event['quest.abandoned'], world.events.count - 1);
  assert.equal([world.events.a[n], world.events.b[n]], [1, AbandonReason.hopeless]);
});

test('opponents too strong for a bot are left alone, and the cause says so', async () => {
  const t = village();
  Object.assign(
    t.creature.find((row) => row.id === Id.wolf)!,
    { min_level: 9, max_level: 9 },
  );
  addQuest(t, { id: 1, level: 6 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf });
  const s = await stage(t);
  const weak = s.bot(1, 1, 5);
  accept(s, weak, 1);
  assert.not(proposeObjective(s.world, weak, s.world.frame));
  assert.is(s.world.c.progress.cause[weak], StallCause.tooWeak);
  const able = s.bot(1, 1, 6);
  accept(s, able, 1);
  assert.ok(proposeObjective(s.world, able, s.world.frame));
});

test('while the wolves near by are taken a bot does not run to far ones', async () => {
  const t = village();
  addRow(t, 'spawn', { id: 60, creature_id: Id.wolf, map_id: 0, x_yards: 2000, y_yards: 0 });
  addQuest(t, { id: 1 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf, count: 5 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot(1, 1, 1);
  accept(s, bot, 1);
  for (const slot of [4, 5]) world.set(world.c.creature.f.state, slot, 0);
  assert.not(proposeObjective(world, bot, world.frame));
  assert.is(world.c.progress.cause[bot], StallCause.contested);
  standAt(world, bot, 1900, 0);
  assert.ok(proposeObjective(world, bot, world.frame));
  assert.equal(goalOf(s, bot), [GoalKind.kill, 6]);
});

test('a quest that has cost two lives waits', async () => {
  const t = village();
  for (const id of [1, 2]) addQuest(t, { id });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf });
  addRow(t, 'quest_objective', { quest_id: 2, row: 0, kind: 'talk', target_id: Id.hermit });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot(1, 1, 1);
  for (const id of [1, 2]) accept(s, bot, id);
  proposeObjective(world, bot, world.frame);
  assert.is(world.c.goal.kind[bot], GoalKind.kill);
  world.set(world.c.progress.f.deaths, bot, 2);
  proposeObjective(world, bot, world.frame);
  assert.is(world.c.goal.kind[bot], GoalKind.talk);
});

test('two bots go for two different objects of a kind', async () => {
  const t = village();
  addRow(t, 'object_spawn', { id: 2, object_id: Id.shrine, map_id: 0, x_yards: 30, y_yards: 0, respawn_seconds: 30 });
  addQuest(t, { id: 1 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'use_object', target_id: Id.shrine });
  const s = await stage(t);
  const bots = [s.bot(), s.bot(), s.bot()];
  const found = bots.map((bot) => {
    accept(s, bot, 1);
    return proposeObjective(s.world, bot, s.world.frame) ? goalOf(s, bot) : [];
  });
  assert.equal(found, [[GoalKind.useObject, 0], [GoalKind.useObject, 1], []]);
});

test('complete quests are turned in together at the nearest of those who take them', async () => {
  const t = village();
  for (const id of [1, 2, 3]) addQuest(t, { id }, { end: id === 3 ? Id.hermit : Id.elder });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  for (const id of [1, 2, 3]) accept(s, bot, id);
  assert.ok(proposeTurnIn(world, bot));
  assert.equal(goalOf(s, bot), [GoalKind.turnIn, s.giver(Id.elder)]);
  standAt(world, bot, 4, 0);
  arriveTurnIn(world, bot);
  world.commands.flush(world, world.frame);
  assert.equal(
    [1, 2, 3].map((id) => isDone(world, bot, s.q(id))),
    [true, true, false],
  );
  assert.ok(proposeTurnIn(world, bot));
  assert.equal(goalOf(s, bot), [GoalKind.turnIn, s.giver(Id.hermit)]);
});

test('a long way to the ender waits for work near by', async () => {
  const t = village();
  addRow(t, 'spawn', { id: 50, creature_id: Id.hermit, map_id: 0, x_yards: 900, y_yards: 0 });
  t.spawn.splice(
    t.spawn.findIndex((row) => row.creature_id === Id.hermit && row.id !== 50),
    1,
  );
  addQuest(t, { id: 1 }, { end: Id.hermit });
  addQuest(t, { id: 2 });
  addRow(t, 'quest_objective', { quest_id: 2, row: 0, kind: 'kill', target_id: Id.wolf });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot(1, 1, 1);
  for (const id of [1, 2]) accept(s, bot, id);
  assert.not(proposeTurnIn(world, bot));
  creditKill(world, bot, world.content.creatures.id.indexOf(Id.wolf));
  assert.ok(proposeTurnIn(world, bot));
  assert.equal(goalOf(s, bot), [GoalKind.turnIn, s.giver(Id.mayor)]);
});

test('an escort fetches the starter, goes at its pace, and begins again after a death', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'escort' });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'escort', map_id: 0, x_yards: 0, y_yards: 80, radius_yards: 10 });
  const s = await stage(t);
  const { world } = s;
  const { goal, questDone, progress } = world.c;
  const bot = s.bot();
  accept(s, bot, 1);
  standAt(world, bot, 30, 0);
  proposeObjective(world, bot, world.frame);
  assert.equal([goal.kind[bot], goal.target[bot], goal.x[bot]], [GoalKind.escort, 0, 0]);
  standAt(world, bot, 0, 0);
  arriveEscort(world, bot, world.frame);
  assert.equal([questDone.escort[bot], goal.y[bot]], [s.q(1) + 1, 8000]);
  standAt(world, bot, 0, 80);
  arriveEscort(world, bot, world.frame);
  assert.is(world.c.life.state[bot], BotState.waiting, 'the escorted is not there yet');
  world.frame += 201;
  world.set(progress.f.deaths, bot, 1);
  standAt(world, bot, 30, 0);
  proposeObjective(world, bot, world.frame);
  assert.equal([goal.target[bot], goal.x[bot]], [0, 0], 'after a death it fetches the starter again');
  standAt(world, bot, 0, 0);
  arriveEscort(world, bot, world.frame);
  standAt(world, bot, 0, 80);
  world.frame += 201;
  arriveEscort(world, bot, world.frame);
  world.commands.flush(world, world.frame);
  assert.is(statusAt(world, bot, entryOf(world, bot, s.q(1))), QuestStatus.complete);
});

test('a bot with nothing left travels to the hub that has quests for it, not to one that has none or cannot be reached', async () => {
  const t = village();
  const far = { ...t.creature.find((row) => row.id === Id.hermit)! };
  const places: [number, number, number][] = [
    [20, 0, 2000],
    [21, 0, -3000],
    [22, 1, 0],
  ];
  for (const [id, map_id, x_yards] of places) {
    addRow(t, 'creature', { ...far, id, name: `Giver ${id}` });
    addRow(t, 'spawn', { id, creature_id: id, map_id, x_yards, y_yards: 0 });
  }
  addQuest(t, { id: 1, level: 20, min_level: 18 }, { start: 20, end: 20 });
  addQuest(t, { id: 2, level: 6 }, { start: 21, end: 21 });
  for (const id of [3, 4, 5]) addQuest(t, { id, level: 5 }, { start: 22, end: 22 });
  const s = await stage(t);
  const bot = s.bot(1, 1, 5);
  assert.ok(proposeHub(s.world, bot, s.world.frame));
  const { goal } = s.world.c;
  assert.equal([goal.kind[bot], goal.map[bot], goal.x[bot]], [GoalKind.hub, 0, -300_000]);
  const master = s.bot(1, 1, 19);
  assert.ok(proposeHub(s.world, master, s.world.frame));
  assert.is(goal.x[master], 200_000);
  const orc = s.bot(2, 1, 5);
  assert.not(proposeHub(s.world, orc, s.world.frame));
  assert.is(s.world.c.progress.cause[orc], StallCause.noGiver);
});

test('a grey quest is given up, a complete one is not', async () => {
  const t = village();
  for (const id of [1, 2]) addQuest(t, { id, level: 1 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf });
  const s = await stage(t);
  const bot = s.bot(1, 1, 2);
  for (const id of [1, 2]) accept(s, bot, id);
  s.world.set(s.world.c.life.f.level, bot, 12);
  assert.ok(proposeAbandon(s.world, bot, s.world.frame));
  s.world.commands.flush(s.world, s.world.frame);
  assert.equal([entryOf(s.world, bot, s.q(1)), statusAt(s.world, bot, entryOf(s.world, bot, s.q(2)))], [-1, QuestStatus.complete]);
  assert.not(proposeAbandon(s.world, bot, s.world.frame));
});

test.run();

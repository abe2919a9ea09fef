import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, GoalKind } from '../../../components/index.js';
import { pickupQuests } from '../../../systems/quest/pickup-quests.js';
import { queueLength } from '../../../systems/quest/pickup-queue.js';
import { proposePickup } from '../../../systems/quest/propose-pickup.js';
import { openEntry } from '../../../systems/quest/quest-log.js';
import { addQuest, stage, village } from './support.js';
import type { Stage } from './support.js';

async function waitingRoom(options: Record<string, number> = {}): Promise<Stage> {
  const t = village();
  for (let id = 1; id <= 8; id++) addQuest(t, { id, level: 5 });
  return stage(t, options);
}
const ask = (s: Stage, bot: number): boolean => proposePickup(s.world, bot, s.world.frame);
const hasGoal = (s: Stage, bot: number): boolean => s.world.c.goal.kind[bot] === GoalKind.accept;

test('those who need a quest most are served first, and within a tier those who asked first', async () => {
  const s = await waitingRoom({ 'quest.queueUnits': 1 });
  const { world } = s;
  const [some, none, more, alsoNone] = [s.bot(), s.bot(), s.bot(), s.bot()];
  openEntry(world, some, 0, s.q(7));
  for (let k = 0; k < 4; k++) openEntry(world, more, k, s.q(5 + k));
  for (const bot of [more, some, none, alsoNone]) assert.ok(ask(s, bot));
  const served: number[] = [];
  for (let n = 0; n < 4; n++) {
    pickupQuests(world, world.frame);
    served.push(...[some, none, more, alsoNone].filter((bot) => hasGoal(s, bot) && !served.includes(bot)));
    // As between any two frames of a run: what is derived may be built anew.
    world.rebuildDerived();
  }
  assert.equal(served, [none, alsoNone, some, more]);
  assert.is(queueLength(world), 0);
  assert.equal([...world.c.pickupQueue.served], [2, 1, 0, 1]);
});

test('a full queue drops requests, counts them, and the bot holds back longer each time', async () => {
  const s = await waitingRoom({ 'quest.queueCapacity': 2, 'quest.retryMs': 1000 });
  const { world } = s;
  const [a, b, late] = [s.bot(), s.bot(), s.bot()];
  assert.ok(ask(s, a) && ask(s, b));
  assert.not(ask(s, late));
  assert.equal([world.c.pickupQueue.dropped[0], world.c.pickupQueue.peak[0], queueLength(world)], [1, 2, 2]);
  assert.is(world.c.pickup.notBefore[late], world.frame + 10);
  assert.not(ask(s, late), 'it does not even ask');
  assert.is(world.c.pickupQueue.dropped[0], 1);
  world.frame += 10;
  assert.not(ask(s, late));
  assert.is(world.c.pickup.notBefore[late], world.frame + 20, 'twice as long');
  pickupQuests(world, world.frame);
  world.frame += 20;
  assert.ok(ask(s, late));
  pickupQuests(world, world.frame);
  assert.ok(hasGoal(s, late));
  assert.is(world.c.pickup.retries[late], 0, 'served: it begins anew');
});

test('a request that is put off too often is given up for a minute', async () => {
  const s = await waitingRoom({ 'quest.maxRetries': 2 });
  const { world } = s;
  const bot = s.bot();
  assert.ok(ask(s, bot));
  assert.ok(ask(s, bot) && ask(s, bot), 'it goes on waiting');
  assert.not(ask(s, bot), 'and gives up');
  assert.equal([world.c.pickupQueue.givenUp[0], queueLength(world)], [1, 0]);
  pickupQuests(world, world.frame);
  assert.not(hasGoal(s, bot));
  world.frame += 599;
  assert.not(ask(s, bot));
  world.frame += 1;
  assert.ok(ask(s, bot));
});

test('a bot that died while it waited is passed over; the switch keeps bots from asking at all, between two frames', async () => {
  const s = await waitingRoom();
  const { world } = s;
  const [dead, other] = [s.bot(), s.bot()];
  assert.ok(ask(s, dead));
  world.setState(dead, BotState.dead);
  pickupQuests(world, world.frame);
  assert.not(hasGoal(s, dead));
  const setting = 'quest.pickup';
  const { optionIndex } = await import('../../../systems/options.js');
  world.setOption(optionIndex(setting), 0);
  assert.not(ask(s, other));
  world.setOption(optionIndex(setting), 1);
  assert.ok(ask(s, other));
});

test('the limit of the log can rise and fall while a run goes on', async () => {
  const s = await waitingRoom();
  const { world } = s;
  const { optionIndex } = await import('../../../systems/options.js');
  const { freeEntry, logLimit } = await import('../../../systems/quest/quest-log.js');
  const bot = s.bot();
  assert.is(logLimit(world), 20, 'classic');
  world.setOption(optionIndex('quest.maxPerBot'), 25);
  assert.is(logLimit(world), 25);
  world.setOption(optionIndex('quest.maxPerBot'), 2);
  openEntry(world, bot, 0, s.q(1));
  assert.is(freeEntry(world, bot), 1);
  openEntry(world, bot, 1, s.q(2));
  assert.is(freeEntry(world, bot), -1);
  world.setOption(optionIndex('quest.maxPerBot'), 0);
  assert.is(freeEntry(world, bot), 2);
});

test.run();

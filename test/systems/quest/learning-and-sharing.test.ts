import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { QuestStatus, STALL_CAUSE_NAMES } from '../../../components/index.js';
import { STALL_CAUSES } from '../../../components/quest.js';
import { extend } from '../../../systems/extensions.js';
import type { ExtensionApi } from '../../../systems/extensions.js';
import { Op } from '../../../systems/opcodes.js';
import { optionIndex } from '../../../systems/options.js';
import { bestPickup } from '../../../systems/quest/choose-quest.js';
import { dailiesDone } from '../../../systems/quest/dailies.js';
import { FAULT_WORDS, faultOf } from '../../../systems/quest/data-errors.js';
import { Refusal, serverRefusal } from '../../../systems/quest/eligibility.js';
import { fitModel, isHeldOut, judgeModel } from '../../../systems/quest/fit-model.js';
import type { Sample } from '../../../systems/quest/fit-model.js';
import { beginModel, estimateSeconds, publishWeights, recordCompletion } from '../../../systems/quest/learn-times.js';
import { shareWithMates } from '../../../systems/quest/propose-share.js';
import { entryOf, isDone, markDone, openEntry, settleStatus, statusAt } from '../../../systems/quest/quest-log.js';
import { registerOwnStrategies } from '../../../systems/quest/strategies.js';
import { WEIGHTS, initialWeights } from '../../../systems/quest/time-predictor.js';
import { Reason } from '../../../systems/vocabulary.js';
import { Id, addQuest, addRow, perform, stage, standAt, village } from './support.js';
import type { Stage } from './support.js';

function together(s: Stage, ...bots: number[]): void {
  const { group, social } = s.world.c;
  s.world.set(group.f.size, 0, bots.length);
  bots.forEach((bot, k) => {
    s.world.set(group.f.member, k, bot + 1);
    s.world.set(social.f.group, bot, 1);
  });
}

test('what took long is learnt to take long: the estimate leaves the content and comes near to what was recorded', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5, type: 'kill' });
  addQuest(t, { id: 2, level: 5, type: 'talk' });
  const s = await stage(t, { 'quest.timeModelFrom': 100 });
  const { world } = s;
  const bot = s.bot(1, 1, 5);
  beginModel(world, null);
  const before = estimateSeconds(world, s.q(1), 5);
  assert.is(before, world.derived.quests.facts.seconds[s.q(1)], 'nothing is learnt yet');
  for (let n = 0; n < 4000; n++) {
    recordCompletion(world, bot, s.q(1), 9000);
    recordCompletion(world, bot, s.q(2), 600);
  }
  assert.is(estimateSeconds(world, s.q(1), 5), before, 'not before the weights are published');
  world.frame += 300;
  publishWeights(world);
  assert.ok(Math.abs(estimateSeconds(world, s.q(1), 5) - 900) < 90, `${estimateSeconds(world, s.q(1), 5)}`);
  assert.ok(Math.abs(estimateSeconds(world, s.q(2), 5) - 60) < 20, `${estimateSeconds(world, s.q(2), 5)}`);
  for (const w of world.c.predictor.weight) assert.is(w, Math.fround(w), 'weights are binary32');
  world.setOption(optionIndex('quest.timeModel'), 0);
  assert.is(estimateSeconds(world, s.q(1), 5), before, 'off');
});

test('two worlds that see the same completions learn the same weights to the last bit', async () => {
  const learnt = async (): Promise<number[]> => {
    const t = village();
    for (let id = 1; id <= 6; id++) addQuest(t, { id, level: id, reward_money_copper: id * 30 });
    const s = await stage(t);
    beginModel(s.world, null);
    const bot = s.bot();
    for (let n = 0; n < 300; n++) recordCompletion(s.world, bot, s.q(1 + (n % 6)), 500 + ((n * 7919) % 4000));
    return [...s.world.c.predictor.weight];
  };
  assert.equal(await learnt(), await learnt());
});

test('a fitted model beats the mean of the type on quests it has not seen', () => {
  const samples: Sample[] = Array.from({ length: 2000 }, (_, n) => {
    const features = new Float32Array(12);
    const quest = n % 100;
    features[8] = (quest % 10) / 4;
    features[11] = (quest % 7) / 3;
    return { features, quest, type: quest % 3, seconds: Math.round(60 + 400 * features[8]! + 300 * features[11]! + ((n * 31) % 40)) };
  });
  const fitted = samples.filter((x) => !isHeldOut(x.quest));
  const held = samples.filter((x) => isHeldOut(x.quest));
  assert.ok(held.length > 200 && fitted.every((x) => !held.some((h) => h.quest === x.quest)));
  const judged = judgeModel(fitModel(fitted, 20), fitted, held);
  assert.ok(judged.modelError < judged.meanError / 2, `${judged.modelError} against ${judged.meanError}`);
});

test('a module can give a model and strategies of its own, which see what the standard formula says', async () => {
  const setup = (run: (api: ExtensionApi) => void) => extend([{ path: 'own.mjs', hash: '', source: '', setup: run }]);
  const weights = [...initialWeights()];
  assert.equal(setup((api) => api.setQuestModel({ weights })).questModel, weights);
  for (const bad of [weights.slice(1), [...weights.slice(1), NaN]])
    assert.throws(
      () => setup((api) => api.setQuestModel({ weights: bad })),
      (e: unknown) => e instanceof UserError && e.message.includes(String(WEIGHTS)),
    );
  const t = village();
  addQuest(t, { id: 1, level: 5, reward_money_copper: 1000 });
  addQuest(t, { id: 2, level: 5 }, { start: Id.elder });
  const s = await stage(t);
  const seen: number[] = [];
  const { strategies } = setup((api) =>
    api.addQuestStrategy('contrary', (_world, _bot, quest, score) => {
      seen.push(quest);
      return 1_000_000_000 - score;
    }),
  );
  registerOwnStrategies(s.world, strategies);
  assert.equal(s.world.derived.quests.strategies.names, ['optimal', 'simple', 'group', 'contrary']);
  const bot = s.bot(1, 1, 5);
  s.world.set(s.world.c.identity.f.strategy, bot, 3);
  assert.is(bestPickup(s.world, bot)!.quest, s.q(2), 'the worse of the two');
  assert.equal(
    seen.sort((a, b) => a - b),
    [s.q(1), s.q(2)],
  );
});

test('a daily quest can be done once a day, again after midnight, and 25 of them at most', async () => {
  const t = village();
  for (let id = 1; id <= 26; id++) addQuest(t, { id, flags: 'daily' });
  const s = await stage(t, { 'quest.dayStart': 23 });
  const { world } = s;
  const bot = s.bot();
  const doIt = (id: number): number => {
    const taken = perform(world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor));
    return taken === Reason.done ? perform(world, Op.turnInQuest, bot, s.q(id), s.giver(Id.mayor), -1) : taken;
  };
  assert.is(doIt(1), Reason.done);
  assert.is(serverRefusal(world, bot, s.q(1)), Refusal.done_today);
  assert.is(doIt(1), Reason.already_done);
  for (let id = 2; id <= 25; id++) assert.is(doIt(id), Reason.done);
  assert.is(doIt(26), Reason.too_many);
  assert.is(dailiesDone(world, bot), 25);
  world.frame = 36_000;
  assert.is(dailiesDone(world, bot), 0, 'midnight is one hour after 23 h');
  assert.is(doIt(26), Reason.done);
  assert.is(doIt(1), Reason.done);
});

test('a member of the group is let in on a quest, if it stands near and may take it; the others are refused before anything changes', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf, count: 5 });
  addQuest(t, { id: 2, level: 5, race_mask: 2 });
  addRow(t, 'quest_objective', { quest_id: 2, row: 0, kind: 'kill', target_id: Id.wolf, count: 5 });
  const s = await stage(t);
  const { world } = s;
  const [bot, mate, far, stranger] = [s.bot(), s.bot(), s.bot(), s.bot()];
  together(s, bot, mate, far);
  standAt(world, far, 400, 0);
  openEntry(world, bot, 0, s.q(1));
  openEntry(world, bot, 1, s.q(2));
  assert.is(perform(world, Op.shareQuest, bot, s.q(1), stranger), Reason.not_eligible);
  assert.is(perform(world, Op.shareQuest, bot, s.q(1), far), Reason.too_far);
  assert.is(perform(world, Op.shareQuest, bot, s.q(2), mate), Reason.wrong_race);
  assert.is(perform(world, Op.shareQuest, mate, s.q(1), bot), Reason.not_accepted);
  shareWithMates(world, bot);
  world.commands.flush(world, world.frame);
  assert.is(world.commands.refused, 0);
  assert.is(statusAt(world, mate, entryOf(world, mate, s.q(1))), QuestStatus.active);
  assert.equal([entryOf(world, far, s.q(1)), entryOf(world, mate, s.q(2))], [-1, -1]);
});

test('the eligibility cache answers as the rules do, forgets what changed, and lets the longest unused go', async () => {
  const t = village();
  for (let id = 1; id <= 40; id++)
    addQuest(t, { id, level: 5, min_level: 1 + (id % 6), ...(id % 5 === 0 ? { prev_quest_id: id - 1 } : {}) });
  const s = await stage(t, { 'quest.eligibilityCacheEntries': 30, 'quest.cacheEviction': 10 });
  const { world } = s;
  const cache = world.derived.quests.eligibility;
  const bots = [s.bot(1, 1, 3), s.bot(2, 8, 6)];
  let asked = 0;
  for (let round = 0; round < 200; round++) {
    const bot = bots[round % 2]!;
    if (round % 7 === 3) markDone(world, bot, (round * 13) % 40);
    if (round % 11 === 5) world.set(world.c.life.f.level, bot, 1 + (round % 6));
    for (let n = 0; n < 12; n++) {
      const quest = ((round >> 3) * 5 + n * 3) % 40;
      asked++;
      assert.is(cache.refusal(bot, quest), serverRefusal(world, bot, quest));
    }
    assert.ok(cache.size <= 30);
  }
  assert.is(cache.hits + cache.misses, asked);
  assert.ok(cache.hits > 0 && cache.evictions > 0, `${cache.hits} hits, ${cache.evictions} evictions`);
  const { misses } = cache;
  cache.refusal(bots[0]!, 1);
  cache.refusal(bots[0]!, 1);
  cache.invalidateQuest(1);
  cache.refusal(bots[0]!, 1);
  assert.ok(cache.misses > misses, 'a changed quest is looked at again');
});

test('an objective that nobody can do is named by its row', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5 });
  addRow(t, 'creature', {
    id: 90,
    name: 'Ghost',
    min_level: 1,
    max_level: 1,
    min_health: 5,
    max_health: 5,
    min_damage: 1,
    max_damage: 1,
    faction_id: 3,
  });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf });
  addRow(t, 'quest_objective', { quest_id: 1, row: 1, kind: 'kill', target_id: 90 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 2, kind: 'collect', target_id: Id.ring });
  const s = await stage(t);
  const { objectives } = s.world.content.quests;
  const rows = [0, 1, 2].map((row) => faultOf(s.world, objectives.values[objectives.offsets[s.q(1)]! + row]!));
  assert.equal(rows, [-1, 0, 1]);
  assert.is(FAULT_WORDS[rows[2]! * 8 + 2], 'objective 3: item_has_no_source');
  assert.is(STALL_CAUSE_NAMES.length, STALL_CAUSES);
});

test('working time is what a bot has spent on a quest, not how long it had it', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5 });
  addQuest(t, { id: 2, level: 5 });
  const s = await stage(t);
  const { world } = s;
  const { takeInHand, workedAt } = await import('../../../systems/quest/work-time.js');
  const bot = s.bot();
  openEntry(world, bot, 0, s.q(1));
  openEntry(world, bot, 1, s.q(2));
  takeInHand(world, bot, s.q(1));
  world.frame += 100;
  takeInHand(world, bot, s.q(2));
  world.frame += 30;
  takeInHand(world, bot, -1);
  world.frame += 1000;
  takeInHand(world, bot, s.q(1));
  world.frame += 5;
  assert.equal([workedAt(world, bot, 0, s.q(1)), workedAt(world, bot, 1, s.q(2))], [105, 30]);
  settleStatus(world, bot, 0);
  assert.is(perform(world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1), Reason.done);
  assert.ok(isDone(world, bot, s.q(1)));
  assert.is(world.c.predictor.typeSeconds[0], 10, '105 frames are 10 whole seconds');
});

test.run();

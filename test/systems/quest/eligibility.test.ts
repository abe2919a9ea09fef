import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Refusal, offerRefusal, serverRefusal } from '../../../systems/quest/eligibility.js';
import { Op } from '../../../systems/opcodes.js';
import { freeEntry, openEntry } from '../../../systems/quest/quest-log.js';
import { Reason } from '../../../systems/vocabulary.js';
import { Id, addQuest, done, perform, stage, village } from './support.js';

test('level, race, class, skill, reputation and availability are each a reason of their own', async () => {
  const t = village();
  addQuest(t, { id: 1, min_level: 6 });
  addQuest(t, { id: 2, max_level: 4 });
  addQuest(t, { id: 3, race_mask: 2 });
  addQuest(t, { id: 4, class_mask: 128 });
  addQuest(t, { id: 5, required_skill: 9 });
  addQuest(t, { id: 6, required_reputation_id: 1, required_reputation: 101 });
  addQuest(t, { id: 7, required_reputation_id: 1, required_reputation: 100 });
  addQuest(t, { id: 8, flags: 'unavailable' });
  addQuest(t, { id: 9, min_level: 5, max_level: 5, race_mask: 1, class_mask: 1 });
  const s = await stage(t);
  const bot = s.bot(1, 1, 5);
  const answers = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => serverRefusal(s.world, bot, s.q(id)));
  assert.equal(answers, [
    Refusal.level_too_low,
    Refusal.level_too_high,
    Refusal.race,
    Refusal.class,
    Refusal.skill,
    Refusal.reputation,
    Refusal.none,
    Refusal.unavailable,
    Refusal.none,
  ]);
  const mage = s.bot(2, 8, 5);
  assert.is(serverRefusal(s.world, mage, s.q(3)), Refusal.none, 'an orc may take the quest of orcs');
  assert.is(serverRefusal(s.world, mage, s.q(4)), Refusal.none, 'a mage that of mages');
});

test('a positive predecessor must be turned in, a negative one must be in the log', async () => {
  const t = village();
  addQuest(t, { id: 1 });
  addQuest(t, { id: 2, prev_quest_id: 1 });
  addQuest(t, { id: 3, prev_quest_id: -1 });
  const s = await stage(t);
  const bot = s.bot();
  const both = (): number[] => [2, 3].map((id) => serverRefusal(s.world, bot, s.q(id)));
  assert.equal(both(), [Refusal.previous, Refusal.previous]);
  openEntry(s.world, bot, freeEntry(s.world, bot), s.q(1));
  assert.equal(both(), [Refusal.previous, Refusal.none]);
  const other = s.bot();
  done(s, other, 1);
  assert.equal(
    [2, 3].map((id) => serverRefusal(s.world, other, s.q(id))),
    [Refusal.none, Refusal.previous],
  );
});

test('of a positive exclusive group one quest may be taken; started or done excludes the rest', async () => {
  const t = village();
  for (const id of [1, 2, 3]) addQuest(t, { id, exclusive_group: 5 });
  const s = await stage(t);
  const starter = s.bot();
  openEntry(s.world, starter, freeEntry(s.world, starter), s.q(1));
  assert.equal(
    [1, 2, 3].map((id) => serverRefusal(s.world, starter, s.q(id))),
    [Refusal.active, Refusal.exclusive_group, Refusal.exclusive_group],
  );
  const finisher = s.bot();
  done(s, finisher, 2);
  assert.equal(
    [1, 2, 3].map((id) => serverRefusal(s.world, finisher, s.q(id))),
    [Refusal.exclusive_group, Refusal.done, Refusal.exclusive_group],
  );
});

test('a negative exclusive group lets all be taken, and its next quest needs them all', async () => {
  const t = village();
  for (const id of [1, 2, 3]) addQuest(t, { id, exclusive_group: -5, next_quest_id: 9 });
  addQuest(t, { id: 9 });
  const s = await stage(t);
  for (const [turnedIn, expected] of [
    [[], Refusal.previous],
    [[1], Refusal.previous],
    [[1, 3], Refusal.previous],
    [[1, 2, 3], Refusal.none],
  ] as const) {
    const bot = s.bot();
    done(s, bot, ...turnedIn);
    assert.is(serverRefusal(s.world, bot, s.q(9)), expected, `after ${turnedIn.join(', ')}`);
    if (!(turnedIn as readonly number[]).includes(2)) assert.is(serverRefusal(s.world, bot, s.q(2)), Refusal.none);
  }
});

test('several feeders without a group are alternatives', async () => {
  const t = village();
  for (const id of [1, 2]) addQuest(t, { id, next_quest_id: 9 });
  addQuest(t, { id: 9 });
  const s = await stage(t);
  const bot = s.bot();
  assert.is(serverRefusal(s.world, bot, s.q(9)), Refusal.previous);
  done(s, bot, 2);
  assert.is(serverRefusal(s.world, bot, s.q(9)), Refusal.none);
});

test('done quests come again only when repeatable, and quests in the log never', async () => {
  const t = village();
  addQuest(t, { id: 1 });
  addQuest(t, { id: 2, flags: 'repeatable' });
  const s = await stage(t);
  const bot = s.bot();
  done(s, bot, 1, 2);
  assert.equal(
    [1, 2].map((id) => serverRefusal(s.world, bot, s.q(id))),
    [Refusal.done, Refusal.none],
  );
  openEntry(s.world, bot, freeEntry(s.world, bot), s.q(2));
  assert.is(serverRefusal(s.world, bot, s.q(2)), Refusal.active);
});

test('a quest is not offered while the one before it in the chain is under way, nor after the next was taken', async () => {
  const t = village();
  addQuest(t, { id: 1, next_in_chain_id: 2 });
  addQuest(t, { id: 2 });
  const s = await stage(t);
  const bot = s.bot();
  openEntry(s.world, bot, freeEntry(s.world, bot), s.q(1));
  assert.is(serverRefusal(s.world, bot, s.q(2)), Refusal.chain_under_way);
  const other = s.bot();
  openEntry(s.world, other, freeEntry(s.world, other), s.q(2));
  assert.is(serverRefusal(s.world, other, s.q(1)), Refusal.chain_under_way);
});

test('quests for groups are offered to company of three or eight levels above; raids and battlegrounds to nobody', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'dungeon', level: 5 });
  addQuest(t, { id: 2, flags: 'group', level: 5 });
  addQuest(t, { id: 3, suggested_players: 3, level: 5 });
  addQuest(t, { id: 4, type: 'raid' });
  addQuest(t, { id: 5, type: 'pvp' });
  const s = await stage(t);
  const ids = [1, 2, 3, 4, 5];
  const answers = (bot: number): number[] => ids.map((id) => offerRefusal(s.world, bot, s.q(id)));
  const no = Refusal.group_needed;
  const yes = Refusal.none;
  const bots = [s.bot(), s.bot(), s.bot()] as const;
  assert.equal(answers(bots[0]), [no, no, no, no, no]);
  assert.equal(
    ids.map((id) => serverRefusal(s.world, bots[0], s.q(id))),
    [yes, yes, yes, yes, yes],
    'the servers would let a bot alone take them',
  );
  assert.equal(answers(s.bot(1, 1, 12)), [no, no, no, no, no]);
  assert.equal(answers(s.bot(1, 1, 13)), [yes, yes, yes, no, no]);
  const { group, social } = s.world.c;
  s.world.set(group.f.size, 0, 3);
  bots.forEach((bot, k) => {
    s.world.set(group.f.member, k, bot + 1);
    s.world.set(social.f.group, bot, 1);
  });
  assert.equal(answers(bots[0]), [yes, yes, yes, no, no]);
});

test('a full log refuses, and the verb says so', async () => {
  const t = village();
  for (let id = 1; id <= 3; id++) addQuest(t, { id });
  const s = await stage(t, { 'quest.maxPerBot': 2 });
  const bot = s.bot();
  const results = [1, 2, 3].map((id) => perform(s.world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor)));
  assert.equal(results, [Reason.done, Reason.done, Reason.log_full]);
});

test.run();

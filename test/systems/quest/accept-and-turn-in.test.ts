import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Flow } from '../../../engine/ledger.js';
import { BotState, QuestStatus, WorldLane } from '../../../components/index.js';
import { countCarried, createItem } from '../../../systems/inventory/items.js';
import { Account } from '../../../systems/money.js';
import { OPTION_TABLE } from '../../../systems/options.js';
import { Op } from '../../../systems/opcodes.js';
import { creditItems, creditKill } from '../../../systems/quest/credit.js';
import { bestPickup } from '../../../systems/quest/choose-quest.js';
import { UNWANTED_WORDS, unwanted } from '../../../systems/quest/wants.js';
import { abandonOne } from '../../../systems/quest/propose-abandon.js';
import { entryOf, isDone, logCount, statusAt } from '../../../systems/quest/quest-log.js';
import { classicQuestXp } from '../../../systems/rules/quest-xp.js';
import { Cause, Event, Reason } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Id, addQuest, addRow, done, fingerprint, perform, stage, standAt, village } from './support.js';

/** Net copper and units by asset that the ledger has for a bot. */
function balance(world: World, bot: number, asset: number): number {
  const uid = world.uidOf(bot);
  const { ledger } = world;
  let sum = 0;
  for (let n = 0; n < ledger.count; n++) {
    if (ledger.asset[n] !== asset) continue;
    if (ledger.to[n] === uid && ledger.flow[n] !== Flow.sink) sum += ledger.quantity[n]!;
    if (ledger.from[n] === uid && ledger.flow[n] !== Flow.faucet) sum -= ledger.quantity[n]!;
  }
  return sum;
}

function give(world: World, bot: number, kind: number, units: number): void {
  createItem(world, bot, kind, units, Cause.directive, Account.world);
  creditItems(world, bot, kind);
}

test('a collect quest goes round: accepted, completed by pelts, turned in for experience, copper, items and standing', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'collect', level: 5, reward_money_copper: 120, reward_money_max_level_copper: 300 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'collect', target_id: Id.pelt, count: 6 });
  addRow(t, 'quest_reward', { quest_id: 1, kind: 'always', row: 0, item_id: Id.potion, count: 7 });
  addRow(t, 'quest_reputation', { quest_id: 1, reputation_id: 1, points: 250 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot(1, 1, 5);
  const [quest, mayor, pelt] = [s.q(1), s.giver(Id.mayor), s.item(Id.pelt)];
  assert.is(perform(world, Op.acceptQuest, bot, quest, mayor), Reason.done);
  give(world, bot, pelt, 5);
  assert.is(statusAt(world, bot, entryOf(world, bot, quest)), QuestStatus.active);
  assert.is(perform(world, Op.turnInQuest, bot, quest, mayor, -1), Reason.not_complete);
  give(world, bot, pelt, 3);
  assert.is(statusAt(world, bot, entryOf(world, bot, quest)), QuestStatus.complete);
  const xp = world.c.life.xp[bot]!;
  assert.is(perform(world, Op.turnInQuest, bot, quest, mayor, -1), Reason.done);
  assert.is(world.c.life.xp[bot]! - xp, classicQuestXp(5, 5, 300, 1));
  assert.is(world.c.life.gold[bot], 120);
  assert.equal([countCarried(world, bot, pelt), countCarried(world, bot, s.item(Id.potion))], [2, 7]);
  assert.is(world.c.standing.points[bot * world.content.reputations.count], 350);
  assert.ok(isDone(world, bot, quest) && entryOf(world, bot, quest) < 0);
  assert.is(world.c.progress.questsDone[bot], 1);
  assert.equal(
    [balance(world, bot, 0), balance(world, bot, Id.pelt), balance(world, bot, Id.potion)],
    [120, 2, 7],
    'what the ledger says is what the bot has',
  );
  assert.is(world.ledger.faucetByCause[Cause.quest_reward], 120);
});

test('a refused command leaves every byte, entry and event alone', async () => {
  const t = village();
  addQuest(t, { id: 1, source_item_id: Id.letter, source_item_count: 1 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'kill', target_id: Id.wolf, count: 1 });
  addRow(t, 'quest_reward', { quest_id: 1, kind: 'always', row: 0, item_id: Id.sword });
  addQuest(t, { id: 2, min_level: 9 });
  addQuest(t, { id: 3 }, { start: Id.orcChief });
  addQuest(t, { id: 4, reward_money_copper: -500 });
  addQuest(t, { id: 5 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot(1, 1, 5);
  const mayor = s.giver(Id.mayor);
  const expectRefused = (reason: number, op: number, ...args: [number?, number?, number?]): void => {
    const before = fingerprint(world);
    assert.is(world.commands.reasons[perform(world, op, bot, ...args)], world.commands.reasons[reason]);
    assert.is(fingerprint(world), before);
  };
  expectRefused(Reason.unknown_target, Op.acceptQuest, 99, mayor);
  expectRefused(Reason.unknown_target, Op.acceptQuest, s.q(1), 99);
  expectRefused(Reason.level_too_low, Op.acceptQuest, s.q(2), mayor);
  expectRefused(Reason.not_eligible, Op.acceptQuest, s.q(3), mayor);
  expectRefused(Reason.wrong_side, Op.acceptQuest, s.q(3), s.giver(Id.orcChief));
  expectRefused(Reason.gone, Op.acceptQuest, s.q(1), -1);
  standAt(world, bot, 6, 0);
  expectRefused(Reason.too_far, Op.acceptQuest, s.q(1), mayor);
  standAt(world, bot, 0, 0);
  world.setState(bot, BotState.dead);
  expectRefused(Reason.dead, Op.acceptQuest, s.q(1), mayor);
  world.setState(bot, BotState.fighting);
  expectRefused(Reason.in_combat, Op.acceptQuest, s.q(1), mayor);
  world.setState(bot, BotState.idle);
  assert.is(perform(world, Op.acceptQuest, bot, s.q(1), mayor), Reason.done);
  expectRefused(Reason.already_done, Op.acceptQuest, s.q(1), mayor);
  expectRefused(Reason.not_accepted, Op.turnInQuest, s.q(5), mayor, -1);
  creditKill(world, bot, world.content.creatures.id.indexOf(Id.wolf));
  expectRefused(Reason.bad_amount, Op.turnInQuest, s.q(1), mayor, 0);
  assert.is(perform(world, Op.acceptQuest, bot, s.q(4), mayor), Reason.done);
  expectRefused(Reason.not_enough_money, Op.turnInQuest, s.q(4), mayor, -1);
  for (let slot = 0; slot < 15; slot++) createItem(world, bot, s.item(Id.sword), 1, Cause.directive, Account.world);
  expectRefused(Reason.bag_full, Op.turnInQuest, s.q(1), mayor, -1);
  expectRefused(Reason.not_accepted, Op.abandonQuest, s.q(5), 0);
  expectRefused(Reason.bad_amount, Op.abandonQuest, s.q(1), 17);
});

test('an item handed out is given once, needs room, and goes back on turning in or giving up', async () => {
  const t = village();
  addQuest(t, { id: 1, type: 'deliver', source_item_id: Id.letter, source_item_count: 1 }, { end: Id.elder });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'collect', target_id: Id.letter, count: 1 });
  const s = await stage(t);
  const { world } = s;
  const letter = s.item(Id.letter);
  const bot = s.bot();
  assert.is(perform(world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor)), Reason.done);
  assert.is(countCarried(world, bot, letter), 1);
  assert.is(statusAt(world, bot, 0), QuestStatus.complete, 'a delivery is ready when it is accepted');
  assert.is(perform(world, Op.turnInQuest, bot, s.q(1), s.giver(Id.elder), -1), Reason.done);
  assert.is(countCarried(world, bot, letter), 0);

  const quitter = s.bot();
  perform(world, Op.acceptQuest, quitter, s.q(1), s.giver(Id.mayor));
  assert.is(perform(world, Op.abandonQuest, quitter, s.q(1), 2), Reason.done);
  assert.equal([countCarried(world, quitter, letter), logCount(world, quitter), isDone(world, quitter, s.q(1)) ? 1 : 0], [0, 0, 0]);

  const loaded = s.bot();
  for (let slot = 0; slot < 16; slot++) createItem(world, loaded, s.item(Id.sword), 1, Cause.directive, Account.world);
  assert.is(perform(world, Op.acceptQuest, loaded, s.q(1), s.giver(Id.mayor)), Reason.bag_full);
});

test('the next quest of a chain is taken at once where the giver has it', async () => {
  const t = village();
  addQuest(t, { id: 1, next_in_chain_id: 2 });
  addQuest(t, { id: 2, prev_quest_id: 1, next_in_chain_id: 3 }, { end: Id.elder });
  addQuest(t, { id: 3, prev_quest_id: 2 });
  const s = await stage(t);
  const bot = s.bot();
  perform(s.world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor));
  perform(s.world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1);
  assert.ok(entryOf(s.world, bot, s.q(2)) >= 0, 'the mayor has the second');
  perform(s.world, Op.turnInQuest, bot, s.q(2), s.giver(Id.elder), -1);
  assert.ok(entryOf(s.world, bot, s.q(3)) < 0, 'the elder does not have the third');
});

test('of several rewards the bot takes an upgrade before the dearest, and the dearest when nothing is one', async () => {
  const t = village();
  for (const [id, rewards] of [
    [1, [Id.ring, Id.sword]],
    [2, [Id.potion, Id.ring]],
  ] as const) {
    addQuest(t, { id });
    rewards.forEach((item_id, row) => addRow(t, 'quest_reward', { quest_id: id, kind: 'choice', row, item_id }));
  }
  const s = await stage(t);
  const bot = s.bot();
  for (const id of [1, 2]) {
    perform(s.world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor));
    assert.is(perform(s.world, Op.turnInQuest, bot, s.q(id), s.giver(Id.mayor), -1), Reason.done);
  }
  assert.equal(
    [Id.sword, Id.potion, Id.ring].map((id) => countCarried(s.world, bot, s.item(id))),
    [1, 0, 1],
  );
});

test('a repeatable quest pays no experience the second time', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5, flags: 'repeatable', reward_money_copper: 5 });
  const s = await stage(t);
  const bot = s.bot();
  const gains = [0, 0].map(() => {
    const before = s.world.c.life.xp[bot]!;
    perform(s.world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor));
    perform(s.world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1);
    return s.world.c.life.xp[bot]! - before;
  });
  assert.equal(gains, [100, 0]);
  assert.is(s.world.c.life.gold[bot], 10);
});

test('an item that starts a quest is used up by it; a quest with a price is paid', async () => {
  const t = village();
  addQuest(t, { id: 1, reward_money_copper: -30 }, { start: null });
  Object.assign(
    t.item.find((row) => row.id === Id.letter)!,
    { starts_quest_id: 1 },
  );
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  give(world, bot, s.item(Id.letter), 1);
  world.set(world.c.life.f.gold, bot, 100);
  assert.is(perform(world, Op.acceptQuest, bot, s.q(1), -1), Reason.done);
  assert.is(countCarried(world, bot, s.item(Id.letter)), 0);
  assert.is(perform(world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1), Reason.done);
  assert.is(world.c.life.gold[bot], 70);
  assert.is(world.ledger.sinkByCause[Cause.quest_price], 30);
});

test('a quest with a time limit cannot be turned in after it', async () => {
  const t = village();
  addQuest(t, { id: 1, time_limit_seconds: 60 });
  const s = await stage(t);
  const bot = s.bot();
  perform(s.world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor));
  s.world.frame += 601;
  assert.is(perform(s.world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1), Reason.expired);
});

test('a quest with a time limit fails in the frame after it, first come first, and is given up as failed', async () => {
  const t = village();
  addQuest(t, { id: 1, time_limit_seconds: 60 });
  addQuest(t, { id: 2, time_limit_seconds: 90 });
  addQuest(t, { id: 3 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  for (const id of [2, 1, 3]) perform(world, Op.acceptQuest, bot, s.q(id), s.giver(Id.mayor));
  const wheel = world.lanes[WorldLane.quest]!;
  const statuses = (): number[] => [1, 2, 3].map((id) => statusAt(world, bot, entryOf(world, bot, s.q(id))));
  const failures = (): number => world.events.totals[Event['quest.failed']]!;
  /** The frames in which the wheel wakes the bot, up to one. */
  const passTo = (frame: number): number[] => {
    const woken: number[] = [];
    for (; world.frame < frame; world.frame++) {
      wheel.drain(world.frame + 1);
      if (wheel.count === 0) continue;
      woken.push(world.frame + 1);
      world.frame++;
      wheel.consume(0);
      assert.is(perform(world, Op.failQuests, bot), Reason.done);
      world.frame--;
    }
    return woken;
  };
  assert.is(perform(world, Op.failQuests, bot), Reason.too_early);
  assert.equal(passTo(700), [602]);
  const { complete, failed } = QuestStatus;
  assert.equal(statuses(), [failed, complete, complete]);
  assert.equal(passTo(1500), [902], 'accepted in frame 1, 90 seconds are 900 frames, and one more is too late');
  assert.equal(statuses(), [failed, failed, complete]);
  assert.is(failures(), 2);
  assert.ok(abandonOne(world, bot, world.frame));
  world.commands.flush(world, world.frame);
  assert.is(failures(), 2, 'said once');
  assert.is(logCount(world, bot), 2);
});

test('a log holds 20 quests by the rules of classic, 25 by those of wotlk, and what the option says if that is less', async () => {
  const profile = (name: string): number => OPTION_TABLE.parse('rules.profile', name).value;
  for (const [options, limit] of [
    [{ 'rules.profile': profile('classic') }, 20],
    [{ 'rules.profile': profile('wotlk') }, 25],
    [{ 'rules.profile': profile('wotlk'), 'quest.maxPerBot': 22 }, 22],
  ] as const) {
    const t = village();
    for (let id = 1; id <= 27; id++) addQuest(t, { id });
    const s = await stage(t, options);
    const bot = s.bot();
    const answers = Array.from({ length: 27 }, (_, n) => perform(s.world, Op.acceptQuest, bot, s.q(n + 1), s.giver(Id.mayor)));
    assert.equal(answers, [...Array<number>(limit).fill(Reason.done), ...Array<number>(27 - limit).fill(Reason.log_full)]);
    assert.is(logCount(s.world, bot), limit);
  }
});

test('what nobody drops or sells is asked only of those who have it: they take the quest and hand it in', async () => {
  const t = village();
  addQuest(t, { id: 1 });
  addRow(t, 'quest_objective', { quest_id: 1, row: 0, kind: 'collect', target_id: Id.ring, count: 1 });
  const s = await stage(t);
  const { world } = s;
  const bot = s.bot();
  assert.is(UNWANTED_WORDS[unwanted(world, bot, s.q(1))], 'item_not_at_hand');
  assert.is(bestPickup(world, bot), null);
  give(world, bot, s.item(Id.ring), 1);
  assert.is(bestPickup(world, bot)!.quest, s.q(1));
  perform(world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor));
  assert.is(statusAt(world, bot, entryOf(world, bot, s.q(1))), QuestStatus.complete);
  assert.is(perform(world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1), Reason.done);
  assert.is(countCarried(world, bot, s.item(Id.ring)), 0);
});

test('the next quest of a chain is taken at once, unless the bot could not do it', async () => {
  for (const asksForRing of [false, true]) {
    const t = village();
    addQuest(t, { id: 1, next_in_chain_id: 2 });
    addQuest(t, { id: 2, prev_quest_id: 1 });
    if (asksForRing) addRow(t, 'quest_objective', { quest_id: 2, row: 0, kind: 'collect', target_id: Id.ring, count: 1 });
    const s = await stage(t);
    const bot = s.bot();
    perform(s.world, Op.acceptQuest, bot, s.q(1), s.giver(Id.mayor));
    assert.is(perform(s.world, Op.turnInQuest, bot, s.q(1), s.giver(Id.mayor), -1), Reason.done);
    assert.is(entryOf(s.world, bot, s.q(2)) >= 0, !asksForRing);
  }
});

test('members of a done quest are known to later checks of the same bot only', async () => {
  const t = village();
  addQuest(t, { id: 1 });
  const s = await stage(t);
  const [a, b] = [s.bot(), s.bot()];
  done(s, a, 1);
  assert.equal([isDone(s.world, a, s.q(1)), isDone(s.world, b, s.q(1))], [true, false]);
});

test.run();

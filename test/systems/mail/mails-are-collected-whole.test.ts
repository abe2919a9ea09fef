/** Emptying and expiring mails. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, MailState } from '../../../components/index.js';
import { freeSlots } from '../../../systems/inventory/items.js';
import { expireMails } from '../../../systems/mail/expire-mails.js';
import { seedGift, seedMail } from '../../../systems/mail/seed-mail.js';
import { GOLD_CAP } from '../../../systems/money.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import type { World } from '../../../systems/world.js';
import { Id, checkMarket, fingerprint, give, kindOf, market, marketContent, perform, slotOf, trader } from '../auction/market.js';

const classic = await marketContent();
const wotlk = await marketContent('wotlk');
const BOX = 0;
const DAY = 864_000;

function collect(world: World, bot: number, m: number): string {
  return perform(world, Op.collectMail, bot, m, BOX, world.c.mail.uid[m]!);
}

const collecting = suite('collecting a mail');
collecting('takes its copper and its item, and frees its slot a frame later', () => {
  const world = market(classic);
  const bot = trader(world, 100);
  const m = seedGift(world, bot, kindOf(world, Id.silk), 5, 250, 10);
  checkMarket(world);
  assert.is(collect(world, bot, m), 'done');
  assert.is(world.c.life.gold[bot], 350);
  assert.ok(slotOf(world, bot, Id.silk) >= 0);
  assert.is(world.c.mail.state[m], MailState.collected);
  checkMarket(world);
  assert.is(collect(world, bot, m), 'gone');
  world.due.ids = Int32Array.of(m);
  world.due.count = 1;
  expireMails(world);
  world.commands.flush(world, world.frame);
  assert.is(world.pools.mail.live, 0);
  checkMarket(world);
});
collecting('is refused early, from afar, by others, by the dead and without room', () => {
  const world = market(classic);
  const [bot, other] = [trader(world), trader(world)];
  const m = seedGift(world, bot, kindOf(world, Id.relic), 1, 0, 20);
  assert.is(collect(world, bot, m), 'too_early');
  world.frame = 20;
  assert.is(collect(world, other, m), 'not_yours');
  assert.is(perform(world, Op.collectMail, bot, m, 1, world.c.mail.uid[m]!), 'unknown_target');
  assert.is(perform(world, Op.collectMail, bot, m, BOX, world.c.mail.uid[m]! + 1), 'gone');
  const relic = give(world, bot, Id.relic);
  assert.is(collect(world, bot, m), 'carry_limit');
  perform(world, Op.destroyItem, bot, relic, 1);
  while (freeSlots(world, bot) > 0) give(world, bot, Id.charm);
  const before = fingerprint(world);
  assert.is(collect(world, bot, m), 'bag_full');
  assert.is(fingerprint(world), before);
  place(world, bot, 0, 0, 501);
  assert.is(collect(world, bot, m), 'too_far');
  world.setState(bot, BotState.dead);
  assert.is(collect(world, bot, m), 'dead');
});
collecting('at the gold cap: classic loses the surplus, wotlk leaves the money in the mail', () => {
  for (const [content, answer, gold] of [
    [classic, 'done', GOLD_CAP],
    [wotlk, 'gold_cap', GOLD_CAP - 10],
  ] as const) {
    const world = market(content);
    const bot = trader(world, GOLD_CAP - 10);
    const m = seedGift(world, bot, -1, 0, 100, 10);
    assert.is(collect(world, bot, m), answer);
    assert.is(world.c.life.gold[bot], gold);
    checkMarket(world);
  }
});
collecting.run();

const expiring = suite('a mail nobody fetches');
expiring('is cleared away with what is in it, thirty days after its delivery and not before', () => {
  const world = market(classic);
  const bot = trader(world);
  const m = seedGift(world, bot, kindOf(world, Id.blade), 1, 70, 10);
  const uid = world.c.mail.uid[m]!;
  world.frame = 10 + 30 * DAY;
  assert.is(perform(world, Op.expireMail, -uid, m), 'too_early');
  world.frame += 10;
  assert.is(perform(world, Op.expireMail, -uid - 1, m), 'gone');
  assert.is(perform(world, Op.expireMail, -uid, m), 'done');
  assert.is(world.c.mail.state[m], MailState.deleted);
  assert.is(world.pools.item.live, 0);
  checkMarket(world);
});
expiring('of the start is money or goods, on the books', () => {
  const world = market(classic);
  const bot = trader(world);
  for (let n = 0; n < 10; n++) assert.is(seedMail(world, bot, n, 100 * n), n);
  assert.is(world.c.market.waitingMails[bot], 10);
  assert.ok(world.pools.item.live === 5);
  checkMarket(world);
});
expiring.run();

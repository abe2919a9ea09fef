/** Letters between bots: what may be sent, what it costs, cash on delivery, sending back, and what becomes of those nobody fetches. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, MailKind, MailState } from '../../../components/index.js';
import { countOwned } from '../../../systems/inventory/items.js';
import { enclosedCount, packSlots, unpackSlots } from '../../../systems/mail/attachments.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Id, checkMarket, fingerprint, give, kindOf, market, marketContent, perform, slotOf, trader } from '../auction/market.js';

const classic = await marketContent();
const wotlk = await marketContent('wotlk');
const BOX = 0;
const HOUR = 36_000;
const DAY = 864_000;
const NOTHING = -1;

function send(world: World, from: number, to: number, slot: number, copper = 0, cod = 0): string {
  return perform(world, Op.sendMail, from, to, slot, copper, cod, BOX, world.uidOf(to));
}
function first(world: World, bot: number): number {
  return world.derived.mails.first(bot);
}
function collect(world: World, bot: number, m = first(world, bot)): string {
  return perform(world, Op.collectMail, bot, m, BOX, world.c.mail.uid[m]!);
}
function sendBack(world: World, bot: number, m = first(world, bot)): string {
  return perform(world, Op.returnMail, bot, m, BOX, world.c.mail.uid[m]!);
}
function expire(world: World, m: number): string {
  return perform(world, Op.expireMail, -world.c.mail.uid[m]!, m);
}
function stage(profile = classic, options: Readonly<Record<string, number>> = {}) {
  const world = market(profile, 6, 1, options);
  const anna = trader(world, 1000);
  const bert = trader(world, 1000);
  give(world, anna, Id.blade);
  return { world, anna, bert, gold: world.c.life.gold };
}

const sending = suite('sending a letter');
sending('costs postage and takes item and money along, which arrive after the delay', () => {
  const { world, anna, bert, gold } = stage();
  assert.is(send(world, anna, bert, slotOf(world, anna, Id.blade), 200), 'done');
  assert.is(gold[anna], 1000 - 200 - 30);
  assert.is(world.ledger.sinkByCause[Cause.postage], 30);
  assert.is(slotOf(world, anna, Id.blade), -1);
  checkMarket(world);
  assert.is(collect(world, bert), 'too_early');
  world.frame += HOUR;
  assert.is(collect(world, bert), 'done');
  assert.is(gold[bert], 1200);
  assert.ok(slotOf(world, bert, Id.blade) >= 0);
  checkMarket(world);
});
sending('is at once in wotlk without an item, and as late as the option says', () => {
  const quick = stage(wotlk);
  assert.is(send(quick.world, quick.anna, quick.bert, NOTHING, 5), 'done');
  assert.is(collect(quick.world, quick.bert), 'done');
  const set = stage(classic, { 'mail.delay': 60, 'mail.postage': 7 });
  assert.is(send(set.world, set.anna, set.bert, NOTHING, 5), 'done');
  assert.is(set.gold[set.anna], 1000 - 5 - 7);
  assert.is(set.world.c.mail.deliver[first(set.world, set.bert)], set.world.frame + 600);
});
sending('is refused, and changes nothing, for what may not be', () => {
  const { world, anna, bert } = stage();
  const horde = trader(world, 100);
  world.set(world.c.identity.f.side, horde, 1);
  const charm = give(world, anna, Id.charm);
  const blade = slotOf(world, anna, Id.blade);
  const before = fingerprint(world);
  assert.is(send(world, anna, anna, blade), 'bad_amount');
  assert.is(send(world, anna, bert, blade, 10, 10), 'bad_amount');
  assert.is(send(world, anna, bert, blade, -1), 'bad_amount');
  assert.is(send(world, anna, bert, blade, 971), 'not_enough_money');
  assert.is(send(world, anna, bert, charm), 'bound');
  assert.is(send(world, anna, bert, 5), 'gone');
  assert.is(send(world, anna, bert, blade + 9), 'gone');
  assert.is(send(world, anna, horde, blade), 'wrong_side');
  assert.is(perform(world, Op.sendMail, anna, bert, blade, 0, 0, BOX, 999_999), 'unknown_target');
  assert.is(fingerprint(world), before);
  world.setState(anna, BotState.dead);
  assert.is(send(world, anna, bert, blade), 'dead');
  world.setState(anna, BotState.idle);
  place(world, anna, 0, 100_000, 0);
  assert.is(send(world, anna, bert, blade), 'too_far');
});
sending('stops at a mailbox with more than 100 letters', () => {
  const { world, anna, bert } = stage(classic, { 'mail.postage': 0 });
  for (let n = 0; n < 101; n++) assert.is(send(world, anna, bert, NOTHING), 'done');
  assert.is(send(world, anna, bert, NOTHING), 'mailbox_full');
  checkMarket(world);
});

const cod = suite('cash on delivery');
cod('is paid by who takes the item, and reaches the sender by mail at once', () => {
  const { world, anna, bert, gold } = stage();
  assert.is(send(world, anna, bert, slotOf(world, anna, Id.blade), 0, 600), 'done');
  world.frame += HOUR;
  assert.is(collect(world, bert), 'done');
  assert.is(gold[bert], 400);
  assert.is(world.c.mail.kind[first(world, anna)], MailKind.codPayment);
  checkMarket(world);
  assert.is(collect(world, anna), 'done');
  assert.is(gold[anna], 1000 - 30 + 600);
  checkMarket(world);
});
cod('keeps the item from who cannot pay', () => {
  const { world, anna, bert } = stage();
  assert.is(send(world, anna, bert, slotOf(world, anna, Id.blade), 0, 1001), 'done');
  world.frame += HOUR;
  const before = fingerprint(world);
  assert.is(collect(world, bert), 'not_enough_money');
  assert.is(fingerprint(world), before);
});
cod('is dropped by wotlk from a letter without an item', () => {
  const { world, anna, bert, gold } = stage(wotlk);
  assert.is(send(world, anna, bert, NOTHING, 0, 500), 'done');
  assert.is(collect(world, bert), 'done');
  assert.is(gold[bert], 1000);
});

const back = suite('sending back');
back('returns the item without cash on delivery, once', () => {
  const { world, anna, bert, gold } = stage();
  assert.is(send(world, anna, bert, slotOf(world, anna, Id.blade), 0, 600), 'done');
  assert.is(sendBack(world, bert), 'too_early');
  world.frame += HOUR;
  assert.is(sendBack(world, bert), 'done');
  checkMarket(world);
  const m = first(world, anna);
  assert.is(world.c.mail.kind[m], MailKind.returned);
  assert.is(world.c.mail.cod[m], 0);
  assert.is(sendBack(world, anna), 'too_early', 'classic delays items that go back');
  world.frame += HOUR;
  assert.is(sendBack(world, anna), 'not_eligible', 'what came back does not go back again');
  assert.is(collect(world, anna), 'done');
  assert.is(gold[anna], 970);
  assert.is(gold[bert], 1000);
  checkMarket(world);
});

const expiry = suite('a letter nobody fetches');
expiry('goes back with its item after three days with cash on delivery, after thirty without', () => {
  const { world, anna, bert } = stage();
  assert.is(send(world, anna, bert, slotOf(world, anna, Id.blade), 0, 600), 'done');
  const m = first(world, bert);
  world.frame = world.c.mail.deliver[m]! + 3 * DAY;
  assert.is(expire(world, m), 'too_early');
  world.frame += 10;
  assert.is(expire(world, m), 'done');
  assert.is(world.c.mail.state[m], MailState.returned);
  checkMarket(world);
  const returned = first(world, anna);
  assert.is(world.c.mail.expires[returned], world.frame + 30 * DAY);
  assert.is(collect(world, anna), 'done');
  assert.ok(slotOf(world, anna, Id.blade) >= 0);
});
expiry('is deleted with its money when nothing can go back', () => {
  const { world, anna, bert } = stage();
  assert.is(send(world, anna, bert, NOTHING, 100), 'done');
  const m = first(world, bert);
  world.frame = world.c.mail.expires[m]! + 10;
  assert.is(expire(world, m), 'done');
  assert.is(world.c.mail.state[m], MailState.deleted);
  assert.is(world.ledger.sinkByCause[Cause.mail_expired], 100);
  checkMarket(world);
});

const many = suite('a letter with many things');
function loaded(profile = wotlk) {
  const set = stage(profile);
  for (let n = 0; n < 13; n++) give(set.world, set.anna, Id.belt);
  return { ...set, belt: slotOf(set.world, set.anna, Id.belt) };
}
const run = (first: number, count: number): number => packSlots(Array.from({ length: count }, (_, n) => first + n));
many('holds twelve in wotlk for 30 copper each, and one in classic', () => {
  const { world, anna, bert, gold, belt } = loaded();
  assert.is(send(world, anna, bert, run(belt, 13)), 'too_many');
  assert.is(send(world, anna, bert, run(belt, 12), 700), 'not_enough_money');
  assert.is(send(world, anna, bert, run(belt, 12), 600), 'done');
  assert.is(gold[anna], 1000 - 600 - 360);
  checkMarket(world);
  world.frame += HOUR;
  assert.is(collect(world, bert), 'done');
  assert.is(gold[bert], 1600);
  assert.is(countOwned(world, bert, kindOf(world, Id.belt)), 12);
  checkMarket(world);
  const old = loaded(classic);
  assert.is(send(old.world, old.anna, old.bert, run(old.belt, 2)), 'too_many');
});
many('goes whole or not at all: nothing is sent when one thing may not, nothing taken when one has no room', () => {
  const { world, anna, bert, belt } = loaded();
  const charm = give(world, anna, Id.charm);
  assert.is(send(world, anna, bert, packSlots([belt, charm])), 'bound');
  assert.is(send(world, anna, bert, packSlots([belt, charm + 1])), 'gone');
  assert.is(send(world, anna, bert, run(belt, 3), 0, 90), 'done');
  give(world, bert, Id.silk, 14 * 20);
  world.frame += HOUR;
  const before = fingerprint(world);
  assert.is(collect(world, bert), 'bag_full');
  assert.is(fingerprint(world), before);
});
many('takes what is due on delivery once, and counts all of a kind against what may be carried', () => {
  const { world, anna, bert, gold, belt } = loaded();
  assert.is(send(world, anna, bert, run(belt, 3), 0, 90), 'done');
  world.frame += HOUR;
  assert.is(collect(world, bert), 'done');
  assert.is(gold[bert], 910);
  assert.is(world.c.mail.money[first(world, anna)], 90);
  const relics = [give(world, anna, Id.relic), give(world, anna, Id.belt)];
  assert.is(send(world, anna, bert, packSlots(relics)), 'done');
  give(world, bert, Id.relic);
  world.frame += HOUR;
  assert.is(collect(world, bert), 'carry_limit');
});
many('comes back and expires with all of them', () => {
  const { world, anna, bert, belt } = loaded();
  assert.is(send(world, anna, bert, run(belt, 4)), 'done');
  world.frame += HOUR;
  assert.is(sendBack(world, bert), 'done');
  checkMarket(world);
  const m = first(world, anna);
  world.rebuildDerived();
  assert.is(enclosedCount(world, m), 4);
  world.frame = world.c.mail.expires[m]! + 10;
  assert.is(expire(world, m), 'done');
  assert.is(world.ledger.sums.itemSink, 4);
  checkMarket(world);
});
many('names its slots in one number', () => {
  for (const slots of [[23], [23, 24], [30, 52], [160, 161, 175, 182]]) {
    const { slots: named, count } = unpackSlots(packSlots(slots));
    assert.equal([...named.subarray(0, count)], slots);
  }
  assert.is(unpackSlots(NOTHING).count, 0);
});

sending.run();
many.run();
cod.run();
back.run();
expiry.run();

/**
 * Random letters with up to fourteen things, in both profiles, beside a second post of plain objects: the same answers and the same end
 * state; money and items add up and every instance lies in one place after every command, half of them with a fault injected first.
 *
 *   node letters-do-what-a-plain-post-does.property.test.js [seed] [commands]
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MailState } from '../../../components/index.js';
import { mix32 } from '../../../engine/random.js';
import { checkConservation, checkPlaces } from '../../../systems/invariants.js';
import { itemAt } from '../../../systems/inventory/items.js';
import { enclosedAt, enclosedCount, packSlots } from '../../../systems/mail/attachments.js';
import { Op } from '../../../systems/opcodes.js';
import { REASONS } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Id, checkMarket, give, market, marketContent, trader } from '../auction/market.js';
import { PlainPost } from './plain-post.js';
import type { Letter, Thing } from './plain-post.js';

const SEED = Number(process.argv[2] ?? 1_220);
const COMMANDS = Number(process.argv[3] ?? 8_000);
const ROUND = 400;
const BOTS = 4;
const PURSE = 6_000;
const FIRST_SLOT = 23;
const PLACES = 16;
const MAX_FAULT = 60;
const BOX = 0;

let state = SEED >>> 0;
function below(bound: number): number {
  state = mix32(state + 0x9e3779b9);
  return state % bound;
}

function thingAt({ c }: World, i: number): Thing | undefined {
  return i < 0 ? undefined : { kind: c.item.kind[i]!, units: c.item.stack[i]! };
}

class Pair {
  readonly #slots = new Map<Letter, number>();
  #named: number;
  faults = 0;
  constructor(
    readonly world: World,
    readonly post: PlainPost,
  ) {
    post.now = world.frame;
    for (let n = 0; n < BOTS; n++) {
      const bot = trader(world, PURSE);
      give(world, bot, Id.silk, 20 * (1 + below(6)));
      for (let k = below(8); k > 0; k--) give(world, bot, k % 2 === 0 ? Id.blade : Id.belt);
      if (n < 2) give(world, bot, Id.relic);
      post.purses.push(PURSE);
      post.bags.push(Array.from({ length: PLACES }, (_, s) => thingAt(world, itemAt(world, bot, FIRST_SLOT + s))));
    }
    this.#named = this.#lastUid();
  }
  #lastUid(): number {
    return this.world.c.globals.nextUid[0]! - 1;
  }
  slotOf(letter: Letter): number {
    return this.#slots.get(letter)!;
  }

  both(name: string, expected: () => boolean, op: number, actor: number, ...args: number[]): boolean {
    const { world, post } = this;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    const fault = below(2) === 0 ? 1 + below(1 + below(MAX_FAULT)) : 0;
    const before = world.write.hash.digest(0);
    let result = -1;
    if (fault > 0) {
      try {
        result = world.commands.perform(world, op, actor, a, b, c, d, e, f, fault);
      } catch {
        this.faults++;
        assert.is(world.write.hash.digest(0), before, `a fault in ${name} leaves everything as it was`);
        checkPlaces(world);
      }
    }
    if (result < 0) result = world.commands.perform(world, op, actor, a, b, c, d, e, f);
    const done = expected();
    assert.is(result === 0, done, `seed ${SEED}, ${name}: the program says ${REASONS[result]}, the model ${done ? 'done' : 'refused'}`);
    checkConservation(world);
    checkPlaces(world);
    const fresh: number[] = [];
    for (let m = 0; m < world.pools.mail.high; m++) if (world.c.mail.uid[m]! > this.#named) fresh.push(m);
    fresh.sort((x, y) => world.c.mail.uid[x]! - world.c.mail.uid[y]!);
    for (const letter of post.letters) if (!this.#slots.has(letter)) this.#slots.set(letter, fresh.shift()!);
    this.#named = this.#lastUid();
    return done;
  }
}

/** Up to fourteen places in ascending order, most of them with something in them. */
function pickPlaces({ post }: Pair, who: number): number[] {
  const count = below(3) === 0 ? below(2) : below(15);
  const filled = post.bags[who]!.map((thing, place) => (thing !== undefined || below(12) === 0 ? place : -1)).filter((place) => place >= 0);
  while (filled.length > count) filled.splice(below(filled.length), 1);
  return filled;
}

function advance({ world, post }: Pair, frame: number): void {
  world.frame = Math.max(world.frame, frame);
  post.now = world.frame;
}

function step(pair: Pair, done: Map<string, number>): void {
  const { world, post } = pair;
  const count = (name: string, was: boolean) => was && done.set(name, (done.get(name) ?? 0) + 1);
  const who = below(BOTS);
  const letter = post.letters[below(Math.max(1, post.letters.length))];
  const choice = below(10);
  if (choice < 5 || letter === undefined) {
    const [to, places] = [below(BOTS), pickPlaces(pair, who)];
    const [copper, cod] = below(2) === 0 ? [below(200), 0] : [below(9) === 0 ? 5 : 0, below(900)];
    const slots = places.length === 0 ? -1 : packSlots(places.map((place) => FIRST_SLOT + place));
    const was = pair.both(
      'write',
      () => post.send(who, to, places, copper, cod),
      Op.sendMail,
      who,
      to,
      slots,
      copper,
      cod,
      BOX,
      world.uidOf(to),
    );
    count(places.length > 1 ? 'write many' : 'write', was);
    return;
  }
  const m = pair.slotOf(letter);
  const uid = world.c.mail.uid[m]!;
  const reader = below(8) === 0 ? who : letter.to;
  const many = letter.things.length > 1 ? ' many' : '';
  if (below(4) > 0) advance(pair, letter.deliver);
  if (choice < 8)
    count(
      `collect${many}`,
      pair.both('collect', () => post.collect(reader, letter), Op.collectMail, reader, m, BOX, uid),
    );
  else if (choice < 9)
    count(
      `send back${many}`,
      pair.both('send back', () => post.sendBack(reader, letter), Op.returnMail, reader, m, BOX, uid),
    );
  else {
    if (below(3) > 0) advance(pair, letter.expires + 10);
    count(
      `expire${many}`,
      pair.both('expire', () => post.expire(letter), Op.expireMail, -uid, m),
    );
  }
  if (world.c.mail.uid[m] === uid && world.c.mail.state[m] !== MailState.waiting)
    assert.is(world.commands.perform(world, Op.expireMail, -uid, m, 0, 0, 0, 0, 0), 0);
}

/** Both posts told in the same words. */
function told({ world, post }: Pair): { program: unknown; model: unknown } {
  const { mail, life } = world.c;
  const say = (one: Thing | undefined): string => (one === undefined ? '-' : `${one.kind} x ${one.units}`);
  const letters: string[] = [];
  for (let m = 0; m < world.pools.mail.high; m++) {
    if (mail.state[m] !== MailState.waiting) continue;
    const things = Array.from({ length: enclosedCount(world, m) }, (_, n) => say(thingAt(world, enclosedAt(world, m, n))));
    letters.push([mail.to[m]! - 1, mail.money[m], mail.cod[m], things.join('+'), mail.deliver[m], mail.expires[m]].join());
  }
  const people = post.purses.map((_, n) => ({
    purse: life.gold[n],
    bag: Array.from({ length: PLACES }, (_unused, s) => say(thingAt(world, itemAt(world, n, FIRST_SLOT + s)))),
  }));
  return {
    program: { people, letters: letters.sort(), copper: world.ledger.sums.copperSink, units: world.ledger.sums.itemSink },
    model: {
      people: post.purses.map((purse, n) => ({ purse, bag: post.bags[n]!.map(say) })),
      letters: post.letters
        .map(({ to, copper, cod, things, deliver, expires }) => [to, copper, cod, things.map(say).join('+'), deliver, expires].join())
        .sort(),
      copper: post.sunkCopper,
      units: post.sunkUnits,
    },
  };
}

const letters = suite('random letters');
for (const profile of ['classic', 'wotlk'] as const)
  letters(`do in ${profile} what a plain post does`, async () => {
    const content = await marketContent(profile);
    const done = new Map<string, number>();
    let faults = 0;
    for (let round = 0; round < COMMANDS / ROUND; round++) {
      const pair = new Pair(market(content, BOTS, round + 1), new PlainPost(profile, Array.from(content.items.carryLimit)));
      for (let n = 0; n < ROUND; n++) step(pair, done);
      const { program, model } = told(pair);
      assert.equal(program, model, `the end state of round ${round}, seed ${SEED}`);
      const kept = pair.world.write.hash.digest(0);
      pair.world.rebuildDerived();
      assert.is(pair.world.write.hash.digest(0), kept, 'rebuilding what is derived changes no state');
      assert.equal(told(pair), { program, model }, 'nor what is in letters, nor its order');
      checkMarket(pair.world);
      faults += pair.faults;
    }
    assert.ok(faults > COMMANDS / 10, `${faults} faults were injected`);
    const many = profile === 'wotlk' ? ['write many', 'collect many', 'send back many', 'expire many'] : [];
    for (const name of ['write', 'collect', 'expire', ...many])
      assert.ok((done.get(name) ?? 0) > COMMANDS / 200, `${name} was done ${done.get(name) ?? 0} times`);
    if (profile === 'classic') assert.is(done.get('write many'), undefined);
  });
letters.run();

/**
 * 100,000 random commands, interleaved: loot, equip, split, merge, sort, sell, buy back, destroy, mail, trade, rolls, gems, enchantments and
 * time passing. No item is lost or doubled, no copper goes unbooked, and no rule about slots is broken.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, Lane } from '../../../components/index.js';
import { change, nextChange } from '../../../systems/equipment/optimise-equipment.js';
import { Op } from '../../../systems/opcodes.js';
import { itemAt } from '../../../systems/inventory/items.js';
import type { World } from '../../../systems/world.js';
import { Chance, belongingsContent, belongingsWorld, checkAll, randomCommand } from './belongings-world.js';

const COMMANDS = Number(process.env['BOTREALM_COMMANDS'] ?? 100_000);
const WORLDS = 10;
const CHECK_EVERY = 50;
const content = await belongingsContent();

const test = suite('belongings');

test(`${COMMANDS} random commands lose nothing and break no rule of slots`, () => {
  const done = new Map<number, number>();
  for (let seed = 1; seed <= WORLDS; seed++) {
    const world = belongingsWorld(content, seed);
    const chance = new Chance(seed * 7919);
    for (let n = 0; n < COMMANDS / WORLDS; n++) {
      randomCommand(world, chance);
      if (n % CHECK_EVERY === 0) checkAll(world);
    }
    checkAll(world);
    world.events.totals.forEach((count, kind) => done.set(kind, (done.get(kind) ?? 0) + count));
  }
  // The test is worth nothing if the commands are only refused.
  const seen = (op: number): number => done.get(op) ?? 0;
  const kinds = [10, 11, 12, 13, 14, 15, 17, 25].map(seen);
  assert.ok(
    kinds.every((count) => count > COMMANDS / 2000),
    `looted, equipped, sold, bought, repaired, destroyed, traded, collected: ${kinds.join(' ')}`,
  );
});

/** Let the equipment lane of a bot run until it is done. */
function settle(world: World, bot: number): void {
  for (let n = 0; n < 60; n++) {
    const from = nextChange(world, bot);
    if (from < 0) return;
    const uid = world.c.item.uid[itemAt(world, bot, from)]!;
    assert.is(world.commands.perform(world, Op.equipItem, bot, from, target(world, bot), uid, 0, 0, 0), 0, 'what is proposed can be done');
  }
  const from = nextChange(world, bot);
  assert.unreachable(`a bot changes its equipment for ever: slot ${from} to ${change.slot}, ${change.before} to ${change.after}`);
}
function target(world: World, bot: number): number {
  nextChange(world, bot);
  return change.slot;
}

test('looking only at bots that were woken finds what looking at all of them does', () => {
  const world = belongingsWorld(content, 99);
  const chance = new Chance(4711);
  const { agenda, life } = world.c;
  for (let round = 0; round < 400; round++) {
    for (let n = 0; n < 20; n++) randomCommand(world, chance);
    for (let bot = 0; bot < 4; bot++) {
      if (agenda.equip[bot] === 0) assert.is(nextChange(world, bot), -1, 'a bot that nobody woke has nothing to change');
      world.sleep(Lane.equip, bot);
      if (life.state[bot] !== BotState.dead) settle(world, bot);
      world.sleep(Lane.equip, bot);
    }
  }
  checkAll(world);
});

test.run();

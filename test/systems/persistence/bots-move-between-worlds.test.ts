import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { layEnchant, setGem } from '../../../systems/inventory/extras.js';
import { applyInput } from '../../../systems/inputs.js';
import { captureComplete, captureEquipment, captureState } from '../../../systems/persistence/capture.js';
import { checkImport, importBot } from '../../../systems/persistence/import-bot.js';
import { enchantmentsOf, gemsOf } from '../../../systems/persistence/item-extras.js';
import { orientationOf } from '../../../systems/persistence/orientation.js';
import { parseEnchantments, parseGems, serialiseEnchantments, serialiseGems } from '../../../systems/persistence/serialise.js';
import type { CompleteSnapshot } from '../../../systems/persistence/snapshot.js';
import { Cause } from '../../../systems/vocabulary.js';
import { BOTS, livingWorld, withoutIds } from './support.js';

const home = await livingWorld(300);
const abroad = await livingWorld(120, 5);

test('a bot brings everything it has, booked as a faucet, and the world still adds up', () => {
  const { world } = abroad;
  const snapshot = captureComplete({ world: home.world, bot: 4 });
  const copper = world.ledger.faucetByCause[Cause.import]!;
  const entries = world.ledger.count;
  applyInput(world, { frame: world.frame, seq: 0, source: 'test', directive: { do: 'import', bot: snapshot } });
  const bot = world.pools.bot.high - 1;
  assert.equal(withoutIds(captureComplete({ world, bot })), withoutIds(snapshot));
  assert.is(world.ledger.faucetByCause[Cause.import]! - copper, snapshot.state.gold_copper);
  const units = snapshot.inventory.reduce((sum, item) => sum + item.stack_count, 0) + snapshot.equipment.length;
  let booked = 0;
  for (let n = entries; n < world.ledger.count; n++)
    if (world.ledger.cause[n] === Cause.import && world.ledger.asset[n] !== 0) booked += world.ledger.quantity[n]!;
  assert.is(booked, units);
  for (let n = 0; n < 300; n++) abroad.step();
  abroad.verify();
  assert.is.not(captureState({ world, bot }).position_x, snapshot.state.position_x, 'it lives');
});

test('height and facing that were given hold until the bot moves', () => {
  const { world } = abroad;
  const taken = captureComplete({ world: home.world, bot: 5 });
  const bot = importBot(world, { ...taken, state: { ...taken.state, position_z: 83.17, orientation: 4.7112 } });
  const { position_z, orientation } = captureState({ world, bot });
  assert.equal([position_z, orientation], [83.17, 4.7112]);
  for (let n = 0; n < 600 && captureState({ world, bot }).position_x === taken.state.position_x; n++) abroad.step();
  assert.is(captureState({ world, bot }).position_z, 0);
});

test('a name that is taken gets a number', () => {
  const { world } = abroad;
  const taken = captureComplete({ world: abroad.world, bot: 0 });
  const bot = importBot(world, taken);
  assert.is(world.names[world.c.identity.name[bot]! - 1], `${taken.identity.name}-2`);
});

test('what a world cannot take is refused in words that say what', () => {
  const { content } = abroad.world;
  const good = captureComplete({ world: home.world, bot: 6 });
  const refused = (bad: CompleteSnapshot, expected: RegExp): void => {
    try {
      checkImport(content, bad);
    } catch (error) {
      assert.instance(error, UserError);
      assert.match((error as UserError).message, expected);
      return;
    }
    assert.unreachable(`not refused: ${expected}`);
  };
  checkImport(content, good);
  const item = good.equipment[0]!;
  refused({ ...good, identity: { ...good.identity, race: 'Nobody' } }, /no race 'Nobody'/);
  refused({ ...good, identity: { ...good.identity, class: 'Nobody' } }, /no class 'Nobody'/);
  refused({ ...good, state: { ...good.state, map_id: 4711 } }, /no map 4711/);
  refused({ ...good, state: { ...good.state, level: 250 } }, /level is 250/);
  refused({ ...good, state: { ...good.state, gold_copper: -1 } }, /purse is -1/);
  refused({ ...good, state: { ...good.state, position_x: NaN } }, /place is NaN/);
  refused({ ...good, equipment: [{ ...item, item_id: 999_999 }] }, /no item 999999/);
  refused({ ...good, equipment: [{ ...item, slot: 19 }] }, /slot 19/);
  refused({ ...good, equipment: [item, item] }, /in one place/);
  refused({ ...good, equipment: [{ ...item, enchantments: '7' }] }, /enchantments of item/);
  refused({ ...good, equipment: [{ ...item, enchantments: '60000:0' }] }, /no enchantment 60000/);
  refused({ ...good, equipment: [{ ...item, gems: '1,2,3,4' }] }, /gems/);
  const carried = good.inventory.find(({ bag, slot }) => bag === 255 && slot >= 23)!;
  refused({ ...good, inventory: [{ ...carried, stack_count: 30_000 }] }, /stack of 30000/);
  refused({ ...good, inventory: [{ ...carried, bag: 19, slot: 0 }] }, /has 0 slots/);
  refused({ ...good, inventory: [{ ...carried, bag: 3 }] }, /bag 3/);
});

test('enchantments and gems travel in the form of the design', () => {
  const { world } = home;
  const { enchants, items } = world.content;
  const bot = BOTS - 1;
  const worn = captureEquipment({ world, bot })[0]!;
  const i = world.c.slots.item[bot * world.sizes.botSlots + worn.slot]! - 1;
  assert.equal([worn.enchantments, worn.gems], ['', '']);
  const lasting = enchants.durationMs.indexOf(0);
  const passing = enchants.durationMs.findIndex((ms) => ms > 0);
  setGem(world, i, 0, 7);
  setGem(world, i, 2, 9);
  if (lasting >= 0) layEnchant(world, i, lasting);
  if (passing >= 0) layEnchant(world, i, passing);
  const now = captureEquipment({ world, bot }).find(({ slot }) => slot === worn.slot)!;
  assert.is(now.gems, `${items.id[7]},0,${items.id[9]}`);
  const expected = [
    ...(lasting < 0 ? [] : [`${enchants.id[lasting]}:0`]),
    ...(passing < 0 ? [] : [`${enchants.id[passing]}:${Math.ceil(enchants.durationMs[passing]! / 1000)}`]),
  ];
  assert.is(now.enchantments, expected.join(';'));
  const imported = importBot(abroad.world, captureComplete({ world, bot }));
  const j = abroad.world.c.slots.item[imported * abroad.world.sizes.botSlots + worn.slot]! - 1;
  assert.equal(gemsOf(abroad.world, j), gemsOf(world, i));
  assert.equal(enchantmentsOf(abroad.world, j), enchantmentsOf(world, i));
});

const natural = fc.nat({ max: 2_000_000_000 });

test('texts of enchantments and gems are read as they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ id: natural, seconds: natural }), { maxLength: 12 }), (all) =>
      assert.equal(
        parseEnchantments(serialiseEnchantments(all)),
        all.map(({ id, seconds }) => ({ id, seconds })),
      ),
    ),
  );
  fc.assert(
    fc.property(fc.array(natural, { maxLength: 4 }), (gems) => {
      const read = parseGems(serialiseGems(gems))!;
      assert.equal([...read, 0, 0, 0, 0].slice(0, gems.length), gems);
    }),
  );
  assert.is(
    serialiseEnchantments([
      { id: 3225, seconds: 0 },
      { id: 3229, seconds: 3600 },
    ]),
    '3225:0;3229:3600',
  );
  assert.is(serialiseGems([23121, 23122, 23095]), '23121,23122,23095');
  for (const bad of ['1', '1:', ':2', '1:2;', '1:2,3:4', '-1:2', '1:2 ']) assert.is(parseEnchantments(bad), null, bad);
  for (const bad of ['1,', ',1', '1;2', '-1', 'x']) assert.is(parseGems(bad), null, bad);
});

test('facing is the angle of the way, within a ten-thousandth of a radian or two', () => {
  assert.is(orientationOf(0, 0), 0);
  fc.assert(
    fc.property(fc.integer({ min: -500_000, max: 500_000 }), fc.integer({ min: -500_000, max: 500_000 }), (dx, dy) => {
      fc.pre(dx !== 0 || dy !== 0);
      const angle = Math.atan2(dy, dx);
      const expected = angle < 0 ? angle + 2 * Math.PI : angle;
      const off = Math.abs(orientationOf(dx, dy) / 10_000 - expected);
      assert.ok(Math.min(off, 2 * Math.PI - off) < 2e-4, `${dx}, ${dy}: ${orientationOf(dx, dy)}`);
    }),
  );
});

test.run();

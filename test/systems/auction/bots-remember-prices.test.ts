/** What a bot remembers of prices: robust, its own, and only of what it saw. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { anomaly, expectedUnit, isTrusted, observe, observeUnsold, predictedUnit } from '../../../systems/auction/lore.js';
import { fallbackUnitPrice } from '../../../systems/auction/price.js';
import { Id, kindOf, market, marketContent, trader } from './market.js';

const content = await marketContent();
const stage = () => {
  const world = market(content);
  return { world, silk: kindOf(world, Id.silk), bot: trader(world), other: trader(world) };
};

const lore = suite('memory of prices');
lore('is the rule of thumb for who has seen nothing', () => {
  const { world, silk, bot } = stage();
  assert.is(expectedUnit(world, bot, 0, silk), 300);
  assert.is(predictedUnit(world, bot, 0, silk), 300);
  assert.is(expectedUnit(world, bot, 0, kindOf(world, Id.blade)), 1500);
  assert.is(fallbackUnitPrice(world, kindOf(world, Id.relic)), 14_000);
  assert.not.ok(isTrusted(world, bot, 0, silk));
});
lore('is of one bot and one house alone', () => {
  const { world, silk, bot, other } = stage();
  for (let n = 0; n < 5; n++) observe(world, bot, 0, silk, 500);
  assert.is(expectedUnit(world, bot, 0, silk), 500);
  assert.ok(isTrusted(world, bot, 0, silk));
  assert.is(expectedUnit(world, other, 0, silk), 300, 'another bot has not seen it');
  assert.is(expectedUnit(world, bot, 1, silk), 300, 'nor has anybody in another house');
});
lore('follows what is seen, and one absurd price does not drag it by more than a tenth', () => {
  const { world, silk, bot } = stage();
  for (let n = 0; n < 12; n++) observe(world, bot, 0, silk, 400);
  observe(world, bot, 0, silk, 1_000_000);
  const after = expectedUnit(world, bot, 0, silk);
  assert.ok(after > 400 && after <= 440, String(after));
  for (let n = 0; n < 80; n++) observe(world, bot, 0, silk, 900);
  assert.is(expectedUnit(world, bot, 0, silk), 900);
});
lore('takes an absurd first price for no more than five times the usual', () => {
  const { world, silk, bot } = stage();
  observe(world, bot, 0, silk, 999_999);
  assert.is(expectedUnit(world, bot, 0, silk), 1500);
  observe(world, bot, 1, silk, 1);
  assert.is(expectedUnit(world, bot, 1, silk), 60);
});
lore('carries a trend on', () => {
  const { world, silk, bot } = stage();
  for (let price = 300; price < 420; price += 10) observe(world, bot, 0, silk, price);
  assert.ok(predictedUnit(world, bot, 0, silk) > expectedUnit(world, bot, 0, silk), 'rising prices are expected to rise');
  for (let price = 420; price > 200; price -= 10) observe(world, bot, 0, silk, price);
  assert.ok(predictedUnit(world, bot, 0, silk) < expectedUnit(world, bot, 0, silk), 'and falling ones to fall');
});
lore('calls odd what is far from the usual spread, once it has seen enough', () => {
  const { world, silk, bot } = stage();
  observe(world, bot, 0, silk, 400);
  assert.is(anomaly(world, bot, 0, silk, 40), 0, 'one sighting is no ground to judge by');
  for (const seen of [390, 410, 395, 405, 400, 398, 402]) observe(world, bot, 0, silk, seen);
  assert.is(anomaly(world, bot, 0, silk, 380), 0);
  assert.is(anomaly(world, bot, 0, silk, 100), -1);
  assert.is(anomaly(world, bot, 0, silk, 1200), 1);
});
lore('asks for less after something did not sell', () => {
  const { world, silk, bot } = stage();
  for (let n = 0; n < 4; n++) observe(world, bot, 0, silk, 400);
  const before = expectedUnit(world, bot, 0, silk);
  observeUnsold(world, bot, 0, silk, 400);
  assert.ok(expectedUnit(world, bot, 0, silk) < before);
});
lore.run();

/** Belongings of a bot straight from the world into the outbox: what `capture` gives, without an object for each item. */
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import { itemAt } from '../inventory/items.js';
import { carriedPlaces } from './capture.js';
import type { PlayerBot } from './capture.js';
import { enchantmentsOf, gemsOf, hasExtras } from './item-extras.js';
import type { Outbox } from './outbox.js';
import { serialiseEnchantments, serialiseGems } from './serialise.js';

export function encodeInventory(outbox: Outbox, { world, bot }: PlayerBot): void {
  const { item } = world.c;
  const { id } = world.content.items;
  const room = outbox.room();
  let n = 0;
  carriedPlaces(world, (from, bag, slot) => {
    const i = itemAt(world, bot, from);
    if (i < 0) return;
    n++;
    const extras = hasExtras(world, i);
    outbox.number(bag);
    outbox.number(slot);
    outbox.number(id[item.kind[i]!]!);
    outbox.number(item.uid[i]!);
    outbox.number(item.stack[i]!);
    outbox.text(extras ? serialiseEnchantments(enchantmentsOf(world, i)) : '');
    outbox.number(item.durability[i]!);
    outbox.text(extras ? serialiseGems(gemsOf(world, i)) : '');
    outbox.number(item.bound[i]!);
    outbox.number(item.charges[i]!);
  });
  outbox.fill(room, n);
}

export function encodeEquipment(outbox: Outbox, { world, bot }: PlayerBot): void {
  const { item } = world.c;
  const { id } = world.content.items;
  const room = outbox.room();
  let n = 0;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i < 0) continue;
    n++;
    const extras = hasExtras(world, i);
    outbox.number(slot);
    outbox.number(id[item.kind[i]!]!);
    outbox.number(item.uid[i]!);
    outbox.text(extras ? serialiseEnchantments(enchantmentsOf(world, i)) : '');
    outbox.text(extras ? serialiseGems(gemsOf(world, i)) : '');
    outbox.number(item.durability[i]!);
    outbox.number(item.bound[i]!);
    outbox.number(item.charges[i]!);
  }
  outbox.fill(room, n);
}

/** A world of all sorts of belongings, random commands about them, and everything that must hold afterwards. Used by the property tests. */
import * as assert from 'uvu/assert';
import { BAG_SLOTS, EQUIPMENT_SLOTS, FIRST_BAG_SLOT, TradeState } from '../../../components/index.js';
import type { WorldContent } from '../../../data/content.js';
import { mix32 } from '../../../engine/random.js';
import { canDualWield } from '../../../systems/equipment/can-use.js';
import { firstSlotOf, secondSlotOf } from '../../../systems/equipment/slots-of-type.js';
import { groupOf } from '../../../systems/group/group-state.js';
import {
  bagCapacity,
  bagFamily,
  bagFirstSlot,
  countOwned,
  createItem,
  familyTakes,
  itemAt,
  roomFor,
  setDurability,
} from '../../../systems/inventory/items.js';
import { Op } from '../../../systems/opcodes.js';
import { openEntry } from '../../../systems/quest/quest-log.js';
import { InventoryType } from '../../../systems/rules/equip-slots.js';
import { tradeOf } from '../../../systems/trade/trade-state.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Cls, checkBelongings, makeBot, makeWorld, slay, smallContent } from './small-world.js';

const WEAPON = { class: 'weapon', min_damage: 10, max_damage: 14, speed_ms: 2000, max_durability: 30, sell_price_copper: 40 };
const RING = { class: 'armor', inventory_type: 11, quality: 'uncommon', sell_price_copper: 90 };

export function belongingsContent(): Promise<WorldContent> {
  return smallContent({
    item: [
      { id: 1, name: 'Sword', ...WEAPON, subclass: 7, inventory_type: 13, bonding: 'equip', buy_price_copper: 60, sockets: 2 },
      { id: 2, name: 'Shield', class: 'armor', subclass: 6, inventory_type: 14, armor: 30, sell_price_copper: 9, set_id: 1 },
      { id: 3, name: 'Great Axe', ...WEAPON, subclass: 1, inventory_type: 17, max_damage: 25 },
      { id: 4, name: 'Band', ...RING, unique_equipped: 1 },
      { id: 5, name: 'Pelt', class: 'junk', quality: 'poor', sell_price_copper: 3, stack_size: 5 },
      { id: 6, name: 'Bag', class: 'container', inventory_type: 18, container_slots: 4, buy_price_copper: 50 },
      { id: 7, name: 'Large Bag', class: 'container', inventory_type: 18, container_slots: 8 },
      { id: 8, name: 'Liver', class: 'quest', stack_size: 3, carry_limit: 7, bonding: 'quest' },
      { id: 9, name: 'Herb', class: 'trade_goods', sell_price_copper: 11, stack_size: 10, bag_family: 32, buy_price_copper: 9 },
      { id: 10, name: 'Herb Pouch', class: 'container', subclass: 2, inventory_type: 18, container_slots: 6 },
      { id: 11, name: 'Off-hand Blade', ...WEAPON, subclass: 7, inventory_type: 22 },
      { id: 12, name: 'Plain Ring', ...RING, set_id: 1 },
      { id: 13, name: 'Charm', class: 'armor', inventory_type: 12, carry_limit: 1, sell_price_copper: 5, quality: 'rare' },
      { id: 14, name: 'Cap', class: 'armor', subclass: 1, inventory_type: 1, armor: 5, set_id: 1, sell_price_copper: 4 },
      { id: 15, name: 'Ruby', class: 'gem', stack_size: 5, sell_price_copper: 20 },
      { id: 16, name: 'Stone', class: 'consumable', stack_size: 5, enchant_id: 1, sell_price_copper: 2 },
      { id: 17, name: 'Wand of Sparks', class: 'consumable', charges: 3, sell_price_copper: 30 },
      { id: 18, name: 'Clam', class: 'junk', loot_id: 1, stack_size: 2, sell_price_copper: 1 },
      { id: 19, name: 'Rare Band', ...RING, quality: 'rare', bonding: 'pickup' },
    ],
    enchant: [{ id: 1, name: 'Sharp', stat: 'strength', value: 3, inventory_types: (1 << 13) | (1 << 17), duration_seconds: 20 }],
    item_stat: [
      { item_id: 4, stat: 'agility', value: 4 },
      { item_id: 12, stat: 'stamina', value: 3 },
      { item_id: 13, stat: 'strength', value: 5 },
      { item_id: 15, stat: 'strength', value: 2 },
      { item_id: 19, stat: 'strength', value: 9 },
    ],
    item_set: [{ id: 1, name: 'Odds' }],
    item_set_bonus: [
      { set_id: 1, pieces: 2, stat: 'stamina', value: 6 },
      { set_id: 1, pieces: 3, stat: 'strength', value: 9 },
    ],
    vendor_item: [
      { creature_id: 20, item_id: 1 },
      { creature_id: 20, item_id: 6 },
      { creature_id: 20, item_id: 9, stock: 3, restock_seconds: 5 },
    ],
    object: [{ id: 1, name: 'Mailbox', kind: 'mailbox' }],
    object_spawn: [{ id: 1, object_id: 1, map_id: 0, x_yards: 1, y_yards: 0 }],
    quest: [{ id: 1, title: 'Livers', type: 'collect', level: 2 }],
    quest_objective: [{ quest_id: 1, row: 0, kind: 'collect', target_id: 8, count: 6 }],
    loot: [
      ...[1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 19].map((item_id, row) => ({
        kind: 'creature',
        id: 1,
        row,
        item_id,
        chance_percent: 30,
        min_count: 1,
        max_count: item_id === 5 || item_id === 9 ? 9 : 1,
        quest_only: item_id === 8 ? 1 : 0,
      })),
      { kind: 'item', id: 1, row: 0, item_id: 15, chance_percent: 60 },
      { kind: 'item', id: 1, row: 1, item_id: 17, chance_percent: 40 },
    ],
  });
}

const BOTS = 4;
const WOLF = 0;

/** Four bots of different classes at one place, two of them in a group. */
export function belongingsWorld(content: WorldContent, seed: number): World {
  const world = makeWorld(content, seed, BOTS, { 'vendor.buybackSeconds': 5, 'loot.rollSeconds': 4, 'mail.delay': 1 });
  for (const cls of [Cls.warrior, Cls.rogue, Cls.hunter, Cls.mage]) openEntry(world, makeBot(world, cls, 25, 900), 0, 0);
  return world;
}

/** A stream of random numbers of a test. */
export class Chance {
  #n = 0;
  constructor(private readonly seed: number) {}
  below(bound: number): number {
    return (mix32(this.seed ^ Math.imul(++this.#n, 0x9e3779b9)) >>> 0) % bound;
  }
}

/** One random command; returns the verb's opcode, for the count of what was done. */
export function randomCommand(world: World, chance: Chance): void {
  const bot = chance.below(BOTS);
  const other = (bot + 1 + chance.below(BOTS - 1)) % BOTS;
  const slots = world.sizes.botSlots;
  const at = (): number => (chance.below(3) === 0 ? chance.below(slots + 2) - 1 : 19 + chance.below(Math.min(slots - 19, 26)));
  const do_ = (op: number, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0): void => void world.commands.perform(world, op, bot, a, b, c, d, e, f);
  switch (chance.below(27)) {
    case 0:
    case 1:
      slay(world, WOLF, bot);
      if (world.derived.loot.at(1, WOLF) < 0) do_(Op.lootCreature, WOLF);
      return;
    case 2:
      return do_(Op.lootCreature, WOLF);
    case 3:
    case 4:
    case 5:
      return do_(Op.equipItem, at(), chance.below(25) - 2);
    case 6:
      return do_(Op.destroyItem, at(), chance.below(4), 0);
    case 7:
      return do_(Op.splitItem, at(), chance.below(6), at(), 0);
    case 8:
    case 9:
      return do_(Op.moveItem, at(), at(), 0);
    case 10:
      return do_(Op.sortBags);
    case 11:
      return do_(Op.sellItem, 0, at(), chance.below(4), 0);
    case 12:
      return do_(Op.buyBack, 0, chance.below(12), 0);
    case 13:
      return do_(Op.buyItem, 0, [0, 5, 8][chance.below(3)]!, 1 + chance.below(2));
    case 14:
      return do_(chance.below(4) === 0 ? Op.sellJunk : Op.repairAll, 0);
    case 15:
      return do_(Op.sendMail, other, chance.below(2) === 0 ? -1 : at(), chance.below(20), 0, 0, world.uidOf(other));
    case 16: {
      const m = world.derived.mails.first(bot);
      return m < 0 ? undefined : do_(Op.collectMail, m, 0, world.c.mail.uid[m]!);
    }
    case 17:
      return tradeStep(world, chance, bot, other, at());
    case 18:
      return tradeStep(world, chance, bot, other, at());
    case 19:
      return voteStep(world, chance, bot);
    case 20:
      return groupStep(world, chance, bot, other);
    case 21:
      return do_(chance.below(2) === 0 ? Op.socketGem : Op.enchantItem, at(), at(), chance.below(3), 0);
    case 22:
      return do_(Op.useItem, at(), 0);
    case 23:
      return do_(Op.openItem, at(), 0);
    case 24: {
      const kind = chance.below(world.content.items.count);
      const units = roomFor(world, bot, kind, 1 + chance.below(6));
      if (units > 0) createItem(world, bot, kind, units, Cause.spawn, 0);
      return;
    }
    case 25: {
      const i = itemAt(world, bot, chance.below(EQUIPMENT_SLOTS));
      if (i >= 0 && world.content.items.maxDurability[world.c.item.kind[i]!]! > 0) setDurability(world, i, chance.below(3));
      return;
    }
    default:
      return passTime(world);
  }
}

function tradeStep(world: World, chance: Chance, bot: number, other: number, slot: number): void {
  const t = tradeOf(world, bot);
  const perform = (op: number, a = 0, b = 0, c = 0): void => void world.commands.perform(world, op, bot, a, b, c, 0, 0, 0);
  if (t < 0) return perform(Op.requestTrade, other);
  if (world.c.trade.state[t] === TradeState.requested) return perform(Op.openTrade, t);
  if (chance.below(12) === 0) return perform(Op.cancelTrade, t, 0);
  if (chance.below(3) === 0) return perform(Op.acceptTrade, t);
  perform(Op.offerTrade, t, slot, chance.below(10));
}

function voteStep(world: World, chance: Chance, bot: number): void {
  const [p] = world.derived.loot.of(bot);
  if (p === undefined) return;
  const uid = world.c.pile.uid[p]!;
  const k = chance.below(world.sizes.pileItems);
  const vote = [1, 2, 4][chance.below(3)]!;
  const op = [Op.voteLoot, Op.takeItem, Op.giveLoot][chance.below(3)]!;
  if (op === Op.voteLoot) world.commands.perform(world, op, bot, p, k, vote, uid, 0, 0);
  else if (op === Op.takeItem) world.commands.perform(world, op, bot, p, k, uid, 0, 0, 0);
  else world.commands.perform(world, op, bot, p, k, chance.below(BOTS), uid, 0, 0);
}

function groupStep(world: World, chance: Chance, bot: number, other: number): void {
  const perform = (actor: number, op: number, a = 0, b = 0, c = 0): void => void world.commands.perform(world, op, actor, a, b, c, 0, 0, 0);
  switch (chance.below(5)) {
    case 0:
      perform(bot, Op.leaveGroup);
      return;
    case 1:
      perform(bot, Op.setGroupLoot, chance.below(5), chance.below(4), chance.below(BOTS + 1) - 1);
      return;
    default:
      perform(bot, Op.inviteToGroup, other, -1);
      perform(other, Op.joinGroup, groupOf(world, bot));
  }
}

/** A second passes: piles, entries and enchantments that are due are dealt with. */
export function passTime(world: World): void {
  world.frame += 10;
  const { pile, pileDue, buyback, buybackDue, extra, extraDue } = world.c;
  const settle = (op: number, rows: number, uid: Int32Array, due: Int32Array): void => {
    for (let row = 0; row < rows; row++) {
      if (uid[row] === 0 || due[row] === 0 || due[row]! > world.frame) continue;
      world.commands.perform(world, op, -1, row, uid[row]!, 0, 0, 0, 0);
    }
  };
  settle(Op.settlePile, world.pools.pile.high, pile.uid, pileDue.due);
  settle(Op.disposeSold, world.pools.buyback.high, buyback.uid, buybackDue.due);
  settle(Op.endEnchantment, world.pools.extra.high, extra.uid, extraDue.due);
}

/** What must hold of every bot's slots, whatever it was told to do. */
export function checkSlots(world: World): void {
  const { item } = world.c;
  const { items } = world.content;
  for (let bot = 0; bot < world.pools.bot.high; bot++) {
    const wornUnique = new Set<number>();
    for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
      const i = itemAt(world, bot, slot);
      if (i < 0) continue;
      const kind = item.kind[i]!;
      const type = items.inventoryType[kind]!;
      assert.ok(firstSlotOf(type) === slot || secondSlotOf(type, canDualWield(world, bot)) === slot, `type ${type} in slot ${slot}`);
      if (items.uniqueEquipped[kind] !== 0) assert.not(wornUnique.has(kind), 'a unique thing is worn twice');
      wornUnique.add(kind);
      assert.is(item.stack[i], 1);
      if (items.bonding[kind] === 1 || items.bonding[kind] === 2) assert.is(item.bound[i], 1, 'what is worn is bound');
    }
    const main = itemAt(world, bot, 15);
    if (main >= 0 && items.inventoryType[item.kind[main]!] === InventoryType.twoHand)
      assert.is(itemAt(world, bot, 16), -1, 'a two-hander and an off hand');
    checkBags(world, bot);
    for (let kind = 0; kind < items.count; kind++)
      if (items.carryLimit[kind]! > 0) assert.ok(countOwned(world, bot, kind) <= items.carryLimit[kind]!, 'more than one may own');
  }
}

function checkBags(world: World, bot: number): void {
  for (let bag = 0; bag < BAG_SLOTS; bag++) {
    const worn = itemAt(world, bot, FIRST_BAG_SLOT + bag);
    if (worn >= 0) assert.is(world.content.items.inventoryType[world.c.item.kind[worn]!], InventoryType.bag);
    const first = bagFirstSlot(world, bag);
    const capacity = bagCapacity(world, bot, bag);
    for (let k = 0; k < world.sizes.bagSize; k++) {
      const i = itemAt(world, bot, first + k);
      if (i < 0) continue;
      assert.ok(k < capacity, 'a thing in a slot that the bag does not have');
      assert.ok(familyTakes(world, bagFamily(world, bot, bag), world.c.item.kind[i]!), 'a thing that the bag does not take');
    }
  }
}

/** Everything at once. */
export function checkAll(world: World): void {
  checkBelongings(world);
  checkSlots(world);
  checkSummaries(world);
}

/** What is kept of slots so as not to count them again is what counting finds. */
function checkSummaries(world: World): void {
  const { carried } = world.derived;
  const kept = (bot: number) => [carried.free(bot), carried.hasStarter(bot), carried.worstPercent(bot)];
  for (let bot = 0; bot < world.pools.bot.high; bot++) {
    const before = kept(bot);
    for (let slot = 0; slot < world.sizes.botSlots; slot++) carried.touch(bot, slot);
    assert.equal(before, kept(bot));
  }
}

/** What bots carry: slots, item instances. Owner of all: the inventory primitives (systems/inventory). */
import { defineComponent } from '../engine/component.js';

/**
 * Slots of a bot, item slot + 1 or 0: 0-18 equipment, 19-22 bags, 23-38 backpack, then `bagSize` slots for each of the four bags
 * (bagSize is the largest bag of the world content). Recorded by element.
 */
export const slots = defineComponent('slots', 'bot', { item: ['i32', 'botSlots'] }, 'element');

/**
 * Item instances. kind: content index; holder by place (ItemPlace): bot slot, auction slot, mail slot; at: slot number on a bot.
 * An instance is in exactly one place.
 */
export const item = defineComponent(
  'item',
  'item',
  {
    uid: 'i32',
    kind: 'i32',
    place: 'u8',
    holder: 'i32',
    at: 'i16',
    stack: 'u16',
    durability: 'u16',
    bound: 'u8',
  },
  'none',
);

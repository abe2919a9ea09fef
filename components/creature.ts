/** Creatures and objects of the world: slot = index of their spawn in the content. */
import { defineComponent } from '../engine/component.js';

/**
 * A creature: state (CreatureState), level, health (points), whom it fights and who has the right to its experience and loot
 * (bot slot + 1), who is on the way to it, how many fight it. Owner: combat.
 */
export const creature = defineComponent('creature', 'creature', {
  uid: 'i32',
  state: 'u8',
  level: 'u8',
  health: 'i32',
  target: 'i32',
  tapper: 'i32',
  claimedBy: 'i32',
  attackers: 'u8',
  diedFrame: 'i32',
});
/** Frame a dead creature comes back. */
export const respawn = defineComponent('respawn', 'creature', { due: 'i32' }, 'none');

/** An object: the frame from which it can be used again, and who is on the way to it (bot slot + 1). */
export const object = defineComponent('object', 'object', { uid: 'i32', usableFrom: 'i32', claimedBy: 'i32' }, 'none');

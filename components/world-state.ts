/** State of the world as a whole and of its slot allocation. */
import { defineComponent } from '../engine/component.js';

/** One row: next uid, copper supply and item units by running sum, the work units granted to the present frame, the stream of births. */
export const globals = defineComponent(
  'globals',
  'global',
  {
    nextUid: 'i32',
    unitsGranted: 'i32',
    copperFaucet: 'f64',
    copperSink: 'f64',
    itemFaucet: 'f64',
    itemSink: 'f64',
    streamC: 'f64',
    streamS0: 'f64',
    streamS1: 'f64',
    streamS2: 'f64',
  },
  'none',
);

/** Stored values of the options, by option index. */
export const options = defineComponent('options', 'option', { value: 'i32' }, 'none');

/**
 * Switches of schedule rows: 1 off; interval in frames where it is another than the schedule declares, else 0. So a system that does
 * nothing leaves no trace in the state.
 */
export const switches = defineComponent('switches', 'row', { off: 'u8', interval: 'u16' }, 'none');

/** Bots in each zone (end of their segments), for respawn in crowded places. Row 0: outside all zones. */
export const zoneCrowd = defineComponent('zoneCrowd', 'zone', { bots: 'i32' }, 'none');

export const poolHeader = defineComponent('poolHeader', 'pool', { freed: 'i32', high: 'i32', live: 'i32' }, 'none');
export const freeBot = defineComponent('freeBot', 'bot', { slot: 'i32' }, 'none');
export const freeItem = defineComponent('freeItem', 'item', { slot: 'i32' }, 'none');
export const freeAuction = defineComponent('freeAuction', 'auction', { slot: 'i32' }, 'none');
export const freeMail = defineComponent('freeMail', 'mail', { slot: 'i32' }, 'none');
export const freeGroup = defineComponent('freeGroup', 'group', { slot: 'i32' }, 'none');
export const freeTrade = defineComponent('freeTrade', 'trade', { slot: 'i32' }, 'none');
export const freeExtra = defineComponent('freeExtra', 'extra', { slot: 'i32' }, 'none');
export const freePile = defineComponent('freePile', 'pile', { slot: 'i32' }, 'none');
export const freeBuyback = defineComponent('freeBuyback', 'buyback', { slot: 'i32' }, 'none');

/**
 * Error states (engine/breaker.ts) of the rows of the schedule, then of the verbs. state: BreakerState; level: 0 full, 1 reduced load,
 * 2 minimal mode; failures, good: in a row; until: frame of the next try; opened: times in a row; errors: since the start.
 */
export const breaker = defineComponent(
  'breaker',
  'breaker',
  { state: 'u8', level: 'u8', failures: 'u8', good: 'u8', opened: 'u8', until: 'i32', errors: 'i32' },
  'none',
);

/** Faults that were put in (engine/faults.ts); frames, calls, writes; amount: times the work, or parts per million. */
export const fault = defineComponent(
  'fault',
  'fault',
  {
    kind: 'u8',
    part: 'u16',
    from: 'i32',
    until: 'i32',
    nth: 'i32',
    every: 'i32',
    writes: 'i32',
    amount: 'i32',
    errorClass: 'u8',
    calls: 'i32',
    hits: 'i32',
  },
  'none',
);

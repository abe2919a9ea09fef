import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EventLog } from '../../engine/event-log.js';
import { COPPER, FLOW_NAMES, Flow, Ledger, WORLD_ACCOUNT } from '../../engine/ledger.js';
import type { FlowCode } from '../../engine/ledger.js';
import { refusedAs } from './refused-as.js';

const CAUSES = ['quest', 'fee', 'sale'];

function sumsOf(ledger: Ledger): string {
  return JSON.stringify([ledger.sums, [...ledger.faucetByCause], [...ledger.sinkByCause], ledger.count]);
}

test('faucets and sinks add up, apart for copper and items, and transfers change no sum', () => {
  const ledger = new Ledger(CAUSES);
  ledger.book(0, Flow.faucet, COPPER, 0, 100, WORLD_ACCOUNT, 7);
  ledger.book(1, Flow.sink, COPPER, 0, 30, 7, WORLD_ACCOUNT);
  ledger.book(2, Flow.transfer, COPPER, 0, 20, 7, 8);
  ledger.book(0, Flow.faucet, 2589, 55, 4, WORLD_ACCOUNT, 7);
  ledger.book(1, Flow.sink, 2589, 55, 1, 7, WORLD_ACCOUNT);
  assert.equal(ledger.sums, { copperFaucet: 100, copperSink: 30, itemFaucet: 4, itemSink: 1 });
  assert.equal([...ledger.faucetByCause], [100, 0, 0]);
  assert.equal([...ledger.sinkByCause], [0, 30, 0]);
  assert.is(ledger.count, 5);
  assert.equal(
    [ledger.cause[3], ledger.flow[3], ledger.asset[3], ledger.itemUid[3], ledger.quantity[3], ledger.from[3], ledger.to[3]],
    [0, 0, 2589, 55, 4, 0, 7],
  );
  assert.equal([...FLOW_NAMES], ['faucet', 'sink', 'transfer']);
});

test('rewind takes back exactly what was booked since the mark', () => {
  const ledger = new Ledger(CAUSES);
  ledger.book(0, Flow.faucet, COPPER, 0, 2 ** 52, WORLD_ACCOUNT, 7);
  ledger.mark();
  const before = sumsOf(ledger);
  for (const flow of [0, 1, 2] as FlowCode[]) {
    for (const asset of [COPPER, 12]) ledger.book(1, flow, asset, 0, 13, 1, 2);
  }
  assert.is(ledger.sinceMark, 6);
  ledger.rewind();
  assert.is(sumsOf(ledger), before);
  assert.is(ledger.sinceMark, 0);
});

test('a new frame forgets entries and keeps sums; nothing of the last frame can be rewound', () => {
  const ledger = new Ledger(CAUSES);
  ledger.book(0, Flow.faucet, COPPER, 0, 5, WORLD_ACCOUNT, 7);
  ledger.startFrame();
  ledger.rewind();
  assert.is(ledger.count, 0);
  assert.is(ledger.sums.copperFaucet, 5);
});

test('a quantity that is no positive whole number, or a cause without a name, is refused; nothing is booked', () => {
  const ledger = new Ledger(CAUSES);
  for (const quantity of [-1, 0.5, NaN, Infinity, 2 ** 53])
    refusedAs('internal', 'ledger-quantity', () => ledger.book(0, Flow.faucet, COPPER, 0, quantity, 0, 1));
  for (const cause of [3, -1, 256]) refusedAs('internal', 'unknown-cause', () => ledger.book(cause, Flow.faucet, COPPER, 0, 1, 0, 1));
  ledger.book(0, Flow.faucet, COPPER, 0, 0, 0, 1);
  assert.is(ledger.count, 0);
  assert.is(ledger.sums.copperFaucet, 0);
});

test('ledger and events grow with the frame and keep what they hold', () => {
  const ledger = new Ledger(CAUSES);
  const events = new EventLog(['kill']);
  for (let n = 1; n <= 10_000; n++) {
    ledger.book(n % 3, Flow.faucet, COPPER, n, n, WORLD_ACCOUNT, -n);
    events.emit(0, n, -n, n * 2);
  }
  for (const n of [1, 4096, 4097, 8192, 10_000]) {
    assert.equal([ledger.itemUid[n - 1], ledger.quantity[n - 1], ledger.to[n - 1], ledger.cause[n - 1]], [n, n, -n, n % 3]);
    assert.equal([events.uid[n - 1], events.a[n - 1], events.b[n - 1]], [n, -n, n * 2]);
  }
  assert.is(ledger.sums.copperFaucet, (10_000 * 10_001) / 2);
});

test('events are counted by kind, taken back since the mark, and forgotten with the frame', () => {
  const events = new EventLog(['kill', 'loot']);
  events.emit(0, 1);
  events.mark();
  events.emit(1, 2);
  events.emit(0, 3);
  events.rewind();
  assert.is(events.count, 1);
  assert.equal([...events.totals], [1, 0]);
  events.emit(1, 9);
  assert.is(events.uid[1], 9, 'the next event takes the place of what was undone');
  events.startFrame();
  events.rewind();
  assert.is(events.count, 0);
  assert.equal([...events.totals], [1, 1]);
});

test('a kind of event without a name is refused', () => {
  const events = new EventLog(['kill']);
  for (const kind of [1, -1, 256]) refusedAs('internal', 'unknown-event', () => events.emit(kind, 1));
  assert.is(events.count, 0);
});

test.run();

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventsMarkdown } from '../../systems/record/event-docs.js';
import { eventDetail, eventReference, KEY_MEANINGS } from '../../systems/record/event-detail.js';
import { Event, EVENT_KINDS } from '../../systems/vocabulary.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const PAGE = [join(HERE, '../../docs/events.md'), join(HERE, '../../../docs/events.md'), join(process.cwd(), 'docs/events.md')].find(
  (file) => existsSync(file),
)!;

test('the page of events is that of the declarations (if not: npm run docs:events)', () => {
  assert.ok(readFileSync(PAGE, 'utf8') === eventsMarkdown(), 'docs/events.md is stale; run npm run docs:events');
});

test('every kind of event says what happened, and every key what it means', () => {
  const used = new Set<string>();
  for (const { kind, about, keys } of eventReference()) {
    assert.match(about, /^[A-Z].*\.$/, `${kind}: a sentence says what happened`);
    for (const { key, meaning } of keys) {
      used.add(key);
      assert.ok(meaning !== '', `${kind}: the key ${key} has no meaning in KEY_MEANINGS`);
    }
  }
  assert.equal(
    Object.keys(KEY_MEANINGS).filter((key) => !used.has(key)),
    [],
  );
  assert.is(eventReference().length, EVENT_KINDS.length);
});

test('details are JSON with the keys of the page, codes as words', () => {
  assert.equal(JSON.parse(eventDetail(Event['auction.bid'], 25, 700)!), { item_id: 25, copper: 700 });
  assert.equal(JSON.parse(eventDetail(Event['item.bought'], 25, 5)!), { item_id: 25, units: 5 });
  assert.equal(JSON.parse(eventDetail(Event.stall, 3, 3100)!), { cause: 'too_weak', idle_frames: 3100 });
  assert.equal(JSON.parse(eventDetail(Event['bot.revived'], 1, 0)!), { at_spirit_healer: 1 });
  // A code without a word is shown as it is.
  assert.equal(JSON.parse(eventDetail(Event.stall, 99, 1)!), { cause: 99, idle_frames: 1 });
});

test.run();

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import Database from 'better-sqlite3';
import { EngineRows } from '../../engine/store/engine-rows.js';
import { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { eventsMarkdown } from '../../systems/record/event-docs.js';
import { EVENT_KEYS, eventReference, KEY_MEANINGS } from '../../systems/record/event-detail.js';
import { EVENT_KINDS } from '../../systems/vocabulary.js';
import { endToyFrame } from '../engine/store/fixtures.js';

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

test('the view event shows details as JSON with the keys of the page, codes as words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-events-'));
  try {
    const store = await SnapshotStore.create({ path: join(folder, 'run.sqlite'), tables: [], views: [], runInfo: {} });
    const rows = new EngineRows(store);
    EVENT_KEYS.forEach((keys, kind) => rows.eventKey(store.wordId(EVENT_KINDS[kind]!), keys));
    const shown: [kind: (typeof EVENT_KINDS)[number], a: number, b: number, detail: unknown][] = [
      ['auction.bid', 25, 700, { item_id: 25, copper: 700 }],
      ['item.bought', 25, 5, { item_id: 25, units: 5 }],
      ['stall', 3, 3100, { cause: 'too_weak', idle_frames: 3100 }],
      ['bot.revived', 1, 0, { at_spirit_healer: 1 }],
      // A code without a word is shown as it is.
      ['stall', 99, 1, { cause: 99, idle_frames: 1 }],
    ];
    shown.forEach(([kind, a, b], seq) => rows.event(0, seq, store.wordId(kind), 42, a, b));
    rows.event(0, shown.length, store.wordId('of a module'), 42, 0, 0);
    rows.event(0, shown.length + 1, store.wordId('of a module'), 42, 0, 0, '{"free":"form"}');
    endToyFrame(rows, 0);
    await store.close({ complete: true });
    const db = new Database(store.path, { readonly: true });
    const details = db.prepare('SELECT detail FROM event ORDER BY seq').pluck().all() as (string | null)[];
    db.close();
    assert.equal(
      details.map((detail) => (detail === null ? null : (JSON.parse(detail) as unknown))),
      [...shown.map(([, , , detail]) => detail), null, { free: 'form' }],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();

/** `inspect --from --to`, `export` and `bot`, through the real command. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { good, refused, sql, withFolder } from './support.js';

const RUN = ['run', 'smoke', '--bots', '60', '--frames', '900', '--seed', '4'];

interface StoryJson {
  readonly name: string;
  readonly start: { readonly gold_copper: number };
  readonly end: { readonly gold_copper: number; readonly level: number };
  readonly lines: readonly { readonly frame: number; readonly until: number; readonly text: string }[];
  readonly received: readonly { readonly copper: number }[];
  readonly spent: readonly { readonly copper: number }[];
}

function csv(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

function tellsStories(folder: string): void {
  const run = join(folder, 'run.sqlite');
  const [uid, name, events] = sql(run, (db) =>
    db
      .prepare(
        "SELECT b.uid, b.name, count(*) FROM event e JOIN bot b USING (uid) WHERE e.kind IN ('quest.turned_in', 'creature.killed') GROUP BY b.uid ORDER BY 3 DESC",
      )
      .raw()
      .get(),
  ) as [number, string, number];
  assert.ok(events > 2);
  const text = good(folder, 'inspect', 'run.sqlite', '--bot', name, '--from', '0', '--to', '900');
  assert.match(text, new RegExp(`^${name}, .* from frame 0 to frame 900`));
  assert.match(text, /came into the world at level \d+/);
  assert.match(text, /In the end .* was level \d+/);
  assert.not.match(text, /undefined|NaN|\{"/);
  const story = JSON.parse(good(folder, 'inspect', 'run.sqlite', '--bot', String(uid), '--from', '0', '--json')) as StoryJson;
  const sum = (rows: StoryJson['spent']): number => rows.reduce((total, row) => total + row.copper, 0);
  // What came less what went is what there is: the story tells all of it.
  assert.is(sum(story.received) - sum(story.spent), story.end.gold_copper);
  const told = story.lines.map((line) => line.text).join('\n');
  const titles = sql(run, (db) =>
    db
      .prepare(
        "SELECT q.title FROM event e JOIN quest_title q ON q.quest_id = e.detail->>'$.quest_id' WHERE e.uid = ? AND e.kind = 'quest.turned_in'",
      )
      .pluck()
      .all(uid),
  ) as string[];
  for (const title of titles) assert.ok(told.includes(`turned in "${title}"`), title);
  const later = JSON.parse(good(folder, 'inspect', 'run.sqlite', '--bot', name, '--from', '400', '--to', '700', '--json')) as StoryJson;
  assert.ok(later.lines.every((line) => line.frame >= 400 && line.until <= 700));
  refused(folder, /expected --bot NAME/, 'inspect', 'run.sqlite', '--from', '0');
  refused(folder, /one or the other/, 'inspect', 'run.sqlite', '--bot', name, '--frame', '5', '--from', '0');
}

function exportsViews(folder: string): void {
  const run = join(folder, 'run.sqlite');
  const rowsOf = (query: string): Record<string, unknown>[] => sql(run, (db) => db.prepare(query).all()) as Record<string, unknown>[];
  const plain = (rows: Record<string, unknown>[]): Record<string, string>[] =>
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? '' : String(value)])));
  good(folder, 'export', 'run.sqlite', 'bot_at', '--frame', '300', '--out', 'bots.csv');
  assert.equal(csv(readFileSync(join(folder, 'bots.csv'), 'utf8')), plain(rowsOf('SELECT * FROM bot_at WHERE frame = 300')));
  for (const view of ['bot_now', 'inventory_at', 'ledger', 'rejection', 'item_name']) {
    const rows = csv(good(folder, 'export', 'run.sqlite', view));
    assert.is(rows.length, rowsOf(`SELECT 1 FROM ${view}${view === 'inventory_at' ? ' WHERE frame = 900' : ''}`).length, view);
  }
  const series = csv(good(folder, 'export', 'run.sqlite', 'bot_at', '--from', '100', '--to', '500', '--every', '200'));
  assert.equal([...new Set(series.map((row) => row.frame))], ['200', '400']);
  const one = series[0]!.name!;
  assert.ok(csv(good(folder, 'export', 'run.sqlite', 'event', '--bot', one)).every((row) => row.uid === series[0]!.uid));
  refused(folder, /there is no view 'bot_att', did you mean 'bot_at'\?/, 'export', 'run.sqlite', 'bot_att');
  refused(folder, /exists already/, 'export', 'run.sqlite', 'bot_at', '--out', 'bots.csv');
}

function movesBots(folder: string): void {
  const run = join(folder, 'run.sqlite');
  const { name, gold_copper } = sql(run, (db) =>
    db.prepare('SELECT name, gold_copper FROM bot_at WHERE frame = 600 ORDER BY gold_copper DESC LIMIT 1').get(),
  ) as {
    name: string;
    gold_copper: number;
  };
  good(folder, 'bot', 'export', 'run.sqlite', '--bot', name, '--frame', '600', '--out', 'bot.sqlite');
  assert.match(good(folder, 'bot', 'list', 'bot.sqlite'), new RegExp(name));
  const saved = sql(join(folder, 'bot.sqlite'), (db) => db.prepare('SELECT gold_copper FROM playerbot_state').pluck().get());
  assert.is(saved, gold_copper);
  good(
    folder,
    'run',
    'smoke',
    '--bots',
    '20',
    '--frames',
    '200',
    '--seed',
    '99',
    '--import-bot',
    'bot.sqlite@10s',
    '--db',
    'other.sqlite',
    '--save-bots',
    'saved.sqlite',
  );
  sql(join(folder, 'other.sqlite'), (db) => {
    assert.is(db.prepare('SELECT gold_copper FROM bot_at WHERE frame = 100 AND name = ?').pluck().get(name), gold_copper);
    assert.is(db.prepare('SELECT count(*) FROM bot_at WHERE frame = 99 AND name = ?').pluck().get(name), 0);
    assert.is(db.prepare("SELECT sum(quantity) FROM ledger WHERE cause = 'import' AND asset = 'copper'").pluck().get(), gold_copper);
    assert.is(db.prepare('SELECT count(*) FROM input WHERE payload LIKE \'{"do":"import"%\'').pluck().get(), 1);
  });
  good(folder, 'audit', 'other.sqlite');
  good(folder, 'replay', 'other.sqlite');
  assert.is(
    sql(join(folder, 'saved.sqlite'), (db) => db.prepare('SELECT count(*) FROM playerbot_state').pluck().get()),
    21,
  );
  assert.not.ok(existsSync(join(folder, 'saved.sqlite-wal')));
  refused(folder, /no bot is called 'Nobody'/, 'bot', 'export', 'run.sqlite', '--bot', 'Nobody', '--out', 'x.sqlite');
  refused(folder, /there is no such file/, 'run', 'smoke', '--bots', '5', '--frames', '5', '--no-db', '--import-bot', 'nothing.sqlite');
  refused(folder, /expected a file of saved bots/, 'run', 'smoke', '--bots', '5', '--frames', '5', '--no-db', '--import-bot', 'run.sqlite');
  refused(folder, /required option/, 'bot', 'export', 'run.sqlite');
}

test('a run can be told as stories, written as tables, and its bots moved', () =>
  withFolder((folder) => {
    good(folder, ...RUN, '--db', 'run.sqlite');
    tellsStories(folder);
    exportsViews(folder);
    movesBots(folder);
  }));

test.run();

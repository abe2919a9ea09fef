import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { botrealm, good, SMALL, smallRun, sql, withFolder } from './support.js';

test('a run says what happened, where its file is, and what to try next; the next run takes the next name', () =>
  withFolder((folder) => {
    const out = good(folder, [...SMALL, '--seed', '7']);
    for (const word of [
      'Quests',
      'Fights',
      'Levels gained',
      'Items looted',
      'Upgrades worn',
      'Trades',
      'Auctions',
      'Created',
      'Destroyed',
      'p50',
      'p99',
      'times faster than real time',
    ])
      assert.match(out, word);
    assert.match(out, 'runs/smoke-7-1.sqlite');
    const commands = [...out.matchAll(/npx botrealm (.+?) {2}/g)].map((match) => match[1]!.split(' '));
    assert.is(commands.length, 3);
    for (const command of commands) good(folder, command);
    good(folder, [...SMALL, '--seed', '7']);
    assert.equal(readdirSync(join(folder, 'runs')).sort(), ['smoke-7-1.sqlite', 'smoke-7-2.sqlite']);
  }));

test('no line of a report is wider than 100 columns', () =>
  withFolder((folder) => {
    smallRun(folder);
    const outs = [
      ['--help'],
      ...['run', 'replay', 'inspect', 'audit', 'import', 'check-world', 'options'].map((name) => [name, '--help']),
      ['options'],
      ['inspect', 'run.sqlite'],
      ['audit', 'run.sqlite'],
      [...SMALL, '--no-db'],
    ].map((args) => good(folder, args));
    for (const line of outs.join('\n').split('\n')) assert.ok(line.length <= 100, line);
  }));

test('the file has the frames that were asked for, and its inputs in full', () =>
  withFolder((folder) => {
    const path = smallRun(folder, 'run.sqlite', '--set', 'rate.kill_xp=3', '--seed', '9');
    sql(path, (db) => {
      assert.equal(db.prepare('SELECT min(frame), max(frame), count(*) FROM frame').raw().get(), [0, 100, 101]);
      const info = new Map(db.prepare('SELECT key, value FROM run').raw().all() as [string, string][]);
      assert.is(info.get('status'), 'complete');
      assert.is(info.get('seed'), '9');
      assert.is(info.get('bots'), '60');
      assert.is(info.get('frames'), '100');
      assert.is((JSON.parse(info.get('options')!) as Record<string, string>)['rate.kill_xp'], '3');
      assert.match(info.get('build_hash')!, /^[0-9a-f]{16}$/);
      assert.match(info.get('content_hash')!, /^[0-9a-f]{16}$/);
      assert.is(info.get('node_version'), process.version);
      const components = JSON.parse(info.get('components')!) as string[];
      const hashes = db.prepare('SELECT component_hashes FROM frame WHERE frame = 100').pluck().get() as string;
      assert.is(hashes.length, components.length * 8);
      assert.is(db.prepare('SELECT count(*) FROM bot_at WHERE frame = 100').pluck().get(), 60);
    });
  }));

test('a run says what recording and hashing cost the thread that simulates', () =>
  withFolder((folder) => {
    const args = ['run', 'smoke', '--bots', '60', '--frames', '220', '--json'];
    const kept = JSON.parse(good(folder, [...args, '--db', 'run.sqlite'])) as { recording: Record<string, number> };
    const { meanMs, p50Ms, p99Ms, maxMs, hashMeanMs, hashedCells } = kept.recording as Record<string, number> & { meanMs: number };
    assert.ok(meanMs > 0 && p50Ms! > 0 && p50Ms! <= p99Ms! && p99Ms! <= maxMs! + 0.01 && meanMs <= maxMs!, JSON.stringify(kept.recording));
    assert.ok(hashMeanMs! > 0 && hashedCells! > 1, JSON.stringify(kept.recording));
    const bare = JSON.parse(good(folder, [...args, '--no-db'])) as { recording: Record<string, number> };
    assert.is(bare.recording.meanMs, 0, 'nothing is recorded without a file');
    assert.is(bare.recording.hashedCells, hashedCells, 'the same cells are hashed');
    sql(join(folder, 'run.sqlite'), (db) => {
      const of = (name: string): unknown[] =>
        db.prepare('SELECT frame FROM perf WHERE name = ? AND value > 0 ORDER BY frame').pluck().all(name);
      for (const name of ['record_mean_us', 'record_p50_us', 'record_p99_us', 'record_max_us', 'hashed_cells_count'])
        assert.equal(of(name), [100, 200], name);
      assert.is(Number(db.prepare("SELECT value FROM run WHERE key = 'record_mean_ms'").pluck().get()) > 0, true);
    });
  }));

test('every subcommand prints JSON on demand, and nothing else', () =>
  withFolder((folder) => {
    const run = JSON.parse(good(folder, [...SMALL, '--json', '--db', 'run.sqlite'])) as {
      frames: number;
      stateHash: string;
      totals: { events: Record<string, number> };
    };
    assert.is(run.frames, 100);
    const world = JSON.parse(good(folder, ['inspect', 'run.sqlite', '--json'])) as {
      stateHash: string;
      bots: number;
      richest: { name: string }[];
    };
    assert.is(world.stateHash, run.stateHash);
    assert.is(world.bots, 60);
    const bot = JSON.parse(good(folder, ['inspect', 'run.sqlite', '--json', '--frame', '50', '--bot', world.richest[0]!.name])) as {
      frame: number;
      identity: { name: string };
      equipment: unknown[];
    };
    assert.is(bot.frame, 50);
    assert.is(bot.identity.name, world.richest[0]!.name);
    assert.ok(bot.equipment.length > 0);
    const audit = JSON.parse(good(folder, ['audit', 'run.sqlite', '--json'])) as {
      framesChecked: number;
      violation?: unknown;
      copperCreated: number;
      copperDestroyed: number;
      copperInWorld: number;
    };
    assert.is(audit.framesChecked, 101);
    assert.is(audit.copperCreated - audit.copperDestroyed, audit.copperInWorld);
    const replay = JSON.parse(good(folder, ['replay', 'run.sqlite', '--json', '--rows'])) as {
      framesVerified: number;
      rowsCompared: number;
    };
    assert.is(replay.framesVerified, 101);
    const stored = sql(
      join(folder, 'run.sqlite'),
      (db) => db.prepare('SELECT (SELECT count(*) FROM slot_item) + (SELECT count(*) FROM bot_life)').pluck().get() as number,
    );
    assert.ok(replay.rowsCompared > stored);
    const options = JSON.parse(good(folder, ['options', '--json'])) as { key: string; default: string }[];
    assert.is(options.find((o) => o.key === 'rules.profile')!.default, 'world');
  }));

test('inspect shows a bot with its things, found by name in any case or by uid', () =>
  withFolder((folder) => {
    const path = smallRun(folder);
    const { uid, name } = sql(
      path,
      (db) => db.prepare('SELECT uid, name FROM bot ORDER BY uid LIMIT 1').get() as { uid: number; name: string },
    );
    const byName = good(folder, ['inspect', 'run.sqlite', '--bot', name.toUpperCase()]);
    for (const word of ['Level', 'Purse', 'Health', 'wears', 'carries in', 'last events']) assert.match(byName, word);
    assert.is(good(folder, ['inspect', 'run.sqlite', '--bot', String(uid)]), byName);
    assert.is.not(good(folder, ['inspect', 'run.sqlite', '--bot', name, '--frame', '0']), byName);
  }));

test('an unmet expectation makes the exit code 1', () =>
  withFolder((folder) => {
    const scenario = (min: number): string =>
      `name: strict\ntitle: Expects too much\nduration: 2s\nbots: { count: 5, levels: [1, 5] }\nexpect:\n  - { metric: bot_spawned_count, max: 0 }\n  - { metric: mean_level, min: ${min} }\n`;
    writeFileSync(join(folder, 'strict.yaml'), scenario(60));
    const unmet = botrealm(folder, ['run', 'strict.yaml', '--no-db']);
    assert.is(unmet.code, 1);
    assert.match(unmet.out, /unmet +mean_level: [\d.]+ \(expected at least 60\)/);
    assert.match(unmet.out, '1 of 2 met');
    writeFileSync(join(folder, 'strict.yaml'), scenario(1));
    assert.match(good(folder, ['run', 'strict.yaml', '--no-db']), '2 of 2 met');
    assert.not.ok(existsSync(join(folder, 'runs')));
  }));

test.run();

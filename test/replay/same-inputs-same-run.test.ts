import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { good, SMALL, smallRun, sql, withFolder } from '../cli/support.js';

interface FrameHash {
  readonly state_hash: string;
  readonly component_hashes: string;
}

function hashes(path: string): FrameHash[] {
  return sql(path, (db) => db.prepare('SELECT state_hash, component_hashes FROM frame ORDER BY frame').all() as FrameHash[]);
}

test('the same seed gives the same hashes in every frame, another seed another run', () =>
  withFolder((folder) => {
    const first = hashes(smallRun(folder, 'a.sqlite', '--seed', '7'));
    const again = hashes(smallRun(folder, 'b.sqlite', '--seed', '7'));
    const other = hashes(smallRun(folder, 'c.sqlite', '--seed', '8'));
    assert.is(first.length, 101);
    assert.equal(again, first);
    assert.not.ok(other.some((frame, n) => frame.state_hash === first[n]!.state_hash));
    assert.is(new Set(first.map((frame) => frame.state_hash)).size, first.length, 'every frame has a hash of its own');
  }));

test('without a run file the last frame has the same hash', () =>
  withFolder((folder) => {
    const stored = hashes(smallRun(folder, 'a.sqlite', '--seed', '7'));
    const report = JSON.parse(good(folder, [...SMALL, '--seed', '7', '--no-db', '--json'])) as { stateHash: string; file: null };
    assert.is(report.stateHash, stored[100]!.state_hash);
    assert.is(report.file, null);
    assert.match(good(folder, [...SMALL, '--seed', '7', '--no-db']), stored[100]!.state_hash);
  }));

test('all rows are the same too, apart from what the machine measured', () =>
  withFolder((folder) => {
    const rows = (name: string): unknown => {
      const path = smallRun(folder, name, '--seed', '7');
      return sql(path, (db) => {
        const views = ['bot_at', 'equipment_at', 'inventory_at', 'quest_at', 'auction_at', 'mail_at'].map((view) =>
          db.prepare(`SELECT * FROM ${view} WHERE frame = 100`).all(),
        );
        return [
          ...views,
          db.prepare('SELECT * FROM ledger').all(),
          db.prepare('SELECT * FROM event').all(),
          db.prepare('SELECT * FROM metric').all(),
        ];
      });
    };
    assert.equal(rows('a.sqlite'), rows('b.sqlite'));
  }));

test('a budget steered by the clock replays from the units that were granted', () =>
  withFolder((folder) => {
    const path = smallRun(folder, 'run.sqlite', '--budget', 'ms:0.05');
    const granted = sql(path, (db) => db.prepare('SELECT DISTINCT units_granted FROM frame WHERE frame > 1').pluck().all());
    assert.ok(granted.length > 1, 'the governor changed its mind at least once');
    assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), 'all 101 frames');
  }));

test('a budget in units defers work and replays', () =>
  withFolder((folder) => {
    const path = smallRun(folder, 'run.sqlite', '--budget', 'units:256');
    assert.ok(sql(path, (db) => db.prepare('SELECT sum(deferred) FROM frame').pluck().get() as number) > 0);
    assert.is(hashes(join(folder, 'run.sqlite')).length, 101);
    assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), 'all 101 frames');
  }));

test.run();

/** What a run costs on disk follows what changes in it, and what a look back costs does not follow how far it goes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isSystem } from '../../../engine/schedule.js';
import { SCHEDULE } from '../../../systems/schedule.js';
import { good, sql, withFolder } from '../../cli/support.js';

/** Tables that have rows in every frame, or measures every so often, whatever happens. */
const ALWAYS = new Set(['frame', 'metric_row', 'perf_row']);

/** Looks at each end of a file: the median of so many holds on a busy machine. */
const LOOKS = 41;

/** Rows after frame 0 of every table that has frames. */
function rowsAfterStart(path: string): Map<string, number> {
  return sql(path, (db) => {
    const tables = db
      .prepare("SELECT m.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'frame'")
      .pluck()
      .all() as string[];
    return new Map(tables.map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}" WHERE frame > 0`).pluck().get() as number]));
  });
}

test('a world in which nobody acts writes next to nothing', () =>
  withFolder((folder) => {
    const frames = 400;
    const off = SCHEDULE.flatMap((row) => (isSystem(row) ? [`  ${row.name}: { enabled: false }`] : []));
    assert.ok(off.length > 10);
    writeFileSync(
      join(folder, 'still.yaml'),
      `name: still\ntitle: Nobody acts\nduration: ${frames}\nbots: { count: 60 }\nsystems:\n${off.join('\n')}\n`,
    );
    good(folder, ['run', 'still.yaml', '--db', 'run.sqlite', '--checkpoint-every', String(frames * 2)]);
    const path = join(folder, 'run.sqlite');
    for (const [table, rows] of rowsAfterStart(path)) if (!ALWAYS.has(table)) assert.is(rows, 0, `${table}: ${rows} rows`);
    const bytes = sql(path, (db) =>
      db.prepare("SELECT sum(pgsize) FROM dbstat WHERE name IN ('frame', 'metric_row', 'perf_row')").pluck().get(),
    ) as number;
    // A frame is its hashes: of the state, of each component, after each row of the schedule.
    assert.ok(bytes / frames < 1200, `${Math.round(bytes / frames)} bytes a frame`);
  }));

test('twice the actors write twice the rows', () =>
  withFolder((folder) => {
    const rows = (bots: number): number => {
      good(folder, ['run', 'smoke', '--bots', String(bots), '--frames', '400', '--db', `${bots}.sqlite`]);
      let sum = 0;
      for (const [table, count] of rowsAfterStart(join(folder, `${bots}.sqlite`))) if (!ALWAYS.has(table)) sum += count;
      return sum;
    };
    const [some, twice] = [rows(100), rows(200)];
    assert.ok(some > 2000 && twice / some > 1.8 && twice / some < 2.2, `${some} rows of 100 bots, ${twice} of 200`);
  }));

test('a look at all bots costs as much at the end of a closed file as at its beginning', () =>
  withFolder((folder) => {
    good(folder, ['run', 'smoke', '--bots', '100', '--frames', '900', '--db', 'run.sqlite']);
    const db = new Database(join(folder, 'run.sqlite'), { readonly: true });
    const query = db.prepare('SELECT * FROM bot_at WHERE frame = ?');
    const early: number[] = [];
    const late: number[] = [];
    for (let n = 0; n < LOOKS; n++) {
      for (const [times, frame] of [
        [early, 20 + n],
        [late, 880 - n],
      ] as const) {
        const began = performance.now();
        assert.is(query.all(frame).length, 100);
        times.push(performance.now() - began);
      }
    }
    db.close();
    const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1]!;
    assert.ok(median(late) < 3 * median(early), `${median(early)} ms early, ${median(late)} ms late`);
  }));

test.run();

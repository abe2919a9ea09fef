import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { botrealm, good, refused, sql, withFolder } from './support.js';

const RUN = ['run', 'smoke', '--bots', '30', '--checkpoint-every', '50'];

interface Report {
  readonly stateHash: string;
  readonly frames: number;
  readonly totals: unknown;
}
const report = (text: string): Report => JSON.parse(text) as Report;

/** Rows and their hash of every table, but for what the machine measured, what was said to it, and which checkpoints are whole. */
function everything(path: string): Record<string, string> {
  return sql(path, (db) => {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('run', 'perf_row', 'checkpoint')")
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables.map((table) => {
        const hash = createHash('sha256');
        let rows = 0;
        for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate() as IterableIterator<unknown[]>) {
          hash.update(row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('hex') : String(cell))).join('\t'));
          rows++;
        }
        return [table, `${rows} rows, ${hash.digest('hex')}`];
      }),
    );
  });
}
const info = (path: string, key: string): string =>
  sql(path, (db) => db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key) as string);

test('a run that goes on at its end has the rows and the report of one that was never interrupted', () =>
  withFolder((folder) => {
    const whole = report(good(folder, [...RUN, '--frames', '300', '--db', 'whole.sqlite', '--json']));
    good(folder, [...RUN, '--frames', '170', '--db', 'part.sqlite']);
    const resumed = report(good(folder, ['resume', 'part.sqlite', '--frames', '130', '--json']));
    assert.is(resumed.stateHash, whole.stateHash);
    assert.equal(resumed.totals, whole.totals);
    assert.equal(everything(`${folder}/part.sqlite`), everything(`${folder}/whole.sqlite`));
    assert.is(info(`${folder}/part.sqlite`, 'status'), 'complete');
    assert.is(info(`${folder}/part.sqlite`, 'resumed_frames'), '[170]');
    refused(folder, ['resume', 'part.sqlite'], /frame 300 is the last one that was asked for/);
    assert.match(good(folder, ['replay', 'part.sqlite', '--rows']), 'The replay agrees: all 301 frames');
    assert.match(good(folder, ['audit', 'part.sqlite']), 'add up in all 301 frames');
  }));

test('what broke before is told, and makes the exit code 1, however a run is gone on with', () =>
  withFolder((folder) => {
    const broken = ['--fault', 'throw:decide-goal,at=2s,nth=1'];
    const told = (...args: string[]): unknown => {
      const said = botrealm(folder, [...args, '--json']);
      assert.is(said.code, 1, `botrealm ${args.join(' ')}: ${said.err}${said.out}`);
      return (JSON.parse(said.out) as { errors: { unexpected: unknown[] } }).errors.unexpected;
    };
    const whole = told(...RUN, ...broken, '--frames', '140', '--db', 'whole.sqlite') as { part: string; lastFrame: number }[];
    assert.equal(
      whole.map(({ part, lastFrame }) => [part, lastFrame < 100]),
      [['decide-goal', true]],
    );
    told(...RUN, ...broken, '--frames', '110', '--db', 'part.sqlite');
    // The error lies before the last checkpoint: nothing that is simulated again tells of it.
    assert.equal(told('resume', 'part.sqlite', '--frames', '30'), whole);
    assert.equal(told('resume', 'whole.sqlite', '--from', '120', '--db', 'branch.sqlite'), whole);
    assert.equal(told('run', 'smoke', '--bots', '30', ...broken, '--frames', '140', '--heavy', '--no-db'), whole);
  }));

test('a branch without a change repeats the run; the first file is left as it is', () =>
  withFolder((folder) => {
    const whole = report(good(folder, [...RUN, '--frames', '200', '--db', 'a.sqlite', '--json']));
    const before = everything(`${folder}/a.sqlite`);
    const said = botrealm(folder, ['resume', 'a.sqlite', '--from', '120', '--db', 'b.sqlite', '--json']);
    assert.is(said.code, 0, said.err);
    assert.is(report(said.out).stateHash, whole.stateHash);
    assert.equal(everything(`${folder}/b.sqlite`), before);
    assert.equal(everything(`${folder}/a.sqlite`), before);
    assert.match(good(folder, ['diff', 'a.sqlite', 'b.sqlite']), 'The runs are the same in all 201 frames');
  }));

test('a branch with a change names its parent, replays alone, and diff names frame, cause and measures', () =>
  withFolder((folder) => {
    good(folder, [...RUN, '--frames', '200', '--db', 'a.sqlite']);
    assert.is(botrealm(folder, ['resume', 'a.sqlite', '--from', '99', '--set', 'auction.cut=0.5', '--db', 'b.sqlite']).code, 0);
    const b = `${folder}/b.sqlite`;
    assert.is(info(b, 'parent_run'), 'a.sqlite');
    assert.is(info(b, 'parent_frame'), '99');
    assert.match(good(folder, ['replay', 'b.sqlite', '--rows']), 'The replay agrees: all 201 frames');
    const said = botrealm(folder, ['diff', 'a.sqlite', 'b.sqlite']);
    assert.is(said.code, 1, said.err);
    assert.match(said.out, /First at +frame 100 \(100 frames before it the same\)/);
    assert.match(said.out, 'branched off a.sqlite after frame 99, with --set auction.cut=0.5');
    assert.match(said.out, /input +100 +- +\{"do":"set","options":\{"auction\.cut":"0\.5"\}\}/);
    assert.match(said.out, /money_supply_copper +[\d,]+ +[\d,]+/);
    const json = JSON.parse(botrealm(folder, ['diff', 'a.sqlite', 'b.sqlite', '--json']).out) as {
      equalFrames: number;
      firstDifference: { frame: number; components: string[]; system: string };
      causes: { what: string; frame: number }[];
    };
    assert.is(json.equalFrames, 100);
    assert.equal(json.firstDifference.components, ['options']);
    assert.is(json.firstDifference.system, 'inputs');
    assert.equal(
      json.causes.map(({ what, frame }) => [what, frame]),
      [['input', 100]],
    );
    // A branch of the branch, gone on with at its end.
    good(folder, ['resume', 'b.sqlite', '--frames', '20']);
    assert.match(good(folder, ['replay', 'b.sqlite']), 'all 221 frames');
  }));

test('a branch takes script, options and systems of another scenario', () =>
  withFolder((folder) => {
    good(folder, [...RUN, '--frames', '100', '--db', 'a.sqlite']);
    writeFileSync(
      `${folder}/late.yaml`,
      [
        'name: late',
        'title: A change half-way',
        'duration: 15s',
        'bots: { count: 30 }',
        'options: { auction.cut: 0.25 }',
        'script:',
        '  - { at: 3s, give: all, copper: 1 }',
        '  - { at: 12s, give: all, copper: 7 }',
      ].join('\n'),
    );
    const said = botrealm(folder, ['resume', 'a.sqlite', '--from', '80', '--scenario', 'late.yaml', '--db', 'b.sqlite', '--json']);
    assert.is(said.code, 0, said.err);
    assert.is(report(said.out).frames, 150);
    const inputs = sql(`${folder}/b.sqlite`, (db) =>
      db.prepare('SELECT frame, source, payload FROM input WHERE frame > 80 ORDER BY frame, seq').raw().all(),
    );
    assert.equal(inputs, [
      [81, 'branch', '{"do":"set","options":{"auction.cut":"0.25"}}'],
      [120, 'scenario', '{"do":"give","bot":"all","units":7}'],
    ]);
    assert.match(good(folder, ['replay', 'b.sqlite', '--rows']), 'The replay agrees: all 151 frames');
  }));

test('what cannot be gone on with is refused in one line, and nothing is written', () =>
  withFolder((folder) => {
    good(folder, [...RUN, '--frames', '40', '--db', 'a.sqlite']);
    const to = ['--db', 'b.sqlite', '--frames', '5'];
    refused(folder, ['resume', 'a.sqlite', '--from', '41', ...to], /no frame 41, expected one from 0 to 40/);
    refused(folder, ['resume', 'a.sqlite', '--set', 'auction.kut=1', ...to], /auction\.kut/);
    refused(folder, ['resume', 'a.sqlite', '--set', 'rules.profile=wotlk', ...to], /fixed when the world is made/);
    refused(folder, ['resume', 'a.sqlite', '--db', 'a.sqlite', '--frames', '5'], /it exists already/);
    refused(folder, ['resume', 'none.sqlite'], /there is no such file/);
    assert.is(
      sql(`${folder}/a.sqlite`, (db) => db.prepare('SELECT max(frame) FROM frame').pluck().get()),
      40,
    );
  }));

test('--every and --retain: less is kept, hashes and books stay whole, and the file says from where it can be read', () =>
  withFolder((folder) => {
    const args = [...RUN, '--frames', '300'];
    const whole = report(good(folder, [...args, '--db', 'whole.sqlite', '--json']));
    const thin = report(good(folder, [...args, '--every', '20', '--retain', '100', '--db', 'thin.sqlite', '--json']));
    assert.is(thin.stateHash, whole.stateHash);
    const [a, b] = [`${folder}/whole.sqlite`, `${folder}/thin.sqlite`];
    const from = Number(info(b, 'readable_from'));
    assert.ok(from >= 100 && from <= 200, `readable from ${from}`);
    const frames = (path: string): unknown => sql(path, (db) => db.prepare('SELECT frame, state_hash FROM frame').raw().all());
    assert.equal(frames(b), frames(a));
    const at = (path: string, view: string, frame: number): unknown =>
      sql(path, (db) => db.prepare(`SELECT * FROM ${view} WHERE frame = ?`).raw().all(frame).map(String).sort());
    for (const frame of [Math.ceil(from / 20) * 20, 280, 300])
      for (const view of ['bot_at', 'inventory_at', 'equipment_at', 'quest_at', 'auction_at', 'mail_at', 'group_at'])
        assert.equal(at(b, view, frame), at(a, view, frame), `${view} of frame ${frame}`);
    // Health and target of a creature are those of the frame in which its state was written.
    const states = (path: string): unknown =>
      sql(path, (db) => db.prepare('SELECT uid, state FROM creature_at WHERE frame = 280 ORDER BY uid').raw().all());
    assert.equal(states(b), states(a));
    for (const view of ['inventory_at', 'auction_at', 'quest_at']) assert.equal(at(b, view, from), at(a, view, from), view);
    assert.match(good(folder, ['audit', 'thin.sqlite']), 'opening balance');
    assert.match(good(folder, ['replay', 'thin.sqlite', '--rows']), 'The replay agrees: all 301 frames');
    refused(folder, ['resume', 'thin.sqlite', '--from', String(from - 1), '--db', 'c.sqlite'], /rows are kept from frame/);
    assert.is(botrealm(folder, ['resume', 'thin.sqlite', '--from', String(from + 30), '--db', 'c.sqlite']).code, 0);
    assert.match(good(folder, ['audit', 'c.sqlite']), 'add up');
  }));

test.run();

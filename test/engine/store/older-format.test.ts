import { copyFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMAT_VERSION } from '../../../engine/store/run-file.js';
import { READABLE_FORMAT } from '../../../engine/store/upgrade-rows.js';
import { sql, withFolder } from '../../cli/support.js';
import { botrealm, good, refused } from '../../cli/support.js';

/** A run as version 2 wrote it: particulars of events as JSON, most health and mana in every row of vitals, and views that fit. */
function asVersion2(path: string): void {
  sql(path, (db) => {
    const details = db.prepare('SELECT detail FROM event ORDER BY frame, seq').pluck().all();
    for (const view of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all() as string[])
      db.exec(`DROP VIEW ${view}`);
    db.exec(`CREATE TABLE vital AS SELECT v.frame, v.uid, v.health, v.mana, (SELECT m.max_health FROM bot_most m WHERE m.uid = v.uid AND m.frame <= v.frame
        ORDER BY m.rowid DESC LIMIT 1) AS max_health, (SELECT m.max_mana FROM bot_most m WHERE m.uid = v.uid AND m.frame <= v.frame
        ORDER BY m.rowid DESC LIMIT 1) AS max_mana, v.health_rate_milli, v.mana_rate_milli, v.frame - v.age_frames AS since_frame
        FROM bot_vital v ORDER BY v.rowid;
      DROP TABLE bot_vital; ALTER TABLE vital RENAME TO bot_vital; DROP TABLE bot_most; DROP TABLE event_key; DROP TABLE loot_choice; DROP TABLE equip_choice;
      ALTER TABLE event_row DROP COLUMN value1; ALTER TABLE event_row DROP COLUMN value2;
      CREATE VIEW event AS SELECT e.frame, k.text AS kind, e.uid, e.detail, e.seq FROM event_row e CROSS JOIN word k ON k.id = e.kind_id`);
    const set = db.prepare('UPDATE event_row SET detail = ? WHERE rowid = ?');
    details.forEach((detail, n) => set.run(detail, n + 1));
    db.pragma('user_version = 2');
  });
}

/** A run as version 1 wrote it: without checkpoints and marks besides, with 16 digits a component. */
function asVersion1(path: string): void {
  asVersion2(path);
  sql(path, (db) => {
    db.exec('DROP TABLE checkpoint');
    db.exec('ALTER TABLE frame DROP COLUMN system_hashes');
    db.function('longer', (hashes) => String(hashes).replace(/.{8}/g, '00000000$&'));
    db.exec('UPDATE frame SET component_hashes = longer(component_hashes)');
    db.pragma('user_version = 1');
  });
}

const version = (path: string): unknown => sql(path, (db) => db.pragma('user_version', { simple: true }));
const all = (path: string, query: string): unknown[] => sql(path, (db) => db.prepare(query).raw().all());

for (const [format, older] of [
  [1, asVersion1],
  [2, asVersion2],
] as const) {
  test(`a file of format ${format} is read and replays, and is brought to the present format when it goes on`, () =>
    withFolder((folder) => {
      const [path, fresh, branch] = ['run', 'fresh', 'branch'].map((name) => `${folder}/${name}.sqlite`) as [string, string, string];
      good(folder, ['run', 'smoke', '--bots', '20', '--frames', '40', '--db', 'run.sqlite']);
      copyFileSync(path, fresh);
      older(path);
      assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), 'The replay agrees: all 41 frames');
      assert.is(version(path), READABLE_FORMAT, 'reading does not rewrite it');
      const hashes = 'SELECT component_hashes FROM frame';
      assert.equal(all(path, hashes), all(fresh, hashes));
      assert.is(botrealm(folder, ['resume', 'run.sqlite', '--from', '20', '--frames', '5', '--db', 'branch.sqlite']).code, 0);
      good(folder, ['resume', 'run.sqlite', '--frames', '5']);
      good(folder, ['resume', 'fresh.sqlite', '--frames', '5']);
      assert.equal([version(path), version(branch)], [FORMAT_VERSION, FORMAT_VERSION]);
      for (const query of [
        'SELECT * FROM event ORDER BY frame, seq',
        'SELECT * FROM bot_at WHERE frame IN (0, 20, 39, 45) ORDER BY frame, uid',
      ])
        assert.equal(all(path, query), all(fresh, query), query);
      assert.equal(all(branch, 'SELECT * FROM bot_now ORDER BY uid'), all(fresh, 'SELECT * FROM bot_at WHERE frame = 25 ORDER BY uid'));
      assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), 'The replay agrees: all 46 frames');
    }));
}

test('a file of a newer format is refused in one line', () =>
  withFolder((folder) => {
    good(folder, ['run', 'smoke', '--bots', '20', '--frames', '5', '--db', 'run.sqlite']);
    sql(`${folder}/run.sqlite`, (db) => db.pragma(`user_version = ${FORMAT_VERSION + 1}`));
    for (const command of ['resume', 'replay', 'audit']) refused(folder, [command, 'run.sqlite'], /format \d+ is newer than/);
  }));

test.run();

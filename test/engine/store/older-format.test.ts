import { copyFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openRun } from '../../../engine/store/open-run.js';
import { FORMAT_VERSION } from '../../../engine/store/run-file.js';
import { sql, withFolder } from '../../cli/support.js';
import { good, refused } from '../../cli/support.js';

/** A run as version 1 wrote it: without checkpoints and marks, with 16 digits a component. */
function asVersion1(path: string): void {
  sql(path, (db) => {
    db.exec('DROP TABLE checkpoint');
    db.exec('ALTER TABLE frame DROP COLUMN system_hashes');
    db.function('longer', (hashes) => String(hashes).replace(/.{8}/g, '00000000$&'));
    db.exec('UPDATE frame SET component_hashes = longer(component_hashes)');
    db.pragma('user_version = 1');
  });
}

test('a file of format 1 is brought to the present format once, and then replays, audits and goes on', () =>
  withFolder((folder) => {
    const path = `${folder}/run.sqlite`;
    good(folder, ['run', 'smoke', '--bots', '20', '--frames', '40', '--db', 'run.sqlite']);
    copyFileSync(path, `${folder}/new.sqlite`);
    asVersion1(path);
    assert.match(good(folder, ['replay', 'run.sqlite']), 'The replay agrees: all 41 frames');
    assert.is(
      sql(path, (db) => db.pragma('user_version', { simple: true })),
      FORMAT_VERSION,
    );
    const hashes = (file: string): unknown => sql(file, (db) => db.prepare('SELECT component_hashes FROM frame').pluck().all());
    assert.equal(hashes(path), hashes(`${folder}/new.sqlite`));
    good(folder, ['resume', 'run.sqlite', '--frames', '5']);
    const run = openRun(path);
    assert.is(run.lastFrame, 45);
    run.db.close();
  }));

test('a file of a newer format is refused in one line', () =>
  withFolder((folder) => {
    good(folder, ['run', 'smoke', '--bots', '20', '--frames', '5', '--db', 'run.sqlite']);
    sql(`${folder}/run.sqlite`, (db) => db.pragma(`user_version = ${FORMAT_VERSION + 1}`));
    for (const command of ['resume', 'replay', 'audit']) refused(folder, [command, 'run.sqlite'], /format \d+ is newer than/);
  }));

test.run();

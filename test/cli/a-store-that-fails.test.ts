/** Faults of the store: what is written stays whole, the state is the same as ever, and the exit code says what happened. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { botrealm, good, SMALL, withFolder } from './support.js';

interface Report {
  readonly stateHash: string;
  readonly storeRetries: number;
}

test('busy and slow: retried and waited for, the state and the file are those of a run without', async () => {
  await withFolder((folder) => {
    const report = (...more: string[]) => JSON.parse(good(folder, [...SMALL, '--json', ...more])) as Report;
    const plain = report('--db', 'plain.sqlite');
    const busy = report('--db', 'busy.sqlite', '--fault', 'store:busy');
    const slow = report('--db', 'slow.sqlite', '--fault', 'store:slow,ms=2,for=2s');
    assert.equal([busy.stateHash, slow.stateHash], [plain.stateHash, plain.stateHash]);
    assert.ok(busy.storeRetries > 20 && slow.storeRetries === 0 && plain.storeRetries === 0);
    for (const name of ['busy.sqlite', 'slow.sqlite']) {
      good(folder, ['replay', name]);
    }
  });
});

test('failing for good: one line, exit code 2, and what was written before can be read', async () => {
  await withFolder((folder) => {
    const said = botrealm(folder, [...SMALL, '--db', 'run.sqlite', '--fault', 'store:failing,at=60']);
    assert.is(said.code, 2);
    assert.match(said.err, /frame 60: the store turned it down 12 times/);
    assert.match(said.err, /keeps frames 0 to 59/);
    good(folder, ['replay', 'run.sqlite']);
  });
});

test('full: one line, exit code 2, and what was kept can be read; no frame: no file', async () => {
  await withFolder((folder) => {
    const said = botrealm(folder, [
      'run',
      'smoke',
      '--bots',
      '200',
      '--frames',
      '6000',
      '--db',
      'run.sqlite',
      '--fault',
      'store:full,mb=12',
    ]);
    assert.is(said.code, 2);
    assert.match(said.err, /the disk or the allowed size is full; frames 0 to \d+ are kept/);
    good(folder, ['replay', 'run.sqlite']);
    const none = botrealm(folder, [...SMALL, '--db', 'none.sqlite', '--fault', 'store:full,mb=1']);
    assert.is(none.code, 2);
    assert.not(existsSync(join(folder, 'none.sqlite')));
  });
});

test('an error that nobody expects is listed, and the exit code is 1', async () => {
  await withFolder((folder) => {
    const said = botrealm(folder, ['run', 'smoke', '--bots', '30', '--frames', '300', '--no-db', '--chaos', '0.1']);
    assert.is(said.code, 1);
    assert.match(said.out, /What broke/);
  });
});

test.run();

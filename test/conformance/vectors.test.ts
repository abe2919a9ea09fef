import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName } from '../../systems/rules/profile.js';
import { canonical, loadVectors, vectorsFolder, type VectorFile, type VectorRecord } from './load.js';
import { ACCEPTORS, TOPICS } from './topics/index.js';

/** Differences printed in full for one file; the rest is counted. */
const SHOWN_DIFFERENCES = 10;

/** What is wrong with a record, or null. */
function difference(topic: string, record: VectorRecord): string | null {
  const adapter = TOPICS[topic];
  if (!adapter) throw new Error(`unknown topic '${topic}'`);
  const profile = profileByName(record.profile);
  let got: unknown;
  try {
    got = adapter(profile, record.inputs as never);
  } catch (error) {
    got = { threw: error instanceof Error ? error.message : String(error) };
  }
  const accept = ACCEPTORS[topic];
  if (accept) got = accept(profile, record.inputs as never, record.expected as never, got);
  if (canonical(got) === canonical(record.expected)) return null;
  return [
    `${record.id} (${record.profile})${record.note ? ` ${record.note}` : ''}`,
    `  inputs   ${canonical(record.inputs)}`,
    `  expected ${canonical(record.expected)}`,
    `  got      ${canonical(got)}`,
  ].join('\n');
}

function failures(file: VectorFile): string[] {
  return file.records.map((record) => difference(file.topic, record)).filter((text) => text !== null);
}

const folder = vectorsFolder();
const files = loadVectors(folder);

test('every vector file names a known topic', () => {
  const unknown = files.filter(({ topic }) => !(topic in TOPICS)).map(({ path }) => path);
  assert.equal(unknown, [], `unknown topics; expected one of: ${Object.keys(TOPICS).join(', ')}`);
});

for (const file of files) {
  test(`${file.topic}: all ${file.records.length} records agree with the rules`, () => {
    const failed = failures(file);
    if (failed.length === 0) return;
    const shown = failed.slice(0, SHOWN_DIFFERENCES).join('\n');
    assert.unreachable(`${failed.length} of ${file.records.length} records of ${file.path} differ:\n${shown}`);
  });
}

test.run();

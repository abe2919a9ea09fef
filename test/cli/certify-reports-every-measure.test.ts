/** The certificate in its quick form: every measure of the workflow, a page that stands alone, and an exit code that says what it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Certificate } from '../../cli/certify.js';
import { botrealm, refused, withFolder } from './support.js';

/** What the workflow measures, in words that some measure of the phase has. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'single systems': [
    'quest acceptance rate',
    'completion rate',
    'loot handling',
    'equipment optimisation',
    'memory of items',
    'trade completion rate',
    'security validation',
    'latency',
    'market scan',
    'bid success rate',
    'cache efficiency',
  ],
  combined: ['processor time', 'resident memory', 'update coordination'],
  stress: ['stability', 'degradation', 'error rate'],
  'synthetic load': [
    'ability commands',
    'combat state changes',
    'movement updates',
    'loots',
    'group operations',
    'trades',
    'dupes',
    'unexplained stalls',
    'attacks on invalid targets',
  ],
  failures: ['error handling', 'circuit breakers', 'graceful degradation', 'recovery'],
};

test('quick: all measures, in a page and as JSON', async () => {
  await withFolder((folder) => {
    const { code, out, err } = botrealm(folder, ['certify', '--quick', '--out', 'certificate']);
    const read = (name: string) => readFileSync(join(folder, 'certificate', name), 'utf8');
    const certificate = JSON.parse(read('certificate.json')) as Certificate;
    const failed = certificate.measures.filter((m) => m.verdict === 'fail');
    assert.equal(failed, [], err);
    assert.is(code, 0);
    for (const [phase, names] of Object.entries(NAMED)) {
      const told = certificate.measures.filter((m) => m.phase === phase).map((m) => m.name);
      for (const name of names)
        assert.ok(
          told.some((one) => one.includes(name)),
          `${phase} has no ${name}`,
        );
    }
    for (const m of certificate.measures) assert.is(m.verdict === 'reported', m.bound === '', m.name);
    assert.ok(certificate.environment['processors'] !== undefined && certificate.environment['node'] === process.version);
    const page = read('certificate.html');
    assert.not.match(page, /<script|<link|<img|https?:|@import|url\(/, 'the page needs nothing beside it');
    for (const m of certificate.measures) assert.ok(page.includes(m.subject.replaceAll('&', '&amp;')), m.subject);
    assert.match(out, /ability commands: \d+ a second \(at least 1000\)/);
    refused(folder, ['certify', '--quick', '--out', 'certificate'], /exists already and is not overwritten/);
  });
});

test.run();

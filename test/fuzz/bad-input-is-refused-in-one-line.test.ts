/**
 * Mutations of real files: each is read to a good result or refused with a `UserError`, within bounded time, and nothing is left half-written.
 * A few hundred here; `npm run fuzz` makes 10,000 of each.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse, stringify } from 'yaml';
import { UserError } from '../../engine/errors.js';
import { openRun } from '../../engine/store/open-run.js';
import { convertDump } from '../../data/import/index.js';
import { loadWorldTables } from '../../data/format/containers/index.js';
import { validateWorld } from '../../data/format/validate/index.js';
import { loadScenario, validateScenario } from '../../scenarios/load-scenario.js';
import smoke from '../../scenarios/smoke.js';
import { replayRun } from '../../systems/replay/replay-run.js';
import { mutateBytes } from './mutate.js';

const COUNT = Number(process.env['BOTREALM_FUZZ'] ?? '150');
const SLOWEST_MS = 10_000;
const DUMP = `CREATE TABLE \`item_template\` (\`entry\` int, \`name\` varchar(60), \`Quality\` int);
INSERT INTO \`item_template\` VALUES (1,'A ''thing''',1),(2,'Another',2);
CREATE TABLE \`creature_template\` (\`Entry\` int, \`Name\` varchar(60), \`MinLevel\` int);
INSERT INTO \`creature_template\` VALUES (5,'Wolf',3);
`;

const folder = mkdtempSync(join(tmpdir(), 'botrealm-fuzz-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** Good, or refused in the one way. */
async function goodOrRefused(what: string, n: number, read: () => unknown): Promise<boolean> {
  const began = performance.now();
  try {
    await read();
    return true;
  } catch (error) {
    assert.ok(error instanceof UserError, `${what}, mutation ${n}: ${error instanceof Error ? error.stack : String(error)}`);
    return false;
  } finally {
    assert.ok(performance.now() - began < SLOWEST_MS, `${what}, mutation ${n}: took too long`);
  }
}

test('scenarios', async () => {
  const whole = { ...smoke, script: [...(smoke.script ?? []), { at: '10s', fault: 'throw' as const, in: 'loot' }] };
  const source = Buffer.from(stringify(whole));
  validateScenario(parse(source.toString()), 'whole');
  let refused = 0;
  for (let n = 0; n < COUNT; n++) {
    const path = join(folder, 'scenario.yaml');
    writeFileSync(path, mutateBytes(source, n));
    if (!(await goodOrRefused('scenario', n, () => loadScenario(path)))) refused++;
  }
  assert.ok(refused > COUNT / 4);
});

test('worlds', async () => {
  const world = join(folder, 'world');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(world);
  const rows: Record<string, string> = {
    meta: 'key,value\nname,Fuzz\nformat,1\nprofile,classic\nmax_level,10\n',
    map: 'id,name\n0,Ground\n',
    race: 'id,name,side\n1,Human,alliance\n',
    item: 'id,name,class,quality\n1,Thing,misc,common\n',
  };
  for (let n = 0; n < COUNT; n++) {
    Object.entries(rows).forEach(([name, text], i) =>
      writeFileSync(join(world, `${name}.csv`), n % 4 === i ? mutateBytes(Buffer.from(text), n) : text),
    );
    await goodOrRefused('world', n, () => validateWorld(loadWorldTables(world), { source: 'world' }));
  }
});

test('dumps', async () => {
  for (let n = 0; n < COUNT; n++) {
    const text = mutateBytes(Buffer.from(DUMP), n);
    const path = join(folder, n % 3 === 0 ? 'dump.sql.gz' : 'dump.sql');
    writeFileSync(path, n % 3 === 0 ? mutateBytes(gzipSync(text), n % 6 === 0 ? n : 0) : text);
    const before = readdirSync(folder).length;
    await goodOrRefused('dump', n, () => convertDump({ input: path }));
    assert.is(readdirSync(folder).length, before, 'nothing is left behind');
    rmSync(path);
  }
});

test('run files', async () => {
  const { SnapshotStore } = await import('../../engine/store/snapshot-store.js');
  const path = join(folder, 'whole.sqlite');
  const store = await SnapshotStore.create({ path, tables: [], views: [], runInfo: { seed: 1 } });
  for (let frame = 0; frame < 3; frame++) store.endFrame(frame);
  await store.close({ complete: true });
  const whole = readFileSync(path);
  for (let n = 0; n < COUNT; n++) {
    const mutated = join(folder, 'mutated.sqlite');
    const bytes = mutateBytes(whole, n);
    writeFileSync(mutated, bytes);
    await goodOrRefused('run file', n, async () => {
      const run = openRun(mutated);
      try {
        await replayRun(run);
      } finally {
        run.db.close();
      }
    });
    assert.ok(readFileSync(mutated).equals(bytes), 'reading changes nothing');
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(mutated + suffix, { force: true });
  }
});

test.run();

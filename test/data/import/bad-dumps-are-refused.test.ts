import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { importDump } from '../../../data/import/index.js';
import { readWorldSqlite } from '../../../data/format/containers/index.js';
import { failure, withFolder } from './fixtures.js';
import { dumpOf, smallWorld } from './small-world.js';

/** Import these bytes; nothing may be left where the world would be. */
async function refusal(bytes: Buffer | string, code: string, name = 'world.sql'): Promise<string> {
  return withFolder(async (folder) => {
    const input = join(folder, name);
    writeFileSync(input, bytes);
    const error = await failure(importDump({ input, out: join(folder, 'world.sqlite') }));
    assert.instance(error, UserError);
    assert.is((error as UserError).code, code, error.message);
    assert.not.match(error.message, /\n/);
    assert.match(error.message, name);
    assert.equal(readdirSync(folder), [name]);
    return error.message;
  });
}

test('a gzip file that ends too early names the bytes read', async () => {
  const packed = gzipSync(Buffer.from(dumpOf(smallWorld())));
  const message = await refusal(packed.subarray(0, packed.length - 200), 'dump-truncated', 'world.sql.gz');
  assert.match(message, /ends too early, after \d+ bytes/);
});

test('damaged gzip data is told from a short file', async () => {
  const packed = Buffer.from(gzipSync(Buffer.from(dumpOf(smallWorld()))));
  packed.fill(0xff, 200, 260);
  await refusal(packed, 'dump-unreadable', 'world.sql.gz');
});

test('a dump that ends inside rows names the line', async () => {
  const text = dumpOf(smallWorld());
  const message = await refusal(text.slice(0, text.indexOf("'Hen'")), 'dump-truncated');
  assert.match(message, /ends at line \d+ inside a row of table creature_template/);
});

test('a missing, empty or foreign file is said to be that', async () => {
  await refusal('', 'dump-empty');
  await refusal('\x7fELF is no dump', 'dump-unreadable');
  await withFolder(async (folder) => {
    const error = await failure(importDump({ input: join(folder, 'none.sql'), out: join(folder, 'world.sqlite') }));
    assert.is((error as UserError).code, 'dump-not-found');
    const directory = await failure(importDump({ input: folder, out: join(folder, 'world.sqlite') }));
    assert.is((directory as UserError).code, 'dump-unreadable');
  });
});

test('a dump without the tables every world needs names them', async () => {
  const tables = smallWorld();
  delete tables['quest_template'];
  tables['item_template'] = [];
  const message = await refusal(dumpOf(tables), 'dump-incomplete');
  assert.match(message, /no rows for item_template, quest_template/);
});

test('rows of a table whose columns are nowhere named are an error', async () => {
  assert.match(await refusal('INSERT INTO `creature` VALUES (1,2,3);\n', 'dump-no-columns'), /line 1: the columns of table creature/);
});

test('a broken row is left out and reported with its line, the rest is imported', async () => {
  await withFolder(async (folder) => {
    const input = join(folder, 'world.sql');
    const text = dumpOf(smallWorld());
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.includes("'Hen'"));
    lines[at] = lines[at]!.replace("'Hen'", "'Hen");
    writeFileSync(input, lines.join('\n'));
    const report = await importDump({ input, out: join(folder, 'world.sqlite') });
    const table = report.tables.find((entry) => entry.table === 'creature_template')!;
    assert.equal(table.brokenLines, [at + 1]);
    assert.is(table.read, smallWorld()['creature_template']!.length);
    assert.is(table.kept, table.read - 1);
    const world = readWorldSqlite(join(folder, 'world.sqlite'));
    assert.not.ok(world.creature.some((row) => row.id === 6));
    assert.is(world.creature.length, table.kept);
  });
});

test('an existing world is not overwritten, and a missing folder is named', async () => {
  await withFolder(async (folder) => {
    const input = join(folder, 'world.sql');
    writeFileSync(input, dumpOf(smallWorld()));
    const out = join(folder, 'world.sqlite');
    await importDump({ input, out });
    assert.ok(existsSync(out));
    assert.is(((await failure(importDump({ input, out }))) as UserError).code, 'world-exists');
    assert.is(((await failure(importDump({ input, out: join(folder, 'no', 'w.sqlite') }))) as UserError).code, 'world-unwritable');
  });
});

test('progress grows to the size of the file', async () => {
  await withFolder(async (folder) => {
    const input = join(folder, 'world.sql.gz');
    writeFileSync(input, gzipSync(Buffer.from(dumpOf(smallWorld()))));
    const seen: number[] = [];
    let total = 0;
    await importDump({
      input,
      out: join(folder, 'world.sqlite'),
      onProgress: (progress) => {
        seen.push(progress.bytesRead);
        total = progress.bytesTotal;
      },
    });
    assert.ok(seen.length > 0);
    assert.is(seen[seen.length - 1], total);
    assert.equal(
      seen,
      [...seen].sort((a, b) => a - b),
    );
  });
});

test.run();

import { copyFileSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { canonicalOrder } from '../../../data/compile/canonical.js';
import { compileWorld, packWorld, unpackWorld, worldHash } from '../../../data/compile/index.js';
import { loadWorldTables, writeWorldCsv, writeWorldSqlite } from '../../../data/format/containers/index.js';
import { rowsOf, TABLE_NAMES, tableOf } from '../../../data/format/rows.js';
import type { WorldTables } from '../../../data/format/tables.js';
import { formatFinding, validateWorld } from '../../../data/format/validate/index.js';
import { arbitraryTables, holds, plain, tutorialTables, withFolder } from './support.js';

const FILE = import.meta.url;

test('any rows survive CSV, SQLite and packing', () =>
  holds(
    FILE,
    fc.asyncProperty(arbitraryTables(4), (tables) =>
      withFolder(async (folder) => {
        const expected = plain(canonicalOrder(tables));
        writeWorldCsv(tables, join(folder, 'csv'));
        writeWorldSqlite(tables, join(folder, 'w.sqlite'));
        assert.equal(plain(loadWorldTables(join(folder, 'csv'))), plain(tables));
        assert.equal(plain(canonicalOrder(loadWorldTables(join(folder, 'w.sqlite')))), expected);
        const unpacked = unpackWorld(packWorld(tables));
        assert.equal(plain(unpacked), expected);
        assert.is(await worldHash(unpacked), await worldHash(tables));
      }),
    ),
    25,
  ));

test('the hash does not depend on the order of rows and changes with every cell', () =>
  holds(
    FILE,
    fc.asyncProperty(fc.nat(), fc.nat(), async (turn, pick) => {
      const tables = await tutorialTables();
      const hash = await worldHash(tables);
      for (const name of TABLE_NAMES) {
        const rows = rowsOf(tables, name);
        rows.push(...rows.splice(0, turn % (rows.length + 1)).reverse());
      }
      assert.is(await worldHash(tables), hash);
      const spawn = tables.spawn[pick % tables.spawn.length]!;
      spawn.x_yards = Math.round(spawn.x_yards * 100 + 1) / 100;
      assert.is.not(await worldHash(tables), hash);
    }),
    20,
  ));

/** Load, validate and, when there are no errors, compile: nothing but a UserError may come out of it. */
async function loadsOrSaysWhy(load: () => WorldTables): Promise<void> {
  let tables: WorldTables;
  try {
    tables = load();
  } catch (error) {
    assert.instance(error, UserError);
    assert.not.match((error as Error).message, '\n');
    return;
  }
  const findings = validateWorld(tables, { source: 'w' });
  for (const finding of findings) assert.not.match(formatFinding(finding), '\n');
  if (findings.some((finding) => finding.severity === 'error')) return;
  const content = await compileWorld(tables);
  assert.is((await compileWorld(unpackWorld(packWorld(tables)))).hash, content.hash);
}

const garbage = fc.oneof(
  fc.integer({ min: -10, max: 300 }).map(String),
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom('', '0', '-1', '1e9', '1e400', 'NaN', 'null', '__proto__', 'constructor', 'vendor|', '|', '0x10', ' 7 ', '16777216'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

test('a world with changed cells gives findings or works', async () => {
  const cells = TABLE_NAMES.flatMap((name) => tableOf(name).columns.map((column) => ({ name, column: column.name })));
  const change = fc.record({ cell: fc.constantFrom(...cells), row: fc.nat(), text: garbage });
  await holds(
    FILE,
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) =>
      withFolder(async (folder) => {
        const tables = await tutorialTables();
        for (const { cell, row, text } of changes) {
          const rows = rowsOf(tables, cell.name);
          if (rows.length > 0) rows[row % rows.length]![cell.column] = text;
        }
        writeWorldCsv(tables, join(folder, 'w'));
        await loadsOrSaysWhy(() => loadWorldTables(join(folder, 'w')));
      }),
    ),
    200,
  );
});

test('rows built in memory with any values give findings or work', async () => {
  const value = fc.oneof(garbage, fc.integer(), fc.double(), fc.constantFrom(undefined, null, true, [], {}));
  const cells = TABLE_NAMES.flatMap((name) => tableOf(name).columns.map((column) => ({ name, column: column.name })));
  await holds(
    FILE,
    fc.asyncProperty(fc.constantFrom(...cells), fc.nat(), value, async (cell, row, found) => {
      const tables = await tutorialTables();
      const rows = rowsOf(tables, cell.name);
      if (rows.length > 0) (rows[row % rows.length] as Record<string, unknown>)[cell.column] = found;
      await loadsOrSaysWhy(() => tables);
    }),
    200,
  );
});

test('a world file with changed or missing bytes is refused or works', () =>
  withFolder(async (folder) => {
    const whole = join(folder, 'whole.sqlite');
    writeWorldSqlite(await tutorialTables(), whole);
    const bytes = readFileSync(whole).length;
    const file = join(folder, 'changed.sqlite');
    await holds(
      FILE,
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: bytes - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 3 }),
        async (changes) => {
          copyFileSync(whole, file);
          const handle = openSync(file, 'r+');
          for (const [at, byte] of changes) writeSync(handle, Buffer.from([byte]), 0, 1, at);
          closeSync(handle);
          await loadsOrSaysWhy(() => loadWorldTables(file));
        },
      ),
      100,
    );
    await holds(
      FILE,
      fc.asyncProperty(fc.nat({ max: bytes - 1 }), async (length) => {
        copyFileSync(whole, file);
        truncateSync(file, length);
        assert.throws(
          () => loadWorldTables(file),
          (error: unknown) => error instanceof UserError,
        );
      }),
      20,
    );
  }));

test('CSV text cut anywhere is refused or works', () =>
  withFolder(async (folder) => {
    const world = join(folder, 'w');
    writeWorldCsv(await tutorialTables(), world);
    const original = readFileSync(join(world, 'quest.csv'));
    await holds(
      FILE,
      fc.asyncProperty(fc.nat({ max: original.length }), async (length) => {
        writeFileSync(join(world, 'quest.csv'), original.subarray(0, length));
        await loadsOrSaysWhy(() => loadWorldTables(world));
      }),
      40,
    );
  }));

/** Whether bytes are whole for gzip, by its own check sum. */
function inflates(bytes: Buffer): boolean {
  try {
    gunzipSync(bytes);
    return true;
  } catch {
    return false;
  }
}

test('a packed world with missing bytes is refused, one with changed bytes too unless it tells the very same world', async () => {
  const tables = await tutorialTables();
  const packed = packWorld(tables);
  const hash = await worldHash(tables);
  const refused = (bytes: Buffer): void =>
    assert.throws(
      () => unpackWorld(bytes),
      (error: unknown) => error instanceof UserError,
    );
  await holds(
    FILE,
    fc.property(fc.nat({ max: packed.length - 1 }), (length) => refused(packed.subarray(0, length))),
    50,
  );
  await holds(
    FILE,
    fc.asyncProperty(fc.integer({ min: 20, max: packed.length - 5 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = Buffer.from(packed);
      changed[at]! ^= flip;
      // A match may point to another copy of the same text: the check sum holds then, and rightly.
      if (inflates(changed)) assert.is(await worldHash(unpackWorld(changed)), hash);
      else refused(changed);
    }),
    100,
  );
  refused(Buffer.from('not a world'));
});

test.run();

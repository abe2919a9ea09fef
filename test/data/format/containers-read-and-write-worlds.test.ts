import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { worldHash } from '../../../data/compile/index.js';
import { loadWorldTables, writeWorldCsv, writeWorldSqlite } from '../../../data/format/containers/index.js';
import { loadWorld } from '../../../data/load.js';
import { rejectionOf, thrownBy, tutorialFiles, tutorialTables, withFolder, writeTutorial } from './support.js';

test('a world is the same in both containers', () =>
  withFolder(async (folder) => {
    const tables = await tutorialTables();
    writeWorldCsv(tables, join(folder, 'copy'));
    writeWorldSqlite(tables, join(folder, 'copy.sqlite'));
    const hash = await worldHash(tables);
    assert.is(await worldHash(loadWorldTables(join(folder, 'copy'))), hash);
    assert.is(await worldHash(loadWorldTables(join(folder, 'copy.sqlite'))), hash);
    assert.is((await loadWorld(join(folder, 'copy.sqlite'))).content.hash, hash);
    assert.equal(readdirSync(folder).sort(), ['copy', 'copy.sqlite']);
  }));

test('the schema of a world file describes its tables and columns', () =>
  withFolder(async (folder) => {
    writeWorldSqlite(await tutorialTables(), join(folder, 'w.sqlite'));
    const db = new Database(join(folder, 'w.sqlite'), { readonly: true });
    const sql = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'spawn'").pluck().get() as string;
    db.close();
    assert.match(sql, '-- A place where a creature stands');
    assert.match(sql, 'Refers to creature.id.');
    assert.match(sql, 'STRICT');
  }));

test('an existing world is never overwritten', () =>
  withFolder(async (folder) => {
    const tables = await tutorialTables();
    writeFileSync(join(folder, 'taken'), 'mine');
    for (const write of [writeWorldSqlite, writeWorldCsv])
      assert.match(
        thrownBy(() => write(tables, join(folder, 'taken'))),
        'UserError world-exists',
      );
    assert.is(readFileSync(join(folder, 'taken'), 'utf8'), 'mine');
  }));

test('a failed write leaves nothing behind', () =>
  withFolder(async (folder) => {
    const tables = await tutorialTables();
    tables.creature.push(tables.creature[0]!);
    assert.match(
      thrownBy(() => writeWorldSqlite(tables, join(folder, 'w.sqlite'))),
      /UserError world-row: .*row 7 of creature \(id 1\)/,
    );
    assert.match(
      thrownBy(() => writeWorldSqlite(tables, join(folder, 'no', 'w.sqlite'))),
      'UserError',
    );
    assert.match(
      thrownBy(() => writeWorldCsv(tables, join(folder, 'no', 'w'))),
      'UserError world-unwritable',
    );
    assert.equal(readdirSync(folder), []);
  }));

test('what is not a world is refused in one line', () =>
  withFolder(async (folder) => {
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('text'), 'INSERT INTO creature_template VALUES (1);');
    writeFileSync(at('empty'), '');
    mkdirSync(at('folder'));
    const other = new Database(at('other.sqlite'));
    other.exec('CREATE TABLE a (b)');
    other.close();
    const expected: [string, string][] = [
      ['nowhere', 'world-missing'],
      ['text', 'world-foreign'],
      ['empty', 'world-foreign'],
      ['folder', 'world-empty'],
      ['other.sqlite', 'world-foreign'],
    ];
    for (const [name, code] of expected) {
      const line = thrownBy(() => loadWorldTables(at(name)));
      assert.match(line, `UserError ${code}: ${at(name)}`);
      assert.not.match(line, '\n');
    }
  }));

test('a world file that is cut off, of a later format, or has unknown tables or columns is refused', () =>
  withFolder(async (folder) => {
    const whole = join(folder, 'whole.sqlite');
    writeWorldSqlite(await tutorialTables(), whole);
    const bytes = statSync(whole).size;
    for (const left of [20, 99, 4096, Math.floor(bytes / 2), bytes - 1]) {
      const cut = join(folder, `cut-${left}.sqlite`);
      copyFileSync(whole, cut);
      truncateSync(cut, left);
      assert.match(
        thrownBy(() => loadWorldTables(cut)),
        'UserError world-truncated',
      );
    }
    const changed: [string, string][] = [
      ['PRAGMA user_version = 2', 'world-format'],
      ['CREATE TABLE pets (a)', 'world-unknown-table'],
      ['ALTER TABLE map ADD COLUMN "depth" TEXT', 'world-unknown-column'],
      ['ALTER TABLE race DROP COLUMN side', 'world-missing-column'],
    ];
    for (const [sql, code] of changed) {
      const file = join(folder, `${code}.sqlite`);
      copyFileSync(whole, file);
      const db = new Database(file);
      db.exec(sql);
      db.close();
      assert.match(
        thrownBy(() => loadWorldTables(file)),
        `UserError ${code}: ${file}`,
      );
    }
  }));

test('a world file written by hand may leave out tables and columns', () =>
  withFolder((folder) => {
    const file = join(folder, 'hand.sqlite');
    const db = new Database(file);
    db.exec(
      "PRAGMA application_id = 1112692548; PRAGMA user_version = 1; CREATE TABLE map (id, name, kind); INSERT INTO map VALUES (0, NULL, 'world'); CREATE TABLE object (kind, id, name); INSERT INTO object VALUES ('chest', 4, 'Box')",
    );
    db.close();
    const tables = loadWorldTables(file);
    assert.equal({ ...tables.map[0] }, { id: 0, name: '', kind: 'world' });
    assert.equal({ ...tables.object[0] }, { id: 4, name: 'Box', kind: 'chest', loot_id: 0 });
    assert.is(tables.creature.length, 0);
  }));

test('broken CSV names the file and the line or column', () =>
  withFolder((folder) => {
    const cases: [string, string, RegExp][] = [
      ['map.csv', 'id,name,kindd\n1,a,world\n', /world-unknown-column: .*map\.csv: unknown column "kindd"/],
      ['map.csv', 'id,name\n1,a\n', /world-missing-column: .*map\.csv: map lacks the column kind/],
      ['map.csv', 'id,id,name,kind\n1,1,a,world\n', /world-unknown-column: .*map\.csv: column "id" is there twice/],
      ['map.csv', 'id,name,kind\n1,a\n', /world-csv: .*map\.csv: .*line 2/],
      ['map.csv', 'id,name,kind\n1,"a,world\n', /world-csv: .*map\.csv: .*[Qq]uote/],
      ['map.csv', '', /world-csv: .*map\.csv: is empty/],
      ['maps.csv', 'id\n', /world-unknown-table: .*maps\.csv/],
    ];
    cases.forEach(([file, text, message], i) => {
      const world = join(folder, String(i));
      mkdirSync(world);
      writeFileSync(join(world, file), text);
      const line = thrownBy(() => loadWorldTables(world));
      assert.match(line, message);
      assert.match(line, 'UserError');
      assert.not.match(line, '\n');
    });
    const latin = join(folder, 'latin');
    mkdirSync(latin);
    writeFileSync(join(latin, 'map.csv'), Buffer.from([0x69, 0x64, 0xe9]));
    assert.match(
      thrownBy(() => loadWorldTables(latin)),
      'is not UTF-8',
    );
  }));

test('CSV may have a byte order mark, CRLF, spaces about numbers, columns in any order, blank lines, and other files beside it', () =>
  withFolder((folder) => {
    const world = join(folder, 'w');
    mkdirSync(world);
    writeFileSync(join(world, 'map.csv'), '\ufeffkind,id,name\r\n\r\n world , 7 ,"Two\r\nlines, ""quoted"""\r\n');
    writeFileSync(join(world, 'README.md'), 'notes');
    assert.equal({ ...loadWorldTables(world).map[0] }, { id: 7, name: 'Two\r\nlines, "quoted"', kind: 'world' });
  }));

test('loading an invalid world shows the first errors and where to see all of them', () =>
  withFolder(async (folder) => {
    const files = tutorialFiles();
    files.set('spawn.csv', `${files.get('spawn.csv')}90,77,1,0,0,60\n91,78,1,0,0,60\n92,79,1,0,0,60\n93,80,1,0,0,60\n`);
    const world = writeTutorial(folder, files);
    const line = await rejectionOf(() => loadWorld(world));
    assert.match(
      line,
      /UserError world-invalid: .*spawn\.csv line 19 \(id 90\) column creature_id: is 77, but there is no creature row with that id/,
    );
    assert.match(line, 'and 1 more');
    assert.match(line, `botrealm check-world ${world}`);
    assert.not.ok(existsSync(`${world}.tmp`));
  }));

test.run();

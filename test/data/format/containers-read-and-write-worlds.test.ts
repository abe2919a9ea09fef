import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { worldHash } from '../../../data/compile/index.js';
import { loadWorldTables, writeWorldCsv, writeWorldSqlite } from '../../../data/format/containers/index.js';
import { formatFinding, validateWorld } from '../../../data/format/validate/index.js';
import { loadWorld } from '../../../data/load.js';
import { rejectionOf, thrownBy, tutorialFiles, tutorialTables, withFolder, writeTutorial } from './support.js';

/** What validation says of the world at a path. */
function findingsIn(path: string): string[] {
  return validateWorld(loadWorldTables(path), { source: path }).map(formatFinding);
}

function change(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

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

test('a world file that is cut off or of a later format is refused', () =>
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
    const later = join(folder, 'later.sqlite');
    copyFileSync(whole, later);
    change(later, 'PRAGMA user_version = 2');
    assert.match(
      thrownBy(() => loadWorldTables(later)),
      `UserError world-format: ${later}`,
    );
  }));

test('a world file with unknown tables or columns says so, all at once', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'w.sqlite');
    writeWorldSqlite(await tutorialTables(), file);
    change(
      file,
      'CREATE TABLE pets (a); ALTER TABLE map ADD COLUMN "depth" TEXT; ALTER TABLE race DROP COLUMN side; DROP TABLE quest_relation',
    );
    const lines = findingsIn(file);
    const expected = [
      `error: ${file} table race: lacks the column side, which has no default`,
      `error: ${file} table map: unknown column "depth"; map has id, name, kind`,
      `warning: ${file}: table pets is not read: there is no table of the name pets; known tables: meta`,
    ];
    for (const start of expected)
      assert.ok(
        lines.some((line) => line.startsWith(start)),
        `${start}\n${lines.join('\n')}`,
      );
    assert.is(lines.filter((line) => line.startsWith('error')).length, 2);
    assert.match(await rejectionOf(() => loadWorld(file)), 'UserError world-invalid');
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

interface Broken {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  /** Every error there is, each by a part of its line. */
  readonly errors: readonly string[];
}

const QUOTES = 'expected a cell in quotes to end with a quote before the next comma';
const BROKEN: readonly Broken[] = [
  {
    what: 'an unknown column',
    file: 'map.csv',
    text: 'id,name,kind,kindd\n1,a,world,b\n',
    errors: ['map.csv line 1: unknown column "kindd"; perhaps kind was meant'],
  },
  { what: 'a missing column', file: 'map.csv', text: 'id,name\n1,a\n', errors: ['map.csv: lacks the column kind, which has no default'] },
  {
    what: 'missing columns of the key',
    file: 'spawn.csv',
    text: 'creature_id,x_yards,y_yards\n1,2,3\n',
    errors: ['spawn.csv: lacks the columns id, map_id, which have no default'],
  },
  {
    what: 'a column that is there twice',
    file: 'map.csv',
    text: 'id,id,name,kind\n1,1,a,world\n',
    errors: ['map.csv line 1: column "id" is there twice; expected it once'],
  },
  {
    what: 'short and long rows',
    file: 'map.csv',
    text: 'id,name,kind\n1,a,world\n2,b\n\n3,c,world,x\n4,d,world\n',
    errors: [
      'map.csv line 3: the row has 2 cells, expected 3 as in the header row: a cell is missing',
      'map.csv line 5: the row has 4 cells, expected 3',
    ],
  },
  {
    what: 'a header that fits no row',
    file: 'map.csv',
    text: `id,name,kind,derived\n${Array.from({ length: 12 }, (_, i) => `${i + 1},a,world\n`).join('')}`,
    errors: [
      'map.csv line 1: unknown column "derived"',
      'map.csv line 2: the row has 3 cells, expected 4 as in the header row: a cell is missing; the same in line 3 and 10 more',
    ],
  },
  {
    what: 'a quote that is never closed',
    file: 'map.csv',
    text: 'id,name,kind\n1,a,world\n\n2,"b,world\n3,c,world\n',
    errors: [`map.csv line 4: a quote is opened in this row and never closed; ${QUOTES}`],
  },
  {
    what: 'text after a closing quote',
    file: 'map.csv',
    text: 'id,name,kind\n1,"a"x,world\n2,b,world\n3,"c"y,world\n',
    errors: [
      'map.csv line 2: a quoted cell of this row goes on after its closing quote',
      'map.csv line 4: a quoted cell of this row goes on',
    ],
  },
  {
    what: 'a quote in the middle',
    file: 'map.csv',
    text: 'id,name,kind\n1,the "a",world\n',
    errors: ['map.csv line 2: a cell of this row has a quote that does not stand at its beginning'],
  },
  {
    what: 'semicolons',
    file: 'map.csv',
    text: 'id;name;kind\n1;a;world\n',
    errors: ['map.csv line 1: the cells seem to be separated by semicolons; expected commas between cells'],
  },
  {
    what: 'tabs',
    file: 'map.csv',
    text: 'id\tname\tkind\n1\ta\tworld\n',
    errors: ['map.csv line 1: the cells seem to be separated by tabs; expected commas'],
  },
  {
    what: 'no header',
    file: 'map.csv',
    text: '1,Millbrook Vale,world\n',
    errors: ['map.csv line 1: the first row names no column of map (it begins with "1"); expected a header row such as id,name,kind'],
  },
  { what: 'an empty file', file: 'map.csv', text: '', errors: ['map.csv: is empty; expected a header row with the column names of map'] },
];

for (const { what, file, text, errors } of BROKEN) {
  test(`a faulty file is named with its line, and nothing else is blamed for it: ${what}`, () =>
    withFolder((folder) => {
      const files = tutorialFiles();
      files.set(file, text);
      const found = findingsIn(writeTutorial(folder, files)).filter((line) => line.startsWith('error'));
      assert.is(found.length, errors.length, found.join('\n'));
      errors.forEach((part, i) => assert.ok(found[i]!.includes(part), `${part}\n${found[i]}`));
      assert.not.match(found.join(''), '\n');
    }));
}

test('text that is not UTF-8 is named with its line', () =>
  withFolder((folder) => {
    const world = writeTutorial(folder);
    writeFileSync(join(world, 'map.csv'), Buffer.from('id,name,kind\n1,M\xfchle,world\n', 'latin1'));
    const found = findingsIn(world);
    assert.match(found[0]!, /^error: .*map\.csv line 2: is not UTF-8 text; expected the file to be saved as UTF-8/);
    assert.is(found.filter((line) => line.startsWith('error')).length, 1);
  }));

test('all faulty files of a folder are named in one go', () =>
  withFolder((folder) => {
    const files = tutorialFiles();
    files.set('map.csv', 'id;name;kind\n1;a;world\n');
    files.set('race.csv', 'id,name\n1,Hillfolk\n');
    files.set('spawn.csv', `${files.get('spawn.csv')}90,1,1\n91,"x\n`);
    files.set('level_xp.csv', 'level,xp_to_next\n1,many\n2,900\n3,1400\n4,2100\n');
    files.delete('item.csv');
    const found = findingsIn(writeTutorial(folder, files)).filter((line) => line.startsWith('error'));
    const expected = [
      'race.csv: lacks',
      'level_xp.csv line 2 (level 1) column xp_to_next: is "many"',
      'map.csv line 1',
      'spawn.csv line 19: the row has 3 cells',
      'spawn.csv line 20',
      'item.csv: the file does not exist',
    ];
    assert.is(found.length, expected.length, found.join('\n'));
    for (const part of expected)
      assert.ok(
        found.some((line) => line.includes(part)),
        `${part}\n${found.join('\n')}`,
      );
  }));

test('a needed table that is not there is missed once', () => {
  for (const name of ['meta', 'item', 'base_stats', 'level_xp', 'creature', 'quest', 'race', 'map']) {
    withFolder((folder) => {
      const files = tutorialFiles();
      files.delete(`${name}.csv`);
      const found = findingsIn(writeTutorial(folder, files)).filter((line) => line.startsWith('error'));
      assert.is(found.length, 1, found.join('\n'));
      assert.match(found[0]!, new RegExp(`${name}\\.csv: the file does not exist, expected one with at least one ${name}`));
    });
  }
});

test('a table that is not needed and yet referred to is missed once for each column', () =>
  withFolder((folder) => {
    const files = tutorialFiles();
    files.delete('faction.csv');
    const found = findingsIn(writeTutorial(folder, files)).filter((line) => line.startsWith('error'));
    assert.is(found.length, 1, found.join('\n'));
    assert.match(
      found[0]!,
      /creature\.csv line 2 \(id 1\) column faction_id: is 2, but there is no file faction\.csv; the same in lines 3, 4, 5 and 2 more/,
    );
  }));

test('files that no table is made of are named', () =>
  withFolder((folder) => {
    const files = tutorialFiles();
    files.set('Graveyard.CSV', files.get('graveyard.csv')!);
    files.delete('graveyard.csv');
    files.set('creatures.csv', 'id\n');
    files.set('pets.csv', 'id\n');
    const found = findingsIn(writeTutorial(folder, files));
    assert.not.ok(found.some((line) => line.startsWith('error')));
    for (const part of [
      'Graveyard.CSV: is not read: names of tables are lower case to the letter; expected graveyard.csv',
      'creatures.csv: is not read: there is no table of the name creatures; perhaps creature was meant',
      'pets.csv: is not read: there is no table of the name pets; known tables: meta, race',
    ])
      assert.ok(
        found.some((line) => line.startsWith('warning') && line.includes(part)),
        `${part}\n${found.join('\n')}`,
      );
  }));

test('a folder with nothing but files of other names holds no world', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'Map.csv'), 'id,name,kind\n');
    assert.match(
      thrownBy(() => loadWorldTables(folder)),
      /UserError world-empty: .*holds no world.*expected map\.csv/,
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

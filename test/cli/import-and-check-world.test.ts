import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dumpOf, smallWorld } from '../data/import/small-world.js';
import { botrealm, good, refused, sql, withFolder } from './support.js';

test('a dump becomes a world that is checked and run', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'dump.sql.gz'), gzipSync(dumpOf(smallWorld())));
    const out = good(folder, ['import', 'dump.sql.gz', '--out', 'world.sqlite']);
    assert.match(out, /creature_template: \d+ read, \d+ kept/);
    assert.match(out, 'npx botrealm run market-day --world world.sqlite');
    assert.equal(readdirSync(folder).sort(), ['dump.sql.gz', 'world.sqlite']);
    assert.match(good(folder, ['check-world', 'world.sqlite']), /0 errors, \d+ warnings?\nThe world can be used/);
    const run = good(folder, ['run', 'first-light', '--world', 'world.sqlite', '--bots', '6', '--frames', '200', '--db', 'run.sqlite']);
    assert.match(run, '6 bots');
    good(folder, ['audit', 'run.sqlite']);
    assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), 'all 201 frames');
  }));

test('levels beyond the world are said to be adapted', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'dump.sql'), dumpOf(smallWorld()));
    good(folder, ['import', 'dump.sql', '--out', 'world.sqlite']);
    const { out } = botrealm(folder, ['run', 'smoke', '--world', 'world.sqlite', '--bots', '6', '--frames', '20', '--no-db']);
    assert.match(out, /Note: bots\.levels: the world .* ends at level 3, so bots of levels 1 to 3 are made\./);
  }));

test('a truncated gzip leaves nothing, a broken row is left out and reported', () =>
  withFolder((folder) => {
    const packed = gzipSync(dumpOf(smallWorld()));
    writeFileSync(join(folder, 'cut.sql.gz'), packed.subarray(0, packed.length - 100));
    refused(folder, ['import', 'cut.sql.gz', '--out', 'world.sqlite'], /cut.sql.gz: the gzip file ends too early/);
    assert.equal(readdirSync(folder), ['cut.sql.gz']);
    writeFileSync(join(folder, 'broken.sql'), dumpOf(smallWorld()).replace("'Hen'", "'Hen"));
    assert.match(good(folder, ['import', 'broken.sql', '--out', 'world.sqlite']), '1 dropped: broken row');
  }));

test('an existing world, a missing folder and a missing dump are refused', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'dump.sql'), dumpOf(smallWorld()));
    writeFileSync(join(folder, 'taken'), 'precious');
    refused(folder, ['import', 'dump.sql', '--out', 'taken'], /taken: exists already/);
    refused(folder, ['import', 'dump.sql', '--out', 'missing/world.sqlite'], /no folder missing/);
    refused(folder, ['import', 'none.sql', '--out', 'world.sqlite'], /none.sql: no such file/);
    refused(folder, ['import', 'dump.sql'], /required option '--out <file>'/);
    refused(folder, ['import', 'dump.sql', '--out', 'world.sqlite', '--facts', 'none.yaml'], /none.yaml/);
    assert.is(readFileSync(join(folder, 'taken'), 'utf8'), 'precious');
    assert.equal(readdirSync(folder).sort(), ['dump.sql', 'taken']);
  }));

test('check-world names row and column of an error and exits with 1', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'dump.sql'), dumpOf(smallWorld()));
    good(folder, ['import', 'dump.sql', '--out', 'world.sqlite']);
    sql(join(folder, 'world.sqlite'), (db) => db.exec('UPDATE creature SET faction_id = 777777 WHERE id = (SELECT min(id) FROM creature)'));
    const said = botrealm(folder, ['check-world', 'world.sqlite']);
    assert.is(said.code, 1);
    assert.match(said.out, /^error: world.sqlite table creature row 1 \(id 1\) column faction_id: /m);
    assert.match(said.out, /1 error,/);
    const json = JSON.parse(botrealm(folder, ['check-world', 'world.sqlite', '--json']).out) as {
      errors: number;
      findings: { column: string }[];
    };
    assert.is(json.errors, 1);
    assert.is(json.findings.filter((finding) => finding.column === 'faction_id').length, 1);
    refused(folder, ['run', 'smoke', '--world', 'world.sqlite', '--no-db'], /not a usable world: .*faction_id/);
    refused(folder, ['check-world', 'dump.sql'], /is not a world/);
  }));

test('check-world names every fault of a folder in one go, errors first', () =>
  withFolder((folder) => {
    const write = (file: string, lines: readonly string[]): void => writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
    write('meta.csv', ['key,value', 'name,Tiny', 'format,1', 'profile,classic', 'max_level,1']);
    write('map.csv', ['id;name;kind', '1;Ground;world']);
    write('race.csv', ['id,name,side', '1,"Hill" folk,alliance', '2,Lakefolk,horde,x']);
    write('Quest.CSV', ['id,title']);
    write('item.csv', [
      'id,name,class,inventory_type,max_damage',
      ...Array.from({ length: 30 }, (_, i) => `${i + 1},Blade,weapon,13,${i < 29 ? 5 : -1}`),
    ]);
    const said = botrealm(folder, ['check-world', '.']);
    assert.is(said.code, 1);
    assert.is(said.err, '');
    for (const part of [
      'map.csv line 1: the cells seem to be separated by semicolons',
      'race.csv line 2: a quoted cell',
      'race.csv line 3: the row has 4 cells',
      'item.csv line 31 (id 30) column max_damage: is -1',
      'quest.csv: the file does not exist',
      'Quest.CSV: is not read',
    ])
      assert.ok(said.out.includes(part), `${part}\n${said.out}`);
    const lines = said.out.split('\n');
    assert.ok(lines.findLastIndex((line) => line.startsWith('error')) < lines.findIndex((line) => line.startsWith('warning')));
    refused(folder, ['run', 'smoke', '--world', '.', '--no-db'], /not a usable world: .*and \d+ more; `botrealm check-world \.` lists all/);
  }));

test.run();

import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { botrealm, refused, smallRun, sql, withFolder } from './support.js';

const SCENARIO = 'name: mine\ntitle: Mine\nduration: 2s\nbots: { count: 5 }\n';

test('an unknown or misspelt word is refused with a suggestion', () =>
  withFolder((folder) => {
    refused(folder, ['run', 'smok'], /unknown scenario 'smok', did you mean 'smoke'/);
    refused(folder, ['run', 'nothing-like-it'], /expected one of market-day/);
    refused(folder, ['rnu', 'smoke'], /unknown command 'rnu' \(Did you mean run\?\)/);
    refused(folder, ['run', 'smoke', '--fraems', '3'], /unknown option '--fraems' \(Did you mean --frames\?\)/);
    refused(folder, ['run', 'smoke', '--set', 'auction.cot=1'], /did you mean 'auction.cut'/);
    refused(folder, ['run', 'smoke', 'more'], /too many arguments/);
    refused(folder, ['audit'], /missing required argument 'run'/);
    assert.equal(readdirSync(folder), []);
  }));

test('numbers out of range are refused with the range', () =>
  withFolder((folder) => {
    refused(folder, ['run', 'smoke', '--bots', '-5'], /--bots is '-5', expected a whole number from 1 to 200000/);
    refused(folder, ['run', 'smoke', '--bots', '10000000'], /--bots is '10000000', expected a whole number from 1 to 200000/);
    refused(folder, ['run', 'smoke', '--bots', 'many'], /--bots is 'many'/);
    refused(folder, ['run', 'smoke', '--bots', '2.5'], /--bots is '2.5'/);
    refused(folder, ['run', 'smoke', '--bots', ''], /--bots is ''/);
    refused(folder, ['run', 'smoke', '--frames', '0'], /--frames is '0'/);
    refused(folder, ['run', 'smoke', '--seed', '-1'], /--seed is '-1'/);
    refused(folder, ['run', 'smoke', '--speed', '0'], /--speed is '0'/);
    refused(folder, ['run', 'smoke', '--set', 'auction.cut=9'], /auction.cut is '9', expected a number from -1 to 1/);
    refused(folder, ['run', 'smoke', '--set', 'auction.cut'], /expected key=value/);
    refused(folder, ['run', 'smoke', '--budget', 'units:3'], /budget is 'units:3', expected none, units:N/);
    assert.equal(readdirSync(folder), []);
  }));

test('a place that cannot be written, or that is taken, is refused before anything is made', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'file'), 'precious');
    refused(folder, ['run', 'smoke', '--db', 'file/run.sqlite'], /file\/run.sqlite: it cannot be made/);
    refused(folder, ['run', 'smoke', '--db', 'missing/run.sqlite'], /missing\/run.sqlite: it cannot be made \(ENOENT\)/);
    refused(folder, ['run', 'smoke', '--db', 'file'], /it exists already/);
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'runs'), 'in the way');
    refused(join(folder, 'in'), ['run', 'smoke', '--bots', '5', '--frames', '5'], /cannot be made/);
    assert.is(readFileSync(join(folder, 'file'), 'utf8'), 'precious');
    assert.equal(readdirSync(folder).sort(), ['file', 'in']);
  }));

test('a run file that is missing, foreign or damaged is refused by every reader', () =>
  withFolder((folder) => {
    const path = smallRun(folder);
    writeFileSync(join(folder, 'text.sqlite'), 'no database\n'.repeat(50));
    writeFileSync(join(folder, 'cut.sqlite'), readFileSync(path));
    truncateSync(join(folder, 'cut.sqlite'), 100_000);
    const damaged = readFileSync(path);
    damaged.fill(0x5a, 4096, damaged.length - 4096);
    writeFileSync(join(folder, 'damaged.sqlite'), damaged);
    for (const command of ['replay', 'audit', 'inspect']) {
      refused(folder, [command, 'none.sqlite'], /none.sqlite: there is no such file/);
      refused(folder, [command, 'text.sqlite'], /expected a botrealm run/);
      refused(folder, [command, 'cut.sqlite'], /cut off at 100000 of/);
      refused(folder, [command, 'damaged.sqlite'], /damaged/);
    }
  }));

test('a run file whose inputs are not whole is refused by replay', () =>
  withFolder((folder) => {
    const path = smallRun(folder);
    const broken = (statement: string, expected: RegExp): void => {
      const copy = join(folder, 'broken.sqlite');
      writeFileSync(copy, readFileSync(path));
      sql(copy, (db) => db.exec(statement));
      refused(folder, ['replay', 'broken.sqlite'], expected);
    };
    broken("DELETE FROM run WHERE key = 'seed'", /the input 'seed' of table run is missing/);
    broken("UPDATE run SET value = 'x' WHERE key = 'population'", /the input 'population' of table run is 'x', expected JSON/);
    broken("UPDATE run SET value = '-3' WHERE key = 'later_bots'", /the input 'later_bots'/);
    broken('DELETE FROM content', /the world it used .* is not in it/);
    broken("UPDATE content SET bytes = x'1f8b00'", /the world in it is damaged/);
  }));

test('inspect refuses frames and bots that are not there', () =>
  withFolder((folder) => {
    const path = smallRun(folder);
    const name = sql(path, (db) => db.prepare('SELECT name FROM bot LIMIT 1').pluck().get() as string);
    refused(folder, ['inspect', 'run.sqlite', '--frame', '101'], /--frame is 101, but the run ends with frame 100/);
    refused(folder, ['inspect', 'run.sqlite', '--frame', '-1'], /--frame is '-1'/);
    refused(folder, ['inspect', 'run.sqlite', '--bot', `${name}x`], new RegExp(`no bot is called '${name}x', did you mean '${name}'`));
  }));

test('a scenario with a mistake is refused with the place of the mistake', () =>
  withFolder((folder) => {
    const broken = (more: string, expected: RegExp): void => {
      writeFileSync(join(folder, 'mine.yaml'), SCENARIO + more);
      refused(folder, ['run', 'mine.yaml', '--no-db'], expected);
    };
    broken('colour: blue\n', /mine.yaml: .*colour/);
    broken('options: { auction.cot: 1 }\n', /did you mean 'auction.cut'/);
    broken('script: [{ at: 1s, set: { rules.profile: wotlk } }]\n', /script\[0\]: option rules.profile is fixed/);
    broken('script: [{ at: 1s, system: travle }]\n', /script\[0\]: unknown system 'travle', did you mean 'travel'/);
    broken('script: [{ at: 1s, give: all, item: 9999999 }]\n', /has no item 9999999/);
    broken('systems: { travle: { enabled: false } }\n', /systems.travle: unknown system/);
    broken('overlay: [{ table: itme, where: { id: 1 }, set: { name: X } }]\n', /overlay\[0\]: unknown table 'itme', did you mean 'item'/);
    broken('overlay: [{ table: item, where: { id: 16000000 }, set: { name: X } }]\n', /table item has no row with id 16000000/);
    broken('overlay: [{ table: item, where: {}, set: { quality: shiny } }]\n', /quality/);
    broken('use: [./none.js]\n', /module .\/none.js cannot be read/);
    broken(
      'expect: [{ metric: creature_kiled_count, min: 1 }]\n',
      /there is no metric 'creature_kiled_count', did you mean 'creature_killed_count'/,
    );
    broken('world: none.sqlite\n', /none.sqlite: there is no such file or folder/);
    writeFileSync(join(folder, 'mine.yaml'), 'name: [\n');
    refused(folder, ['run', 'mine.yaml'], /mine.yaml: /);
    refused(folder, ['run', 'other.yaml'], /scenario file other.yaml does not exist/);
  }));

test('a module that cannot stand alone, or is none, is refused', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'mine.yaml'), `${SCENARIO}use: [./module.js]\n`);
    const broken = (source: string, expected: RegExp): void => {
      writeFileSync(join(folder, 'module.js'), source);
      refused(folder, ['run', 'mine.yaml', '--no-db'], expected);
    };
    broken('export const x = 1;\n', /module .\/module.js: expected a default export that is a function/);
    broken("import './other.js';\nexport default () => undefined;\n", /must be one file without imports of its own/);
    broken('export default () => {;;;\n', /module .\/module.js: cannot be loaded/);
    broken(
      "export default (api) => api.addSystem({ name: 'travel', tier: 0, interval: 1, weight: 1, run() {} });\n",
      /adds a system 'travel', which exists already/,
    );
  }));

test('a bare command shows the help and is bad usage', () =>
  withFolder((folder) => {
    const said = botrealm(folder, []);
    assert.is(said.code, 2);
    assert.match(said.err, 'Usage: botrealm');
    assert.not.ok(existsSync(join(folder, 'runs')));
  }));

test.run();

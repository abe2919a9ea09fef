/** Files that people write: bounded in size, nesting and expansion. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../engine/errors.js';
import { MAX_YAML_BYTES, MAX_YAML_DEPTH, readYamlFile } from '../../data/yaml-file.js';
import { loadScenario } from '../../scenarios/load-scenario.js';

const folder = mkdtempSync(join(tmpdir(), 'botrealm-yaml-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'file.yaml');

function read(text: string): unknown {
  writeFileSync(path, text);
  return readYamlFile(path, 'bad');
}
function refused(text: string, why: RegExp): void {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, why);
    assert.not.match(error.message, /[\n\u0000]/);
    return;
  }
  assert.unreachable(`read: ${text.slice(0, 40)}`);
}
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

test('what is within the limits is read', () => {
  assert.equal(read('a: [1, {b: &x two}, *x]'), { a: [1, { b: 'two' }, 'two'] });
  assert.ok(Array.isArray(read(nested(MAX_YAML_DEPTH))));
  assert.is(read(`"${'x'.repeat(MAX_YAML_BYTES - 2)}"`), 'x'.repeat(MAX_YAML_BYTES - 2));
});

test('too large, too deep, too many by aliases, tags, no file: each in one line', () => {
  refused('x'.repeat(MAX_YAML_BYTES + 1), /it has 1000001 bytes, expected 1000000 at most/);
  refused(nested(MAX_YAML_DEPTH + 1), /nested deeper than 32/);
  refused(nested(50_000), /nested deeper than 32/);
  const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [name, of] of [...'bcdefghi'].map((letter, i) => [letter, 'abcdefgh'[i]] as const))
    lines.push(`${name}: &${name} [${`*${of},`.repeat(8)}*${of}]`);
  refused(lines.join('\n'), /alias/i);
  refused('a: !!js/function x', /tag/i);
  refused('a: [', /YAML or JSON/);
  assert.throws(() => readYamlFile(folder, 'bad'), /it is no file/);
  assert.throws(() => readYamlFile(join(folder, 'absent'), 'bad'), /ENOENT/);
});

test("a scenario's name, which the run file is named by, cannot lead elsewhere", async () => {
  for (const name of ['../../x', 'a/b', '/x', 'a\\b', '..', 'A']) {
    writeFileSync(path, JSON.stringify({ name, title: 'T', duration: 5, bots: { count: 1 } }));
    try {
      await loadScenario(path);
      assert.unreachable(name);
    } catch (error) {
      assert.match((error as Error).message, /name: expected lower-case words joined by hyphens/);
    }
  }
});

test.run();

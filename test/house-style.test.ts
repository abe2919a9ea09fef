/** The house style as a test: what a reader of any file may rely on. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Op } from '../systems/opcodes.js';
import { VERBS } from '../systems/verbs.js';
import { CAUSES, EVENT_KINDS, REASONS } from '../systems/vocabulary.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = [join(HERE, '../..'), process.cwd()].find((folder) => existsSync(join(folder, 'engine/arena.ts')))!;
const SOURCE_FOLDERS = ['engine', 'components', 'systems', 'data', 'scenarios', 'cli', 'test', 'bench'];
/** What is kept in the repository besides: everything that is not made from it. */
const OTHER_FOLDERS = ['docs', '.ci'];
const MADE = new Set(['node_modules', 'dist', 'runs', 'profile', '.git', 'package-lock.json']);

const MAX_CODE_LINES = 400;
/** Declarations of the world format, and tables of words: long because what they list is. The linter exempts the same. */
const LONG_BY_NATURE = /^data\/(format\/tables\.ts|embedded\/words\/)/;

function walk(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => statSync(join(ROOT, file)).isFile());
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const sources = SOURCE_FOLDERS.flatMap(walk).filter((file) => file.endsWith('.ts'));
const rootFiles = readdirSync(ROOT).filter((file) => !MADE.has(file) && /\.(md|json|js|cjs)$/.test(file));
const texts = [...SOURCE_FOLDERS, ...OTHER_FOLDERS].flatMap(walk).filter((file) => /(\.(ts|md|json|ya?ml|js|cjs|sql)|\/run)$/.test(file));

/** Places where a pattern stands, as `file:line: text`. */
function placesOf(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}

/** Lines that are neither blank nor comment. */
function codeLines(text: string): number {
  let inComment = false;
  return text.split('\n').filter((raw) => {
    const line = raw.trim();
    const starts = line.startsWith('/*');
    const comment = inComment || starts || line.startsWith('//') || line === '';
    if (starts) inComment = true;
    const ends = inComment && line.includes('*/');
    if (ends) inComment = false;
    return !comment || (ends && !line.endsWith('*/'));
  }).length;
}

test('the sources were found', () => {
  assert.ok(sources.length > 100, `${sources.length} files under ${ROOT}`);
  for (const folder of ['engine', 'components', 'systems', 'data', 'scenarios', 'test'])
    assert.ok(
      sources.some((file) => file.startsWith(`${folder}/`)),
      folder,
    );
});

test('file and folder names are kebab-case', () => {
  const plain = /^[a-z0-9]+(-[a-z0-9]+)*(\.property)?(\.(test|bench))?\.ts$/;
  const folder = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  assert.equal(
    sources.filter(
      (file) =>
        !plain.test(basename(file)) ||
        !dirname(file)
          .split('/')
          .every((part) => folder.test(part)),
    ),
    [],
  );
});

test(`no file has more than ${MAX_CODE_LINES} lines of code`, () => {
  const long = sources.filter((file) => !LONG_BY_NATURE.test(file)).map((file) => ({ file, lines: codeLines(read(file)) }));
  assert.equal(
    long.filter(({ lines }) => lines > MAX_CODE_LINES),
    [],
  );
});

test('nothing is left for later', () => {
  // Written in pieces, so that this line is none of its own finds.
  const words = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'];
  assert.equal(placesOf([...texts, ...rootFiles], new RegExp(`\\b(${words.join('|')})\\b`)), []);
});

test('no test is left out, and none runs alone', () => {
  const calls = /\b(test|suite|it|describe|[a-zA-Z]+Suite)\.(skip|only|todo)\b/;
  assert.equal(
    placesOf(
      sources.filter((file) => file.startsWith('test/')),
      calls,
    ),
    [],
  );
});

test('every test file runs its tests', () => {
  const idle = sources.filter((file) => file.endsWith('.test.ts') && !/\.run\(\)/.test(read(file)));
  assert.equal(idle, []);
});

test("no path of anybody's machine is in the project", () => {
  const folders = ['wo' + 'rk', 't' + 'mp', 'ro' + 'ot', 'ho' + 'me', 'Us' + 'ers'];
  assert.equal(placesOf([...texts, ...rootFiles], new RegExp(`(^|[^\\w.*/-])/(${folders.join('|')})/\\w`)), []);
});

test('every exported function of engine and components says what it does', () => {
  const bare: string[] = [];
  for (const file of sources.filter((f) => /^(engine|components)\//.test(f))) {
    const lines = read(file).split('\n');
    lines.forEach((line, i) => {
      const name = /^export (?:async )?function\*? (\w+)/.exec(line)?.[1];
      if (name !== undefined && !(lines[i - 1] ?? '').trim().endsWith('*/')) bare.push(`${file}:${i + 1}: ${name}`);
    });
  }
  assert.equal(bare, []);
});

test('every source file of engine, components and systems has a docstring', () => {
  const silent = sources.filter((file) => /^(engine|components|systems)\//.test(file)).filter((file) => !/^\/\*\*/m.test(read(file)));
  assert.equal(silent, []);
});

test('opcodes number the verbs from 0 without a gap, in their order', () => {
  const opcodes = Object.values(Op);
  assert.is(VERBS.length, opcodes.length);
  assert.equal(
    opcodes,
    opcodes.map((_, i) => i),
  );
});

test('an opcode and its verb are called after each other', () => {
  for (const [key, opcode] of Object.entries(Op)) {
    const words = key
      .replace(/([A-Z])/g, ' $1')
      .toLowerCase()
      .split(' ');
    const name = VERBS[opcode]!.name;
    assert.ok(
      words.some((word) => name.includes(word)),
      `opcode ${key} (${opcode}) is the verb ${name}`,
    );
  }
});

test('verbs are called noun.verb, events after what happened, and no word stands for two things', () => {
  const verbs = VERBS.map((verb) => verb.name);
  assert.equal(
    verbs.filter((name) => !/^[a-z]+\.[a-z]+(_[a-z]+)*$/.test(name)),
    [],
  );
  assert.equal(
    EVENT_KINDS.filter((kind) => !/^[a-z]+(\.[a-z]+(_[a-z]+)*)?$/.test(kind)),
    [],
  );
  assert.equal(
    [...CAUSES, ...REASONS].filter((word) => !/^[a-z]+(_[a-z]+)*$/.test(word)),
    [],
  );
  for (const words of [verbs, [...EVENT_KINDS], [...CAUSES], [...REASONS]]) assert.is(new Set(words).size, words.length);
  assert.is(REASONS[0], 'done');
});

test.run();

import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compileWorld } from '../../../data/compile/index.js';
import { creatureArmor, creatureDamage, creatureHealth } from '../../../data/embedded/curves.js';
import { loadWorldTables } from '../../../data/format/containers/index.js';
import { withReference } from '../../../data/format/reference.js';
import { formatFinding, validateWorld } from '../../../data/format/validate/index.js';
import { DOCUMENT, tutorialFiles, withFolder, writeTutorial } from './support.js';

test('the reference in the document is that of the declarations (if not: run data/format/write-docs)', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  assert.ok(withReference(document) === document, 'docs/world-format.md is stale; build, then run node dist/data/format/write-docs.js');
});

test('the world of the tutorial loads, has no findings at all, and compiles', async () => {
  await withFolder(async (folder) => {
    const world = writeTutorial(folder);
    assert.ok(tutorialFiles().size >= 24);
    const tables = loadWorldTables(world);
    assert.equal(validateWorld(tables, { source: world }).map(formatFinding), []);
    const content = await compileWorld(tables);
    assert.is(content.name, 'Millbrook');
    assert.is(content.quests.count, 4);
    assert.is(content.auctioneers.count, 1);
    assert.is(content.mailboxes.count, 1);
  });
});

test('the creatures that the document gives as an example are those of the embedded world', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  const rows = [...document.matchAll(/^\| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \| (\d+) \|$/gm)].map((row) => row.slice(1).map(Number));
  assert.equal(
    rows.map(([level]) => level),
    [1, 5, 10, 20, 40, 60],
  );
  for (const [level, health, least, greatest, armor] of rows as [number, number, number, number, number][]) {
    assert.is(health, creatureHealth(level, 'normal'));
    assert.equal({ min: least, max: greatest }, creatureDamage(level, 'normal'));
    assert.is(armor, creatureArmor(level));
  }
});

test.run();

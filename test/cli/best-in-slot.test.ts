import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { good, refused, withFolder } from './support.js';

interface Best {
  readonly class: string;
  readonly level: number;
  readonly score: number;
  readonly gearScore: number;
  readonly slots: readonly { readonly slot: string; readonly requiredLevel: number; readonly score: number }[];
}

test('best-in-slot answers for a class and level, as text and as JSON, and a higher level is never worse', () =>
  withFolder((folder) => {
    const ask = (level: number): Best =>
      JSON.parse(good(folder, ['best-in-slot', '--class', 'warrior', '--level', String(level), '--json'])) as Best;
    const young = ask(10);
    const grown = ask(40);
    assert.equal([young.class, young.level, grown.level], ['Warrior', 10, 40]);
    assert.ok(grown.score > young.score && grown.gearScore > young.gearScore && young.score > 0);
    assert.ok(young.slots.every((slot) => slot.requiredLevel <= 10));
    assert.ok(grown.slots.length >= 10 && new Set(grown.slots.map((slot) => slot.slot)).size === grown.slots.length);
    const text = good(folder, ['best-in-slot', '--class', '1', '--level', '40']);
    assert.match(text, /Warrior, level 40, in .*: score [\d.]+, gear score \d+/);
    assert.match(text, /main_hand/);
  }));

test('best-in-slot refuses what it does not know, and says what it expected', () =>
  withFolder((folder) => {
    refused(folder, ['best-in-slot', '--class', 'plumber', '--level', '3'], /unknown class 'plumber', expected one of /);
    refused(folder, ['best-in-slot', '--class', 'mage', '--level', '300'], /the level is 300, expected a whole number from 1 to /);
    refused(folder, ['best-in-slot', '--class', 'mage', '--level', '3', '--race', 'sofa'], /unknown race 'sofa', expected one of /);
    refused(folder, ['best-in-slot', '--level', '3'], /required option '--class/);
  }));

test.run();

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { embeddedWorld } from '../../../data/embedded/index.js';

const world = embeddedWorld();
const names = {
  item: world.item.map((r) => r.name),
  creature: world.creature.map((r) => r.name),
  quest: world.quest.map((r) => r.title),
  zone: world.zone.map((r) => r.name),
  object: world.object.map((r) => r.name),
  map: world.map.map((r) => r.name),
  faction: world.faction.map((r) => r.name),
  item_set: world.item_set.map((r) => r.name),
  graveyard: world.graveyard.map((r) => r.name),
  map_link: world.map_link.map((r) => r.name),
  race: world.race.map((r) => r.name),
  class: world.class.map((r) => r.name),
};
const distinctShare = (list: readonly string[]): number => new Set(list).size / list.length;

test('no name shows digits, placeholders or stray spaces', () => {
  for (const [table, list] of Object.entries(names)) {
    for (const name of list) assert.not.match(name, /\d|[%{}<>_]|undefined|NaN|^\s|\s$|\s\s|^$/, `${table}: ${name}`);
  }
});

test('names begin with a capital and are short enough to print', () => {
  for (const [table, list] of Object.entries(names)) {
    for (const name of list) assert.ok(/^\p{Lu}/u.test(name) && name.length >= 3 && name.length <= 60, `${table}: ${name}`);
  }
});

test('names are distinct enough to tell things apart', () => {
  assert.ok(distinctShare(names.quest) >= 0.9);
  assert.ok(distinctShare(names.item) >= 0.85);
  assert.ok(distinctShare(names.creature) >= 0.95);
  assert.is(distinctShare(names.zone), 1);
});

test('a title that names a place or a person names one of this world', () => {
  const creatures = new Set(names.creature);
  const wanted = names.quest.filter((t) => t.startsWith('Wanted: '));
  assert.ok(wanted.length >= 5);
  for (const title of wanted) assert.ok(creatures.has(title.slice('Wanted: '.length).split(/: |, /)[0] as string), title);
});

test.run();

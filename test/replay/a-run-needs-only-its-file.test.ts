import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { botrealm, good, sql, withFolder } from '../cli/support.js';

const SCENARIO = `
name: mine
title: Everything that a scenario can bring along
duration: 20s
bots: { count: 30, levels: [1, 5], strategies: [optimal, backwards] }
use: [./mine.js]
overlay:
  - { table: zone, where: { id: 1 }, set: { name: Overlaid Meadow } }
systems: { socialise: { interval: 3 } }
script:
  - { at: 5s, set: { rate.quest_xp: 2 } }
  - { at: 5s, system: tick-counter, enabled: false }
  - { at: 10s, spawn: { count: 7, levels: [2, 2] } }
  - { at: 15s, give: all, copper: 12 }
expect:
  - { metric: faucet_directive_copper, min: 444, max: 444 }
`;
const MODULE = `
export default function setup(api) {
  api.addQuestStrategy('backwards', (world, bot, quest) => quest + 1);
  api.addSystem({ name: 'tick-counter', tier: 4, interval: 1, weight: 1, run(world, frame) { if (frame % 10 === 0) world.event(0, 0, frame, 1); } });
}
`;

test('modules, overlay and script are replayed from the file when the files they came from are gone', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'mine.yaml'), SCENARIO);
    writeFileSync(join(folder, 'mine.js'), MODULE);
    const out = good(folder, ['run', 'mine.yaml', '--db', 'run.sqlite']);
    assert.match(out, '1 of 1 met');
    rmSync(join(folder, 'mine.yaml'));
    rmSync(join(folder, 'mine.js'));
    assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), 'all 201 frames');
    assert.match(good(folder, ['audit', 'run.sqlite']), 'directive');
    sql(join(folder, 'run.sqlite'), (db) => {
      assert.is(db.prepare('SELECT count(*) FROM bot').pluck().get(), 37);
      assert.is(db.prepare('SELECT count(*) FROM bot_at WHERE frame = 99').pluck().get(), 30);
      assert.is(db.prepare('SELECT count(*) FROM bot_at WHERE frame = 100').pluck().get(), 37);
      assert.is(db.prepare('SELECT name FROM zone_name WHERE zone_id = 1').pluck().get(), 'Overlaid Meadow');
      assert.equal(db.prepare('SELECT frame, seq, source FROM input ORDER BY frame, seq').raw().all(), [
        [0, 0, 'scenario'],
        [50, 0, 'scenario'],
        [50, 1, 'scenario'],
        [100, 0, 'scenario'],
        [150, 0, 'scenario'],
      ]);
      // The module's own system ran until it was switched off: frames 10 to 40.
      assert.is(db.prepare("SELECT count(*) FROM event WHERE kind = 'bot.spawned' AND uid = 0").pluck().get(), 4);
      assert.is(db.prepare('SELECT path FROM module').pluck().get(), './mine.js');
    });
  }));

test('a module altered in the file is refused', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'mine.yaml'), SCENARIO);
    writeFileSync(join(folder, 'mine.js'), MODULE);
    good(folder, ['run', 'mine.yaml', '--db', 'run.sqlite']);
    sql(join(folder, 'run.sqlite'), (db) => db.exec("UPDATE module SET source = source || '// more'"));
    const said = botrealm(folder, ['replay', 'run.sqlite']);
    assert.is(said.code, 2);
    assert.match(said.err, 'the source of module ./mine.js was altered');
  }));

test.run();

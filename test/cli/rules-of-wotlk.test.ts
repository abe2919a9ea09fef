import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { botrealm, good, sql, withFolder } from './support.js';

for (const [scenario, bots, frames] of [
  ['first-light', '30', '1200'],
  ['market-day', '40', '1000'],
] as const)
  test(`${scenario} runs under the rules of wotlk from end to end: quests and kills pay, the books balance, a replay agrees`, () =>
    withFolder((folder) => {
      const run = (name: string, profile: string): Record<string, unknown> =>
        JSON.parse(
          // So short a run does not come up to what its scenario expects: exit code 1.
          botrealm(folder, [
            'run',
            scenario,
            '--bots',
            bots,
            '--frames',
            frames,
            '--set',
            `rules.profile=${profile}`,
            '--db',
            name,
            '--json',
          ]).out,
        ) as Record<string, unknown>;
      const wotlk = run('wotlk.sqlite', 'wotlk');
      assert.is.not(wotlk.stateHash, run('classic.sqlite', 'classic').stateHash, 'the profile is an input');
      const counts = sql(join(folder, 'wotlk.sqlite'), (db) =>
        db.prepare("SELECT sum(kind = 'quest.turned_in') AS quests, sum(kind = 'creature.killed') AS kills FROM event").get(),
      ) as { quests: number; kills: number };
      assert.ok(counts.quests > 10 && counts.kills > 10, JSON.stringify(counts));
      good(folder, ['audit', 'wotlk.sqlite']);
      assert.match(good(folder, ['replay', 'wotlk.sqlite', '--rows']), /agrees/);
    }));

test.run();

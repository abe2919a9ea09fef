/** A run under the rules of wotlk in which everybody at a mailbox sends off what it may: the file, its books and its views keep every thing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Op } from '../../systems/opcodes.js';
import { good, sql, withFolder } from './support.js';

/** Once a second whoever stands at a mailbox encloses up to twelve things of its backpack in a letter to the next of its side. */
const MODULE = `
export default function setup(api) {
  api.addSystem({ name: 'send-it-off', tier: 2, interval: 10, weight: 1, run(world) {
    const { motion, identity, item, slots } = world.c;
    const { mailboxes, items } = world.content;
    const bots = world.pools.bot.high;
    for (let bot = 0; bot < bots; bot++) {
      if (motion.arrive[bot] > world.frame) continue;
      let box = 0;
      const far = (s) => mailboxes.map[s] !== motion.map[bot]
        || Math.abs(mailboxes.x[s] - motion.toX[bot]) > 300 || Math.abs(mailboxes.y[s] - motion.toY[bot]) > 300;
      while (box < mailboxes.count && far(box)) box++;
      if (box === mailboxes.count) continue;
      let word = -1, first = 0;
      for (let slot = 23, n = 0; slot < 39 && n < 12; slot++) {
        const i = slots.item[bot * world.sizes.botSlots + slot] - 1;
        if (i < 0 || item.bound[i] === 1 || items.class[item.kind[i]] === 12) continue;
        if (word < 0) word = first = slot;
        else word |= 1 << (8 + slot - first - 1);
        n++;
      }
      let to = (bot + 1) % bots;
      while (identity.side[to] !== identity.side[bot]) to = (to + 1) % bots;
      if (word >= 0 && to !== bot) world.emit(${Op.sendMail}, bot, to, word, 0, 0, box, identity.uid[to]);
    }
  } });
}
`;

interface Row {
  readonly holder_uid: number;
  readonly things: number;
}

test('letters of many things stand in the file, are audited, replayed and gone on with', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'send.js'), MODULE);
    const rules = ['--set', 'rules.profile=wotlk', '--set', 'mail.delay=2', '--use', 'send.js', '--bots', '60', '--seed', '4'];
    const run = (...args: string[]) => JSON.parse(good(folder, [...args, '--json'])) as { stateHash: string };
    const whole = run('run', 'smoke', ...rules, '--frames', '400', '--db', 'whole.sqlite');
    run('run', 'smoke', ...rules, '--frames', '240', '--db', 'part.sqlite', '--checkpoint-every', '100');
    const resumed = run('resume', 'part.sqlite', '--frames', '160');
    assert.is(resumed.stateHash, whole.stateHash);
    assert.match(good(folder, ['replay', 'part.sqlite', '--rows']), /agrees/);
    for (const file of ['whole.sqlite', 'part.sqlite']) {
      good(folder, ['audit', file]);
      sql(join(folder, file), (db) => {
        const letters = db
          .prepare(
            'SELECT holder_uid, count(*) AS things FROM stash_row WHERE stack_count > 0 AND holder_uid IN (SELECT mail_uid FROM mail_row) GROUP BY holder_uid',
          )
          .all() as Row[];
        const emptied = db
          .prepare('SELECT count(DISTINCT s.holder_uid) FROM stash_row s JOIN mail_row m ON m.mail_uid = s.holder_uid AND m.status = 2')
          .pluck()
          .get() as number;
        assert.ok(letters.length > 4 && emptied > 2, `${letters.length} letters with many things, ${emptied} of them emptied`);
        const { holder_uid, things } = letters[0]!;
        const seen = db
          .prepare('SELECT further_items FROM mail_at WHERE mail_uid = ? AND frame = (SELECT min(frame) FROM mail_row WHERE mail_uid = ?)')
          .pluck()
          .get(holder_uid, holder_uid) as string;
        assert.is(seen.split(', ').length, things, seen);
      });
    }
  }));

test.run();

import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { botrealm, good, MAIN, smallRun, sql } from '../cli/support.js';
import type { Said } from '../cli/support.js';

const folder = mkdtempSync(join(tmpdir(), 'botrealm-test-'));
const original = smallRun(folder, 'run.sqlite');
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the run with one thing altered. `alter` returns whatever the test wants to find named. */
function altered<T>(alter: (db: Database.Database) => T): T {
  const copy = join(folder, 'altered.sqlite');
  copyFileSync(original, copy);
  return sql(copy, alter);
}

function change(db: Database.Database, statement: string, ...values: unknown[]): void {
  assert.is(db.prepare(statement).run(...values).changes, 1, statement);
}

/** The command must fail with exit code 1 and name these. */
function fails(args: readonly string[], ...named: string[]): Said {
  const said = botrealm(folder, [args[0]!, 'altered.sqlite', ...args.slice(1)]);
  assert.is(said.code, 1, said.err + said.out);
  for (const text of named) assert.match(said.out, text);
  return said;
}

interface LifeRow {
  readonly rowid: number;
  readonly frame: number;
  readonly uid: number;
  readonly name: string;
  readonly gold_copper: number;
}
/** A purse row in the middle of the run. */
function lifeRow(db: Database.Database): LifeRow {
  return db
    .prepare(
      'SELECT l.rowid, l.frame, l.uid, b.name, l.gold_copper FROM bot_life l JOIN bot b ON b.uid = l.uid WHERE l.frame > 10 ORDER BY l.rowid LIMIT 1',
    )
    .get() as LifeRow;
}

test('an untouched run replays and adds up', () => {
  assert.match(good(folder, ['replay', 'run.sqlite']), 'all 101 frames (0 to 100)');
  assert.match(good(folder, ['audit', 'run.sqlite']), 'add up in all 101 frames');
});

test('one altered hash: replay names the frame and that the hash contradicts the rows', () => {
  altered((db) => change(db, "UPDATE frame SET state_hash = '0123456789abcdef' WHERE frame = 70"));
  const { out } = fails(['replay'], 'frame 70 ', 'The stored hash contradicts the stored rows', '0123456789abcdef', 'altered');
  assert.not.match(out, 'frame 71');
  good(folder, ['audit', 'altered.sqlite']);
});

test('an altered component hash: replay names the component', () => {
  const component = altered((db) => {
    const names = JSON.parse(db.prepare("SELECT value FROM run WHERE key = 'components'").pluck().get() as string) as string[];
    const at = names.indexOf('life');
    const hashes = db.prepare('SELECT component_hashes FROM frame WHERE frame = 33').pluck().get() as string;
    change(db, 'UPDATE frame SET component_hashes = ? WHERE frame = 33', `${hashes.slice(0, at * 8)}01234567${hashes.slice(at * 8 + 8)}`);
    return names[at]!;
  });
  fails(['replay'], 'frame 33 ', `Component  ${component}`, 'contradicts the stored rows');
});

test('an altered purse: audit names frame, bot and sums; replay --rows names bot and column', () => {
  const row = altered((db) => {
    const life = lifeRow(db);
    change(db, 'UPDATE bot_life SET gold_copper = gold_copper + 5 WHERE rowid = ?', life.rowid);
    return life;
  });
  fails(
    ['audit'],
    `frame ${row.frame} `,
    `bot ${row.name} (uid ${row.uid})`,
    `${row.gold_copper} by the ledger`,
    `${row.gold_copper + 5} in the stored rows`,
  );
  fails(
    ['replay', '--rows'],
    `frame ${row.frame} `,
    `bot ${row.name} (uid ${row.uid})`,
    'life.gold',
    'column gold_copper',
    `Stored     ${row.gold_copper + 5}`,
    `Simulated  ${row.gold_copper}`,
  );
  good(folder, ['replay', 'altered.sqlite']);
});

test('an altered purse and hash together: replay names the bot and the field', () => {
  const row = altered((db) => {
    const life = lifeRow(db);
    change(db, 'UPDATE bot_life SET gold_copper = gold_copper + 5 WHERE rowid = ?', life.rowid);
    change(db, "UPDATE frame SET state_hash = '0123456789abcdef' WHERE frame = ?", life.frame);
    return life;
  });
  fails(['replay'], `frame ${row.frame} `, `bot ${row.name} (uid ${row.uid})`, 'life.gold', `Simulated  ${row.gold_copper}`);
});

test('a ledger entry that is altered, missing, or has another flow: audit names frame and account', () => {
  const pick = (db: Database.Database): { rowid: number; frame: number; seq: number } =>
    db
      .prepare(
        "SELECT l.rowid, l.frame, l.seq FROM ledger_row l JOIN word w ON w.id = l.cause_id WHERE l.frame > 0 AND l.asset_id = 0 AND w.text = 'quest_reward' ORDER BY l.rowid LIMIT 1",
      )
      .get() as never;
  const larger = altered((db) => {
    const entry = pick(db);
    change(db, 'UPDATE ledger_row SET quantity = quantity + 1 WHERE rowid = ?', entry.rowid);
    return entry;
  });
  fails(['audit'], `frame ${larger.frame} `, 'bot ', 'by the ledger', 'in the stored rows');
  fails(['replay', '--rows'], `frame ${larger.frame} `, `ledger entry ${larger.seq} (quest_reward)`, 'column quantity');
  const gone = altered((db) => {
    const entry = pick(db);
    change(db, 'DELETE FROM ledger_row WHERE rowid = ?', entry.rowid);
    return entry;
  });
  fails(['audit'], `frame ${gone.frame} `);
  const turned = altered((db) => {
    const entry = pick(db);
    change(db, 'UPDATE ledger_row SET flow = 3 WHERE rowid = ?', entry.rowid);
    return entry;
  });
  fails(['audit'], `frame ${turned.frame} `, 'faucet', 'transfer');
});

test('an item in two places, in none, or with other units: audit names the item', () => {
  const pick = (db: Database.Database): { rowid: number; uid: number; slot: number; item_uid: number; stack_count: number } =>
    db
      .prepare('SELECT rowid, uid, slot, item_uid, stack_count FROM slot_item WHERE frame = 0 AND slot >= 23 AND item_uid <> 0 LIMIT 1')
      .get() as never;
  const item = altered((db) => {
    const row = pick(db);
    change(db, 'UPDATE slot_item SET stack_count = stack_count + 1 WHERE rowid = ?', row.rowid);
    return row;
  });
  fails(['audit'], 'frame 0 ', `item ${item.item_uid}`, `${item.stack_count} by the ledger`, `${item.stack_count + 1} in the stored rows`);
  altered((db) => change(db, 'DELETE FROM slot_item WHERE rowid = ?', item.rowid));
  fails(['audit'], `item ${item.item_uid}`, 'places in which the stored rows have it', 'Found     0');
  altered((db) =>
    change(
      db,
      'INSERT INTO slot_item SELECT frame + 100, uid, 38, item_uid, item_id, stack_count, durability, bound FROM slot_item WHERE rowid = ?',
      item.rowid,
    ),
  );
  fails(['audit'], 'frame 100 ', `item ${item.item_uid}`, 'Found     2');
});

test('rows that were added, removed or moved to another bot: replay --rows finds them', () => {
  const event = altered((db) => {
    const row = db
      .prepare(
        "SELECT e.rowid, e.frame FROM event_row e JOIN word w ON w.id = e.kind_id WHERE w.text = 'quest.accepted' AND e.frame > 0 ORDER BY e.rowid LIMIT 1",
      )
      .get() as { rowid: number; frame: number };
    change(db, 'DELETE FROM event_row WHERE rowid = ?', row.rowid);
    return row;
  });
  fails(['replay', '--rows'], `frame ${event.frame} `, 'table event_row');
  altered((db) => change(db, 'INSERT INTO quest_log SELECT * FROM quest_log LIMIT 1'));
  fails(['replay', '--rows'], 'table quest_log', 'no such row');
  const bot = altered((db) => {
    const row = db.prepare('SELECT uid, name FROM bot ORDER BY uid LIMIT 1').get() as { uid: number; name: string };
    change(db, "UPDATE bot SET name = 'Impostor' WHERE uid = ?", row.uid);
    return row;
  });
  fails(['replay', '--rows'], 'table bot, column name', 'Impostor', bot.name);
});

test('another seed in the file: replay stops at frame 0 and names a bot', () => {
  altered((db) => change(db, "UPDATE run SET value = '99' WHERE key = 'seed'"));
  fails(['replay'], 'frame 0 ', 'uid 1000', 'the simulation does not do what the run did');
});

test('a missing frame is named by both', () => {
  altered((db) => change(db, 'DELETE FROM frame WHERE frame = 50'));
  fails(['replay'], 'frame 50 ', 'The file has frame 51');
  fails(['audit'], 'frame 50 ', 'frame 51');
});

test('a rule that was changed in the code: replay names frame, component, bot and field, and that the code differs', () => {
  const changed = join(folder, 'changed');
  const dist = dirname(dirname(MAIN));
  for (const part of ['cli', 'components', 'data', 'engine', 'scenarios', 'systems'])
    cpSync(join(dist, part), join(changed, 'dist', part), { recursive: true });
  copyFileSync(join(dirname(dist), 'package.json'), join(changed, 'package.json'));
  symlinkSync(join(dirname(dist), 'node_modules'), join(changed, 'node_modules'));
  const file = join(changed, 'dist', 'systems', 'combat', 'experience.js');
  const code = readFileSync(file, 'utf8');
  const rule = 'life.xp[bot] + xp';
  assert.ok(code.includes(rule));
  writeFileSync(file, code.replace(rule, 'life.xp[bot] + xp + 1'));
  const said = botrealm(folder, ['replay', 'run.sqlite'], join(changed, 'dist', 'cli', 'main.js'));
  assert.is(said.code, 1, said.err + said.out);
  const first = sql(
    original,
    (db) =>
      db
        .prepare(
          "SELECT e.frame, b.name FROM event e JOIN bot b ON b.uid = e.uid WHERE kind = 'quest.turned_in' AND e.frame > 0 ORDER BY e.frame LIMIT 1",
        )
        .get() as { frame: number; name: string },
  );
  assert.match(said.out, `frame ${first.frame} `);
  assert.match(said.out, `bot ${first.name} `);
  assert.match(said.out, 'life.xp (table bot_life, column xp)');
  assert.match(said.out, 'Code of the simulation (hash)');
  assert.match(said.out, /System +commands, after /);
  const stored = Number(/Stored +(\d+)/.exec(said.out)![1]);
  assert.is(Number(/Simulated +(\d+)/.exec(said.out)![1]), stored + 1);
});

test.run();

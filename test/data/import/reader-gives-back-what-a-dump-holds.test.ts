import { test } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { parseCreateTable } from '../../../data/import/create-table.js';
import { DumpScanner } from '../../../data/import/dump-scanner.js';
import type { DumpValue } from '../../../data/import/dump-scanner.js';
import { tableText } from './dump-text.js';
import type { Cell } from './dump-text.js';

interface Read {
  rows: Record<string, DumpValue[][]>;
  skipped: Record<string, number>;
  broken: string[];
  columns: Record<string, string[]>;
  ignored: string[];
}

/** Read a text in pieces of `size` bytes; tables named skip_* are not taken. */
function read(text: string | Buffer, size = 7): Read {
  const out: Read = { rows: {}, skipped: {}, broken: [], columns: {}, ignored: [] };
  const scanner = new DumpScanner(
    {
      createTable: (name, columns) => void (out.columns[name] = columns),
      clearTable: (name) => void (out.rows[name] = []),
      insert: (name, columns) => {
        if (name.startsWith('skip_')) return null;
        const layout = columns ?? out.columns[name] ?? [];
        const rows = (out.rows[name] ??= []);
        return { pick: Int32Array.from(layout.map((_, index) => index)), row: (values) => void rows.push(values) };
      },
      skippedRow: (name) => void (out.skipped[name] = (out.skipped[name] ?? 0) + 1),
      brokenRow: (table, line, why) => void out.broken.push(`${table}:${line}: ${why}`),
      ignoredStatement: (keyword) => void out.ignored.push(keyword),
    },
    'test.sql',
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
  scanner.end();
  return out;
}

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.integer({ min: -2147483648, max: 4294967295 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.constant(null),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom("'", '"', '\\', ';', '(', ')', ',', '-', '\n', '\r', '\0', '\x1a', '`', '#', '/', '*', 'é', 'a') }),
);

test('any values come back as they were written, in every style and piece size', () => {
  const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.record({
      width: fc.constant(width),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      style: fc.record({ perLine: fc.boolean(), columnList: fc.boolean(), create: fc.constant(true), doubledQuotes: fc.boolean() }),
      size: fc.integer({ min: 1, max: 400 }),
    }),
  );
  fc.assert(
    fc.property(table, ({ width, rows, style, size }) => {
      const columns = Array.from({ length: width }, (_, index) => `c${index}`);
      const text = tableText('t', columns, rows, style) + tableText('skip_me', columns, rows, style);
      const result = read(text, size);
      assert.equal(result.rows['t'], rows);
      assert.equal(result.skipped['skip_me'], rows.length);
      assert.equal(result.broken, []);
    }),
    { numRuns: 300, seed: 20 },
  );
});

test('comments, settings and locks around the rows are passed over', () => {
  const text =
    "/*M!999999\\- enable the sandbox mode */ \n-- it's a comment; (really)\n# another's\n/*!40101 SET NAMES utf8 */;\nSET @a='x;y';\n" +
    "LOCK TABLES `t` WRITE;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\nINSERT INTO `t` (`a`,`b`) VALUES (1,'x'), /* between */ (2,'y');\nUNLOCK TABLES;\n--";
  const result = read(text);
  assert.equal(result.rows['t'], [
    [1, 'x'],
    [2, 'y'],
  ]);
  assert.equal(result.ignored, []);
});

test('hexadecimal, binary and marked texts, signs and exponents are values', () => {
  const result = read("INSERT INTO t (a,b,c,d,e,f,g) VALUES (0xFF,x'0102',b'101',_utf8mb4 'ü',-0.0073,+5,1e3);");
  assert.equal(result.rows['t'], [[255, 258, 5, 'ü', -0.0073, 5, 1000]]);
});

test('REPLACE adds rows, TRUNCATE and DROP forget them, other changes are named', () => {
  const text =
    'INSERT INTO t (a) VALUES (1);\nTRUNCATE TABLE `t`;\nREPLACE INTO `t` (a) VALUES (2);\nUPDATE t SET a=3;\nDELETE FROM t WHERE a=1;\nINSERT INTO t SELECT * FROM u;\nINSERT IGNORE INTO db.t (a) VALUES (4) ON DUPLICATE KEY UPDATE a=1;\n';
  const result = read(text);
  assert.equal(result.rows['t'], [[2], [4]]);
  assert.equal(result.ignored, ['UPDATE', 'DELETE', 'INSERT']);
});

test('stored routines with their own delimiter do not confuse the statements after them', () => {
  const text =
    'DELIMITER ;;\nCREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END ;;\nDELIMITER ;\nINSERT INTO t (a) VALUES (7);\n';
  assert.equal(read(text).rows['t'], [[7]]);
});

test('column names are read past comments, keys and enumerations', () => {
  const sql =
    "CREATE TABLE IF NOT EXISTS `w`.`t` (\n `Entry` int(10) COMMENT 'it''s, (one)\\n', -- note, here\n name enum('a,b','c)') DEFAULT 'x', `key` decimal(5,2),\n PRIMARY KEY (`Entry`,`key`), UNIQUE KEY `u` (`name`))";
  assert.equal(parseCreateTable(sql), { name: 't', columns: ['Entry', 'name', 'key'] });
});

test('a row with too many or too few values is left out, with its line', () => {
  const result = read('CREATE TABLE t (a int, b int);\nINSERT INTO t VALUES\n(1,2),\n(3),\n(4,5,6),\n(7,8);\n');
  assert.equal(result.rows['t'], [
    [1, 2],
    [7, 8],
  ]);
  assert.equal(result.broken, ['t:4: 1 values instead of 2', 't:5: 3 values instead of 2']);
});

test('a row with a bad token or an open quote is left out and reading goes on with the next', () => {
  for (const size of [1, 5, 1000]) {
    const perLine = read(
      "CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES\n(1,'a'),\n(2,'open),\n(3,'c'),\n(4,,'d'),\n(x y,'e'),\n(6,'f');\n",
      size,
    );
    assert.equal(
      perLine.rows['t'],
      [
        [1, 'a'],
        [3, 'c'],
        [6, 'f'],
      ],
      `pieces of ${size}`,
    );
    assert.is(perLine.broken.length, 3);
    assert.match(perLine.broken[0]!, /^t:4: /);
    const oneLine = read("CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1,'a'),(2,,'b'),(3,'c');\n", size);
    assert.equal(oneLine.rows['t'], [
      [1, 'a'],
      [3, 'c'],
    ]);
  }
});

test('a broken last row ends with its statement', () => {
  const result = read('CREATE TABLE t (a int);\nINSERT INTO t VALUES\n(1),\n(?);\nINSERT INTO t VALUES (2);\n');
  assert.equal(result.rows['t'], [[1], [2]]);
});

test('rows that cannot be told apart any more are an error with table and line', () => {
  assert.throws(
    () => read('CREATE TABLE t (a int);\nINSERT INTO t VALUES\n(1),\n(?, oh no\n'),
    (error: Error) => /line 4: table t: unreadable value/.test(error.message),
  );
});

test('a text that ends inside a statement is an error with its line', () => {
  for (const text of [
    'INSERT INTO t (a) VALUES (1),\n(2',
    'INSERT INTO t (a) VALUES (1),\n',
    'CREATE TABLE t (\n a int',
    "INSERT INTO t (a) VALUES ('ab\n",
  ]) {
    assert.throws(
      () => read(text),
      (error: Error) => /the dump ends at line \d+ inside/.test(error.message),
      text,
    );
  }
});

test('what is not SQL is said to be none', () => {
  assert.throws(
    () => read('\x7fELF\x01\x02'),
    (error: Error) => /expected an SQL statement/.test(error.message),
  );
});

test('a statement of many megabytes is read without being held', () => {
  const row = `(1,'${'x'.repeat(100)}'),\n`;
  let largest = 0;
  let rows = 0;
  const scanner = new DumpScanner(
    {
      createTable: () => undefined,
      clearTable: () => undefined,
      skippedRow: () => undefined,
      brokenRow: () => undefined,
      ignoredStatement: () => undefined,
      insert: () => ({ pick: Int32Array.from([0, 1]), row: () => void rows++ }),
    },
    'big.sql',
  );
  scanner.push(Buffer.from('INSERT INTO t (a,b) VALUES\n'));
  const piece = Buffer.from(row.repeat(2000));
  for (let i = 0; i < 60; i++) {
    scanner.push(piece);
    largest = Math.max(largest, scanner.heldBytes);
  }
  scanner.push(Buffer.from("(1,'end');\n"));
  scanner.end();
  assert.is(rows, 60 * 2000 + 1);
  assert.ok(largest <= row.length, `${largest} bytes held`);
});

test.run();

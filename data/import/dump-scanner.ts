/**
 * Reads the text of a MySQL or MariaDB dump, piece by piece: bytes in, tables and rows out.
 *
 * Written here because no maintained package fits: the one that streams dumps to rows (sqldump-to) splits at newlines, hands
 * rows to a JSON5 parser and cannot say where a row is broken; the SQL parsers want a whole statement in memory.
 *
 * Memory is bounded by the longest single row, not by the statement: an INSERT of a whole table is read row by row.
 */
import { UserError } from '../../engine/errors.js';
import { parseCreateTable } from './create-table.js';
import { BAD, BYTE, NEED_MORE, isSpace, parseRow, rowEnd, skipBlank, skipTo } from './dump-tokens.js';
import type { RowBuffer } from './dump-tokens.js';

export type DumpValue = number | string | null;

/** Takes the rows of one INSERT. */
export interface RowSink {
  /** For each position of a row its place in the values handed to `row`, or -1 to skip it. */
  readonly pick: Int32Array;
  row(values: DumpValue[]): void;
}

/** What the scanner tells its caller. Names are as written in the dump. */
export interface DumpHandler {
  createTable(name: string, columns: string[]): void;
  /** DROP or TRUNCATE: what was read of the table so far is void. */
  clearTable(name: string): void;
  /**
   * An INSERT begins. `columns` is its column list, or null when it has none. The answer takes the rows; null: the rows are counted only.
   * @throws UserError when the columns of a wanted table are unknown.
   */
  insert(table: string, columns: string[] | null, line: number): RowSink | null;
  /** Rows of a table that nobody takes. */
  skippedRow(table: string): void;
  /** A row that cannot be read and is left out. */
  brokenRow(table: string, line: number, why: string): void;
  /** A statement that changes data in a way this reader does not follow (UPDATE, DELETE, INSERT ... SELECT). */
  ignoredStatement(keyword: string, line: number): void;
}

/** A row longer than this is taken for a broken quote. Bytes. */
const MAX_ROW_BYTES = 16 * 1024 * 1024;
/** A CREATE TABLE or other statement without rows may not be longer. Bytes. */
const MAX_STATEMENT_BYTES = 64 * 1024 * 1024;
/** How far the next good row is looked for after a broken one. Bytes. */
const MAX_RESYNC_BYTES = 4 * 1024 * 1024;

interface OpenInsert {
  table: string;
  /** Values a row must have; 0 unknown. */
  width: number;
  sink: RowSink | null;
}

export class DumpScanner {
  private buffer: Buffer = Buffer.alloc(0);
  private pos = 0;
  /** Bytes the buffer must hold before another attempt is worth it: doubles, so that long rows are not scanned again and again. */
  private wanted = 0;
  private ended = false;
  private open: OpenInsert | null = null;
  private delimiter = ';';
  private line = 1;
  private countedTo = 0;
  private readonly widths = new Map<string, number>();
  private readonly values: RowBuffer = { values: [], count: 0 };

  constructor(
    private readonly handler: DumpHandler,
    /** Name of the input, for messages. */
    private readonly source: string,
  ) {}

  /** Bytes waiting for the rest of their row or statement. */
  get heldBytes(): number {
    return this.buffer.length - this.pos;
  }

  /** Take the next bytes. @throws UserError on text that cannot be read. */
  push(chunk: Buffer): void {
    const rest = this.buffer.length - this.pos;
    this.lineAt(this.pos);
    this.buffer = rest === 0 ? chunk : Buffer.concat([this.buffer.subarray(this.pos), chunk]);
    this.pos = 0;
    this.countedTo = 0;
    if (this.buffer.length >= this.wanted) this.run();
  }

  /** The input is complete. @throws UserError when it stops inside a statement. */
  end(): void {
    this.ended = true;
    this.run();
    if (this.open !== null) throw this.truncated(`inside the rows of table ${this.open.table}`);
    if (this.pos < this.buffer.length) throw this.truncated('inside a statement');
  }

  /** Line of a place in the buffer; places are asked for in ascending order. */
  private lineAt(pos: number): number {
    for (let at = this.countedTo; at < pos; at++) {
      if (this.buffer[at] === BYTE.newline) this.line++;
    }
    this.countedTo = Math.max(this.countedTo, pos);
    return this.line;
  }

  private truncated(where: string): UserError {
    const line = this.lineAt(this.buffer.length);
    return new UserError('dump-truncated', `${this.source}: the dump ends at line ${line} ${where}; the file is not complete`);
  }

  private run(): void {
    this.wanted = 0;
    for (;;) {
      const more = this.open === null ? this.statement() : this.row(this.open);
      if (!more) break;
    }
    const left = this.buffer.length - this.pos;
    if (left > 65536) this.wanted = left * 2;
  }

  /** Read one statement without rows, or the head of an INSERT. False: more bytes are needed. */
  private statement(): boolean {
    const start = skipBlank(this.buffer, this.pos, this.ended);
    if (start === NEED_MORE) return this.short('a comment');
    this.pos = start;
    if (start >= this.buffer.length) return false;
    if (this.buffer.subarray(start, start + this.delimiter.length).toString('latin1') === this.delimiter) {
      this.pos = start + this.delimiter.length;
      return true;
    }
    const word = this.word(start);
    if (word === null) return this.short('a statement');
    const keyword = word.toUpperCase();
    if (keyword === 'DELIMITER') return this.setDelimiter(start);
    if (keyword === 'INSERT' || keyword === 'REPLACE') return this.insertHead(start, keyword);
    const end = skipTo(this.buffer, start, this.delimiter);
    if (end === NEED_MORE) return this.short('a statement');
    this.plainStatement(keyword, start, end);
    this.pos = end + this.delimiter.length;
    return true;
  }

  /** Not enough bytes. @throws UserError when none will come, or too many are held already. */
  private short(what: string): false {
    if (this.buffer.length - this.pos > MAX_STATEMENT_BYTES) {
      const line = this.lineAt(this.pos);
      throw new UserError(
        'dump-unreadable',
        `${this.source}: line ${line}: ${what} is longer than ${MAX_STATEMENT_BYTES} bytes; is this a MySQL dump?`,
      );
    }
    return false;
  }

  private word(start: number): string | null {
    let at = start;
    while (at < this.buffer.length && isLetter(this.buffer[at]!)) at++;
    if (at === this.buffer.length && !this.ended) return null;
    if (at === start) {
      const line = this.lineAt(start);
      const text = JSON.stringify(this.buffer.subarray(start, start + 20).toString('latin1'));
      throw new UserError(
        'dump-unreadable',
        `${this.source}: line ${line}: expected an SQL statement, found ${text}; is this a MySQL dump?`,
      );
    }
    return this.buffer.toString('latin1', start, at);
  }

  private setDelimiter(start: number): boolean {
    const newline = this.buffer.indexOf(BYTE.newline, start);
    if (newline < 0 && !this.ended) return false;
    const end = newline < 0 ? this.buffer.length : newline;
    const text = this.buffer.toString('latin1', start + 'DELIMITER'.length, end).trim();
    this.delimiter = text === '' ? ';' : text;
    this.pos = end;
    return true;
  }

  private plainStatement(keyword: string, start: number, end: number): void {
    if (keyword === 'CREATE') {
      const table = parseCreateTable(this.buffer.toString('utf8', start, end));
      if (table === null) return;
      this.widths.set(table.name.toLowerCase(), table.columns.length);
      this.handler.createTable(table.name, table.columns);
    } else if (keyword === 'DROP' || keyword === 'TRUNCATE') {
      const match = /^(?:DROP\s+TABLE(?:\s+IF\s+EXISTS)?|TRUNCATE(?:\s+TABLE)?)\s+(?:`?[\w$-]+`?\s*\.\s*)?`?([\w$-]+)`?\s*$/i.exec(
        this.buffer.toString('utf8', start, end).trim(),
      );
      if (match !== null) this.handler.clearTable(match[1]!);
    } else if (keyword === 'UPDATE' || keyword === 'DELETE' || keyword === 'LOAD' || keyword === 'ALTER') {
      this.handler.ignoredStatement(keyword, this.lineAt(start));
    }
  }

  private insertHead(start: number, keyword: string): boolean {
    const values = findValues(this.buffer, start);
    if (values === NEED_MORE) {
      if (this.buffer.length - start > 65536 || this.ended) return this.otherInsert(start, keyword);
      return false;
    }
    if (values === BAD) return this.otherInsert(start, keyword);
    const head =
      /^(?:INSERT|REPLACE)(?:\s+(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE))*(?:\s+INTO)?\s+(?:`[^`]+`\s*\.\s*|[\w$]+\s*\.\s*)?(?:`([^`]+)`|([\w$]+))\s*(?:\(([^)]*)\))?\s*VALUES?\s*$/i.exec(
        this.buffer.toString('utf8', start, values),
      );
    if (head === null) return this.otherInsert(start, keyword);
    const table = head[1] ?? head[2]!;
    const columns = head[3] === undefined ? null : head[3].split(',').map((c) => c.trim().replace(/^`|`$/g, ''));
    const sink = this.handler.insert(table, columns, this.lineAt(start));
    this.open = { table, sink, width: columns?.length ?? this.widths.get(table.toLowerCase()) ?? 0 };
    this.pos = values;
    return true;
  }

  /** An INSERT without rows of its own (SELECT, SET): passed over. */
  private otherInsert(start: number, keyword: string): boolean {
    const end = skipTo(this.buffer, start, this.delimiter);
    if (end === NEED_MORE) return this.short('an INSERT');
    this.handler.ignoredStatement(keyword, this.lineAt(start));
    this.pos = end + this.delimiter.length;
    return true;
  }

  /** Read one row of the open INSERT, or its end. False: more bytes are needed. */
  private row(open: OpenInsert): boolean {
    const at = skipBlank(this.buffer, this.pos, this.ended);
    if (at === NEED_MORE || at >= this.buffer.length) return false;
    const byte = this.buffer[at]!;
    if (byte === BYTE.comma) {
      this.pos = at + 1;
      return true;
    }
    if (this.atDelimiter(at)) {
      this.open = null;
      this.pos = at + this.delimiter.length;
      return true;
    }
    if (byte === BYTE.open) return this.tuple(open, at);
    if (isLetter(byte)) return this.insertTail(at);
    return this.resync(open, at, `unexpected ${JSON.stringify(String.fromCharCode(byte))} between rows`);
  }

  private atDelimiter(at: number): boolean {
    return this.buffer.toString('latin1', at, at + this.delimiter.length) === this.delimiter;
  }

  /** ON DUPLICATE KEY UPDATE and the like: to the end of the statement. */
  private insertTail(at: number): boolean {
    const end = skipTo(this.buffer, at, this.delimiter);
    if (end === NEED_MORE) return this.short('the end of an INSERT');
    this.open = null;
    this.pos = end + this.delimiter.length;
    return true;
  }

  private tuple(open: OpenInsert, at: number): boolean {
    const end = parseRow(this.buffer, at, open.sink?.pick ?? null, this.values);
    if (end === NEED_MORE) {
      if (this.ended || this.buffer.length - at > MAX_ROW_BYTES) return this.resync(open, at, 'the row does not end');
      this.pos = at;
      return false;
    }
    if (end === BAD) return this.resync(open, at, 'unreadable value');
    if (open.width !== 0 && this.values.count !== open.width) {
      this.handler.brokenRow(open.table, this.lineAt(at), `${this.values.count} values instead of ${open.width}`);
    } else if (open.sink === null) {
      this.handler.skippedRow(open.table);
    } else {
      open.sink.row(this.values.values);
      this.values.values = [];
    }
    this.pos = end;
    return true;
  }

  /** Leave out the row at `at` and go on with the next good one. @throws UserError when there is none in reach. */
  private resync(open: OpenInsert, at: number, why: string): boolean {
    this.pos = at;
    const limit = Math.min(this.buffer.length, at + MAX_RESYNC_BYTES);
    const good = this.nextGoodRow(open, at + 1, limit);
    const own = this.ownEnd(at, limit);
    const next = own !== BAD && (good === BAD || own < good) ? own : good;
    if (next === BAD) {
      if (!this.ended && this.buffer.length - at < MAX_RESYNC_BYTES) return false;
      if (this.ended && why === 'the row does not end') throw this.truncated(`inside a row of table ${open.table}`);
      const line = this.lineAt(at);
      throw new UserError(
        'dump-broken-row',
        `${this.source}: line ${line}: table ${open.table}: ${why}, and no good row follows to go on with`,
      );
    }
    this.handler.brokenRow(open.table, this.lineAt(at), why);
    this.pos = next;
    return true;
  }

  /** Place after the broken row when only its values are wrong: its quotes close, and a row or the end of the statement follows. */
  private ownEnd(at: number, limit: number): number {
    if (this.buffer[at] !== BYTE.open) return BAD;
    const end = rowEnd(this.buffer, at, limit);
    if (end === NEED_MORE) return BAD;
    const next = skipSpaces(this.buffer, end);
    if (this.atDelimiter(next)) return next;
    if (this.buffer[next] !== BYTE.comma) return BAD;
    const row = skipSpaces(this.buffer, next + 1);
    return this.buffer[row] === BYTE.open ? row : BAD;
  }

  /** Place of the next row, or of the end of the statement, that reads well; BAD when there is none before `limit`. */
  private nextGoodRow(open: OpenInsert, from: number, limit: number): number {
    const scratch: RowBuffer = { values: [], count: 0 };
    for (let at = this.buffer.indexOf(BYTE.close, from); at >= 0 && at < limit; at = this.buffer.indexOf(BYTE.close, at + 1)) {
      let next = skipSpaces(this.buffer, at + 1);
      if (this.atDelimiter(next)) {
        const after = this.buffer[next + this.delimiter.length];
        if (after === BYTE.newline || after === BYTE.carriageReturn || (after === undefined && this.ended)) return next;
        continue;
      }
      if (this.buffer[next] !== BYTE.comma) continue;
      next = skipSpaces(this.buffer, next + 1);
      if (this.buffer[next] !== BYTE.open) continue;
      const end = parseRow(this.buffer, next, EMPTY_PICK, scratch);
      if (end <= 0 || (open.width !== 0 && scratch.count !== open.width)) continue;
      const follow = skipSpaces(this.buffer, end);
      if (this.buffer[follow] === BYTE.comma || this.atDelimiter(follow)) return next;
    }
    return BAD;
  }
}

const EMPTY_PICK = new Int32Array(0);

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

function skipSpaces(buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length && isSpace(buffer[at]!)) at++;
  return at;
}

/** Place after the word VALUES of an INSERT head, or BAD when a row or a SELECT comes first. */
function findValues(buffer: Buffer, start: number): number {
  let at = start;
  while (at < buffer.length) {
    const byte = buffer[at]!;
    if (byte === BYTE.backtick) {
      at = buffer.indexOf(BYTE.backtick, at + 1) + 1;
      if (at === 0) return NEED_MORE;
    } else if (byte === BYTE.quote || byte === BYTE.semicolon) {
      return BAD;
    } else if (isLetter(byte)) {
      let end = at + 1;
      while (end < buffer.length && (isLetter(buffer[end]!) || buffer[end] === 95)) end++;
      if (end === buffer.length) return NEED_MORE;
      const word = buffer.toString('latin1', at, end).toUpperCase();
      if (word === 'VALUES' || word === 'VALUE') return end;
      if (word === 'SELECT' || word === 'SET') return BAD;
      at = end;
    } else {
      at++;
    }
  }
  return NEED_MORE;
}

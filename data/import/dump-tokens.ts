/** The tokens of a MySQL dump, read from bytes: white space and comments, statements, rows and their values. */

/** Answer of the readers below when the bytes end before the token does. */
export const NEED_MORE = -1;
/** Answer when the bytes cannot be what is expected. */
export const BAD = -2;

export const BYTE = {
  newline: 10,
  carriageReturn: 13,
  doubleQuote: 34,
  hash: 35,
  quote: 39,
  open: 40,
  close: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  semicolon: 59,
  backslash: 92,
  underscore: 95,
  backtick: 96,
} as const;

/** The values of a row. Only the picked ones are in `values`; `count` counts all. */
export interface RowBuffer {
  values: (number | string | null)[];
  count: number;
}

export function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}

/** Pass white space and comments, `/*! *\/` ones included. Gives the place of the next token, NEED_MORE inside an open comment. */
export function skipBlank(buffer: Buffer, from: number, ended: boolean): number {
  let at = from;
  while (at < buffer.length) {
    const byte = buffer[at]!;
    if (isSpace(byte)) {
      at++;
    } else if (byte === BYTE.hash || byte === BYTE.minus || byte === BYTE.slash) {
      const end = commentEnd(buffer, at, byte, ended);
      if (end === BAD) return at;
      if (end === NEED_MORE) return NEED_MORE;
      at = end;
    } else {
      return at;
    }
  }
  return at;
}

/** Place after the comment at `at`; BAD when there is none. */
function commentEnd(buffer: Buffer, at: number, byte: number, ended: boolean): number {
  const next = buffer[at + 1];
  if (byte === BYTE.slash) {
    if (next === undefined) return ended ? BAD : NEED_MORE;
    if (next !== BYTE.star) return BAD;
    const end = buffer.indexOf('*/', at + 2);
    return end < 0 ? NEED_MORE : end + 2;
  }
  if (byte === BYTE.minus) {
    if (next === undefined) return ended ? BAD : NEED_MORE;
    if (next !== BYTE.minus) return BAD;
    const third = buffer[at + 2];
    if (third === undefined) return ended ? buffer.length : NEED_MORE;
    if (third > 32) return BAD;
  }
  const end = buffer.indexOf(BYTE.newline, at);
  if (end >= 0) return end + 1;
  return ended ? buffer.length : NEED_MORE;
}

/** Place of the delimiter that ends the statement at `from`, quotes and comments respected. */
export function skipTo(buffer: Buffer, from: number, delimiter: string): number {
  const first = delimiter.charCodeAt(0);
  let at = from;
  while (at < buffer.length) {
    const byte = buffer[at]!;
    if (byte === BYTE.quote || byte === BYTE.doubleQuote || byte === BYTE.backtick) {
      at = stringEnd(buffer, at);
      if (at === NEED_MORE) return NEED_MORE;
    } else if (byte === BYTE.minus || byte === BYTE.slash || byte === BYTE.hash) {
      const end = commentEnd(buffer, at, byte, false);
      if (end === NEED_MORE) return NEED_MORE;
      at = end === BAD ? at + 1 : end;
    } else if (byte === first && (delimiter.length === 1 || buffer.toString('latin1', at, at + delimiter.length) === delimiter)) {
      return at;
    } else {
      at++;
    }
  }
  return NEED_MORE;
}

/** Place after the quoted text that begins at `start`. */
function stringEnd(buffer: Buffer, start: number): number {
  const quote = buffer[start]!;
  let at = start + 1;
  while (at < buffer.length) {
    const byte = buffer[at]!;
    if (byte === BYTE.backslash && quote !== BYTE.backtick) {
      at += 2;
    } else if (byte === quote) {
      if (at + 1 >= buffer.length) return NEED_MORE;
      if (buffer[at + 1] !== quote) return at + 1;
      at += 2;
    } else {
      at++;
    }
  }
  return NEED_MORE;
}

/** Place after the ")" that ends the row at `start`, whatever is in it, quotes respected; NEED_MORE when there is none before `limit`. */
export function rowEnd(buffer: Buffer, start: number, limit: number): number {
  let at = start + 1;
  while (at < limit) {
    const byte = buffer[at]!;
    if (byte === BYTE.close) return at + 1;
    if (byte === BYTE.quote || byte === BYTE.doubleQuote) {
      at = stringEnd(buffer, at);
      if (at === NEED_MORE) return NEED_MORE;
    } else {
      at++;
    }
  }
  return NEED_MORE;
}

/**
 * Read the row that begins with "(" at `start`. `pick[i]` is the place in `row.values` of value i, -1 to leave it out;
 * null leaves all out. Gives the place after ")", NEED_MORE or BAD.
 */
export function parseRow(buffer: Buffer, start: number, pick: Int32Array | null, row: RowBuffer): number {
  let at = start + 1;
  let count = 0;
  for (;;) {
    at = skipSpace(buffer, at);
    const slot = pick !== null && count < pick.length ? pick[count]! : -1;
    at = parseValue(buffer, at, slot, row);
    if (at < 0) return at;
    count++;
    at = skipSpace(buffer, at);
    if (at >= buffer.length) return NEED_MORE;
    const byte = buffer[at]!;
    at++;
    if (byte === BYTE.close) break;
    if (byte !== BYTE.comma) return BAD;
  }
  row.count = count;
  return at;
}

function skipSpace(buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length && isSpace(buffer[at]!)) at++;
  return at;
}

function parseValue(buffer: Buffer, at: number, slot: number, row: RowBuffer): number {
  if (at >= buffer.length) return NEED_MORE;
  const byte = buffer[at]!;
  if (byte === BYTE.quote || byte === BYTE.doubleQuote) {
    const end = stringEnd(buffer, at);
    if (end !== NEED_MORE && slot >= 0) row.values[slot] = decodeString(buffer, at + 1, end - 1, byte);
    return end;
  }
  if ((byte >= 48 && byte <= 57) || byte === BYTE.minus || byte === BYTE.dot || byte === BYTE.plus)
    return parseNumber(buffer, at, slot, row);
  return parseWord(buffer, at, slot, row);
}

function parseNumber(buffer: Buffer, start: number, slot: number, row: RowBuffer): number {
  let at = start;
  const negative = buffer[at] === BYTE.minus;
  if (negative || buffer[at] === BYTE.plus) at++;
  let value = 0;
  const digits = at;
  while (at < buffer.length && buffer[at]! >= 48 && buffer[at]! <= 57) {
    value = value * 10 + (buffer[at]! - 48);
    at++;
  }
  if (at >= buffer.length) return NEED_MORE;
  const next = buffer[at]!;
  if (next === BYTE.comma || next === BYTE.close || isSpace(next)) {
    if (at === digits) return BAD;
    // Longer ones would lose their last digits on the way.
    if (at - digits > 15) return parseDecimal(buffer, start, slot, row);
    if (slot >= 0) row.values[slot] = negative && value !== 0 ? -value : value;
    return at;
  }
  return parseDecimal(buffer, start, slot, row);
}

/** A number with a fraction or an exponent, or a hexadecimal literal. */
function parseDecimal(buffer: Buffer, start: number, slot: number, row: RowBuffer): number {
  let at = start;
  while (at < buffer.length && !isEnd(buffer[at]!)) at++;
  if (at >= buffer.length) return NEED_MORE;
  if (at - start > 400) return BAD;
  const text = buffer.toString('latin1', start, at);
  if (/^0x[0-9a-f]+$/i.test(text)) {
    if (slot >= 0) row.values[slot] = hexValue(text.slice(2));
    return at;
  }
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return BAD;
  const value = Number(text);
  if (!Number.isFinite(value)) return BAD;
  if (slot >= 0) row.values[slot] = value === 0 ? 0 : value;
  return at;
}

function isEnd(byte: number): boolean {
  return byte === BYTE.comma || byte === BYTE.close || isSpace(byte);
}

/** A hexadecimal literal: a number where it is one exactly, else text. */
function hexValue(digits: string): number | string {
  if (digits.length <= 12) return Number.parseInt(digits, 16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex').toString('utf8');
}

/** NULL, TRUE, FALSE, X'..', b'..' and texts with a character set before them. */
function parseWord(buffer: Buffer, start: number, slot: number, row: RowBuffer): number {
  let at = start;
  while (at < buffer.length && isWord(buffer[at]!)) at++;
  if (at >= buffer.length) return NEED_MORE;
  const word = buffer.toString('latin1', start, Math.min(at, start + 32)).toUpperCase();
  if (word === 'NULL' || word === 'TRUE' || word === 'FALSE') {
    if (slot >= 0) row.values[slot] = word === 'NULL' ? null : word === 'TRUE' ? 1 : 0;
    return at;
  }
  if ((word === 'X' || word === 'B') && buffer[at] === BYTE.quote) {
    const end = stringEnd(buffer, at);
    if (end === NEED_MORE) return NEED_MORE;
    const digits = buffer.toString('latin1', at + 1, end - 1);
    if (!(word === 'X' ? /^(?:[0-9a-f]{2})*$/i : /^[01]*$/).test(digits)) return BAD;
    if (slot >= 0)
      row.values[slot] = word === 'X' ? hexValue(digits === '' ? '0' : digits) : Number.parseInt(digits === '' ? '0' : digits, 2);
    return end;
  }
  if (word.startsWith('_')) {
    const text = skipSpace(buffer, at);
    if (text >= buffer.length) return NEED_MORE;
    return buffer[text] === BYTE.quote ? parseValue(buffer, text, slot, row) : BAD;
  }
  return BAD;
}

function isWord(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === BYTE.underscore;
}

/** Text between quotes, escapes resolved as MySQL does. */
function decodeString(buffer: Buffer, start: number, end: number, quote: number): string {
  let plain = true;
  for (let at = start; at < end; at++) {
    const byte = buffer[at]!;
    if (byte === BYTE.backslash || byte === quote) {
      plain = false;
      break;
    }
  }
  if (plain) return buffer.toString('utf8', start, end);
  const out = Buffer.allocUnsafe(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    let byte = buffer[at]!;
    if (byte === BYTE.backslash && at + 1 < end) {
      at++;
      byte = unescape(buffer[at]!);
    } else if (byte === quote) {
      at++;
    }
    out[length++] = byte;
  }
  return out.toString('utf8', 0, length);
}

function unescape(byte: number): number {
  switch (byte) {
    case 48:
      return 0;
    case 98:
      return 8;
    case 110:
      return 10;
    case 114:
      return 13;
    case 116:
      return 9;
    case 90:
      return 26;
    default:
      return byte;
  }
}

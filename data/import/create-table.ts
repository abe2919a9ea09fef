/** What a CREATE TABLE statement says of its columns. */

/** Name and column names of a CREATE TABLE statement; null for another CREATE. */
export function parseCreateTable(sql: string): { name: string; columns: string[] } | null {
  const head =
    /^CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:`[^`]+`\s*\.\s*|[\w$]+\s*\.\s*)?(?:`([^`]+)`|([\w$]+))\s*\(/i.exec(sql);
  if (head === null) return null;
  const columns: string[] = [];
  for (const part of splitTopLevel(sql, head[0].length)) {
    const column = /^\s*(?:`((?:[^`]|``)+)`|([A-Za-z_$][\w$]*))\s+/.exec(part);
    if (column === null) continue;
    const bare = column[2];
    if (bare !== undefined && /^(?:primary|unique|key|index|constraint|fulltext|spatial|foreign|check)$/i.test(bare)) continue;
    columns.push(column[1] ?? bare!);
  }
  return { name: head[1] ?? head[2]!, columns };
}

/** The comma-separated parts of a parenthesised list that begins at `from`, comments and quotes respected. */
function splitTopLevel(sql: string, from: number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (let at = from; at < sql.length; at++) {
    const char = sql[at]!;
    if (char === "'" || char === '"' || char === '`') {
      const end = closingQuote(sql, at);
      part += sql.slice(at, end + 1);
      at = end;
    } else if (char === '-' && sql[at + 1] === '-') {
      const end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length : end;
    } else if (char === '/' && sql[at + 1] === '*') {
      const end = sql.indexOf('*/', at + 2);
      at = end < 0 ? sql.length : end + 1;
    } else if (char === ')' && depth === 0) {
      break;
    } else if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      if (char === '(') depth++;
      if (char === ')') depth--;
      part += char;
    }
  }
  parts.push(part);
  return parts;
}

function closingQuote(sql: string, start: number): number {
  const quote = sql[start]!;
  for (let at = start + 1; at < sql.length; at++) {
    const char = sql[at];
    if (char === '\\' && quote !== '`') at++;
    else if (char === quote) {
      if (sql[at + 1] !== quote) return at;
      at++;
    }
  }
  return sql.length;
}

/** Writes small dumps, in the ways that dump programs do. */
export type Cell = number | string | null;

export interface DumpStyle {
  /** Rows on lines of their own, or all on one. */
  readonly perLine: boolean;
  readonly columnList: boolean;
  readonly create: boolean;
  /** Quotes in text: doubled, or with a backslash. */
  readonly doubledQuotes: boolean;
}
export const PLAIN: DumpStyle = { perLine: true, columnList: false, create: true, doubledQuotes: false };

export function quoted(text: string, doubled: boolean): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/\0/g, '\\0').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\x1a/g, '\\Z');
  return `'${escaped.replace(/'/g, doubled ? "''" : "\\'")}'`;
}

export function cell(value: Cell, style: DumpStyle): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : quoted(value, style.doubledQuotes);
}

/** A table with its rows as a dump has it. */
export function tableText(name: string, columns: readonly string[], rows: readonly (readonly Cell[])[], style: DumpStyle = PLAIN): string {
  const lines: string[] = [];
  if (style.create) {
    lines.push(
      `DROP TABLE IF EXISTS \`${name}\`;`,
      '/*!40101 SET @saved_cs_client     = @@character_set_client */;',
      `CREATE TABLE \`${name}\` (`,
    );
    lines.push(
      columns
        .map((column) =>
          `  \`${column}\` mediumint(8) unsigned NOT NULL DEFAULT 0 COMMENT 'Isn''t, (really)\\n -- a comment; `.concat("',"),
        )
        .join('\n'),
    );
    lines.push(
      `  PRIMARY KEY (\`${columns[0]!}\`),\n  KEY \`idx\` (\`${columns[0]!}\`)\n) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3 COMMENT='A system; of things';`,
    );
  }
  if (rows.length === 0) return lines.join('\n') + '\n';
  lines.push(`LOCK TABLES \`${name}\` WRITE;`);
  const list = style.columnList ? ` (${columns.map((column) => `\`${column}\``).join(', ')})` : '';
  const values = rows.map((row) => `(${row.map((value) => cell(value, style)).join(',')})`);
  lines.push(`INSERT INTO \`${name}\`${list} VALUES${style.perLine ? '\n' : ' '}${values.join(style.perLine ? ',\n' : ',')};`);
  lines.push('UNLOCK TABLES;');
  return lines.join('\n') + '\n';
}

/** A table from objects: columns are all keys that occur. */
export function tableOf(name: string, rows: readonly Record<string, Cell>[], style: DumpStyle = PLAIN): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return tableText(
    name,
    columns,
    rows.map((row) => columns.map((column) => (column in row ? row[column]! : 0))),
    style,
  );
}

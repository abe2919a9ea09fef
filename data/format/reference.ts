/** The reference of the world format in words, made from the declarations. */
import { UserError } from '../../engine/errors.js';
import type { Column, Table } from './columns.js';
import { TABLE_NAMES, tableOf } from './rows.js';

/** Range, allowed words, target and default of a column in one phrase. */
export function columnSummary(column: Column): string {
  if (column.default === undefined) return limits(column, '');
  return `${limits(column, '')} Default ${column.default === '' ? 'empty' : column.default}.`;
}

/** Range, allowed words (each between `quote`s) and target. */
function limits(column: Column, quote: string): string {
  const parts: string[] = [];
  if (column.values !== undefined) {
    const words = column.values.map((word) => quote + word + quote).join(quote === '' ? ' ' : ', ');
    parts.push(`${column.type === 'flags' ? 'Words' : 'One of'}: ${words}.`);
  } else if (column.type === 'text') parts.push(`At most ${column.max} characters.`);
  else parts.push(`${column.min} to ${column.max}.`);
  if (column.ref !== undefined) parts.push(`Refers to ${refWords(column.ref)}.`);
  return parts.join(' ');
}

function refWords(ref: string): string {
  const [table, kind] = ref.split(':');
  return kind === undefined ? `${table}.id` : `${table}.id of kind ${kind}`;
}

/** Markdown of all tables and columns. */
export function referenceMarkdown(): string {
  return TABLE_NAMES.map((name) => tableMarkdown(tableOf(name))).join('\n');
}

function tableMarkdown(table: Table): string {
  const rows = table.columns.map((column) => {
    const must = column.default === undefined ? 'must be given' : column.default === '' ? 'empty' : String(column.default);
    return `| \`${column.name}\` | ${column.type} | ${must} | ${cell(column.doc)} ${cell(limits(column, '`'))} |`;
  });
  const required = table.required === true ? ' At least one row is required.' : '';
  return [
    `### ${table.name}`,
    '',
    `${table.doc} Key: ${table.key.map((name) => `\`${name}\``).join(', ')}.${required}`,
    '',
    '| column | type | default | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

const BEGIN = '<!-- reference:begin (made by data/format/write-docs.ts) -->';
const END = '<!-- reference:end -->';

/** The document with the reference between its markers made anew. */
export function withReference(document: string): string {
  const from = document.indexOf(BEGIN);
  const to = document.indexOf(END);
  if (from < 0 || to < from) throw new UserError('docs-markers', `the document lacks its markers; expected ${BEGIN} and ${END}`);
  return `${document.slice(0, from + BEGIN.length)}\n\n${referenceMarkdown()}\n${document.slice(to)}`;
}

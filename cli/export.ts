/** `botrealm export`: any view or table of a run as CSV. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import { openRun } from '../engine/store/open-run.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { readFailureOf } from '../engine/store/store-errors.js';
import { wholeNumber } from './arguments.js';
import { plural } from './format.js';
import { remark } from './output.js';

interface Flags {
  readonly frame?: number;
  readonly from?: number;
  readonly to?: number;
  readonly every?: number;
  readonly bot?: string;
  readonly out?: string;
}

const MAX_FRAME = 2_147_483_647;
/** Rows turned into text at a time. */
const CHUNK_ROWS = 2000;
/** Views that answer as of a frame: without one, the last is meant. */
const AS_OF = /_at$/;

export function exportCommand(): Command {
  return new Command('export')
    .description('write a view or table of a run as CSV')
    .argument('<run>', 'a run file')
    .argument('<view>', 'bot_at, inventory_at, event, ledger, metric, ...; an unknown one lists them all')
    .option(
      '--frame <n>',
      'this frame only (views that end in _at: the last frame if nothing is said)',
      wholeNumber('--frame', 0, MAX_FRAME),
    )
    .option('--from <n>', 'from this frame on', wholeNumber('--from', 0, MAX_FRAME))
    .option('--to <n>', 'up to this frame', wholeNumber('--to', 0, MAX_FRAME))
    .option('--every <n>', 'only frames that are a multiple of this', wholeNumber('--every', 1, MAX_FRAME))
    .option('--bot <name>', 'rows of one bot, by name or uid')
    .option('--out <file.csv>', 'where to write; it must not exist (default: standard output)')
    .addHelpText(
      'after',
      `
Examples:
  botrealm export run.sqlite bot_at --frame 6000 --out bots.csv
  botrealm export run.sqlite bot_at --from 0 --to 18000 --every 600 --out bots-by-minute.csv
  botrealm export run.sqlite ledger --bot Haraylis --out dealings.csv
  botrealm export run.sqlite metric --out metrics.csv`,
    )
    .action((path: string, view: string, flags: Flags) => exportView(path, view, flags));
}

function exportView(path: string, view: string, flags: Flags): void {
  const run = openRun(path);
  try {
    const { sql, values } = queryOf(run, view, flags);
    const statement = run.db.prepare(sql);
    const rows = write(statement, values, flags.out);
    if (flags.out !== undefined) remark(`${plural(rows, 'row')} of ${view} written to ${flags.out}`);
  } catch (error) {
    throw readFailureOf(path, error);
  } finally {
    run.db.close();
  }
}

/** The query behind an export; names of views and columns come from the file's own schema, never from the caller. */
function queryOf(run: OpenedRun, view: string, flags: Flags): { sql: string; values: (number | string)[] } {
  const { db } = run;
  const known = db
    .prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name")
    .pluck()
    .all() as string[];
  if (!known.includes(view)) {
    const near = nearest(view, known);
    throw new UserError(
      'unknown-view',
      `run file ${run.path}: there is no view '${view}'${near === undefined ? '' : `, did you mean '${near}'?`} (expected one of ${known.join(', ')})`,
    );
  }
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(view) as string[];
  const parts: string[] = [];
  const values: (number | string)[] = [];
  const where = (sql: string, ...more: (number | string)[]): void => {
    parts.push(sql);
    values.push(...more);
  };
  framesOf(run, view, columns, flags, where);
  if (flags.bot !== undefined) botOf(run, view, columns, flags.bot, where);
  return { sql: `SELECT * FROM "${view}"${parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`}`, values };
}

type Where = (sql: string, ...values: (number | string)[]) => void;

function framesOf(run: OpenedRun, view: string, columns: readonly string[], flags: Flags, where: Where): void {
  const { frame, from, to, every } = flags;
  const asked = frame !== undefined || from !== undefined || to !== undefined || every !== undefined;
  if (!columns.includes('frame')) {
    if (asked) throw new UserError('no-frames', `${view} has no column frame: leave --frame, --from, --to and --every out`);
    return;
  }
  if (frame !== undefined && (from !== undefined || to !== undefined || every !== undefined))
    throw new UserError('two-times', '--frame is one moment, --from, --to and --every a stretch of time; expected one or the other');
  for (const [name, value] of [
    ['--frame', frame],
    ['--to', to],
  ] as const)
    if (value !== undefined && value > run.lastFrame)
      throw new UserError('no-such-frame', `${name} is ${value}, but the run ends with frame ${run.lastFrame}`);
  if (!asked && AS_OF.test(view)) where('frame = ?', run.lastFrame);
  if (frame !== undefined) where('frame = ?', frame);
  if (from !== undefined) where('frame >= ?', from);
  if (to !== undefined) where('frame <= ?', to);
  if (every !== undefined) where('frame % ? = 0', every);
}

/** Rows that are about a bot: by its uid, or by its account in the ledger. */
function botOf(run: OpenedRun, view: string, columns: readonly string[], name: string, where: Where): void {
  const uid = run.db
    .prepare('SELECT uid FROM bot WHERE name = ? COLLATE NOCASE OR uid = ? ORDER BY uid LIMIT 1')
    .pluck()
    .get(name, /^\d+$/.test(name) ? Number(name) : -1) as number | undefined;
  if (uid === undefined) {
    const near = nearest(name, run.db.prepare('SELECT name FROM bot').pluck().all() as string[]);
    throw new UserError(
      'unknown-bot',
      `run file ${run.path}: no bot is called '${name}'${near === undefined ? '' : `, did you mean '${near}'?`}`,
    );
  }
  const about = ['uid', 'from_uid', 'to_uid', 'seller_uid', 'bidder_uid', 'from_account', 'to_account'].filter((c) => columns.includes(c));
  if (about.length === 0) throw new UserError('no-bots', `${view} has no column that says which bot a row is about: leave --bot out`);
  where(`(${about.map((column) => `"${column}" = ?`).join(' OR ')})`, ...about.map(() => uid));
}

/** Writes header and rows in pieces; how many rows there were. A file that could not be finished is removed. */
function write(statement: ReturnType<OpenedRun['db']['prepare']>, values: readonly (number | string)[], out: string | undefined): number {
  const file = out === undefined ? 1 : create(out);
  let rows = 0;
  let done = false;
  try {
    put(file, stringify([statement.columns().map((column) => column.name)]));
    let chunk: unknown[] = [];
    for (const row of statement.raw().iterate(values)) {
      rows++;
      if (chunk.push(row) < CHUNK_ROWS) continue;
      put(file, stringify(chunk as unknown[][]));
      chunk = [];
    }
    put(file, stringify(chunk as unknown[][]));
    done = true;
    return rows;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE' && out === undefined) return rows;
    if (code === 'ENOSPC' || code === 'EIO')
      throw new UserError('export-unwritable', `${out ?? 'standard output'}: cannot be written (${code})`, { cause: error });
    throw error;
  } finally {
    if (out !== undefined) {
      closeSync(file);
      if (!done) rmSync(out, { force: true });
    }
  }
}

function put(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      // A pipe that does not block may be full for a moment.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

function create(out: string): number {
  try {
    return openSync(out, 'wx');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new UserError(
      'export-unwritable',
      code === 'EEXIST'
        ? `${out}: it exists already, and nothing is overwritten; name another file`
        : `${out}: it cannot be made (${code}); expected a folder that exists and can be written`,
      { cause: error },
    );
  }
}

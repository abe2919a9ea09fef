/** Why a replay does not agree with its file, said so that a person knows where to look. */
import { isSystem } from '../../engine/schedule.js';
import type { RowDifference } from '../../engine/replay/compare-rows.js';
import type { FrameRow } from '../../engine/store/engine-rows.js';
import { REGISTRY } from '../../components/index.js';
import type { World } from '../world.js';
import { FIELD_OF_COLUMN, STANDING_TABLES } from './row-keys.js';
import type { StandingDifference } from './standing-rows.js';

export interface Divergence {
  readonly frame: number;
  /**
   * `state`: the simulation reaches another state. `hash`: the stored hash contradicts the stored rows. `rows`: the hash agrees, a stored
   * row does not. `crash`: the simulation could not go on.
   */
  readonly kind: 'state' | 'hash' | 'rows' | 'crash';
  /** Components whose hashes differ, in registry order. */
  readonly components: readonly string[];
  /** The row of the schedule after which the states differ first, in words; empty when it is not known. */
  readonly system: string;
  /** The first thing that differs. */
  readonly place?: DivergentPlace;
  /** More things that differ, in words, few. */
  readonly others: readonly string[];
  /** What it comes to, in sentences. */
  readonly conclusion: readonly string[];
}

export interface DivergentPlace {
  readonly table: string;
  readonly column: string;
  /** Name of the bot, when it is about one. */
  readonly bot: string | null;
  readonly uid: number | null;
  /** What it is, in words: `bot Hallera (uid 1003), slot 23`. */
  readonly what: string;
  /** `component.field`, when there is one. */
  readonly field: string | null;
  readonly stored: string;
  readonly simulated: string;
}

const DIGITS = 8;
const COMPONENTS: readonly string[] = REGISTRY.map((spec) => spec.name);
const SHOWN_BY_ROWS = new Set(STANDING_TABLES.map((spec) => spec.component));

/** Components whose hashes differ. */
export function differingComponents(stored: string, simulated: string): string[] {
  return COMPONENTS.filter((_, c) => stored.slice(c * DIGITS, (c + 1) * DIGITS) !== simulated.slice(c * DIGITS, (c + 1) * DIGITS));
}

const MARK_DIGITS = 4;

/** Where in its frame a state went astray: after which row of the schedule the marks of the state differ first. */
function systemOf(world: World, stored: string): string {
  const simulated = world.runner.markDigits();
  for (let at = 0; at < simulated.length; at += MARK_DIGITS) {
    if (stored.slice(at, at + MARK_DIGITS) === simulated.slice(at, at + MARK_DIGITS)) continue;
    const row = world.runner.rows[at / MARK_DIGITS - 1];
    if (row === undefined) return 'before the first system (inputs of the frame, or an earlier frame)';
    return isSystem(row) ? row.name : `commands, ${row.flush}`;
  }
  return '';
}

/** What is known when the stored hash of a frame is not the simulated one. */
export interface Evidence {
  readonly stored: FrameRow;
  readonly simulatedHash: string;
  readonly simulatedComponents: string;
  /** How things stand, stored against simulated. */
  readonly standing: readonly StandingDifference[];
  /** First difference among the rows that the frame wrote. */
  readonly written: RowDifference | null;
}

/** Explain a hash that differs. */
export function explainHash(world: World, evidence: Evidence): Divergence {
  const { stored, simulatedHash, simulatedComponents, standing, written } = evidence;
  const components = differingComponents(stored.componentHashes, simulatedComponents);
  // The state hash is made of the components: one cannot differ without the other.
  const fits = components.length > 0 === (stored.stateHash !== simulatedHash);
  const names = new BotNames(world);
  const others = standing
    .slice(1)
    .map((d) => placeOfStanding(d, names))
    .map((p) => `${p.what}, ${p.column || p.table}: stored ${p.stored}, simulated ${p.simulated}`);
  const base = { frame: stored.frame, components, others, system: systemOf(world, stored.systemHashes) };
  const first = standing[0] === undefined ? undefined : placeOfStanding(standing[0], names);
  if (first !== undefined) {
    return {
      ...base,
      kind: 'state',
      place: first,
      conclusion: [`The rows of the file and the simulation differ as well: the simulation does not do what the run did.`],
    };
  }
  const inFrame = written === null ? undefined : placeOfRow(written, names);
  if (inFrame !== undefined) {
    return {
      ...base,
      kind: 'state',
      place: inFrame,
      conclusion: [
        'Things stand as they are stored, but what was written in this frame differs: something happened that did not happen in the run.',
      ],
    };
  }
  if (!fits) return { ...base, kind: 'hash', conclusion: alteredHash(stored, simulatedHash, components) };
  const hidden = components.filter((name) => !SHOWN_BY_ROWS.has(name));
  if (hidden.length === components.length) {
    return {
      ...base,
      kind: 'state',
      conclusion: [
        `All stored rows agree. The difference lies in ${hidden.join(', ')}, of which a run file keeps the hash and no rows, so that neither bot nor field can be named.`,
      ],
    };
  }
  return {
    ...base,
    kind: 'hash',
    conclusion: [
      'The stored hash contradicts the stored rows: all rows agree with the simulation, the hashes do not. Hashes in the file were altered.',
    ],
  };
}

/** All rows agree and the hashes of a frame do not even fit each other. */
function alteredHash(stored: FrameRow, simulatedHash: string, components: readonly string[]): string[] {
  const facts: string[] = [];
  if (components.length > 0) facts.push(`the stored hash of ${components.join(', ')} is not the simulated one`);
  if (stored.stateHash !== simulatedHash) facts.push(`the stored state hash is ${stored.stateHash}, the simulated one ${simulatedHash}`);
  return [
    `The stored hash contradicts the stored rows: all rows agree with the simulation, but ${facts.join(', and ')}.`,
    'The hashes stored with this frame do not fit each other: they were altered.',
  ];
}

/** Explain a row that differs although the hash agrees. */
export function explainRow(world: World, difference: RowDifference): Divergence {
  const place = placeOfRow(difference, new BotNames(world));
  return {
    frame: difference.frame,
    kind: 'rows',
    components: [],
    system: '',
    others: [],
    place,
    conclusion: ['The state hash of this frame agrees, so the simulation does what the run did: the row in the file was altered.'],
  };
}

class BotNames {
  readonly #slots = new Map<number, number>();
  constructor(private readonly world: World) {
    const { uid } = world.c.identity;
    for (let bot = 0; bot < world.pools.bot.high; bot++) if (uid[bot] !== 0) this.#slots.set(uid[bot]!, bot);
  }
  of(uid: number): string | null {
    const bot = this.#slots.get(uid);
    return bot === undefined ? null : (this.world.names[this.world.c.identity.name[bot]! - 1] ?? null);
  }
}

const TABLES_OF_BOTS = new Set([
  'bot',
  'bot_life',
  'bot_vital',
  'bot_most',
  'bot_motion',
  'slot_item',
  'quest_log',
  'event_row',
  'group_member',
  'decision_row',
  'loot_choice',
  'equip_choice',
]);

function placeOfStanding(d: StandingDifference, names: BotNames): DivergentPlace {
  const absent = d.column === '';
  const show = (value: unknown): string => (value === null ? 'not there' : absent ? 'there' : String(value));
  return {
    ...subject(d.table, d.key, names),
    table: d.table,
    column: d.column,
    field: fieldOf(d.table, d.column) ?? d.component,
    stored: show(d.stored),
    simulated: show(d.simulated),
  };
}

function placeOfRow(d: RowDifference, names: BotNames): DivergentPlace {
  const about = subject(d.table, d.row as Record<string, number>, names);
  const field = fieldOf(d.table, d.column);
  if (d.kind === 'value')
    return { ...about, table: d.table, column: d.column, field, stored: String(d.stored), simulated: String(d.simulated) };
  const row = Object.entries(d.row)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return {
    ...about,
    table: d.table,
    column: '',
    field,
    stored: d.kind === 'missing' ? 'no such row' : `a row (${row})`,
    simulated: d.kind === 'missing' ? `a row (${row})` : 'no such row',
  };
}

function fieldOf(table: string, column: string): string | null {
  return FIELD_OF_COLUMN[`${table}.${column}`] ?? null;
}

/** Columns that say which thing of a table it is, besides the bot. */
const SHOWN_KEYS: Readonly<Record<string, string>> = {
  slot: 'slot',
  quest_id: 'quest',
  auction_uid: 'auction',
  mail_uid: 'letter',
  group_uid: 'group',
  trade_uid: 'trade',
  seq: 'entry',
  name_id: 'measure',
  command_id: 'command',
  item_id: 'item kind',
  id: 'account',
};

function subject(table: string, row: Readonly<Record<string, unknown>>, names: BotNames): Pick<DivergentPlace, 'bot' | 'uid' | 'what'> {
  const uid = typeof row.uid === 'number' && row.uid !== 0 ? row.uid : null;
  const bot = uid !== null && TABLES_OF_BOTS.has(table) ? names.of(uid) : null;
  if (table === 'ledger_row') return ledgerEntry(row, names);
  const parts: string[] = [];
  if (bot !== null) parts.push(`bot ${bot} (uid ${uid})`);
  else if (uid !== null) parts.push(`${table.startsWith('creature') ? 'creature' : 'uid'} ${uid}`);
  for (const [column, word] of Object.entries(SHOWN_KEYS))
    if (row[column] !== undefined && row[column] !== null) parts.push(`${word} ${String(row[column])}`);
  return { bot, uid, what: parts.slice(0, 3).join(', ') || 'the frame as a whole' };
}

/** Between whom a ledger entry moves something; the bot is the receiver, else the giver. */
function ledgerEntry(row: Readonly<Record<string, unknown>>, names: BotNames): Pick<DivergentPlace, 'bot' | 'uid' | 'what'> {
  const [from, to] = [row.from_account as number, row.to_account as number];
  const name = (account: number): string => {
    const bot = names.of(account);
    return bot === null ? `account ${account}` : `bot ${bot} (uid ${account})`;
  };
  const uid = names.of(to) === null ? from : to;
  return { bot: names.of(uid), uid, what: `ledger entry ${String(row.seq)} (${String(row.cause_id)}) from ${name(from)} to ${name(to)}` };
}

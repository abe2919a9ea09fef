/**
 * The tables that every run has, whatever is simulated: inputs, frames, events, the ledger, refusals, measures. Where a word
 * repeats in many rows, the base table keeps its id and a view of the fixed name shows the word.
 */
import type { StoredColumn, StoredTable, StoredView } from './table-spec.js';

/** Codes of `ledger_row.flow`. */
export const LEDGER_FLOW = { faucet: 1, sink: 2, transfer: 3 } as const;

const frameColumn: StoredColumn = { name: 'frame', type: 'i32', doc: 'frame number; see table frame' };
const seqColumn: StoredColumn = { name: 'seq', type: 'i32', doc: 'order within the frame, from 0' };

const runTables: StoredTable[] = [
  {
    name: 'run',
    doc: 'One row per input of the run, fully expanded, and what became of it.\nstatus: running (or interrupted while it ran), complete, stopped (on purpose), interrupted (indexed afterwards).',
    columns: [
      { name: 'key', type: 'text', doc: 'name of the input', primary: true },
      { name: 'value', type: 'text', doc: 'its value as text; compound values as JSON' },
    ],
  },
  {
    name: 'content',
    doc: 'World content that the run used: it needs no other file.',
    columns: [
      { name: 'hash', type: 'text', doc: 'hash of the bytes', primary: true },
      { name: 'bytes', type: 'blob', doc: 'the content, as the run that wrote it packed it' },
    ],
  },
  {
    name: 'module',
    doc: 'Extension modules that the run was started with.',
    columns: [
      { name: 'path', type: 'text', doc: 'path as the scenario names it', primary: true },
      { name: 'hash', type: 'text', doc: 'hash of the source' },
      { name: 'source', type: 'text', doc: 'the source text' },
    ],
  },
  {
    name: 'word',
    doc: 'Words that repeat in rows: kinds, causes, commands, reasons, names of measures.',
    columns: [
      { name: 'id', type: 'i32', doc: 'id that rows carry', primary: true },
      { name: 'text', type: 'text', doc: 'the word' },
    ],
  },
];

const frameTables: StoredTable[] = [
  {
    name: 'frame',
    doc: 'One row per frame. Frame 0 is the world as spawned; a frame is in this file whole or not at all.',
    columns: [
      { ...frameColumn, doc: 'frame number; one step of simulated time each', primary: true },
      { name: 'state_hash', type: 'text', doc: 'hash of the whole state after the frame, hex' },
      { name: 'units_granted', type: 'i53', doc: 'work units the budget allowed' },
      { name: 'units_used', type: 'i53', doc: 'work units spent' },
      { name: 'deferred', type: 'i32', doc: 'items of work put off to a later frame' },
      { name: 'component_hashes', type: 'text', doc: 'hash of each component, 8 hex digits each, in the order of run.components' },
      { name: 'commands', type: 'i32', doc: 'commands applied' },
      { name: 'rejected', type: 'i32', doc: 'commands refused; see rejection' },
      {
        name: 'system_hashes',
        type: 'text',
        doc: 'hash of the state after each row of run.schedule, 4 hex digits each; the first 4 are before the first row',
      },
    ],
  },
  {
    name: 'checkpoint',
    doc: 'The whole world after a frame, for resume and replay: not meant for SQL.\nAny other frame is reached by simulating on from the last checkpoint before it, or from frame 0.',
    columns: [
      { name: 'frame', type: 'i32', doc: 'frame number', primary: true },
      { name: 'state_hash', type: 'text', doc: 'hash of the state, as in table frame' },
      { name: 'raw_bytes', type: 'i32', doc: 'length when unpacked' },
      { name: 'base_frame', type: 'i32', doc: 'checkpoint from which this one is told by what differs, or NULL', nullable: true },
      { name: 'bytes', type: 'blob', doc: 'all components, packed (engine/store/checkpoint-blob.ts)' },
    ],
  },
  {
    name: 'input',
    doc: 'What came from outside and was taken in at a frame boundary: directives, changed options, imports.',
    columns: [
      frameColumn,
      seqColumn,
      { name: 'source', type: 'text', doc: 'where it came from: scenario, command line, module' },
      { name: 'payload', type: 'text', doc: 'the input, JSON' },
    ],
  },
  {
    name: 'event_row',
    doc: 'What happened (base of the view event).',
    columns: [
      frameColumn,
      seqColumn,
      { name: 'kind_id', type: 'word', doc: 'kind of event; word.id' },
      { name: 'uid', type: 'i32', doc: 'entity it happened to; 0 = none' },
      { name: 'value1', type: 'i32', doc: 'first particular; event_key says what it is' },
      { name: 'value2', type: 'i32', doc: 'second particular' },
      { name: 'detail', type: 'text', doc: 'particulars that are no such numbers, JSON, or NULL', nullable: true },
    ],
    closingIndexes: [{ columns: ['uid', 'frame'] }],
  },
  {
    name: 'event_key',
    doc: 'What the particulars of an event are: their keys in the JSON that the view event shows.',
    columns: [
      { name: 'kind_id', type: 'i32', doc: 'kind of event; word.id', primary: true },
      { name: 'key1', type: 'text', doc: 'key of value1, or NULL when the kind has no particulars', nullable: true },
      { name: 'key2', type: 'text', doc: 'key of value2, or NULL', nullable: true },
      { name: 'words1', type: 'text', doc: 'words that value1 counts from 0, JSON, or NULL when it is a number', nullable: true },
      { name: 'words2', type: 'text', doc: 'words that value2 counts from 0, JSON, or NULL', nullable: true },
    ],
  },
];

const bookTables: StoredTable[] = [
  {
    name: 'ledger_row',
    doc: 'Every movement of money and items (base of the view ledger).',
    columns: [
      frameColumn,
      seqColumn,
      { name: 'cause_id', type: 'word', doc: 'why it moved; word.id' },
      { name: 'flow', type: 'i32', doc: '1 faucet (created), 2 sink (destroyed), 3 transfer' },
      { name: 'asset_id', type: 'i32', doc: '0 copper, else item_id' },
      { name: 'item_uid', type: 'i32', doc: 'item instance; 0 = none' },
      { name: 'quantity', type: 'i53', doc: 'copper, or number of items; positive' },
      { name: 'from_account', type: 'i32', doc: 'account.id' },
      { name: 'to_account', type: 'i32', doc: 'account.id' },
    ],
    closingIndexes: [{ columns: ['item_uid'], where: 'item_uid > 0' }],
  },
  {
    name: 'account_row',
    doc: 'Accounts of the ledger (base of the view account).',
    columns: [
      { name: 'id', type: 'i32', doc: 'account number', primary: true },
      { name: 'kind_id', type: 'word', doc: 'kind of account; word.id' },
      { name: 'owner_uid', type: 'i32', doc: 'entity it belongs to; 0 = none' },
    ],
    closingIndexes: [{ columns: ['owner_uid'] }],
  },
  {
    name: 'rejection_row',
    doc: 'Refused commands (base of the view rejection).',
    columns: [
      frameColumn,
      { name: 'command_id', type: 'word', doc: 'word.id' },
      { name: 'reason_id', type: 'word', doc: 'word.id' },
      { name: 'count', type: 'i32', doc: 'how many in this frame' },
    ],
  },
  {
    name: 'metric_row',
    doc: 'Measures of the simulated world (base of the view metric).',
    columns: [
      frameColumn,
      { name: 'name_id', type: 'word', doc: 'word.id' },
      { name: 'value', type: 'real', doc: 'value; its unit is the last part of the name' },
    ],
  },
  {
    name: 'perf_row',
    doc: 'Timings and memory of the machine that ran it (base of the view perf); never hashed, never the same twice.',
    columns: [
      frameColumn,
      { name: 'name_id', type: 'word', doc: 'word.id' },
      { name: 'value', type: 'real', doc: 'value; its unit is the last part of the name' },
    ],
  },
];

export const engineTables: readonly StoredTable[] = [...runTables, ...frameTables, ...bookTables];

/** Join a word to its id. CROSS JOIN keeps the word from being the outer loop, which would scan the rows once per word. */
function withWord(alias: string, id: string): string {
  return `CROSS JOIN word ${alias} ON ${alias}.id = ${id}`;
}

/** `"key":value`, the value as a word where the key has words; `->` answers NULL where there are none. */
function particular(n: 1 | 2): string {
  return `'"' || p.key${n} || '":' || coalesce(p.words${n} -> e.value${n}, e.value${n})`;
}

const EVENT_DETAIL = `coalesce(e.detail, '{' || ${particular(1)} || coalesce(',' || ${particular(2)}, '') || '}')`;

function measureView(name: 'metric' | 'perf', doc: string): StoredView {
  return {
    name,
    doc,
    columns: [
      { name: 'frame', doc: 'frame number' },
      { name: 'name', doc: 'what is measured, its unit last' },
      { name: 'value', doc: 'value' },
    ],
    closed: `SELECT r.frame, w.text, r.value FROM ${name}_row r ${withWord('w', 'r.name_id')}`,
  };
}

export const engineViews: readonly StoredView[] = [
  {
    name: 'event',
    doc: 'What happened, to whom, in which frame.',
    columns: [
      { name: 'frame', doc: 'frame number' },
      {
        name: 'kind',
        doc: 'what happened, as noun.verb: quest.accepted, bot.died, stall, ...; SELECT DISTINCT kind FROM event lists them',
      },
      { name: 'uid', doc: 'entity it happened to; 0 = none' },
      { name: 'detail', doc: 'particulars, JSON, or NULL' },
      { name: 'seq', doc: 'order within the frame' },
    ],
    closed: `SELECT e.frame, k.text, e.uid, ${EVENT_DETAIL}, e.seq
FROM event_row e ${withWord('k', 'e.kind_id')} LEFT JOIN event_key p ON p.kind_id = e.kind_id`,
  },
  {
    name: 'ledger',
    doc: 'Every movement of money and items: faucets create, sinks destroy, transfers do neither.',
    columns: [
      { name: 'frame', doc: 'frame number' },
      { name: 'seq', doc: 'order within the frame' },
      { name: 'cause', doc: 'why it moved; SELECT DISTINCT cause FROM ledger lists them' },
      { name: 'flow', doc: 'faucet, sink or transfer' },
      { name: 'asset', doc: "'copper', or the item_id as a number" },
      { name: 'item_uid', doc: 'item instance; 0 = none' },
      { name: 'quantity', doc: 'copper, or number of items' },
      { name: 'from_account', doc: 'account.id' },
      { name: 'to_account', doc: 'account.id' },
    ],
    closed: `SELECT l.frame, l.seq, c.text,
  CASE l.flow WHEN 1 THEN 'faucet' WHEN 2 THEN 'sink' WHEN 3 THEN 'transfer' END,
  CASE l.asset_id WHEN 0 THEN 'copper' ELSE l.asset_id END,
  l.item_uid, l.quantity, l.from_account, l.to_account
FROM ledger_row l ${withWord('c', 'l.cause_id')}`,
  },
  {
    name: 'account',
    doc: 'The accounts between which the ledger moves money and items.',
    columns: [
      { name: 'id', doc: 'account number' },
      { name: 'kind', doc: 'kind of account; SELECT DISTINCT kind FROM account lists them' },
      { name: 'owner_uid', doc: 'entity it belongs to; 0 = none' },
    ],
    closed: `SELECT a.id, k.text, a.owner_uid FROM account_row a ${withWord('k', 'a.kind_id')}`,
  },
  {
    name: 'rejection',
    doc: 'Commands that were refused, by reason.',
    columns: [
      { name: 'frame', doc: 'frame number' },
      { name: 'command', doc: 'the verb' },
      { name: 'reason', doc: 'why it was refused' },
      { name: 'count', doc: 'how many in this frame' },
    ],
    closed: `SELECT r.frame, c.text, w.text, r.count FROM rejection_row r ${withWord('c', 'r.command_id')} ${withWord('w', 'r.reason_id')}`,
  },
  measureView('metric', 'Measures of the simulated world, frame by frame.'),
  measureView('perf', 'Timings and memory of the machine; not part of the state.'),
];

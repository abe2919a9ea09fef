/** From the ledger of a run: money by cause and window, and what each bot lived on. */
import type Database from 'better-sqlite3';
import { FIRST_UID } from '../../vocabulary.js';

/** Sources of income, and the ledger causes that belong to each; auctions are read elsewhere. */
export const INCOME_SOURCES = ['creatures', 'quests', 'vendors', 'auctions', 'trades'] as const;
const SOURCE_OF_CAUSE: Readonly<Record<string, number>> = {
  creature_money: 0,
  quest_reward: 1,
  vendor_sale: 2,
  trade: 4,
  cod_payment: 4,
};
export const AUCTION_INCOME = 3;

/** Flows as the file codes them. */
const FAUCET = 1;
const SINK = 2;
export interface Flows {
  /** Copper by cause, one figure a window. */
  readonly faucets: ReadonlyMap<string, Float64Array>;
  readonly sinks: ReadonlyMap<string, Float64Array>;
  /** Copper in trades and cash on delivery, by window. */
  readonly paidBetween: Float64Array;
  /** Copper by source of income, by bot uid. */
  readonly income: ReadonlyMap<number, number[]>;
  /** Cuts, and deposits lost, copper, over the run. */
  readonly cut: number;
  readonly depositsLost: number;
}

interface Grouped {
  readonly window: number;
  readonly cause: string;
  readonly flow: number;
  readonly copper: number;
}
interface Earned {
  readonly uid: number;
  readonly cause: string;
  readonly copper: number;
}

/** @param from frame after which entries count: what the scenario put there in frame 0, or opening balances, came from nowhere */
export function readFlows(db: Database.Database, from: number, windowFrames: number, windows: number): Flows {
  const grouped = db
    .prepare(
      `SELECT min((l.frame - CAST(? AS INTEGER)) / CAST(? AS INTEGER), CAST(? AS INTEGER)) AS window, w.text AS cause, l.flow AS flow, sum(l.quantity) AS copper
       FROM ledger_row l JOIN word w ON w.id = l.cause_id
       WHERE l.asset_id = 0 AND l.frame > ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    )
    .all(from, windowFrames, windows - 1, from) as Grouped[];
  const faucets = new Map<string, Float64Array>();
  const sinks = new Map<string, Float64Array>();
  const paidBetween = new Float64Array(windows);
  for (const { window, cause, flow, copper } of grouped) {
    if (flow === FAUCET || flow === SINK) seriesOf(flow === FAUCET ? faucets : sinks, cause, windows)[window]! += copper;
    else if (cause === 'trade' || cause === 'cod_payment') paidBetween[window]! += copper;
  }
  return {
    faucets,
    sinks,
    paidBetween,
    income: readIncome(db, from),
    cut: total(sinks.get('auction_cut')),
    depositsLost: total(sinks.get('auction_deposit')),
  };
}

function readIncome(db: Database.Database, from: number): Map<number, number[]> {
  const rows = db
    .prepare(
      `SELECT l.to_account AS uid, w.text AS cause, sum(l.quantity) AS copper FROM ledger_row l JOIN word w ON w.id = l.cause_id
       WHERE l.asset_id = 0 AND l.frame > ? AND l.to_account >= ? AND w.text IN (${Object.keys(SOURCE_OF_CAUSE)
         .map((cause) => `'${cause}'`)
         .join(', ')})
       GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .all(from, FIRST_UID) as Earned[];
  const income = new Map<number, number[]>();
  for (const { uid, cause, copper } of rows) incomeOf(income, uid)[SOURCE_OF_CAUSE[cause]!]! += copper;
  return income;
}

/** Income by source of a bot; made when it is not there. */
export function incomeOf(income: Map<number, number[]>, uid: number): number[] {
  let parts = income.get(uid);
  if (parts === undefined) {
    parts = INCOME_SOURCES.map(() => 0);
    income.set(uid, parts);
  }
  return parts;
}

function seriesOf(series: Map<string, Float64Array>, name: string, windows: number): Float64Array {
  let values = series.get(name);
  if (values === undefined) {
    values = new Float64Array(windows);
    series.set(name, values);
  }
  return values;
}

export function total(values: ArrayLike<number> | undefined): number {
  let sum = 0;
  for (let k = 0; values !== undefined && k < values.length; k++) sum += values[k]!;
  return sum;
}

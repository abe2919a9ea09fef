/** From purses and letters: who has how much, at the end of each window. */
import type Database from 'better-sqlite3';
import { ascending, gini } from './statistics.js';

const WAITING = 1;

export interface Wealth {
  /** Gini coefficient of purses at the end of each window. */
  readonly giniOfPurses: number[];
  /** Copper of each bot at the last frame: purse, letters, and what it has in auctions; rising. */
  readonly copper: Float64Array;
}

/** @param escrow copper in deposits and bids of open auctions, by bot uid */
export function readWealth(
  db: Database.Database,
  from: number,
  windowFrames: number,
  windows: number,
  escrow: ReadonlyMap<number, number>,
): Wealth {
  const purses = new Map<number, number>();
  const giniOfPurses: number[] = [];
  const rows = db.prepare('SELECT frame, uid, gold_copper AS gold FROM bot_life ORDER BY rowid').iterate() as IterableIterator<{
    frame: number;
    uid: number;
    gold: number;
  }>;
  for (const { frame, uid, gold } of rows) {
    while (giniOfPurses.length < windows - 1 && frame - from >= (giniOfPurses.length + 1) * windowFrames)
      giniOfPurses.push(gini(ascending(purses.values())));
    purses.set(uid, gold);
  }
  while (giniOfPurses.length < windows) giniOfPurses.push(gini(ascending(purses.values())));
  const letters = db
    .prepare(
      `SELECT to_uid AS uid, sum(money) AS copper FROM
         (SELECT mail_uid, to_uid, status, money_copper AS money, max(rowid) FROM mail_row GROUP BY mail_uid)
       WHERE status = ? GROUP BY to_uid`,
    )
    .all(WAITING) as { uid: number; copper: number }[];
  for (const { uid, copper } of letters) purses.set(uid, (purses.get(uid) ?? 0) + copper);
  for (const [uid, copper] of escrow) if (purses.has(uid)) purses.set(uid, purses.get(uid)! + copper);
  return { giniOfPurses, copper: ascending(purses.values()) };
}

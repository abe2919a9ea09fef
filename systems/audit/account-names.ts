/** Names of accounts, for messages. */
import type Database from 'better-sqlite3';
import { FIRST_UID, WORLD_ACCOUNTS } from '../vocabulary.js';

export class AccountNames {
  readonly #bot: ReturnType<Database.Database['prepare']>;
  readonly #kind: ReturnType<Database.Database['prepare']>;

  constructor(db: Database.Database) {
    this.#bot = db.prepare('SELECT name FROM bot WHERE uid = ?').pluck();
    this.#kind = db.prepare('SELECT w.text FROM account_row a JOIN word w ON w.id = a.kind_id WHERE a.id = ?').pluck();
  }

  /** `bot Hallera (uid 1003)`, `auction 20331`, `the world's account creatures`. */
  of(account: number): string {
    if (account < FIRST_UID) return `the world's account ${WORLD_ACCOUNTS[account] ?? account}`;
    const bot = this.#bot.get(account) as string | undefined;
    if (bot !== undefined) return `bot ${bot} (uid ${account})`;
    const kind = this.#kind.get(account) as string | undefined;
    return kind === undefined ? `account ${account}` : `${kind === 'mail' ? 'letter' : kind} ${account}`;
  }
}

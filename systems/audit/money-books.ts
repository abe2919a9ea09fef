/** Copper: what each account must hold by the ledger, and what the rows of purses, auctions and letters say it holds. */
import { FIRST_UID } from '../vocabulary.js';
import { NumbersByUid, TouchedUids } from './growing.js';
import type { AccountNames } from './account-names.js';
import { violated } from './violation.js';

export class MoneyBooks {
  readonly #balance = new NumbersByUid();
  readonly #held = new NumbersByUid();
  readonly #touched = new TouchedUids();
  created = 0;
  destroyed = 0;
  /** Sum of what all rows say. */
  inWorld = 0;

  constructor(private readonly names: AccountNames) {}

  /** A ledger entry; its flow and accounts have been checked. */
  move(frame: number, quantity: number, from: number, to: number): void {
    if (from >= FIRST_UID) {
      this.#balance.add(from, -quantity);
      this.#touched.touch(from, frame + 1);
    } else this.created += quantity;
    if (to >= FIRST_UID) {
      this.#balance.add(to, quantity);
      this.#touched.touch(to, frame + 1);
    } else this.destroyed += quantity;
  }

  /** A row says what an account holds from this frame on. */
  hold(frame: number, account: number, copper: number): void {
    const before = this.#held.get(account);
    if (before === copper) return;
    this.inWorld += copper - before;
    this.#held.set(account, copper);
    this.#touched.touch(account, frame + 1);
  }

  /** At the end of a frame: every account that was touched holds its balance, and the whole adds up. */
  check(frame: number): void {
    for (const account of this.#touched.list) {
      const balance = this.#balance.get(account);
      const held = this.#held.get(account);
      if (balance !== held)
        violated(
          frame,
          'money-balance',
          this.names.of(account),
          'copper it holds',
          `${balance} by the ledger`,
          `${held} in the stored rows`,
        );
    }
    this.#touched.clear();
    const supply = this.created - this.destroyed;
    if (this.inWorld !== supply)
      violated(
        frame,
        'money-total',
        'the whole world',
        'copper in purses, auctions and letters',
        `${supply} (created ${this.created} - destroyed ${this.destroyed})`,
        this.inWorld,
      );
  }
}

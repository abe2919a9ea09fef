/** Mails of each bot in uid order, derived from the mail component. */
import { MailState } from '../../components/index.js';
import { UidLists, sortByUid } from '../auction/uid-lists.js';
import type { World } from '../world.js';

export class MailLists {
  readonly #lists: UidLists;

  constructor(private readonly world: World) {
    this.#lists = new UidLists(world.capacities.bot!, world.capacities.mail!);
  }

  /** Take in a mail that was just sent (its uid is the newest). */
  add(mail: number): void {
    this.#lists.append(this.world.c.mail.to[mail]! - 1, mail);
  }
  /** Forget a mail that was collected or has expired. */
  remove(mail: number): void {
    this.#lists.remove(mail);
  }
  /** Oldest waiting mail of a bot, -1 none; go on with `after`. */
  first(bot: number): number {
    return this.#lists.first(bot);
  }
  after(mail: number): number {
    return this.#lists.after(mail);
  }
  count(bot: number): number {
    return this.#lists.count(bot);
  }

  rebuild(): void {
    const { mail } = this.world.c;
    this.#lists.clear();
    const slots = new Int32Array(this.world.pools.mail.high);
    let n = 0;
    for (let m = 0; m < slots.length; m++) if (mail.state[m] === MailState.waiting) slots[n++] = m;
    sortByUid(slots, n, mail.uid, new Float64Array(n));
    for (let k = 0; k < n; k++) this.add(slots[k]!);
  }
}

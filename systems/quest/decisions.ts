/**
 * Quest choices of late, for the store's `decision` table: what was chosen, from what, and why the rest was not. Not state: nothing reads it
 * back, and nothing is noted unless somebody listens.
 */

/** Choices kept until they are taken; the oldest are lost when nobody takes them. */
export const MAX_DECISIONS = 4096;

export interface Decision {
  readonly uid: number;
  readonly questId: number;
  /** Packed JSON, see `explainChoice`. */
  readonly detail: string;
}
export type Decisions = readonly Decision[];

export class DecisionRing {
  /** Set by whoever takes the choices: explaining one costs more than making it. */
  listening = false;
  #waiting: Decision[] = [];

  note(uid: number, questId: number, detail: string): void {
    if (this.#waiting.length >= MAX_DECISIONS) this.#waiting.shift();
    this.#waiting.push({ uid, questId, detail });
  }

  /** What waits, oldest first; it is taken by this. */
  take(): Decisions {
    const taken = this.#waiting;
    if (taken.length > 0) this.#waiting = [];
    return taken;
  }
}

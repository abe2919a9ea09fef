/** Quest choices of late, for the store's `decision` table: what was chosen, from what. Not state: nothing reads it back. */

/** Alternatives kept of a choice. */
export const MAX_ALTERNATIVES = 6;
/** Choices kept until they are taken; the oldest are lost when nobody takes them. */
export const MAX_DECISIONS = 4096;

/** Choices waiting to be written, oldest first: `count` of them from `first` on, round the end of the arrays. */
export interface Decisions {
  readonly first: number;
  readonly count: number;
  readonly frame: Int32Array;
  readonly uid: Int32Array;
  /** Quest and giver that were chosen (content indices; giver -1 for an item). */
  readonly quest: Int32Array;
  readonly giver: Int32Array;
  /** Score in millionths. */
  readonly score: Float64Array;
  /** Alternatives, best first: MAX_ALTERNATIVES cells a choice, quest -1 where there are fewer. */
  readonly otherQuest: Int32Array;
  readonly otherScore: Float64Array;
  /** Quests that were looked at and refused. */
  readonly rejected: Int32Array;
}

export class DecisionRing {
  #first = 0;
  #count = 0;
  readonly #frame = new Int32Array(MAX_DECISIONS);
  readonly #uid = new Int32Array(MAX_DECISIONS);
  readonly #quest = new Int32Array(MAX_DECISIONS);
  readonly #giver = new Int32Array(MAX_DECISIONS);
  readonly #score = new Float64Array(MAX_DECISIONS);
  readonly #rejected = new Int32Array(MAX_DECISIONS);
  readonly #otherQuest = new Int32Array(MAX_DECISIONS * MAX_ALTERNATIVES);
  readonly #otherScore = new Float64Array(MAX_DECISIONS * MAX_ALTERNATIVES);

  /** `quests` and `scores` hold the candidates best first, the chosen one at 0. */
  note(frame: number, uid: number, giver: number, quests: Int32Array, scores: Float64Array, candidates: number, rejected: number): void {
    if (this.#count === MAX_DECISIONS) {
      this.#first = (this.#first + 1) % MAX_DECISIONS;
      this.#count--;
    }
    const at = (this.#first + this.#count++) % MAX_DECISIONS;
    this.#frame[at] = frame;
    this.#uid[at] = uid;
    this.#quest[at] = quests[0]!;
    this.#giver[at] = giver;
    this.#score[at] = scores[0]!;
    this.#rejected[at] = rejected;
    for (let k = 0; k < MAX_ALTERNATIVES; k++) {
      const has = k + 1 < candidates;
      this.#otherQuest[at * MAX_ALTERNATIVES + k] = has ? quests[k + 1]! : -1;
      this.#otherScore[at * MAX_ALTERNATIVES + k] = has ? scores[k + 1]! : 0;
    }
  }

  /** What waits; it is taken by this, and the arrays are valid until the next choice. */
  take(): Decisions {
    const taken: Decisions = {
      first: this.#first,
      count: this.#count,
      frame: this.#frame,
      uid: this.#uid,
      quest: this.#quest,
      giver: this.#giver,
      score: this.#score,
      otherQuest: this.#otherQuest,
      otherScore: this.#otherScore,
      rejected: this.#rejected,
    };
    this.#first = 0;
    this.#count = 0;
    return taken;
  }
}

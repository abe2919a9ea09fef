/**
 * The choice from a record of ranked offers: its quests are gone through in the order (score, giver, quest) up to the first that the bot
 * takes, so that mostly one or two of them are asked about. Columns are held by the class: a choice is some two hundred nanoseconds.
 */
import { xOf, yOf } from '../movement/motion.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { Answer } from './candidate.js';
import type { Candidate } from './candidate.js';
import { Entry, Giver, Head } from './ranked-offers.js';
import type { RankedOffers } from './ranked-offers.js';
import { PPM } from './scoring.js';

const CELLS = optionIndex('quest.giverCacheEntries');
const FIRST_GIVERS = 64;
const GONE = -1;

export class RankedChoice {
  /** The choice after `pick` has answered yes: content indices, and the score in millionths. */
  quest = -1;
  giver = -1;
  score = 0;
  readonly #map: Uint16Array | Int32Array;
  readonly #zone: Uint16Array | Int32Array;
  readonly #level: Uint8Array | Uint16Array;
  readonly #side: Uint8Array;
  /** By giver of the record: the share of points that the way leaves (millionths), the quest that is next, and the product of both: its score in millionths; GONE out of reach or at the end. */
  #shares = new Int32Array(FIRST_GIVERS);
  #nexts = new Int32Array(FIRST_GIVERS);
  #heads = new Float64Array(FIRST_GIVERS);

  constructor(
    private readonly world: World,
    private readonly ranked: RankedOffers,
    private readonly candidate: Candidate,
  ) {
    const { motion, life, identity } = world.c;
    this.#map = motion.map;
    this.#zone = motion.zone;
    this.#level = life.level;
    this.#side = identity.side;
  }

  /** An `Answer`: with again, points do not hold (the first quest the bot would take has been done before) or are beyond exact products. */
  pick(bot: number, simple: boolean): number {
    const { world, ranked } = this;
    const x = xOf(world, bot);
    const y = yOf(world, bot);
    const zone = simple ? -1 : this.#zone[bot]! - 1;
    const at = ranked.find(this.#map[bot]!, x, y, this.#level[bot]!, this.#side[bot]!, zone, simple, world.option(CELLS));
    const givers = ranked.data[at + Head.givers]!;
    if (givers === 0) return Answer.no;
    if (ranked.data[at + Head.dear] !== 0) return Answer.again;
    if (this.#heads.length < givers) this.#widen(givers);
    this.candidate.begin(bot);
    const first = at + Head.size;
    this.#reckon(first, givers, x, y);
    for (;;) {
      const most = this.#most(givers);
      if (most < 0) return Answer.no;
      // Products that give the same score are as good as each other.
      const score = Math.max(1, Math.floor(most / PPM));
      const alike = score === 1 ? 0 : score * PPM;
      let n = 0;
      while (this.#heads[n]! < alike) n++;
      const answer = this.#takeFrom(first + n * Giver.size, n, alike);
      if (answer === Answer.no) continue;
      this.score = score;
      return answer;
    }
  }

  /** For each giver the product of its best quest from a place. The shares of the way and the points are multiplied only: dividing is for the best. */
  #reckon(first: number, givers: number, x: number, y: number): void {
    const { data, points } = this.ranked;
    const { scores } = this.world.derived.quests;
    const { radius } = this.world.derived.quests;
    const beyond = (radius + 1) * (radius + 1);
    const decay = scores.decayTable(radius);
    const heads = this.#heads;
    const shares = this.#shares;
    const nexts = this.#nexts;
    for (let n = 0, row = first; n < givers; n++, row += Giver.size) {
      const dx = x - data[row + Giver.x]!;
      const dy = y - data[row + Giver.y]!;
      const square = dx * dx + dy * dy;
      if (square >= beyond) {
        heads[n] = GONE;
        continue;
      }
      // The whole root, see `isqrt`: it is below 2^31 here.
      const share = decay[Math.sqrt(square) | 0]!;
      shares[n] = share;
      nexts[n] = data[row + Giver.from]!;
      heads[n] = points[row >> 1]! * share;
    }
  }

  #most(givers: number): number {
    const heads = this.#heads;
    let most = GONE;
    for (let n = 0; n < givers; n++) most = Math.max(most, heads[n]!);
    return most;
  }

  /** Of the quests that come next at a giver and score alike (products from `alike` on), the lowest that the bot takes; the giver goes on behind them. */
  #takeFrom(row: number, n: number, alike: number): number {
    const { data, points } = this.ranked;
    const to = data[row + Giver.to]!;
    const giver = data[row + Giver.giver]!;
    const share = this.#shares[n]!;
    let found = -1;
    let entry = this.#nexts[n]!;
    let head: number;
    do {
      const quest = data[entry + Entry.quest]!;
      if (found < 0 || quest < found) {
        const answer = this.candidate.passes(quest, data[entry + Entry.needs]!, giver);
        if (answer === Answer.again) return answer;
        if (answer === Answer.yes) found = quest;
      }
      entry += Entry.size;
      head = entry < to ? points[entry >> 1]! * share : GONE;
    } while (head >= alike);
    this.#nexts[n] = entry;
    this.#heads[n] = head;
    if (found < 0) return Answer.no;
    this.quest = found;
    this.giver = giver;
    return Answer.yes;
  }

  #widen(givers: number): void {
    this.#shares = new Int32Array(givers * 2);
    this.#nexts = new Int32Array(givers * 2);
    this.#heads = new Float64Array(givers * 2);
  }
}

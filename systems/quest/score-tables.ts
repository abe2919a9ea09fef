/**
 * Scores by quest and level, before place and company count: what all bots of a level share is computed once for all of them. The tables
 * are pure functions of content, options and the published weights of the time predictor, and begin anew when one of these changes.
 */
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { usesModel } from './learn-times.js';
import { Weight, distancePpm, sharedScore, simpleShared } from './scoring.js';

const MAX_LEVEL = 256;
const FACTORS = ['level', 'xp', 'gold', 'chain', 'type', 'zone', 'group', 'distance'];
/** Options that go into a score. */
const READ = [...FACTORS.map((name) => `quest.weight.${name}`), 'rate.quest_xp', 'rate.quest_money', 'quest.timeModel'].map(optionIndex);

export class ScoreTables {
  #optionsVersion = -1;
  #modelVersion = -1;
  readonly #stamp = new Float64Array(READ.length + 2);
  /** By level, twice: of bots on their own, and in a group. NaN: not computed yet. */
  #shared: (Float64Array | undefined)[] = [];
  #simple: (Float64Array | undefined)[] = [];
  #decay = new Int32Array(0);
  /** Scores computed, for reports. */
  computed = 0;
  renewals = 0;

  constructor(private readonly world: World) {}

  shared(quest: number, level: number, grouped: boolean): number {
    this.renew();
    return this.known(quest, level, grouped);
  }

  /** The same after `renew`. */
  known(quest: number, level: number, grouped: boolean): number {
    const table = this.sharedTable(level, grouped);
    const kept = table[quest]!;
    return kept === kept ? kept : this.fillShared(table, quest, level, grouped);
  }

  /** The table of a level, after `renew`; a cell that is NaN is filled by `fillShared`. */
  sharedTable(level: number, grouped: boolean): Float64Array {
    const at = level + (grouped ? MAX_LEVEL : 0);
    return (this.#shared[at] ??= new Float64Array(this.world.content.quests.count).fill(NaN));
  }
  fillShared(table: Float64Array, quest: number, level: number, grouped: boolean): number {
    this.computed++;
    return (table[quest] = sharedScore(this.world, quest, level, grouped));
  }

  /** Points of the simple strategy, after `renew`. */
  simple(quest: number, level: number): number {
    return this.simpleTable(level)[quest]!;
  }
  simpleTable(level: number): Float64Array {
    const kept = this.#simple[level];
    if (kept !== undefined) return kept;
    const made = Float64Array.from({ length: this.world.content.quests.count }, (_, quest) => simpleShared(this.world, quest, level));
    this.#simple[level] = made;
    return made;
  }

  /** Decay over the way to a giver, millionths, by centiyards from 0 to the radius: after `renew`. */
  decayTable(radius: number): Int32Array {
    if (this.#decay.length !== radius + 1) {
      const weight = this.world.option(Weight.distance);
      this.#decay = Int32Array.from({ length: radius + 1 }, (_, away) => distancePpm(away, weight));
    }
    return this.#decay;
  }

  /** Everything is computed anew when it is next asked for. */
  clear(): void {
    this.#stamp.fill(NaN);
    this.#optionsVersion = -1;
  }

  /** Let go what was computed under other options or weights. To be called before the tables are read. */
  renew(): void {
    const { world } = this;
    const { version } = world.c.predictor;
    if (this.#optionsVersion === world.optionsVersion && this.#modelVersion === version[0]) return;
    this.#optionsVersion = world.optionsVersion;
    this.#modelVersion = version[0]!;
    let changed = false;
    for (let n = 0; n < READ.length + 2; n++) {
      const now = n < READ.length ? world.option(READ[n]!) : n === READ.length ? world.c.predictor.version[0]! : usesModel(world) ? 1 : 0;
      if (this.#stamp[n] === now) continue;
      this.#stamp[n] = now;
      changed = true;
    }
    if (!changed) return;
    this.#shared = [];
    this.#simple = [];
    this.#decay = new Int32Array(0);
    this.renewals++;
  }
}

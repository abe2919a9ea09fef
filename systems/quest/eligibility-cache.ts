/**
 * Answers to "may this bot take this quest?", kept: least recently used ones leave, so many at a time, when it is full. An answer holds
 * as long as nothing it was made from has changed: each bot and each quest has a version, and an answer remembers both. Derived: it
 * never changes an answer, only what it costs.
 */
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { serverRefusal } from './eligibility.js';

const ENTRIES = optionIndex('quest.eligibilityCacheEntries');
const EVICTION = optionIndex('quest.cacheEviction');
const REFRESH = optionIndex('quest.cacheRefreshMs');
const NONE = -1;
const SPREAD = 0x9e3779b1;

export class EligibilityCache {
  hits = 0;
  misses = 0;
  evictions = 0;
  /** Versions: an answer made under another one is stale. */
  readonly #botVersion: Int32Array;
  readonly #questVersion: Int32Array;
  #capacity = 0;
  #buckets = new Int32Array(0);
  #bot = new Int32Array(0);
  #quest = new Int32Array(0);
  #stampBot = new Int32Array(0);
  #stampQuest = new Int32Array(0);
  #level = new Uint8Array(0);
  #answer = new Uint8Array(0);
  #chain = new Int32Array(0);
  #newer = new Int32Array(0);
  #older = new Int32Array(0);
  #newest = NONE;
  #oldest = NONE;
  #free = NONE;
  #count = 0;
  #since = 0;

  constructor(private readonly world: World) {
    this.#botVersion = new Int32Array(world.capacities.bot!);
    this.#questVersion = new Int32Array(world.content.quests.count);
  }

  get size(): number {
    return this.#count;
  }

  /** Refusal by the rules of the servers, from the cache if it is there. */
  refusal(bot: number, quest: number): number {
    const { world } = this;
    this.#fit();
    if (this.#capacity === 0) {
      this.misses++;
      return serverRefusal(world, bot, quest);
    }
    const level = world.c.life.level[bot]!;
    const bucket = this.#bucketOf(bot, quest);
    let at = this.#buckets[bucket]!;
    while (at !== NONE && (this.#bot[at] !== bot || this.#quest[at] !== quest)) at = this.#chain[at]!;
    if (
      at !== NONE &&
      this.#stampBot[at] === this.#botVersion[bot] &&
      this.#stampQuest[at] === this.#questVersion[quest] &&
      this.#level[at] === level
    ) {
      this.hits++;
      this.#touch(at);
      return this.#answer[at]!;
    }
    this.misses++;
    const answer = serverRefusal(world, bot, quest);
    if (at === NONE) at = this.#insert(bot, quest, bucket);
    else this.#touch(at);
    this.#stampBot[at] = this.#botVersion[bot]!;
    this.#stampQuest[at] = this.#questVersion[quest]!;
    this.#level[at] = level;
    this.#answer[at] = answer;
    return answer;
  }

  /** Something about a bot has changed that answers depend on. */
  invalidateBot(bot: number): void {
    this.#botVersion[bot]!++;
  }
  /** Something about a quest has changed (a day is over). */
  invalidateQuest(quest: number): void {
    this.#questVersion[quest]!++;
  }
  clear(): void {
    this.#capacity = NONE;
  }

  /** Follow the options; answers are let go when they are older than the refresh interval. */
  #fit(): void {
    const { world } = this;
    const wanted = world.option(ENTRIES);
    const expired = world.frame - this.#since >= world.framesOf(world.option(REFRESH));
    if (wanted === this.#capacity && !expired) return;
    this.#since = world.frame;
    if (wanted !== this.#capacity) this.#allocate(wanted);
    this.#buckets.fill(NONE);
    this.#newest = this.#oldest = NONE;
    this.#count = 0;
    this.#free = wanted > 0 ? 0 : NONE;
    for (let at = 0; at < wanted; at++) this.#chain[at] = at + 1 < wanted ? at + 1 : NONE;
  }

  #allocate(capacity: number): void {
    let buckets = 1;
    while (buckets < capacity * 2) buckets *= 2;
    this.#capacity = capacity;
    this.#buckets = new Int32Array(buckets);
    for (const name of ['bot', 'quest', 'stampBot', 'stampQuest', 'chain', 'newer', 'older'] as const)
      this.#columns()[name](new Int32Array(capacity));
    this.#level = new Uint8Array(capacity);
    this.#answer = new Uint8Array(capacity);
  }
  #columns(): Record<'bot' | 'quest' | 'stampBot' | 'stampQuest' | 'chain' | 'newer' | 'older', (to: Int32Array<ArrayBuffer>) => void> {
    return {
      bot: (to) => (this.#bot = to),
      quest: (to) => (this.#quest = to),
      stampBot: (to) => (this.#stampBot = to),
      stampQuest: (to) => (this.#stampQuest = to),
      chain: (to) => (this.#chain = to),
      newer: (to) => (this.#newer = to),
      older: (to) => (this.#older = to),
    };
  }

  #bucketOf(bot: number, quest: number): number {
    return (Math.imul(Math.imul(bot, SPREAD) ^ quest, SPREAD) >>> 7) & (this.#buckets.length - 1);
  }

  #insert(bot: number, quest: number, bucket: number): number {
    if (this.#free === NONE) this.#evict(Math.min(this.#capacity, this.world.option(EVICTION)));
    const at = this.#free;
    this.#free = this.#chain[at]!;
    this.#bot[at] = bot;
    this.#quest[at] = quest;
    this.#chain[at] = this.#buckets[bucket]!;
    this.#buckets[bucket] = at;
    this.#count++;
    this.#link(at);
    return at;
  }

  #link(at: number): void {
    this.#older[at] = this.#newest;
    this.#newer[at] = NONE;
    if (this.#newest !== NONE) this.#newer[this.#newest] = at;
    else this.#oldest = at;
    this.#newest = at;
  }
  #unlink(at: number): void {
    const newer = this.#newer[at]!;
    const older = this.#older[at]!;
    if (newer === NONE) this.#newest = older;
    else this.#older[newer] = older;
    if (older === NONE) this.#oldest = newer;
    else this.#newer[older] = newer;
  }
  #touch(at: number): void {
    if (this.#newest === at) return;
    this.#unlink(at);
    this.#link(at);
  }

  #evict(count: number): void {
    for (let n = 0; n < count && this.#oldest !== NONE; n++) {
      const at = this.#oldest;
      this.#unlink(at);
      const bucket = this.#bucketOf(this.#bot[at]!, this.#quest[at]!);
      if (this.#buckets[bucket] === at) this.#buckets[bucket] = this.#chain[at]!;
      else {
        let before = this.#buckets[bucket]!;
        while (this.#chain[before] !== at) before = this.#chain[before]!;
        this.#chain[before] = this.#chain[at]!;
      }
      this.#chain[at] = this.#free;
      this.#free = at;
      this.#count--;
      this.evictions++;
    }
  }
}

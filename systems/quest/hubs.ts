/** Hubs: clusters of quest givers, for a bot that has to choose where to go when its surroundings have nothing left for it. Static. */
import { distance } from '../../engine/integer-math.js';
import { QuestFlag } from '../../data/content.js';
import type { Csr, WorldContent } from '../../data/content.js';
import { greyLevel } from '../rules/grey-level.js';
import type { QuestFacts } from './quest-facts.js';
import { lists } from './quest-facts.js';

/** Edge of the squares that gather givers into a hub, centiyards (200 yards). */
const HUB_CELL = 20_000;
const SPAN = 1 << 16;
const HOSTILE = 0;

export class Hubs {
  readonly count: number;
  /** Where a bot goes: the place of the giver nearest to the middle of the cluster. */
  readonly map: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Givers that deal with each side. */
  readonly friends: readonly [Int32Array, Int32Array];
  /** Lowest and highest level of the quests that start here. */
  readonly minLevel: Uint8Array;
  readonly maxLevel: Uint8Array;
  /** By side: hub -> quests it starts for that side, ascending, each once. */
  readonly quests: readonly [Csr, Csr];
  /** By side and bot level: the same, less what no bot of that level may take or would want; made when first asked for. */
  readonly #byLevel: (Csr | undefined)[][] = [[], []];

  constructor(
    private readonly content: WorldContent,
    private readonly facts: QuestFacts,
  ) {
    const clusters = cluster(content);
    this.count = clusters.length;
    this.map = Int32Array.from(clusters, (c) => content.givers.map[c[0]!]!);
    const centres = clusters.map((c) => centreOf(content, c));
    this.x = Int32Array.from(centres, (g) => content.givers.x[g]!);
    this.y = Int32Array.from(centres, (g) => content.givers.y[g]!);
    this.friends = [friendsOf(content, clusters, 0), friendsOf(content, clusters, 1)];
    this.quests = [questsOf(content, clusters, 0), questsOf(content, clusters, 1)];
    this.minLevel = new Uint8Array(this.count).fill(255);
    this.maxLevel = new Uint8Array(this.count);
    for (const { offsets, values } of this.quests) {
      for (let h = 0; h < this.count; h++) {
        for (let k = offsets[h]!; k < offsets[h + 1]!; k++) {
          const level = content.quests.level[values[k]!]!;
          this.minLevel[h] = Math.min(this.minLevel[h]!, level);
          this.maxLevel[h] = Math.max(this.maxLevel[h]!, level);
        }
      }
    }
  }

  /** hub -> quests a bot of that side (0 or 1) and level could want, before its own history is looked at. */
  questsFor(side: number, level: number): Csr {
    const kept = this.#byLevel[side]![level];
    if (kept !== undefined) return kept;
    const { quests } = this.content;
    const all = this.quests[side as 0 | 1];
    const grey = greyLevel(level);
    const wanted = (q: number): boolean =>
      (quests.flags[q]! & QuestFlag.unavailable) === 0 &&
      quests.minLevel[q]! <= level &&
      (quests.maxLevel[q] === 0 || quests.maxLevel[q]! >= level) &&
      quests.level[q]! > grey &&
      (this.facts.feasible[q]! & (1 << side)) !== 0;
    const made = lists(this.count, (add) => {
      for (let h = 0; h < this.count; h++)
        for (let k = all.offsets[h]!; k < all.offsets[h + 1]!; k++) if (wanted(all.values[k]!)) add(h, all.values[k]!);
    });
    this.#byLevel[side]![level] = made;
    return made;
  }
}

/** Givers that start quests, by square; squares in the order of their first giver. */
function cluster({ givers }: WorldContent): number[][] {
  const squares = new Map<number, number[]>();
  for (let g = 0; g < givers.count; g++) {
    if (givers.starts.offsets[g] === givers.starts.offsets[g + 1]) continue;
    const key =
      (givers.map[g]! * SPAN + (Math.floor(givers.x[g]! / HUB_CELL) & (SPAN - 1))) * SPAN +
      (Math.floor(givers.y[g]! / HUB_CELL) & (SPAN - 1));
    const list = squares.get(key);
    if (list === undefined) squares.set(key, [g]);
    else list.push(g);
  }
  return [...squares.values()];
}

function centreOf({ givers }: WorldContent, cluster: readonly number[]): number {
  const x = Math.floor(cluster.reduce((sum, g) => sum + givers.x[g]!, 0) / cluster.length);
  const y = Math.floor(cluster.reduce((sum, g) => sum + givers.y[g]!, 0) / cluster.length);
  let best = cluster[0]!;
  for (const g of cluster) if (distance(givers.x[g]!, givers.y[g]!, x, y) < distance(givers.x[best]!, givers.y[best]!, x, y)) best = g;
  return best;
}

function deals({ givers, spawns, creatures }: WorldContent, giver: number, side: number): boolean {
  if (givers.kind[giver] !== 0) return true;
  return (side === 1 ? creatures.toHorde : creatures.toAlliance)[spawns.creature[givers.spawn[giver]!]!] !== HOSTILE;
}

function friendsOf(content: WorldContent, clusters: readonly number[][], side: number): Int32Array {
  return Int32Array.from(clusters, (c) => c.filter((g) => deals(content, g, side)).length);
}

function questsOf(content: WorldContent, clusters: readonly number[][], side: number): Csr {
  const { starts } = content.givers;
  const sets = clusters.map((c) => {
    const quests = new Set<number>();
    for (const g of c)
      if (deals(content, g, side)) for (let k = starts.offsets[g]!; k < starts.offsets[g + 1]!; k++) quests.add(starts.values[k]!);
    return [...quests].sort((a, b) => a - b);
  });
  return lists(clusters.length, (add) => sets.forEach((quests, h) => quests.forEach((q) => add(h, q))));
}

/** Hubs: clusters of quest givers, for a bot that has to choose where to go when its surroundings have nothing left for it. Static. */
import { distance } from '../../engine/integer-math.js';
import type { Csr, WorldContent } from '../../data/content.js';
import { lists } from './quest-facts.js';

/** Edge of the squares that gather givers into a hub, centiyards (200 yards). */
const HUB_CELL = 20_000;
const SPAN = 1 << 16;
const HOSTILE = 0;

/** A hub counts for at most this many quests: more cannot be had at once. */
export const MAX_COUNTED = 10;

/** Hubs with something to offer, the most promising first: the hub, the most its quests can count, and the quests, ascending. */
export interface HubOffers {
  readonly hub: Int32Array;
  readonly most: Int32Array;
  readonly quests: Csr;
}

export class Hubs {
  readonly count: number;
  /** Where a bot goes: the place of the giver nearest to the middle of the cluster. */
  readonly map: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Givers that deal with each side. */
  readonly friends: readonly [Int32Array, Int32Array];
  /** By side: hub -> quests it starts for that side, ascending, each once. */
  readonly quests: readonly [Csr, Csr];
  /** By side and bot level: the same, less what no bot of that level may take or would want; made when first asked for. */
  readonly #byLevel: (HubOffers | undefined)[][] = [[], [], []];

  constructor(content: WorldContent) {
    const clusters = cluster(content);
    this.count = clusters.length;
    this.map = Int32Array.from(clusters, (c) => content.givers.map[c[0]!]!);
    const centres = clusters.map((c) => centreOf(content, c));
    this.x = Int32Array.from(centres, (g) => content.givers.x[g]!);
    this.y = Int32Array.from(centres, (g) => content.givers.y[g]!);
    this.friends = [friendsOf(content, clusters, 0), friendsOf(content, clusters, 1)];
    this.quests = [questsOf(content, clusters, 0), questsOf(content, clusters, 1)];
  }

  /** What hubs have for bots of a side (2: neutral) and level, if it is known, see `keep`. */
  offersFor(side: number, level: number): HubOffers | undefined {
    return this.#byLevel[side]![level];
  }

  /** Make it from the quests `offered` to such bots (see `isOffered`); `worth` is what a quest counts. It is known until `clear`. */
  keep(side: number, level: number, offered: Uint8Array, worth: (quest: number) => number): HubOffers {
    const camp = side === 1 ? 1 : 0;
    const all = this.quests[camp];
    const list: { hub: number; most: number; quests: number[] }[] = [];
    for (let hub = 0; hub < this.count; hub++) {
      const quests = [...all.values.subarray(all.offsets[hub], all.offsets[hub + 1])].filter((quest) => offered[quest] !== 0);
      if (quests.length === 0 || this.friends[camp][hub] === 0) continue;
      const best = quests.map(worth).sort((a, b) => b - a);
      list.push({ hub, most: best.slice(0, MAX_COUNTED).reduce((sum, each) => sum + each, 0), quests });
    }
    list.sort((a, b) => b.most - a.most || a.hub - b.hub);
    const made = {
      hub: Int32Array.from(list, (each) => each.hub),
      most: Int32Array.from(list, (each) => each.most),
      quests: lists(list.length, (add) => list.forEach((each, n) => each.quests.forEach((quest) => add(n, quest)))),
    };
    this.#byLevel[side]![level] = made;
    return made;
  }

  /** What is offered has changed. */
  clear(): void {
    for (const levels of this.#byLevel) levels.length = 0;
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

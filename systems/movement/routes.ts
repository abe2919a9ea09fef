/** Ways between maps: which link to take first to get from one map to another. Static, from the content. */
import { distance } from '../../engine/integer-math.js';
import type { World } from '../world.js';

const NEUTRAL = 2;

export class Routes {
  readonly #links: { readonly links: number[] }[];
  /** Hops from map to map by side, -1 when there is no way. */
  readonly #hops: Int16Array[];
  readonly #maps: number;

  constructor(private readonly world: World) {
    const { maps, links } = world.content;
    this.#maps = maps.count;
    this.#links = Array.from({ length: maps.count }, () => ({ links: [] }));
    for (let l = 0; l < links.count; l++) if (links.fromMap[l] !== links.toMap[l]) this.#links[links.fromMap[l]!]!.links.push(l);
    this.#hops = [0, 1, NEUTRAL].map((side) => this.#hopsFor(side));
  }

  #open(link: number, side: number): boolean {
    const s = this.world.content.links.side[link]!;
    return s === NEUTRAL || s === side;
  }

  /** Breadth-first from every map. */
  #hopsFor(side: number): Int16Array {
    const n = this.#maps;
    const hops = new Int16Array(n * n).fill(-1);
    const { links } = this.world.content;
    for (let from = 0; from < n; from++) {
      const queue = [from];
      hops[from * n + from] = 0;
      for (let head = 0; head < queue.length; head++) {
        const map = queue[head]!;
        for (const link of this.#links[map]!.links) {
          const to = links.toMap[link]!;
          if (!this.#open(link, side) || hops[from * n + to] !== -1) continue;
          hops[from * n + to] = hops[from * n + map]! + 1;
          queue.push(to);
        }
      }
    }
    return hops;
  }

  /** True when a bot of a side can get from one map to another. */
  reachable(from: number, to: number, side: number): boolean {
    return this.#hops[side]![from * this.#maps + to]! >= 0;
  }

  /** Link to take next from a place on `from` towards map `to`, the one with the shortest walk to it; -1 when there is no way. */
  nextLink(from: number, x: number, y: number, to: number, side: number, level: number): number {
    const { links } = this.world.content;
    const hops = this.#hops[side]!;
    const here = hops[from * this.#maps + to]!;
    let best = -1;
    let bestWalk = Infinity;
    for (const link of this.#links[from]!.links) {
      if (!this.#open(link, side) || links.minLevel[link]! > level) continue;
      const there = hops[links.toMap[link]! * this.#maps + to]!;
      if (there < 0 || there >= here) continue;
      const walk = distance(x, y, links.fromX[link]!, links.fromY[link]!);
      if (walk < bestWalk) {
        best = link;
        bestWalk = walk;
      }
    }
    return best;
  }
}

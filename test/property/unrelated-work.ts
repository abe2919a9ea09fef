/** Work that must leave no trace: queries, systems that do nothing, and derived indexes filled in another order. */
import { drawBelow } from '../../engine/random.js';
import { Tier } from '../../engine/schedule.js';
import { AuctionState, MailState } from '../../components/index.js';
import type { Extension } from '../../systems/extensions.js';
import { notNormal } from '../../systems/health/not-normal.js';
import { HealthMonitor } from '../../systems/health/monitor.js';
import { census } from '../../systems/invariants.js';
import { GiverIndex } from '../../systems/quest/giver-index.js';
import { measureWorld } from '../../systems/record/metrics.js';
import type { World } from '../../systems/world.js';

/** A stream of draws for one sequence: the same number gives the same sequence. */
export class Draws {
  #n = 0;
  constructor(
    private readonly seed: number,
    private readonly sequence: number,
  ) {}
  below(bound: number): number {
    return drawBelow(Math.max(1, bound), this.seed, this.sequence, 0, 0x0dde, this.#n++);
  }
  shuffled(values: Iterable<number>): number[] {
    const list = [...values];
    for (let i = list.length - 1; i > 0; i--) {
      const k = this.below(i + 1);
      [list[i], list[k]] = [list[k]!, list[i]!];
    }
    return list;
  }
}

type Work = (world: World, draws: Draws) => void;

/** Questions of all kinds; the caches behind them fill and empty in another order. */
export const QUERIES: readonly Work[] = [
  (world) => void census(world),
  (world) => measureWorld(world, () => undefined),
  (world) => void notNormal(world),
  (world) => void new HealthMonitor(world).figures(world, { residentBytes: 1, totalBytes: 2 }),
  (world, draws) => void world.draw(world.uidOf(draws.below(world.pools.bot.high)), draws.below(99), draws.below(9)),
  (world) => void world.write.hash.componentDigests(),
  (world, draws) => {
    const { motion } = world.c;
    const bot = draws.below(world.pools.bot.high);
    world.derived.quests.cellOf(motion.map[bot]!, motion.toX[bot]! + draws.below(90_000), motion.toY[bot]!);
    world.derived.quests.giversNear(motion.map[bot]!, motion.toX[bot]!, motion.toY[bot]! - draws.below(90_000));
  },
  (world, draws) => {
    const found = new Int32Array(50);
    const house = draws.below(world.content.auctionHouses.count);
    world.derived.auctions.search(house, draws.below(28), draws.below(12), -1, found);
    world.derived.auctions.cheapest(house, draws.below(world.content.items.count));
  },
];

/** Derived indexes, built anew or filled in another order. */
export const INDEXES: readonly Work[] = [
  (world) => world.rebuildDerived(),
  (world) => world.derived.rebuild(),
  (world) => world.derived.gear.rebuild(),
  (world, draws) => {
    for (const n of draws.shuffled(world.lanes.keys())) world.lanes[n]!.rebuild(world.frame);
  },
  // Entries of the buckets of a wheel, in another order.
  (world, draws) => {
    const lane = world.lanes[draws.below(world.lanes.length)]!;
    for (const id of draws.shuffled(lane.ids.keys())) if (lane.dueOf(id) > 0) lane.schedule(id, lane.dueOf(id));
  },
  // Bots in the lists of their cells.
  (world, draws) => {
    const { cells } = world.derived;
    const { motion } = world.c;
    for (const bot of draws.shuffled(Array(world.pools.bot.high).keys())) {
      if (!cells.holds(bot)) continue;
      cells.remove(bot);
      cells.move(bot, motion.map[bot]!, motion.toX[bot]!, motion.toY[bot]!);
    }
  },
  // Givers in the R-trees.
  (world, draws) => {
    const { givers, maps } = world.content;
    const index = new GiverIndex(givers, maps.count, draws.shuffled(givers.kind.keys()));
    index.maxCells = world.derived.quests.givers.maxCells;
    Object.assign(world.derived.quests, { givers: index });
  },
  // Auctions taken out in any order: the heaps of buyouts take another shape.
  (world, draws) => {
    const { auction } = world.c;
    const open = [...Array(world.pools.auction.high).keys()].filter((a) => auction.state[a] === AuctionState.open);
    for (const a of draws.shuffled(open)) world.derived.auctions.remove(a);
    for (const a of open.sort((p, q) => auction.uid[p]! - auction.uid[q]!)) world.derived.auctions.add(a);
  },
  (world, draws) => {
    const { mail } = world.c;
    const waiting = [...Array(world.pools.mail.high).keys()].filter((m) => mail.state[m] === MailState.waiting);
    for (const m of draws.shuffled(waiting)) world.derived.mails.remove(m);
    for (const m of waiting.sort((p, q) => mail.uid[p]! - mail.uid[q]!)) world.derived.mails.add(m);
  },
];

/** Systems of all tiers and several intervals that ask and do nothing. `work` is called in each. */
export function idleSystems(work: (world: World) => void): Extension {
  return {
    path: 'idle',
    hash: '0'.repeat(16),
    source: '',
    setup: (api) => {
      [Tier.critical, Tier.normal, Tier.idle].forEach((tier, n) =>
        api.addSystem({ name: `idle-${n}`, tier, interval: n * 2 + 1, weight: 1, run: (world) => work(world) }),
      );
    },
  };
}

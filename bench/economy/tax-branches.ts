/**
 * What a tripled auction cut does, in pairs of runs that are the same world up to the frame of the directive: the scenario tax-reform with the
 * cut tripled there, and with the cut left as it was. For each seed: the sink by cuts, and the share of listed value that sellers keep (price
 * less cut less deposits lost, of the asking prices of the listings that ended).
 *
 *   npm run build && node dist/bench/economy/tax-branches.js [seeds] [bots] [minutes] [world]
 */
import { AuctionState } from '../../components/index.js';
import { loadWorld } from '../../data/load.js';
import { validateScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import taxReform from '../../scenarios/tax-reform.js';
import { Simulation } from '../../systems/simulation.js';
import { Cause } from '../../systems/vocabulary.js';
import type { World } from '../../systems/world.js';

const SEEDS = Number(process.argv[2] ?? 10);
const BOTS = Number(process.argv[3] ?? 300);
const MINUTES = Number(process.argv[4] ?? 30);
const CUT = 0.05;
const TRIPLED = 0.15;
const FRAMES_PER_MINUTE = 600;
/** The directive comes after a third of the run. */
const DIRECTIVE = Math.floor((MINUTES * FRAMES_PER_MINUTE) / 3);

/** Asking prices of the listings that ended, and what was paid for those sold, copper. */
class Ended {
  listed = 0;
  paid = 0;
  hashAtDirective = '';
  readonly #seen = new Set<number>();
  afterFrame(world: World, hash: string): void {
    if (world.frame === DIRECTIVE - 1) this.hashAtDirective = hash;
    const { auction } = world.c;
    const dirty = world.write.dirty[auction.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const a = dirty.list[k]!;
      const state = auction.state[a]!;
      if (state <= AuctionState.open || this.#seen.has(auction.uid[a]!)) continue;
      this.#seen.add(auction.uid[a]!);
      this.listed += auction.buyout[a]! > 0 ? auction.buyout[a]! : auction.startBid[a]!;
      if (state === AuctionState.sold) this.paid += auction.currentBid[a]!;
    }
  }
}

const world = await loadWorld(process.argv[5]);

async function branch(seed: number, cut: number): Promise<{ cuts: number; kept: number; hash: string }> {
  const scenario = validateScenario({ ...taxReform, script: [{ at: DIRECTIVE, set: { 'auction.cut': cut } }], expect: [] }, 'tax-reform');
  const prepared = await prepareRun({
    loaded: { scenario, folder: '.', source: 'tax-reform' },
    overrides: { seed, bots: BOTS, frames: MINUTES * FRAMES_PER_MINUTE },
    world,
  });
  const ended = new Ended();
  const simulation = new Simulation(prepared.inputs, [ended]);
  simulation.start();
  for (let frame = 0; frame < prepared.frames; frame++) simulation.step();
  simulation.verify();
  const { sinkByCause } = simulation.world.ledger;
  const cuts = sinkByCause[Cause.auction_cut]!;
  const kept = (100 * (ended.paid - cuts - sinkByCause[Cause.auction_deposit]!)) / ended.listed;
  return { cuts, kept, hash: ended.hashAtDirective };
}

let rose = 0;
let fell = 0;
for (let seed = 1; seed <= SEEDS; seed++) {
  const plain = await branch(seed, CUT);
  const taxed = await branch(seed, TRIPLED);
  if (plain.hash !== taxed.hash) throw new Error(`seed ${seed}: the branches differ before the directive`);
  if (taxed.cuts > plain.cuts) rose++;
  if (taxed.kept < plain.kept) fell++;
  console.log(
    `seed ${seed}: cuts ${plain.cuts} -> ${taxed.cuts} copper (x ${(taxed.cuts / plain.cuts).toFixed(2)}), kept ${plain.kept.toFixed(1)} -> ${taxed.kept.toFixed(1)} % of listed value`,
  );
}
console.log(`the sink by cuts rose in ${rose} of ${SEEDS}, the share that sellers keep fell in ${fell} of ${SEEDS}`);

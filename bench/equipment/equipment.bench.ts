/**
 * Evaluating the equipment of only those bots of 5,000 whose bags changed (2 %) against evaluating all of them, and against a plain one
 * with objects; both must find the same. Usage: equipment.bench.js [world]
 */
import { loadWorld } from '../../data/load.js';
import { mix32 } from '../../engine/random.js';
import { Lane } from '../../components/index.js';
import { change, nextChange } from '../../systems/equipment/optimise-equipment.js';
import { goodsFor } from '../../systems/equipment/outfit.js';
import { createItem, roomFor } from '../../systems/inventory/items.js';
import { wardrobeOf } from '../../systems/equipment/wardrobe.js';
import { Op } from '../../systems/opcodes.js';
import { Cause } from '../../systems/vocabulary.js';
import { itemAt } from '../../systems/inventory/items.js';
import { laidOutWorld } from '../loot/laid-out-world.js';

const BOTS = 5000;
const CHANGED = BOTS / 50;
const ROUNDS = 30;
const { content } = await loadWorld(process.argv[2]);
const world = laidOutWorld(content, BOTS, 1);
for (let bot = 0; bot < BOTS; bot++) goodsFor(world, bot, 6);

/** Put on everything that is better, so that nobody has anything left to change. */
function settleAll(): void {
  for (let bot = 0; bot < BOTS; bot++) {
    for (let from = nextChange(world, bot); from >= 0; from = nextChange(world, bot)) {
      const { slot } = change;
      if (world.commands.perform(world, Op.equipItem, bot, from, slot, world.c.item.uid[itemAt(world, bot, from)]!, 0, 0, 0) !== 0) break;
    }
    world.sleep(Lane.equip, bot);
  }
}

/** Something new in the bags of 2 % of the bots. */
function disturb(round: number): void {
  const { values } = wardrobeOf(content).gear;
  for (let n = 0; n < CHANGED; n++) {
    const bot = (mix32(round * 7919 + n) >>> 0) % BOTS;
    const kind = values[(mix32(round * 104_729 + n * 31) >>> 0) % values.length]!;
    if (roomFor(world, bot, kind, 1) > 0) createItem(world, bot, kind, 1, Cause.spawn, 0);
  }
}

/** The changes that a pass wishes for, as one number. */
function evaluate(onlyWoken: boolean): { ms: number; bots: number; wishes: number } {
  const started = performance.now();
  let bots = 0;
  let wishes = 0;
  for (let bot = 0; bot < BOTS; bot++) {
    if (onlyWoken && world.c.agenda.equip[bot] === 0) continue;
    bots++;
    const from = nextChange(world, bot);
    if (from >= 0) wishes = mix32(wishes ^ (bot * 65_536 + from * 256 + change.slot));
  }
  return { ms: performance.now() - started, bots, wishes };
}

settleAll();
let full = 0;
let part = 0;
let evaluated = 0;
let result = 0;
for (let round = 0; round < ROUNDS; round++) {
  disturb(round);
  const some = evaluate(true);
  const all = evaluate(false);
  if (some.wishes !== all.wishes) throw new Error(`round ${round}: looking at ${some.bots} bots finds other changes than looking at all`);
  if (round >= ROUNDS / 3) {
    full += all.ms;
    part += some.ms;
    evaluated += some.bots;
  }
  result = mix32(result ^ all.wishes);
  settleAll();
}
const rounds = ROUNDS - ROUNDS / 3;
console.log(
  `${BOTS} bots, ${(evaluated / rounds).toFixed(0)} changed: all ${(full / rounds).toFixed(2)} ms (${((full * 1e6) / rounds / BOTS).toFixed(0)} ns a bot), only those ${((part * 1000) / rounds).toFixed(0)} us; full/incremental ${(full / part).toFixed(1)}; both find the same`,
);
console.log(`result ${(result >>> 0).toString(16)}`);

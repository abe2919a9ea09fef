/** System: the dead release their spirit, walk to their corpse and come back; far from it they take the spirit healer. */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { distance } from '../../engine/integer-math.js';
import { Op } from '../opcodes.js';
import { place } from '../movement/motion.js';
import { setGoal } from '../plan/goals.js';
import { corpseReclaimDelaySeconds, DEATH_COUNTER_SECONDS } from '../rules/death.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { counterSeconds } from './die-in-combat.js';
import { ReviveAt } from './revive.js';

/** A corpse farther than this from the graveyard is given up, centiyards (900 yards, about 100 s of walking). */
const MAX_CORPSE_RUN = 90_000;
const NEUTRAL = 2;
const RETRY_FRAMES = 20;

export function recover(world: World): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) {
    const bot = ids[k]!;
    if (world.c.life.state[bot] === BotState.dead) recoverOne(world, bot);
  }
}

function recoverOne(world: World, bot: number): void {
  const { goal, death } = world.c;
  if (goal.kind[bot] === GoalKind.corpse) {
    world.emit(Op.revive, bot, ReviveAt.corpse);
    world.wakeAt(Lane.recover, bot, world.frame + RETRY_FRAMES);
    return;
  }
  const yard = nearestGraveyard(world, bot);
  if (yard < 0) {
    // A map without graveyards: the spirit stays with the corpse.
    setGoal(world, bot, GoalKind.corpse, 0, 0, death.map[bot]!, death.x[bot]!, death.y[bot]!);
    return;
  }
  const { graveyards } = world.content;
  place(world, bot, graveyards.map[yard]!, graveyards.x[yard]!, graveyards.y[yard]!);
  if (distance(graveyards.x[yard]!, graveyards.y[yard]!, death.x[bot]!, death.y[bot]!) > MAX_CORPSE_RUN) {
    world.emit(Op.revive, bot, ReviveAt.spiritHealer);
    world.wakeAt(Lane.recover, bot, world.frame + RETRY_FRAMES);
    return;
  }
  setGoal(world, bot, GoalKind.corpse, 0, 0, death.map[bot]!, death.x[bot]!, death.y[bot]!);
}

function nearestGraveyard(world: World, bot: number): number {
  const { graveyards } = world.content;
  const { death, identity } = world.c;
  let best = -1;
  let bestDistance = Infinity;
  for (let g = 0; g < graveyards.count; g++) {
    const side = graveyards.side[g]!;
    if (graveyards.map[g] !== death.map[bot] || (side !== NEUTRAL && side !== identity.side[bot])) continue;
    const d = distance(graveyards.x[g]!, graveyards.y[g]!, death.x[bot]!, death.y[bot]!);
    if (d < bestDistance) {
      best = g;
      bestDistance = d;
    }
  }
  return best;
}

/** The spirit has reached the corpse: it may rise when the reclaim delay is over. */
export function arriveCorpse(world: World, bot: number, frame: number): void {
  const { death } = world.c;
  const before = Math.max(0, counterSeconds(world, bot) - DEATH_COUNTER_SECONDS);
  const delay = corpseReclaimDelaySeconds(world.rules, before, false, true) * FRAMES_PER_SECOND;
  world.wakeAt(Lane.recover, bot, Math.max(frame + 1, death.frame[bot]! + delay));
}

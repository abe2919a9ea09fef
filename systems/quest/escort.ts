/**
 * Escorts: the bot fetches the quest's starter where it stands and leads it to the place of the objective at the starter's pace. A bot
 * that dies on the way begins again.
 */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { distance } from '../../engine/integer-math.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { goalDone, setGoal } from '../plan/goals.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { dealsWith } from './eligibility.js';
import { ESCORT_PACE } from './quest-facts.js';
import { questOfArgument, rowArgument, rowOfArgument } from './row-argument.js';
import { wayTo } from './ways.js';

/** Target of the goal while the bot is on its way to the starter; afterwards the frame at which the escorted reaches the place. */
const FETCH = 0;
/** So near to the starter the escort begins, centiyards. */
const FETCH_REACH = 500;

/** Set the goal for an escort objective; false when there is no way. */
export function proposeEscort(world: World, bot: number, quest: number, row: number, at: number): boolean {
  const { questDone, progress } = world.c;
  if (questDone.escort[bot] === quest + 1 && questDone.escortDeaths[bot] === progress.deaths[bot]) return lead(world, bot, quest, row, at);
  const { givers } = world.content;
  const starter = nearestStarter(world, bot, quest);
  if (starter === NONE) return begin(world, bot, quest, row, at);
  if (starter === UNREACHABLE) return false;
  if (distanceTo(world, bot, givers.map[starter]!, givers.x[starter]!, givers.y[starter]!) <= FETCH_REACH)
    return begin(world, bot, quest, row, at);
  setGoal(world, bot, GoalKind.escort, FETCH, rowArgument(quest, row), givers.map[starter]!, givers.x[starter]!, givers.y[starter]!);
  return true;
}

const NONE = -1;
const UNREACHABLE = -2;

/** The starter of a quest with the shortest way; NONE for a quest that an item starts. */
function nearestStarter(world: World, bot: number, quest: number): number {
  const { givers } = world.content;
  const { offsets, values } = givers.startersOf;
  if (offsets[quest] === offsets[quest + 1]) return NONE;
  const side = world.c.identity.side[bot]!;
  let best = UNREACHABLE;
  let nearest = Infinity;
  for (let k = offsets[quest]!; k < offsets[quest + 1]!; k++) {
    const giver = values[k]!;
    const way = dealsWith(world, giver, side) ? wayTo(world, bot, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!) : -1;
    if (way < 0 || way >= nearest) continue;
    best = giver;
    nearest = way;
  }
  return best;
}

/** The starter follows the bot from now on. */
function begin(world: World, bot: number, quest: number, row: number, at: number): boolean {
  const { questDone, progress } = world.c;
  world.set(questDone.f.escort, bot, quest + 1);
  world.set(questDone.f.escortDeaths, bot, progress.deaths[bot]!);
  return lead(world, bot, quest, row, at);
}

/** Go to the place; the bot waits there for whom it leads, who walks. */
function lead(world: World, bot: number, quest: number, row: number, at: number): boolean {
  const { objectiveMap, objectiveX, objectiveY } = world.content.quests;
  const map = objectiveMap[at]!;
  const x = objectiveX[at]!;
  const y = objectiveY[at]!;
  if (wayTo(world, bot, map, x, y) < 0) return false;
  const walk = world.c.motion.map[bot] === map ? distance(xOf(world, bot), yOf(world, bot), x, y) : 0;
  const there = world.frame + 1 + Math.floor((walk * FRAMES_PER_SECOND) / ESCORT_PACE);
  setGoal(world, bot, GoalKind.escort, there, rowArgument(quest, row), map, x, y);
  return true;
}

/** At the starter: the escort begins. At the place: the objective is done when the escorted is there too. */
export function arriveEscort(world: World, bot: number, frame: number): void {
  const { goal } = world.c;
  const argument = goal.arg[bot]!;
  const quest = questOfArgument(argument);
  const row = rowOfArgument(argument);
  const there = goal.target[bot]!;
  if (there === FETCH) {
    const { objectives } = world.content.quests;
    if (!begin(world, bot, quest, row, objectives.values[objectives.offsets[quest]! + row]!)) goalDone(world, bot);
    return;
  }
  if (frame < there) {
    world.setState(bot, BotState.waiting);
    world.wakeAt(Lane.move, bot, there);
    return;
  }
  world.setState(bot, BotState.questing);
  world.emit(Op.reachObjective, bot, quest, row);
  goalDone(world, bot);
}

/** What a bot does at the place of a quest goal, by GoalKind. */
import { BotState, GoalKind } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { avoid, avoidKey, goalDone, goalFailed } from '../plan/goals.js';
import type { GoalCode } from '../../components/index.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { questOfArgument, rowOfArgument } from './row-argument.js';
import { reachRefusal } from './reach-objective.js';

export { arriveAccept, arriveHub } from './propose-pickup.js';
export { arriveTurnIn } from './propose-turn-in.js';
export { arriveEscort } from './escort.js';

/** An object that was used, or had gone, is left alone for half a minute. */
const USED_FRAMES = 300;

export function arriveTalk(world: World, bot: number): void {
  reach(world, bot, GoalKind.talk);
}
export function arriveExplore(world: World, bot: number): void {
  reach(world, bot, GoalKind.explore);
}

function reach(world: World, bot: number, kind: GoalCode): void {
  const { goal } = world.c;
  const quest = questOfArgument(goal.arg[bot]!);
  const row = rowOfArgument(goal.arg[bot]!);
  if (reachRefusal(world, bot, quest, row) !== Reason.done) {
    goalFailed(world, bot, avoidKey(kind, goal.target[bot]!));
    return;
  }
  world.setState(bot, BotState.questing);
  world.emit(Op.reachObjective, bot, quest, row);
  goalDone(world, bot);
}

export function arriveUseObject(world: World, bot: number, frame: number): void {
  const slot = world.c.goal.target[bot]!;
  const key = avoidKey(GoalKind.useObject, slot);
  if (world.c.object.usableFrom[slot]! > frame) {
    goalFailed(world, bot, key, USED_FRAMES);
    return;
  }
  world.setState(bot, BotState.questing);
  world.emit(Op.useObject, bot, slot);
  if (world.content.objectSpawns.respawnMs[slot]! > 0) avoid(world, bot, key, USED_FRAMES);
  goalDone(world, bot);
}

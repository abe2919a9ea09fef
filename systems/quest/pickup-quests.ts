/** System: serves the pickup queue. Each bot served gets the best quest in its reach as a goal, or goes on to other things. */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { optionIndex } from '../options.js';
import { setGoal } from '../plan/goals.js';
import { fightOnTheWay } from '../plan/stint.js';
import type { World } from '../world.js';
import { bestPickup } from './choose-quest.js';
import { explainChoice } from './explain-choice.js';
import { publishWeights } from './learn-times.js';
import { nextPickup } from './pickup-queue.js';
import { rememberLook } from './propose-pickup.js';
import { takeInHand } from './work-time.js';

const UNITS = optionIndex('quest.queueUnits');
const UPDATE = optionIndex('quest.updateMs');

export function pickupQuests(world: World, frame: number): void {
  publishWeights(world);
  const units = world.option(UNITS);
  for (let served = 0; units === 0 || served < units; served++) {
    const bot = nextPickup(world, frame);
    if (bot < 0) return;
    serve(world, bot, frame);
  }
}

function serve(world: World, bot: number, frame: number): void {
  const { life, goal, pickup, pickupQueue } = world.c;
  const state = life.state[bot]!;
  // Something else has come between: the bot will ask again.
  if (state === BotState.dead || state === BotState.fighting || state === BotState.trading || goal.kind[bot] !== GoalKind.none) return;
  const choice = bestPickup(world, bot);
  if (choice === null) {
    rememberLook(world, bot, frame);
    world.set(pickup.f.notBefore, bot, frame + world.framesOf(world.option(UPDATE)));
    world.wakeAt(Lane.plan, bot, frame + 1);
    return;
  }
  const { quests: index } = world.derived;
  const { givers, quests } = world.content;
  world.add(pickupQueue.f.found, 0, 1);
  if (index.decisions.listening) index.decisions.note(world.uidOf(bot), quests.id[choice.quest]!, explainChoice(world, bot));
  takeInHand(world, bot, -1);
  setGoal(
    world,
    bot,
    GoalKind.accept,
    choice.giver,
    choice.quest,
    givers.map[choice.giver]!,
    givers.x[choice.giver]!,
    givers.y[choice.giver]!,
  );
  fightOnTheWay(world, bot);
}

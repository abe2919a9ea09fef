/** Verb: a bot is at the place of an objective (explore, escort), or with the creature to talk to. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, CreatureState, QuestStatus } from '../../components/index.js';
import { Objective } from '../../data/content.js';
import { MAX_GROUP, membersNear } from '../group/members.js';
import { distanceTo } from '../movement/motion.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { handsRefusal, interactionCenti } from './checks.js';
import { creditRow } from './credit.js';
import { countAt, entryOf, isExpired, statusAt } from './quest-log.js';

export const reachObjectiveVerb: Verb<World> = { name: 'quest.reach', handle: reachObjective };

/** Arguments: quest, objective row of the quest (0 .. 7). */
export function reachObjective(world: World, bot: number, quest: number, row: number): number {
  const refusal = reachRefusal(world, bot, quest, row);
  if (refusal !== Reason.done) return refusal;
  creditRow(world, bot, entryOf(world, bot, quest), row);
  const { objectives, objectiveKind } = world.content.quests;
  if (objectiveKind[objectives.values[objectives.offsets[quest]! + row]!] === Objective.escort) creditMates(world, bot, quest, row);
  return Reason.done;
}

const mates = new Int32Array(MAX_GROUP);

/** Whoever came along with an escort has done it too. */
function creditMates(world: World, bot: number, quest: number, row: number): void {
  const near = membersNear(world, bot);
  const { count } = near;
  mates.set(near.list.subarray(0, count));
  const { objectives, objectiveCount } = world.content.quests;
  const wanted = objectiveCount[objectives.values[objectives.offsets[quest]! + row]!]!;
  for (let n = 0; n < count; n++) {
    const mate = mates[n]!;
    if (mate === bot || world.c.life.state[mate] === BotState.dead) continue;
    const k = entryOf(world, mate, quest);
    if (k >= 0 && statusAt(world, mate, k) === QuestStatus.active && countAt(world, mate, k, row) < wanted) creditRow(world, mate, k, row);
  }
}

/** Why an objective is not reached now, in the order of the checks; done when it is. */
export function reachRefusal(world: World, bot: number, quest: number, row: number): number {
  const { quests } = world.content;
  if (quest < 0 || quest >= quests.count) return Reason.unknown_target;
  const hands = handsRefusal(world, bot);
  if (hands !== Reason.done) return hands;
  const k = entryOf(world, bot, quest);
  if (k < 0) return Reason.not_accepted;
  const first = quests.objectives.offsets[quest]!;
  if (row < 0 || first + row >= quests.objectives.offsets[quest + 1]!) return Reason.unknown_target;
  const at = quests.objectives.values[first + row]!;
  if (statusAt(world, bot, k) !== QuestStatus.active || countAt(world, bot, k, row) >= quests.objectiveCount[at]!)
    return Reason.already_done;
  return isExpired(world, bot, k) ? Reason.expired : placeRefusal(world, bot, quest, at);
}

function placeRefusal(world: World, bot: number, quest: number, at: number): number {
  const { quests } = world.content;
  const kind = quests.objectiveKind[at]!;
  if (kind === Objective.talk) return isBeside(world, bot, quests.objectiveTarget[at]!) ? Reason.done : Reason.too_far;
  if (kind !== Objective.explore && kind !== Objective.escort) return Reason.nothing_to_do;
  const away = distanceTo(world, bot, quests.objectiveMap[at]!, quests.objectiveX[at]!, quests.objectiveY[at]!);
  if (away > Math.max(quests.objectiveRadius[at]!, interactionCenti(world))) return Reason.too_far;
  return kind === Objective.escort && world.c.questDone.escort[bot] !== quest + 1 ? Reason.not_eligible : Reason.done;
}

/** True when a living creature of a kind stands within reach. */
function isBeside(world: World, bot: number, kind: number): boolean {
  const { spawnsOf, spawns } = world.content;
  const reach = interactionCenti(world);
  for (let k = spawnsOf.offsets[kind]!; k < spawnsOf.offsets[kind + 1]!; k++) {
    const spawn = spawnsOf.values[k]!;
    if (
      world.c.creature.state[spawn] !== CreatureState.dead &&
      distanceTo(world, bot, spawns.map[spawn]!, spawns.x[spawn]!, spawns.y[spawn]!) <= reach
    )
      return true;
  }
  return false;
}

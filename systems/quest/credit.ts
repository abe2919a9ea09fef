/** Credit for quest objectives, for whoever makes it happen: kills, items that came or went, objects used, people and places reached. */
import { QuestStatus } from '../../components/index.js';
import { Objective } from '../../data/content.js';
import { countCarried } from '../inventory/items.js';
import type { World } from '../world.js';
import { countAt, isDone, questAt, setCount, settleStatus, statusAt, touchEntry } from './quest-log.js';

/** One more kill of a kind of creature: counts for every active quest that asks for it, or for the creature it gives credit for. */
export function creditKill(world: World, bot: number, creatureKind: number): void {
  creditOne(world, bot, Objective.kill, creatureKind);
  const other = world.content.creatures.killCredit[creatureKind]!;
  if (other >= 0 && other !== creatureKind) creditOne(world, bot, Objective.kill, other);
}

/** An object of a kind was used. */
export function creditUse(world: World, bot: number, objectKind: number): void {
  creditOne(world, bot, Objective.useObject, objectKind);
}

function creditOne(world: World, bot: number, kind: number, target: number): void {
  const { objectives, objectiveKind, objectiveTarget, objectiveCount } = world.content.quests;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0 || statusAt(world, bot, k) !== QuestStatus.active) continue;
    const first = objectives.offsets[quest]!;
    let credited = false;
    for (let at = first; at < objectives.offsets[quest + 1]!; at++) {
      const row = objectives.values[at]!;
      if (objectiveKind[row] !== kind || objectiveTarget[row] !== target) continue;
      const count = countAt(world, bot, k, at - first);
      if (count >= objectiveCount[row]!) continue;
      setCount(world, bot, k, at - first, count + 1);
      credited = true;
    }
    if (!credited) continue;
    touchEntry(world, bot, k);
    settleStatus(world, bot, k);
  }
}

/** Objective `row` (0 .. 7) of an entry is done as a whole: a place reached, a person talked to, an escort brought home. */
export function creditRow(world: World, bot: number, k: number, row: number): void {
  const { objectives, objectiveCount } = world.content.quests;
  setCount(world, bot, k, row, objectiveCount[objectives.values[objectives.offsets[questAt(world, bot, k)]! + row]!]!);
  touchEntry(world, bot, k);
  settleStatus(world, bot, k);
}

/**
 * Units of an item came into a bot's bags or left them: count the collect objectives that ask for it anew. May complete a quest, or make a
 * complete one active again.
 */
export function creditItems(world: World, bot: number, kind: number): void {
  let carried = -1;
  const { objectives, objectiveKind, objectiveTarget } = world.content.quests;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0) continue;
    const first = objectives.offsets[quest]!;
    for (let at = first; at < objectives.offsets[quest + 1]!; at++) {
      const row = objectives.values[at]!;
      if (objectiveKind[row] !== Objective.collect || objectiveTarget[row] !== kind) continue;
      if (carried < 0) carried = countCarried(world, bot, kind);
      recount(world, bot, k, at - first, row, carried);
    }
  }
}

function recount(world: World, bot: number, k: number, at: number, row: number, carried: number): void {
  const before = countAt(world, bot, k, at);
  const count = Math.min(world.content.quests.objectiveCount[row]!, carried);
  if (count === before) return;
  setCount(world, bot, k, at, count);
  if (count > before) touchEntry(world, bot, k);
  settleStatus(world, bot, k);
}

/** True while an active quest of the bot lacks units of an item: whether it sees quest loot of that kind. */
export function needsItem(world: World, bot: number, kind: number): boolean {
  const { objectives, objectiveKind, objectiveTarget, objectiveCount } = world.content.quests;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0 || statusAt(world, bot, k) !== QuestStatus.active) continue;
    const first = objectives.offsets[quest]!;
    for (let at = first; at < objectives.offsets[quest + 1]!; at++) {
      const row = objectives.values[at]!;
      if (
        objectiveKind[row] === Objective.collect &&
        objectiveTarget[row] === kind &&
        countAt(world, bot, k, at - first) < objectiveCount[row]!
      )
        return true;
    }
  }
  return false;
}

/** True when an item is for a quest in the log (asked for, or handed out for it), or starts one not done yet: it must not be sold. */
export function questNeedsKind(world: World, bot: number, kind: number): boolean {
  const { items, quests } = world.content;
  const started = items.startsQuest[kind]!;
  if (started >= 0 && !isDone(world, bot, started)) return true;
  const { objectives, objectiveKind, objectiveTarget } = quests;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0) continue;
    if (quests.sourceItem[quest] === kind) return true;
    for (let at = objectives.offsets[quest]!; at < objectives.offsets[quest + 1]!; at++) {
      const row = objectives.values[at]!;
      if (objectiveKind[row] === Objective.collect && objectiveTarget[row] === kind) return true;
    }
  }
  return false;
}

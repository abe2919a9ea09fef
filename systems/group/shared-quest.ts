/** Quests that two bots could do together. */
import { QuestStatus } from '../../components/index.js';
import { QuestFlag, QuestType } from '../../data/content.js';
import { entryOf, questAt, statusAt } from '../quest/quest-log.js';
import type { World } from '../world.js';

/**
 * A quest both have under way and not complete: one meant for groups (elite, group, dungeon) before others, then the one of the higher
 * level, then the lower index; -1 none.
 */
export function sharedQuest(world: World, a: number, b: number): number {
  const { quests } = world.content;
  let best = -1;
  let bestValue = -1;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, a, k);
    if (quest < 0 || statusAt(world, a, k) !== QuestStatus.active) continue;
    const other = entryOf(world, b, quest);
    if (other < 0 || statusAt(world, b, other) !== QuestStatus.active) continue;
    const value = (isForGroups(world, quest) ? 1000 : 0) + quests.level[quest]!;
    if (value > bestValue || (value === bestValue && quest < best)) {
      best = quest;
      bestValue = value;
    }
  }
  return best;
}

/** True for a quest that asks for company. */
export function isForGroups(world: World, quest: number): boolean {
  const { quests } = world.content;
  return (
    (quests.flags[quest]! & (QuestFlag.elite | QuestFlag.group)) !== 0 ||
    quests.type[quest] === QuestType.dungeon ||
    quests.suggestedPlayers[quest]! > 1
  );
}

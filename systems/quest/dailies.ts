/** Daily quests: each once a day, so many a day, and anew at midnight of the world's own clock. */
import { MAX_DAILIES } from '../../components/quest.js';
import { QuestFlag } from '../../data/content.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';

const DAY_START = optionIndex('quest.dayStart');
const FRAMES_PER_HOUR = 36_000;
const HOURS_PER_DAY = 24;

/** Day of the world's calendar, from 0: the run begins at the hour of `quest.dayStart` of day 0. */
export function dayOf(world: World): number {
  return Math.floor((world.frame + world.option(DAY_START) * FRAMES_PER_HOUR) / (FRAMES_PER_HOUR * HOURS_PER_DAY));
}

export function isDaily(world: World, quest: number): boolean {
  return (world.content.quests.flags[quest]! & QuestFlag.daily) !== 0;
}

/** Daily quests a bot has turned in today. */
export function dailiesDone(world: World, bot: number): number {
  const { questDone } = world.c;
  if (questDone.dailyDay[bot] !== dayOf(world)) return 0;
  let count = 0;
  while (count < MAX_DAILIES && questDone.daily[bot * MAX_DAILIES + count] !== 0) count++;
  return count;
}

/** True when a bot has turned a daily quest in today. */
export function isDoneToday(world: World, bot: number, quest: number): boolean {
  const { questDone } = world.c;
  if (questDone.dailyDay[bot] !== dayOf(world)) return false;
  for (let n = 0; n < MAX_DAILIES; n++) if (questDone.daily[bot * MAX_DAILIES + n] === quest + 1) return true;
  return false;
}

/** A bot turned a daily quest in. The caller has made sure that there is room for it today. */
export function markDoneToday(world: World, bot: number, quest: number): void {
  const { questDone } = world.c;
  const day = dayOf(world);
  const done = dailiesDone(world, bot);
  if (questDone.dailyDay[bot] !== day) {
    world.set(questDone.f.dailyDay, bot, day);
    for (let n = 0; n < MAX_DAILIES; n++) world.set(questDone.f.daily, bot * MAX_DAILIES + n, 0);
  }
  if (done < MAX_DAILIES) world.set(questDone.f.daily, bot * MAX_DAILIES + done, quest + 1);
}

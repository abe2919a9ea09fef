/** Sharing: a bot in a group lets the members near it in on what it is about to do, if they may and would take it. */
import { QuestStatus } from '../../components/index.js';
import { membersNear, MAX_GROUP } from '../group/members.js';
import { groupQuest } from '../group/group-state.js';
import { Op } from '../opcodes.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { entryOf, logCount, logLimit, questAt, statusAt } from './quest-log.js';
import { wants } from './wants.js';

const MAX_ACTIVE = optionIndex('quest.maxActive');
/** Quests above what a bot likes to have that it takes for the sake of its group. */
const FOR_THE_GROUP = 2;
const mates = new Int32Array(MAX_GROUP);

/** Share what mates near have not got: first the quest the group is for. At most one quest with each of them in one look. */
export function shareWithMates(world: World, bot: number): void {
  if (world.c.social.group[bot] === 0) return;
  const near = membersNear(world, bot);
  const { count } = near;
  mates.set(near.list.subarray(0, count));
  const first = groupQuest(world, bot);
  for (let n = 0; n < count; n++) {
    const mate = mates[n]!;
    if (mate === bot || logCount(world, mate) >= Math.min(logLimit(world), world.option(MAX_ACTIVE) + FOR_THE_GROUP)) continue;
    if (first >= 0 && share(world, bot, mate, first)) continue;
    for (let k = 0; k < world.sizes.questLogSize; k++) {
      const quest = questAt(world, bot, k);
      if (quest >= 0 && quest !== first && statusAt(world, bot, k) === QuestStatus.active && share(world, bot, mate, quest)) break;
    }
  }
}

function share(world: World, bot: number, mate: number, quest: number): boolean {
  // The cache answers most of these: a group asks the same again and again until something changes.
  if (world.derived.quests.eligibility.refusal(mate, quest) !== 0) return false;
  if (entryOf(world, mate, quest) >= 0 || !wants(world, mate, quest)) return false;
  world.emit(Op.shareQuest, bot, quest, mate);
  return true;
}

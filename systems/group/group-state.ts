/** Groups of two to five: members lie side by side with the leader first; a group of one is no group. */
import { FIRST_UID, Event } from '../vocabulary.js';
import { isActive } from '../quest/quest-log.js';
import type { World } from '../world.js';
import { optionIndex } from '../options.js';
import { MAX_GROUP } from './members.js';

const METHOD = optionIndex('group.lootMethod');
const THRESHOLD = optionIndex('group.lootThreshold');

/** Group slot of a bot, or -1. */
export function groupOf(world: World, bot: number): number {
  return world.c.social.group[bot]! - 1;
}
/** Bot slot of a group's leader. */
export function leaderOf(world: World, g: number): number {
  return world.c.group.member[g * MAX_GROUP]! - 1;
}

/** Quest that a bot's group was formed for and that the bot still has under way, or -1. Members prefer it. */
export function groupQuest(world: World, bot: number): number {
  const g = groupOf(world, bot);
  const quest = g < 0 ? -1 : world.c.group.quest[g]! - 1;
  return quest >= 0 && isActive(world, bot, quest) ? quest : -1;
}

/** A group of one, its leader, that another is about to join. quest: index or -1. */
export function formGroup(world: World, leader: number, quest: number): number {
  const { group } = world.c;
  const g = world.pools.group.allocate();
  world.set(group.f.uid, g, world.newUid());
  world.set(group.f.quest, g, quest + 1);
  world.set(group.f.formed, g, world.frame);
  world.set(group.f.looter, g, 0);
  const threshold = world.option(THRESHOLD);
  world.set(group.f.method, g, world.option(METHOD));
  world.set(group.f.threshold, g, threshold < 0 ? world.rules.groupLootThreshold : threshold);
  world.event(Event['group.formed'], world.uidOf(leader), group.uid[g]!, quest < 0 ? 0 : world.content.quests.id[quest]!);
  addMember(world, g, leader);
  return g;
}

export function addMember(world: World, g: number, bot: number): void {
  const { group, social } = world.c;
  const size = group.size[g]!;
  world.set(group.f.member, g * MAX_GROUP + size, bot + 1);
  world.set(group.f.size, g, size + 1);
  world.set(social.f.group, bot, g + 1);
  world.set(social.f.lastGroup, bot, world.frame);
  world.set(social.f.invitedBy, bot, 0);
}

/** A member leaves; the next in line leads when it led, and the last one left alone leaves as well. */
export function dropMember(world: World, g: number, bot: number): void {
  const { group } = world.c;
  takeOut(world, g, bot);
  if (group.size[g] === 1) takeOut(world, g, leaderOf(world, g));
  if (group.size[g] === 0) freeGroup(world, g);
}

function takeOut(world: World, g: number, bot: number): void {
  const { group, social } = world.c;
  const first = g * MAX_GROUP;
  const size = group.size[g]!;
  let at = first;
  while (group.member[at] !== bot + 1) at++;
  for (let k = at; k < first + size - 1; k++) world.set(group.f.member, k, group.member[k + 1]!);
  world.set(group.f.member, first + size - 1, 0);
  world.set(group.f.size, g, size - 1);
  // The turn to loot stays with whom it was, or passes on to the next.
  const looter = group.looter[g]!;
  const moved = looter > at - first ? looter - 1 : looter;
  world.set(group.f.looter, g, size > 1 ? moved % (size - 1) : 0);
  if (group.master[g] === bot + 1) world.set(group.f.master, g, 0);
  world.set(social.f.group, bot, 0);
  world.set(social.f.lastGroup, bot, world.frame);
  world.event(Event['group.left'], world.uidOf(bot), group.uid[g]!, size - 1);
}

function freeGroup(world: World, g: number): void {
  const { group } = world.c;
  world.write.clearRow(group.id, g);
  world.pools.group.release(g);
}

/** True for a slot that holds a living bot. */
export function isBot(world: World, bot: number): boolean {
  return bot >= 0 && bot < world.capacities.bot! && world.c.identity.uid[bot]! >= FIRST_UID;
}

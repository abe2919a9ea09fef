/** Proposal: travel to the hub that has most to offer for the way there, when nothing is left to do here. */
import { GoalKind, QuestStatus, StallCause } from '../../components/index.js';
import { optionIndex } from '../options.js';
import { avoidKey, isAvoided, setGoal } from '../plan/goals.js';
import type { World } from '../world.js';
import { dealsWith } from './eligibility.js';
import { logCount, logLimit, questAt, statusAt } from './quest-log.js';
import { isOffered } from './offers.js';
import { wants } from './wants.js';
import { takeInHand } from './work-time.js';
import { isHeld, noteCause, wayTo } from './ways.js';

const MAX_ACTIVE = optionIndex('quest.maxActive');
/** A bot whose quests cannot be got on with waits so long (2 minutes) for that to change before it leaves. */
const PATIENCE_FRAMES = 1200;
/** What a quest counts: full within 3 levels, less for each level more, never less than this. */
const FULL_WEIGHT = 1000;
const FULL_LEVELS = 3;
const WEIGHT_PER_LEVEL = 150;
const LEAST_WEIGHT = 200;
/** A hub counts for at most this many quests: more cannot be had at once. */
const MAX_COUNTED = 10;
/** Every way counts 2 minutes more than it takes, so that a poor hub near by does not beat a rich one; speed in centiyards a second. */
const BASE_SECONDS = 120;
const RUN = 700;

/** A choice of a hub holds for 3 minutes. */
const HUB_FRAMES = 1800;

const best = { hub: -1, quest: -1, score: 0 };

export function proposeHub(world: World, bot: number, frame: number): boolean {
  if (logCount(world, bot) >= Math.min(world.option(MAX_ACTIVE), logLimit(world)) || hasPatience(world, bot, frame)) return false;
  if (!rememberedHub(world, bot, frame) && !chooseHub(world, bot)) {
    if (world.c.progress.cause[bot] === StallCause.none) noteCause(world, bot, StallCause.noGiver);
    return false;
  }
  const { givers } = world.content;
  remember(world, bot, frame);
  const giver = starterNear(world, bot, best.quest, best.hub);
  takeInHand(world, bot, -1);
  setGoal(world, bot, GoalKind.hub, best.hub, best.quest, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!);
  return true;
}

/** The choice of a hub holds for a while (a bot that hunts on the way asks again after every kill), as long as what it went for is still wanted. */
function rememberedHub(world: World, bot: number, frame: number): boolean {
  const { questDone } = world.c;
  const hub = questDone.hub[bot]! - 1;
  const quest = questDone.hubQuest[bot]!;
  if (hub < 0 || frame >= questDone.hubUntil[bot]! || isAvoided(world, bot, avoidKey(GoalKind.hub, hub)) || !wants(world, bot, quest))
    return false;
  best.hub = hub;
  best.quest = quest;
  return true;
}

function remember(world: World, bot: number, frame: number): void {
  const { questDone } = world.c;
  if (questDone.hub[bot] === best.hub + 1 && questDone.hubQuest[bot] === best.quest && frame < questDone.hubUntil[bot]!) return;
  world.set(questDone.f.hub, bot, best.hub + 1);
  world.set(questDone.f.hubQuest, bot, best.quest);
  world.set(questDone.f.hubUntil, bot, frame + HUB_FRAMES);
}

/** True while a quest of the log is open that was blocked only lately, if at all. */
function hasPatience(world: World, bot: number, frame: number): boolean {
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0 || statusAt(world, bot, k) !== QuestStatus.active || isHeld(world, bot, quest)) continue;
    const since = world.c.questDone.blockedSince[bot * world.sizes.questLogSize + k]!;
    if (since === 0 || frame - since < PATIENCE_FRAMES) return true;
  }
  return false;
}

/** Index of the hub a bot would go to, or -1; ties to the lower hub. */
export function bestHub(world: World, bot: number): number {
  return chooseHub(world, bot) ? best.hub : -1;
}

function chooseHub(world: World, bot: number): boolean {
  const { hubs } = world.derived.quests;
  const side = world.c.identity.side[bot]! === 1 ? 1 : 0;
  const quests = hubs.questsFor(side, world.c.life.level[bot]!);
  best.hub = -1;
  best.quest = -1;
  best.score = 0;
  world.derived.quests.candidate.begin(bot);
  for (let hub = 0; hub < hubs.count; hub++) {
    const offered = quests.offsets[hub + 1]! - quests.offsets[hub]!;
    // The most it could be worth if it lay at the bot's feet: most hubs are out before the way to them is looked for.
    if (offered === 0 || Math.floor((Math.min(offered, MAX_COUNTED) * FULL_WEIGHT * FULL_WEIGHT) / BASE_SECONDS) <= best.score) continue;
    if (hubs.friends[side][hub] === 0 || isAvoided(world, bot, avoidKey(GoalKind.hub, hub))) continue;
    const way = wayTo(world, bot, hubs.map[hub]!, hubs.x[hub]!, hubs.y[hub]!);
    if (way < 0) continue;
    const seconds = BASE_SECONDS + Math.floor(way / RUN);
    // The most it could be worth; most hubs are out before their quests are looked at.
    if (Math.floor((Math.min(offered, MAX_COUNTED) * FULL_WEIGHT * FULL_WEIGHT) / seconds) <= best.score) continue;
    weigh(world, bot, hub, quests.offsets[hub]!, quests.offsets[hub + 1]!, quests.values, seconds);
  }
  return best.hub >= 0;
}

function weigh(world: World, bot: number, hub: number, from: number, to: number, list: Int32Array, seconds: number): void {
  const level = world.c.life.level[bot]!;
  const { candidate } = world.derived.quests;
  let sum = 0;
  let counted = 0;
  let first = -1;
  for (let k = from; k < to && counted < MAX_COUNTED; k++) {
    const quest = list[k]!;
    if (!isOffered(world, quest, world.c.identity.side[bot]!, level) || !candidate.wants(quest)) continue;
    const off = Math.max(0, Math.abs(world.content.quests.level[quest]! - level) - FULL_LEVELS);
    sum += Math.max(LEAST_WEIGHT, FULL_WEIGHT - off * WEIGHT_PER_LEVEL);
    counted++;
    if (first < 0) first = quest;
  }
  const score = Math.floor((sum * FULL_WEIGHT) / seconds);
  if (score <= best.score) return;
  best.hub = hub;
  best.quest = first;
  best.score = score;
}

/** The giver of a quest nearest to a hub's place that deals with the bot. */
function starterNear(world: World, bot: number, quest: number, hub: number): number {
  const { givers } = world.content;
  const { hubs } = world.derived.quests;
  const side = world.c.identity.side[bot]!;
  let near = -1;
  let nearest = Infinity;
  for (let k = givers.startersOf.offsets[quest]!; k < givers.startersOf.offsets[quest + 1]!; k++) {
    const giver = givers.startersOf.values[k]!;
    if (givers.map[giver] !== hubs.map[hub] || !dealsWith(world, giver, side)) continue;
    const dx = givers.x[giver]! - hubs.x[hub]!;
    const dy = givers.y[giver]! - hubs.y[hub]!;
    if (dx * dx + dy * dy >= nearest) continue;
    nearest = dx * dx + dy * dy;
    near = giver;
  }
  return near >= 0 ? near : givers.startersOf.values[givers.startersOf.offsets[quest]!]!;
}

/** Proposal: travel to the hub that has most to offer for the way there, when nothing is left to do here. */
import { GoalKind, QuestStatus, StallCause } from '../../components/index.js';
import { optionIndex } from '../options.js';
import { avoidKey, isAvoided, setGoal } from '../plan/goals.js';
import type { World } from '../world.js';
import { dealsWith } from './eligibility.js';
import { MAX_COUNTED } from './hubs.js';
import type { HubOffers } from './hubs.js';
import { logCount, logLimit, questAt, statusAt } from './quest-log.js';
import { wants } from './wants.js';
import { takeInHand } from './work-time.js';
import { isHeld, noteCause } from './ways.js';

const MAX_ACTIVE = optionIndex('quest.maxActive');
/** A bot whose quests cannot be got on with waits so long (2 minutes) for that to change before it leaves. */
const PATIENCE_FRAMES = 1200;
/** What a quest counts: full within 3 levels, less for each level more, never less than this. */
const FULL_WEIGHT = 1000;
const FULL_LEVELS = 3;
const WEIGHT_PER_LEVEL = 150;
const LEAST_WEIGHT = 200;
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
  const index = world.derived.quests;
  const { hubs, ways } = index;
  index.follow();
  const { hub: order, most, quests } = offersTo(world, world.c.identity.side[bot]!, world.c.life.level[bot]!);
  best.hub = -1;
  best.quest = -1;
  best.score = 0;
  index.candidate.begin(bot);
  ways.begin(bot);
  for (let n = 0; n < order.length; n++) {
    const hub = order[n]!;
    // The most it could be worth if it lay at the bot's feet: those that follow could not even be worth that.
    if (Math.floor((most[n]! * FULL_WEIGHT) / BASE_SECONDS) < best.score) break;
    if (isAvoided(world, bot, avoidKey(GoalKind.hub, hub))) continue;
    const way = ways.to(hubs.map[hub]!, hubs.x[hub]!, hubs.y[hub]!);
    if (way < 0) continue;
    const seconds = BASE_SECONDS + Math.floor(way / RUN);
    // The most it could be worth from here; most hubs are out before their quests are looked at.
    if (isBetter(hub, Math.floor((most[n]! * FULL_WEIGHT) / seconds)))
      weigh(world, bot, hub, quests.offsets[n]!, quests.offsets[n + 1]!, quests.values, seconds);
  }
  return best.hub >= 0;
}

/** What hubs have for bots of a side and level, for all of them. */
function offersTo(world: World, side: number, level: number): HubOffers {
  const index = world.derived.quests;
  return (
    index.hubs.offersFor(side, level) ??
    index.hubs.keep(side, level, index.offered(side, level), (quest) => worthOf(world.content.quests.level[quest]! - level))
  );
}

/** What a quest counts whose level differs so much from the bot's. */
function worthOf(above: number): number {
  return Math.max(LEAST_WEIGHT, FULL_WEIGHT - Math.max(0, Math.abs(above) - FULL_LEVELS) * WEIGHT_PER_LEVEL);
}

/** True for a score above the best so far; of two alike the lower hub is better. */
function isBetter(hub: number, score: number): boolean {
  return score > best.score || (score === best.score && hub < best.hub);
}

function weigh(world: World, bot: number, hub: number, from: number, to: number, list: Int32Array, seconds: number): void {
  const level = world.c.life.level[bot]!;
  const { candidate } = world.derived.quests;
  let sum = 0;
  let counted = 0;
  let first = -1;
  for (let k = from; k < to && counted < MAX_COUNTED; k++) {
    // If all that are left were wanted and of the bot's own level.
    if (!isBetter(hub, Math.floor(((sum + Math.min(to - k, MAX_COUNTED - counted) * FULL_WEIGHT) * FULL_WEIGHT) / seconds))) return;
    const quest = list[k]!;
    if (!candidate.wants(quest)) continue;
    sum += worthOf(world.content.quests.level[quest]! - level);
    counted++;
    if (first < 0) first = quest;
  }
  const score = Math.floor((sum * FULL_WEIGHT) / seconds);
  if (!isBetter(hub, score)) return;
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

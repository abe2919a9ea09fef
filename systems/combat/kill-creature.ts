/** Verb: a creature whose health is gone dies: experience, quest credit, right to the corpse, and its return. */
import type { Verb } from '../../engine/command-queue.js';
import { CreatureRole } from '../../data/content.js';
import { BotState, CreatureState, Lane } from '../../components/index.js';
import { scheduleRespawn } from '../creature/respawn.js';
import { membersNear } from '../group/members.js';
import { optionIndex } from '../options.js';
import { creditKill } from '../quest/credit.js';
import { givesNoXp } from '../rules/grey-level.js';
import { groupMemberXp, groupXpFactor } from '../rules/group-xp.js';
import { ContentBaseXp, KillPlace, killXp } from '../rules/kill-xp.js';
import { Event, Reason } from '../vocabulary.js';
import { spendShots } from '../vendor/provisions.js';
import type { World } from '../world.js';
import { gainXp } from './experience.js';
import { endFight } from './hunt.js';
import { isElite } from './targets.js';

const KILL_XP_RATE = optionIndex('rate.kill_xp');
const RATE_SCALE = 1000;
/** Time to bend down to the corpse, frames. */
const LOOT_DELAY_FRAMES = 6;
const NO_XP_KINDS = new Set([8, 9]);

export const killCreatureVerb: Verb<World> = { name: 'creature.kill', handle: killCreature };

function killCreature(world: World, bot: number, slot: number): number {
  const { creature, fight } = world.c;
  if (creature.state[slot] === CreatureState.dead) return Reason.already_done;
  if (creature.state[slot] !== CreatureState.fighting || creature.health[slot]! > 0) return Reason.unknown_target;
  const kind = world.content.spawns.creature[slot]!;
  const tapper = creature.tapper[slot]! > 0 ? creature.tapper[slot]! - 1 : bot;
  const owner = fight.target[tapper] === slot + 1 || world.c.social.group[tapper] === world.c.social.group[bot] ? tapper : bot;
  world.set(creature.f.state, slot, CreatureState.dead);
  world.set(creature.f.diedFrame, slot, world.frame);
  world.set(creature.f.target, slot, 0);
  world.set(creature.f.attackers, slot, 0);
  world.set(creature.f.tapper, slot, owner + 1);
  scheduleRespawn(world, slot);
  world.event(Event['creature.killed'], world.uidOf(owner), world.content.creatures.id[kind]!, creature.uid[slot]!);
  reward(world, owner, slot, kind);
  spendShots(world, bot);
  // A fighting bot may have been struck down in the same frame: its own command decides that.
  if (fight.target[bot] === slot + 1 && world.c.life.state[bot] === BotState.fighting) endFight(world, bot, 10);
  if (hasCorpse(world, kind)) {
    world.set(fight.f.corpse, owner, slot + 1);
    world.wakeAt(Lane.loot, owner, world.frame + LOOT_DELAY_FRAMES);
  }
  return Reason.done;
}

function hasCorpse(world: World, kind: number): boolean {
  const { creatures } = world.content;
  return creatures.loot[kind]! >= 0 || creatures.maxMoney[kind]! > 0;
}

/** Experience and quest credit of everybody near who belongs to the owner's group. */
function reward(world: World, owner: number, slot: number, kind: number): void {
  const { life, progress } = world.c;
  const { list, count } = membersNear(world, owner);
  const party = shares.subarray(0, count);
  party.set(list.subarray(0, count));
  const mob = world.c.creature.level[slot]!;
  let highest = 0;
  let base = 0;
  let sum = 0;
  let living = 0;
  for (let k = 0; k < count; k++) {
    const level = life.level[party[k]!]!;
    const alive = life.state[party[k]!] !== BotState.dead;
    highest = Math.max(highest, level);
    if (world.rules.name === 'classic' || alive) sum += level;
    if (alive) living++;
    if (!givesNoXp(world.rules, level, mob)) base = Math.max(base, level);
  }
  const xp = base === 0 ? 0 : baseXp(world, slot, kind, base, mob);
  const factor = groupXpFactor(world.rules, count, false);
  for (let k = 0; k < count; k++) {
    const member = party[k]!;
    if (life.state[member] === BotState.dead) continue;
    world.add(progress.f.kills, member, 1);
    const share = count === 1 ? xp : groupMemberXp(world.rules, xp, factor, life.level[member]!, base, highest, sum);
    if (living > 0) gainXp(world, member, share);
    creditKill(world, member, kind);
  }
}
const shares = new Int32Array(8);

/** Kind of a map: 1 is a dungeon, 2 a raid, as KillPlace has them. */
const MAX_PLACE = 2;

function baseXp(world: World, slot: number, kind: number, level: number, mob: number): number {
  const { creatures, spawns, maps } = world.content;
  if ((creatures.roles[kind]! & CreatureRole.noXp) !== 0 || NO_XP_KINDS.has(creatures.kind[kind]!)) return 0;
  const mapKind = maps.kind[spawns.map[slot]!]!;
  const place = (mapKind > MAX_PLACE ? KillPlace.world : mapKind) as KillPlace;
  const content = level > 70 ? ContentBaseXp.upTo80 : level > 60 ? ContentBaseXp.upTo70 : ContentBaseXp.upTo60;
  return killXp(
    world.rules,
    level,
    mob,
    isElite(world, kind),
    place,
    content,
    creatures.xpPercent[kind]! / 100,
    world.option(KILL_XP_RATE) / RATE_SCALE,
  );
}

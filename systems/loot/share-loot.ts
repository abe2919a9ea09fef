/**
 * Who of a group gets what from a corpse: round robin below the threshold, dice from it on (RULES.md section 2, method "group loot").
 * A bot votes need for an upgrade or a quest item, greed for what it would sell, and passes what it cannot carry.
 */
import { BotState } from '../../components/index.js';
import { MAX_GROUP, membersNear } from '../group/members.js';
import {
  LootMethod,
  NOBODY,
  ROLL_DICE_SIDES,
  RollOutcome,
  RollVote,
  RollerFlag,
  groupRollWinner,
  isRolledFor,
  nextEntitled,
  nextTurn,
  turnLooter,
} from '../rules/group-loot-rolls.js';
import type { GroupRoll } from '../rules/group-loot-rolls.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { LootReason, shouldLoot } from './should-loot.js';
import type { LootReasonCode } from './should-loot.js';

const METHOD = LootMethod.group;

/** The members entitled to the present corpse, by position in the group's list; a bot alone is a list of one. Reused. */
const member = new Int32Array(MAX_GROUP);
const entitled = new Uint8Array(MAX_GROUP);
const roll: GroupRoll & { length: number; id: Int32Array; flags: Uint8Array; vote: Uint8Array; dice: Uint8Array } = {
  length: MAX_GROUP,
  id: new Int32Array(MAX_GROUP),
  flags: new Uint8Array(MAX_GROUP),
  vote: new Uint8Array(MAX_GROUP),
  dice: new Uint8Array(MAX_GROUP),
};

/** Entitled members, whose turn it is (a position), and the answer of `receiverOf`. */
export const party = { group: -1, size: 0, entitled: 0, turn: 0, member };
/** Why the receiver found last wants the thing. */
export const wish = { reason: LootReason.none as LootReasonCode };

/** Find out who is entitled to what `bot` is about to loot: itself and the living members of its group near it. */
export function gatherParty(world: World, bot: number): void {
  const { social, group, life } = world.c;
  party.group = social.group[bot]! - 1;
  entitled.fill(0);
  if (party.group < 0) {
    member[0] = bot;
    entitled[0] = 1;
    party.size = 1;
    party.entitled = 1;
    party.turn = 0;
    return;
  }
  const near = membersNear(world, bot);
  party.size = MAX_GROUP;
  party.entitled = 0;
  for (let p = 0; p < MAX_GROUP; p++) {
    member[p] = group.member[party.group * MAX_GROUP + p]! - 1;
    for (let k = 0; k < near.count; k++) if (near.list[k] === member[p] && life.state[member[p]!] !== BotState.dead) entitled[p] = 1;
    party.entitled += entitled[p]!;
  }
  const turn = turnLooter(world.rules, METHOD, entitled, party.size, group.looter[party.group]!);
  party.turn = turn === NOBODY ? Math.max(0, positionOf(bot)) : turn;
}

function positionOf(bot: number): number {
  for (let p = 0; p < party.size; p++) if (member[p] === bot) return p;
  return NOBODY;
}

export function isEntitled(position: number): boolean {
  return entitled[position] !== 0;
}

/** The turn moves on, after a corpse that held something or not. */
export function passTurn(world: World, hadLoot: boolean): void {
  if (party.group < 0) return;
  const { group } = world.c;
  const next = nextTurn(world.rules, METHOD, entitled, party.size, group.looter[party.group]!, hadLoot);
  if (next !== NOBODY) world.set(group.f.looter, party.group, next);
}

/** Bot that gets units of a kind, or -1 when nobody wants it; why is in `wish.reason`. `n` tells the drops of a corpse apart. */
export function receiverOf(world: World, kind: number, units: number, questOnly: boolean, n: number): number {
  const { quality } = world.content.items;
  if (!questOnly && party.entitled > 1 && isRolledFor(METHOD, quality[kind]!, world.rules.groupLootThreshold)) {
    const winner = rollFor(world, kind, units, n);
    if (winner >= 0) return winner;
    if (winner !== RollOutcome.notRolled) return NOBODY;
  }
  return nextWanting(world, kind, units, questOnly);
}

/** The member whose turn it is, or the next who wants it. Rows for quests are seen only by those whose quest needs them. */
function nextWanting(world: World, kind: number, units: number, questOnly: boolean): number {
  let position = party.turn;
  for (let step = 0; step < party.entitled; step++) {
    if (entitled[position] !== 0) {
      wish.reason = shouldLoot(world, member[position]!, kind, units);
      if (questOnly ? wish.reason === LootReason.quest : wish.reason !== LootReason.none) return member[position]!;
    }
    position = nextEntitled(entitled, party.size, position);
  }
  return NOBODY;
}

/** Bot that wins the dice, or the RollOutcome. */
function rollFor(world: World, kind: number, units: number, n: number): number {
  for (let p = 0; p < MAX_GROUP; p++) {
    roll.flags[p] = 0;
    roll.vote[p] = RollVote.none;
    if (entitled[p] === 0) continue;
    const uid = world.uidOf(member[p]!);
    roll.id[p] = uid;
    roll.flags[p] = RollerFlag.inRange | RollerFlag.mayRoll;
    roll.vote[p] = voteOf(shouldLoot(world, member[p]!, kind, units));
    roll.dice[p] = 1 + world.drawBelow(ROLL_DICE_SIDES, uid, Salt.lootRoll, n);
  }
  const winner = groupRollWinner(world.rules, METHOD, world.content.items.quality[kind]!, world.rules.groupLootThreshold, true, roll);
  if (winner < 0) return winner === RollOutcome.notRolled ? winner : RollOutcome.allPassed;
  wish.reason = shouldLoot(world, member[winner]!, kind, units);
  return member[winner]!;
}

function voteOf(reason: LootReasonCode): number {
  if (reason === LootReason.none) return RollVote.pass;
  return reason === LootReason.value ? RollVote.greed : RollVote.need;
}

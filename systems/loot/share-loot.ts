/** Who of a group is entitled to a corpse, how the group shares, and whose turn it is (RULES.md section 2). */
import { BotState } from '../../components/index.js';
import { MAX_GROUP, membersNear } from '../group/members.js';
import { LootMethod, NOBODY, nextTurn, turnLooter } from '../rules/group-loot-rolls.js';
import type { World } from '../world.js';
import { LootReason, lootReason } from './should-loot.js';

/** The members entitled to the present corpse, by position in the group's list; a bot alone is a list of one. Reused. */
const member = new Int32Array(MAX_GROUP);
const entitled = new Uint8Array(MAX_GROUP);
/** Entitled members; whose turn it is and who is master (positions, -1 nobody); method (LootMethod) and threshold of the group. */
export const party = { group: -1, size: 0, entitled: 0, turn: 0, master: -1, method: LootMethod.group as LootMethod, threshold: 0, member };

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
    party.master = -1;
    party.method = LootMethod.group;
    party.threshold = world.rules.groupLootThreshold;
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
  party.method = group.method[party.group]! as LootMethod;
  party.threshold = group.threshold[party.group]!;
  // Classic: a master who is not there cannot hand anything out; the corpse falls to the dice.
  const master = positionOf(group.master[party.group] === 0 ? group.member[party.group * MAX_GROUP]! - 1 : group.master[party.group]! - 1);
  party.master = master >= 0 && entitled[master] !== 0 ? master : -1;
  const turn = turnLooter(world.rules, party.method, entitled, party.size, group.looter[party.group]!);
  party.turn = turn === NOBODY && party.entitled > 0 ? positionOf(bot) : turn;
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
  const next = nextTurn(world.rules, party.method, entitled, party.size, group.looter[party.group]!, hadLoot);
  if (next !== NOBODY) world.set(group.f.looter, party.group, next);
}

/** Whether any of those entitled would see a drop for quests. */
export function someoneSees(world: World, kind: number): boolean {
  for (let p = 0; p < party.size; p++) if (entitled[p] !== 0 && lootReason(world, member[p]!, kind) === LootReason.quest) return true;
  return false;
}

/** Groups: inviting, joining, leaving, and what remains consistent. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { BotState } from '../../../components/index.js';
import { groupOf, groupQuest, leaderOf } from '../../../systems/group/group-state.js';
import { MAX_GROUP, membersNear } from '../../../systems/group/members.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import { Event } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { market, marketContent, perform, trader } from '../auction/market.js';

const content = await marketContent();
const crowd = (count: number): { world: World; bots: number[] } => {
  const world = market(content, count);
  return { world, bots: Array.from({ length: count }, () => trader(world)) };
};
/** Bot `who` invites and the other accepts. */
function unite(world: World, who: number, other: number): void {
  assert.is(perform(world, Op.inviteToGroup, who, other, -1), 'done');
  assert.is(perform(world, Op.joinGroup, other, groupOf(world, who)), 'done');
}
function membersOf(world: World, g: number): number[] {
  const members: number[] = [];
  for (let k = 0; k < MAX_GROUP; k++)
    if (world.c.group.member[g * MAX_GROUP + k] !== 0) members.push(world.c.group.member[g * MAX_GROUP + k]! - 1);
  return members;
}

/** Groups and bots say the same: no gaps, two members at least, everybody in one group at most. */
function checkGroups(world: World): void {
  const { group, social } = world.c;
  const seen = new Set<number>();
  let live = 0;
  for (let g = 0; g < world.pools.group.high; g++) {
    if (group.uid[g] === 0) continue;
    live++;
    const members = membersOf(world, g);
    assert.is(members.length, group.size[g]);
    assert.ok(members.length >= 2 && members.length <= MAX_GROUP, `group of ${members.length}`);
    assert.ok(group.looter[g]! < members.length);
    members.forEach((bot, k) => {
      assert.is(group.member[g * MAX_GROUP + k], bot + 1, 'members lie side by side');
      assert.is(social.group[bot], g + 1);
      assert.not(seen.has(bot));
      seen.add(bot);
    });
  }
  assert.is(live, world.pools.group.live);
  for (let bot = 0; bot < world.pools.bot.high; bot++) assert.is(social.group[bot] !== 0, seen.has(bot));
}

const groups = suite('groups');
groups('form when the first invited bot joins, with the inviter leading', () => {
  const {
    world,
    bots: [a, b, c],
  } = crowd(3);
  unite(world, a!, b!);
  unite(world, a!, c!);
  const g = groupOf(world, a!);
  assert.is(leaderOf(world, g), a);
  assert.equal(membersOf(world, g), [a, b, c]);
  assert.is(membersNear(world, b!).count, 3);
  assert.is(groupQuest(world, a!), -1);
  assert.equal([world.events.totals[Event['group.formed']], world.events.totals[Event['group.joined']]], [1, 2]);
  checkGroups(world);
});
groups('hold five', () => {
  const { world, bots } = crowd(6);
  for (let n = 1; n < 5; n++) unite(world, bots[0]!, bots[n]!);
  assert.is(perform(world, Op.inviteToGroup, bots[0]!, bots[5]!, -1), 'group_full');
  checkGroups(world);
});
groups('pass the lead on, and end with the last but one', () => {
  const {
    world,
    bots: [a, b, c],
  } = crowd(3);
  unite(world, a!, b!);
  unite(world, a!, c!);
  const g = groupOf(world, a!);
  world.set(world.c.group.f.looter, g, 2);
  assert.is(perform(world, Op.leaveGroup, a!), 'done');
  assert.is(leaderOf(world, g), b);
  assert.is(world.c.group.looter[g], 1, 'the turn stays with whom it was');
  assert.is(perform(world, Op.leaveGroup, c!), 'done');
  assert.equal([groupOf(world, a!), groupOf(world, b!), groupOf(world, c!)], [-1, -1, -1]);
  assert.is(world.pools.group.live, 0);
  assert.is(world.events.totals[Event['group.left']], 3);
});
groups('do not take the far, the dead, the other side, or those in company', () => {
  const {
    world,
    bots: [a, b, c, d],
  } = crowd(4);
  unite(world, a!, b!);
  assert.is(perform(world, Op.inviteToGroup, c!, b!, -1), 'busy');
  assert.is(perform(world, Op.inviteToGroup, b!, c!, -1), 'not_eligible');
  assert.is(perform(world, Op.inviteToGroup, a!, a!, -1), 'unknown_target');
  assert.is(perform(world, Op.inviteToGroup, a!, 99, -1), 'unknown_target');
  place(world, c!, 0, 7401, 0);
  assert.is(perform(world, Op.inviteToGroup, a!, c!, -1), 'too_far');
  world.set(world.c.identity.f.side, d!, 1);
  assert.is(perform(world, Op.inviteToGroup, a!, d!, -1), 'wrong_side');
  world.setState(d!, BotState.dead);
  assert.is(perform(world, Op.inviteToGroup, a!, d!, -1), 'dead');
  checkGroups(world);
});
groups('an invitation can be turned down, and is void when the inviter has another group', () => {
  const {
    world,
    bots: [a, b, c],
  } = crowd(3);
  perform(world, Op.inviteToGroup, a!, b!, -1);
  assert.is(perform(world, Op.inviteToGroup, c!, b!, -1), 'busy');
  assert.is(perform(world, Op.leaveGroup, b!), 'done');
  assert.is(perform(world, Op.joinGroup, b!, -1), 'gone');
  assert.is(perform(world, Op.leaveGroup, b!), 'nothing_to_do');
  perform(world, Op.inviteToGroup, a!, b!, -1);
  unite(world, c!, a!);
  assert.is(perform(world, Op.joinGroup, b!, -1), 'gone');
  checkGroups(world);
});
groups('stay consistent whatever bots do', () => {
  const step = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }), (steps) => {
      const { world } = crowd(8);
      for (const [kind, bot, other] of steps) {
        const inviter = world.c.social.invitedBy[bot]! - 1;
        if (kind <= 1) perform(world, Op.inviteToGroup, bot, other, -1);
        else if (kind <= 3) perform(world, Op.joinGroup, bot, inviter < 0 ? -1 : groupOf(world, inviter));
        else perform(world, Op.leaveGroup, bot);
        checkGroups(world);
      }
    }),
    { numRuns: 60, seed: 9 },
  );
});
groups.run();

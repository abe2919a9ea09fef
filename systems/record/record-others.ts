/** Rows of groups and creatures. */
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import type { World } from '../world.js';
import { Gathered } from './gathered.js';
import { tablesOf } from './table-numbers.js';

const MAX_MEMBERS = 5;
const ALIVE = 1;

export class OtherRows {
  readonly #table: ReturnType<typeof tablesOf<'group_member' | 'creature_state'>>;
  /** State of each creature, and members and uid of each group, as they were last recorded. */
  readonly #lastCreature: Uint8Array;
  readonly #lastMember: Int32Array;
  readonly #lastGroup: Int32Array;
  readonly #changed: Gathered;

  constructor(
    public store: SnapshotStore,
    world: World,
    /** Creatures are written in every so many frames. */
    every: number,
  ) {
    this.#table = tablesOf(store, ['group_member', 'creature_state']);
    this.#lastCreature = new Uint8Array(world.capacities.creature!).fill(ALIVE);
    this.#lastMember = new Int32Array(world.capacities.group! * MAX_MEMBERS);
    this.#lastGroup = new Int32Array(world.capacities.group!);
    this.#changed = new Gathered(every, world.capacities.creature!);
  }

  write(world: World, frame: number): void {
    this.#groups(world, frame);
    this.#creatures(world, frame);
  }

  restored(world: World): void {
    const { creature, group } = world.c;
    this.#lastCreature.set(creature.state);
    this.#lastMember.set(group.member);
    this.#lastGroup.set(group.uid);
  }

  #groups(world: World, frame: number): void {
    const { group } = world.c;
    const dirty = world.write.dirty[group.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const g = dirty.list[k]!;
      const first = g * MAX_MEMBERS;
      const before = this.#lastGroup[g]!;
      const now = group.uid[g]!;
      for (let m = first; m < first + MAX_MEMBERS; m++) {
        const was = this.#lastMember[m]!;
        if (was !== 0 && (now !== before || !isMember(group.member, g, was))) this.#member(world, frame, before, was - 1, 0);
      }
      for (let m = first; m < first + MAX_MEMBERS; m++) {
        const is = group.member[m]!;
        if (is !== 0 && (now !== before || this.#lastMember[m] !== is)) this.#member(world, frame, now, is - 1, m === first ? 2 : 1);
        this.#lastMember[m] = is;
      }
      this.#lastGroup[g] = now;
    }
  }

  #member(world: World, frame: number, groupUid: number, bot: number, role: number): void {
    const { store } = this;
    store.begin(this.#table.group_member);
    store.int(frame);
    store.int(groupUid);
    store.int(world.uidOf(bot));
    store.int(role);
  }

  #creatures(world: World, frame: number): void {
    const { creature } = world.c;
    const { store } = this;
    const dirty = this.#changed.of(world.write.dirty[creature.id]!, frame);
    for (let k = 0; k < dirty.count; k++) {
      const slot = dirty.list[k]!;
      const state = creature.state[slot]!;
      if (state === this.#lastCreature[slot]) continue;
      this.#lastCreature[slot] = state;
      if (frame === 0) continue;
      store.begin(this.#table.creature_state);
      store.int(frame);
      store.int(creature.uid[slot]!);
      store.int(state);
      store.int(creature.level[slot]!);
      store.int(creature.health[slot]!);
      store.int(creature.target[slot]! > 0 ? world.uidOf(creature.target[slot]! - 1) : 0);
    }
    this.#changed.done(frame);
  }
}

function isMember(members: Int32Array, group: number, bot: number): boolean {
  for (let m = group * MAX_MEMBERS; m < (group + 1) * MAX_MEMBERS; m++) if (members[m] === bot) return true;
  return false;
}

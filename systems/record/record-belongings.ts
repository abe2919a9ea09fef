/** Rows of what bots carry and of their quests. */
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { BACKPACK_SLOTS, FIRST_BACKPACK_SLOT, FIRST_BAG_CONTENT_SLOT, QuestStatus } from '../../components/index.js';
import { MAX_OBJECTIVES } from '../../components/quest.js';
import type { World } from '../world.js';
import { RECORD_SLOTS } from './tables.js';
import { tablesOf } from './table-numbers.js';

export class BelongingRows {
  readonly #table: ReturnType<typeof tablesOf<'slot_item' | 'quest_log'>>;
  /** Quest id + 1 that a quest-log record held when it was last recorded. */
  readonly #lastQuest: Int32Array;

  constructor(
    public store: SnapshotStore,
    world: World,
  ) {
    this.#table = tablesOf(store, ['slot_item', 'quest_log']);
    this.#lastQuest = new Int32Array(world.capacities.bot! * world.sizes.questLogSize);
  }

  write(world: World, frame: number): void {
    this.#slots(world, frame);
    this.#quests(world, frame);
  }

  restored(world: World): void {
    this.#lastQuest.set(world.c.questLog.quest);
  }

  #slots(world: World, frame: number): void {
    const { c, content, sizes } = world;
    const { store } = this;
    const dirty = world.write.dirty[c.slots.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const cell = dirty.list[k]!;
      const bot = Math.floor(cell / sizes.botSlots);
      const i = c.slots.item[cell]! - 1;
      store.begin(this.#table.slot_item);
      store.int(frame);
      store.int(c.identity.uid[bot]!);
      store.int(storedSlot(cell - bot * sizes.botSlots, sizes.bagSize));
      store.int(i < 0 ? 0 : c.item.uid[i]!);
      store.int(i < 0 ? 0 : content.items.id[c.item.kind[i]!]!);
      store.int(i < 0 ? 0 : c.item.stack[i]!);
      store.int(i < 0 ? 0 : c.item.durability[i]!);
      store.int(i < 0 ? 0 : c.item.bound[i]!);
    }
  }

  #quests(world: World, frame: number): void {
    const { c, content, sizes } = world;
    const log = c.questLog;
    const dirty = world.write.dirty[log.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const entry = dirty.list[k]!;
      const bot = Math.floor(entry / sizes.questLogSize);
      const quest = log.quest[entry]!;
      const before = this.#lastQuest[entry]!;
      if (before !== 0 && before !== quest) {
        const done = (c.questDone.bits[bot * sizes.questWords + ((before - 1) >> 5)]! & (1 << ((before - 1) & 31))) !== 0;
        this.#quest(
          frame,
          c.identity.uid[bot]!,
          content.quests.id[before - 1]!,
          done ? QuestStatus.turnedIn : QuestStatus.abandoned,
          undefined,
          0,
        );
      }
      if (quest !== 0)
        this.#quest(frame, c.identity.uid[bot]!, content.quests.id[quest - 1]!, log.status[entry]!, log.count, entry * MAX_OBJECTIVES);
      this.#lastQuest[entry] = quest;
    }
  }

  #quest(frame: number, uid: number, questId: number, status: number, counts: Uint16Array | undefined, at: number): void {
    const { store } = this;
    store.begin(this.#table.quest_log);
    store.int(frame);
    store.int(uid);
    store.int(questId);
    store.int(status);
    for (let k = 0; k < MAX_OBJECTIVES; k++) store.int(counts ? counts[at + k]! : 0);
  }
}

/** Slot number as the store has it: bags are 36 places apart there, and as far as the world's largest bag here. */
export function storedSlot(slot: number, bagSize: number): number {
  if (slot < FIRST_BACKPACK_SLOT + BACKPACK_SLOTS) return slot;
  const n = slot - FIRST_BAG_CONTENT_SLOT;
  return RECORD_SLOTS.bagContentsFirst + Math.floor(n / bagSize) * RECORD_SLOTS.bagPlaces + (n % bagSize);
}

/** Names and other things that never change, written once, with frame 0. */
import type { EngineRows } from '../../engine/store/engine-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { WORLD_ACCOUNTS } from '../vocabulary.js';
import type { World } from '../world.js';
import { tablesOf } from './table-numbers.js';

export class NameRows {
  readonly #table: ReturnType<typeof tablesOf<'creature' | 'item_name' | 'quest_title' | 'zone_name' | 'map_name' | 'creature_name'>>;
  readonly #worldKind: number;

  constructor(
    public store: SnapshotStore,
    private readonly rows: EngineRows,
  ) {
    this.#table = tablesOf(store, ['creature', 'item_name', 'quest_title', 'zone_name', 'map_name', 'creature_name']);
    this.#worldKind = store.wordId('world');
  }

  write(world: World): void {
    const { content } = world;
    const { store } = this;
    const list = (table: number, ids: Int32Array, names: readonly string[]) => {
      for (let i = 0; i < names.length; i++) {
        store.begin(table);
        store.int(ids[i]!);
        store.text(names[i]!);
      }
    };
    this.#quests(world);
    list(this.#table.zone_name, content.zones.id, content.zones.name);
    list(this.#table.map_name, content.maps.id, content.maps.name);
    list(this.#table.creature_name, content.creatures.id, content.creatures.name);
    for (let i = 0; i < content.items.count; i++) {
      store.begin(this.#table.item_name);
      store.int(content.items.id[i]!);
      store.text(content.items.name[i]!);
      store.int(content.items.quality[i]!);
    }
    WORLD_ACCOUNTS.forEach((_, id) => this.rows.account(id, this.#worldKind, 0));
    this.#creatureTable(world);
  }

  #quests(world: World): void {
    const { quests } = world.content;
    const { store } = this;
    const after = new Int32Array(quests.count).fill(-1);
    for (let q = 0; q < quests.count; q++) {
      for (let k = quests.unlocks.offsets[q]!; k < quests.unlocks.offsets[q + 1]!; k++) {
        const next = quests.unlocks.values[k]!;
        if (after[next]! < 0) after[next] = q;
      }
    }
    for (let q = 0; q < quests.count; q++) {
      store.begin(this.#table.quest_title);
      store.int(quests.id[q]!);
      store.text(quests.title[q]!);
      store.int(quests.level[q]!);
      store.int(after[q]! < 0 ? 0 : quests.id[after[q]!]!);
    }
  }

  #creatureTable(world: World): void {
    const { spawns, creatures, maps } = world.content;
    const { creature } = world.c;
    const { store } = this;
    for (let slot = 0; slot < spawns.count; slot++) {
      const kind = spawns.creature[slot]!;
      store.begin(this.#table.creature);
      store.int(creature.uid[slot]!);
      store.int(spawns.id[slot]!);
      store.int(creatures.id[kind]!);
      store.text(creatures.name[kind]!);
      store.int(maps.id[spawns.map[slot]!]!);
      store.int(spawns.x[slot]!);
      store.int(spawns.y[slot]!);
      store.int(creature.level[slot]!);
      store.int(creature.health[slot]!);
    }
  }
}

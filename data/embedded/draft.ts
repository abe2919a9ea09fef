/**
 * The world while it is being written: tables that grow, ids that count up, and defaults for what is seldom said.
 * Rows are made whole and then overwritten, which keeps all rows of a table in one shape and makes them several times faster.
 */
import { TABLES } from '../format/tables.js';
import type { Row, TableName, WorldTables } from '../format/tables.js';

type Given<N extends TableName, K extends keyof Row<N>> = Pick<Row<N>, K> & Partial<Row<N>>;

const CREATURE: Omit<
  Row<'creature'>,
  'id' | 'name' | 'min_level' | 'max_level' | 'min_health' | 'max_health' | 'min_damage' | 'max_damage'
> = {
  title: '',
  rank: 'normal',
  kind: 'humanoid',
  faction_id: 0,
  attack_ms: 2000,
  armor: 0,
  xp_percent: 100,
  loot_id: 0,
  min_money_copper: 0,
  max_money_copper: 0,
  roles: '',
  auction_house_id: 0,
  kill_credit_id: 0,
  skinning_loot_id: 0,
  pickpocket_loot_id: 0,
};
const ITEM: Omit<Row<'item'>, 'id' | 'name' | 'class'> = {
  subclass: 0,
  inventory_type: 0,
  quality: 'common',
  item_level: 1,
  required_level: 0,
  buy_price_copper: 0,
  buy_count: 1,
  sell_price_copper: 0,
  stack_size: 1,
  carry_limit: 0,
  bonding: 'none',
  container_slots: 0,
  max_durability: 0,
  armor: 0,
  min_damage: 0,
  max_damage: 0,
  speed_ms: 0,
  race_mask: 0,
  class_mask: 0,
  starts_quest_id: 0,
  set_id: 0,
  loot_id: 0,
  unique_equipped: 0,
  required_reputation_id: 0,
  required_reputation: 0,
  bag_family: 0,
  charges: 0,
  required_skill_id: 0,
  required_skill: 0,
  sockets: 0,
  enchant_id: 0,
};
const QUEST: Omit<Row<'quest'>, 'id' | 'title' | 'type' | 'level'> = {
  min_level: 1,
  max_level: 0,
  race_mask: 0,
  class_mask: 0,
  zone_id: 0,
  prev_quest_id: 0,
  next_quest_id: 0,
  exclusive_group: 0,
  next_in_chain_id: 0,
  required_skill: 0,
  required_reputation_id: 0,
  required_reputation: 0,
  suggested_players: 0,
  time_limit_seconds: 0,
  flags: '',
  reward_money_copper: 0,
  reward_money_max_level_copper: 0,
  reward_xp: 0,
  source_item_id: 0,
  source_item_count: 0,
};
const LOOT: Omit<Row<'loot'>, 'kind' | 'id' | 'row'> = {
  item_id: 0,
  reference_id: 0,
  chance_percent: 0,
  group_id: 0,
  min_count: 1,
  max_count: 1,
  quest_only: 0,
  condition: 'none',
  condition_value: 0,
};

/** Kinds of loot tables the world has. */
export type LootKind = 'creature' | 'object' | 'reference';

export class Draft {
  readonly tables: WorldTables;
  /** Rows of each loot table so far. */
  readonly #lootRows: Readonly<Record<LootKind, Map<number, number>>> = { creature: new Map(), object: new Map(), reference: new Map() };
  readonly #titles = new Set<string>();

  constructor() {
    this.tables = Object.fromEntries(Object.keys(TABLES).map((name) => [name, []])) as unknown as WorldTables;
  }

  creature(
    given: Given<'creature', 'name' | 'min_level' | 'max_level' | 'min_health' | 'max_health' | 'min_damage' | 'max_damage'>,
  ): Row<'creature'> {
    const row = Object.assign(
      {
        id: this.tables.creature.length + 1,
        name: '',
        min_level: 1,
        max_level: 1,
        min_health: 1,
        max_health: 1,
        min_damage: 0,
        max_damage: 0,
        ...CREATURE,
      },
      given,
    );
    this.tables.creature.push(row);
    return row;
  }

  spawn(creatureId: number, mapId: number, x: number, y: number, respawnSeconds: number): void {
    const list = this.tables.spawn;
    list.push({
      id: list.length + 1,
      creature_id: creatureId,
      map_id: mapId,
      x_yards: tenth(x),
      y_yards: tenth(y),
      respawn_seconds: respawnSeconds,
    });
  }

  object(name: string, kind: string, lootId = 0): number {
    const list = this.tables.object;
    list.push({ id: list.length + 1, name, kind, loot_id: lootId });
    return list.length;
  }

  objectSpawn(objectId: number, mapId: number, x: number, y: number, respawnSeconds: number): void {
    const list = this.tables.object_spawn;
    list.push({
      id: list.length + 1,
      object_id: objectId,
      map_id: mapId,
      x_yards: tenth(x),
      y_yards: tenth(y),
      respawn_seconds: respawnSeconds,
    });
  }

  item(given: Given<'item', 'name' | 'class'>): Row<'item'> {
    const row = Object.assign({ id: this.tables.item.length + 1, name: '', class: '', ...ITEM }, given);
    this.tables.item.push(row);
    return row;
  }

  itemStat(itemId: number, stat: string, value: number): void {
    if (value !== 0) this.tables.item_stat.push({ item_id: itemId, stat, value });
  }

  /** Adds a row at the end of a loot table. */
  loot(kind: LootKind, id: number, given: Partial<Row<'loot'>>): void {
    const rows = this.#lootRows[kind],
      row = rows.get(id) ?? 0;
    rows.set(id, row + 1);
    this.tables.loot.push(Object.assign({ kind, id, row, ...LOOT }, given));
  }

  quest(given: Given<'quest', 'title' | 'type' | 'level'>): Row<'quest'> {
    const row = Object.assign({ id: this.tables.quest.length + 1, title: '', type: '', level: 1, ...QUEST }, given);
    this.tables.quest.push(row);
    return row;
  }

  /** The first of the candidates that no quest has yet, remembered as taken; undefined when all are. */
  freshTitle(candidates: readonly string[]): string | undefined {
    const title = candidates.find((t) => !this.#titles.has(t));
    if (title !== undefined) this.#titles.add(title);
    return title;
  }
}

/** Rounds a coordinate to a tenth of a yard, without a negative zero. */
export function tenth(yards: number): number {
  return Math.round(yards * 10) / 10 + 0;
}

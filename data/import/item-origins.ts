/** Where items come from in the imported world: which quests can be done at all. */
import type { ImportContext } from './context.js';
import { groupBy } from './context.js';
import type { LootTables } from './loot.js';
import { itemsOf } from './loot.js';
import type { CreatureInfo } from './creatures.js';
import { FRIENDLY } from './factions.js';
import type { Factions } from './factions.js';
import type { Place } from './context.js';

/** Skill ids of the client, for items that only a gathering skill gives. */
const SKILL = { skinning: 393, fishing: 356, lockpicking: 633 } as const;

export interface OriginInput {
  readonly creatures: ReadonlyMap<number, CreatureInfo>;
  readonly factions: Factions;
  readonly creaturePlaces: ReadonlyMap<number, readonly Place[]>;
  readonly objectPlaces: ReadonlyMap<number, readonly Place[]>;
  readonly loot: LootTables;
}

export class ItemOrigins {
  /** Sides (bits 1, 2) that can get an item. */
  private readonly sides = new Map<number, number>();
  private readonly skills = new Map<number, number>();
  private readonly ids: ReadonlySet<number>;

  constructor(ctx: ImportContext, input: OriginInput) {
    this.ids = new Set(ctx.world.item.map((row) => row.id));
    for (const info of input.creatures.values()) this.addCreature(input, info);
    for (const object of ctx.world.object) {
      if (object.loot_id > 0 && input.objectPlaces.has(object.id))
        for (const item of itemsOf(input.loot, 'object', object.loot_id)) this.add(item, 3);
    }
    for (const row of ctx.world.vendor_item) {
      if (!input.creaturePlaces.has(row.creature_id)) continue;
      const attitude = input.factions.of(row.creature_id);
      this.add(row.item_id, (attitude.alliance > 0 ? 1 : 0) | (attitude.horde > 0 ? 2 : 0));
    }
    for (const row of ctx.world.quest_reward) if (row.kind === 'always') this.add(row.item_id, 3);
    const inside = groupBy(
      ctx.world.item.filter((row) => row.loot_id > 0),
      (row) => row.id,
    );
    for (let round = 0; round < 3; round++) {
      for (const [id] of inside) {
        const sides = this.sides.get(id) ?? 0;
        if (sides > 0) for (const item of itemsOf(input.loot, 'item', id)) this.add(item, sides);
      }
    }
    for (const id of input.loot.fishing.keys()) for (const item of itemsOf(input.loot, 'fishing', id)) this.skills.set(item, SKILL.fishing);
  }

  private addCreature(input: OriginInput, info: CreatureInfo): void {
    if (!input.creaturePlaces.has(info.row.id)) return;
    const attitude = input.factions.of(info.row.id);
    const sides = info.roles.has('no_combat') ? 0 : (attitude.alliance !== FRIENDLY ? 1 : 0) | (attitude.horde !== FRIENDLY ? 2 : 0);
    if (info.row.loot_id > 0 && sides > 0) for (const item of itemsOf(input.loot, 'creature', info.row.loot_id)) this.add(item, sides);
    for (const item of itemsOf(input.loot, 'skinning', info.source.skinningId)) this.skills.set(item, SKILL.skinning);
    for (const item of itemsOf(input.loot, 'pickpocketing', info.source.pickpocketId)) this.skills.set(item, SKILL.lockpicking);
  }

  private add(item: number, sides: number): void {
    this.sides.set(item, (this.sides.get(item) ?? 0) | sides);
  }

  known(item: number): boolean {
    return this.ids.has(item);
  }
  /** Whether characters of all of these sides (bits 1, 2) can get an item without a skill. */
  reachable(item: number, sides: number): boolean {
    return ((this.sides.get(item) ?? 0) & sides) === sides;
  }
  /** Skill that gives an item, or 0. */
  skillFor(item: number): number {
    return this.skills.get(item) ?? 0;
  }
}

/** Rolls a loot table of the world content by the rules, with stateless draws. Nothing is allocated: one roll is kept and reused. */
import { mix32 } from '../../engine/random.js';
import type { Loot } from '../../data/content.js';
import { optionIndex } from '../options.js';
import { entryOf, isDone } from '../quest/quest-log.js';
import { LootDrops, lootCopper, rollLootTable } from '../rules/loot-group-selection.js';
import type { LootDraws, LootRoll, LootRows, LootTables } from '../rules/loot-group-selection.js';
import type { RulesProfile } from '../rules/profile.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';

const DROP_RATE = optionIndex('rate.drop');
const QUEST_DROP_RATE = optionIndex('rate.quest_drop');
const MONEY_RATE = optionIndex('rate.creature_money');
const RATE_SCALE = 1000;
const TWO_32 = 4_294_967_296;
const PERCENT = 100;
const STEP = 0x9e3779b9;

/** Draws of one corpse or chest: a sequence whose start is a draw of the world, so that its length has no limit. */
class Sequence implements LootDraws {
  #start = 0;
  #n = 0;
  begin(start: number): void {
    this.#start = start;
    this.#n = 0;
  }
  next(): number {
    this.#n++;
    return mix32(this.#start ^ Math.imul(this.#n, STEP));
  }
  below(bound: number): number {
    return Math.floor((this.next() / TWO_32) * bound);
  }
  rowRoll(): number {
    return (this.next() / TWO_32) * PERCENT;
  }
  groupRoll(): number {
    return (this.next() / TWO_32) * PERCENT;
  }
  count(_row: number, min: number, max: number): number {
    return max <= min ? min : min + this.below(max - min + 1);
  }
  pick(_group: number, choices: number): number {
    return this.below(choices);
  }
  shuffle(_group: number, rows: Int32Array, length: number): void {
    for (let k = length - 1; k > 0; k--) {
      const j = this.below(k + 1);
      const row = rows[k]!;
      rows[k] = rows[j]!;
      rows[j] = row;
    }
  }
  coin(): boolean {
    return this.below(2) === 1;
  }
  enter(): void {}
  leave(): void {}
}

/** What the rules ask about a row, answered from the content, the options and, for conditions, the bot that loots (-1: nobody, all hold). */
class Rows implements LootRows {
  world!: World;
  bot = -1;
  stackSize(row: number): number {
    const { items, loot } = this.world.content;
    return items.stackSize[loot.item[row]!]!;
  }
  equippable(row: number): boolean {
    const { items, loot } = this.world.content;
    return items.inventoryType[loot.item[row]!]! !== 0;
  }
  rate(row: number): number {
    const { loot } = this.world.content;
    if (loot.reference[row]! >= 0) return 1;
    return this.world.option(loot.questOnly[row] !== 0 ? QUEST_DROP_RATE : DROP_RATE) / RATE_SCALE;
  }
  allowed(row: number): boolean {
    const { loot } = this.world.content;
    const condition = loot.condition[row]!;
    return condition === Condition.none || this.bot < 0 || holds(this.world, this.bot, condition, loot.conditionValue[row]!);
  }
}

/** Positions in LOOT_CONDITIONS. */
const Condition = { none: 0, questActive: 1, questDone: 2, questNotDone: 3, minLevel: 4, cls: 5, race: 6, side: 7 } as const;

function holds(world: World, bot: number, condition: number, value: number): boolean {
  const { identity, life } = world.c;
  switch (condition) {
    case Condition.questActive:
      return entryOf(world, bot, value) >= 0;
    case Condition.questDone:
      return isDone(world, bot, value);
    case Condition.questNotDone:
      return !isDone(world, bot, value);
    case Condition.minLevel:
      return life.level[bot]! >= value;
    case Condition.cls:
      return identity.cls[bot] === value;
    case Condition.race:
      return identity.race[bot] === value;
    default:
      return identity.side[bot] === value;
  }
}

const draws = new Sequence();
const rows = new Rows();
const drops = new LootDrops();
const roll: { profile: RulesProfile; tables: LootTables; rows: LootRows; draws: LootDraws; drops: LootDrops } & LootRoll = {
  profile: undefined as unknown as RulesProfile,
  tables: undefined as unknown as Loot,
  rows,
  draws,
  drops,
};
const below = (bound: number): number => draws.below(bound);

/**
 * Roll table `table` (index) for the corpse or chest with uid `uid` and the bot that loots it (-1: conditions of rows hold). Drops of rows for quests are among the result, marked; who may see
 * them is for the caller to decide. The result is reused by the next roll.
 */
export function rollTable(world: World, table: number, uid: number, bot = -1, salt: number = Salt.loot): LootDrops {
  draws.begin(world.draw(uid, salt));
  rows.bot = bot;
  rows.world = world;
  roll.profile = world.rules;
  roll.tables = world.content.loot;
  rollLootTable(roll, table);
  return drops;
}

/** Copper on the corpse of a creature kind, by the rules and the rate. */
export function rollMoney(world: World, kind: number, uid: number): number {
  const { creatures } = world.content;
  draws.begin(world.draw(uid, Salt.lootMoney));
  return lootCopper(creatures.minMoney[kind]!, creatures.maxMoney[kind]!, world.option(MONEY_RATE) / RATE_SCALE, below);
}

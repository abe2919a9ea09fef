/** Rolls loot tables many times and compares how often each item comes with its exact chance. */
import type { WorldContent } from '../../data/content.js';
import { rollTable } from '../../systems/loot/roll-table.js';
import { OPTION_TABLE } from '../../systems/options.js';
import { VERBS } from '../../systems/verbs.js';
import { World } from '../../systems/world.js';
import type { TableChances } from './exact-chances.js';
import { binomialP } from './p-values.js';

/** A world to roll in; `drop` is the factor on the chances of drops (1: as they should be). */
export function rollingWorld(content: WorldContent, seed: number, drop = 1): World {
  const options = OPTION_TABLE.defaults();
  for (const key of ['rate.drop', 'rate.quest_drop']) {
    const { index, value } = OPTION_TABLE.parse(key, drop);
    options[index] = value;
  }
  const profile = OPTION_TABLE.parse('rules.profile', 'classic');
  options[profile.index] = profile.value;
  return new World({ content, seed, bots: 1, options, schedule: [{ flush: 'end of frame' }], verbs: VERBS });
}

export interface ItemResult {
  readonly table: number;
  readonly item: number;
  readonly chance: number;
  readonly hits: number;
  readonly p: number;
}

const SOURCE_UID = 1000;

/** Roll a table so often; one result for each item it can give. */
export function rollMany(world: World, { table, items, chances }: TableChances, rolls: number): ItemResult[] {
  const hits = new Float64Array(world.content.items.count);
  const seenAt = new Float64Array(world.content.items.count).fill(-1);
  for (let n = 0; n < rolls; n++) {
    world.frame = n;
    const drops = rollTable(world, table, SOURCE_UID + table);
    for (let d = 0; d < drops.length; d++) {
      const item = drops.item[d]!;
      if (seenAt[item] === n) continue;
      seenAt[item] = n;
      hits[item]!++;
    }
  }
  world.frame = 0;
  return items.map((item, k) => ({ table, item, chance: chances[k]!, hits: hits[item]!, p: binomialP(rolls, hits[item]!, chances[k]!) }));
}

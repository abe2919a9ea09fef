/**
 * The embedded world: two continents of thirty-six zones, five cities and four dungeons, written by rules from hand-written words.
 * A pure function of nothing: every process gets the same rows in the same order.
 */
import type { WorldTables } from '../format/tables.js';
import { Draft } from './draft.js';
import { writeDungeons } from './dungeons.js';
import { writeFauna } from './fauna.js';
import { writeGear } from './gear.js';
import { writeGoods } from './goods.js';
import { writeCityZones, writeLand, writeLinks } from './links.js';
import { writeCreatureLoot, writeGathering, writeReferences } from './loot.js';
import { MAX_LEVEL, writeAllegiances, writePeoples } from './peoples.js';
import { planWorld } from './plan.js';
import { QuestWriter } from './quest-writer.js';
import { writeQuests } from './quests.js';
import { writeRepairs, writeStarts, writeTrainers, writeVendors } from './services.js';
import { writeSettlements } from './towns.js';
import { Treasury } from './treasury.js';

/** Makes the tables of the embedded world afresh; the caller may change them. */
export function embeddedWorld(): WorldTables {
  const draft = new Draft(),
    zones = planWorld();
  const meta = { name: 'The Two Shores', format: '1', profile: 'classic', max_level: String(MAX_LEVEL) };
  for (const [key, value] of Object.entries(meta)) draft.tables.meta.push({ key, value });

  writePeoples(draft);
  const sides = writeAllegiances(draft);
  writeLand(draft, zones);

  const stock = writeGear(draft),
    goods = writeGoods(draft),
    treasury = new Treasury(draft);
  writeReferences(draft, stock, goods);

  const fauna = writeFauna(draft, zones, sides);
  for (const land of fauna) for (const species of [...land.species, land.named]) writeCreatureLoot(draft, species, goods, stock);
  writeGathering(draft, zones, goods, stock);
  const settlements = writeSettlements(draft, zones, sides);
  writeVendors(draft, settlements, goods, stock);
  writeTrainers(draft);
  writeRepairs(draft);
  writeStarts(draft, zones, goods, stock);

  const writer = new QuestWriter(draft, sides, goods);
  const desks = writeQuests(writer, zones, fauna, settlements);
  writeDungeons(writer, zones, sides, stock, treasury, desks);
  writeCityZones(draft, zones);
  writeLinks(draft, zones);
  return draft.tables;
}

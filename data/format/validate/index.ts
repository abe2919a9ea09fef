/** Validation of a world's tables, driven by their declarations and followed by checks of meaning. */
import type { WorldTables } from '../tables.js';
import { checkCells } from './cells.js';
import { makeContext } from './context.js';
import { Findings } from './finding.js';
import type { Finding } from './finding.js';
import { checkKeys, checkReferences, checkRequired, knownIds } from './keys.js';
import { checkFigures, checkLoot } from './loot.js';
import { checkQuests } from './quests.js';
import { checkWorld } from './world.js';

export { formatFinding } from './finding.js';
export type { Finding, Severity } from './finding.js';

/**
 * Everything that is wrong (`error`: the world cannot be used) or missing (`warning`) in a world, in the order of tables, rows and
 * columns. Never throws, whatever the cells hold.
 *
 * @param options.source name of the world for rows that were not read from a file.
 */
export function validateWorld(tables: WorldTables, options: { readonly source: string }): Finding[] {
  const findings = new Findings(tables, options.source);
  const broken = checkCells(tables, findings);
  checkRequired(tables, findings);
  checkKeys(tables, broken, findings);
  const known = knownIds(tables);
  checkReferences(tables, known, findings);
  const context = makeContext(tables, broken, known, findings);
  checkWorld(context);
  checkFigures(context);
  checkLoot(context);
  checkQuests(context);
  return findings.inOrder();
}

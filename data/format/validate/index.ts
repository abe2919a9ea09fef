/** Validation of a world's tables, driven by their declarations and followed by checks of meaning. */
import { shapeOf } from '../shape.js';
import { TABLE_NAMES } from '../rows.js';
import type { TableName, WorldTables } from '../tables.js';
import { checkCells } from './cells.js';
import { makeContext } from './context.js';
import { Findings } from './finding.js';
import type { Finding } from './finding.js';
import { checkKeys, checkReferences, checkRequired, knownIds } from './keys.js';
import { checkFigures, checkLoot } from './loot.js';
import { checkPlayable } from './playable.js';
import { checkQuests } from './quests.js';
import { checkWorld } from './world.js';

export { countFindings, formatFinding } from './finding.js';
export type { Finding, Severity } from './finding.js';

/**
 * Everything that is wrong (`error`: the world cannot be used) or missing (`warning`) in a world: errors first, each in the order of
 * tables, rows and columns. Never throws, whatever the cells hold.
 *
 * Warnings say what bots will miss. They are withheld when a table could not be read as a whole: most would be about what is missing
 * only for that reason.
 *
 * @param options.source name of the world for rows that were not read from a file.
 * @param options.all list every finding; otherwise the rest of very many of one kind is only counted.
 */
export function validateWorld(tables: WorldTables, options: { readonly source: string; readonly all?: boolean }): Finding[] {
  const findings = new Findings(tables, options.source, options.all === true);
  const incomplete = checkShape(tables, findings);
  const broken = checkCells(tables, findings);
  checkRequired(tables, incomplete, findings);
  const doubled = checkKeys(tables, broken, findings);
  const known = knownIds(tables);
  checkReferences(tables, known, incomplete, findings);
  const context = makeContext(tables, { broken, known, incomplete, doubled }, findings);
  checkWorld(context);
  checkFigures(context);
  checkLoot(context);
  checkQuests(context);
  if (incomplete.size === 0) checkPlayable(context);
  else {
    findings.withholdWarnings();
    const list = TABLE_NAMES.filter((name) => incomplete.has(name)).join(', ');
    findings.world('warning', `warnings about what bots would miss are left out, because not all rows could be read of ${list}`);
  }
  checkStrays(tables, findings);
  return findings.inOrder();
}

/** Report what was found when the tables were read; returns those of which rows are missing. */
function checkShape(tables: WorldTables, findings: Findings): Set<TableName> {
  const incomplete = new Set<TableName>();
  for (const name of TABLE_NAMES) {
    const shape = shapeOf(tables)?.tables[name];
    if (shape === undefined) continue;
    if (shape.incomplete) incomplete.add(name);
    for (const fault of shape.faults) findings.line(fault.severity, 'shape', name, fault.line, fault.message);
  }
  return incomplete;
}

/** Files and tables that are not read. */
function checkStrays(tables: WorldTables, findings: Findings): void {
  for (const stray of shapeOf(tables)?.strays ?? []) findings.world('warning', stray.message, stray.file);
}

/**
 * Faults in the shape of what was read: columns that are unknown or missing, rows of the wrong length, quotes that do not close,
 * files of no table. Readers note them and go on, so that validation can name all faults of a world in one go.
 */
import type { TableName, WorldTables } from './tables.js';

export interface ShapeFault {
  /** An error makes the world unusable; a warning is about something that was not read. */
  readonly severity: 'error' | 'warning';
  /** 1-based line of the file on which the faulty row begins; 0 when the fault is about the table as a whole. */
  readonly line: number;
  /** What was found and what was expected. */
  readonly message: string;
}

/** How the reading of one table went. */
export class TableShape {
  readonly faults: ShapeFault[] = [];
  /** Columns without a default that the table lacks: their cells are no faults of their own. */
  readonly missing = new Set<string>();
  /** Rows (0-based) with too few or too many cells: their cells are no faults of their own. */
  readonly malformed = new Set<number>();
  /** False when there is no file or table of that name. */
  exists = true;
  /** True when rows or their ids may be missing: what refers to them is not blamed. */
  incomplete = false;

  /** Note an error; `line` 0 is about the table as a whole. */
  error(line: number, message: string): void {
    this.faults.push({ severity: 'error', line, message });
  }
}

/** Something in the folder or file that belongs to no table. */
export interface Stray {
  readonly file: string;
  readonly message: string;
}

export interface WorldShape {
  readonly tables: Partial<Record<TableName, TableShape>>;
  readonly strays: readonly Stray[];
}

const shapes = new WeakMap<WorldTables, WorldShape>();

/** Remember how the reading of a world went. It is forgotten with its tables. */
export function setShape(tables: WorldTables, shape: WorldShape): void {
  shapes.set(tables, shape);
}

/** How the reading went; undefined for tables that were not read from anywhere. */
export function shapeOf(tables: WorldTables): WorldShape | undefined {
  return shapes.get(tables);
}

/** Edits (insert, drop, change) up to which a name is taken for a misspelt one. */
const MISSPELT_MAX = 2;

/** The known name that `name` was probably meant to be, or undefined. Ties: the first. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestEdits = MISSPELT_MAX + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestEdits) continue;
    const edits = editsBetween(name.toLowerCase(), candidate);
    if (edits >= bestEdits || edits * 3 > candidate.length) continue;
    best = candidate;
    bestEdits = edits;
  }
  return best;
}

/** Least number of characters to insert, drop or change to make one text of the other. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

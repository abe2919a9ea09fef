/** Checks of creatures' and items' figures and of loot tables. */
import { LOOT_KINDS } from '../words.js';
import type { Row } from '../tables.js';
import { checkOrdered, eachSound } from './context.js';
import type { Context } from './context.js';

/** A group should not total more than this. */
const GROUP_PERCENT_MAX = 100;
/** Shares that were rounded may add up to a little more; so much is let pass. */
const GROUP_ROUNDING_PERCENT = 1;

export function checkFigures(context: Context): void {
  checkOrdered(context, 'creature', 'min_level', 'max_level');
  checkOrdered(context, 'creature', 'min_health', 'max_health');
  checkOrdered(context, 'creature', 'min_damage', 'max_damage');
  checkOrdered(context, 'creature', 'min_money_copper', 'max_money_copper');
  checkOrdered(context, 'item', 'min_damage', 'max_damage');
  eachSound(context, 'item', (row, i) => {
    if (row.class === 'weapon' && row.max_damage > 0 && row.speed_ms === 0)
      context.findings.row('warning', 'speed', 'item', i, 'speed_ms', 'is 0 for a weapon with damage: the weapon never strikes');
    if (row.inventory_type === 18 && row.container_slots === 0)
      context.findings.row('warning', 'bag', 'item', i, 'container_slots', 'is 0 for a bag: it holds nothing');
  });
}

export function checkLoot(context: Context): void {
  const { findings } = context;
  const sums = new Map<number, { sum: number; index: number }>();
  eachSound(context, 'loot', (row, i) => {
    if ((row.item_id === 0) === (row.reference_id === 0)) {
      findings.row(
        'error',
        'loot-one',
        'loot',
        i,
        'item_id',
        row.item_id === 0
          ? 'and reference_id are both 0, expected exactly one of them'
          : `is ${row.item_id} and reference_id is ${row.reference_id}, expected exactly one of them`,
      );
    }
    if (row.chance_percent === 0 && row.group_id === 0)
      findings.row(
        'error',
        'loot-chance',
        'loot',
        i,
        'chance_percent',
        'is 0 outside a group, expected more than 0 (only in a group 0 means an equal share)',
      );
    if (row.reference_id === 0 && row.min_count > row.max_count)
      findings.row(
        'error',
        'ordered',
        'loot',
        i,
        'min_count',
        `is ${row.min_count}, expected at most max_count, which is ${row.max_count}`,
      );
    if (row.group_id !== 0) addToGroup(sums, row, i);
  });
  for (const { sum, index } of sums.values()) {
    if (sum <= GROUP_PERCENT_MAX + GROUP_ROUNDING_PERCENT) continue;
    const group = (context.tables.loot[index] as Row<'loot'>).group_id;
    findings.row(
      'warning',
      'loot-group',
      'loot',
      index,
      'chance_percent',
      `the chances of group ${group} of this table add up to ${Math.round(sum * 100) / 100} percent, expected at most ${GROUP_PERCENT_MAX} (and ${GROUP_ROUNDING_PERCENT} for rounding): its last rows cannot drop`,
    );
  }
  checkAcyclic(context);
}

function addToGroup(sums: Map<number, { sum: number; index: number }>, row: Row<'loot'>, index: number): void {
  const key = lootTableKey(row.kind, row.id) * 256 + row.group_id;
  const group = sums.get(key);
  if (group === undefined) sums.set(key, { sum: row.chance_percent, index });
  else group.sum += row.chance_percent;
}

/** One number for a loot table of any kind. */
function lootTableKey(kind: Row<'loot'>['kind'], id: number): number {
  return LOOT_KINDS.indexOf(kind as (typeof LOOT_KINDS)[number]) * 2 ** 24 + id;
}

/** Reference tables must not lead back to themselves. */
function checkAcyclic(context: Context): void {
  const edges = new Map<number, { to: number; index: number }[]>();
  eachSound(context, 'loot', (row, i) => {
    if (row.kind !== 'reference' || row.reference_id === 0) return;
    const edge = { to: row.reference_id, index: i };
    const list = edges.get(row.id);
    if (list === undefined) edges.set(row.id, [edge]);
    else list.push(edge);
  });
  for (const { index, path } of findCycles(edges)) {
    context.findings.row(
      'error',
      'loot-cycle',
      'loot',
      index,
      'reference_id',
      `leads in a circle: ${pathText(path)}; expected references that end`,
    );
  }
}

const PATH_SHOWN_MAX = 8;

export function pathText(path: readonly number[]): string {
  const shownPath = path.length > PATH_SHOWN_MAX ? [...path.slice(0, PATH_SHOWN_MAX - 1), '...', path.at(-1)] : path;
  return shownPath.join(' > ');
}

/**
 * One circle for each group of nodes that lie on circles: the edge that closes it, and its nodes from the first to the first again.
 * Without recursion: chains may be thousands long.
 */
export function findCycles(edges: ReadonlyMap<number, readonly { to: number; index: number }[]>): { index: number; path: number[] }[] {
  const cycles: { index: number; path: number[] }[] = [];
  const state = new Map<number, 'open' | 'done'>();
  for (const start of edges.keys()) {
    if (state.has(start)) continue;
    const stack = [{ node: start, next: 0 }];
    state.set(start, 'open');
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { node: number; next: number };
      const edge = edges.get(top.node)?.[top.next++];
      if (edge === undefined) {
        state.set(top.node, 'done');
        stack.pop();
      } else if (state.get(edge.to) === 'open') {
        const nodes = stack.map((entry) => entry.node);
        cycles.push({ index: edge.index, path: [...nodes.slice(nodes.indexOf(edge.to)), edge.to] });
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ node: edge.to, next: 0 });
      }
    }
  }
  return cycles;
}

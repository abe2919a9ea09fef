/** Checks of quests: chains, objectives, and who starts and ends them. */
import type { Row, TableName } from '../tables.js';
import { eachSound, hasId, hasWord } from './context.js';
import type { Context } from './context.js';
import { findCycles, pathText } from './loot.js';
import { obtainableItems } from './obtainable.js';

type Edge = { to: number; index: number };

export function checkQuests(context: Context): void {
  checkQuestRows(context);
  checkCircles(context);
  checkRelations(context);
  checkObjectives(context);
}

function checkQuestRows(context: Context): void {
  eachSound(context, 'quest', (row, i) => {
    const prev = Math.abs(row.prev_quest_id);
    if (prev !== 0 && !hasId(context, 'quest', prev))
      context.findings.row('error', 'reference', 'quest', i, 'prev_quest_id', `is ${row.prev_quest_id}, but there is no quest ${prev}`);
    if (row.max_level !== 0 && row.min_level > row.max_level)
      context.findings.row(
        'error',
        'ordered',
        'quest',
        i,
        'min_level',
        `is ${row.min_level}, expected at most max_level, which is ${row.max_level}`,
      );
    if (row.source_item_id !== 0 && row.source_item_count === 0)
      context.findings.row('warning', 'source-count', 'quest', i, 'source_item_count', 'is 0, so the source item is not handed out');
    if (row.required_reputation_id === 0 && row.required_reputation !== 0)
      context.findings.row(
        'warning',
        'reputation',
        'quest',
        i,
        'required_reputation',
        `is ${row.required_reputation}, but required_reputation_id is 0: nothing is required`,
      );
  });
}

/** A quest must not wait for itself, neither through prev_quest_id and next_quest_id nor through next_in_chain_id. */
function checkCircles(context: Context): void {
  const quests = context.tables.quest;
  const needed = new Map<number, Edge[]>();
  const chained = new Map<number, Edge[]>();
  const add = (edges: Map<number, Edge[]>, from: number, edge: Edge): void => {
    const list = edges.get(from);
    if (list === undefined) edges.set(from, [edge]);
    else list.push(edge);
  };
  eachSound(context, 'quest', (row, index) => {
    if (row.prev_quest_id !== 0) add(needed, Math.abs(row.prev_quest_id), { to: row.id, index });
    if (row.next_quest_id !== 0) add(needed, row.id, { to: row.next_quest_id, index });
    if (row.next_in_chain_id !== 0) add(chained, row.id, { to: row.next_in_chain_id, index });
  });
  for (const { index, path } of findCycles(needed)) {
    const column = (quests[index] as Row<'quest'>).next_quest_id === path.at(-1) ? 'next_quest_id' : 'prev_quest_id';
    context.findings.row(
      'error',
      'quest-circle',
      'quest',
      index,
      column,
      `quests wait for each other in a circle: ${pathText(path)}; none of them could ever be taken`,
    );
  }
  for (const { index, path } of findCycles(chained)) {
    context.findings.row(
      'error',
      'quest-circle',
      'quest',
      index,
      'next_in_chain_id',
      `the chain leads in a circle: ${pathText(path)}; expected a chain that ends`,
    );
  }
}

function checkRelations(context: Context): void {
  const { findings, tables } = context;
  const started = new Set(tables.item.map((row) => row.starts_quest_id));
  const ended = new Set<number>();
  eachSound(context, 'quest_relation', (row, i) => {
    const isUsable = row.actor_kind === 'creature' || row.actor_kind === 'object' || (row.actor_kind === 'item' && row.role === 'start');
    if (row.actor_kind !== 'area' && !hasId(context, row.actor_kind as TableName, row.actor_id)) {
      findings.row(
        'error',
        'reference',
        'quest_relation',
        i,
        'actor_id',
        `is ${row.actor_id}, but there is no ${row.actor_kind} with that id`,
      );
    } else if (!isUsable) {
      findings.row('warning', 'relation', 'quest_relation', i, 'actor_kind', `is ${row.actor_kind}: bots cannot ${row.role} a quest there`);
    } else if (!isSpawned(context, row.actor_kind, row.actor_id)) {
      findings.row(
        'warning',
        'relation-spawn',
        'quest_relation',
        i,
        'actor_id',
        `is ${row.actor_id}, ${row.actor_kind === 'object' ? 'an object' : 'a creature'} without a spawn: nobody can ${row.role} the quest there`,
      );
    }
    if (isUsable) (row.role === 'start' ? started : ended).add(row.quest_id);
  });
  eachSound(context, 'quest', (row, i) => {
    if (hasWord(row.flags, 'unavailable')) return;
    if (!started.has(row.id))
      findings.row(
        'warning',
        'starter',
        'quest',
        i,
        '',
        'nobody starts the quest: no quest_relation with role start and no item that starts it',
      );
    if (!ended.has(row.id)) findings.row('warning', 'ender', 'quest', i, '', 'nobody ends the quest: no quest_relation with role end');
  });
}

function isSpawned(context: Context, kind: string, id: number): boolean {
  if (kind === 'creature') return context.spawnedCreatures.has(id);
  return kind !== 'object' || context.spawnedObjects.has(id);
}

function checkObjectives(context: Context): void {
  const { findings, tables } = context;
  const obtainable = obtainableItems(context);
  const credited = new Set(tables.creature.filter((row) => context.spawnedCreatures.has(row.id)).map((row) => row.kill_credit_id));
  const peaceful = new Set(tables.creature.filter((row) => hasWord(String(row.roles), 'no_combat')).map((row) => row.id));
  eachSound(context, 'quest_objective', (row, i) => {
    const target = TARGETS[row.kind];
    if (target === undefined) {
      if (!hasId(context, 'map', row.map_id))
        findings.row('error', 'reference', 'quest_objective', i, 'map_id', `is ${row.map_id}, but there is no map with that id`);
      return;
    }
    if (!hasId(context, target, row.target_id)) {
      findings.row(
        'error',
        'reference',
        'quest_objective',
        i,
        'target_id',
        `is ${row.target_id}, expected the id of the ${target} to ${row.kind.replace('_', ' ')}`,
      );
      return;
    }
    const warn = (message: string): void => findings.row('warning', 'objective-source', 'quest_objective', i, 'target_id', message);
    if (row.kind === 'collect' && !obtainable.has(row.target_id)) warn(`is item ${row.target_id}, which nothing drops, sells or hands out`);
    if (row.kind === 'kill' && !context.spawnedCreatures.has(row.target_id) && !credited.has(row.target_id))
      warn(`is creature ${row.target_id}, which has no spawn and no other creature's kill counts for it`);
    if (row.kind === 'kill' && peaceful.has(row.target_id) && !credited.has(row.target_id))
      warn(`is creature ${row.target_id}, which cannot be attacked (role no_combat)`);
    if (row.kind === 'talk' && !context.spawnedCreatures.has(row.target_id)) warn(`is creature ${row.target_id}, which has no spawn`);
    if (row.kind === 'use_object' && !context.spawnedObjects.has(row.target_id)) warn(`is object ${row.target_id}, which has no spawn`);
  });
}

/** Table an objective's target is in, by kind; places have none. */
const TARGETS: Readonly<Record<string, 'creature' | 'item' | 'object' | undefined>> = {
  kill: 'creature',
  talk: 'creature',
  collect: 'item',
  use_object: 'object',
};

/** Who starts and ends quests, from the one table of MaNGOS-Zero or the four of other cores. */
import type { ImportContext } from './context.js';
import type { SourceName } from './source-tables.js';

export type ActorKind = 'creature' | 'object' | 'item';
export interface Relation {
  readonly quest: number;
  readonly role: 'start' | 'end';
  readonly kind: ActorKind;
  readonly actor: number;
}

export interface Known {
  readonly quests: ReadonlyMap<number, unknown>;
  readonly creatures: ReadonlyMap<number, unknown>;
  readonly objects: ReadonlyMap<number, unknown>;
}

const FOUR_TABLES = [
  ['creature_questrelation', 'creature', 'start'],
  ['creature_involvedrelation', 'creature', 'end'],
  ['gameobject_questrelation', 'object', 'start'],
  ['gameobject_involvedrelation', 'object', 'end'],
] as const;

/** All relations whose quest and actor exist, in ascending order. Area triggers have no place in a dump: their rows are counted only. */
export function readRelations(ctx: ImportContext, known: Known): Relation[] {
  const found = new Map<string, Relation>();
  const add = (table: SourceName, relation: Relation): void => {
    const actors = relation.kind === 'creature' ? known.creatures : known.objects;
    const key = `${relation.quest}/${relation.role}/${relation.kind}/${relation.actor}`;
    if (!known.quests.has(relation.quest)) ctx.report.drop(table, 'quest missing');
    else if (!actors.has(relation.actor)) ctx.report.drop(table, `${relation.kind} missing`);
    else if (found.has(key)) ctx.report.drop(table, 'duplicate');
    else found.set(key, relation);
  };
  for (const row of ctx.src.quest_relations) {
    if (row.actor === 2) ctx.report.drop('quest_relations', 'area trigger: has no place in a dump');
    else if ((row.actor !== 0 && row.actor !== 1) || (row.role !== 0 && row.role !== 1))
      ctx.report.drop('quest_relations', 'unknown actor or role code');
    else
      add('quest_relations', {
        quest: row.quest,
        role: row.role === 0 ? 'start' : 'end',
        kind: row.actor === 0 ? 'creature' : 'object',
        actor: row.id,
      });
  }
  for (const [table, kind, role] of FOUR_TABLES)
    for (const row of ctx.src[table]) add(table, { quest: row.quest, role, kind, actor: row.id });
  ctx.report.drop('areatrigger_involvedrelation', 'area trigger: has no place in a dump', ctx.src.areatrigger_involvedrelation.length);
  for (const item of ctx.src.item_template) {
    if (item.startQuest === 0) continue;
    if (known.quests.has(item.startQuest))
      found.set(`${item.startQuest}/start/item/${item.entry}`, { quest: item.startQuest, role: 'start', kind: 'item', actor: item.entry });
    else ctx.report.change('item_template', 'started quest missing: starts none');
  }
  return [...found.values()].sort((a, b) => a.quest - b.quest || compare(a.role, b.role) || compare(a.kind, b.kind) || a.actor - b.actor);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

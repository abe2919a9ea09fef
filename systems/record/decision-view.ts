/** What bots chose, from what, and why: choices are stored packed, and the view spells them out as JSON. */
import type { StoredView } from '../../engine/store/table-spec.js';
import type { RecordWords } from './tables.js';
import { select, wordOf, type Columns } from './view-parts.js';

/** Added to the seq of choices about things, so that those about quests come before them. */
const FIRST_ITEM_SEQ = 100_000;
/** Stands for a factor of one: packed factors are what is above or below it, thousandths. */
const NEUTRAL_PERMILLE = 1000;
/** Places of a packed candidate; the factors come after them. */
const CANDIDATE = ['quest_id', 'giver_id', 'yards', 'score', 'estimated_seconds'];

/** `packed ->> 0`: an element of a packed array, by its place. */
function element(packed: string, place: number): string {
  return `${packed} ->> ${place}`;
}

/** JSON of a quest choice, from the array that `explainChoice` makes; a detail that is no array is shown as it is. */
function questDetail(words: RecordWords): string {
  const factors = words.questFactors.map((name, n) => `'${name}', ${NEUTRAL_PERMILLE} + (${element('c.value', CANDIDATE.length + n)})`);
  const candidate = CANDIDATE.map((name, place) => `'${name}', ${element('c.value', place)}`);
  // A merge patch leaves out what is NULL: a strategy need not use all factors.
  const factorObject = factors.length === 0 ? `json('{}')` : `json_patch('{}', json_object(${factors.join(', ')}))`;
  return `CASE WHEN json_type(d.detail) IS NOT 'array' THEN d.detail ELSE json_object(
    'strategy', ${element('d.detail', 0)}, 'candidates_count', ${element('d.detail', 1)},
    'candidates', json((SELECT json_group_array(json_object(${candidate.join(', ')},
      'factors_permille', ${factorObject})) FROM json_each(d.detail, '$[2]') c)),
    'rejected', json((SELECT json_group_object(coalesce(${wordOf('r.value ->> 0', words.questRejections)}, r.value ->> 0),
      json_object('count', ${element('r.value', 1)}, 'quest_ids', json(r.value -> 2))) FROM json_each(d.detail, '$[3]') r))) END`;
}

/** The view `decision`. */
export function decisionView(words: RecordWords): StoredView {
  const columns = (kind: string, seq: string, chosen: string, detail: string): Columns => [
    ['frame', 'd.frame', 'frame number'],
    ['seq', seq, 'order within the frame; things from 100000 on'],
    ['uid', 'd.uid', 'the bot'],
    ['kind', kind, 'what was decided: quest, loot, equip'],
    ['chosen', chosen, 'the choice: id of a quest or kind of item, as text'],
    ['detail', detail, 'the alternatives with their scores, or the reason, JSON'],
  ];
  const ofItem = (kind: string, detail: string): Columns =>
    columns(`'${kind}'`, `d.seq + ${FIRST_ITEM_SEQ}`, 'CAST(d.item_id AS TEXT)', detail);
  const quest = columns('k.text', 'd.seq', 'd.chosen', questDetail(words));
  const loot = ofItem(
    'loot',
    `'{"reason":"' || ${wordOf('d.reason', words.lootReasons)} || '","units":' || d.units || ',"value":' || d.value || '}'`,
  );
  const equip = ofItem(
    'equip',
    `'{"replaces":' || d.replaces_item_id || ',"score_before":' || d.score_before || ',"score_after":' || d.score_after || '}'`,
  );
  return {
    name: 'decision',
    doc: 'What bots chose, from what, and why.',
    columns: quest.map(([name, , doc]) => ({ name, doc })),
    closed: `${select(quest)}
FROM decision_row d CROSS JOIN word k ON k.id = d.kind_id
UNION ALL ${select(loot)}
FROM loot_choice d
UNION ALL ${select(equip)}
FROM equip_choice d`,
  };
}

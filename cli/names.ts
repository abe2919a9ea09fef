/** Names of the things that rows carry numbers of. */
import type { OpenedRun } from '../engine/store/open-run.js';
import { EQUIPMENT_SLOT_NAMES, EQUIPMENT_SLOTS } from '../components/index.js';
import { words } from './format.js';

export type NameOf = (id: number | string | undefined) => string | undefined;

/** By key of an event's detail. */
export type Names = Readonly<Record<'quest_id' | 'item_id' | 'creature_id' | 'zone_id' | 'partner_uid', NameOf>>;

export function namesOf({ db }: OpenedRun): Names {
  const name = (table: string, key: string, column: string): NameOf => {
    const statement = db.prepare(`SELECT ${column} FROM ${table} WHERE ${key} = ?`).pluck();
    return (id) => statement.get(id ?? null) as string | undefined;
  };
  return {
    quest_id: name('quest_title', 'quest_id', 'title'),
    item_id: name('item_name', 'item_id', 'name'),
    creature_id: name('creature_name', 'creature_id', 'name'),
    zone_id: name('zone_name', 'zone_id', 'name'),
    partner_uid: name('bot', 'uid', 'name'),
  };
}

/** Server slot number -> `main hand`, `bag 2`. */
export function slotName(slot: number): string {
  return slot < EQUIPMENT_SLOTS ? words(EQUIPMENT_SLOT_NAMES[slot]!) : `bag ${slot - EQUIPMENT_SLOTS + 1}`;
}

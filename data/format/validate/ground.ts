/** Warnings about places: outside every zone, and where no way leads back from. */
import { PLAYED_SIDES } from '../words.js';
import type { Row } from '../tables.js';
import { eachSound } from './context.js';
import type { Context } from './context.js';
import type { PlayedSide } from './takers.js';

type Link = Row<'map_link'>;

export function checkGround(context: Context): void {
  checkOutside(context, 'spawn', 'x_yards', 'creatures', (row) => [row.map_id, row.x_yards, row.y_yards]);
  checkOutside(context, 'object_spawn', 'x_yards', 'objects', (row) => [row.map_id, row.x_yards, row.y_yards]);
  checkOutside(context, 'map_link', 'to_x_yards', 'ends of links', (row) => [row.to_map_id, row.to_x_yards, row.to_y_yards]);
  checkReturns(context);
}

/** Whether a place lies in some zone of its map. */
export function zoneLookup(context: Context): (map: number, x: number, y: number) => boolean {
  const zones = new Map<number, Row<'zone'>[]>();
  for (const zone of context.tables.zone) {
    const list = zones.get(zone.map_id);
    if (list === undefined) zones.set(zone.map_id, [zone]);
    else list.push(zone);
  }
  return (map, x, y) =>
    (zones.get(map) ?? []).some((zone) => x >= zone.x_min_yards && x <= zone.x_max_yards && y >= zone.y_min_yards && y <= zone.y_max_yards);
}

/** One warning for all rows of a table on maps of kind world that lie in no zone, with their number and the first of them. */
function checkOutside<N extends 'spawn' | 'object_spawn' | 'map_link'>(
  context: Context,
  name: N,
  column: string,
  what: string,
  placeOf: (row: Row<N>) => readonly [map: number, x: number, y: number],
): void {
  const inZone = zoneLookup(context);
  const open = new Set(context.tables.map.filter((map) => map.kind === 'world').map((map) => map.id));
  let all = 0;
  let outside = 0;
  let first = -1;
  eachSound(context, name, (row, i) => {
    const [map, x, y] = placeOf(row);
    if (!open.has(map)) return;
    all++;
    if (inZone(map, x, y)) return;
    if (outside++ === 0) first = i;
  });
  if (outside === 0) return;
  const message = `${outside} of ${all} ${what} on maps of kind world lie in no zone, this one first: groups form and reports are made by zone`;
  context.findings.row('warning', 'outside', name, first, column, message);
}

/** Links to a map of kind world from which those who took it cannot come back. */
function checkReturns(context: Context): void {
  const open = new Set(context.tables.map.filter((map) => map.kind === 'world').map((map) => map.id));
  const links = context.tables.map_link;
  const raceSides = new Set(context.tables.race.map((row) => row.side));
  const sides = PLAYED_SIDES.filter((side) => raceSides.has(side));
  eachSound(context, 'map_link', (row, i) => {
    if (row.from_map_id === row.to_map_id || !open.has(row.to_map_id) || !open.has(row.from_map_id)) return;
    const lost = sides.filter((side) => isFor(row, side) && !leadsTo(links, side, row.to_map_id, row.from_map_id));
    if (lost.length === 0) return;
    const who = lost.length === sides.length ? '' : ` for the ${lost.join(' and ')}`;
    const message = `is ${row.to_map_id}, from where no link leads back to map ${row.from_map_id}${who}: those who go there stay there`;
    context.findings.row('warning', 'no-return', 'map_link', i, 'to_map_id', message);
  });
}

function isFor(link: Link, side: PlayedSide): boolean {
  return link.side === 'neutral' || link.side === side;
}

function leadsTo(links: readonly Link[], side: PlayedSide, from: number, to: number): boolean {
  const reached = new Set([from]);
  for (let grew = true; grew && !reached.has(to);) {
    grew = false;
    for (const link of links) {
      if (!isFor(link, side) || !reached.has(link.from_map_id) || reached.has(link.to_map_id)) continue;
      reached.add(link.to_map_id);
      grew = true;
    }
  }
  return reached.has(to);
}

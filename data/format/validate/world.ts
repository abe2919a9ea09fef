/** Checks of the world as a whole: properties, races and classes, levels, maps and zones, services. */
import { PROFILES } from '../words.js';
import type { Row, TableName } from '../tables.js';
import { checkOrdered, eachSound, hasWord } from './context.js';
import type { Context } from './context.js';
import { shown } from './finding.js';
import { zoneLookup } from './ground.js';

/** Masks of races and classes are 31 bits. */
const MASK_ID_MAX = 31;

export function checkWorld(context: Context): void {
  checkMeta(context);
  checkPeople(context);
  checkStarts(context);
  checkLevels(context);
  checkPlaces(context);
  checkReach(context);
  checkServices(context);
}

function checkMeta(context: Context): void {
  if (context.incomplete.has('meta')) return;
  const expected: [string, string, (value: string) => boolean][] = [
    ['format', '1', (value) => value === '1'],
    ['profile', PROFILES.join(' or '), (value) => (PROFILES as readonly string[]).includes(value)],
    ['max_level', 'a whole number from 1 to 255', (value) => /^[0-9]+$/.test(value) && Number(value) >= 1 && Number(value) <= 255],
  ];
  for (const [key, wanted, isGood] of expected) {
    const index = context.tables.meta.findIndex((row) => row.key === key);
    const value = context.tables.meta[index]?.value;
    if (value === undefined)
      context.findings.table('error', 'meta', 'key', `has no row with key ${key}, expected one with the value ${wanted}`);
    else if (!isGood(String(value)))
      context.findings.row('error', 'meta', 'meta', index, 'value', `is ${shown(value)}, expected ${wanted}`);
  }
  if (!context.tables.meta.some((row) => row.key === 'name' && row.value !== '')) {
    context.findings.table('warning', 'meta', 'key', 'has no row with key name; the world has no name');
  }
}

function checkPeople(context: Context): void {
  for (const name of ['race', 'class'] as const) {
    eachSound(context, name, (row, i) => {
      if (row.id > MASK_ID_MAX)
        context.findings.row('error', 'mask', name, i, 'id', `is ${row.id}, expected 1 to ${MASK_ID_MAX} (its bit in masks)`);
    });
  }
}

function checkStarts(context: Context): void {
  const first = new Set(context.tables.base_stats.filter((row) => row.level === 1).map((row) => `${row.race_id}/${row.class_id}`));
  const isInZone = zoneLookup(context);
  // A level that is there twice is one that is missing elsewhere: that was reported.
  const areStatsKnown = !context.incomplete.has('base_stats') && !context.doubled.has('base_stats');
  eachSound(context, 'start', (row, i) => {
    if (areStatsKnown && !first.has(`${row.race_id}/${row.class_id}`) && !first.has(`0/${row.class_id}`)) {
      context.findings.row(
        'error',
        'base-stats',
        'start',
        i,
        'class_id',
        `race ${row.race_id} and class ${row.class_id} have no base_stats row of level 1 (of the race or of race 0), expected one`,
      );
    }
    const inZone = isInZone(row.map_id, row.x_yards, row.y_yards);
    if (!inZone)
      context.findings.row(
        'warning',
        'start-zone',
        'start',
        i,
        'x_yards',
        'the place lies in no zone; groups form and reports are made by zone',
      );
  });
}

function checkLevels(context: Context): void {
  if (context.maxLevel === undefined || context.incomplete.has('level_xp')) return;
  const levels = new Set(context.tables.level_xp.map((row) => row.level));
  const missing: number[] = [];
  for (let level = 1; level < context.maxLevel; level++) if (!levels.has(level)) missing.push(level);
  if (missing.length > 0) {
    const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
    context.findings.table(
      'error',
      'level_xp',
      'level',
      `lacks level ${missing.slice(0, 5).join(', ')}${more}; expected every level from 1 to ${context.maxLevel - 1} (max_level is ${context.maxLevel})`,
    );
  }
}

function checkPlaces(context: Context): void {
  checkOrdered(context, 'zone', 'min_level', 'max_level');
  for (const [low, high] of [
    ['x_min_yards', 'x_max_yards'],
    ['y_min_yards', 'y_max_yards'],
  ] as const) {
    eachSound(context, 'zone', (row, i) => {
      if (row[low] >= row[high])
        context.findings.row('error', 'rectangle', 'zone', i, low, `is ${row[low]}, expected less than ${high}, which is ${row[high]}`);
    });
  }
  const withGraveyard = new Set(context.tables.graveyard.map((row) => row.map_id));
  const withSpawns = new Set(context.tables.spawn.map((row) => row.map_id));
  eachSound(context, 'map', (row, i) => {
    if (row.kind === 'world' && withSpawns.has(row.id) && !withGraveyard.has(row.id)) {
      context.findings.row('warning', 'graveyard', 'map', i, '', 'has spawns but no graveyard for those who die there');
    }
  });
}

/** Maps with spawns that no link leads to from where characters start. */
function checkReach(context: Context): void {
  const reached = new Set(context.tables.start.map((row) => row.map_id));
  if (reached.size === 0) return;
  for (let grew = true; grew;) {
    grew = false;
    for (const link of context.tables.map_link) {
      if (!reached.has(link.from_map_id) || reached.has(link.to_map_id)) continue;
      reached.add(link.to_map_id);
      grew = true;
    }
  }
  const populated = new Set(context.tables.spawn.map((row) => row.map_id));
  eachSound(context, 'map', (row, i) => {
    if (populated.has(row.id) && !reached.has(row.id))
      context.findings.row('warning', 'reach', 'map', i, '', 'has spawns, but no map_link leads there from where characters start');
  });
}

function checkServices(context: Context): void {
  const { tables, spawnedCreatures, findings } = context;
  const sellers = new Set(tables.vendor_item.map((row) => row.creature_id));
  const trainers = new Set(tables.trainer.map((row) => row.creature_id));
  const served = new Set<number>();
  const present = new Set<string>();
  eachSound(context, 'creature', (row, i) => {
    const spawned = spawnedCreatures.has(row.id);
    for (const role of ['vendor', 'repair', 'auctioneer'] as const) {
      if (!hasWord(row.roles, role)) continue;
      if (spawned) present.add(role);
      else
        findings.row('warning', 'service-spawn', 'creature', i, 'roles', `is ${role}, but the creature has no spawn: nobody can reach it`);
    }
    if (hasWord(row.roles, 'auctioneer')) {
      if (row.auction_house_id === 0)
        findings.row('warning', 'auctioneer', 'creature', i, 'auction_house_id', 'is 0 for an auctioneer: it serves no house');
      else if (spawned) served.add(row.auction_house_id);
    }
    checkLists(context, row, i, sellers, trainers);
  });
  eachSound(context, 'auction_house', (row, i) => {
    if (!served.has(row.id))
      findings.row(
        'warning',
        'house',
        'auction_house',
        i,
        '',
        'no creature with a spawn is an auctioneer of this house: nobody can trade there',
      );
  });
  const absent = (missing: boolean, table: TableName, what: string): void => {
    if (missing) findings.table('warning', table, '', what);
  };
  const mailboxes = new Set(tables.object.filter((row) => row.kind === 'mailbox').map((row) => row.id));
  absent(!present.has('vendor'), 'creature', 'no vendor has a spawn: nothing can be sold or bought');
  absent(!present.has('repair'), 'creature', 'no creature with the role repair has a spawn: nothing can be repaired');
  absent(served.size === 0, 'auction_house', 'no auction house has an auctioneer: there will be no auctions');
  absent(
    !tables.object_spawn.some((row) => mailboxes.has(row.object_id)),
    'object_spawn',
    'no mailbox has a spawn: mail and sold auctions cannot be collected',
  );
  absent(
    tables.repair_cost.length === 0 && tables.item.some((row) => row.max_durability > 0),
    'repair_cost',
    'has no rows although items wear: repairs cost next to nothing',
  );
}

function checkLists(context: Context, row: Row<'creature'>, i: number, sellers: ReadonlySet<number>, trainers: ReadonlySet<number>): void {
  const isVendor = hasWord(row.roles, 'vendor');
  if (isVendor && !sellers.has(row.id))
    context.findings.row('warning', 'vendor-list', 'creature', i, 'roles', 'is vendor, but vendor_item lists nothing for it: it only buys');
  if (!isVendor && sellers.has(row.id))
    context.findings.row(
      'warning',
      'vendor-role',
      'creature',
      i,
      'roles',
      'lacks vendor, but vendor_item lists goods for it: they cannot be bought',
    );
  if (!hasWord(row.roles, 'trainer') && trainers.has(row.id))
    context.findings.row('warning', 'trainer-role', 'creature', i, 'roles', 'lacks trainer, but the table trainer names it');
}

/** The world of a run as of a frame. */
import { UserError } from '../engine/errors.js';
import { RUN_STATUS } from '../engine/store/run-file.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { infoJson, optionsSchema } from '../systems/replay/stored-json.js';
import { OPTION_TABLE } from '../systems/options.js';
import { count, money, percent, plural, simulatedTime, words } from './format.js';
import { facts, say, table } from './output.js';

const RICHEST = 10;
const ZONES_SHOWN = 10;

interface BotRow {
  readonly name: string;
  readonly level: number;
  readonly gold_copper: number;
  readonly state: string;
  readonly zone: string;
  readonly map: string;
}
interface Tally {
  readonly name: string;
  readonly count: number;
}

export interface WorldAt {
  readonly run: Readonly<Record<string, string>>;
  readonly frame: number;
  readonly lastFrame: number;
  readonly stateHash: string;
  readonly unitsUsed: number;
  readonly unitsGranted: number;
  readonly deferred: number;
  readonly commands: number;
  readonly rejected: number;
  readonly bots: number;
  readonly states: readonly Tally[];
  readonly zones: readonly Tally[];
  readonly meanLevel: number;
  readonly lowestLevel: number;
  readonly highestLevel: number;
  readonly copperInPurses: number;
  readonly richest: readonly BotRow[];
  readonly auctions: readonly { readonly house: string; readonly count: number; readonly bids: number; readonly buyout_copper: number }[];
  readonly letters: number;
  readonly copperInLetters: number;
  readonly groups: number;
  /** Events from the start up to the frame, by kind. */
  readonly events: readonly Tally[];
}

/** Inputs that are long and of interest to programs only. */
const LONG_INPUTS = new Set(['scenario_json', 'population', 'components', 'schedule']);

export function worldOf(run: OpenedRun, frame: number): WorldAt {
  const { db } = run;
  const row = db
    .prepare('SELECT state_hash, units_granted, units_used, deferred, commands, rejected FROM frame WHERE frame = ?')
    .get(frame) as (Record<string, number> & { state_hash: string }) | undefined;
  if (row === undefined) throw new UserError('run-corrupt', `run file ${run.path}: it is damaged (table frame has no frame ${frame})`);
  const bots = db
    .prepare(
      `SELECT b.name, b.level, b.gold_copper, b.state, coalesce(z.name, '(outside all zones)') AS zone, m.name AS map
      FROM bot_at b LEFT JOIN zone_name z ON z.zone_id = b.zone_id LEFT JOIN map_name m ON m.map_id = b.map_id WHERE b.frame = ?`,
    )
    .all(frame) as BotRow[];
  const levels = bots.map((bot) => bot.level);
  const letters = db.prepare('SELECT count(*) AS n, coalesce(sum(money_copper), 0) AS copper FROM mail_at WHERE frame = ?').get(frame) as {
    n: number;
    copper: number;
  };
  return {
    run: Object.fromEntries([...run.info].filter(([key]) => !LONG_INPUTS.has(key))),
    frame,
    lastFrame: run.lastFrame,
    stateHash: row.state_hash,
    unitsGranted: row.units_granted!,
    unitsUsed: row.units_used!,
    deferred: row.deferred!,
    commands: row.commands!,
    rejected: row.rejected!,
    bots: bots.length,
    states: tally(bots, (bot) => bot.state),
    zones: tally(bots, (bot) => (bot.zone.startsWith('(') ? `${bot.map} ${bot.zone}` : bot.zone)),
    meanLevel: levels.reduce((sum, level) => sum + level, 0) / Math.max(1, levels.length),
    lowestLevel: levels.reduce((low, level) => Math.min(low, level), levels[0] ?? 0),
    highestLevel: levels.reduce((high, level) => Math.max(high, level), 0),
    copperInPurses: bots.reduce((sum, bot) => sum + bot.gold_copper, 0),
    richest: [...bots].sort((a, b) => b.gold_copper - a.gold_copper || (a.name < b.name ? -1 : 1)).slice(0, RICHEST),
    auctions: db
      .prepare(
        'SELECT house, count(*) AS count, sum(bidder_uid <> 0) AS bids, sum(buyout_copper) AS buyout_copper FROM auction_at WHERE frame = ? GROUP BY house ORDER BY count DESC',
      )
      .all(frame) as WorldAt['auctions'],
    letters: letters.n,
    copperInLetters: letters.copper,
    groups: db.prepare('SELECT count(DISTINCT group_uid) FROM group_at WHERE frame = ?').pluck().get(frame) as number,
    events: db
      .prepare(
        'SELECT w.text AS name, e.n AS count FROM (SELECT kind_id, count(*) AS n FROM event_row WHERE frame <= ? GROUP BY kind_id) e JOIN word w ON w.id = e.kind_id ORDER BY e.n DESC, w.text',
      )
      .all(frame) as Tally[],
  };
}

function tally<T>(rows: readonly T[], of: (row: T) => string): Tally[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return [...counts].map(([name, n]) => ({ name, count: n })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  [RUN_STATUS.complete]: 'complete',
  [RUN_STATUS.stopped]: 'stopped on purpose, whole up to its last frame',
  [RUN_STATUS.running]: 'interrupted (or still running); whole up to its last frame',
  [RUN_STATUS.interrupted]: 'interrupted; whole up to its last frame',
};

export function printWorld(run: OpenedRun, world: WorldAt): void {
  const info = (key: string): string => run.info.get(key) ?? '?';
  say(`${info('scenario')}: ${info('title')}\n`);
  say(
    facts([
      ['Run', STATUS_WORDS[run.status] ?? run.status],
      ['World', `${info('world_name')}${info('world_source') === info('world_name') ? '' : ` (${info('world_source')})`}`],
      ['Inputs', `seed ${info('seed')}, ${info('bots')} bots, budget ${info('budget')}${changedOptions(run)}`],
      ['Made by', `botrealm ${info('package_version')} on Node.js ${info('node_version')}, ${info('started_at')}`],
      ['Frames', `0 to ${count(world.lastFrame)} (${simulatedTime(world.lastFrame)})`],
    ]),
  );
  say(`\nThe world after frame ${count(world.frame)} (${simulatedTime(world.frame)})`);
  const units = world.unitsGranted === 0 ? 'no limit' : `${count(world.unitsGranted)} granted`;
  say(
    facts([
      ['State hash', world.stateHash],
      [
        'Work',
        `${count(world.unitsUsed)} units used (${units}), ${count(world.deferred)} put off, ${plural(world.commands, 'command')}, ${count(world.rejected)} refused`,
      ],
      ['Bots', `${count(world.bots)}, levels ${world.lowestLevel} to ${world.highestLevel}, on average ${world.meanLevel.toFixed(1)}`],
      ['Purses', `${money(world.copperInPurses)} in all`],
      ['Groups', count(world.groups)],
      ['Letters', `${count(world.letters)} under way or waiting, with ${money(world.copperInLetters)}`],
    ]),
  );
  say();
  say(
    table(
      [{ head: 'what bots do' }, { head: 'bots', right: true }, { head: 'share', right: true }],
      world.states.map((s) => [words(s.name), count(s.count), percent(s.count, world.bots)]),
    ),
  );
  say();
  const zones = world.zones.slice(0, ZONES_SHOWN);
  const more = world.zones.length - zones.length;
  say(
    table(
      [
        { head: more > 0 ? `fullest zones (of ${world.zones.length})` : 'zones', max: 50 },
        { head: 'bots', right: true },
        { head: 'share', right: true },
      ],
      zones.map((z) => [z.name, count(z.count), percent(z.count, world.bots)]),
    ),
  );
  say();
  say(
    table(
      [
        { head: 'richest bots' },
        { head: 'level', right: true },
        { head: 'purse', right: true },
        { head: 'zone', max: 40 },
        { head: 'doing' },
      ],
      world.richest.map((b) => [b.name, String(b.level), money(b.gold_copper), b.zone, words(b.state)]),
    ),
  );
  if (world.auctions.length > 0) {
    say();
    say(
      table(
        [
          { head: 'auction house', max: 50 },
          { head: 'open', right: true },
          { head: 'with bids', right: true },
          { head: 'sum of buyouts', right: true },
        ],
        world.auctions.map((a) => [a.house, count(a.count), count(a.bids), money(a.buyout_copper)]),
      ),
    );
  }
  say();
  say(
    table(
      [{ head: 'events so far' }, { head: 'times', right: true }],
      world.events.map((e) => [e.name, count(e.count)]),
    ),
  );
}

/** Options that are not at their default. */
function changedOptions(run: OpenedRun): string {
  const stored = infoJson(run, 'options', optionsSchema, {});
  const defaults = OPTION_TABLE.defaults();
  const changed = OPTION_TABLE.specs.flatMap((spec, i) => {
    const value = stored[spec.key];
    return value === undefined || String(value) === OPTION_TABLE.show(i, defaults[i]!) ? [] : [`${spec.key}=${value}`];
  });
  return changed.length === 0 ? '' : `, ${changed.join(', ')}`;
}

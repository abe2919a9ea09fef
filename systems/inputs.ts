/**
 * What comes from outside: changes at a frame boundary. An input is a row (frame, seq, source, payload): stored, and applied again by a
 * replay. Nothing else may reach into a world.
 */
import { UserError } from '../engine/errors.js';
import { putIn } from './health/fault-spec.js';
import type { Fault } from './health/fault-spec.js';
import { Op } from './opcodes.js';
import { OPTION_TABLE } from './options.js';
import { importBot } from './persistence/import-bot.js';
import type { CompleteSnapshot } from './persistence/snapshot.js';
import { populate } from './spawn/populate.js';
import type { PopulationSpec } from './spawn/populate.js';
import { Event, REASONS } from './vocabulary.js';
import type { World } from './world.js';

export type Directive =
  /** Change options. */
  | { readonly do: 'set'; readonly options: Readonly<Record<string, string | number | boolean>> }
  /** Switch a system on or off, or change its interval (frames). */
  | { readonly do: 'system'; readonly name: string; readonly enabled?: boolean; readonly interval?: number }
  /** Give copper, or units of an item (id), to one bot by name, or to everybody. */
  | { readonly do: 'give'; readonly bot: string; readonly item?: number; readonly units: number }
  /** More bots are born. */
  | { readonly do: 'spawn'; readonly population: PopulationSpec }
  /** A bot that was saved elsewhere comes into the world. */
  | { readonly do: 'import'; readonly bot: CompleteSnapshot }
  /** Something breaks. */
  | { readonly do: 'fault'; readonly fault: Fault };

export interface Input {
  readonly frame: number;
  readonly seq: number;
  readonly source: string;
  readonly directive: Directive;
}

/** Apply an input at the start of its frame. */
export function applyInput(world: World, input: Input): void {
  const { directive } = input;
  switch (directive.do) {
    case 'set':
      for (const [key, shown] of Object.entries(directive.options)) changeOption(world, key, shown);
      break;
    case 'system':
      switchSystem(world, directive.name, directive.enabled, directive.interval);
      break;
    case 'give':
      giveAll(world, directive.bot, directive.item, directive.units);
      break;
    case 'spawn':
      populate(world, directive.population);
      break;
    case 'import':
      importBot(world, directive.bot);
      break;
    case 'fault':
      putIn(world, directive.fault);
      break;
  }
  world.event(Event.directive, 0, input.frame, input.seq);
}

function changeOption(world: World, key: string, shown: string | number | boolean): void {
  const { index, value } = OPTION_TABLE.parse(key, shown);
  if (OPTION_TABLE.specs[index]!.fixed)
    throw new UserError('fixed-option', `option ${key} is fixed when the world is made and cannot change while the run goes on`);
  world.setOption(index, value);
  world.event(Event['option.changed'], 0, index, value);
}

function switchSystem(world: World, name: string, enabled: boolean | undefined, interval: number | undefined): void {
  const row = world.runner.rowOf(name);
  if (row < 0)
    throw new UserError(
      'unknown-system',
      `unknown system '${name}', expected one of ${world.runner.rows.flatMap((r) => ('name' in r ? [r.name] : [])).join(', ')}`,
    );
  const now = world.runner.switches[row]!;
  if (enabled !== undefined) now.enabled = enabled;
  if (interval !== undefined) now.interval = interval;
  world.set(world.c.switches.f.off, row, now.enabled ? 0 : 1);
  const own = world.runner.ownInterval(row);
  world.set(world.c.switches.f.interval, row, now.interval === own ? 0 : now.interval);
  // Switching a system on is also the way back for one that was disabled by its errors.
  if (enabled === true) world.guard.breakers.reset(row);
  world.event(Event['system.switched'], 0, row, now.enabled ? 1 : 0);
}

function giveAll(world: World, name: string, item: number | undefined, units: number): void {
  const kind = item === undefined ? -1 : world.content.items.id.indexOf(item);
  if (item !== undefined && kind < 0) throw new UserError('unknown-item', `directive give: the world has no item ${item}`);
  let given = 0;
  for (let bot = 0; bot < world.pools.bot.high; bot++) {
    if (name !== 'all' && world.names[world.c.identity.name[bot]! - 1] !== name) continue;
    const result = world.commands.perform(world, Op.give, bot, kind, units, 0, 0, 0, 0);
    if (result !== 0 && name !== 'all') throw new UserError('cannot-give', `directive give to ${name}: ${REASONS[result]}`);
    given++;
  }
  if (given === 0) throw new UserError('unknown-bot', `directive give: no bot is called '${name}'`);
}

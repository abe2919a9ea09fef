/**
 * Faults as people name them, and what parts of a frame they mean. A fault is an input like any other: stored with the run, taken in at
 * its frame, replayed.
 */
import { UserError } from '../../engine/errors.js';
import { nearest } from '../../engine/options.js';
import { ERROR_CLASS_NAMES } from '../../engine/breaker.js';
import type { ErrorClassCode } from '../../engine/breaker.js';
import { MAX_SYSTEMS } from '../../engine/command-queue.js';
import { FaultKind } from '../../engine/faults.js';
import { isSystem } from '../../engine/schedule.js';
import type { ScheduleRow } from '../../engine/schedule.js';
import type { World } from '../world.js';

export const STORE_MODES = ['busy', 'slow', 'full', 'failing'] as const;

export type Fault =
  /** Parts of the frame throw: at the `nth` call, then at each `every`-th (0: no more); after `writes` writes, 0: before the call. */
  | {
      readonly fault: 'throw';
      readonly in: string;
      readonly nth: number;
      readonly every: number;
      readonly writes: number;
      readonly as: (typeof ERROR_CLASS_NAMES)[number];
      readonly frames: number;
    }
  /** Systems take `times` the work. */
  | { readonly fault: 'slow'; readonly in: string; readonly times: number; readonly frames: number }
  /** Each command, and each frame given to the store, fails with this probability. */
  | { readonly fault: 'chaos'; readonly rate: number; readonly frames: number }
  /** Every number of a row of the world content becomes -1. */
  | { readonly fault: 'corrupt'; readonly in: string; readonly id: number }
  /** The store takes a frame only after some tries, waits, has no room from `mb` on, or fails for good. */
  | {
      readonly fault: 'store';
      readonly mode: (typeof STORE_MODES)[number];
      readonly ms: number;
      readonly mb: number;
      readonly frames: number;
    }
  /** The clock of the machine jumps. */
  | { readonly fault: 'clock'; readonly ms: number }
  /** So much memory is taken. */
  | { readonly fault: 'memory'; readonly mb: number; readonly frames: number };

/** No end. */
export const FOREVER = 2_147_483_646;
const MILLION = 1_000_000;

/** Domains by name: their systems; their verbs are those whose names begin with the prefixes. */
const DOMAINS: Readonly<Record<string, { readonly systems: readonly string[]; readonly verbs: readonly string[] }>> = {
  quest: { systems: ['fail-quests'], verbs: ['quest.', 'object.'] },
  loot: { systems: ['take-loot'], verbs: ['loot.', 'creature.loot'] },
  equipment: { systems: ['optimise-equipment'], verbs: ['item.equip'] },
  trade: { systems: ['socialise'], verbs: ['trade.'] },
  auction: { systems: ['visit-auctioneer', 'end-auctions'], verbs: ['auction.'] },
  mail: { systems: ['expire-mails'], verbs: ['mail.'] },
  vendor: { systems: [], verbs: ['vendor.'] },
  group: { systems: [], verbs: ['group.'] },
  combat: { systems: ['fight-round'], verbs: ['creature.kill', 'bot.die'] },
};

/** A name from a file may be that of something every object has. */
function domainOf(name: string): (typeof DOMAINS)[string] | undefined {
  return Object.hasOwn(DOMAINS, name) ? DOMAINS[name] : undefined;
}

/** What a fault's `in` can name. */
export interface PartNames {
  readonly rows: readonly ScheduleRow<World>[];
  readonly verbs: readonly { readonly name: string }[];
}

/** Numbers of the parts that a name means: a system, a verb, or a domain with all of its. Empty: nothing has this name. */
export function partsOf(name: string, { rows, verbs }: PartNames): number[] {
  const domain = domainOf(name);
  const parts: number[] = [];
  rows.forEach((row, i) => {
    if (isSystem(row) && (row.name === name || domain?.systems.includes(row.name) === true)) parts.push(i);
  });
  verbs.forEach((verb, opcode) => {
    if (verb.name === name || domain?.verbs.some((prefix) => verb.name.startsWith(prefix)) === true) parts.push(MAX_SYSTEMS + opcode);
  });
  return parts;
}

/** Name of a part. */
export function partName(part: number, { rows, verbs }: PartNames): string {
  if (part >= MAX_SYSTEMS) return verbs[part - MAX_SYSTEMS]?.name ?? `verb ${part - MAX_SYSTEMS}`;
  const row = rows[part];
  return row !== undefined && isSystem(row) ? row.name : `row ${part}`;
}

/** Does a failure of this system or verb belong to what a name means? */
export function meansPart(name: string, part: string): boolean {
  const domain = domainOf(name);
  return name === part || domain?.systems.includes(part) === true || domain?.verbs.some((prefix) => part.startsWith(prefix)) === true;
}

/** @throws UserError when nothing has the name a fault gives */
export function checkPart(name: string, names: PartNames, where: string): void {
  if (partsOf(name, names).length > 0) return;
  const known = [
    ...Object.keys(DOMAINS),
    ...names.rows.flatMap((row) => (isSystem(row) ? [row.name] : [])),
    ...names.verbs.map((verb) => verb.name),
  ];
  const near = nearest(name, known);
  throw new UserError(
    'unknown-part',
    `${where}: there is no system, verb or domain '${name}'${near === undefined ? `, expected one such as ${known.slice(0, 4).join(', ')}` : `, did you mean '${near}'?`}`,
  );
}

/** Take a fault in. Those of store, clock and memory concern the machine, not the world (cli/machine-faults.ts). */
export function putIn(world: World, fault: Fault): void {
  const from = world.frame;
  const until = 'frames' in fault ? Math.min(FOREVER, from + fault.frames - 1) : from;
  const names: PartNames = { rows: world.runner.rows, verbs: world.verbs };
  switch (fault.fault) {
    case 'throw':
      for (const part of partsOf(fault.in, names)) {
        const errorClass = ERROR_CLASS_NAMES.indexOf(fault.as) as ErrorClassCode;
        world.guard.faults.add({
          kind: FaultKind.throws,
          part,
          from,
          until,
          nth: fault.nth,
          every: fault.every,
          writes: fault.writes,
          errorClass,
        });
      }
      break;
    case 'slow':
      for (const part of partsOf(fault.in, names)) world.guard.faults.add({ kind: FaultKind.slow, part, from, until, amount: fault.times });
      break;
    case 'chaos':
      world.guard.faults.add({ kind: FaultKind.chaos, part: 0, from, until, amount: Math.round(fault.rate * MILLION) });
      break;
    case 'corrupt':
      corrupt(world, fault.in, fault.id);
      break;
    default:
      break;
  }
}

type Table = Readonly<Record<string, unknown>> & { readonly id: Int32Array };

/** Tables of the content whose rows have ids. */
function tableOf(content: object, name: string): Table | undefined {
  const table = (content as Record<string, unknown>)[name] as Table | undefined;
  return table?.id instanceof Int32Array ? table : undefined;
}

/** @throws UserError when the world has no such row */
export function checkRow(content: object, name: string, id: number, where: string): void {
  const table = tableOf(content, name);
  if (table === undefined) {
    const known = Object.keys(content).filter((key) => tableOf(content, key) !== undefined);
    throw new UserError('unknown-table', `${where}: the world content has no part '${name}', expected one of ${known.join(', ')}`);
  }
  if (!table.id.includes(id)) throw new UserError('unknown-row', `${where}: ${name} has no row with id ${id}`);
}

/** The content of a run: where an input spoils a part of it, a copy of that part, so that other runs of the same content see nothing. */
export function contentOf<C extends object>(content: C, inputs: readonly { readonly directive: object }[]): C {
  let own = content;
  for (const { directive } of inputs) {
    const fault = 'fault' in directive ? (directive.fault as Fault) : undefined;
    const table = fault?.fault === 'corrupt' ? tableOf(content, fault.in) : undefined;
    if (fault?.fault !== 'corrupt' || table === undefined) continue;
    const copied = Object.fromEntries(
      Object.entries(table).map(([key, values]) => [key, values instanceof Int32Array ? values.slice() : values]),
    );
    own = { ...own, [fault.in]: copied };
  }
  return own;
}

/** Writes into the copy that `contentOf` made. */
function corrupt(world: World, name: string, id: number): void {
  const table = tableOf(world.content, name);
  const row = table?.id.indexOf(id) ?? -1;
  if (table === undefined || row < 0) throw new UserError('unknown-row', `fault corrupt: ${name} has no row with id ${id}`);
  for (const [key, values] of Object.entries(table)) {
    if (key === 'id' || !(values instanceof Int32Array) || values.length !== table.id.length) continue;
    values[row] = -1;
  }
}

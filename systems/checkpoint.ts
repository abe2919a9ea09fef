/** What of a world lies outside its components and cannot be computed from them, and how a world comes back from a checkpoint. */
import { checkpointBytes, packCheckpoint, readHeader, unpackCheckpoint } from '../engine/checkpoint.js';
import type { CheckpointHeader, CheckpointSource } from '../engine/checkpoint.js';
import { UserError, invariant } from '../engine/errors.js';
import type { Failure } from '../engine/guard.js';
import type { LedgerSums } from '../engine/ledger.js';
import { botName } from './spawn/bot-names.js';
import type { World } from './world.js';

/** Nothing in here decides what happens next, except the units that a governor would grant: the rest are sums for reports. */
export interface WorldHeader extends CheckpointHeader {
  readonly units: number;
  readonly sums: LedgerSums;
  readonly faucetByCause: readonly number[];
  readonly sinkByCause: readonly number[];
  readonly events: readonly number[];
  readonly commands: readonly number[];
  readonly handled: readonly number[];
  /** Names given so far; those that do not follow from the seed are written out. */
  readonly names: number;
  readonly ownNames: readonly (readonly [index: number, name: string])[];
  /** What broke so far; not in checkpoints of older builds. */
  readonly failures?: readonly Failure[];
  readonly failuresTotal?: number;
  /** Sums that observers keep, by the name of the observer. */
  readonly kept: Readonly<Record<string, unknown>>;
}

/** Rows of each pool that were ever used; pools without slots are whole. */
function usedRows(world: World): Record<string, number> {
  const rows: Record<string, number> = { ...world.capacities };
  for (const [name, pool] of Object.entries(world.pools)) rows[name] = pool.high;
  return rows;
}

/** Takes checkpoints of one world. */
export class CheckpointTaker {
  #namesSeen = 0;
  readonly #ownNames: [number, string][] = [];
  constructor(readonly world: World) {}

  /** The checkpoint of the present frame: how many bytes it has, and a function that writes it. */
  prepare(stateHash: string, units: number, kept: Readonly<Record<string, unknown>>): CheckpointSource {
    const { world } = this;
    const { ledger } = world;
    invariant(world.commands.pending === 0, 'pending-commands', `frame ${world.frame} ended with commands that wait`);
    this.#lookAtNames();
    const header: WorldHeader = {
      frame: world.frame,
      stateHash,
      rows: usedRows(world),
      units,
      sums: ledger.sums,
      faucetByCause: [...ledger.faucetByCause],
      sinkByCause: [...ledger.sinkByCause],
      events: [...world.events.totals],
      commands: [...world.commands.totals],
      handled: [...world.runner.handled],
      names: world.names.length,
      ownNames: this.#ownNames,
      failures: world.guard.failures.all,
      failuresTotal: world.guard.failures.total,
      kept,
    };
    const { bytes, encoded } = checkpointBytes(world.arena, header);
    const mostBytes = world.arena.buffer.byteLength + encoded.length;
    return { bytes, mostBytes, write: (target) => packCheckpoint(world.arena, header, encoded, target) };
  }

  #lookAtNames(): void {
    const { names, seed } = this.world;
    for (; this.#namesSeen < names.length; this.#namesSeen++) {
      const name = names[this.#namesSeen]!;
      if (name !== botName(seed, this.#namesSeen)) this.#ownNames.push([this.#namesSeen, name]);
    }
  }
}

/**
 * Put a world of the same inputs back to a checkpoint: cells, hash, sums, switches, names, membership and derived data.
 * @throws UserError when the bytes are not what they were when the checkpoint was taken
 */
export function restoreWorld(world: World, bytes: Uint8Array): WorldHeader {
  const header = readHeader<WorldHeader>(bytes);
  unpackCheckpoint(world.arena, bytes);
  world.frame = header.frame;
  const { hash, dirty } = world.write;
  hash.lanes.set(hash.recompute());
  if (hash.digest(header.frame) !== header.stateHash)
    throw new UserError(
      'checkpoint-damaged',
      `the checkpoint of frame ${header.frame} has the state hash ${hash.digest(header.frame)}, expected ${header.stateHash}`,
    );
  restoreSums(world, header);
  restoreSwitches(world);
  world.names.length = 0;
  for (let n = 0; n < header.names; n++) world.names.push(botName(world.seed, n));
  for (const [index, name] of header.ownNames) world.names[index] = name;
  world.membership.restore(world.c.identity.uid);
  world.stream.restore();
  world.rebuildDerived();
  for (const records of dirty) records?.clear();
  return header;
}

function restoreSums(world: World, header: WorldHeader): void {
  const { ledger, events, commands, runner, guard } = world;
  guard.failures.restore(header.failures ?? [], header.failuresTotal ?? 0);
  Object.assign(ledger.sums, header.sums);
  fill(ledger.faucetByCause, header.faucetByCause);
  fill(ledger.sinkByCause, header.sinkByCause);
  fill(events.totals, header.events);
  fill(commands.totals, header.commands);
  fill(runner.handled, header.handled);
  ledger.startFrame();
  events.startFrame();
  commands.startFrame();
}

/** Vocabularies grow at their end: what a later build has more is 0. */
function fill(target: Float64Array, values: readonly number[]): void {
  target.fill(0);
  target.set(values.slice(0, target.length));
}

function restoreSwitches(world: World): void {
  const { off, interval } = world.c.switches;
  world.runner.switches.forEach((now, row) => {
    now.enabled = off[row] === 0;
    now.interval = interval[row]! || world.runner.ownInterval(row);
  });
}

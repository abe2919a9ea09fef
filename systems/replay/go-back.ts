/** Brings a simulation to a frame of its run: from the last checkpoint before it, and from there by simulating on. */
import type Database from 'better-sqlite3';
import { UserError } from '../../engine/errors.js';
import { unpackBlob } from '../../engine/store/checkpoint-blob.js';
import { readFrames } from '../../engine/store/engine-rows.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { readFailureOf } from '../../engine/store/store-errors.js';
import type { Simulation } from '../simulation.js';

/** Frames of all checkpoints of a file, ascending. */
export function checkpointFrames(db: Database.Database): number[] {
  return db.prepare('SELECT frame FROM checkpoint ORDER BY frame').pluck().all() as number[];
}

/** The last checkpoint at or before a frame; null: there is none, and the way begins at frame 0. */
export function checkpointBefore(db: Database.Database, frame: number): number | null {
  return db.prepare('SELECT max(frame) FROM checkpoint WHERE frame <= ?').pluck().get(frame) as number | null;
}

/** The bytes of a stored checkpoint. */
export function loadCheckpoint(run: OpenedRun, frame: number): Uint8Array {
  const row = run.db.prepare('SELECT raw_bytes AS rawBytes, base_frame AS baseFrame, bytes FROM checkpoint WHERE frame = ?').get(frame) as
    { rawBytes: number; baseFrame: number | null; bytes: Buffer } | undefined;
  if (row === undefined)
    throw new UserError('checkpoint-damaged', `run file ${run.path}: it has no checkpoint of frame ${frame}, on which others stand`);
  return unpackBlob(row.bytes, row.rawBytes, row.baseFrame === null ? undefined : loadCheckpoint(run, row.baseFrame));
}

export interface GoBackOptions {
  /** Called after each frame that is simulated on the way; awaited. */
  readonly afterFrame?: (frame: number, last: number) => Promise<void> | undefined;
  /** Begin at frame 0 whatever checkpoints there are. */
  readonly fromStart?: boolean;
}

/**
 * Bring a simulation, which has not been started, to a frame of the run whose inputs it has. Every frame on the way is held against its
 * stored hash.
 * @returns the frame of the checkpoint it began at, or 0
 * @throws UserError when the file is damaged, or this build does not do what the one that made the run did
 */
export async function goTo(run: OpenedRun, simulation: Simulation, frame: number, options: GoBackOptions = {}): Promise<number> {
  try {
    const from = options.fromStart === true ? null : checkpointBefore(run.db, frame);
    if (from === null) simulation.start();
    else restoreFrom(run, simulation, from);
    const began = from ?? 0;
    for (const stored of readFrames(run.db, began)) {
      if (stored.frame > frame) break;
      if (stored.frame > began) simulation.step(undefined, stored.unitsGranted);
      if (simulation.stateHash !== stored.stateHash)
        throw new UserError(
          'run-differs',
          `run file ${run.path}: frame ${stored.frame} has the state hash ${stored.stateHash}, simulated again ${simulation.stateHash}: code or data differ from those of the run (botrealm replay ${run.path} says where)`,
        );
      simulation.governor.units = stored.unitsGranted;
      await options.afterFrame?.(stored.frame, frame);
    }
    if (simulation.world.frame !== frame)
      throw new UserError('no-such-frame', `run file ${run.path}: it has no frame ${frame}, expected one from 0 to ${run.lastFrame}`);
    return began;
  } catch (error) {
    throw readFailureOf(run.path, error);
  }
}

/** Restore a stored checkpoint into a simulation of the same inputs. */
export function restoreFrom(run: OpenedRun, simulation: Simulation, frame: number): void {
  try {
    simulation.restore(loadCheckpoint(run, frame));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `run file ${run.path}: checkpoint of frame ${frame}: ${error.message}`, { cause: error });
  }
}

/** Where a run is written. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../engine/errors.js';
import { SnapshotStore } from '../engine/store/snapshot-store.js';
import type { SnapshotStoreOptions } from '../engine/store/snapshot-store.js';
import { recordTables } from '../systems/record/tables.js';
import { recordViews } from '../systems/record/views.js';
import { PASSING_ACCOUNTS, STANDING_ROWS } from '../systems/replay/row-keys.js';
import { recordWords } from '../systems/record/words.js';
import type { PreparedRun } from '../scenarios/prepare-run.js';

const FOLDER = 'runs';
/** Names tried before giving up. */
const MAX_NUMBER = 100_000;

/** Refuse a place that cannot be written before anybody waits for a world to be loaded. */
export function checkPlace(path: string): void {
  if (existsSync(path))
    throw new UserError('run-exists', `run file ${path}: it exists already, and a run overwrites nothing; name another file`);
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Refuse the place of a report that is taken, or in a folder that cannot be written, before the work begins. */
export function checkNew(path: string, what: string): void {
  if (existsSync(path))
    throw new UserError('report-exists', `${what} ${path}: it exists already and is not overwritten; name another file`);
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      'report-unwritable',
      `${what} ${path}: it cannot be made (${code}); expected a folder that exists and can be written`,
      {
        cause: error,
      },
    );
  }
}

function unwritable(path: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code;
  return new UserError(
    'run-unwritable',
    `run file ${path}: it cannot be made (${code}); expected a folder that exists and can be written`,
    { cause: error },
  );
}

function makeFolder(): void {
  try {
    mkdirSync(FOLDER, { recursive: true });
  } catch (error) {
    throw unwritable(`${FOLDER}/...`, error);
  }
}

/** How a store is told to keep the rows of the last frames only. */
export function retention(frames: number | undefined): Pick<SnapshotStoreOptions, 'retention'> {
  return frames === undefined ? {} : { retention: { frames, standing: STANDING_ROWS, passingAccounts: PASSING_ACCOUNTS } };
}

/** Make the run file: the one that was named, or the next free `runs/<scenario>-<seed>-<n>.sqlite`. */
export async function createRunFile(
  prepared: PreparedRun,
  path: string | undefined,
  info: Readonly<Record<string, string>>,
  retainFrames?: number,
  limitBytes?: number,
): Promise<SnapshotStore> {
  const words = recordWords(prepared.inputs);
  const common = {
    tables: recordTables(words),
    views: recordViews(words),
    runInfo: { ...prepared.info, ...info },
    blobs: prepared.blobs(),
    modules: prepared.modules,
    ...retention(retainFrames),
    ...(limitBytes === undefined ? {} : { limitBytes }),
  };
  if (path !== undefined) return SnapshotStore.create({ ...common, path });
  makeFolder();
  for (let n = 1; n <= MAX_NUMBER; n++) {
    const candidate = join(FOLDER, `${prepared.scenario.name}-${prepared.inputs.seed}-${n}.sqlite`);
    if (existsSync(candidate)) continue;
    try {
      return await SnapshotStore.create({ ...common, path: candidate });
    } catch (error) {
      // Another run may have taken the name since we looked.
      if (!(error instanceof UserError) || error.code !== 'run-exists') throw error;
    }
  }
  throw new UserError(
    'run-names',
    `folder ${FOLDER} has ${MAX_NUMBER} runs of ${prepared.scenario.name} with this seed; name a file with --db`,
  );
}

/** `run --save-bots`: the state of bots in a file of its own, written back in batches while the run goes on. */
import { UserError } from '../engine/errors.js';
import { BotStatePersistence } from '../systems/persistence/bot-state-persistence.js';
import { noteSource } from '../systems/persistence/bot-file.js';
import { WRITE_BACK_FRAMES, WriteBack } from '../systems/persistence/write-back.js';
import type { World } from '../systems/world.js';
import type { PreparedRun } from '../scenarios/prepare-run.js';

export interface Savings {
  readonly writeBack: WriteBack;
  /** Write what changed since the last batch, and close the file. */
  finish(world: World): Promise<void>;
}

/** @throws UserError when the file exists already or cannot be made */
export function openSavings(path: string, everyFrames: number | undefined, { scenario, inputs }: PreparedRun): Savings {
  const persistence = BotStatePersistence.open(path, { create: true });
  noteSource(path, { scenario: scenario.name, seed: String(inputs.seed), world: inputs.content.name, content_hash: inputs.content.hash });
  const writeBack = new WriteBack(persistence, everyFrames ?? WRITE_BACK_FRAMES);
  return {
    writeBack,
    finish: async (world) => {
      writeBack.flush(world);
      await persistence.close();
      if (persistence.failures > 0)
        throw new UserError('bots-not-saved', `bot file ${path}: ${persistence.failures} saves failed (${persistence.lastError})`);
    },
  };
}

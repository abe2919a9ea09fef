/**
 * Two hard ways to run a simulation, for tests of the engine itself. `heavy`: after every frame the world is packed as a checkpoint, unpacked
 * into a new world, and goes on there. `synctest`: after every frame the last ones are simulated again from a checkpoint. Whatever lies
 * outside the components, or depends on history, shows as a hash that differs.
 */
import { InternalError } from '../../engine/errors.js';
import { packBlob, unpackBlob } from '../../engine/store/checkpoint-blob.js';
import { Simulation } from '../simulation.js';
import type { FrameObserver } from '../simulation.js';

/** The present frame as a checkpoint, as bytes. */
export function checkpointOf(simulation: Simulation): Uint8Array {
  const source = simulation.checkpoint();
  const bytes = new Uint8Array(source.bytes);
  source.write(bytes);
  return bytes;
}

/** The same simulation in a new world, through the form in which a run file keeps it. */
export function throughCheckpoint(simulation: Simulation, observers: readonly FrameObserver[]): Simulation {
  const bytes = checkpointOf(simulation);
  const fresh = new Simulation(simulation.inputs, observers);
  fresh.restore(unpackBlob(packBlob(bytes), bytes.length));
  if (fresh.stateHash !== simulation.stateHash || fresh.world.write.hash.digest(fresh.world.frame) !== simulation.stateHash)
    throw new InternalError(
      'checkpoint-differs',
      `frame ${simulation.world.frame} has the state hash ${simulation.stateHash} before and ${fresh.stateHash} after its checkpoint was read back`,
    );
  return fresh;
}

interface Past {
  readonly frame: number;
  readonly stateHash: string;
  readonly units: number;
  readonly bytes: Uint8Array;
}

/** Simulates the last frames again, in a second world that is put back again and again. */
export class SyncTest {
  readonly #past: Past[] = [];
  #shadow: Simulation | undefined;
  /** Frames that were simulated again. */
  repeated = 0;

  constructor(private readonly frames: number) {}

  /** After each frame of a simulation, frame 0 included. */
  afterFrame(simulation: Simulation): void {
    const { world, stateHash } = simulation;
    this.#past.push({ frame: world.frame, stateHash, units: world.runner.work.unitsGranted, bytes: checkpointOf(simulation) });
    if (this.#past.length > this.frames + 1) this.#past.shift();
    const first = this.#past[0]!;
    const shadow = (this.#shadow ??= new Simulation(simulation.inputs));
    shadow.restore(first.bytes);
    for (const then of this.#past.slice(1)) {
      shadow.step(undefined, then.units);
      this.repeated++;
      if (shadow.stateHash !== then.stateHash)
        throw new InternalError(
          'not-repeatable',
          `frame ${then.frame} has the state hash ${then.stateHash}, simulated again from frame ${first.frame} it has ${shadow.stateHash}`,
        );
    }
  }
}

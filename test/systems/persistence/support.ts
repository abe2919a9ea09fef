/** A small living world and a folder that goes away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario } from '../../../scenarios/load-scenario.js';
import { prepareRun } from '../../../scenarios/prepare-run.js';
import type { CompleteSnapshot } from '../../../systems/persistence/snapshot.js';
import { Simulation } from '../../../systems/simulation.js';
import type { FrameObserver } from '../../../systems/simulation.js';

export const BOTS = 30;

/** Bots of a quick scenario after some frames, and room for a few more. */
export async function livingWorld(frames: number, seed = 1, observers: FrameObserver[] = []): Promise<Simulation> {
  const prepared = await prepareRun({ loaded: await loadScenario('smoke'), overrides: { bots: BOTS, seed } });
  const simulation = new Simulation({ ...prepared.inputs, laterBots: prepared.inputs.laterBots + 4 }, observers);
  simulation.start();
  while (simulation.world.frame < frames) simulation.step();
  return simulation;
}

export async function withFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-bots-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A snapshot without what another world gives anew: uids and the frame. */
export function withoutIds({ identity, state, inventory, equipment }: CompleteSnapshot): unknown {
  const plain = <T extends { bot_guid: number; item_guid: number }>(item: T): T => ({ ...item, bot_guid: 0, item_guid: 0 });
  return {
    identity: { ...identity, bot_guid: 0, frame: 0 },
    state: { ...state, bot_guid: 0, zone_id: 0 },
    inventory: inventory.map(plain),
    equipment: equipment.map(plain),
  };
}

/** The rows of a real run, kept in memory, to be played to whatever writes them. */
import { engineTables } from '../../engine/store/engine-tables.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import type { StoredTable } from '../../engine/store/table-spec.js';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import type { PreparedRun } from '../../scenarios/prepare-run.js';
import { Recorder } from '../../systems/record/recorder.js';
import { recordTables } from '../../systems/record/tables.js';
import { recordWords } from '../../systems/record/words.js';
import { Simulation } from '../../systems/simulation.js';
import type { FrameObserver } from '../../systems/simulation.js';
import type { World } from '../../systems/world.js';

export type TapeValue = number | string | null;

/** Takes rows as the store does. */
class TapeTarget {
  readonly words: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #tables: ReadonlyMap<string, number>;
  frames: TapeValue[][] = [];
  rows = 0;
  #frame: TapeValue[] = [];

  constructor(tables: readonly StoredTable[]) {
    this.#tables = new Map(tables.map((table, i) => [table.name, i]));
  }
  table(name: string): number {
    return this.#tables.get(name)!;
  }
  wordId(word: string): number {
    let id = this.#ids.get(word);
    if (id === undefined) {
      id = this.words.push(word);
      this.#ids.set(word, id);
    }
    return id;
  }
  word(word: string): void {
    this.int(this.wordId(word));
  }
  begin(table: number): void {
    this.rows++;
    this.#frame.push(table);
  }
  int(value: number): void {
    this.#frame.push(value);
  }
  i53(value: number): void {
    this.#frame.push(value);
  }
  real(value: number): void {
    this.#frame.push(value + 0);
  }
  nullInt(): void {
    this.#frame.push(null);
  }
  text(value: string | null): void {
    this.#frame.push(value);
  }
  endFrame(): void {
    this.frames.push(this.#frame);
    this.#frame = [];
  }
}

export interface Tape {
  readonly tables: readonly StoredTable[];
  readonly prepared: PreparedRun;
  readonly words: readonly string[];
  /** Of each frame: table, values, table, values, ... */
  readonly frames: readonly (readonly TapeValue[])[];
  readonly rows: number;
  readonly hash: string;
  readonly world: World;
}

/** Simulate market-day and keep what the recorder hands over; `also` sees every frame. */
export async function recordTape(bots: number, frames: number, also?: FrameObserver): Promise<Tape> {
  const prepared = await prepareRun({ loaded: await loadScenario('market-day'), overrides: { bots, frames } });
  const tables = [...engineTables, ...recordTables(recordWords(prepared.inputs))];
  const target = new TapeTarget(tables);
  const observers: FrameObserver[] = also === undefined ? [] : [also];
  const simulation = new Simulation(prepared.inputs, observers);
  observers.push(new Recorder(target as unknown as SnapshotStore, simulation.world, prepared.inputs.inputs));
  simulation.start();
  for (let f = 0; f < frames; f++) simulation.step();
  return {
    tables,
    prepared,
    words: target.words,
    frames: target.frames,
    rows: target.rows,
    hash: simulation.stateHash,
    world: simulation.world,
  };
}

/** Play one frame into the store. */
export function playFrame(store: SnapshotStore, { tables, frames }: Tape, frame: number): void {
  const values = frames[frame]!;
  let at = 0;
  while (at < values.length) {
    const table = values[at++] as number;
    const { columns } = tables[table]!;
    store.begin(table);
    for (let c = 0; c < columns.length; c++) {
      const value = values[at++]!;
      const { type } = columns[c]!;
      if (type === 'text') store.text(value as string | null);
      else if (value === null) store.nullInt();
      else if (type === 'i53') store.i53(value as number);
      else if (type === 'real') store.real(value as number);
      else store.int(value as number);
    }
  }
  store.endFrame(frame);
}

/** A seedrandom stream whose state lies in a component after every draw, so that it is hashed, stored and restored with the world. */
import type { Component } from './component.js';
import { RandomStream } from './random.js';
import type { WritePath } from './write-path.js';

type StreamCells = Component<{ streamC: 'f64'; streamS0: 'f64'; streamS1: 'f64'; streamS2: 'f64' }>;

/** The stream, read and kept through its four cells of row 0. */
export class StoredStream {
  readonly #stream: RandomStream;
  constructor(
    private readonly write: WritePath,
    private readonly cells: StreamCells,
    seed: string,
  ) {
    this.#stream = new RandomStream(seed);
    this.#store();
  }
  /** Uniform integer in [0, bound). */
  below(bound: number): number {
    if (!this.#agrees()) this.restore();
    const value = this.#stream.below(bound);
    this.#store();
    return value;
  }
  #store(): void {
    const { c, s0, s1, s2 } = this.#stream.state;
    const { f } = this.cells;
    this.write.set(f.streamC, 0, c);
    this.write.set(f.streamS0, 0, s0);
    this.write.set(f.streamS1, 0, s1);
    this.write.set(f.streamS2, 0, s2);
  }
  /** The cells are the truth: a command that drew and was undone has put them back, and the stream must follow. */
  #agrees(): boolean {
    const { c, s0, s1, s2 } = this.#stream.state;
    const { streamC, streamS0, streamS1, streamS2 } = this.cells;
    return streamC[0] === c && streamS0[0] === s0 && streamS1[0] === s1 && streamS2[0] === s2;
  }
  /** Take the state from the cells, after a restore. */
  restore(): void {
    const { streamC, streamS0, streamS1, streamS2 } = this.cells;
    this.#stream.state = { c: streamC[0]!, s0: streamS0[0]!, s1: streamS1[0]!, s2: streamS2[0]! };
  }
}

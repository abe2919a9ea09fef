/** Ctrl-C and a request to stop: the first is taken as a wish, the second as an order. */
import { EXIT } from './exit.js';
import { remark } from './output.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export class StopSignal {
  requested = false;
  readonly #listener: () => void;

  /** @param doing what will be finished, for the remark */
  constructor(doing: string) {
    this.#listener = () => {
      if (this.requested) process.exit(EXIT.stopped);
      this.requested = true;
      remark(`stopping: ${doing} (Ctrl-C again ends at once)`);
    };
    for (const signal of SIGNALS) process.on(signal, this.#listener);
  }

  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#listener);
  }
}

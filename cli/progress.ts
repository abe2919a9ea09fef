/** A bar on a terminal, silence in a pipe. */
import { SingleBar } from 'cli-progress';
import { duration } from './format.js';

/** The bar is drawn so often at most. */
const REDRAW_MS = 100;

export interface Progress {
  /** `fields` fill the rest of the line. */
  at(done: number, fields: Readonly<Record<string, string>>): void;
  end(): void;
}

const SILENT: Progress = {
  at: () => undefined,
  end: () => undefined,
};

/**
 * @param what first word of the line
 * @param format what follows the share, with `{name}` for fields
 * @param quiet the caller wants none
 */
export function progress(what: string, total: number, format: string, quiet: boolean): Progress {
  if (quiet || !process.stderr.isTTY) return SILENT;
  const bar = new SingleBar({
    format: `${what} {bar} {percentage}%  ${format}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 20,
    barCompleteChar: '#',
    barIncompleteChar: '-',
  });
  bar.start(total, 0, {});
  let drawn = 0;
  return {
    at(done, fields) {
      const now = performance.now();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      bar.update(done, fields);
    },
    end: () => bar.stop(),
  };
}

/** Speed and time left from a start. */
export function pace(started: number, done: number, total: number): { perSecond: string; left: string } {
  const seconds = (performance.now() - started) / 1000;
  const rate = done / Math.max(seconds, 1e-3);
  return { perSecond: rate.toFixed(0), left: rate > 0 ? duration((total - done) / rate) : '?' };
}

/** Let timers, signals and the terminal have their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Where the memory of a run is. */
import { componentBytes } from '../systems/world-sizes.js';
import type { World } from '../systems/world.js';
import { bytes } from './format.js';

export interface MemoryReport {
  /** Memory of the process that is really there. */
  readonly residentBytes: number;
  readonly residentBytesPerBot: number;
  /** Cells of all components, used or not, and of each. */
  readonly componentBytes: number;
  readonly components: readonly { readonly name: string; readonly bytes: number }[];
}

const LISTED = 3;

export function memoryReport(world: World): MemoryReport {
  const components = componentBytes(world.arena.layouts).sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  const residentBytes = process.memoryUsage.rss();
  return {
    residentBytes,
    residentBytesPerBot: Math.round(residentBytes / Math.max(1, world.pools.bot.live)),
    componentBytes: components.reduce((sum, component) => sum + component.bytes, 0),
    components,
  };
}

export function memoryLine({ residentBytes, componentBytes: cells, components }: MemoryReport): string {
  const largest = components.slice(0, LISTED).map((component) => `${component.name} ${bytes(component.bytes)}`);
  return `${bytes(residentBytes)} resident; components ${bytes(cells)} (${largest.join(', ')})`;
}

/** The machine and the build that a report was made with. */
import { cpus, totalmem } from 'node:os';
import { currentBuild } from '../systems/replay/build.js';

export function environmentFacts(): Record<string, string> {
  const build = currentBuild();
  const processors = cpus();
  return {
    version: build.version,
    build: build.hash,
    node: build.node,
    platform: `${process.platform} ${process.arch}`,
    processors: `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  };
}

/** The kinds of input that are mutated. Each is made once in a folder of its own, and then read again and again. */
import { fuzzDumps } from './dumps.js';
import { fuzzRunFiles } from './run-files.js';
import { fuzzScenarios } from './scenarios.js';
import { fuzzWorlds } from './worlds.js';

/** Reads mutation `n`: true when it was good. Whatever it throws that is no `UserError` is a failure. */
export type Case = (n: number) => Promise<boolean>;

export const KINDS = { scenarios: fuzzScenarios, worlds: fuzzWorlds, dumps: fuzzDumps, 'run files': fuzzRunFiles } as const;
export type Kind = keyof typeof KINDS;

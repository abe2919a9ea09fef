/** Finds, reads and validates a scenario: one that ships, a YAML file, or a compiled module with a default export. */
import { existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import { readYamlFile } from '../data/yaml-file.js';
import { SHIPPED } from './index.js';
import { scenarioSchema } from './scenario.js';
import type { Scenario } from './scenario.js';

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** Folder against which the scenario's paths are resolved. */
  readonly folder: string;
  readonly source: string;
}

export async function loadScenario(spec: string): Promise<LoadedScenario> {
  const shipped = SHIPPED.find((s) => s.name === spec);
  if (shipped) return { scenario: validateScenario(shipped, `scenario ${spec}`), folder: process.cwd(), source: spec };
  const extension = extname(spec);
  if (!['.yaml', '.yml', '.js', '.mjs'].includes(extension)) {
    const names = SHIPPED.map((s) => s.name);
    const near = nearest(spec, names);
    throw new UserError(
      'unknown-scenario',
      `unknown scenario '${spec}'${near ? `, did you mean '${near}'?` : ''} (expected one of ${names.join(', ')}, or a .yaml or .js file)`,
    );
  }
  if (!existsSync(spec)) throw new UserError('no-scenario-file', `scenario file ${spec} does not exist`);
  const raw = extension.startsWith('.y') ? readYamlFile(spec, 'bad-yaml') : await readModule(spec);
  return { scenario: validateScenario(raw, spec), folder: dirname(resolve(spec)), source: spec };
}

async function readModule(path: string): Promise<unknown> {
  let module: { default?: unknown };
  try {
    module = (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
  } catch (error) {
    throw new UserError('bad-module', `${path}: ${String((error as Error).message).split('\n')[0]}`, { cause: error });
  }
  if (module.default === undefined)
    throw new UserError('bad-module', `${path} has no default export; expected one made with defineScenario`);
  return module.default;
}

/** Validate plain data; the error names the first wrong place and what was expected there. */
export function validateScenario(raw: unknown, where: string): Scenario {
  const result = scenarioSchema.safeParse(raw);
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0]!);
  const path = issue.path
    .map((p) => (typeof p === 'number' ? `[${p}]` : `.${String(p)}`))
    .join('')
    .replace(/^\./, '');
  throw new UserError('bad-scenario', `${where}: ${path || 'the scenario'}: ${issue.message}`);
}

/** Of a failed union, the issue of the branch that came furthest. */
function deepest(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const branches = issue.errors.map((b) => b.map(deepest)).filter((b) => b.length > 0);
  const best = branches.sort((a, b) => score(b) - score(a))[0];
  if (!best) return issue;
  return { path: [...issue.path, ...best[0]!.path], message: best[0]!.message };
}
function score(branch: { path: PropertyKey[] }[]): number {
  return branch[0]!.path.length * 10 - branch.length;
}

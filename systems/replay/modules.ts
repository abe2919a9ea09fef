/**
 * Extension modules from their source. A run keeps the source and nothing else, so a module is one file that stands alone; it is
 * loaded the same way by a run and by its replay, so that what cannot be replayed cannot be run.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../engine/errors.js';
import { hashBytes } from '../../engine/state-hash.js';
import type { Extension, ExtensionApi } from '../extensions.js';

/**
 * Load a module from its source text.
 * @param path as the scenario names it; for messages and for the record
 * @throws UserError when it does not load or exports no setup function
 */
export async function loadExtension(path: string, source: string): Promise<Extension> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-module-'));
  try {
    const file = join(folder, 'module.mjs');
    writeFileSync(file, source);
    const module = await importModule(path, file, folder);
    const setup = module.default ?? module.setup;
    if (typeof setup !== 'function')
      throw new UserError('bad-module', `module ${path}: expected a default export that is a function (api) => void`);
    return { path, hash: hashSource(source), source, setup: setup as (api: ExtensionApi) => void };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importModule(path: string, file: string, folder: string): Promise<{ default?: unknown; setup?: unknown }> {
  try {
    return (await import(pathToFileURL(file).href)) as { default?: unknown; setup?: unknown };
  } catch (error) {
    const why = String((error as Error).message)
      .split('\n')[0]!
      .replaceAll(pathToFileURL(file).href, path)
      .replaceAll(file, path)
      .replaceAll(folder, '');
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const hint =
      code === 'ERR_MODULE_NOT_FOUND' ? '; a module must be one file without imports of its own, since the run keeps its source' : '';
    throw new UserError('bad-module', `module ${path}: cannot be loaded: ${why}${hint}`, { cause: error });
  }
}

/** xxhash64 of a source text. */
export function hashSource(source: string): string {
  return hashBytes(Buffer.from(source));
}

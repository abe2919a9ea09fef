/** Bots out of bot files as directives: from a scenario's script, or from the command line. */
import { existsSync } from 'node:fs';
import { UserError } from '../engine/errors.js';
import type { WorldContent } from '../data/content.js';
import type { Directive } from '../systems/inputs.js';
import { botInFile } from '../systems/persistence/bot-state-persistence.js';
import { checkImport } from '../systems/persistence/import-bot.js';
import { framesOfTime } from './scenario.js';

/** Directives for all bots of a file, or for one of them; a world that cannot take one of them is told so at once. */
export function importDirectives(content: WorldContent, path: string, name: string | undefined): Directive[] {
  return botInFile(path, name).map((bot) => {
    checkImport(content, bot);
    return { do: 'import', bot };
  });
}

const WHEN = /^(.+)@(\d+|\d+(?:\.\d+)?[smh])$/;

/** `FILE`, `FILE:NAME`, either with `@TIME` (a frame, or 90s, 5m, 2h) behind it. */
export function parseImport(text: string): { path: string; name: string | undefined; frame: number } {
  const when = WHEN.exec(text);
  const what = when === null ? text : when[1]!;
  const frame = when === null ? 0 : framesOfTime(/^\d+$/.test(when[2]!) ? Number(when[2]) : when[2]!);
  const colon = what.lastIndexOf(':');
  if (existsSync(what) || colon < 0) return { path: what, name: undefined, frame };
  if (colon === 0 || colon === what.length - 1)
    throw new UserError('bad-import', `--import-bot is '${text}', expected FILE or FILE:NAME, with @TIME behind it if not at the start`);
  return { path: what.slice(0, colon), name: what.slice(colon + 1), frame };
}

/** `botrealm inspect`: the world as of a frame, or one bot, as tables. */
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { openRun } from '../engine/store/open-run.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { readFailureOf } from '../engine/store/store-errors.js';
import { wholeNumber } from './arguments.js';
import { botOf, identityOf, printBot } from './inspect-bot.js';
import { printWorld, worldOf } from './inspect-world.js';
import { sayJson } from './output.js';
import { printStory, storyOf } from './story.js';

interface Flags {
  readonly frame?: number;
  readonly bot?: string;
  readonly json?: boolean;
  /** Tell what happened from here ... */
  readonly from?: number;
  /** ... to here. */
  readonly to?: number;
}

const MAX_FRAME = 2_147_483_647;

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('show the world of a run as of a frame, or one bot in it')
    .argument('<run>', 'a run file')
    .option('--frame <n>', 'as of this frame (default: the last)', wholeNumber('--frame', 0, MAX_FRAME))
    .option('--bot <name>', 'one bot, by name or uid')
    .option('--from <n>', 'with --bot: tell its story from this frame on (default: from the start)', wholeNumber('--from', 0, MAX_FRAME))
    .option('--to <n>', '... to this frame (default: the last)', wholeNumber('--to', 0, MAX_FRAME))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
  botrealm inspect <run> --bot NAME --from 0 --to 6000   what it did in ten minutes, in words

The same in plain SQL, with the stock sqlite3 program:
  sqlite3 <run> "SELECT name, gold_copper FROM bot_at WHERE frame = 100 ORDER BY 2 DESC LIMIT 10"
  sqlite3 <run> .schema                       what each table and column means`,
    )
    .action((path: string, flags: Flags) => inspect(path, flags));
}

function inspect(path: string, flags: Flags): void {
  const run = openRun(path);
  try {
    if (flags.from !== undefined || flags.to !== undefined) {
      tellStory(run, flags);
      return;
    }
    const frame = flags.frame ?? run.lastFrame;
    if (frame > run.lastFrame) throw new UserError('no-such-frame', `--frame is ${frame}, but the run ends with frame ${run.lastFrame}`);
    show(run, frame, flags);
  } catch (error) {
    throw readFailureOf(path, error);
  } finally {
    run.db.close();
  }
}

function tellStory(run: OpenedRun, { bot, frame, from = 0, to = run.lastFrame, json }: Flags): void {
  if (bot === undefined) throw new UserError('no-bot', '--from and --to tell the story of one bot; expected --bot NAME with them');
  if (frame !== undefined)
    throw new UserError('two-times', '--frame shows one moment, --from and --to a stretch of time; expected one or the other');
  if (to > run.lastFrame) throw new UserError('no-such-frame', `--to is ${to}, but the run ends with frame ${run.lastFrame}`);
  if (from > to) throw new UserError('no-such-frame', `--from is ${from}, expected at most --to, which is ${to}`);
  const story = storyOf(run, identityOf(run, bot), from, to);
  if (json === true) sayJson(story);
  else printStory(story);
}

function show(run: OpenedRun, frame: number, flags: Flags): void {
  if (flags.bot === undefined) {
    const world = worldOf(run, frame);
    if (flags.json === true) sayJson(world);
    else printWorld(run, world);
  } else {
    const bot = botOf(run, frame, flags.bot);
    if (flags.json === true) sayJson(bot);
    else printBot(bot);
  }
}

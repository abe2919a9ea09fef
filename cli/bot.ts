/** `botrealm bot`: single bots, out of a run into a file of their own, from which another run can take them in. */
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import { openRun } from '../engine/store/open-run.js';
import { noteSource } from '../systems/persistence/bot-file.js';
import { BotStatePersistence, botInFile } from '../systems/persistence/bot-state-persistence.js';
import { botByName, captureComplete } from '../systems/persistence/capture.js';
import { getResultString, PersistenceResult } from '../systems/persistence/snapshot.js';
import type { CompleteSnapshot, PersistenceCode } from '../systems/persistence/snapshot.js';
import { goTo } from '../systems/replay/go-back.js';
import { readRunInputs } from '../systems/replay/run-inputs.js';
import { Simulation } from '../systems/simulation.js';
import { collect, wholeNumber } from './arguments.js';
import { count, money, plural } from './format.js';
import { remark, say, sayJson, table } from './output.js';

const MAX_FRAME = 2_147_483_647;

interface ExportFlags {
  readonly bot?: string[];
  readonly frame?: number;
  readonly out: string;
}

export function botCommand(): Command {
  const command = new Command('bot').description('take single bots out of a run, or look at saved ones').addHelpText(
    'after',
    `
Examples:
  botrealm bot export run.sqlite --bot Haraylis --frame 6000 --out haraylis.sqlite
  botrealm bot list haraylis.sqlite
  botrealm run smoke --import-bot haraylis.sqlite@60s      it joins after a minute, with all it has

A bot file is plain SQL: playerbot_state, playerbot_inventory, playerbot_equipment, playerbot_identity.`,
  );
  command
    .command('export')
    .description('save bots of a run as they were in a frame')
    .argument('<run>', 'a run file')
    .requiredOption('--bot <name>', 'the bot, by name or uid, or all; may be repeated', collect)
    .option('--frame <n>', 'as of this frame (default: the last)', wholeNumber('--frame', 0, MAX_FRAME))
    .requiredOption('--out <file>', 'the bot file; it must not exist')
    .action((path: string, flags: ExportFlags) => exportBots(path, flags));
  command
    .command('list')
    .description('show the bots of a bot file')
    .argument('<file>', 'a bot file')
    .option('--json', 'print everything that is saved, as JSON')
    .action((path: string, flags: { readonly json?: boolean }) => listBots(path, flags.json === true));
  return command;
}

async function exportBots(path: string, flags: ExportFlags): Promise<void> {
  const run = openRun(path);
  try {
    const frame = flags.frame ?? run.lastFrame;
    if (frame > run.lastFrame) throw new UserError('no-such-frame', `--frame is ${frame}, but the run ends with frame ${run.lastFrame}`);
    const { inputs } = await readRunInputs(run);
    const simulation = new Simulation(inputs);
    await goTo(run, simulation, frame);
    const { world } = simulation;
    const snapshots = botsOf(path, simulation, flags.bot ?? []).map((bot) => captureComplete({ world, bot }));
    await save(flags.out, snapshots);
    noteSource(flags.out, {
      scenario: run.info.get('scenario') ?? '',
      seed: String(inputs.seed),
      world: inputs.content.name,
      content_hash: inputs.content.hash,
      frame: String(frame),
    });
    remark(`${plural(snapshots.length, 'bot')} as of frame ${count(frame)} saved in ${flags.out}`);
  } finally {
    run.db.close();
  }
}

function botsOf(path: string, { world }: Simulation, names: readonly string[]): number[] {
  const alive = Array.from({ length: world.pools.bot.high }, (_, bot) => bot).filter((bot) => world.c.identity.uid[bot] !== 0);
  if (names.includes('all')) return alive;
  const found = names.map((name) => {
    const bot = botByName(world, name);
    if (bot >= 0) return bot;
    const near = nearest(
      name,
      alive.map((b) => world.names[world.c.identity.name[b]! - 1]!),
    );
    throw new UserError(
      'unknown-bot',
      `run file ${path}: no bot is called '${name}'${near === undefined ? '' : `, did you mean '${near}'?`}`,
    );
  });
  return [...new Set(found)];
}

async function save(path: string, snapshots: readonly CompleteSnapshot[]): Promise<void> {
  const persistence = BotStatePersistence.open(path, { create: true });
  let failed: PersistenceCode | null = null;
  for (const snapshot of snapshots)
    persistence.saveSnapshot(snapshot, (result) => {
      if (result !== PersistenceResult.SUCCESS) failed = result;
    });
  await persistence.close();
  if (failed !== null) throw new UserError('bots-not-saved', `bot file ${path}: ${getResultString(failed)} (${persistence.lastError})`);
}

function listBots(path: string, json: boolean): void {
  const bots = botInFile(path, undefined);
  if (json) {
    sayJson(bots);
    return;
  }
  say(
    bots.length === 0
      ? 'There are no bots in it.'
      : table(
          [
            { head: 'bot' },
            { head: 'uid', right: true },
            { head: 'race' },
            { head: 'class' },
            { head: 'level', right: true },
            { head: 'purse', right: true },
            { head: 'wears', right: true },
            { head: 'carries', right: true },
            { head: 'frame', right: true },
          ],
          bots.map(({ identity, state, equipment, inventory }) => [
            identity.name,
            String(identity.bot_guid),
            identity.race,
            identity.class,
            String(state.level),
            money(state.gold_copper),
            count(equipment.length),
            count(inventory.length),
            count(identity.frame),
          ]),
        ),
  );
}

#!/usr/bin/env node
/** The command line: what there is to say, and how a failure ends. Each subcommand has a file of its own. */
import { Command, CommanderError } from 'commander';
import { currentBuild } from '../systems/replay/build.js';
import { auditCommand } from './audit.js';
import { botCommand } from './bot.js';
import { bestInSlotCommand } from './best-in-slot.js';
import { certifyCommand } from './certify.js';
import { checkWorldCommand } from './check-world.js';
import { diffCommand } from './diff.js';
import { economyCommand } from './economy.js';
import { EXIT, explain } from './exit.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { inspectCommand } from './inspect.js';
import { optionsCommand } from './options.js';
import { WIDTH } from './output.js';
import { replayCommand } from './replay.js';
import { resumeCommand } from './resume.js';
import { runCommand } from './run.js';
import { soakCommand } from './soak.js';
import { swarmCommand } from './swarm.js';
import { trainCommand } from './train.js';
import { whyCommand } from './why.js';

const EXAMPLES = `
Examples:
  $ botrealm run                                   5,000 bots, half an hour of a busy day
  $ botrealm run smoke --seed 7                    a quick look, in seconds
  $ botrealm run market-day --set auction.cut=0.1  what a higher auction cut does
  $ botrealm inspect runs/smoke-7-1.sqlite --bot Haraylis
  $ botrealm import world.sql.gz --out world.sqlite
  $ botrealm run first-light --world world.sqlite --bots 300

Exit codes: 0 good, 1 a check or an expectation failed, 2 bad usage or bad input, 3 internal error,
130 stopped by Ctrl-C.`;

export function program(): Command {
  const main = new Command('botrealm')
    .description(
      'Simulates worlds of MMO player-bots: the same inputs give the same run, and every frame\ncan be read afterwards with plain SQL.',
    )
    .version(currentBuild().version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError(true);
  for (const command of [
    runCommand(),
    replayCommand(),
    resumeCommand(),
    diffCommand(),
    inspectCommand(),
    exportCommand(),
    auditCommand(),
    importCommand(),
    checkWorldCommand(),
    optionsCommand(),
    whyCommand(),
    trainCommand(),
    economyCommand(),
    bestInSlotCommand(),
    botCommand(),
    swarmCommand(),
    certifyCommand(),
    soakCommand(),
  ]) {
    main.addCommand(command);
  }
  for (const command of [main, ...main.commands, ...main.commands.flatMap((one) => one.commands)]) {
    command
      .exitOverride()
      .configureHelp({ helpWidth: WIDTH })
      .configureOutput({
        outputError: (text, write) => write(usageLine(text, command)),
      });
    if (command !== main) command.helpOption('-h, --help', 'print this help');
  }
  return main;
}

/** Commander's message in one line: what, what was meant, and where the help is. */
function usageLine(text: string, command: Command): string {
  const said = text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  const names: string[] = [];
  for (let one: Command | null = command; one !== null; one = one.parent) names.unshift(one.name());
  const name = names.join(' ');
  return `botrealm: ${said} (${name} --help shows the usage)\n`;
}

async function start(): Promise<number> {
  try {
    const main = program();
    if (process.argv.length <= 2) {
      main.outputHelp({ error: true });
      return EXIT.usage;
    }
    await main.parseAsync(process.argv);
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.good;
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    return explain(error);
  }
}

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.good);
  throw error;
});
process.exitCode = await start();

/** `botrealm best-in-slot`: the best outfit a class can come by at a level, out of the whole content of a world. */
import { Command } from 'commander';
import { QUALITIES } from '../data/format/words.js';
import { loadWorld } from '../data/load.js';
import { bestInSlot, classNamed } from '../systems/equipment/best-in-slot.js';
import { UserError } from '../engine/errors.js';
import { say, sayJson } from './output.js';

interface Flags {
  readonly world?: string;
  readonly class: string;
  readonly level: string;
  readonly race?: string;
  readonly json?: boolean;
}

export function bestInSlotCommand(): Command {
  return new Command('best-in-slot')
    .description('the best outfit that a class can come by at a level, out of everything in a world')
    .requiredOption('--class <name>', 'class, by name or id')
    .requiredOption('--level <n>', 'level')
    .option('--world <path>', 'a folder of CSV files, or a world file; without it the embedded world')
    .option('--race <name>', 'race, by name or id; without it the first that plays the class')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe score of a thing is what its stats, armour and damage are worth to the class: points of the stat that\nraises its damage. Weights: data/stat-weights.ts, or the table stat_weight of the world. Two hands, pairs of\nrings and trinkets, unique things and set bonuses are weighed together, exactly as bots do it.',
    )
    .action(async (flags: Flags) => {
      await show(flags);
    });
}

const CENTI = 100;

async function show(flags: Flags): Promise<void> {
  const { content, source } = await loadWorld(flags.world);
  const cls = classNamed(content, flags.class);
  const { races, starts } = content;
  const own = [...starts.race].find((_, row) => starts.cls[row] === cls) ?? 0;
  const named = flags.race === undefined ? own : races.name.findIndex((name, r) => sameWord(name, String(races.id[r]), flags.race!));
  if (named < 0) throw new UserError('unknown-race', `unknown race '${flags.race}', expected one of ${races.name.join(', ')}`);
  const best = bestInSlot(content, { cls, race: named, level: Number(flags.level) });
  if (flags.json === true) {
    sayJson({ world: source, ...best });
    return;
  }
  say(
    `${best.race} ${best.class}, level ${best.level}, in ${content.name}: score ${(best.score / CENTI).toFixed(2)}, gear score ${best.gearScore}`,
  );
  say();
  for (const s of best.slots)
    say(
      `${s.slot.padEnd(10)} ${(s.score / CENTI).toFixed(2).padStart(9)}  ${s.name} (${s.itemId}, ${QUALITIES[s.quality]}, item level ${s.itemLevel})`,
    );
}

function sameWord(name: string, id: string, word: string): boolean {
  return name.toLowerCase() === word.toLowerCase() || id === word;
}

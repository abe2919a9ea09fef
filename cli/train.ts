/** `botrealm train`: fit the quest time predictor to finished runs and write it as a module that runs can use. */
import { existsSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { UserError } from '../engine/errors.js';
import { openRun } from '../engine/store/open-run.js';
import { readFailureOf } from '../engine/store/store-errors.js';
import { QUEST_TYPES } from '../data/format/words.js';
import { fitModel, isHeldOut, judgeModel, keepFeatures } from '../systems/quest/fit-model.js';
import type { Judgement, Sample } from '../systems/quest/fit-model.js';
import { TIMED_STEP } from '../systems/quest/learn-times.js';
import { extractFeatures } from '../systems/quest/time-predictor.js';
import { readRunInputs } from '../systems/replay/run-inputs.js';
import { storedJson } from '../systems/replay/stored-json.js';
import { SCHEDULE } from '../systems/schedule.js';
import { VERBS } from '../systems/verbs.js';
import { World } from '../systems/world.js';
import { wholeNumber } from './arguments.js';
import { count } from './format.js';
import { facts, say, sayJson, table } from './output.js';

const DEFAULT_OUT = 'quest-time.mjs';
const DEFAULT_PASSES = 20;
const MAX_PASSES = 10_000;
/** Fewer completions say nothing. */
const FEWEST = 50;

interface Flags {
  readonly out: string;
  readonly passes: number;
  readonly json?: boolean;
}

export function trainCommand(): Command {
  return new Command('train')
    .description('learn from finished runs how long quests take')
    .argument('<runs...>', 'run files')
    .option('--out <file>', 'where the model is written', DEFAULT_OUT)
    .option('--passes <n>', 'passes over the completions', wholeNumber('--passes', 1, MAX_PASSES), DEFAULT_PASSES)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Every fifth quest is held out; the errors told are of those, beside the mean time of the type. The
model is a module, an input of the run that uses it:
  botrealm run market-day --use ${DEFAULT_OUT} --set quest.timeModel=given    as it stands
  botrealm run market-day --use ${DEFAULT_OUT}                                and goes on learning`,
    )
    .action((runs: string[], flags: Flags) => train(runs, flags));
}

async function train(paths: readonly string[], { out, passes, json }: Flags): Promise<void> {
  if (existsSync(out)) throw new UserError('file-exists', `--out ${out} exists already; expected a new file`);
  const samples: Sample[] = [];
  for (const path of paths) samples.push(...(await completionsOf(path)));
  if (samples.length < FEWEST)
    throw new UserError('too-few-completions', `the runs hold ${samples.length} timed completions of quests, expected at least ${FEWEST}`);
  const fitted = samples.filter((s) => !isHeldOut(s.quest));
  const held = samples.filter((s) => isHeldOut(s.quest));
  const weights = fitModel(fitted, passes);
  const judged = judgeModel(weights, fitted, held);
  write(out, weights, samples.length, judged);
  if (json === true) sayJson({ out, passes, completions: samples.length, fitted: fitted.length, judged });
  else print(out, passes, samples.length, judged);
}

const timedSchema = z.object({ quest_id: z.number().int(), seconds_and_level: z.number().int().min(0) });

/** The timed completions of a run, with their features in its world. */
export async function completionsOf(path: string): Promise<Sample[]> {
  const run = openRun(path);
  try {
    const { inputs } = await readRunInputs(run);
    const { content, seed, options } = inputs;
    const world = new World({ content, seed, bots: 1, options, schedule: SCHEDULE, verbs: VERBS });
    const index = new Map<number, number>();
    content.quests.id.forEach((id, quest) => index.set(id, quest));
    const rows = run.db.prepare("SELECT detail FROM event WHERE kind = 'quest.timed' ORDER BY frame, seq").pluck().all() as (
      string | null
    )[];
    return rows.flatMap((detail) => {
      const { quest_id, seconds_and_level } = storedJson(run, 'the detail of a timed quest', detail ?? '', timedSchema);
      const quest = index.get(quest_id);
      if (quest === undefined) return [];
      const features = keepFeatures(extractFeatures(world, quest, seconds_and_level % TIMED_STEP));
      return [{ features, seconds: Math.floor(seconds_and_level / TIMED_STEP), quest, type: content.quests.type[quest]! }];
    });
  } catch (error) {
    throw readFailureOf(path, error);
  } finally {
    run.db.close();
  }
}

function write(out: string, weights: Float64Array, completions: number, judged: Judgement): void {
  const text = `// How long quests take: fitted by botrealm train to ${completions} completions.
// Held-out error ${judged.modelError.toFixed(1)} s, of the mean by type ${judged.meanError.toFixed(1)} s.
export default (api) => {
  api.setQuestModel({ weights: [${[...weights].join(', ')}] });
};
`;
  try {
    writeFileSync(out, text, { flag: 'wx' });
  } catch (error) {
    throw new UserError('cannot-write', `--out ${out} cannot be written (${(error as NodeJS.ErrnoException).code ?? ''})`, {
      cause: error,
    });
  }
}

function print(out: string, passes: number, completions: number, judged: Judgement): void {
  say(
    facts([
      ['Model', out],
      ['Fitted to', `${count(completions - judged.samples)} completions, ${passes} passes`],
      ['Held out', `${count(judged.samples)} completions of other quests`],
      ['Mean error', `${judged.modelError.toFixed(1)} s; of the mean of the type ${judged.meanError.toFixed(1)} s`],
    ]),
  );
  say();
  say(
    table(
      [
        { head: 'type' },
        { head: 'held out', right: true },
        { head: 'error of the model, s', right: true },
        { head: 'of the mean, s', right: true },
      ],
      judged.byType.map((t) => [QUEST_TYPES[t.type]!, count(t.samples), t.modelError.toFixed(1), t.meanError.toFixed(1)]),
    ),
  );
}

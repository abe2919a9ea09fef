/** `botrealm why`: why a bot took the quest it took: the candidates, what each factor made of them, and what was rejected for which reason. */
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { openRun } from '../engine/store/open-run.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { readFailureOf } from '../engine/store/store-errors.js';
import { FACTORS } from '../systems/quest/scoring.js';
import { wholeNumber } from './arguments.js';
import { count, duration, simulatedTime, words } from './format.js';
import { identityOf } from './inspect-bot.js';
import { namesOf } from './names.js';
import type { Names } from './names.js';
import { facts, say, sayJson, table } from './output.js';

interface Flags {
  readonly bot: string;
  readonly frame?: number;
  readonly json?: boolean;
}
interface Candidate {
  readonly quest_id: number;
  readonly giver_id: number;
  readonly yards: number;
  readonly score: number;
  readonly estimated_seconds: number;
  readonly factors_permille: Readonly<Partial<Record<(typeof FACTORS)[number], number>>>;
}
interface Detail {
  readonly strategy: string;
  readonly candidates_count: number;
  readonly candidates: readonly Candidate[];
  readonly rejected: Readonly<Record<string, { readonly count: number; readonly quest_ids: readonly number[] }>>;
}

const MAX_FRAME = 2_147_483_647;
const PPM = 1_000_000;
const NAMED = 4;

export function whyCommand(): Command {
  return new Command('why')
    .description('show why a bot took the quest it took')
    .argument('<run>', 'a run file')
    .requiredOption('--bot <name>', 'the bot, by name or uid')
    .option('--frame <n>', 'its last choice up to this frame (default: the last frame)', wholeNumber('--frame', 0, MAX_FRAME))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
A score is 100 points times the factors, in their order. The same in plain SQL:
  sqlite3 <run> "SELECT frame, chosen, detail FROM decision WHERE uid = 1000 ORDER BY frame DESC LIMIT 1"`,
    )
    .action((path: string, flags: Flags) => why(path, flags));
}

function why(path: string, { bot, frame, json }: Flags): void {
  const run = openRun(path);
  try {
    const at = frame ?? run.lastFrame;
    if (at > run.lastFrame) throw new UserError('no-such-frame', `--frame is ${at}, but the run ends with frame ${run.lastFrame}`);
    const { uid, name } = identityOf(run, bot);
    const choice = run.db
      .prepare(
        "SELECT frame, chosen, detail FROM decision WHERE uid = ? AND kind = 'quest' AND frame <= ? ORDER BY frame DESC, seq DESC LIMIT 1",
      )
      .get(uid, at) as { frame: number; chosen: string; detail: string } | undefined;
    if (choice === undefined)
      throw new UserError('no-choice', `${name} has chosen no quest up to frame ${at}; expected a later --frame, or another bot`);
    const detail = JSON.parse(choice.detail) as Detail;
    if (json === true) sayJson({ bot: name, uid, frame: choice.frame, chosen: Number(choice.chosen), ...detail });
    else print(run, name, choice.frame, Number(choice.chosen), detail);
  } catch (error) {
    throw readFailureOf(path, error);
  } finally {
    run.db.close();
  }
}

function print(run: OpenedRun, bot: string, frame: number, chosen: number, detail: Detail): void {
  const names = namesOf(run);
  say(`${bot} chose a quest in frame ${count(frame)} (${simulatedTime(frame)}), by the strategy '${detail.strategy}'\n`);
  const first = detail.candidates.find((c) => c.quest_id === chosen);
  say(
    facts([
      ['Chosen', `${titleOf(names, chosen)} (${chosen})`],
      ['From', names.creature_id(first?.giver_id) ?? `giver ${first?.giver_id ?? '-'}`],
      ['Expected to take', first === undefined ? '-' : duration(first.estimated_seconds)],
    ]),
  );
  say();
  const used = FACTORS.filter((factor) => detail.candidates.some((c) => c.factors_permille[factor] !== undefined));
  say(
    table(
      [
        { head: 'candidate', max: 34 },
        { head: 'points', right: true },
        { head: 'yards', right: true },
        ...used.map((head) => ({ head: head as string, right: true })),
      ],
      detail.candidates.map((c) => [
        titleOf(names, c.quest_id),
        (c.score / PPM).toFixed(1),
        count(c.yards),
        ...used.map((factor) => ((c.factors_permille[factor] ?? 1000) / 1000).toFixed(3)),
      ]),
    ),
  );
  if (detail.candidates_count > detail.candidates.length) say(`and ${count(detail.candidates_count - detail.candidates.length)} more`);
  const rejected = Object.entries(detail.rejected);
  say();
  say(
    rejected.length === 0
      ? 'Nothing else was offered in its reach.'
      : table(
          [{ head: 'rejected because' }, { head: 'quests', right: true }, { head: 'such as', max: 60 }],
          rejected.map(([reason, r]) => [
            words(reason),
            count(r.count),
            r.quest_ids
              .slice(0, NAMED)
              .map((id) => titleOf(names, id))
              .join(', '),
          ]),
        ),
  );
}

function titleOf(names: Names, id: number): string {
  return names.quest_id(id) ?? `quest ${id}`;
}

/** `botrealm why`: why a bot took the quest it took: the candidates, what each factor made of them, and what was rejected for which reason. */
import { Command } from 'commander';
import { z } from 'zod';
import { UserError } from '../engine/errors.js';
import { openRun } from '../engine/store/open-run.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { readFailureOf } from '../engine/store/store-errors.js';
import { FACTORS } from '../systems/quest/scoring.js';
import { storedJson } from '../systems/replay/stored-json.js';
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

const candidateSchema = z.object({
  quest_id: z.number(),
  giver_id: z.number(),
  yards: z.number(),
  score: z.number(),
  estimated_seconds: z.number(),
  factors_permille: z.record(z.string(), z.number()),
});
const detailSchema = z.object({
  strategy: z.string(),
  candidates_count: z.number(),
  candidates: z.array(candidateSchema),
  rejected: z.record(z.string(), z.object({ count: z.number(), quest_ids: z.array(z.number()) })),
});
type Detail = z.infer<typeof detailSchema>;

/** A quest choice of a bot. */
export interface Choice {
  readonly frame: number;
  readonly chosen: number;
  readonly detail: Detail;
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
    const choice = lastChoice(run, uid, at);
    if (choice === null)
      throw new UserError('no-choice', `${name} has chosen no quest up to frame ${at}; expected a later --frame, or another bot`);
    const { detail, ...which } = choice;
    if (json === true) sayJson({ bot: name, uid, ...which, ...detail });
    else print(run, name, choice.frame, choice.chosen, detail);
  } catch (error) {
    throw readFailureOf(path, error);
  } finally {
    run.db.close();
  }
}

/** The last quest choice of a bot up to a frame, or null. */
export function lastChoice(run: OpenedRun, uid: number, frame: number): Choice | null {
  const row = run.db
    .prepare(
      "SELECT frame, chosen, detail FROM decision WHERE uid = ? AND kind = 'quest' AND frame <= ? ORDER BY frame DESC, seq DESC LIMIT 1",
    )
    .get(uid, frame) as { frame: number; chosen: string; detail: string | null } | undefined;
  if (row === undefined) return null;
  const detail = storedJson(run, `the detail of a choice of frame ${row.frame}`, row.detail ?? '', detailSchema);
  return { frame: row.frame, chosen: Number(row.chosen), detail };
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

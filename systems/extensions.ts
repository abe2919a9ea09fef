/** Extension modules: a user's own systems and strategies. A module's source is an input of the run: hashed, stored, replayed. */
import { UserError } from '../engine/errors.js';
import { isSystem } from '../engine/schedule.js';
import type { Handler, Verb } from '../engine/command-queue.js';
import type { ScheduleRow, SystemRow } from '../engine/schedule.js';
import { WEIGHTS } from './quest/time-predictor.js';
import { SCHEDULE } from './schedule.js';
import { VERBS } from './verbs.js';
import type { World } from './world.js';

/**
 * Scoring of a quest (content index) for a bot (slot): higher is better, 0 or less leaves it. `score` is what the standard formula gives
 * (integer, millionths of a point), `distanceCenti` how far the giver is, centiyards. Integers only; reads state, changes none.
 */
export type QuestStrategy = (world: World, bot: number, quest: number, score: number, distanceCenti: number) => number;

export interface ExtensionApi {
  /** Add a system; it runs before the last flush of the frame, in the order of addition. */
  addSystem(row: Omit<SystemRow<World>, 'lane' | 'gated'>): void;
  /** Add a strategy of quest choice, to be named by scenarios. */
  addQuestStrategy(name: string, strategy: QuestStrategy): void;
  /** Add a verb; the answer is its opcode, for `world.emit`. */
  addVerb(verb: Verb<World>): number;
  /** Put a handler of one's own in the place of a verb's; it gets the one that was there. */
  wrapVerb(name: string, wrap: (handle: Handler<World>) => Handler<World>): void;
  /** Give the run a model of how long quests take (`botrealm train` writes such modules): the weights it begins with. */
  setQuestModel(model: QuestModel): void;
}

/** See `systems/quest/time-predictor.ts` for the order of the weights. */
export interface QuestModel {
  readonly weights: readonly number[];
}

export interface Extension {
  /** Path as the scenario names it. */
  readonly path: string;
  /** xxhash64 of the source. */
  readonly hash: string;
  readonly source: string;
  readonly setup: (api: ExtensionApi) => void;
}

export interface Extended {
  readonly schedule: readonly ScheduleRow<World>[];
  readonly strategies: ReadonlyMap<string, QuestStrategy>;
  readonly verbs: readonly Verb<World>[];
  /** Weights of the time predictor the run begins with; null: untrained. */
  readonly questModel: readonly number[] | null;
}

/** The schedule and strategies with what the extensions add. */
export function extend(extensions: readonly Extension[]): Extended {
  const rows: ScheduleRow<World>[] = [...SCHEDULE];
  const verbs: Verb<World>[] = [...VERBS];
  const strategies = new Map<string, QuestStrategy>();
  let questModel: readonly number[] | null = null;
  const names = new Set(rows.flatMap((row) => (isSystem(row) ? [row.name] : [])));
  for (const extension of extensions) {
    extension.setup({
      addSystem(row) {
        if (names.has(row.name))
          throw new UserError('system-exists', `module ${extension.path} adds a system '${row.name}', which exists already`);
        names.add(row.name);
        rows.splice(rows.length - 1, 0, row);
      },
      addQuestStrategy(name, strategy) {
        if (strategies.has(name))
          throw new UserError('strategy-exists', `module ${extension.path} adds a strategy '${name}', which exists already`);
        strategies.set(name, strategy);
      },
      addVerb: (verb) => addVerb(verbs, extension.path, verb),
      wrapVerb: (name, wrap) => wrapVerb(verbs, extension.path, name, wrap),
      setQuestModel({ weights }) {
        if (questModel !== null)
          throw new UserError('two-models', `module ${extension.path} gives a second quest model, expected one at most`);
        if (weights.length !== WEIGHTS || !weights.every((w) => Number.isFinite(w)))
          throw new UserError(
            'bad-model',
            `module ${extension.path}: a quest model has ${WEIGHTS} numbers, this one has ${weights.length}`,
          );
        questModel = [...weights];
      },
    });
  }
  return { verbs, schedule: rows, strategies, questModel };
}

function addVerb(verbs: Verb<World>[], path: string, verb: Verb<World>): number {
  if (verbs.some((other) => other.name === verb.name))
    throw new UserError('verb-exists', `module ${path} adds a verb '${verb.name}', which exists already`);
  return verbs.push(verb) - 1;
}

function wrapVerb(verbs: Verb<World>[], path: string, name: string, wrap: (handle: Handler<World>) => Handler<World>): void {
  const at = verbs.findIndex((verb) => verb.name === name);
  if (at < 0)
    throw new UserError(
      'unknown-verb',
      `module ${path} wraps a verb '${name}', which does not exist (expected one of ${verbs.map((verb) => verb.name).join(', ')})`,
    );
  verbs[at] = { name, handle: wrap(verbs[at]!.handle) };
}

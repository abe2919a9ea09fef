/** Extension modules: a user's own systems and strategies. A module's source is an input of the run: hashed, stored, replayed. */
import { UserError } from '../engine/errors.js';
import { isSystem } from '../engine/schedule.js';
import type { ScheduleRow, SystemRow } from '../engine/schedule.js';
import { SCHEDULE } from './schedule.js';
import type { World } from './world.js';

/** Scoring of a quest for a bot: higher is better; `score` is what the standard formula gives (integer, millionths). */
export type QuestStrategy = (world: World, bot: number, quest: number, score: number) => number;

export interface ExtensionApi {
  /** Add a system; it runs before the last flush of the frame, in the order of addition. */
  addSystem(row: Omit<SystemRow<World>, 'lane' | 'gated'>): void;
  /** Add a strategy of quest choice, to be named by scenarios. */
  addQuestStrategy(name: string, strategy: QuestStrategy): void;
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
}

/** The schedule and strategies with what the extensions add. */
export function extend(extensions: readonly Extension[]): Extended {
  const rows: ScheduleRow<World>[] = [...SCHEDULE];
  const strategies = new Map<string, QuestStrategy>();
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
    });
  }
  return { schedule: rows, strategies };
}

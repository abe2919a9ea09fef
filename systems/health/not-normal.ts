/** Systems and verbs that are in trouble. */
import { BREAKER_STATE_NAMES } from '../../engine/breaker.js';
import type { World } from '../world.js';
import { partName } from './fault-spec.js';

export interface PartState {
  readonly part: string;
  readonly state: (typeof BREAKER_STATE_NAMES)[number];
}

/** Whatever is not in the state normal. */
export function notNormal(world: World): PartState[] {
  const names = { rows: world.runner.rows, verbs: world.verbs };
  return [...world.c.breaker.state].flatMap((state, part) =>
    state === 0 ? [] : [{ part: partName(part, names), state: BREAKER_STATE_NAMES[state]! }],
  );
}

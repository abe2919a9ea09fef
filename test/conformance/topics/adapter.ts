import type { RulesProfile } from '../../../systems/rules/profile.js';

/** Runs the rules on one record's inputs and answers in the shape of its `expected`. */
export type Adapter = (profile: RulesProfile, inputs: never) => unknown;

/** The position of a name in a list of names; throws if it is not among them. */
export function indexOfName(names: readonly (string | null)[], name: string | null): number {
  const index = names.indexOf(name);
  if (index < 0) throw new Error(`unknown name '${String(name)}'; expected one of: ${names.join(', ')}`);
  return index;
}

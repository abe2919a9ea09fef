/** Faults as scenarios and the command line write them, and what a scenario says about the errors of its run. */
import { UserError } from '../engine/errors.js';
import type { Failure } from '../engine/guard.js';
import { checkPart, checkRow, FOREVER, meansPart } from '../systems/health/fault-spec.js';
import type { Fault, PartNames } from '../systems/health/fault-spec.js';
import type { WorldContent } from '../data/content.js';
import type { ExpectedError } from './expectations.js';
import { faultSchema, framesOfTime } from './scenario.js';
import type { FaultInput } from './scenario.js';

export interface FaultContext extends PartNames {
  readonly content: WorldContent;
}

/** A fault of a scenario's script as an input. @throws UserError when it concerns something that is not there */
export function faultOf(input: FaultInput, where: string, context: FaultContext): Fault {
  const frames = 'for' in input && input.for !== undefined ? Math.max(1, framesOfTime(input.for)) : FOREVER;
  switch (input.fault) {
    case 'throw': {
      checkPart(input.in, context, where);
      const { nth, every, writes, as } = input;
      return { fault: 'throw', in: input.in, nth, every, writes, as, frames };
    }
    case 'slow':
      checkPart(input.in, context, where);
      return { fault: 'slow', in: input.in, times: input.times, frames };
    case 'chaos':
      return { fault: 'chaos', rate: input.rate, frames };
    case 'corrupt':
      checkRow(context.content, input.in, input.id, where);
      return { fault: 'corrupt', in: input.in, id: input.id };
    case 'store':
      return { fault: 'store', mode: input.mode, ms: input.ms, mb: input.mb, frames };
    case 'clock':
      return { fault: 'clock', ms: input.ms };
    case 'memory':
      return { fault: 'memory', mb: input.mb, frames };
  }
}

const SHORTHAND = /^([a-z]+)(?::([^,]*))?((?:,[a-z]+=[^,]+)*)$/;
/** What stands after the colon. */
const FIRST: Readonly<Record<string, string>> = {
  throw: 'in',
  slow: 'in',
  chaos: 'rate',
  corrupt: 'in',
  store: 'mode',
  clock: 'ms',
  memory: 'mb',
};

/**
 * `--fault KIND[:WHAT][,key=value...]`, such as `throw:take-loot,at=60s,nth=5`, `slow:decide-goal,times=50,for=30s`, `chaos:0.01`,
 * `corrupt:items,id=117`, `store:busy,for=10s`, `clock:5000,at=10s`, `memory:500,at=1m,for=1m`.
 */
export function parseFault(text: string): FaultInput {
  const [, kind = '', what, rest = ''] = SHORTHAND.exec(text) ?? [];
  const first = FIRST[kind];
  if (first === undefined)
    throw new UserError(
      'bad-fault',
      `--fault is '${text}', expected one of ${Object.keys(FIRST).join(', ')}, then :what and ,key=value (such as throw:take-loot,at=60s,nth=5)`,
    );
  const raw: Record<string, unknown> = { at: 0, fault: kind };
  if (what !== undefined && what !== '') raw[first] = valueOf(first, what);
  for (const pair of rest.split(',').slice(1)) {
    const at = pair.indexOf('=');
    raw[pair.slice(0, at)] = valueOf(pair.slice(0, at), pair.slice(at + 1));
  }
  const result = faultSchema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const branches = issue.code === 'invalid_union' ? issue.errors.flat() : [issue];
  const own = branches.filter((b) => b.path[0] !== 'fault');
  const said = own.find((b) => b.path.length > 0 && b.path[0] !== 'at') ?? own[0] ?? issue;
  throw new UserError('bad-fault', `--fault is '${text}': ${said.path.join('.') || kind}: ${said.message}`);
}

function valueOf(key: string, text: string): string | number {
  return key === 'in' || key === 'mode' || key === 'as' || !/^-?\d+(\.\d+)?$/.test(text) ? text : Number(text);
}

export interface ErrorVerdict {
  readonly expected: ExpectedError;
  readonly count: number;
  readonly met: boolean;
}

export interface ErrorReport {
  /** What broke and was not expected. */
  readonly unexpected: readonly Failure[];
  /** What broke as the scenario says. */
  readonly foreseen: readonly Failure[];
  readonly verdicts: readonly ErrorVerdict[];
}

/** The errors of a run against what its scenario expects. */
export function judgeErrors(expected: readonly ExpectedError[], failures: readonly Failure[]): ErrorReport {
  const foreseen = failures.filter((failure) => expected.some((e) => meansPart(e.error, failure.part)));
  const verdicts = expected.map((e) => {
    const count = failures.reduce((sum, failure) => sum + (meansPart(e.error, failure.part) ? failure.count : 0), 0);
    return { expected: e, count, met: count >= e.min && (e.max === undefined || count <= e.max) };
  });
  return { unexpected: failures.filter((failure) => !foreseen.includes(failure)), foreseen, verdicts };
}

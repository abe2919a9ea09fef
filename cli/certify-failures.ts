/** Phase 4 of a certificate: one domain after the other throws at every call for a while; the others go on, and it comes back. */
import { MAX_OPEN_FRAMES } from '../engine/breaker.js';
import { meansPart, partName } from '../systems/health/fault-spec.js';
import { notNormal } from '../systems/health/not-normal.js';
import { measurer, runBusy } from './certify-phases.js';
import type { Bench, Ran } from './certify-phases.js';
import type { Measure } from './certify.js';

export const DOMAINS = ['quest', 'loot', 'equipment', 'trade', 'auction'] as const;
/** What shows that a domain is at work. */
const EVENTS: Readonly<Record<(typeof DOMAINS)[number], string>> = {
  quest: 'quest.turned_in',
  loot: 'item.looted',
  equipment: 'item.equipped',
  trade: 'trade.completed',
  auction: 'auction.posted',
};
/** The others must do at least this share of what they do without the fault. */
const LEAST_SHARE_PERCENT = 30;
const FAULT_FROM = 200;

export async function failurePhase(bench: Bench): Promise<Measure[]> {
  const out: Measure[] = [];
  const bots = bench.failureBots;
  const frames = bench.frames * 3;
  const faultFrames = Math.floor(frames / 4);
  const whole = await runBusy(bench, { bots, frames });
  for (const domain of DOMAINS) {
    const m = measurer('failures', `${domain} throws at every call`, bots, out);
    const fault = `throw:${domain},at=${FAULT_FROM},for=${faultFrames}`;
    const ran = await runBusy(bench, { bots, frames, fault: [fault] });
    m.atLeast('error handling: books that add up', ran.sound ? 1 : 0, '', 1);
    m.atLeast('errors that are reported', ran.figures.errors, '', 1);
    for (const other of DOMAINS) {
      const usual = whole.events(EVENTS[other]);
      if (other === domain || usual < 10) continue;
      m.atLeast(
        `graceful degradation: ${EVENTS[other]}, percent of without the fault`,
        (ran.events(EVENTS[other]) / usual) * 100,
        '%',
        LEAST_SHARE_PERCENT,
      );
    }
    m.atMost(
      'circuit breakers: parts not normal at the end, with work since',
      stillBroken(ran, domain, FAULT_FROM + faultFrames + MAX_OPEN_FRAMES),
      '',
      0,
    );
  }
  const chaos = await runBusy(bench, { bots, frames, chaos: 0.01 });
  const m = measurer('failures', 'one command in a hundred fails', bots, out);
  m.atLeast('error handling: books that add up', chaos.sound ? 1 : 0, '', 1);
  m.atLeast('commands that failed', chaos.figures.errors, '', 1);
  return out;
}

/** Parts that threw after the fault had ended and everybody had had a try. A part nobody called since keeps its state. */
function stillBroken({ simulation }: Ran, domain: string, since: number): number {
  const { world } = simulation;
  const names = { rows: world.runner.rows, verbs: world.verbs };
  const { state, until } = world.c.breaker;
  let broken = 0;
  for (const { part } of notNormal(world)) {
    const at = [...state].findIndex((_, i) => partName(i, names) === part);
    const failedLate = world.guard.failures.all.some((f) => f.part === part && f.lastFrame > since);
    if (failedLate || !meansPart(domain, part) || until[at]! > world.frame) broken++;
  }
  return broken;
}

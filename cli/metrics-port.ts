/** Figures of a run for the usual collectors: an HTTP endpoint in the Prometheus text format, on the loopback address alone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { UserError } from '../engine/errors.js';
import type { Figures } from '../systems/health/monitor.js';

/** Other machines see nothing of it. */
const LOOPBACK = '127.0.0.1';
const HEALTH_LEVEL = { green: 0, yellow: 1, red: 2 } as const;

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

const QUANTILES = { '0.5': 'p50', '0.95': 'p95', '0.99': 'p99', '1': 'max' } as const;
const MS = 1000;
const PERCENT = 100;

/** Figures under the names that collectors expect: base units (seconds, bytes, ratios), counters that end in `_total`. */
function gaugesOf(registry: Registry): (figures: Figures) => void {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `botrealm_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string, labelNames: string[] = []): Counter =>
    new Counter({ name: `botrealm_${name}_total`, help, labelNames, registers });
  const frames = counter('frames', 'Frames simulated');
  const errors = counter('errors', 'Calls and commands that threw');
  const systemErrors = counter('system_errors', 'Calls of a system that threw', ['system']);
  const bots = gauge('bots', 'Bots by state', ['state']);
  const health = gauge('health', '0 green, 1 yellow, 2 red');
  const frame = gauge('frame_seconds', 'Time of a frame over the last 60 s of simulated time', ['quantile']);
  const cpu = gauge('cpu_ratio', 'Share of one core when paced in real time');
  const updates = gauge('updates_per_second', 'Entries handled a second of computing');
  const units = gauge('work_units', 'Work units of a frame');
  const granted = gauge('work_units_granted', 'Work units granted to the present frame, 0: no limit');
  const deferred = gauge('deferred_entries', 'Wake-ups put off by the budget, a frame');
  const oldest = gauge('oldest_deferral_frames', 'Longest wait of a wake-up that was put off');
  const errorShare = gauge('error_ratio', 'Share of calls and commands that threw, over the last 60 s');
  const memory = gauge('component_bytes', 'Cells of a component, used or not', ['component']);
  const pool = gauge('fullest_pool_ratio', 'Use of the fullest pool', ['pool']);
  const system = gauge('system_seconds', 'Time of a row of the schedule in a frame', ['system', 'quantile']);
  const systemUnits = gauge('system_work_units', 'Work units of a row of the schedule, a frame', ['system']);
  const systemDeferred = gauge('system_deferred_entries', 'Wake-ups of a system put off, a frame', ['system']);
  const systemShare = gauge('system_error_ratio', 'Share of the calls of a system that threw, over the last 60 s', ['system']);
  const alert = gauge('alert', '1: the bound is passed', ['name', 'level']);
  collectDefaultMetrics({ register: registry });
  return (figures) => {
    for (const reset of [frames, errors, systemErrors, pool, alert]) reset.reset();
    frames.inc(figures.frame);
    errors.inc(figures.errors);
    health.set(HEALTH_LEVEL[figures.health]);
    for (const [state, n] of Object.entries(figures.botStates)) bots.set({ state }, n);
    for (const [quantile, key] of Object.entries(QUANTILES)) {
      frame.set({ quantile }, figures.frameMs[key] / MS);
      for (const { name, ms } of figures.systems) system.set({ system: name, quantile }, ms[key] / MS);
    }
    for (const { name, errors: thrown, unitsPerFrame, deferredPerFrame, errorPercent } of figures.systems) {
      systemErrors.inc({ system: name }, thrown);
      systemUnits.set({ system: name }, unitsPerFrame);
      systemDeferred.set({ system: name }, deferredPerFrame);
      systemShare.set({ system: name }, errorPercent / PERCENT);
    }
    cpu.set(figures.cpuPercent / PERCENT);
    updates.set(figures.updatesPerSecond);
    units.set(figures.unitsPerFrame);
    granted.set(figures.unitsGranted);
    deferred.set(figures.deferredPerFrame);
    oldest.set(figures.oldestDeferral);
    errorShare.set(figures.errorPercent / PERCENT);
    for (const { name: component, bytes } of figures.components) memory.set({ component }, bytes);
    pool.set({ pool: figures.fullestPool.name }, figures.fullestPool.percent / PERCENT);
    for (const { name, health: level } of figures.alerts) alert.set({ name, level }, 1);
  };
}

/**
 * Serve `/metrics`. @param port 0: any free one
 * @throws UserError when the port cannot be had
 */
export async function serveMetrics(port: number, figures: () => Figures): Promise<MetricsServer> {
  const registry = new Registry();
  const update = gaugesOf(registry);
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('only GET /metrics is here\n');
      return;
    }
    update(figures());
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`${String(error)}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UserError('metrics-port', `--metrics-port ${port}: it cannot be had (${error.code ?? error.message}); expected a free port`),
      ),
    );
    server.listen(port, LOOPBACK, resolve);
  });
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

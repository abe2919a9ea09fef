/** Figures of a run for the usual collectors: an HTTP endpoint in the Prometheus text format, on the loopback address alone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gauge, Registry } from 'prom-client';
import { UserError } from '../engine/errors.js';
import type { Figures } from '../systems/health/monitor.js';

/** Other machines see nothing of it. */
const LOOPBACK = '127.0.0.1';
const HEALTH_LEVEL = { green: 0, yellow: 1, red: 2 } as const;

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Gauges of one registry. */
function gaugesOf(registry: Registry): (figures: Figures) => void {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `botrealm_${name}`, help, labelNames, registers: [registry] });
  const frame = gauge('frame', 'Number of the present frame');
  const bots = gauge('bots', 'Bots by state', ['state']);
  const health = gauge('health', '0 green, 1 yellow, 2 red');
  const frameMs = gauge('frame_milliseconds', 'Time of a frame over the last 60 s of simulated time', ['quantile']);
  const cpu = gauge('cpu_percent', 'Share of one core when paced in real time');
  const updates = gauge('updates_per_second', 'Entries handled a second of computing');
  const units = gauge('work_units_per_frame', 'Work units of a frame');
  const granted = gauge('work_units_granted', 'Work units granted to the present frame, 0: no limit');
  const deferred = gauge('deferred_per_frame', 'Wake-ups put off by the budget');
  const oldest = gauge('oldest_deferral_frames', 'Longest wait of a wake-up that was put off');
  const errors = gauge('errors_total', 'Calls and commands that threw since the start');
  const errorShare = gauge('error_percent', 'Calls and commands that threw, of the last 60 s');
  const memory = gauge('memory_bytes', 'Resident memory');
  const pool = gauge('fullest_pool_percent', 'Use of the fullest pool', ['pool']);
  const systemMs = gauge('system_milliseconds', 'Time of a row of the schedule in a frame', ['system', 'quantile']);
  const systemErrors = gauge('system_errors_total', 'Calls of a system that threw since the start', ['system']);
  const alert = gauge('alert', '1: the bound is passed', ['name', 'level']);
  return (figures) => {
    frame.set(figures.frame);
    health.set(HEALTH_LEVEL[figures.health]);
    for (const [state, n] of Object.entries(figures.botStates)) bots.set({ state }, n);
    for (const quantile of ['p50', 'p95', 'p99', 'max'] as const) {
      frameMs.set({ quantile }, figures.frameMs[quantile]);
      for (const system of figures.systems) systemMs.set({ system: system.name, quantile }, system.ms[quantile]);
    }
    cpu.set(figures.cpuPercent);
    updates.set(figures.updatesPerSecond);
    units.set(figures.unitsPerFrame);
    granted.set(figures.unitsGranted);
    deferred.set(figures.deferredPerFrame);
    oldest.set(figures.oldestDeferral);
    errors.set(figures.errors);
    errorShare.set(figures.errorPercent);
    memory.set(figures.memoryBytes);
    pool.reset();
    pool.set({ pool: figures.fullestPool.name }, figures.fullestPool.percent);
    for (const system of figures.systems) systemErrors.set({ system: system.name }, system.errors);
    alert.reset();
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

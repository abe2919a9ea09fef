/** Watches a run on behalf of the terminal, the collectors and the table `perf`. */
import type { FrameProbe } from '../engine/schedule.js';
import { HealthMonitor } from '../systems/health/monitor.js';
import type { Figures } from '../systems/health/monitor.js';
import type { Health } from '../systems/health/thresholds.js';
import type { World } from '../systems/world.js';
import type { SystemTimes } from './frame-times.js';
import { serveMetrics } from './metrics-port.js';
import type { MetricsServer } from './metrics-port.js';
import { remark } from './output.js';
import { memoryNow, Watch } from './watch.js';

export interface MonitorOptions {
  readonly watch?: boolean;
  readonly metricsPort?: number;
  readonly quiet: boolean;
}

/** Alerts are looked at so often: once a simulated second. */
const ALERT_FRAMES = 10;

export class RunMonitor implements FrameProbe {
  readonly #health: HealthMonitor;
  readonly #watch: Watch | null;
  #server: MetricsServer | null = null;
  #began = 0;
  /** Alerts by name and how many seconds each stood. */
  readonly alerts = new Map<string, { text: string; health: 'yellow' | 'red'; seconds: number }>();
  worst: Health = 'green';

  constructor(
    private readonly world: () => World,
    private readonly times: SystemTimes,
    frames: number,
    private readonly options: MonitorOptions,
  ) {
    this.#health = new HealthMonitor(world());
    this.#watch = options.watch === true ? new Watch(process.stderr, frames) : null;
  }

  async open(): Promise<void> {
    if (this.options.metricsPort === undefined) return;
    this.#server = await serveMetrics(this.options.metricsPort, () => this.figures());
    if (!this.options.quiet) remark(`figures at http://127.0.0.1:${this.#server.port}/metrics`);
  }
  async close(): Promise<void> {
    this.#watch?.end();
    await this.#server?.close();
  }

  figures(): Figures {
    return this.#health.figures(this.world(), memoryNow());
  }

  begin(row: number): void {
    this.#began = performance.now();
    this.times.begin(row);
  }
  end(row: number): void {
    this.#health.timed(row, performance.now() - this.#began);
    this.times.end(row);
  }

  afterFrame(ms: number): void {
    const world = this.world();
    this.#health.afterFrame(world, ms);
    // Figures sort a minute of frames: for those who look, and once a simulated second for the alerts of a paced or watched run.
    if (this.#watch === null && this.#server === null) return;
    if (world.frame % ALERT_FRAMES === 0) this.#note(this.figures());
    this.#watch?.at(() => this.figures());
  }

  #note({ alerts, health }: Figures): void {
    if (health === 'red' || (health === 'yellow' && this.worst === 'green')) this.worst = health;
    for (const { name, text, health: level } of alerts) {
      const known = this.alerts.get(name);
      if (known !== undefined) known.seconds++;
      else {
        this.alerts.set(name, { text, health: level, seconds: 1 });
        if (this.#watch === null && !this.options.quiet) remark(`alert (${level}): ${text}`);
      }
    }
  }
}

/** `run --watch` and `run --metrics-port`: what is shown, where, and what of it a terminal of any size gets. */
import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { stripVTControlCharacters } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { HealthMonitor } from '../../systems/health/monitor.js';
import type { Figures } from '../../systems/health/monitor.js';
import { Simulation } from '../../systems/simulation.js';
import { page, Watch } from '../../cli/watch.js';
import { botrealm, start, withFolder } from './support.js';

const MIB = 1_048_576;

async function figuresOf(fault: readonly string[] = []): Promise<Figures> {
  const prepared = await prepareRun({
    loaded: await loadScenario('smoke'),
    overrides: { bots: 100, frames: 120, fault, budget: 'units:256' },
  });
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  const monitor = new HealthMonitor(simulation.world);
  for (let f = 1; f <= 120; f++) {
    simulation.step({ begin: () => undefined, end: (row) => monitor.timed(row, row / 10) });
    monitor.afterFrame(simulation.world, f <= 60 ? 1 : 3);
  }
  return monitor.figures(simulation.world, { residentBytes: 100 * MIB, totalBytes: 1000 * MIB });
}

test('figures are those of the last minute, for the frame and for each system', async () => {
  const figures = await figuresOf(['throw:loot,at=10']);
  assert.equal([figures.frameMs.p50, figures.frameMs.p95, figures.frameMs.p99, figures.frameMs.max], [1, 3, 3, 3]);
  assert.is(figures.frameMs.mean, 2);
  assert.is(figures.cpuPercent, 2);
  assert.is(figures.history.length, 12);
  assert.equal([figures.history[0]!.frameMs, figures.history[11]!.frameMs], [1, 3]);
  assert.is(figures.memoryBytesPerBot, MIB);
  assert.is(figures.memoryPercent, 10);
  assert.is(
    Object.values(figures.botStates).reduce((sum, n) => sum + n, 0),
    100,
  );
  const putOff = figures.systems.reduce((sum, system) => sum + system.deferredPerFrame, 0);
  assert.ok(Math.abs(putOff - figures.deferredPerFrame) < 1e-9, `${putOff} by system, ${figures.deferredPerFrame} in all`);
  const loot = figures.systems.find((system) => system.name === 'take-loot')!;
  if (figures.errors > 0) assert.ok(figures.alerts.length > 0 && figures.health !== 'green');
  assert.ok(loot.ms.p50 > 0 && loot.ms.p50 === loot.ms.max);
});

test('the screen fits, whatever its size, and alerts come before the systems', async () => {
  const figures = await figuresOf();
  const alerted: Figures = {
    ...figures,
    health: 'red',
    alerts: [{ health: 'red', name: 'cpu', value: 1, bound: 0, text: 'too much of it' }],
  };
  for (const [columns, rows] of [
    [100, 40],
    [60, 20],
    [20, 5],
  ] as const) {
    const lines = page(alerted, 600, columns, rows).split('\n');
    assert.ok(lines.length < rows);
    for (const line of lines) assert.ok(stripVTControlCharacters(line).length <= columns, line);
  }
  const text = page(alerted, 600, 110, 60);
  assert.ok(text.indexOf('too much of it') < text.indexOf('p95 ms'));
  for (const word of ['health', 'p50', 'p95', 'p99', 'max', 'deferred', 'components', 'last 60 s', 'traveling', 'err %'])
    assert.ok(text.includes(word), word);
});

test('a terminal gets the screen and its own back at the end; a dumb one and a pipe get lines', async () => {
  const figures = await figuresOf();
  const shown = (isTTY: boolean, term: string): string => {
    const before = process.env['TERM'];
    process.env['TERM'] = term;
    let out = '';
    let now = 0;
    const watch = new Watch({ isTTY, columns: 90, rows: 30, write: (text: string) => (out += text) }, 600, () => now);
    watch.at(() => figures);
    now = 100;
    watch.at(() => figures);
    watch.end();
    if (before === undefined) delete process.env['TERM'];
    else process.env['TERM'] = before;
    return out;
  };
  const full = shown(true, 'xterm');
  assert.ok(full.startsWith('\u001b[?1049h') && full.endsWith('\u001b[?1049l'));
  assert.is(full.split('\u001b[2J').length - 1, 1, 'not drawn more often than every half second');
  for (const plain of [shown(true, 'dumb'), shown(false, 'xterm')])
    assert.match(plain, /^frame 120 \(12 s\) \w+: 100 bots, p50 1\.00, .*\n$/);
});

test('--watch in a pipe: lines on standard error, the report on standard output', async () => {
  await withFolder((folder) => {
    const { code, out, err } = botrealm(folder, ['run', 'smoke', '--bots', '30', '--frames', '60', '--no-db', '--watch']);
    assert.is(code, 0);
    assert.match(err, /^frame \d+ .*30 bots/m);
    assert.is(stripVTControlCharacters(err), err);
    assert.match(out, /Final state/);
  });
});

function scrape(port: number, path: string, host = '127.0.0.1'): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    get({ host, port, path }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).on('error', reject);
  });
}

function refusesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => end(false));
    socket.on('error', () => end(true));
    socket.on('timeout', () => end(true));
  });
}

test('--metrics-port: standard names, on the loopback address alone', async () => {
  await withFolder(async (folder) => {
    const child = start(folder, ['run', 'smoke', '--bots', '30', '--frames', '100000', '--no-db', '--speed', '20', '--metrics-port', '0']);
    const port = await new Promise<number>((resolve, reject) => {
      let said = '';
      child.stderr!.on('data', (chunk) => {
        said += String(chunk);
        const found = /127\.0\.0\.1:(\d+)\/metrics/.exec(said);
        if (found !== null) resolve(Number(found[1]));
      });
      child.on('exit', () => reject(new Error(`ended: ${said}`)));
    });
    try {
      const { status, text } = await scrape(port, '/metrics');
      assert.is(status, 200);
      for (const name of [
        'frames_total',
        'errors_total',
        'bots',
        'health',
        'frame_seconds',
        'cpu_ratio',
        'component_bytes',
        'system_seconds',
      ])
        assert.match(text, new RegExp(`^# TYPE botrealm_${name} (gauge|counter)$`, 'm'));
      assert.match(text, /^process_resident_memory_bytes [1-9]/m);
      assert.match(text, /^botrealm_frame_seconds\{quantile="0\.99"\} \d/m);
      assert.match(text, /^botrealm_system_work_units\{system="travel"\} \d/m);
      assert.match(text, /^botrealm_bots\{state="fighting"\} \d/m);
      assert.is((await scrape(port, '/')).status, 404);
      const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter((i) => !i.internal && i.family === 'IPv4'));
      for (const { address } of own) assert.ok(await refusesConnections(address, port), `${address} answers`);
    } finally {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    }
  });
});

test('a port that cannot be had is said in one line', async () => {
  await withFolder((folder) => {
    const said = botrealm(folder, ['run', 'smoke', '--bots', '5', '--frames', '5', '--no-db', '--metrics-port', '70000']);
    assert.is(said.code, 2);
    assert.match(said.err, /--metrics-port is '70000', expected a whole number from 0 to 65535/);
  });
});

test.run();

/** The long run in its quick form, and its bounds on made-up hours. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeSoak, MAX_FILE_BYTES_PER_FRAME, slope } from '../../cli/soak-run.js';
import type { SoakHour } from '../../cli/soak-run.js';
import { botrealm, refused, withFolder } from './support.js';

const flat: SoakHour = {
  meanMs: 1,
  p50Ms: 1,
  p99Ms: 4,
  steadyP99Ms: 4,
  maxMs: 9,
  memoryMb: 300,
  maxMemoryMb: 320,
  heapMb: 60,
  buffersMb: 40,
  fileMb: 100,
  kills: 5,
  questsTurnedIn: 2,
  items: 100,
};
const hours = (n: number, of: (hour: number) => Partial<SoakHour>): SoakHour[] =>
  Array.from({ length: n }, (_, i) => ({ ...flat, ...of(i) }));
const failed = (measured: readonly SoakHour[]): string[] =>
  judgeSoak(measured, 100)
    .filter((bound) => bound.verdict === 'fail')
    .map((bound) => bound.name);

test('a slope is that of the line of least squares', () => {
  assert.is(slope([3, 5, 7, 9]), 2);
  assert.is(slope([4, 4, 4]), 0);
  assert.ok(Math.abs(slope([0, 1, 0, 1]) - 0.2) < 1e-12);
  assert.is(slope([5]), 0);
});

test('what does not grow passes; the first hour is warming up', () => {
  assert.equal(
    failed(hours(24, (i) => (i === 0 ? { memoryMb: 10, steadyP99Ms: 1, fileMb: 0 } : { memoryMb: 300 + (i % 3), fileMb: 100 + i * 20 }))),
    [],
  );
});

test('memory, frame time and file each fail when they grow', () => {
  assert.equal(failed(hours(24, (i) => ({ memoryMb: 300 + 1.05 * i }))), ['resident memory']);
  assert.equal(failed(hours(24, (i) => ({ steadyP99Ms: i === 23 ? 4.5 : 4 }))), ['p99 of the last hour']);
  const bytes = MAX_FILE_BYTES_PER_FRAME * 36_000 + 100 * 4000;
  assert.equal(failed(hours(24, (i) => ({ fileMb: 100 + (i * bytes * 1.02) / 1e6 }))), ['run file']);
});

test('a quick form runs with its file and retention, and reports every bound', async () => {
  await withFolder((folder) => {
    const args = ['soak', '--bots', '30', '--hours', '4', '--hour-frames', '300', '--retain', '300', '--json', '--out', 'soak.json'];
    const { out, code } = botrealm(folder, args);
    const report = JSON.parse(out) as { hours: SoakHour[]; bounds: { name: string; verdict: string }[]; verdict: string };
    assert.is(report.hours.length, 4);
    assert.equal(
      report.bounds.map((bound) => bound.name),
      ['resident memory', 'p99 of the last hour', 'run file'],
    );
    // In two minutes of simulated time caches still fill and a frame is nothing: only that it ends as it says is sure.
    assert.is(code, report.verdict === 'pass' ? 0 : 1);
    assert.ok(report.hours.every((hour) => hour.p50Ms > 0 && hour.memoryMb > 20 && hour.fileMb > 0.5));
    assert.ok(existsSync(join(folder, 'soak.json')));
    assert.equal(readdirSync(folder), ['soak.json'], 'the run file was a temporary one');
    refused(folder, args, /soak --out soak.json: it exists already/);
  });
});

test('bad usage is one clear line', async () => {
  await withFolder((folder) => {
    refused(folder, ['soak', '--hours', '2'], /--hours is '2', expected a whole number from 3 to 672/);
    refused(folder, ['soak', '--bots', 'many'], /--bots is 'many'/);
    refused(folder, ['soak', '--world', 'absent.sqlite'], /absent\.sqlite/);
    refused(folder, ['soak', '--out', 'absent/soak.json'], /expected a folder that exists/);
  });
});

test.run();

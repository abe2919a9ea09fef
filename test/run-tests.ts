/**
 * Runs every compiled test file in a process of its own, two at a time, and ends with the line `N passed, N failed`.
 *
 * A file that dies, or that finishes without having run a test, counts as failed. Usage: node dist/test/run-tests.js [part-of-path...]
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
/** Longest a test file may take before it is ended: ten minutes, or what the long forms of some tests (npm scripts) ask for. */
const FILE_LIMIT_MS = Number(process.env.BOTREALM_FILE_MINUTES ?? 10) * 60_000;

interface Outcome {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

function testFiles(wanted: readonly string[]): string[] {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.test.js'));
  return files.filter((f) => wanted.length === 0 || wanted.some((w) => f.includes(w))).sort();
}

function runFile(file: string): Promise<Outcome> {
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, file)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => {
      output += `ended after ${FILE_LIMIT_MS / 60_000} minutes\n`;
      child.kill('SIGKILL');
    }, FILE_LIMIT_MS);
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('close', (code) => {
      clearTimeout(timer);
      const seconds = (performance.now() - started) / 1000;
      const sum = (word: string) => [...output.matchAll(new RegExp(`${word}:\\s+(\\d+)`, 'g'))].reduce((s, m) => s + Number(m[1]), 0);
      const total = sum('Total');
      const passed = sum('Passed');
      const dead = code !== 0 && total === passed;
      done({ file, passed, failed: total - passed + (dead || total === 0 ? 1 : 0), seconds, output });
    });
  });
}

async function main(): Promise<void> {
  const queue = testFiles(process.argv.slice(2));
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const outcome = await runFile(file);
      outcomes.push(outcome);
      console.log(
        `${outcome.failed === 0 ? 'ok  ' : 'FAIL'} ${relative('.', join(ROOT, file))}  ${outcome.passed} passed, ${outcome.seconds.toFixed(1)} s`,
      );
      const notes = outcome.output.split('\n').filter((line) => line.startsWith('skipped:'));
      for (const note of notes) console.log(`     ${note}`);
      if (outcome.failed > 0) console.log(outcome.output);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  const passed = outcomes.reduce((s, o) => s + o.passed, 0);
  const failed = outcomes.reduce((s, o) => s + o.failed, 0) + (outcomes.length === 0 ? 1 : 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main();

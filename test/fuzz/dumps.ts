/** Dumps: a small made-up one, plain and compressed, and slices of all tables of a real one where one is at hand. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readDumpFile } from '../../data/import/dump-source.js';
import { convertDump, importDump } from '../../data/import/index.js';
import { dumpOf, smallWorld } from '../data/import/small-world.js';
import type { Case } from './kinds.js';
import { mutateBytes } from './mutate.js';
import { goodOrRefused, realDump, useWorld } from './support.js';

/** Of each table of a real dump so many bytes of rows. */
const SLICE_BYTES = 3000;
/** One mutation in so many is of the slices; one in so many is imported into a file. */
const REAL_EVERY = 10;
const FILE_EVERY = 7;

export async function fuzzDumps(folder: string): Promise<Case> {
  const small = Buffer.from(dumpOf(smallWorld()));
  const dump = realDump();
  const real = dump === null ? null : await slices(dump);
  return async (n) => {
    const source = real !== null && n % REAL_EVERY === 3 ? real : small;
    const text = n === 0 ? source : mutateBytes(source, n);
    const packed = n % 3 === 0;
    const input = join(folder, packed ? 'dump.sql.gz' : 'dump.sql');
    writeFileSync(input, !packed ? text : n % 6 === 0 && n > 0 ? mutateBytes(gzipSync(text), n) : gzipSync(text));
    const good = await goodOrRefused(async () => {
      if (n % FILE_EVERY !== 0) {
        const { tables } = await convertDump({ input });
        if (n % 2 === 0) await useWorld(tables, n % 16 === 0);
        return;
      }
      await importInto(join(folder, 'out.sqlite'), input);
    });
    rmSync(input);
    const left = readdirSync(folder);
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
    return good;
  };
}

/** A world file is there when the import succeeded, and not before. */
async function importInto(out: string, input: string): Promise<void> {
  try {
    await importDump({ input, out });
  } catch (error) {
    if (existsSync(out)) throw new Error('a half-written world was left', { cause: error });
    throw error;
  }
  rmSync(out);
}

/** The declarations of a dump, and the first rows of each table. */
async function slices(path: string): Promise<Buffer> {
  const out: string[] = [];
  let rest = '';
  let taken = 0;
  for await (const chunk of readDumpFile(path)) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      if (!line.startsWith('INSERT INTO')) {
        if (line.startsWith('CREATE TABLE')) taken = 0;
        if (!line.startsWith('(') || taken < SLICE_BYTES) out.push(line);
        continue;
      }
      if (taken < SLICE_BYTES) out.push(cutAtRow(line));
      taken += SLICE_BYTES;
    }
  }
  return Buffer.from(out.join('\n'), 'latin1');
}

/** Rows of one INSERT, as many as fit. */
function cutAtRow(line: string): string {
  if (line.length <= SLICE_BYTES) return line;
  const end = line.lastIndexOf('),(', SLICE_BYTES);
  return end < 0 ? '' : `${line.slice(0, end + 1)};`;
}

/** The bytes of a dump file, unpacked when they are gzip. */
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../engine/errors.js';

const CHUNK_BYTES = 256 * 1024;

/** How far the reading has come. Bytes are those of the file, packed or not. */
export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** Size of the file. @throws UserError when it cannot be read. */
function sizeOf(path: string): number {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return stat.size;
  } catch (error) {
    throw unreadable(path, error);
  }
  throw new UserError('dump-unreadable', `${path}: not a file; expected a MySQL dump (.sql or .sql.gz)`);
}

function unreadable(path: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT')
    return new UserError('dump-not-found', `${path}: no such file; expected a MySQL dump (.sql or .sql.gz)`, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError('dump-unreadable', `${path}: cannot be read: ${reason}`, { cause: error });
}

/** Gzip is told by its first bytes, not by the file's name. */
function isGzip(path: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    const head = Buffer.alloc(2);
    return readSync(fd, head, 0, 2, 0) === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    closeSync(fd);
  }
}

/**
 * Read a dump file piece by piece.
 * @throws UserError when the file is missing, unreadable, empty, or not a whole gzip file.
 */
export async function* readDumpFile(path: string, onProgress?: (p: ImportProgress) => void): AsyncGenerator<Buffer> {
  const bytesTotal = sizeOf(path);
  if (bytesTotal === 0) throw new UserError('dump-empty', `${path}: the file is empty; expected a MySQL dump`);
  const packed = isGzip(path);
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  let bytesRead = 0;
  file.on('data', (chunk) => {
    bytesRead += chunk.length;
  });
  const stream = packed ? file.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : file;
  if (packed) file.on('error', (error) => stream.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      onProgress?.({ bytesRead: Math.min(bytesRead, bytesTotal), bytesTotal });
      yield chunk;
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw gzipError(path, error, bytesRead, unpacked);
  } finally {
    file.destroy();
  }
  onProgress?.({ bytesRead: bytesTotal, bytesTotal });
}

function gzipError(path: string, error: unknown, bytesRead: number, unpacked: number): UserError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') {
    return new UserError(
      'dump-truncated',
      `${path}: the gzip file ends too early, after ${bytesRead} bytes (${unpacked} unpacked); the file is not complete`,
      { cause: error },
    );
  }
  if (code.startsWith('Z_')) {
    return new UserError('dump-unreadable', `${path}: broken gzip data near byte ${bytesRead} (${unpacked} unpacked)`, { cause: error });
  }
  return unreadable(path, error);
}

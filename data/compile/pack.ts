/** A world's tables as one compressed blob, so that a run file can carry its world. */
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { UserError } from '../../engine/errors.js';
import type { WorldTables } from '../format/tables.js';
import { canonicalBytes, canonicalOrder, tablesFromBytes } from './canonical.js';
import { hashBytes } from './hash.js';

/** More than this is not a world but an attempt to fill the memory. */
const UNPACKED_BYTES_MAX = 1_000_000_000;

/** The content hash of validated tables: 16 hex digits, the `hash` of what they compile to. */
export async function worldHash(tables: WorldTables): Promise<string> {
  return hashBytes(canonicalBytes(canonicalOrder(tables)));
}

/** Pack validated tables. Equal content gives equal canonical bytes (and so the same hash); gzip keeps a check sum of them. */
export function packWorld(tables: WorldTables): Buffer {
  return gzipSync(canonicalBytes(canonicalOrder(tables)), { level: 3, strategy: constants.Z_DEFAULT_STRATEGY });
}

/**
 * The tables of a packed world, their rows sorted by key.
 *
 * @throws UserError when the bytes are cut off, damaged, or not a packed world.
 */
export function unpackWorld(packed: Uint8Array): WorldTables {
  let bytes: Buffer;
  try {
    bytes = gunzipSync(packed, { maxOutputLength: UNPACKED_BYTES_MAX });
  } catch (error) {
    throw new UserError('world-pack', `a packed world cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return tablesFromBytes(bytes);
}

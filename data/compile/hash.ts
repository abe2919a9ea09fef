/** The content hash: xxhash64 as 16 hex digits. */
import xxhash from 'xxhash-wasm';
import type { XXHashAPI } from 'xxhash-wasm';

let loading: Promise<XXHashAPI> | undefined;

export async function hashBytes(bytes: Uint8Array): Promise<string> {
  loading ??= xxhash();
  return (await loading).h64Raw(bytes).toString(16).padStart(16, '0');
}

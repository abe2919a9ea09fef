/** Memory that is taken at once instead of when it is first written to. */

/** Smallest page of the systems this runs on; with larger ones some pages are touched twice. */
const PAGE_BYTES = 4096;

/** Have the system give the pages of a buffer's first `length` bytes now, as `-XX:+AlwaysPreTouch` does for a Java heap. Nothing in it changes. */
export function reserveMemory(buffer: ArrayBufferLike, length = buffer.byteLength): void {
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < length; at += PAGE_BYTES) bytes[at] = bytes[at]!;
}

/** Memory that is taken at once instead of when it is first written to. */

/** Smallest page of the systems this runs on; with larger ones some pages are touched twice. */
const PAGE_BYTES = 4096;

/** Have the system give all pages of a buffer now, as `-XX:+AlwaysPreTouch` does for a Java heap. Nothing in it changes. */
export function reserveMemory(buffer: ArrayBufferLike): void {
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < bytes.length; at += PAGE_BYTES) bytes[at] = bytes[at]!;
}

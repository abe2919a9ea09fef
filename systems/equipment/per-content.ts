/** Look-ups that are a pure function of the world content: made once for each content, shared by all worlds that run on it. */
import type { WorldContent } from '../../data/content.js';

/** A getter that makes its value on first use. The content asked for last answers without a look-up. */
export function perContent<T>(make: (content: WorldContent) => T): (content: WorldContent) => T {
  const made = new WeakMap<WorldContent, { readonly value: T }>();
  let lastContent: WorldContent | undefined;
  let last: { readonly value: T } | undefined;
  return (content) => {
    if (content === lastContent && last !== undefined) return last.value;
    let entry = made.get(content);
    if (entry === undefined) {
      entry = { value: make(content) };
      made.set(content, entry);
    }
    lastContent = content;
    last = entry;
    return entry.value;
  };
}

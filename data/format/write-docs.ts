/** Writes the reference of tables and columns into docs/world-format.md. Run after a change to the declarations. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withReference } from './reference.js';

// From the built file, dist/data/format/write-docs.js, to the checkout.
const DOCUMENT = new URL('../../../docs/world-format.md', import.meta.url);

writeFileSync(DOCUMENT, withReference(readFileSync(DOCUMENT, 'utf8')));

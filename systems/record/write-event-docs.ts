/** Writes docs/events.md. Run after a change to the declarations of events. */
import { writeFileSync } from 'node:fs';
import { eventsMarkdown } from './event-docs.js';

// From the built file, dist/systems/record/write-event-docs.js, to the checkout.
writeFileSync(new URL('../../../docs/events.md', import.meta.url), eventsMarkdown());

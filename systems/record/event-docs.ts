/** docs/events.md: what each kind of event says, made from the declarations. */
import { eventReference } from './event-detail.js';

const HEAD = `# Events

What happened in a run lies in the view \`event(frame, kind, uid, detail, seq)\`. \`uid\` is the bot it happened to (0: nobody in particular);
\`detail\` is JSON, read with \`detail->>'$.key'\`. Nobody sees an event inside the simulation: they are for readers.

\`\`\`
sqlite3 run.sqlite "SELECT frame, detail->>'$.level' AS level FROM event WHERE kind = 'level.gained' AND uid = 1042"
\`\`\`

This page is made from \`systems/record/event-detail.ts\`: after a change there, build and run \`npm run docs:events\`.

| kind | what happened | detail |
|---|---|---|
`;

/** The whole page. */
export function eventsMarkdown(): string {
  const rows = eventReference().map(({ kind, about, keys }) => {
    const detail = keys.map(({ key, meaning }) => `\`${key}\` ${meaning}`).join('; ');
    return `| \`${kind}\` | ${about} | ${detail === '' ? '-' : detail} |`;
  });
  return `${HEAD}${rows.join('\n')}\n`;
}

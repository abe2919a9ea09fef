/** One bot's life between two frames, told in plain words. */
import type { OpenedRun } from '../engine/store/open-run.js';
import { particularsOf } from '../systems/replay/stored-json.js';
import { count, duration, money, plural, simulatedTime, words } from './format.js';
import { namesOf } from './names.js';
import type { Names } from './names.js';
import { say } from './output.js';
import { chapterOf, sentenceOf } from './story-words.js';
import type { Happening } from './story-words.js';

/** Things of one kind that follow each other within so many frames (five minutes) are told together. */
const TOGETHER_FRAMES = 3000;
const FRAMES_PER_SECOND = 10;

interface Standing {
  readonly level: number;
  readonly xp: number;
  readonly gold_copper: number;
  readonly zone: string;
  readonly map: string;
  readonly state: string;
}

export interface StoryLine {
  readonly frame: number;
  /** Last frame of what is told together; the same as `frame` for one thing. */
  readonly until: number;
  readonly text: string;
}

export interface Story {
  readonly uid: number;
  readonly name: string;
  readonly race: string;
  readonly class: string;
  readonly from: number;
  readonly to: number;
  /** null: it was not in the world then. */
  readonly start: Standing | null;
  readonly end: Standing | null;
  readonly lines: readonly StoryLine[];
  /** Copper that came to it and left it, by cause. */
  readonly received: readonly { readonly cause: string; readonly copper: number }[];
  readonly spent: readonly { readonly cause: string; readonly copper: number }[];
}

interface Hero {
  readonly uid: number;
  readonly name: string;
  readonly race: string;
  readonly class: string;
}

export function storyOf(run: OpenedRun, hero: Hero, from: number, to: number): Story {
  const names = namesOf(run);
  const happenings = [
    ...eventsOf(run, hero.uid, from, to),
    ...travelsOf(run, hero.uid, from, to),
    ...tradesAskedOf(run, hero.uid, from, to),
  ];
  happenings.sort((a, b) => a.frame - b.frame || a.seq - b.seq);
  return {
    uid: hero.uid,
    name: hero.name,
    race: hero.race,
    class: hero.class,
    from,
    to,
    start: standingAt(run, hero.uid, from),
    end: standingAt(run, hero.uid, to),
    lines: tell(happenings, names),
    received: copperOf(run, hero.uid, from, to, 'to_account'),
    spent: copperOf(run, hero.uid, from, to, 'from_account'),
  };
}

function standingAt({ db }: OpenedRun, uid: number, frame: number): Standing | null {
  const row = db
    .prepare(
      `SELECT b.level, b.xp, b.gold_copper, coalesce(z.name, 'the wilds') AS zone, m.name AS map, b.state
      FROM bot_at b LEFT JOIN zone_name z ON z.zone_id = b.zone_id LEFT JOIN map_name m ON m.map_id = b.map_id
      WHERE b.frame = ? AND b.uid = ?`,
    )
    .get(frame, uid) as Standing | undefined;
  return row ?? null;
}

function eventsOf(run: OpenedRun, uid: number, from: number, to: number): Happening[] {
  const rows = run.db
    .prepare('SELECT frame, seq, kind, detail FROM event WHERE uid = ? AND frame BETWEEN ? AND ? ORDER BY frame, seq')
    .all(uid, from, to) as { frame: number; seq: number; kind: string; detail: string | null }[];
  return rows.map(({ frame, seq, kind, detail }) => ({ frame, seq, kind, detail: particularsOf(run, frame, detail) }));
}

/** Zones that it set out for, where they differ from the one before. */
function travelsOf({ db }: OpenedRun, uid: number, from: number, to: number): Happening[] {
  const rows = db
    .prepare(
      `SELECT frame, zone_id FROM (SELECT frame, zone_id, lag(zone_id) OVER (ORDER BY frame) AS before FROM bot_motion WHERE uid = ? AND frame <= ?)
      WHERE before <> zone_id AND zone_id <> 0 AND frame >= ? ORDER BY frame`,
    )
    .all(uid, to, from) as { frame: number; zone_id: number }[];
  return rows.map(({ frame, zone_id }) => ({ frame, seq: -1, kind: 'travel', detail: { zone_id } }));
}

/** Trades that somebody else asked it for: their events carry the other's uid. */
function tradesAskedOf({ db }: OpenedRun, uid: number, from: number, to: number): Happening[] {
  const rows = db
    .prepare(
      `SELECT frame, from_uid, from_items, to_items, from_copper, to_copper FROM trade
      WHERE to_uid = ? AND result = 'completed' AND frame BETWEEN ? AND ? ORDER BY frame`,
    )
    .all(uid, from, to) as { frame: number; from_uid: number; from_items: string | null; to_items: string | null }[];
  return rows.map(({ frame, from_uid, ...detail }) => ({
    frame,
    seq: 0,
    kind: 'trade.accepted',
    detail: { partner_uid: from_uid, ...detail, from_items: detail.from_items ?? '', to_items: detail.to_items ?? '' },
  }));
}

/** One line for what belongs together. */
function tell(happenings: readonly Happening[], names: Names): StoryLine[] {
  const lines: StoryLine[] = [];
  let open: Happening[] = [];
  const close = (): void => {
    if (open.length > 0) {
      const text = sentenceOf(open, names);
      if (text !== '') lines.push({ frame: open[0]!.frame, until: open[open.length - 1]!.frame, text });
    }
    open = [];
  };
  for (const happening of happenings) {
    const first = open[0];
    const last = open[open.length - 1];
    const chapter = chapterOf(happening.kind);
    const joins =
      first !== undefined && chapter !== null && chapterOf(first.kind) === chapter && happening.frame - last!.frame <= TOGETHER_FRAMES;
    if (!joins) close();
    open.push(happening);
  }
  close();
  return lines;
}

function copperOf({ db }: OpenedRun, uid: number, from: number, to: number, side: 'to_account' | 'from_account'): Story['received'] {
  return db
    .prepare(
      `SELECT cause, sum(quantity) AS copper FROM ledger WHERE ${side} = ? AND asset = 'copper' AND frame BETWEEN ? AND ?
      GROUP BY cause ORDER BY copper DESC, cause`,
    )
    .all(uid, from, to) as { cause: string; copper: number }[];
}

/** 12,345 -> `20:34.5`. */
function clock(frame: number): string {
  const seconds = Math.floor(frame / FRAMES_PER_SECOND);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}.${frame % FRAMES_PER_SECOND}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

export function printStory(story: Story): void {
  const { name, from, to, start, end, lines } = story;
  say(
    `${name}, ${story.race} ${story.class}, from frame ${count(from)} to frame ${count(to)} (${duration((to - from) / FRAMES_PER_SECOND)})\n`,
  );
  say(
    start === null
      ? `At frame ${count(from)} ${name} was not in the world.`
      : `At first ${name} was level ${start.level}, ${place(start)}, with ${money(start.gold_copper)}, and was ${doing(start.state)}.`,
  );
  say();
  if (lines.length === 0) say('Nothing worth telling happened.');
  for (const line of lines) say(`  ${clock(line.frame).padStart(9)}  frame ${count(line.frame).padEnd(9)} ${line.text}`);
  say();
  if (end === null) say(`At frame ${count(to)} ${name} was not in the world.`);
  else say(`In the end ${name} was level ${end.level}, ${place(end)}, with ${money(end.gold_copper)}, and was ${doing(end.state)}.`);
  for (const [what, rows] of [
    ['received', story.received],
    ['gave away', story.spent],
  ] as const) {
    const total = rows.reduce((sum, row) => sum + row.copper, 0);
    if (total > 0) say(`It ${what} ${money(total)}: ${rows.map((row) => `${words(row.cause)} ${money(row.copper)}`).join(', ')}.`);
  }
  if (lines.length > 0)
    say(`${plural(lines.length, 'line')}; clock times are simulated time since frame 0 (${simulatedTime(to)} at the end).`);
}

function place({ zone, map }: Standing): string {
  return zone === map ? `in ${zone}` : `in ${zone} (${map})`;
}

function doing(state: string): string {
  return state === 'at_auction' ? 'at the auction house' : state === 'mailing' ? 'at a mailbox' : words(state);
}

/** One bot of a run as of a frame: attributes, equipment, bags, quests, market, and what happened to it last. */
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { particularsOf } from '../systems/replay/stored-json.js';
import { count, money, simulatedTime, words } from './format.js';
import { namesOf, slotName } from './names.js';
import type { NameOf } from './names.js';
import { facts, say, table } from './output.js';
import { QUALITIES } from './run-tally.js';

const LAST_EVENTS = 15;
const CENTI_PER_YARD = 100;

interface Identity {
  readonly uid: number;
  readonly name: string;
  readonly race: string;
  readonly class: string;
  readonly born_frame: number;
  readonly died_frame: number | null;
}
interface Attributes {
  readonly level: number;
  readonly xp: number;
  readonly gold_copper: number;
  readonly health: number;
  readonly max_health: number;
  readonly mana: number;
  readonly max_mana: number;
  readonly map: string;
  readonly zone: string;
  readonly x: number;
  readonly y: number;
  readonly state: string;
}
interface Carried {
  readonly slot: number;
  readonly bag?: number;
  readonly item_uid: number;
  readonly item_id: number;
  readonly item_name: string;
  readonly stack_count: number;
  readonly durability: number;
  readonly bound: number;
  readonly quality: number;
}
interface QuestRow {
  readonly quest_id: number;
  readonly title: string;
  readonly status: string;
  readonly count1: number;
  readonly count2: number;
  readonly count3: number;
  readonly count4: number;
  readonly count5: number;
  readonly count6: number;
  readonly count7: number;
  readonly count8: number;
}
interface EventRow {
  readonly frame: number;
  readonly kind: string;
  readonly what: string;
}

export interface BotAt {
  readonly frame: number;
  readonly identity: Identity;
  /** null: it was not born yet, or is gone for good. */
  readonly attributes: Attributes | null;
  readonly equipment: readonly Carried[];
  readonly bags: readonly Carried[];
  readonly quests: readonly QuestRow[];
  readonly auctions: readonly {
    readonly item_name: string;
    readonly stack_count: number;
    readonly current_bid_copper: number;
    readonly buyout_copper: number;
    readonly expires_frame: number;
  }[];
  readonly letters: readonly {
    readonly kind: string;
    readonly money_copper: number;
    readonly item_name: string | null;
    readonly deliver_frame: number;
    readonly status: string;
  }[];
  readonly events: readonly EventRow[];
}

export function botOf(run: OpenedRun, frame: number, name: string): BotAt {
  const { db } = run;
  const identity = identityOf(run, name);
  const { uid } = identity;
  const all = <T>(sql: string): T[] => db.prepare(sql).all({ frame, uid }) as T[];
  return {
    frame,
    identity,
    attributes:
      all<Attributes>(`SELECT b.level, b.xp, b.gold_copper, b.health, b.max_health, b.mana, b.max_mana, m.name AS map, coalesce(z.name, 'outside all zones') AS zone, b.x, b.y, b.state
      FROM bot_at b LEFT JOIN zone_name z ON z.zone_id = b.zone_id LEFT JOIN map_name m ON m.map_id = b.map_id WHERE b.frame = :frame AND b.uid = :uid`)[0] ??
      null,
    equipment: all(
      'SELECT slot, item_uid, item_id, item_name, stack_count, durability, bound, quality FROM equipment_at WHERE frame = :frame AND uid = :uid ORDER BY slot',
    ),
    bags: all(
      'SELECT bag, slot, item_uid, item_id, item_name, stack_count, durability, bound, quality FROM inventory_at WHERE frame = :frame AND uid = :uid ORDER BY bag, slot',
    ),
    quests: all(
      'SELECT quest_id, title, status, count1, count2, count3, count4, count5, count6, count7, count8 FROM quest_at WHERE frame = :frame AND uid = :uid ORDER BY quest_id',
    ),
    auctions: all(
      'SELECT item_name, stack_count, current_bid_copper, buyout_copper, expires_frame FROM auction_at WHERE frame = :frame AND seller_uid = :uid ORDER BY expires_frame',
    ),
    letters: all(
      'SELECT kind, money_copper, item_name, deliver_frame, status FROM mail_at WHERE frame = :frame AND to_uid = :uid ORDER BY deliver_frame',
    ),
    events: eventsOf(run, frame, uid),
  };
}

export function identityOf({ db, path }: OpenedRun, name: string): Identity {
  const found = db
    .prepare('SELECT uid, name, race, class, born_frame, died_frame FROM bot WHERE name = ? COLLATE NOCASE OR uid = ? ORDER BY uid LIMIT 1')
    .get(name, /^\d+$/.test(name) ? Number(name) : -1) as Identity | undefined;
  if (found !== undefined) return found;
  const names = db.prepare('SELECT name FROM bot').pluck().all() as string[];
  const near = nearest(name, names);
  throw new UserError(
    'unknown-bot',
    `run file ${path}: no bot is called '${name}'${near === undefined ? `, expected one such as ${names[0] ?? ''}` : `, did you mean '${near}'?`}`,
  );
}

function eventsOf(run: OpenedRun, frame: number, uid: number): EventRow[] {
  const rows = run.db
    .prepare('SELECT frame, kind, detail FROM event WHERE uid = ? AND frame <= ? ORDER BY frame DESC, seq DESC LIMIT ?')
    .all(uid, frame, LAST_EVENTS) as { frame: number; kind: string; detail: string | null }[];
  const names = namesOf(run);
  return rows.reverse().map(({ frame: at, kind, detail }) => ({ frame: at, kind, what: inWords(particularsOf(run, at, detail), names) }));
}

/** Machine numbers that tell a reader nothing. */
const UNTOLD = new Set(['creature_uid', 'mail_uid', 'trade_uid', 'auction_uid', 'group_uid', 'object_uid', 'giver_id']);
const QUALITY_STEP = 1000;

function inWords(values: Readonly<Record<string, number | string>>, names: Readonly<Record<string, NameOf | undefined>>): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (UNTOLD.has(key)) continue;
    const named = names[key]?.(value);
    if (named !== undefined) parts.push(named);
    else if (typeof value === 'string') parts.push(`${words(key)} ${words(value)}`);
    else if (key === 'quality_and_units') parts.push(`x ${value % QUALITY_STEP} (${QUALITIES[Math.floor(value / QUALITY_STEP)] ?? ''})`);
    else if (key === 'slot') parts.push(`on ${slotName(value)}`);
    else if (key.endsWith('copper')) parts.push(money(value));
    else parts.push(`${words(key)} ${value}`);
  }
  return parts.join(', ');
}

export function printBot(bot: BotAt): void {
  const { identity, attributes, frame } = bot;
  say(`${identity.name}, ${identity.race} ${identity.class}, uid ${identity.uid}, as of frame ${count(frame)} (${simulatedTime(frame)})\n`);
  if (attributes === null) {
    say(
      frame < identity.born_frame
        ? `It came into the world in frame ${count(identity.born_frame)}.`
        : `It left the world in frame ${count(identity.died_frame ?? 0)}.`,
    );
    return;
  }
  const yards = (centi: number): string => (centi / CENTI_PER_YARD).toFixed(1);
  say(
    facts([
      ['Level', `${attributes.level}, ${count(attributes.xp)} points into it`],
      ['Purse', money(attributes.gold_copper)],
      ['Health', `${count(attributes.health)} of ${count(attributes.max_health)}`],
      ...(attributes.max_mana > 0 ? [['Mana', `${count(attributes.mana)} of ${count(attributes.max_mana)}`] as const] : []),
      ['Place', `${attributes.zone}, ${attributes.map} (${yards(attributes.x)}, ${yards(attributes.y)} yards)`],
      ['Doing', words(attributes.state)],
    ]),
  );
  printCarried(bot);
  printDealings(bot);
  say();
  say(
    bot.events.length === 0
      ? 'Nothing has happened to it.'
      : table(
          [{ head: 'frame', right: true }, { head: 'last events' }, { head: '', max: 60 }],
          bot.events.map((e) => [count(e.frame), e.kind, e.what]),
        ),
  );
}

function printCarried({ equipment, bags }: BotAt): void {
  const quality = (item: Carried): string => QUALITIES[item.quality] ?? '';
  say();
  say(
    equipment.length === 0
      ? 'It wears nothing.'
      : table(
          [{ head: 'wears' }, { head: 'item', max: 50 }, { head: 'quality' }, { head: 'durability', right: true }],
          equipment.map((i) => [slotName(i.slot), i.item_name, quality(i), i.durability > 0 ? String(i.durability) : '-']),
        ),
  );
  say();
  say(
    bags.length === 0
      ? 'Its bags are empty.'
      : table(
          [
            { head: 'carries in' },
            { head: 'place', right: true },
            { head: 'item', max: 50 },
            { head: 'units', right: true },
            { head: 'quality' },
            { head: '' },
          ],
          bags.map((i) => [
            i.bag === 0 ? 'backpack' : `bag ${i.bag}`,
            String(i.slot + 1),
            i.item_name,
            count(i.stack_count),
            quality(i),
            i.bound === 1 ? 'bound' : '',
          ]),
        ),
  );
}

/** Counts of the objectives, without those at the end for which nothing was done. */
function doneOf(q: QuestRow): string {
  const counts = [q.count1, q.count2, q.count3, q.count4, q.count5, q.count6, q.count7, q.count8];
  while (counts.length > 1 && counts[counts.length - 1] === 0) counts.pop();
  return counts.join(', ');
}

function printDealings({ quests, auctions, letters }: BotAt): void {
  say();
  say(
    quests.length === 0
      ? 'It has no quests.'
      : table(
          [{ head: 'quest', max: 50 }, { head: 'status' }, { head: 'done of each objective' }],
          quests.map((q) => [q.title, q.status, doneOf(q)]),
        ),
  );
  if (auctions.length > 0) {
    say();
    say(
      table(
        [
          { head: 'sells at auction', max: 40 },
          { head: 'units', right: true },
          { head: 'bid', right: true },
          { head: 'buyout', right: true },
          { head: 'ends in frame', right: true },
        ],
        auctions.map((a) => [
          a.item_name,
          count(a.stack_count),
          a.current_bid_copper > 0 ? money(a.current_bid_copper) : '-',
          a.buyout_copper > 0 ? money(a.buyout_copper) : '-',
          count(a.expires_frame),
        ]),
      ),
    );
  }
  if (letters.length > 0) {
    say();
    say(
      table(
        [{ head: 'letter' }, { head: 'money', right: true }, { head: 'item', max: 40 }, { head: 'from frame', right: true }, { head: '' }],
        letters.map((l) => [
          words(l.kind),
          l.money_copper > 0 ? money(l.money_copper) : '-',
          l.item_name ?? '-',
          count(l.deliver_frame),
          l.status,
        ]),
      ),
    );
  }
}

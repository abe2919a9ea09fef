/** Sentences for what happens to a bot. */
import { money, plural, words } from './format.js';
import type { Names } from './names.js';
import { slotName } from './names.js';
import { QUALITIES } from './run-tally.js';

export interface Happening {
  readonly frame: number;
  readonly seq: number;
  /** An event kind, or `travel`, or `trade.accepted`. */
  readonly kind: string;
  readonly detail: Readonly<Record<string, number | string>>;
}

/** What is told together. */
const CHAPTERS: Readonly<Record<string, string>> = {
  'creature.killed': 'hunt',
  'item.looted': 'hunt',
  'item.sold': 'sold',
  'item.bought': 'bought',
  'item.destroyed': 'destroyed',
  'item.equipped': 'equipped',
  'auction.posted': 'posted',
  'auction.expired': 'expired',
  'mail.collected': 'mail',
  'mail.sent': 'post',
  'object.used': 'objects',
  'trade.requested': 'unheard',
  'trade.cancelled': 'unheard',
  'group.joined': 'unheard',
};

export function chapterOf(kind: string): string | null {
  return CHAPTERS[kind] ?? null;
}

const QUALITY_STEP = 1000;

const num = (value: number | string | undefined): number => Number(value ?? 0);
const item = (h: Happening, names: Names): string => names.item_id(h.detail.item_id) ?? `item ${h.detail.item_id}`;
const quest = (h: Happening, names: Names): string => `"${names.quest_id(h.detail.quest_id) ?? h.detail.quest_id}"`;
const creature = (h: Happening, names: Names): string => names.creature_id(h.detail.creature_id) ?? `creature ${h.detail.creature_id}`;
const partner = (h: Happening, names: Names): string => names.partner_uid(h.detail.partner_uid) ?? `bot ${h.detail.partner_uid}`;
const copperSum = (all: readonly Happening[]): number => all.reduce((sum, h) => sum + num(h.detail.copper), 0);

/** `Wolf Meat x 3, Boar Tusk`, most first; what comes after the first few is counted. */
function tally(entries: readonly (readonly [name: string, units: number])[], most = 6): string {
  const sums = new Map<string, number>();
  for (const [name, units] of entries) sums.set(name, (sums.get(name) ?? 0) + units);
  const sorted = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = sorted.slice(0, most).map(([name, units]) => (units === 1 ? name : `${name} x ${units}`));
  const rest = sorted.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${plural(rest, 'other kind')}` : shown.join(', ');
}

/** The sentence for happenings of one chapter; empty when there is nothing to tell. */
export function sentenceOf(all: readonly Happening[], names: Names): string {
  const first = all[0]!;
  const teller = TELLERS[chapterOf(first.kind) ?? first.kind];
  return teller === undefined ? sentenceOfOther(first) : teller(all, names, first);
}

/** A kind without a sentence of its own is shown as it is stored. */
function sentenceOfOther({ kind, detail }: Happening): string {
  const parts = Object.entries(detail).map(([key, value]) => `${words(key)} ${value}`);
  return `${words(kind.replace('.', ' '))}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

type Teller = (all: readonly Happening[], names: Names, first: Happening) => string;

function hunt(all: readonly Happening[], names: Names): string {
  const killed = all.filter((h) => h.kind === 'creature.killed').map((h) => [creature(h, names), 1] as const);
  const looted = all.filter((h) => h.kind === 'item.looted');
  const taken = looted.map((h) => [item(h, names), num(h.detail.quality_and_units) % QUALITY_STEP] as const);
  const best = looted.reduce((top, h) => Math.max(top, Math.floor(num(h.detail.quality_and_units) / QUALITY_STEP)), 0);
  const parts: string[] = [];
  if (killed.length > 0) parts.push(`killed ${tally(killed)}`);
  if (taken.length > 0) parts.push(`took ${tally(taken)}${best >= 2 ? ` (the best of it ${QUALITIES[best] ?? 'unheard of'})` : ''}`);
  return parts.join('; ');
}

function mail(all: readonly Happening[]): string {
  const copper = copperSum(all);
  return `emptied ${plural(all.length, 'letter')}${copper > 0 ? ` with ${money(copper)} in all` : ''}`;
}

function accepted(_all: readonly Happening[], names: Names, first: Happening): string {
  const side = (items: string, copper: number): string =>
    [items, copper > 0 ? money(copper) : ''].filter((part) => part !== '').join(' and ') || 'nothing';
  const { from_items, to_items, from_copper, to_copper } = first.detail;
  return `traded with ${partner(first, names)}: gave ${side(String(to_items), num(to_copper))} for ${side(String(from_items), num(from_copper))}`;
}

const TELLERS: Readonly<Record<string, Teller>> = {
  hunt,
  mail,
  post: (all) =>
    all.length === 1 ? `was sent a letter (${words(String(all[0]!.detail.kind))})` : `was sent ${plural(all.length, 'letter')}`,
  sold: (all, names) => `sold ${tally(all.map((h) => [item(h, names), 1]))} to a vendor for ${money(copperSum(all))}`,
  bought: (all, names) => `bought ${tally(all.map((h) => [item(h, names), num(h.detail.units)]))}`,
  destroyed: (all, names) => `threw away ${tally(all.map((h) => [item(h, names), num(h.detail.units)]))}`,
  equipped: (all, names) => `put on ${all.map((h) => `${item(h, names)} (${slotName(num(h.detail.slot))})`).join(', ')}`,
  posted: (all, names) => `put up for auction ${tally(all.map((h) => [item(h, names), 1]))}`,
  expired: (all, names) => `found no buyer at auction for ${tally(all.map((h) => [item(h, names), 1]))}`,
  objects: (all) => `used ${plural(all.length, 'object')}`,
  unheard: () => '',
  travel: (_all, names, h) => `set out for ${names.zone_id(h.detail.zone_id) ?? `zone ${h.detail.zone_id}`}`,
  'zone.entered': (_all, names, h) => `came to ${names.zone_id(h.detail.zone_id) ?? `zone ${h.detail.zone_id}`}`,
  'trade.accepted': accepted,
  'trade.completed': (_all, names, h) => `came to terms in a trade with ${partner(h, names)}`,
  'bot.spawned': (_all, _names, h) => `came into the world at level ${h.detail.level}`,
  'bot.died': (_all, names, h) => `was killed by ${creature(h, names)}`,
  'bot.revived': (_all, _names, h) => `came back to life ${h.detail.at_spirit_healer === 1 ? 'at a spirit healer' : 'at its corpse'}`,
  'level.gained': (_all, _names, h) => `reached level ${h.detail.level}`,
  'quest.accepted': (_all, names, h) => `took the quest ${quest(h, names)}`,
  'quest.completed': (_all, names, h) => `had done all for ${quest(h, names)}`,
  'quest.turned_in': (_all, names, h) => `turned in ${quest(h, names)} for ${num(h.detail.xp)} experience`,
  'quest.abandoned': (_all, names, h) => `gave up ${quest(h, names)} (${words(String(h.detail.reason))})`,
  'quest.failed': (_all, names, h) => `failed at ${quest(h, names)}`,
  'item.repaired': (_all, _names, h) => `had ${plural(num(h.detail.items), 'thing')} repaired for ${money(num(h.detail.copper))}`,
  'auction.bid': (_all, names, h) => `bid ${money(num(h.detail.copper))} on ${item(h, names)}`,
  'auction.sold': (_all, names, h) => `sold ${item(h, names)} at auction for ${money(num(h.detail.copper))}`,
  'auction.cancelled': (_all, names, h) => `called off the auction of ${item(h, names)}`,
  'mail.expired': () => 'lost a letter that waited too long',
  'mail.returned': () => 'let a letter go back to its sender',
  'group.formed': (_all, names, h) => (num(h.detail.quest_id) === 0 ? 'formed a group' : `formed a group for ${quest(h, names)}`),
  'group.left': () => 'left its group',
  stall: (_all, _names, h) => `got nowhere for ${Math.round(num(h.detail.idle_frames) / 600)} minutes (${words(String(h.detail.cause))})`,
};

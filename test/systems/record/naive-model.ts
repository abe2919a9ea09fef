/** A naive model of what the views show: random changes, and the whole world of a frame as plain rows. */
import fc from 'fast-check';
import type { RecordWords } from '../../../systems/record/tables.js';

export const words: RecordWords = {
  botStates: [
    [0, 'idle'],
    [1, "hunter's rest"],
    [2, 'fighting'],
  ],
  sides: [[0, 'neutral']],
  questStatuses: [
    [1, 'active'],
    [2, 'complete'],
  ],
  auctionHouses: [[1, 'alliance']],
  mailKinds: [[0, 'player']],
  manyInLetters: true,
  tradeResults: [[3, 'completed']],
  lootReasons: [
    [0, 'left'],
    [1, 'quest'],
  ],
  questRejections: [[2, 'level_too_low']],
  questFactors: ['level', 'distance'],
};

export const FRAMES = 12;
export const BOTS = 4;
const SLOTS = [0, 18, 19, 23, 38, 39, 74, 75, 182];

/** A change: which table, frame, thing, and the numbers of its row. */
export interface Change {
  readonly table: 'life' | 'vital' | 'motion' | 'slot' | 'quest' | 'auction' | 'mail' | 'group' | 'creature';
  readonly frame: number;
  readonly thing: number;
  readonly values: readonly number[];
}

export const change: fc.Arbitrary<Change> = fc.record({
  table: fc.constantFrom('life', 'vital', 'motion', 'slot', 'quest', 'auction', 'mail', 'group', 'creature'),
  frame: fc.integer({ min: 1, max: FRAMES }),
  thing: fc.nat(BOTS - 1),
  values: fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 8, maxLength: 8 }),
});

type Row = Record<string, number>;
/** Rows of a frame by table and key. */
export type FrameRows = Map<string, { name: string; row: Row }>;

/** Table, key and columns of a change, as stored. */
function rowOf({ table, frame, thing, values }: Change): { name: string; key: string; row: Row } {
  const v = (i: number): number => values[i]!;
  const positive = (i: number): number => Math.abs(v(i));
  const uid = 10 + thing;
  switch (table) {
    case 'life':
      return {
        name: 'bot_life',
        key: `${uid}`,
        row: { frame, uid, level: positive(0), xp: v(1), gold_copper: positive(2) * 2 ** 33, state: positive(3) % 3 },
      };
    case 'vital':
      return {
        name: 'bot_vital',
        key: `${uid}`,
        row: {
          frame,
          uid,
          health: positive(0),
          mana: positive(1),
          health_rate_milli: v(2),
          mana_rate_milli: positive(3),
          age_frames: Math.min(frame, positive(4) % 3),
        },
      };
    case 'motion': {
      const row = {
        frame,
        uid,
        map_id: positive(0) % 3,
        zone_id: positive(1),
        from_x: v(2),
        from_y: v(3),
        to_x: v(4),
        to_y: v(5),
        depart_frame: frame,
        arrive_frame: frame + (positive(6) % 7),
      };
      return { name: 'bot_motion', key: `${uid}`, row };
    }
    case 'slot': {
      const slot = SLOTS[positive(0) % SLOTS.length]!;
      const row = {
        frame,
        uid,
        slot,
        item_uid: positive(1) % 3 === 0 ? 0 : positive(1),
        item_id: positive(2) % 4,
        stack_count: positive(3),
        durability: positive(4),
        bound: positive(5) % 2,
      };
      return { name: 'slot_item', key: `${uid}.${slot}`, row };
    }
    case 'quest': {
      const quest_id = positive(0) % 3;
      return {
        name: 'quest_log',
        key: `${uid}.${quest_id}`,
        row: {
          frame,
          uid,
          quest_id,
          status: positive(1) % 4,
          count1: v(2),
          count2: v(3),
          count3: v(4),
          count4: v(5),
          count5: v(6),
          count6: v(7),
          count7: 0,
          count8: v(2),
        },
      };
    }
    case 'auction': {
      const prices = {
        start_bid_copper: positive(0),
        current_bid_copper: positive(1),
        buyout_copper: positive(2),
        deposit_copper: positive(3),
      };
      const row = {
        frame,
        auction_uid: uid,
        status: 1 + (positive(4) % 4),
        house_id: 1,
        seller_uid: 10,
        bidder_uid: 11,
        item_uid: 5,
        item_id: positive(5) % 4,
        stack_count: 1,
        ...prices,
        expires_frame: 99,
      };
      return { name: 'auction_row', key: `${uid}`, row };
    }
    case 'mail': {
      const row = {
        frame,
        mail_uid: uid,
        status: 1 + (positive(0) % 4),
        kind: 0,
        from_uid: 10,
        to_uid: 11,
        money_copper: positive(1),
        item_uid: 0,
        item_id: 0,
        stack_count: 0,
        cod_copper: 0,
        deliver_frame: frame + (positive(2) % 4),
        expires_frame: 99,
      };
      return { name: 'mail_row', key: `${uid}`, row };
    }
    case 'group': {
      const group_uid = 50 + (positive(0) % 2);
      return { name: 'group_member', key: `${group_uid}.${uid}`, row: { frame, group_uid, uid, role: positive(1) % 3 } };
    }
    case 'creature':
      return {
        name: 'creature_state',
        key: `${90 + thing}`,
        row: { frame, uid: 90 + thing, state: positive(0) % 3, level: positive(1), health: positive(2), target_uid: positive(3) % 2 },
      };
  }
}

const FIRST_VALUES = [1, 2, 3, 4, 5, 6, 7, 8];

/** Most health and mana, in a frame that has a row of vitals. */
function mostOf({ frame, thing, values }: Change): Row {
  return { frame, uid: 10 + thing, max_health: 2000 + Math.abs(values[6]!), max_mana: 1000 + Math.abs(values[7]!) };
}

/** Frame 0 has a row of life, vital and motion of every bot but the last, which is born in frame 1. */
function firstRows(): Change[] {
  const tables = ['life', 'vital', 'motion'] as const;
  return Array.from({ length: BOTS }, (_, thing) =>
    tables.map((table) => ({ table, frame: thing === BOTS - 1 ? 1 : 0, thing, values: FIRST_VALUES })),
  ).flat();
}

/** One row per thing and frame, as the contract of the tables wants it: the last change counts. */
export function rowsByFrame(changes: readonly Change[]): FrameRows[] {
  const frames = Array.from({ length: FRAMES + 1 }, () => new Map<string, { name: string; row: Row }>());
  for (const each of [...firstRows(), ...changes]) {
    // The last bot is not there before it is born.
    const { name, key, row } = rowOf(each);
    frames[each.frame]!.set(`${name} ${key}`, { name, row });
    if (name === 'bot_vital' && (each.values[5]! % 2 === 0 || each.values === FIRST_VALUES))
      frames[each.frame]!.set(`bot_most ${key}`, { name: 'bot_most', row: mostOf(each) });
  }
  return frames;
}

const itemName = (id: number): string | null => (id < 3 ? `Item ${id}` : null);
const wordAt = (list: readonly (readonly [number, string])[], code: number): string | null => list.find(([c]) => c === code)?.[1] ?? null;

export class Model {
  readonly last = new Map<string, { name: string; row: Record<string, number> }>();

  apply(rows: FrameRows): void {
    for (const [key, value] of rows) this.last.set(key, value);
  }

  private rows(name: string): Record<string, number>[] {
    return [...this.last.values()].filter((each) => each.name === name).map((each) => each.row);
  }

  bots(frame: number): unknown[] {
    return this.rows('bot_life').map((l) => {
      const of = (name: string): Record<string, number> => this.rows(name).find((row) => row.uid === l.uid)!;
      const v = of('bot_vital');
      const m = of('bot_motion');
      const k = of('bot_most');
      const age = frame - v.frame! + v.age_frames!;
      const grown = (value: string): number =>
        Math.min(k[`max_${value}`]!, v[value]! + Math.trunc((v[`${value}_rate_milli`]! * age) / 1000));
      const along = (axis: string): number => {
        const [from, to] = [m[`from_${axis}`]!, m[`to_${axis}`]!];
        if (frame >= m.arrive_frame!) return to;
        return from + Math.trunc(((to - from) * (frame - m.depart_frame!)) / (m.arrive_frame! - m.depart_frame!));
      };
      return [
        frame,
        l.uid,
        `Bot ${l.uid}`,
        l.level,
        l.xp,
        l.gold_copper,
        grown('health'),
        grown('mana'),
        m.map_id,
        m.zone_id,
        along('x') + 0,
        along('y') + 0,
        wordAt(words.botStates, l.state!),
      ];
    });
  }

  items(frame: number): { carried: unknown[]; worn: unknown[] } {
    const filled = this.rows('slot_item').filter((row) => row.item_uid !== 0);
    const item = (s: Record<string, number>): unknown[] => [s.item_uid, s.item_id, itemName(s.item_id!)];
    return {
      carried: filled
        .filter((s) => s.slot! >= 23)
        .map((s) => {
          const place = s.slot! < 39 ? [0, s.slot! - 23] : [1 + Math.floor((s.slot! - 39) / 36), (s.slot! - 39) % 36];
          return [frame, s.uid, ...place, ...item(s), s.stack_count, s.durability];
        }),
      worn: filled.filter((s) => s.slot! < 23).map((s) => [frame, s.uid, s.slot, ...item(s)]),
    };
  }

  others(frame: number): Record<string, unknown[]> {
    return {
      quest_at: this.rows('quest_log')
        .filter((q) => q.status === 1 || q.status === 2)
        .map((q) => [frame, q.uid, q.quest_id, `Quest ${q.quest_id}`, wordAt(words.questStatuses, q.status!), q.count1, q.count8]),
      auction_at: this.rows('auction_row')
        .filter((a) => a.status === 1)
        .map((a) => [
          frame,
          a.auction_uid,
          'alliance',
          a.seller_uid,
          a.bidder_uid,
          a.item_uid,
          a.item_id,
          a.stack_count,
          a.start_bid_copper,
          a.current_bid_copper,
          a.buyout_copper,
          a.deposit_copper,
          a.expires_frame,
          itemName(a.item_id!),
        ]),
      mail_at: this.rows('mail_row')
        .filter((m) => m.status === 1)
        .map((m) => [
          frame,
          m.mail_uid,
          'player',
          m.from_uid,
          m.to_uid,
          m.money_copper,
          frame < m.deliver_frame! ? 'under way' : 'waiting',
        ]),
      group_at: this.rows('group_member')
        .filter((g) => g.role !== 0)
        .map((g) => [frame, g.group_uid, g.uid, g.role === 2 ? 'leader' : 'member']),
      creature_at: Array.from({ length: BOTS }, (_, i) => {
        const s = this.rows('creature_state').find((row) => row.uid === 90 + i) ?? { state: 1, level: 5, health: 77, target_uid: 0 };
        return [frame, 90 + i, 'Wolf', s.level, s.health, ['dead', 'alive', 'fighting'][s.state!], s.target_uid];
      }),
    };
  }
}

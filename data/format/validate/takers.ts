/** Who there can be in a world, who of them may take a quest, and which creatures deal with them. */
import type { PLAYED_SIDES } from '../words.js';
import type { Row } from '../tables.js';
import { soundRows } from './context.js';
import type { Context } from './context.js';

/** A race and class that can be played. */
export interface Player {
  readonly raceBit: number;
  readonly classBit: number;
  readonly side: PlayedSide;
}
export type PlayedSide = (typeof PLAYED_SIDES)[number];

type Quest = Row<'quest'>;
type Dealings = Readonly<Record<PlayedSide, boolean>>;
const WITH_ALL: Dealings = { alliance: true, horde: true };

/** Look-ups about characters, creatures and quests, made once. */
export class Takers {
  /** Every race and class with a start. */
  readonly players: readonly Player[];
  private readonly raceBits: number;
  private readonly classBits: number;
  private readonly dealings: ReadonlyMap<number, Dealings>;
  private readonly starters = new Map<number, Dealings[]>();
  private readonly enders = new Map<number, Dealings[]>();
  private readonly doers = new Map<number, readonly Player[]>();

  constructor(context: Context) {
    this.raceBits = bitsOf(soundRows(context, 'race'));
    this.classBits = bitsOf(soundRows(context, 'class'));
    const sides = new Map(soundRows(context, 'race').map((row) => [row.id, row.side]));
    this.players = soundRows(context, 'start').flatMap((row): Player[] => {
      const side = sides.get(row.race_id);
      if (side !== 'alliance' && side !== 'horde') return [];
      return [{ raceBit: bitOf(row.race_id), classBit: bitOf(row.class_id), side }];
    });
    const factions = new Map(
      soundRows(context, 'faction').map((row): [number, Dealings] => [
        row.id,
        { alliance: row.to_alliance !== 'hostile', horde: row.to_horde !== 'hostile' },
      ]),
    );
    this.dealings = new Map(soundRows(context, 'creature').map((row) => [row.id, factions.get(row.faction_id) ?? WITH_ALL]));
    for (const row of soundRows(context, 'quest_relation')) {
      if (row.actor_kind === 'area' || (row.actor_kind === 'item' && row.role === 'end')) continue;
      const deals = row.actor_kind === 'creature' ? this.dealsWith(row.actor_id) : WITH_ALL;
      push(row.role === 'start' ? this.starters : this.enders, row.quest_id, deals);
    }
    for (const row of soundRows(context, 'item')) if (row.starts_quest_id !== 0) push(this.starters, row.starts_quest_id, WITH_ALL);
  }

  /** The sides to which a creature is not hostile. */
  dealsWith(creature: number): Dealings {
    return this.dealings.get(creature) ?? WITH_ALL;
  }

  /** Those whom the masks of a quest let take it. */
  allowed(quest: Quest): readonly Player[] {
    return this.players.filter((player) => fits(quest.race_mask, player.raceBit) && fits(quest.class_mask, player.classBit));
  }

  /** Whether a mask names some race (class) that exists; 0 names all. */
  names(column: 'race_mask' | 'class_mask', mask: number): boolean {
    return fits(mask, column === 'race_mask' ? this.raceBits : this.classBits);
  }

  /** Whether somebody starts (ends) a quest for a side; true when nobody starts it at all, which is another fault. */
  isStarted(quest: Quest, side: PlayedSide): boolean {
    return this.starters.get(quest.id)?.some((deals) => deals[side]) ?? true;
  }
  isEnded(quest: Quest, side: PlayedSide): boolean {
    return this.enders.get(quest.id)?.some((deals) => deals[side]) ?? true;
  }

  /** Those who can take a quest and turn it in. */
  doersOf(quest: Quest): readonly Player[] {
    let doers = this.doers.get(quest.id);
    if (doers === undefined) {
      doers = this.allowed(quest).filter(({ side }) => this.isStarted(quest, side) && this.isEnded(quest, side));
      this.doers.set(quest.id, doers);
    }
    return doers;
  }
}

/** Bit of a race or class in masks; 0 for an id that masks cannot hold. */
export function bitOf(id: number): number {
  return id >= 1 && id <= 31 ? 2 ** (id - 1) : 0;
}

function bitsOf(rows: readonly { readonly id: number }[]): number {
  return rows.reduce((bits, row) => bits | bitOf(row.id), 0);
}

/** True when a mask (0: all) names the bit, or one of the bits. */
export function fits(mask: number, bit: number): boolean {
  return mask === 0 || (mask & bit) !== 0;
}

function push(map: Map<number, Dealings[]>, key: number, value: Dealings): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

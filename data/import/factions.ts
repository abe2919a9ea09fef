/**
 * How the factions of creatures meet the two sides. The client keeps this table; a dump has only faction numbers.
 *
 * The rule, faction by faction, unless the facts say otherwise:
 *  1. A faction of critters is neutral.
 *  2. The quests its members start and end vote: asked of one side's races only, they make it friendly to that side and hostile to
 *     the other; asked of both sides' races in earnest (more than one in twenty of the lesser side), friendly to both.
 *     They count for a faction of which a quarter of the spawns do something for characters, or that has three such givers.
 *  3. Too few such votes: the members' neighbours vote, in a circle of 100 yards, the same way; nobody near: friendly to both.
 *     Neighbours of the one side do not overrule quests of the other.
 *  4. A faction without services whose spawns mostly stand amid friendly townsfolk are guards: the neighbours vote.
 *  5. All others are hostile to both; those of which nearly all are of the lowest levels, or flagged to attack nobody, are neutral:
 *     they can be attacked and do not attack.
 * Then single creatures are set right: who starts or ends a quest is not hostile to those who may take it.
 */
import { ATTITUDES } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { DERIVED_ID_BASE } from './context.js';
import type { ImportContext } from './context.js';
import type { CreatureInfo } from './creatures.js';
import { PlaceGrid } from './place-grid.js';

export const HOSTILE = 0;
export const NEUTRAL = 1;
export const FRIENDLY = 2;

/** Attitudes to alliance and horde: 0 hostile, 1 neutral, 2 friendly. */
export interface Attitude {
  alliance: number;
  horde: number;
}

/** Votes of quests: asked of the alliance's races only, of the horde's only, of both. */
interface Votes {
  alliance: number;
  horde: number;
  both: number;
}

export interface FactionInput {
  readonly creatures: ReadonlyMap<number, CreatureInfo>;
  readonly spawnsOf: ReadonlyMap<number, readonly Row<'spawn'>[]>;
  /** For each quest actor the sides its quests are asked of: 1 alliance, 2 horde, 3 both. One entry a quest and role. */
  readonly questSides: ReadonlyMap<number, readonly number[]>;
}

const NEIGHBOUR_YARDS = 100;
const GUARD_YARDS = 40;
/** Spawns of a faction that are asked for their neighbours, at most. */
const MAX_SAMPLES = 200;
/** Share of the lesser side's quests above which a faction serves both. */
const BOTH_QUEST_SHARE = 0.05;
/** Share of the lesser side's neighbours above which a faction serves both, and of sided ones that count at all. */
const BOTH_NEIGHBOUR_SHARE = 0.15;
/** Share of quests asked of one side that counts beside those asked of both. */
const SIDED_QUEST_SHARE = 0.1;
/** So many quest givers with so many sided quests tell the side of a faction that mostly serves nobody. */
const STRONG_VOTERS = 3;
/** ExtraFlags: attacks nobody of its own accord. */
const EXTRA_PEACEFUL = 0x2;
/** Highest level of what lives in a place for beginners. */
const MEEK_LEVEL = 4;

interface FactionStat {
  readonly id: number;
  readonly members: CreatureInfo[];
  readonly votes: Votes;
  /** Members that start or end quests. */
  voters: number;
  spawns: Row<'spawn'>[];
  serving: number;
  meek: number;
  critters: number;
  guards: number;
}

/** Attitudes of all factions of the creatures, and of each creature. */
export class Factions {
  readonly byFaction = new Map<number, Attitude>();
  private readonly own = new Map<number, Attitude>();
  constructor(private readonly factionOf: ReadonlyMap<number, number>) {}

  of(creature: number): Attitude {
    return this.own.get(creature) ?? this.byFaction.get(this.factionOf.get(creature) ?? 0) ?? { alliance: NEUTRAL, horde: NEUTRAL };
  }
  /** Give one creature an attitude of its own. */
  set(creature: number, attitude: Attitude): void {
    this.own.set(creature, attitude);
  }
  overrides(): Iterable<[number, Attitude]> {
    return this.own;
  }
}

function collect(input: FactionInput): Map<number, FactionStat> {
  const stats = new Map<number, FactionStat>();
  for (const info of input.creatures.values()) {
    const id = info.source.faction;
    let stat = stats.get(id);
    if (stat === undefined) {
      stat = {
        id,
        members: [],
        votes: { alliance: 0, horde: 0, both: 0 },
        voters: 0,
        spawns: [],
        serving: 0,
        meek: 0,
        critters: 0,
        guards: 0,
      };
      stats.set(id, stat);
    }
    stat.members.push(info);
    const spawns = input.spawnsOf.get(info.row.id) ?? [];
    stat.spawns = stat.spawns.concat(spawns);
    if (info.service || info.guard || info.source.npcFlags !== 0) stat.serving += spawns.length;
    if (info.guard) stat.guards += spawns.length;
    if (info.row.kind === 'critter') stat.critters += spawns.length;
    if (info.row.max_level <= MEEK_LEVEL || (info.source.extraFlags & EXTRA_PEACEFUL) !== 0) stat.meek += spawns.length;
    if (input.questSides.has(info.row.id)) stat.voters++;
    for (const side of input.questSides.get(info.row.id) ?? []) {
      if (side === 1) stat.votes.alliance++;
      else if (side === 2) stat.votes.horde++;
      else stat.votes.both++;
    }
  }
  return new Map([...stats].sort((a, b) => a[0] - b[0]));
}

const BOTH: Attitude = { alliance: FRIENDLY, horde: FRIENDLY };
const OF_ALLIANCE: Attitude = { alliance: FRIENDLY, horde: HOSTILE };
const OF_HORDE: Attitude = { alliance: HOSTILE, horde: FRIENDLY };

function sided(alliance: number, horde: number, bothShare: number): Attitude {
  if (alliance + horde === 0 || Math.min(alliance, horde) > bothShare * (alliance + horde)) return BOTH;
  return alliance > horde ? OF_ALLIANCE : OF_HORDE;
}

/** Rule 2; null when the votes do not decide. */
function byQuests(stat: FactionStat): Attitude | null {
  const { alliance, horde, both } = stat.votes;
  if (alliance + horde < 2 || alliance + horde < SIDED_QUEST_SHARE * both) return null;
  return sided(alliance, horde, BOTH_QUEST_SHARE);
}

type Weights = { alliance: number; horde: number; friends: number };

/** Decided neighbours of a faction's spawns. */
function neighbours(stat: FactionStat, grid: PlaceGrid<Attitude>, radius: number): Weights & { amid: number; asked: number } {
  const step = Math.max(1, Math.floor(stat.spawns.length / MAX_SAMPLES));
  const sum = { alliance: 0, horde: 0, friends: 0, amid: 0, asked: 0 };
  for (let i = 0; i < stat.spawns.length; i += step) {
    const spawn = stat.spawns[i]!;
    let near = 0;
    for (const { value } of grid.near(spawn.map_id, spawn.x_yards, spawn.y_yards, radius)) {
      near++;
      if (value.alliance === FRIENDLY && value.horde !== FRIENDLY) sum.alliance++;
      else if (value.horde === FRIENDLY && value.alliance !== FRIENDLY) sum.horde++;
      else sum.friends++;
    }
    sum.asked++;
    if (near >= 3) sum.amid++;
  }
  return sum;
}

/** Rule 3. Few but unanimous quests stand against neighbours of the other side. */
function byNeighbours(stat: FactionStat, around: Weights): Attitude {
  const told =
    around.alliance + around.horde < BOTH_NEIGHBOUR_SHARE * around.friends
      ? BOTH
      : sided(around.alliance, around.horde, BOTH_NEIGHBOUR_SHARE);
  const { alliance, horde } = stat.votes;
  if (told === OF_HORDE && alliance >= 2 && horde === 0) return OF_ALLIANCE;
  if (told === OF_ALLIANCE && horde >= 2 && alliance === 0) return OF_HORDE;
  return told;
}

function addToGrid(grid: PlaceGrid<Attitude>, stat: FactionStat, attitude: Attitude, input: FactionInput): void {
  for (const info of stat.members) {
    if (info.source.npcFlags === 0 && !info.guard) continue;
    for (const spawn of input.spawnsOf.get(info.row.id) ?? []) grid.add(spawn.map_id, spawn.x_yards, spawn.y_yards, attitude);
  }
}

/** Decide all factions (rules 1 to 4), then add the faction rows. */
export function decideFactions(ctx: ImportContext, input: FactionInput): Factions {
  const stats = collect(input);
  const factions = new Factions(new Map([...input.creatures.values()].map((info) => [info.row.id, info.source.faction])));
  const fixed = new Map(
    ctx.facts.factions.map((fact) => [fact.id, { alliance: ATTITUDES.indexOf(fact.to_alliance), horde: ATTITUDES.indexOf(fact.to_horde) }]),
  );
  const grid = new PlaceGrid<Attitude>(NEIGHBOUR_YARDS);
  const open: FactionStat[] = [];
  for (const stat of stats.values()) {
    const decided = fixed.get(stat.id) ?? early(stat);
    if (decided === null) open.push(stat);
    else {
      factions.byFaction.set(stat.id, decided);
      if (decided.alliance === FRIENDLY || decided.horde === FRIENDLY) addToGrid(grid, stat, decided, input);
    }
  }
  const townsfolk = open.filter((stat) => serves(stat));
  const votes = townsfolk.map((stat) => [stat, byNeighbours(stat, neighbours(stat, grid, NEIGHBOUR_YARDS))] as const);
  for (const [stat, attitude] of votes) {
    factions.byFaction.set(stat.id, attitude);
    addToGrid(grid, stat, attitude, input);
  }
  for (const stat of open.filter((entry) => !serves(entry))) factions.byFaction.set(stat.id, wild(stat, grid));
  return factions;
}

function serves(stat: FactionStat): boolean {
  return stat.serving > 0 && stat.serving >= stat.spawns.length / 4;
}

/** What needs no neighbours: critters, and factions whose quests decide. Null: open. */
function early(stat: FactionStat): Attitude | null {
  if (stat.spawns.length > 0 && stat.critters > stat.spawns.length / 2 && stat.guards === 0) return { alliance: NEUTRAL, horde: NEUTRAL };
  if (serves(stat) || (stat.voters >= STRONG_VOTERS && stat.votes.alliance + stat.votes.horde >= STRONG_VOTERS)) return byQuests(stat);
  return null;
}

/** A faction that serves nobody (rules 4 and 5): guards amid townsfolk, else enemies. */
function wild(stat: FactionStat, grid: PlaceGrid<Attitude>): Attitude {
  const around = neighbours(stat, grid, GUARD_YARDS);
  if (around.asked > 0 && around.amid > around.asked * 0.6) return byNeighbours(stat, around);
  if (stat.spawns.length > 0 && stat.meek >= stat.spawns.length * 0.8) return { alliance: NEUTRAL, horde: NEUTRAL };
  return { alliance: HOSTILE, horde: HOSTILE };
}

/**
 * Who starts or ends a quest is not hostile to those it is asked of. Who must also be killed for one becomes neutral, others friendly.
 * A quest asked of both sides opens a creature that was hostile to both; one that serves a side keeps to its side.
 */
export function reconcileGivers(ctx: ImportContext, factions: Factions, input: FactionInput, targets: ReadonlySet<number>): void {
  for (const [creature, sides] of input.questSides) {
    const now = factions.of(creature);
    const mask = sides.reduce((all, side) => all | (side === 3 && (now.alliance !== HOSTILE || now.horde !== HOSTILE) ? 0 : side), 0);
    const wish = targets.has(creature) ? NEUTRAL : FRIENDLY;
    const next = {
      alliance: (mask & 1) !== 0 && now.alliance === HOSTILE ? wish : now.alliance,
      horde: (mask & 2) !== 0 && now.horde === HOSTILE ? wish : now.horde,
    };
    if (next.alliance === now.alliance && next.horde === now.horde) continue;
    factions.set(creature, next);
    ctx.report.derived('quest givers made friendlier than their faction');
  }
}

/** Add the faction rows and point the creatures at them; creatures with an attitude of their own get a faction made for it. */
export function writeFactions(ctx: ImportContext, factions: Factions, creatures: ReadonlyMap<number, CreatureInfo>): void {
  const facts = new Map(ctx.facts.factions.map((fact) => [fact.id, fact]));
  const reputations = new Set(ctx.world.reputation.map((row) => row.id));
  const word = (attitude: number): string => ATTITUDES[attitude]!;
  const rows = new Map<number, Row<'faction'>>();
  for (const [id, attitude] of factions.byFaction) {
    if (id < 1) continue;
    const fact = facts.get(id);
    const reputation = fact !== undefined && reputations.has(fact.reputation_id) ? fact.reputation_id : 0;
    rows.set(id, {
      id,
      name: fact?.name ?? `Faction ${id}`,
      to_alliance: word(attitude.alliance),
      to_horde: word(attitude.horde),
      reputation_id: reputation,
      derived: fact === undefined ? 1 : 0,
    });
    if (fact === undefined) ctx.report.derived('factions with attitudes to the sides');
  }
  for (const info of creatures.values()) info.row.faction_id = rows.has(info.source.faction) ? info.source.faction : 0;
  for (const [creature, attitude] of factions.overrides()) {
    const id = DERIVED_ID_BASE + 1 + attitude.alliance * 3 + attitude.horde;
    rows.set(id, {
      id,
      name: `Derived: ${word(attitude.alliance)} to alliance, ${word(attitude.horde)} to horde`,
      to_alliance: word(attitude.alliance),
      to_horde: word(attitude.horde),
      reputation_id: 0,
      derived: 1,
    });
    creatures.get(creature)!.row.faction_id = id;
  }
  ctx.world.faction.push(...[...rows.values()].sort((a, b) => a.id - b.id));
}

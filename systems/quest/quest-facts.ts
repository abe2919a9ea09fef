/**
 * What can be said of each quest from the content alone: where its objectives are, how long it takes, how strong one must be, and whether
 * a side can do it at all. Computed once; never written afterwards.
 */
import { distance } from '../../engine/integer-math.js';
import { CreatureRole, Objective, QuestFlag } from '../../data/content.js';
import type { Csr, WorldContent } from '../../data/content.js';
import { isElite } from '../rules/distances.js';

/** One fight with the way to the next opponent, seconds. */
export const KILL_SECONDS = 25;
/** Using one object with the way to the next, seconds. */
export const USE_SECONDS = 15;
/** Finding and paying a vendor, seconds. */
export const BUY_SECONDS = 30;
const TALK_SECONDS = 5;
/** Estimates stop here (4 h): what takes longer is as bad. */
const MAX_SECONDS = 14_400;
const PPM = 1_000_000;
/** Running, centiyards a second; escorts walk. */
const RUN = 700;
export const ESCORT_PACE = 400;
/** Ways that lead to another map count as this long, centiyards. */
export const OTHER_MAP_WALK = 200_000;
const HOSTILE = 0;
const FRIENDLY = 2;

export const SourceKind = { kill: 0, object: 1, vendor: 2 } as const;

/** A place: map index (-1 nowhere), centiyards. */
export interface Place {
  map: number;
  x: number;
  y: number;
}

/** What doing an objective in the best of its ways asks for. */
interface Way {
  seconds: number;
  level: number;
  elite: number;
  /** Creature kind of the ordinary opponent, -1 none. */
  kind: number;
  place: Place;
}

const SIDES = 2;

export class QuestFacts {
  /** Estimated time of the whole quest for one bot of its level, seconds, ways included. */
  readonly seconds: Int32Array;
  /** The walking in it: starter, objectives, nearest ender, centiyards. */
  readonly walk: Int32Array;
  /** 1 when it leads to another map than its starter's: into a dungeon, across the water. */
  readonly abroad: Uint8Array;
  /** Creatures to kill and items to collect in all; and 1 when the work lies in the quest's own zone, else 0. */
  readonly kills: Int32Array;
  readonly items: Int32Array;
  readonly atHome: Uint8Array;
  /** Bit s: a bot of side s (0 alliance, 1 horde) can do every objective and turn it in. */
  readonly feasible: Uint8Array;
  /** 1 when it asks for an item that is neither dropped nor sold (from another quest, a lockbox, the water): who takes it has that already. */
  readonly atHand: Uint8Array;
  /** Strongest ordinary opponent it takes, and strongest elite one; levels, 0 none. */
  readonly dangerLevel: Uint8Array;
  readonly eliteLevel: Uint8Array;
  /** Kind of that strongest ordinary opponent, -1 none. */
  readonly dangerKind: Int32Array;
  /** Objective row -> place nearest to the quest's first starter; map -1 when there is none. */
  readonly spotMap: Int32Array;
  readonly spotX: Int32Array;
  readonly spotY: Int32Array;
  /** Objective row -> the ways to its item (rows of `itemSources`), best first: by effort and distance from the starter; collect only. */
  readonly sources: readonly (Int32Array | undefined)[];
  /** creature -> kinds whose death counts for a kill objective of that creature (itself first). */
  readonly killCredits: Csr;
  /** quest -> quests that have it as next in their chain. */
  readonly chainBefore: Csr;

  readonly #sources: (Int32Array | undefined)[] = [];

  constructor(private readonly content: WorldContent) {
    const { quests, creatures } = content;
    const rows = quests.objectiveKind.length;
    this.seconds = new Int32Array(quests.count);
    this.walk = new Int32Array(quests.count);
    this.abroad = new Uint8Array(quests.count);
    this.kills = new Int32Array(quests.count);
    this.items = new Int32Array(quests.count);
    this.atHome = new Uint8Array(quests.count);
    this.feasible = new Uint8Array(quests.count);
    this.atHand = new Uint8Array(quests.count);
    this.dangerLevel = new Uint8Array(quests.count);
    this.eliteLevel = new Uint8Array(quests.count);
    this.dangerKind = new Int32Array(quests.count).fill(-1);
    this.spotMap = new Int32Array(rows).fill(-1);
    this.spotX = new Int32Array(rows);
    this.spotY = new Int32Array(rows);
    this.sources = this.#sources;
    this.killCredits = lists(creatures.count, (add) => {
      for (let c = 0; c < creatures.count; c++) add(c, c);
      for (let c = 0; c < creatures.count; c++)
        if (creatures.killCredit[c]! >= 0 && creatures.killCredit[c] !== c) add(creatures.killCredit[c]!, c);
    });
    this.chainBefore = lists(quests.count, (add) =>
      quests.nextInChain.forEach((next, q) => {
        if (next >= 0) add(next, q);
      }),
    );
    for (let q = 0; q < quests.count; q++) {
      this.#measure(q);
      this.#tally(q);
    }
  }

  #tally(quest: number): void {
    const { quests, zones } = this.content;
    let away = quests.zone[quest]! < 0;
    for (let k = quests.objectives.offsets[quest]!; k < quests.objectives.offsets[quest + 1]!; k++) {
      const row = quests.objectives.values[k]!;
      if (quests.objectiveKind[row] === Objective.kill) this.kills[quest]! += quests.objectiveCount[row]!;
      if (quests.objectiveKind[row] === Objective.collect) this.items[quest]! += quests.objectiveCount[row]!;
      if (this.spotMap[row]! >= 0 && zones.at(this.spotMap[row]!, this.spotX[row]!, this.spotY[row]!) !== quests.zone[quest]) away = true;
    }
    this.atHome[quest] = away ? 0 : 1;
  }

  #measure(quest: number): void {
    const { quests, givers } = this.content;
    const first = quests.objectives.offsets[quest]!;
    const end = quests.objectives.offsets[quest + 1]!;
    const start = this.#startOf(quest);
    let seconds = 0;
    let walk = 0;
    let last = start;
    let feasible = this.#endsFor(quest);
    const automatic = (quests.flags[quest]! & QuestFlag.autoComplete) !== 0;
    for (let k = first; k < end; k++) {
      const row = quests.objectives.values[k]!;
      if (automatic && quests.objectiveKind[row] !== Objective.collect) continue;
      if (isWithoutSource(this.content, quest, row)) {
        this.atHand[quest] = 1;
        continue;
      }
      const best: (Way | undefined)[] = [this.#way(quest, row, 0, start), this.#way(quest, row, 1, start)];
      for (let side = 0; side < SIDES; side++) if (best[side] === undefined) feasible &= ~(1 << side);
      const way = best[0] ?? best[1];
      if (way === undefined) continue;
      seconds += way.seconds;
      if (way.level > this.dangerLevel[quest]!) {
        this.dangerLevel[quest] = way.level;
        this.dangerKind[quest] = way.kind;
      }
      this.eliteLevel[quest] = Math.max(this.eliteLevel[quest]!, way.elite);
      this.spotMap[row] = way.place.map;
      this.spotX[row] = way.place.x;
      this.spotY[row] = way.place.y;
      walk += span(this.content, last, way.place);
      if (way.place.map >= 0 && way.place.map !== start.map) this.abroad[quest] = 1;
      if (way.place.map >= 0) last = way.place;
    }
    const enders = givers.endersOf;
    if (enders.offsets[quest]! < enders.offsets[quest + 1]!) walk += span(this.content, last, nearestOf(enders, quest, givers, last));
    this.walk[quest] = Math.min(walk, MAX_SECONDS * RUN);
    this.seconds[quest] = Math.min(MAX_SECONDS, seconds + Math.floor(walk / RUN));
    this.feasible[quest] = feasible;
  }

  #startOf(quest: number): Place {
    const { startersOf, endersOf, map, x, y } = this.content.givers;
    for (const of of [startersOf, endersOf]) {
      if (of.offsets[quest]! === of.offsets[quest + 1]!) continue;
      const giver = of.values[of.offsets[quest]!]!;
      return { map: map[giver]!, x: x[giver]!, y: y[giver]! };
    }
    return NOWHERE;
  }

  /** Sides that have somebody to turn the quest in to. */
  #endsFor(quest: number): number {
    const { givers, creatures, spawns } = this.content;
    let sides = 0;
    for (let k = givers.endersOf.offsets[quest]!; k < givers.endersOf.offsets[quest + 1]!; k++) {
      const giver = givers.endersOf.values[k]!;
      if (givers.kind[giver] !== 0) return 3;
      const creature = spawns.creature[givers.spawn[giver]!]!;
      if (creatures.toAlliance[creature] !== HOSTILE) sides |= 1;
      if (creatures.toHorde[creature] !== HOSTILE) sides |= 2;
    }
    return sides;
  }

  /** The best way a side has to do an objective; undefined when it has none. */
  #way(quest: number, row: number, side: number, near: Place): Way | undefined {
    const { quests, spawnsOf, spawns, objectSpawnsOf, objectSpawns } = this.content;
    const target = quests.objectiveTarget[row]!;
    const count = quests.objectiveCount[row]!;
    switch (quests.objectiveKind[row]) {
      case Objective.kill:
        return this.#anyKill(target, count * KILL_SECONDS, side, near);
      case Objective.collect:
        return target === quests.sourceItem[quest]
          ? { seconds: 0, level: 0, elite: 0, kind: -1, place: NOWHERE }
          : this.#collectWay(row, count, side, near);
      case Objective.useObject:
        return placed(nearestOf(objectSpawnsOf, target, objectSpawns, near), count * USE_SECONDS);
      case Objective.talk:
        return placed(nearestOf(spawnsOf, target, spawns, near), TALK_SECONDS);
      default: {
        const place = { map: quests.objectiveMap[row]!, x: quests.objectiveX[row]!, y: quests.objectiveY[row]! };
        const escorted = quests.objectiveKind[row] === Objective.escort ? Math.floor(span(this.content, near, place) / ESCORT_PACE) : 0;
        return placed(place, TALK_SECONDS + escorted);
      }
    }
  }

  /** Of the kinds whose death counts, the first this side can fight; one that is not elite if there is one. */
  #anyKill(target: number, seconds: number, side: number, near: Place): Way | undefined {
    let best: Way | undefined;
    for (let k = this.killCredits.offsets[target]!; k < this.killCredits.offsets[target + 1]!; k++) {
      const way = this.#killWay(this.killCredits.values[k]!, seconds, side, near);
      if (way !== undefined && (best === undefined || (best.elite > 0 && way.elite === 0))) best = way;
    }
    return best;
  }

  #killWay(kind: number, seconds: number, side: number, near: Place): Way | undefined {
    const { creatures, spawnsOf, spawns } = this.content;
    if (!attackable(this.content, kind, side)) return undefined;
    const elite = isElite(creatures.rank[kind]!);
    const level = typicalLevel(this.content, kind);
    return {
      seconds,
      level: elite ? 0 : level,
      elite: elite ? level : 0,
      kind: elite ? -1 : kind,
      place: nearestOf(spawnsOf, kind, spawns, near),
    };
  }

  #collectWay(row: number, count: number, side: number, near: Place): Way | undefined {
    const item = this.content.quests.objectiveTarget[row]!;
    const { rows } = this.content.itemSources;
    const ranked: { source: number; cost: number }[] = [];
    let best: Way | undefined;
    for (let k = rows.offsets[item]!; k < rows.offsets[item + 1]!; k++) {
      const way = this.#sourceWay(rows.values[k]!, count, side, near);
      if (way === undefined) continue;
      ranked.push({ source: rows.values[k]!, cost: wayCost(this.content, way, near) });
      if (best === undefined || wayCost(this.content, way, near) < wayCost(this.content, best, near)) best = way;
    }
    this.#keepSources(row, ranked);
    return best;
  }

  /** Both sides' best sources of an objective, put together. */
  #keepSources(row: number, ranked: { source: number; cost: number }[]): void {
    ranked.sort((a, b) => a.cost - b.cost || a.source - b.source);
    const mine = ranked.slice(0, MAX_SOURCES).map((r) => r.source);
    const before = this.#sources[row];
    this.#sources[row] = Int32Array.from(before === undefined ? mine : [...before, ...mine.filter((s) => !before.includes(s))]);
  }

  #sourceWay(at: number, count: number, side: number, near: Place): Way | undefined {
    const { itemSources, spawnsOf, spawns, objectSpawnsOf, objectSpawns } = this.content;
    const source = itemSources.source[at]!;
    const effort = (unit: number): number => Math.min(MAX_SECONDS, Math.ceil((count * unit * PPM) / itemSources.chancePpm[at]!));
    if (itemSources.kind[at] === SourceKind.kill) return this.#killWay(source, effort(KILL_SECONDS), side, near);
    if (itemSources.kind[at] === SourceKind.object)
      return placed(nearestOf(objectSpawnsOf, source, objectSpawns, near), effort(USE_SECONDS));
    return friendlyEnough(this.content, source, side) ? placed(nearestOf(spawnsOf, source, spawns, near), BUY_SECONDS) : undefined;
  }
}

/** True for an objective that asks for an item with no source to go to; the quest does not hand it out either. */
export function isWithoutSource({ quests, itemSources }: WorldContent, quest: number, row: number): boolean {
  const item = quests.objectiveTarget[row]!;
  if (quests.objectiveKind[row] !== Objective.collect || item === quests.sourceItem[quest]) return false;
  return itemSources.rows.offsets[item] === itemSources.rows.offsets[item + 1];
}

/** Sources kept of an objective for each side. */
const MAX_SOURCES = 8;
const NOWHERE: Place = { map: -1, x: 0, y: 0 };
/** An elite opponent counts like an hour of work. */
const ELITE_SECONDS = 3600;

function wayCost(content: WorldContent, way: Way, near: Place): number {
  return way.seconds + span(content, near, way.place) / RUN + (way.elite > 0 ? ELITE_SECONDS : 0);
}

function placed(place: Place, seconds: number): Way | undefined {
  return place.map < 0 ? undefined : { seconds, level: 0, elite: 0, kind: -1, place };
}

/** Walk from one place to another, centiyards; nowhere is no walk. To another map by the best link that leads there, its passage counted as a walk. */
function span(content: WorldContent, from: Place, to: Place): number {
  if (from.map < 0 || to.map < 0) return 0;
  if (from.map === to.map) return distance(from.x, from.y, to.x, to.y);
  const { links } = content;
  let best = OTHER_MAP_WALK;
  for (let l = 0; l < links.count; l++) {
    if (links.fromMap[l] !== from.map || links.toMap[l] !== to.map) continue;
    const passage = Math.floor((links.travelMs[l]! * RUN) / 1000);
    const walk = distance(from.x, from.y, links.fromX[l]!, links.fromY[l]!) + passage + distance(links.toX[l]!, links.toY[l]!, to.x, to.y);
    best = Math.min(best, walk);
  }
  return best;
}

interface Places {
  readonly map: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/** The nearest of a list of places (ties: first); on another map the first; nowhere when the list is empty. */
function nearestOf(of: Csr, row: number, places: Places, near: Place): Place {
  let best = -1;
  let bestSpan = Infinity;
  for (let k = of.offsets[row]!; k < of.offsets[row + 1]!; k++) {
    const at = of.values[k]!;
    const d = near.map !== places.map[at] ? OTHER_MAP_WALK * 2 : distance(near.x, near.y, places.x[at]!, places.y[at]!);
    if (d < bestSpan) {
      best = at;
      bestSpan = d;
    }
  }
  return best < 0 ? NOWHERE : { map: places.map[best]!, x: places.x[best]!, y: places.y[best]! };
}

/** True when a side may fight a kind of creature that stands somewhere. */
function attackable(content: WorldContent, kind: number, side: number): boolean {
  const { creatures, spawnsOf } = content;
  if ((creatures.roles[kind]! & CreatureRole.noCombat) !== 0 || spawnsOf.offsets[kind] === spawnsOf.offsets[kind + 1]) return false;
  return (side === 1 ? creatures.toHorde : creatures.toAlliance)[kind] !== FRIENDLY;
}
function friendlyEnough(content: WorldContent, kind: number, side: number): boolean {
  return (side === 1 ? content.creatures.toHorde : content.creatures.toAlliance)[kind] !== HOSTILE;
}

/** Level between the lowest and the highest of a kind, rounded up. */
export function typicalLevel(content: WorldContent, kind: number): number {
  return Math.ceil((content.creatures.minLevel[kind]! + content.creatures.maxLevel[kind]!) / 2);
}

/** Compress a look-up given by pairs; the values of a row keep the order in which they are added. */
export function lists(rows: number, each: (add: (row: number, value: number) => void) => void): Csr {
  const offsets = new Int32Array(rows + 1);
  each((row) => void offsets[row + 1]!++);
  for (let r = 0; r < rows; r++) offsets[r + 1]! += offsets[r]!;
  const next = offsets.slice();
  const values = new Int32Array(offsets[rows]!);
  each((row, value) => void (values[next[row]!++] = value));
  return { offsets, values };
}

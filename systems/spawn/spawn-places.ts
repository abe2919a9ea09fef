/** Where bots of a scenario can begin: at a quest giver for their level, or in a town with an auctioneer. */
import { distance } from '../../engine/integer-math.js';
import { drawBelow } from '../../engine/random.js';
import { QuestFlag, QuestType } from '../../data/content.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import type { Spot } from './populate.js';

const HOSTILE = 0;
const WORLD_MAP = 0;
/** A quest suits bots from its lowest level, and at most LEVELS_BELOW under its own, to LEVELS_ABOVE above it. */
const LEVELS_BELOW = 3;
const LEVELS_ABOVE = 2;
const SIDES = 3;
/** Work farther than this from its giver (900 yards) is no reason to begin there, centiyards. */
const NEAR_WORK = 90_000;

export class SpawnPlaces {
  /** Givers by side and level, one entry for each quest that suits. */
  readonly #byLevel: number[][];
  readonly #towns: number[][];
  readonly #levels: number;

  constructor(private readonly world: World) {
    const { content } = world;
    this.#levels = content.maxLevel + 1;
    this.#byLevel = Array.from({ length: SIDES * this.#levels }, () => []);
    const { givers, quests } = content;
    for (let g = 0; g < givers.count; g++) {
      if (content.maps.kind[givers.map[g]!] !== WORLD_MAP) continue;
      for (let k = givers.starts.offsets[g]!; k < givers.starts.offsets[g + 1]!; k++) this.#add(g, givers.starts.values[k]!, quests);
    }
    this.#towns = Array.from({ length: SIDES }, (_, side) => this.#townsOf(side));
  }

  #add(giver: number, quest: number, quests: World['content']['quests']): void {
    const type = quests.type[quest]!;
    if (quests.prev[quest] !== 0 || (quests.flags[quest]! & QuestFlag.unavailable) !== 0 || quests.requiredSkill[quest] !== 0) return;
    if (type === QuestType.dungeon || type === QuestType.raid || type === QuestType.pvp) return;
    if (!this.#workIsNear(giver, quest)) return;
    const last = Math.min(this.#levels - 1, quests.level[quest]! + LEVELS_ABOVE);
    for (let side = 0; side < SIDES; side++) {
      if (!this.#friendly(giver, side) || !this.#sideMayTake(quest, side)) continue;
      for (let level = Math.max(1, quests.minLevel[quest]!, quests.level[quest]! - LEVELS_BELOW); level <= last; level++)
        this.#byLevel[side * this.#levels + level]!.push(giver);
    }
  }

  /** True when every objective with a known place lies within NEAR_WORK of the giver. */
  #workIsNear(giver: number, quest: number): boolean {
    const { givers, quests } = this.world.content;
    const { facts } = this.world.derived.quests;
    for (let k = quests.objectives.offsets[quest]!; k < quests.objectives.offsets[quest + 1]!; k++) {
      const row = quests.objectives.values[k]!;
      if (facts.spotMap[row] !== givers.map[giver]) return false;
      if (distance(facts.spotX[row]!, facts.spotY[row]!, givers.x[giver]!, givers.y[giver]!) > NEAR_WORK) return false;
    }
    return true;
  }

  #friendly(giver: number, side: number): boolean {
    const { givers, spawns, creatures } = this.world.content;
    if (givers.kind[giver] !== 0) return true;
    const creature = spawns.creature[givers.spawn[giver]!]!;
    return (side === 1 ? creatures.toHorde : creatures.toAlliance)[creature] !== HOSTILE;
  }

  #sideMayTake(quest: number, side: number): boolean {
    const { quests, races } = this.world.content;
    const mask = quests.raceMask[quest]!;
    if (mask === 0) return true;
    for (let r = 0; r < races.count; r++) if (races.side[r] === side && (mask & (1 << (races.id[r]! - 1))) !== 0) return true;
    return false;
  }

  #townsOf(side: number): number[] {
    const { auctioneers, maps } = this.world.content;
    const towns: number[] = [];
    for (let a = 0; a < auctioneers.count; a++) {
      const attitude = (side === 1 ? auctioneers.toHorde : auctioneers.toAlliance)[a];
      if (attitude !== HOSTILE && maps.kind[auctioneers.map[a]!] === WORLD_MAP) towns.push(a);
    }
    return towns;
  }

  /** A quest giver with something for the level (or the nearest level that has any), drawn by uid. */
  hub(side: number, level: number, uid: number, otherwise: Spot): Spot {
    const { givers } = this.world.content;
    for (let off = 0; off < this.#levels; off++) {
      for (const l of [level - off, level + off]) {
        const list = l >= 1 && l < this.#levels ? this.#byLevel[side * this.#levels + l]! : [];
        if (list.length === 0) continue;
        const g = list[drawBelow(list.length, this.world.seed, uid, 0, Salt.birth, 30)]!;
        return { map: givers.map[g]!, x: givers.x[g]!, y: givers.y[g]! };
      }
    }
    return otherwise;
  }

  /** An auctioneer of the side, drawn by uid. */
  town(side: number, uid: number, otherwise: Spot): Spot {
    const list = this.#towns[side]!;
    if (list.length === 0) return otherwise;
    const { auctioneers } = this.world.content;
    const a = list[drawBelow(list.length, this.world.seed, uid, 0, Salt.birth, 31)]!;
    return { map: auctioneers.map[a]!, x: auctioneers.x[a]!, y: auctioneers.y[a]! };
  }
}

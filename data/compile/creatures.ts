/** Creatures and objects, where they stand, and the places of the services they give. */
import { CreatureRole } from '../content.js';
import type { Creatures, Factions, Objects, ObjectSpawns, Services, Trainers, Spawns, WorldContent } from '../content.js';
import { CREATURE_KINDS, CREATURE_RANKS, CREATURE_ROLES, OBJECT_KINDS } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { centi, i32, u8, wordMask, wordNumber } from './columns.js';
import type { IdIndex } from './columns.js';
import type { LootIndex } from './loot.js';

const NEUTRAL = 1;
const FRIENDLY = 2;
const MAILBOX = 0;

export function compileCreatures(
  rows: readonly Row<'creature'>[],
  ids: IdIndex,
  factionIds: IdIndex,
  factions: Factions,
  houses: IdIndex,
  loot: LootIndex,
): Creatures {
  const rank = wordNumber(CREATURE_RANKS);
  const kind = wordNumber(CREATURE_KINDS);
  const roles = wordMask(CREATURE_ROLES);
  const faction = i32(rows, (r) => factionIds.maybe(r.faction_id));
  const attitude = (to: Uint8Array): Uint8Array => Uint8Array.from(faction, (f) => (f < 0 ? NEUTRAL : to[f]!));
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    minLevel: u8(rows, (r) => r.min_level),
    maxLevel: u8(rows, (r) => r.max_level),
    rank: u8(rows, (r) => rank(r.rank)),
    kind: u8(rows, (r) => kind(r.kind)),
    faction,
    toAlliance: attitude(factions.toAlliance),
    toHorde: attitude(factions.toHorde),
    minHealth: i32(rows, (r) => r.min_health),
    maxHealth: i32(rows, (r) => r.max_health),
    minDamageCenti: i32(rows, (r) => centi(r.min_damage)),
    maxDamageCenti: i32(rows, (r) => centi(r.max_damage)),
    attackMs: i32(rows, (r) => r.attack_ms),
    armor: i32(rows, (r) => r.armor),
    xpPercent: i32(rows, (r) => r.xp_percent),
    loot: i32(rows, (r) => loot.maybe('creature', r.loot_id)),
    minMoney: i32(rows, (r) => r.min_money_copper),
    maxMoney: i32(rows, (r) => r.max_money_copper),
    roles: i32(rows, (r) => roles(r.roles)),
    auctionHouse: i32(rows, (r) => houses.maybe(r.auction_house_id)),
    killCredit: i32(rows, (r) => ids.maybe(r.kill_credit_id)),
    skinning: i32(rows, (r) => loot.maybe('skinning', r.skinning_loot_id)),
    pickpocket: i32(rows, (r) => loot.maybe('pickpocketing', r.pickpocket_loot_id)),
  };
}

export function compileSpawns(rows: readonly Row<'spawn'>[], creatures: IdIndex, maps: IdIndex): Spawns {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    creature: i32(rows, (r) => creatures.of(r.creature_id)),
    map: i32(rows, (r) => maps.of(r.map_id)),
    x: i32(rows, (r) => centi(r.x_yards)),
    y: i32(rows, (r) => centi(r.y_yards)),
    respawnMs: seconds(rows),
  };
}

export function compileObjects(rows: readonly Row<'object'>[], loot: LootIndex): Objects {
  const kind = wordNumber(OBJECT_KINDS);
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    kind: u8(rows, (r) => kind(r.kind)),
    loot: i32(rows, (r) => loot.maybe('object', r.loot_id)),
  };
}

export function compileObjectSpawns(rows: readonly Row<'object_spawn'>[], objects: IdIndex, maps: IdIndex): ObjectSpawns {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    object: i32(rows, (r) => objects.of(r.object_id)),
    map: i32(rows, (r) => maps.of(r.map_id)),
    x: i32(rows, (r) => centi(r.x_yards)),
    y: i32(rows, (r) => centi(r.y_yards)),
    respawnMs: seconds(rows),
  };
}

/** 2^31 - 1 milliseconds are 24 days: longer times are cut to that, since no run lasts as long. */
const MS_MAX = 2_147_483_647;

export function secondsToMs(seconds: number): number {
  return Math.min(seconds * 1000, MS_MAX);
}

function seconds(rows: readonly { readonly respawn_seconds: number }[]): Int32Array {
  return i32(rows, (r) => secondsToMs(r.respawn_seconds));
}

type ServiceTables = Pick<WorldContent, 'vendors' | 'repairers' | 'auctioneers' | 'mailboxes' | 'innkeepers' | 'trainers'>;

/** The places of each service. An auctioneer without a house is none; a trainer is one by its role or by the table `trainer` (creature to class, -1 none). */
export function compileServices(
  creatures: Creatures,
  spawns: Spawns,
  objects: Objects,
  objectSpawns: ObjectSpawns,
  trainers: ReadonlyMap<number, number>,
): ServiceTables {
  const withRole = (role: number): Services => creatureServices(creatures, spawns, (c) => (creatures.roles[c]! & role) !== 0);
  return {
    vendors: withRole(CreatureRole.vendor),
    repairers: withRole(CreatureRole.repair),
    auctioneers: creatureServices(
      creatures,
      spawns,
      (c) => (creatures.roles[c]! & CreatureRole.auctioneer) !== 0 && creatures.auctionHouse[c]! >= 0,
    ),
    mailboxes: mailboxServices(objects, objectSpawns),
    innkeepers: withRole(CreatureRole.innkeeper),
    trainers: compileTrainers(creatures, spawns, trainers),
  };
}

function compileTrainers(creatures: Creatures, spawns: Spawns, classOf: ReadonlyMap<number, number>): Trainers {
  const services = creatureServices(creatures, spawns, (c) => (creatures.roles[c]! & CreatureRole.trainer) !== 0 || classOf.has(c));
  return { ...services, cls: Int32Array.from(services.spawn, (s) => classOf.get(spawns.creature[s]!) ?? -1) };
}

function creatureServices(creatures: Creatures, spawns: Spawns, serves: (creature: number) => boolean): Services {
  const spawn: number[] = [];
  for (let s = 0; s < spawns.count; s++) if (serves(spawns.creature[s]!)) spawn.push(s);
  const of = (values: ArrayLike<number>): Int32Array => i32(spawn, (s) => values[spawns.creature[s]!]!);
  return {
    count: spawn.length,
    spawn: Int32Array.from(spawn),
    map: i32(spawn, (s) => spawns.map[s]!),
    x: i32(spawn, (s) => spawns.x[s]!),
    y: i32(spawn, (s) => spawns.y[s]!),
    roles: of(creatures.roles),
    house: of(creatures.auctionHouse),
    toAlliance: Uint8Array.from(of(creatures.toAlliance)),
    toHorde: Uint8Array.from(of(creatures.toHorde)),
  };
}

/** Mailboxes serve everybody; `spawn` is an object spawn. */
function mailboxServices(objects: Objects, spawns: ObjectSpawns): Services {
  const spawn: number[] = [];
  for (let s = 0; s < spawns.count; s++) if (objects.kind[spawns.object[s]!] === MAILBOX) spawn.push(s);
  return {
    count: spawn.length,
    spawn: Int32Array.from(spawn),
    map: i32(spawn, (s) => spawns.map[s]!),
    x: i32(spawn, (s) => spawns.x[s]!),
    y: i32(spawn, (s) => spawns.y[s]!),
    roles: new Int32Array(spawn.length),
    house: new Int32Array(spawn.length).fill(-1),
    toAlliance: new Uint8Array(spawn.length).fill(FRIENDLY),
    toHorde: new Uint8Array(spawn.length).fill(FRIENDLY),
  };
}

/** What quests ask for, whether it can be done in this world, and where places to reach are. */
import { QUEST_FLAGS } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { clampInt, numberedValues, yards } from './context.js';
import type { ImportContext, Place } from './context.js';
import type { CreatureInfo } from './creatures.js';
import { FRIENDLY, HOSTILE, NEUTRAL } from './factions.js';
import type { Factions } from './factions.js';
import type { ItemOrigins } from './item-origins.js';
import { QUEST_FLAG, QUEST_TYPE, SPECIAL_FLAG, unavailable } from './quest-rows.js';
import type { QuestInfo } from './quest-rows.js';
import type { Relation } from './quest-relations.js';
import { PlaceGrid } from './place-grid.js';

export interface QuestWorld {
  readonly quests: ReadonlyMap<number, QuestInfo>;
  readonly relations: ReadonlyMap<number, readonly Relation[]>;
  readonly creatures: ReadonlyMap<number, CreatureInfo>;
  readonly factions: Factions;
  readonly creaturePlaces: ReadonlyMap<number, readonly Place[]>;
  readonly objectPlaces: ReadonlyMap<number, readonly Place[]>;
  /** Creatures whose kill counts for another: credited creature -> creatures. */
  readonly credits: ReadonlyMap<number, readonly number[]>;
}

/** How near counts as there, for places the dump does not give. */
const DERIVED_RADIUS_YARDS = 30;
/** A place to explore lies between these distances from the giver when nothing better is known. */
const EXPLORE_NEAR_YARDS = 80;
const EXPLORE_FAR_YARDS = 600;
/** Giver and ender nearer than this are no way to go. */
const SAME_PLACE_YARDS = 40;

/** Sides that can really take a quest: their races are asked, and a starter and an ender are not hostile to them. */
export function effectiveSides(world: QuestWorld, quest: QuestInfo): number {
  const relations = world.relations.get(quest.row.id) ?? [];
  const open = (role: 'start' | 'end'): number =>
    relations
      .filter((relation) => relation.role === role)
      .reduce((all, relation) => {
        if (relation.kind !== 'creature') return 3;
        const attitude = world.factions.of(relation.actor);
        return all | (attitude.alliance !== HOSTILE ? 1 : 0) | (attitude.horde !== HOSTILE ? 2 : 0);
      }, 0);
  return quest.raceSides & open('start') & open('end');
}

/** Creatures that are to be killed for quests, with the sides that ask (1, 2, 3). */
export function killTargets(world: QuestWorld): Map<number, number> {
  const out = new Map<number, number>();
  for (const quest of world.quests.values()) {
    const sides = effectiveSides(world, quest);
    if (sides === 0) continue;
    for (const target of numberedValues(quest.source, 'reqTarget', 4)) if (target > 0) out.set(target, (out.get(target) ?? 0) | sides);
  }
  return out;
}

/**
 * Let creatures be attacked by those who must kill them: who is friendly to a side that asks for his death, serves nobody and
 * is no guard, becomes neutral to it; flags against attack that a script would lift are lifted.
 */
export function reconcileTargets(ctx: ImportContext, world: QuestWorld, targets: ReadonlyMap<number, number>): void {
  for (const [creature, sides] of targets) {
    const info = world.creatures.get(creature);
    if (info === undefined || info.service || info.guard || info.roles.has('quest_giver') || info.source.npcFlags !== 0) continue;
    const fights = info.row.loot_id > 0 || info.row.max_money_copper > 0 || info.row.max_health > 50;
    if (!fights || info.row.kind === 'totem') continue;
    if (info.roles.delete('no_combat')) ctx.report.derived('quest enemies that flags kept from being attacked');
    const now = world.factions.of(creature);
    const next = {
      alliance: (sides & 1) !== 0 && now.alliance === FRIENDLY ? NEUTRAL : now.alliance,
      horde: (sides & 2) !== 0 && now.horde === FRIENDLY ? NEUTRAL : now.horde,
    };
    if (next.alliance === now.alliance && next.horde === now.horde) continue;
    world.factions.set(creature, next);
    ctx.report.derived('quest enemies made less friendly than their faction');
  }
}

/** Whether characters of all of these sides can attack a creature. */
export function attackable(world: QuestWorld, creature: number, sides: number): boolean {
  const info = world.creatures.get(creature);
  if (info === undefined || info.roles.has('no_combat')) return false;
  const attitude = world.factions.of(creature);
  return ((sides & 1) === 0 || attitude.alliance !== FRIENDLY) && ((sides & 2) === 0 || attitude.horde !== FRIENDLY);
}

/** Builds the objectives of one quest after another. */
export class ObjectiveBuilder {
  private readonly enemies = new PlaceGrid<number>(200);
  private readonly waypoints = new Map<number, { point: number; x: number; y: number }>();
  private readonly objects: ReadonlySet<number>;
  /** Quests that get a place to go to although their items are handed out. */
  private readonly goThere = new Set<number>();

  constructor(
    private readonly ctx: ImportContext,
    private readonly world: QuestWorld,
    private readonly origins: ItemOrigins,
  ) {
    this.objects = new Set(ctx.world.object.map((row) => row.id));
    for (const row of ctx.src.script_waypoint) {
      const last = this.waypoints.get(row.entry);
      if (last === undefined || row.point > last.point) this.waypoints.set(row.entry, row);
    }
    for (const info of world.creatures.values()) {
      const attitude = world.factions.of(info.row.id);
      if (attitude.alliance !== HOSTILE || attitude.horde !== HOSTILE || info.roles.has('no_combat')) continue;
      for (const place of world.creaturePlaces.get(info.row.id) ?? []) this.enemies.add(place.map, place.x, place.y, info.row.max_level);
    }
  }

  /** Add the objectives of a quest, set its type and flags. */
  build(quest: QuestInfo): void {
    const sides = effectiveSides(this.world, quest);
    this.checkActors(quest, sides);
    const objectives: Row<'quest_objective'>[] = [];
    const add = (part: Partial<Row<'quest_objective'>> & { kind: string }): void => {
      objectives.push({
        quest_id: quest.row.id,
        row: objectives.length,
        target_id: 0,
        count: 1,
        map_id: 0,
        x_yards: 0,
        y_yards: 0,
        radius_yards: 10,
        derived: 0,
        ...part,
      });
    };
    this.targets(quest, sides === 0 ? quest.raceSides : sides, add);
    this.items(quest, sides === 0 ? quest.raceSides : sides, add);
    this.place(quest, objectives.length, add);
    const kept = objectives.slice(0, 8);
    this.ctx.world.quest_objective.push(...kept);
    quest.row.type = this.typeOf(quest, kept);
    if (quest.row.type === 'raid') quest.row.suggested_players = Math.max(quest.row.suggested_players, 10);
    if (quest.row.type === 'dungeon') quest.row.suggested_players = Math.max(quest.row.suggested_players, 5);
    quest.row.flags = QUEST_FLAGS.filter((flag) => quest.flags.has(flag)).join('|');
  }

  private checkActors(quest: QuestInfo, sides: number): void {
    const relations = this.world.relations.get(quest.row.id) ?? [];
    const starts = relations.filter((relation) => relation.role === 'start');
    const ends = relations.filter((relation) => relation.role === 'end');
    if (starts.length === 0) unavailable(this.ctx, quest, 'nobody starts it');
    else if (ends.length === 0) unavailable(this.ctx, quest, 'nobody ends it');
    else if (!starts.some((relation) => this.placed(relation, quest))) unavailable(this.ctx, quest, 'who starts it stands nowhere');
    else if (!ends.some((relation) => this.placed(relation, quest))) unavailable(this.ctx, quest, 'who ends it stands nowhere');
    else if (sides === 0) unavailable(this.ctx, quest, 'who starts or ends it is hostile to those it is asked of');
  }

  private placed(relation: Relation, quest: QuestInfo): boolean {
    if (relation.kind === 'item') return this.origins.reachable(relation.actor, quest.raceSides);
    return this.placesOf(relation).length > 0;
  }

  private placesOf(relation: Relation): readonly Place[] {
    if (relation.kind === 'item') return [];
    return (relation.kind === 'creature' ? this.world.creaturePlaces : this.world.objectPlaces).get(relation.actor) ?? [];
  }

  private targets(quest: QuestInfo, sides: number, add: (part: Partial<Row<'quest_objective'>> & { kind: string }) => void): void {
    const counts = numberedValues(quest.source, 'reqTargetCount', 4);
    numberedValues(quest.source, 'reqTarget', 4).forEach((target, index) => {
      const count = clampInt(counts[index]!, 1, 65_535);
      if (target < 0) {
        if (!this.objects.has(-target)) return this.miss(quest, 'the object asked for is missing');
        if (!this.world.objectPlaces.has(-target)) unavailable(this.ctx, quest, 'the object asked for stands nowhere');
        add({ kind: 'use_object', target_id: -target, count });
      } else if (target > 0) {
        if (!this.world.creatures.has(target)) return this.miss(quest, 'the creature asked for is missing');
        const standIns = [target, ...(this.world.credits.get(target) ?? [])].filter((id) => this.world.creaturePlaces.has(id));
        if (standIns.length === 0) unavailable(this.ctx, quest, 'the creature asked for stands nowhere');
        const kill = standIns.length === 0 || standIns.some((id) => attackable(this.world, id, sides));
        if (!kill) this.ctx.report.derived('objectives to talk to a creature that cannot be attacked');
        add({ kind: kill ? 'kill' : 'talk', target_id: target, count: kill ? count : 1, derived: kill ? 0 : 1 });
      }
    });
  }

  private miss(quest: QuestInfo, reason: string): void {
    unavailable(this.ctx, quest, reason);
    this.ctx.report.change('quest_template', 'objective left out: target missing');
  }

  private items(quest: QuestInfo, sides: number, add: (part: Partial<Row<'quest_objective'>> & { kind: string }) => void): void {
    const counts = numberedValues(quest.source, 'reqItemCount', 4);
    const asked = new Map<number, number>();
    numberedValues(quest.source, 'reqItem', 4).forEach((item, index) => {
      if (item > 0) asked.set(item, (asked.get(item) ?? 0) + clampInt(counts[index]!, 1, 65_535));
    });
    if (this.handOutResult(quest, sides, asked)) this.goThere.add(quest.row.id);
    for (const [item, count] of asked) {
      if (!this.origins.known(item)) {
        this.miss(quest, 'the item asked for is missing');
        continue;
      }
      if (item === quest.row.source_item_id && count > quest.row.source_item_count && !this.origins.reachable(item, sides)) {
        quest.row.source_item_count = Math.min(255, count);
        this.ctx.report.derived('quests that hand out as many items as they ask for');
      }
      if (item !== quest.row.source_item_id) this.checkOrigin(quest, item, sides);
      add({ kind: 'collect', target_id: item, count: clampInt(count, 1, 65_535) });
    }
  }

  /**
   * An item without a source, of a quest that hands out another one, is made with that one (water drawn into a vial, a beast called
   * with a horn). Items are not used yet: the item asked for is handed out itself, and a place has to be gone to instead.
   */
  private handOutResult(quest: QuestInfo, sides: number, asked: ReadonlyMap<number, number>): boolean {
    const source = quest.row.source_item_id;
    if (source === 0 || asked.has(source)) return false;
    const lacking = [...asked].filter(
      ([item]) => this.origins.known(item) && !this.origins.reachable(item, sides) && this.origins.skillFor(item) === 0,
    );
    if (lacking.length !== 1) return false;
    const [item, count] = lacking[0]!;
    quest.row.source_item_id = item;
    quest.row.source_item_count = Math.min(255, count);
    this.ctx.report.derived('quests that hand out what was to be made with the item handed out, and ask for a way to go');
    return true;
  }

  private checkOrigin(quest: QuestInfo, item: number, sides: number): void {
    if (this.origins.reachable(item, sides)) return;
    const skill = this.origins.skillFor(item);
    if (skill > 0 && quest.row.required_skill === 0) {
      quest.row.required_skill = skill;
      this.ctx.report.derived('quests that need a gathering skill because of their items');
    } else if (skill === 0) {
      unavailable(this.ctx, quest, 'the item asked for has no source (crafted, made by a spell, or gone)');
    }
  }

  /** Escorts and places to explore: an event or area trigger that the dump gives no place for. */
  private place(quest: QuestInfo, others: number, add: (part: Partial<Row<'quest_objective'>> & { kind: string }) => void): void {
    const { source } = quest;
    const event = (source.specialFlags & SPECIAL_FLAG.event) !== 0 && others === 0;
    if (!event && !this.goThere.has(source.entry)) return;
    const fact = this.ctx.facts.explore.find((entry) => entry.quest_id === source.entry);
    const relations = this.world.relations.get(source.entry) ?? [];
    const starter = relations.find((relation) => relation.role === 'start' && this.placesOf(relation).length > 0);
    const ender = relations.find((relation) => relation.role === 'end' && this.placesOf(relation).length > 0);
    const escort =
      (source.flags & QUEST_FLAG.escort) !== 0 &&
      starter?.kind === 'creature' &&
      (this.waypoints.has(starter.actor) || (ender !== undefined && ender.actor !== starter.actor));
    const found =
      fact !== undefined
        ? { map: fact.map_id, x: fact.x_yards, y: fact.y_yards, radius: fact.radius_yards, derived: 0 }
        : this.findPlace(quest, escort, starter, ender);
    if (found === null) return unavailable(this.ctx, quest, 'the place to reach is not known');
    if (found.derived === 1) this.ctx.report.derived(escort ? 'places to escort somebody to' : 'places to explore');
    add({
      kind: escort ? 'escort' : 'explore',
      map_id: found.map,
      x_yards: yards(found.x),
      y_yards: yards(found.y),
      radius_yards: found.radius,
      derived: found.derived,
    });
  }

  private findPlace(
    quest: QuestInfo,
    escort: boolean,
    starter: Relation | undefined,
    ender: Relation | undefined,
  ): (Place & { radius: number; derived: number }) | null {
    const { source } = quest;
    const derived = { radius: DERIVED_RADIUS_YARDS, derived: 1 };
    if (source.pointX !== 0 && source.pointY !== 0) return { map: source.pointMap, x: source.pointX, y: source.pointY, ...derived };
    const from = starter === undefined ? undefined : this.placesOf(starter)[0];
    const to = ender === undefined ? undefined : this.placesOf(ender)[0];
    const last = starter === undefined ? undefined : this.waypoints.get(starter.actor);
    if (escort && last !== undefined && from !== undefined)
      return { map: from.map, x: last.x, y: last.y, radius: DERIVED_RADIUS_YARDS, derived: 0 };
    if (from === undefined) return to === undefined ? null : { ...to, ...derived };
    if (to !== undefined && to.map === from.map && distance(from, to) >= SAME_PLACE_YARDS)
      return { map: to.map, x: to.x, y: to.y, ...derived };
    return { ...this.wildPlace(from, quest.row.level), ...derived };
  }

  /** The nearest enemies of fitting level that are not at the giver's door; without any, a place south of him. */
  private wildPlace(from: Place, level: number): Place {
    let best: Place | null = null;
    let bestDistance = Infinity;
    for (const enemy of this.enemies.near(from.map, from.x, from.y, EXPLORE_FAR_YARDS)) {
      const away = distance(from, enemy);
      if (away < EXPLORE_NEAR_YARDS || away >= bestDistance || Math.abs(enemy.value - level) > 3) continue;
      best = { map: from.map, x: enemy.x, y: enemy.y };
      bestDistance = away;
    }
    return best ?? { map: from.map, x: from.x - EXPLORE_NEAR_YARDS, y: from.y };
  }

  private typeOf(quest: QuestInfo, objectives: readonly Row<'quest_objective'>[]): string {
    const { type } = quest.source;
    if (type === QUEST_TYPE.raid) return 'raid';
    if (type === QUEST_TYPE.dungeon) return 'dungeon';
    if (type === QUEST_TYPE.pvp) return 'pvp';
    const kinds = new Set(objectives.map((objective) => objective.kind));
    if (kinds.has('escort')) return 'escort';
    if (kinds.has('kill')) return 'kill';
    const collects = objectives.filter((objective) => objective.kind === 'collect');
    if (collects.length > 0 && collects.every((objective) => objective.target_id === quest.row.source_item_id)) return 'deliver';
    if (collects.length > 0 || kinds.has('use_object')) return 'collect';
    if (kinds.has('explore')) return 'explore';
    return quest.row.source_item_id > 0 ? 'deliver' : 'talk';
  }
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

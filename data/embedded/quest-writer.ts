/** Writes quests: titles nobody has used, objectives with their sources, rewards in proportion to level and labour. */
import { InternalError } from '../../engine/errors.js';
import type { Row } from '../format/tables.js';
import { questMoneyCopper, questXp } from './curves.js';
import type { Draft } from './draft.js';
import type { Species } from './fauna.js';
import { mealStep } from './goods.js';
import type { Goods } from './goods.js';
import { lootedObject } from './loot.js';
import type { Allegiances } from './peoples.js';
import type { Camp } from './plan.js';
import { Dice, at } from './random.js';
import type { Choice } from './rewards.js';
import type { Person } from './towns.js';
import { CACHES, FIXTURES, PARCELS, TITLES } from './words/quests.js';
import type { TitleKind } from './words/quests.js';

export type Tokens = Readonly<Partial<Record<'many' | 'place' | 'name' | 'thing' | 'hub' | 'next' | 'npc', string>>>;

export interface Objective {
  readonly kind: 'kill' | 'collect' | 'use_object' | 'talk' | 'explore' | 'escort';
  readonly target?: number;
  readonly count?: number;
  /** Place of explore and escort, with its map. */
  readonly at?: { readonly mapId: number; readonly x: number; readonly y: number; readonly radius: number };
}

export interface QuestOrder {
  readonly titles: readonly string[];
  readonly tokens: Tokens;
  readonly type: Row<'quest'>['type'];
  readonly level: number;
  readonly zoneId: number;
  readonly cultureKey: string;
  readonly starter: { readonly kind: 'creature' | 'object' | 'item'; readonly id: number };
  readonly ender: Person;
  readonly objectives?: readonly Objective[];
  /** Quest that must be done before; offered at once when its ender is this one's starter. */
  readonly after?: Row<'quest'> | undefined;
  /** Share of an ordinary quest's experience and money, 1 for a kill quest. */
  readonly worth: number;
  readonly choice?: Choice | undefined;
  readonly more?: Partial<Row<'quest'>>;
}

/** Standing for a quest of worth 1, points. */
const STANDING_POINTS = 75;
/** Quest objects come back quickly: many want them. */
const FIXTURE_RESPAWN_SECONDS = 30,
  CACHE_RESPAWN_SECONDS = 60;

export class QuestWriter {
  readonly #dice = new Dice('quests');
  /** Creature that ends each quest. */
  readonly #enders = new Map<number, number>();
  #count = 0;

  constructor(
    readonly draft: Draft,
    readonly sides: Allegiances,
    readonly goods: Goods,
  ) {}

  add(order: QuestOrder): Row<'quest'> {
    const { level, worth } = order,
      t = this.draft.tables;
    const { after } = order,
      money = Math.round(questMoneyCopper(level) * worth),
      full = Math.round((0.6 * questXp(level) * worth) / 3) * 3;
    const quest = this.draft.quest({
      title: this.#title(order),
      type: order.type,
      level,
      min_level: Math.max(1, level - (level <= 5 ? 2 : level <= 20 ? 3 : 4)),
      zone_id: order.zoneId,
      prev_quest_id: after?.id ?? 0,
      reward_money_copper: money,
      reward_money_max_level_copper: full,
      ...order.more,
    });
    order.objectives?.forEach((o, row) => {
      t.quest_objective.push({
        quest_id: quest.id,
        row,
        kind: o.kind,
        target_id: o.target ?? 0,
        count: o.count ?? 1,
        map_id: o.at?.mapId ?? 0,
        x_yards: Math.round(o.at?.x ?? 0),
        y_yards: Math.round(o.at?.y ?? 0),
        radius_yards: o.at?.radius ?? 10,
        derived: 0,
      });
    });
    t.quest_relation.push({ quest_id: quest.id, role: 'start', actor_kind: order.starter.kind, actor_id: order.starter.id });
    t.quest_relation.push({ quest_id: quest.id, role: 'end', actor_kind: 'creature', actor_id: order.ender.row.id });
    this.#enders.set(quest.id, order.ender.row.id);
    t.quest_reputation.push({
      quest_id: quest.id,
      reputation_id: this.sides.reputation.get(order.cultureKey) as number,
      points: Math.max(10, Math.round(STANDING_POINTS * worth)),
    });
    this.#reward(quest, order);
    if (after !== undefined) this.#offerAtOnce(after, quest, order);
    return quest;
  }

  #offerAtOnce(after: Row<'quest'>, quest: Row<'quest'>, order: QuestOrder): void {
    const sameActor = order.starter.kind === 'creature' && this.#enders.get(after.id) === order.starter.id;
    if (sameActor && after.next_in_chain_id === 0) after.next_in_chain_id = quest.id;
  }

  /** The promised choice; quests without one give something to eat or drink now and then. */
  #reward(quest: Row<'quest'>, order: QuestOrder): void {
    const t = this.draft.tables,
      n = this.#count++;
    order.choice?.forEach((item_id, row) => t.quest_reward.push({ quest_id: quest.id, kind: 'choice', row, item_id, count: 1 }));
    if (order.choice !== undefined || n % 3 !== 0) return;
    const step = mealStep(order.level),
      item_id = n % 2 === 0 ? at(at(this.goods.potions, step), n / 6) : at(at(this.goods.foods, step), n);
    t.quest_reward.push({ quest_id: quest.id, kind: 'always', row: 0, item_id, count: 3 });
  }

  /** The first unused title, beginning anywhere in the list; the town's name is added when all are taken. */
  #title(order: QuestOrder): string {
    const { titles, tokens } = order,
      from = this.#dice.below(titles.length);
    const filled = titles.map((_, i) => fill(at(titles, from + i), tokens)).filter((t) => !t.includes('{'));
    const title = this.draft.freshTitle([
      ...filled,
      ...filled.map((t) => `${t}: ${tokens.hub ?? tokens.next ?? ''}`),
      ...filled.map((t) => `${t}, ${tokens.npc ?? ''}`),
    ]);
    if (title === undefined) throw new InternalError('embedded-world-title', `no unused title among: ${filled.join(', ')}`);
    return title;
  }

  /** A quest item that a creature drops only for those who need it. */
  partOf(species: Species, index: number, percent: number): { id: number; name: string } {
    const name = at(species.family.parts, index).replace('%', species.label);
    const id = this.questItem(name);
    this.draft.loot('creature', species.row.loot_id, { item_id: id, chance_percent: percent, quest_only: 1 });
    return { id, name };
  }

  questItem(name: string, stack = 20): number {
    return this.draft.item({ name, class: 'quest', bonding: 'quest', stack_size: stack }).id;
  }

  parcel(sender: Person): { id: number; name: string } {
    const name = `${at(PARCELS, this.#dice.below(PARCELS.length))} from ${sender.first}`;
    return { id: this.questItem(name, 1), name };
  }

  /** Things to use around a camp: the object and what people call it. */
  fixtures(mapId: number, camp: Camp, spawns: number): { id: number; name: string } {
    const name = at(FIXTURES, this.#dice.below(FIXTURES.length));
    const id = this.draft.object(`${firstWord(camp.place)} ${name}`, 'quest');
    this.#around(id, mapId, camp, spawns, FIXTURE_RESPAWN_SECONDS);
    return { id, name };
  }

  /** Things to open around a camp, each with one of the wanted item. */
  caches(mapId: number, camp: Camp, spawns: number): { id: number; name: string } {
    const name = `${firstWord(camp.place)} ${at(CACHES, this.#dice.below(CACHES.length))}`,
      id = this.questItem(name);
    const objectId = lootedObject(this.draft, `Half-Buried ${name}`, 'quest', [{ item_id: id, chance_percent: 100, quest_only: 1 }]);
    this.#around(objectId, mapId, camp, spawns, CACHE_RESPAWN_SECONDS);
    return { id, name };
  }

  #around(objectId: number, mapId: number, camp: Camp, spawns: number, respawnSeconds: number): void {
    for (let i = 0; i < spawns; i++) {
      const side = i % 4,
        along = this.#dice.between(-30, 30),
        off = this.#dice.between(18, 34);
      const [dx, dy] = side === 0 ? [along, off] : side === 1 ? [along, -off] : side === 2 ? [off, along] : [-off, along];
      this.draft.objectSpawn(objectId, mapId, camp.x + dx, camp.y + dy, respawnSeconds);
    }
  }
}

export const titles = (...kinds: readonly TitleKind[]): readonly string[] => kinds.flatMap((kind) => TITLES[kind]);

function fill(template: string, tokens: Tokens): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => tokens[key as keyof Tokens] ?? whole);
}

/** "Heron" of "Heron Weir". */
export const firstWord = (place: string): string => place.split(' ')[0] as string;

/** The quests of a town: a long chain, smaller tasks around it, and choices that exclude each other. */
import type { Row } from '../format/tables.js';
import type { Fauna, Species } from './fauna.js';
import { tierOf } from './goods.js';
import { raceMask } from './peoples.js';
import type { Camp } from './plan.js';
import { titles } from './quest-writer.js';
import type { Objective, QuestOrder, Tokens, QuestWriter } from './quest-writer.js';
import { Dice, at } from './random.js';
import type { Choice } from './rewards.js';
import type { Person, Town } from './towns.js';

type Quest = Row<'quest'>;
type Task = Partial<QuestOrder> & Pick<QuestOrder, 'titles' | 'type' | 'level' | 'worth'>;

/** A town at work: shorthand for orders that differ in a few words. */
export class TownDesk {
  readonly dice: Dice;
  readonly mapId: number;

  constructor(
    readonly writer: QuestWriter,
    readonly town: Town,
    readonly fauna: Fauna,
    readonly choices: readonly Choice[],
  ) {
    this.dice = new Dice(`quests of ${town.name}`);
    this.mapId = town.quarter.zone.mapId;
  }

  post(giver: Person, ender: Person, task: Task): Quest {
    const { town } = this,
      tokens: Tokens = { hub: town.name, npc: giver.first, ...task.tokens };
    return this.writer.add({
      zoneId: town.quarter.zone.id,
      cultureKey: town.culture.key,
      starter: { kind: 'creature', id: giver.row.id },
      ender,
      ...task,
      tokens,
      more: { race_mask: raceMask(town.side), ...task.more },
    });
  }

  giver(n: number): Person {
    return at(this.town.givers, n);
  }

  species(n: number): Species {
    return at(this.fauna.species, n);
  }

  /** A camp of the town's lands, by ring. */
  camp(ring: number, n: number): Camp {
    return at(
      this.town.quarter.camps.filter((c) => c.ring === ring),
      n,
    );
  }

  /** Level at a share of the way through the town's lands. */
  level(share: number): number {
    const q = this.town.quarter;
    return Math.round(q.minLevel + (q.maxLevel - q.minLevel) * share);
  }

  kill(n: number, s: Species, more: Partial<Task> = {}): Quest {
    const own = this.dice.below(3) === 0 ? s.family.titles : [];
    return this.post(this.giver(n), this.giver(n), {
      titles: own.length > 0 ? [...own, ...own, ...titles('kill')] : titles('kill'),
      tokens: { many: s.many, place: at(s.camps, this.dice.below(s.camps.length)).place },
      type: 'kill',
      level: s.row.max_level,
      worth: 1,
      objectives: [killOf(s, this.dice.between(6, 10))],
      ...more,
    });
  }

  collect(n: number, s: Species, part: number, more: Partial<Task> = {}): Quest {
    const thing = this.writer.partOf(s, part, at([35, 40, 45, 50, 60], this.dice.below(5)));
    const own = this.dice.below(3) === 0 ? s.family.titles : [];
    return this.post(this.giver(n), this.giver(n), {
      titles: own.length > 0 ? [...own, ...titles('collect')] : titles('collect'),
      tokens: { many: s.many, place: at(s.camps, 0).place, thing: thing.name },
      type: 'collect',
      level: s.row.max_level,
      worth: 1.05,
      objectives: [{ kind: 'collect', target: thing.id, count: this.dice.between(4, 8) }],
      ...more,
    });
  }
}

export const killOf = (s: Species, count: number): Objective => ({ kind: 'kill', target: s.row.id, count });

/**
 * Eight quests, each after the one before: a first hunt, proof, word to a neighbour, handiwork, a look around, a sweep,
 * the villain, and the road to the next town. Returns the one before the last, on which roads to further towns hang.
 */
export function writeChain(desk: TownDesk): Quest {
  const { town, writer, mapId } = desk,
    g = (n: number): Person => desk.giver(n);
  const first = desk.kill(0, desk.species(0), { worth: 0.9, level: Math.max(1, desk.species(0).row.min_level) });
  const proof = desk.collect(0, desk.species(1), 0, { after: first, choice: desk.choices[0] });
  const parcel = writer.parcel(g(0));
  const word = desk.post(g(0), g(1), {
    titles: titles('deliverNear'),
    tokens: { npc: g(1).first },
    type: 'deliver',
    level: desk.level(0.3),
    worth: 0.35,
    after: proof,
    objectives: [{ kind: 'collect', target: parcel.id }],
    more: { source_item_id: parcel.id, source_item_count: 1, race_mask: raceMask(town.side) },
  });
  const workCamp = desk.camp(1, 0),
    thing = writer.fixtures(mapId, workCamp, 6);
  const work = desk.post(g(1), g(1), {
    titles: titles('use'),
    tokens: { thing: thing.name, place: workCamp.place },
    type: 'collect',
    level: desk.level(0.5),
    worth: 0.9,
    after: word,
    choice: desk.choices[2],
    objectives: [{ kind: 'use_object', target: thing.id, count: 4 }],
  });
  const farCamp = desk.camp(1, 1);
  const look = desk.post(g(1), g(0), {
    titles: titles('explore'),
    tokens: { place: farCamp.place },
    type: 'explore',
    level: desk.level(0.6),
    worth: 0.6,
    after: work,
    objectives: [placeOf(mapId, farCamp)],
  });
  const [a, b] = [desk.species(3), desk.species(4)];
  const sweep = desk.post(g(0), g(0), {
    titles: titles('killTwo'),
    tokens: { many: a.many, place: at(a.camps, 0).place },
    type: 'kill',
    level: a.row.max_level,
    worth: 1.2,
    after: look,
    choice: desk.choices[3],
    objectives: [killOf(a, desk.dice.between(5, 8)), killOf(b, desk.dice.between(4, 7))],
  });
  const { named } = desk.fauna;
  return desk.post(g(0), g(0), {
    titles: titles('named'),
    tokens: { name: named.row.name, place: at(named.camps, 0).place },
    type: 'kill',
    level: named.row.max_level,
    worth: 1.4,
    after: sweep,
    choice: desk.choices[4],
    objectives: [killOf(named, 1)],
  });
}

export function placeOf(mapId: number, camp: Camp, kind: 'explore' | 'escort' = 'explore'): Objective {
  return { kind, at: { mapId, x: camp.x, y: camp.y, radius: kind === 'escort' ? 12 : 20 } };
}

/** The end of a chain: a letter to somebody in another town. `races` limits who is sent there. */
export function writeRoad(desk: TownDesk, after: Quest, to: Town, races: number): Quest {
  const parcel = desk.writer.parcel(desk.giver(0));
  return desk.post(desk.giver(0), at(to.givers, 0), {
    titles: titles('deliverFar'),
    tokens: { next: to.name },
    type: 'deliver',
    level: after.level,
    worth: 0.5,
    after,
    objectives: [{ kind: 'collect', target: parcel.id }],
    more: { source_item_id: parcel.id, source_item_count: 1, race_mask: races },
  });
}

/** Thirteen tasks beside the chain; two pairs of them follow each other. */
export function writeTasks(desk: TownDesk): void {
  const { writer, mapId, town } = desk,
    c = desk.choices,
    s = (n: number): Species => desk.species(n),
    g = (n: number): Person => desk.giver(n);
  desk.kill(2, s(1), { choice: c[0] });
  const cull = desk.kill(2, s(2));
  desk.kill(2, s(5), { after: cull, choice: c[4] });
  const parts = desk.collect(3, s(2), 1, { choice: c[1] });
  desk.collect(3, s(4), 2, { after: parts, choice: c[3] });
  desk.collect(3, s(3), 3);
  writeGoodsTask(desk, false);
  writeGoodsTask(desk, true);
  desk.post(g(4), g(4), {
    titles: titles('talk'),
    tokens: { npc: g(5).first },
    type: 'talk',
    level: desk.level(0.2),
    worth: 0.35,
    objectives: [{ kind: 'talk', target: g(5).row.id }],
  });
  const lane = desk.camp(0, desk.dice.below(3)),
    escort = town.traveller;
  desk.post(escort, g(4), {
    titles: titles('escort'),
    tokens: { place: lane.place, npc: escort.first },
    type: 'escort',
    level: desk.level(0.5),
    worth: 1.15,
    choice: c[2],
    objectives: [placeOf(mapId, lane, 'escort')],
  });
  const target = s(4),
    camp = at(target.camps, 0);
  desk.post(g(4), g(4), {
    titles: titles('exploreKill'),
    tokens: { place: camp.place, many: target.many },
    type: 'explore',
    level: target.row.max_level,
    worth: 1.2,
    choice: c[3],
    objectives: [placeOf(mapId, camp), killOf(target, desk.dice.between(4, 6))],
  });
  const workCamp = desk.camp(0, 1),
    fixture = writer.fixtures(mapId, workCamp, 7);
  desk.post(g(5), g(5), {
    titles: titles('use'),
    tokens: { thing: fixture.name, place: workCamp.place },
    type: 'collect',
    level: desk.level(0.3),
    worth: 0.8,
    objectives: [{ kind: 'use_object', target: fixture.id, count: 5 }],
  });
  const lostCamp = desk.camp(1, 3),
    lost = writer.caches(mapId, lostCamp, 9);
  desk.post(g(5), g(5), {
    titles: titles('cache'),
    tokens: { thing: lost.name, place: lostCamp.place },
    type: 'collect',
    level: desk.level(0.7),
    worth: 1,
    choice: c[1],
    objectives: [{ kind: 'collect', target: lost.id, count: 5 }],
  });
}

/** Ordinary trade goods for the storehouse; the repeatable order pays less. */
function writeGoodsTask(desk: TownDesk, repeatable: boolean): void {
  const goods = desk.writer.goods,
    kind = desk.fauna.species.find((s) => s.family.kind === 'beast' || s.family.kind === 'humanoid') ?? desk.species(0);
  const level = desk.level(repeatable ? 0.8 : 0.4),
    tier = tierOf(kind.row.max_level),
    beast = kind.family.kind === 'beast';
  const item = at(beast ? (repeatable ? goods.leathers : goods.meats) : goods.cloths, tier),
    thing = at(desk.writer.draft.tables.item, item - 1).name;
  desk.post(desk.giver(3), desk.giver(3), {
    titles: titles(repeatable ? 'repeat' : 'goods'),
    tokens: { thing },
    type: 'collect',
    level,
    worth: repeatable ? 0.3 : 0.8,
    objectives: [{ kind: 'collect', target: item, count: repeatable ? 10 : 6 }],
    ...(repeatable ? { more: { flags: 'repeatable', race_mask: raceMask(desk.town.side) } } : {}),
  });
}

/** Two ways to settle one matter: whoever takes one cannot take the other. */
export function writeChoice(desk: TownDesk): void {
  const g = [desk.giver(4), desk.giver(5)] as const,
    [a, b] = [desk.species(3), desk.species(5)];
  const one = desk.post(g[0], g[0], {
    titles: titles('choiceOne'),
    tokens: { npc: g[0].first },
    type: 'kill',
    level: a.row.max_level,
    worth: 1,
    choice: desk.choices[3],
    objectives: [killOf(a, 8)],
  });
  const two = desk.post(g[1], g[1], {
    titles: titles('choiceTwo'),
    tokens: { npc: g[1].first },
    type: 'kill',
    level: b.row.max_level,
    worth: 1,
    choice: desk.choices[3],
    objectives: [killOf(b, 8)],
  });
  one.exclusive_group = one.id;
  two.exclusive_group = one.id;
}

/** Two tasks that are both needed for a third. */
export function writeWards(desk: TownDesk): void {
  const camp = desk.camp(2, 1),
    place = { place: camp.place, many: desk.species(4).many },
    races = raceMask(desk.town.side);
  const left = desk.writer.fixtures(desk.mapId, camp, 5),
    right = desk.writer.fixtures(desk.mapId, desk.camp(1, 1), 5);
  const one = desk.post(desk.giver(1), desk.giver(1), {
    titles: titles('trioOne'),
    tokens: place,
    type: 'collect',
    level: desk.level(0.7),
    worth: 0.7,
    objectives: [{ kind: 'use_object', target: left.id, count: 3 }],
  });
  const two = desk.post(desk.giver(1), desk.giver(1), {
    titles: titles('trioTwo'),
    tokens: place,
    type: 'collect',
    level: desk.level(0.7),
    worth: 0.7,
    objectives: [{ kind: 'use_object', target: right.id, count: 3 }],
  });
  const behind = desk.post(desk.giver(1), desk.giver(1), {
    titles: titles('trioEnd'),
    tokens: place,
    type: 'kill',
    level: desk.species(4).row.max_level,
    worth: 1.2,
    choice: desk.choices[4],
    objectives: [killOf(desk.species(4), 8)],
    more: { race_mask: races },
  });
  for (const ward of [one, two]) {
    ward.exclusive_group = -one.id;
    ward.next_quest_id = behind.id;
  }
}

/** Quests into the wilds of the zone: hunts, the strong ones for groups, the rare one of the notice board, and a found note. */
export function writeWilds(desk: TownDesk, wilds: Fauna): void {
  const { writer, town } = desk,
    s = (n: number): Species => at(wilds.species, n),
    g = (n: number): Person => desk.giver(n);
  const wildTitles = [...titles('wilds'), ...titles('kill')];
  const scout = desk.kill(2, s(0), { titles: wildTitles });
  desk.kill(2, s(3), { titles: wildTitles, after: scout, choice: desk.choices[4] });
  desk.collect(3, s(1), 0, { choice: desk.choices[3] });
  const strong = { suggested_players: 3, flags: 'elite|group', race_mask: raceMask(town.side) };
  const elite = s(5);
  desk.kill(0, elite, { titles: titles('elite'), worth: 1.5, choice: desk.choices[4], more: strong });
  const board = writer.draft.object(`${town.name} Notice Board`, 'quest'),
    { named } = wilds;
  writer.draft.objectSpawn(board, desk.mapId, town.quarter.x + 5, town.quarter.y + 8, 0);
  desk.post(g(0), g(0), {
    titles: titles('rare'),
    tokens: { name: named.row.name, place: at(named.camps, 0).place },
    type: 'kill',
    level: named.row.max_level,
    worth: 1.6,
    objectives: [killOf(named, 1)],
    starter: { kind: 'object', id: board },
    more: strong,
  });
  const note = writer.draft.item({ name: `Bloodstained Note of ${at(elite.camps, 0).place}`, class: 'quest', bonding: 'pickup' });
  writer.draft.loot('creature', elite.row.loot_id, { item_id: note.id, chance_percent: 4 });
  const found = desk.post(g(5), g(5), {
    titles: [`A Bloodstained Note in ${town.quarter.zone.template.name}`],
    tokens: {},
    type: 'talk',
    level: elite.row.max_level,
    worth: 0.6,
    starter: { kind: 'item', id: note.id },
    more: { source_item_id: note.id, source_item_count: 1, race_mask: 0 },
  });
  note.starts_quest_id = found.id;
}

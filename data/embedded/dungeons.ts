/** The dungeons: six halls each, with strong creatures, rulers, treasures, and the quests that lead there. */
import type { Draft } from './draft.js';
import type { Species } from './fauna.js';
import { populate, writeEnemy } from './fauna.js';
import { BODY, EXTRAS, forgeArmor, forgeWeapon } from './forge.js';
import type { Order } from './forge.js';
import { bodySlot } from './gear.js';
import type { Stock } from './gear.js';
import type { Goods } from './goods.js';
import { worldDrops, writeCreatureLoot } from './loot.js';
import { link } from './links.js';
import type { Allegiances } from './peoples.js';
import type { ZonePlan } from './plan.js';
import type { QuestWriter } from './quest-writer.js';
import { Dice, at } from './random.js';
import type { Treasury } from './treasury.js';
import { killOf } from './town-quests.js';
import type { Objective } from './quest-writer.js';
import type { TownDesk } from './town-quests.js';
import { DUNGEONS } from './words/dungeons.js';
import type { DungeonTemplate } from './words/dungeons.js';
import { FAMILIES } from './words/families.js';
import type { Family } from './words/families.js';
import { ARMOR_NOUNS, HELD, SUFFIXES, SUITS, WEAPONS, WEAPON_SUITS } from './words/gear.js';
import type { SuffixKey } from './words/gear.js';

const HALLS = 6,
  HALL_LENGTH_YARDS = 110,
  ELITES_PER_HALL = 18;
const ELITE_RESPAWN_SECONDS = 900,
  BOSS_RESPAWN_SECONDS = 3600;

interface Dungeon {
  readonly template: DungeonTemplate;
  readonly zoneId: number;
  readonly guards: readonly Species[];
  readonly bosses: readonly Species[];
}

export function writeDungeons(
  writer: QuestWriter,
  zones: readonly ZonePlan[],
  sides: Allegiances,
  stock: Stock,
  treasury: Treasury,
  desks: readonly TownDesk[],
): void {
  const { draft, goods } = writer;
  DUNGEONS.forEach((template, n) => {
    const dungeon = build(draft, template, zones.length + n + 1, sides);
    for (const guard of dungeon.guards) writeCreatureLoot(draft, guard, goods, stock);
    dungeon.bosses.forEach((boss, i) => writeBossLoot(draft, template, boss, i, stock, goods, treasury, n));
    const zone = zones.find((z) => z.template.name === template.zone) as ZonePlan,
      wilds = at(zone.quarters, 3);
    link(
      draft,
      template.name,
      { mapId: zone.mapId, x: wilds.x - 20, y: wilds.y - 20 },
      { mapId: template.mapId, x: 0, y: 0 },
      5,
      'neutral',
      template.minLevel - 4,
    );
    writeDungeonQuests(writer, dungeon, desks.find((d) => d.town.quarter === zone.quarters[2]) as TownDesk);
  });
}

/** Halls one behind the other along x; the first is the entrance, rulers stand at the far end of the others. */
function build(draft: Draft, d: DungeonTemplate, zoneId: number, sides: Allegiances): Dungeon {
  draft.tables.map.push({ id: d.mapId, name: d.name, kind: 'dungeon' });
  draft.tables.zone.push({
    id: zoneId,
    map_id: d.mapId,
    name: d.name,
    min_level: d.minLevel,
    max_level: d.maxLevel,
    side: 'neutral',
    x_min_yards: -60,
    x_max_yards: HALLS * HALL_LENGTH_YARDS + 60,
    y_min_yards: -120,
    y_max_yards: 120,
    derived: 0,
  });
  draft.tables.graveyard.push({
    id: draft.tables.graveyard.length + 1,
    name: `Threshold of ${d.name}`,
    map_id: d.mapId,
    x_yards: -10,
    y_yards: 0,
    side: 'neutral',
    derived: 0,
  });
  const dice = new Dice(`halls of ${d.name}`),
    guards: Species[] = [],
    bosses: Species[] = [];
  for (let hall = 0; hall < HALLS; hall++) {
    const family = FAMILIES.get(at(d.families, hall)) as Family,
      level = Math.round(d.minLevel + ((d.maxLevel - d.minLevel) * hall) / (HALLS - 1)),
      x = 70 + hall * HALL_LENGTH_YARDS;
    const name = at(family.forms, hall < 3 ? 3 + (hall % 2) : 6 + (hall % 2)).replace('%', d.prefix),
      factionId = sides.faction.get(family.faction) as number;
    const camp = (y: number): Species['camps'][number] => ({ place: d.name, x, y, ring: 0, creature: hall });
    const row = writeEnemy(draft, name, family, Math.max(d.minLevel, level - 1), level, 'elite', factionId);
    populate(draft, dice, d.mapId, row.id, x, 0, ELITES_PER_HALL, ELITE_RESPAWN_SECONDS);
    guards.push({ row, family, label: d.prefix, many: family.many, camps: [camp(0)] });
    if (hall === 0) continue;
    const last = hall === HALLS - 1,
      boss = writeEnemy(
        draft,
        at(d.bosses, hall - 1),
        family,
        Math.min(63, level + (last ? 2 : 1)),
        Math.min(63, level + (last ? 2 : 1)),
        'boss',
        factionId,
      );
    draft.spawn(boss.id, d.mapId, x + 42, 0, BOSS_RESPAWN_SECONDS);
    bosses.push({ row: boss, family, label: d.prefix, many: boss.name, camps: [camp(0)] });
  }
  return { template: d, zoneId, guards, bosses };
}

/** A ruler always has one of his five treasures, often one of a set, and the last one may have a legend. */
function writeBossLoot(
  draft: Draft,
  d: DungeonTemplate,
  boss: Species,
  index: number,
  stock: Stock,
  goods: Goods,
  treasury: Treasury,
  dungeon: number,
): void {
  const id = boss.row.loot_id,
    level = Math.min(60, boss.row.max_level - 1);
  for (const item of treasures(draft, at(d.treasures, index), level, dungeon * 5 + index))
    draft.loot('creature', id, { item_id: item, group_id: 1 });
  const pieces = treasury.pieces(dungeon).filter((_, i) => i % 5 === index);
  for (const item of pieces) draft.loot('creature', id, { item_id: item, group_id: 2, chance_percent: Math.floor(80 / pieces.length) });
  if (index === 4) for (const item of treasury.legends(dungeon)) draft.loot('creature', id, { item_id: item, chance_percent: 0.5 });
  if (index === 4) draft.loot('creature', id, { item_id: at(goods.keys, dungeon), chance_percent: 20 });
  worldDrops(draft, 'creature', id, level, stock, true);
}

/** Five blue prizes: a weapon, two pieces of armour, a jewel and something to hold or wear on the back. */
function treasures(draft: Draft, name: string, level: number, n: number): number[] {
  const order = (noun: string, key: SuffixKey): Order => ({
    name: `${name} ${noun}`,
    quality: 'rare',
    itemLevel: level + 6,
    requiredLevel: level - 1,
    shares: SUFFIXES[key].shares,
    bonding: 'pickup',
  });
  const weapon = at(WEAPONS, n * 4),
    light = n % 2 === 0 ? 'cloth' : 'leather',
    heavy = level >= 40 && n % 2 === 0 ? 'plate' : 'mail',
    place = n % BODY.length,
    other = (n + 3) % BODY.length;
  const [lightNoun, heavyNoun] = [at(at(ARMOR_NOUNS[light], place), n), at(at(ARMOR_NOUNS[heavy], other), n)];
  return [
    forgeWeapon(draft, order(at(weapon.nouns, n), at(WEAPON_SUITS[weapon.key] as SuffixKey[], n)), weapon),
    forgeArmor(draft, order(lightNoun, at(SUITS[light], n)), light, bodySlot(light, place, lightNoun)),
    forgeArmor(draft, order(heavyNoun, at(SUITS[heavy], n)), heavy, at(BODY, other)),
    forgeArmor(
      draft,
      { ...order(n % 2 === 0 ? 'Ring' : 'Pendant', at(['oak', 'lantern', 'lynx', 'spring'], n)), more: { unique_equipped: 1 } },
      'none',
      n % 2 === 0 ? EXTRAS.finger : EXTRAS.neck,
    ),
    n % 3 === 0
      ? forgeArmor(draft, order('Cloak', 'lynx'), 'cloth', EXTRAS.back)
      : forgeArmor(draft, order(at(HELD, n), 'scholar'), 'none', EXTRAS.held),
  ];
}

/** Five rulers one after the other, and three relics: two from the dead of the halls, one from what lies about. */
function writeDungeonQuests(writer: QuestWriter, dungeon: Dungeon, desk: TownDesk): void {
  const { template: d, guards, bosses } = dungeon,
    { draft } = writer;
  const post = (
    title: string,
    giver: number,
    level: number,
    objective: Objective,
    after?: ReturnType<TownDesk['post']>,
  ): ReturnType<TownDesk['post']> =>
    desk.post(desk.giver(giver), desk.giver(giver), {
      titles: [title],
      type: 'dungeon',
      level,
      worth: 1.5,
      objectives: [objective],
      after,
      choice: rareChoice(draft, d, Math.min(60, level), title),
      more: { zone_id: dungeon.zoneId, suggested_players: 5, flags: 'elite|group', race_mask: 0, min_level: Math.max(1, d.minLevel - 3) },
    });
  let previous: ReturnType<TownDesk['post']> | undefined;
  bosses.forEach((boss, i) => {
    previous = post(at(d.titles, i), 0, Math.min(60, boss.row.max_level), killOf(boss, 1), i === 0 || i === 3 ? undefined : previous);
  });
  d.relics.forEach((relic, i) => {
    const item = writer.questItem(relic),
      guard = at(guards, 1 + 2 * i),
      level = Math.min(60, guard.row.max_level);
    draft.loot('creature', guard.row.loot_id, { item_id: item, chance_percent: 30, quest_only: 1 });
    post(at(d.titles, 5 + i), 1 + i, level, { kind: 'collect', target: item, count: 4 });
  });
}

/** Three blue rewards of one quest, named after the dungeon and what was done there. */
function rareChoice(draft: Draft, d: DungeonTemplate, level: number, title: string): number[] {
  const dice = new Dice(title),
    place = dice.below(BODY.length),
    name = `${d.prefix} ${dice.pick(['Avenger’s', 'Delver’s', 'Deliverer’s', 'Victor’s', 'Survivor’s', 'Conqueror’s', 'Explorer’s'])}`;
  return (['cloth', 'leather', level >= 40 ? 'plate' : 'mail'] as const).map((type, i) => {
    const noun = at(at(ARMOR_NOUNS[type], place), i + level);
    return forgeArmor(
      draft,
      {
        name: `${name} ${noun}`,
        quality: 'rare',
        itemLevel: level + 5,
        requiredLevel: level - 2,
        shares: SUFFIXES[at(SUITS[type], dice.below(3))].shares,
        bonding: 'pickup',
      },
      type,
      bodySlot(type, place, noun),
    );
  });
}

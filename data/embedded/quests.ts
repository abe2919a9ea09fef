/** All quests outside the dungeons: towns, beginners' quests by race and class, and the cities. */
import type { Fauna } from './fauna.js';
import { bit, raceMask } from './peoples.js';
import type { ZonePlan } from './plan.js';
import type { QuestWriter } from './quest-writer.js';
import { titles } from './quest-writer.js';
import { at } from './random.js';
import { townRewards } from './rewards.js';
import { TownDesk, killOf, writeChain, writeChoice, writeRoad, writeTasks, writeWards, writeWilds } from './town-quests.js';
import type { City, Settlements, Town } from './towns.js';
import { CALLINGS } from './words/peoples.js';
import type { Side } from './words/peoples.js';

const SIDES = ['alliance', 'horde'] as const;

/** Towns of a zone in order: the first, second and third. */
const townsOf = (settlements: Settlements, zone: ZonePlan): Town[] => settlements.towns.filter((t) => t.quarter.zone === zone);

/** The town of a zone in which people of a side arrive. */
function arrival(settlements: Settlements, zoneName: string, side: Side): Town {
  const towns = settlements.towns.filter((t) => t.quarter.zone.template.name === zoneName);
  return towns.find((t) => t.side === side) ?? at(towns, 2);
}

export function writeQuests(
  writer: QuestWriter,
  zones: readonly ZonePlan[],
  fauna: readonly Fauna[],
  settlements: Settlements,
): TownDesk[] {
  const desks = settlements.towns.map((town, n) => {
    const around = fauna.find((f) => f.quarter === town.quarter) as Fauna;
    return new TownDesk(writer, town, around, townRewards(writer.draft, town, n));
  });
  for (const zone of zones) {
    const towns = townsOf(settlements, zone),
      own = towns.map((t) => desks.find((d) => d.town === t) as TownDesk);
    own.forEach((desk, i) => {
      if (i === 0 && zone.natives.length > 0) writeBeginnings(desk);
      const last = writeChain(desk);
      writeRoads(desk, last, towns, settlements);
      writeTasks(desk);
      if (i === 1) writeWards(desk);
      else writeChoice(desk);
    });
    writeWilds(at(own, 2), fauna.find((f) => f.quarter === zone.quarters[3]) as Fauna);
  }
  for (const city of settlements.cities) writeCityQuests(writer, city, desks);
  return desks;
}

/** Roads lead from the towns of a side to the next town, and from the last one to the zone that comes next. */
function writeRoads(desk: TownDesk, last: ReturnType<typeof writeChain>, towns: readonly Town[], settlements: Settlements): void {
  const { quarter, side } = desk.town,
    contested = quarter.zone.template.side === 'neutral';
  if (quarter.index < 2) {
    writeRoad(desk, last, at(towns, contested ? 2 : quarter.index + 1), raceMask(side));
    return;
  }
  for (const s of contested ? SIDES : [side]) writeRoad(desk, last, arrival(settlements, quarter.zone.template.next, s), raceMask(s));
}

/** What a people asks of its young, and the first steps of every class among them. */
function writeBeginnings(desk: TownDesk): void {
  const { town } = desk,
    [a, b] = [desk.species(0), desk.species(1)];
  for (const race of town.quarter.zone.natives) {
    const mask = bit(race.id);
    const welcome = desk.post(desk.giver(1), desk.giver(2), {
      titles: [`Be Welcome, ${race.name}`],
      type: 'talk',
      level: 1,
      worth: 0.4,
      more: { race_mask: mask },
    });
    desk.post(desk.giver(2), desk.giver(2), {
      titles: [`What Every ${race.name} Learns`],
      type: 'kill',
      level: 2,
      worth: 0.9,
      after: welcome,
      choice: desk.choices[0],
      objectives: [killOf(a, 5)],
      more: { race_mask: mask },
    });
    for (const calling of CALLINGS) {
      const trainer = town.trainers.get(calling.id);
      if (trainer === undefined || !race.classes.includes(calling.id)) continue;
      const more = { race_mask: mask, class_mask: bit(calling.id) },
        people = race.name === 'Hollowborn' ? 'Hollow' : race.name;
      const summons = desk.post(desk.giver(0), trainer, {
        titles: [calling.summons.replace('%', people)],
        type: 'talk',
        level: 1,
        worth: 0.4,
        more,
      });
      desk.post(trainer, trainer, {
        titles: [calling.trial.replace('%', people)],
        type: 'kill',
        level: 3,
        worth: 1,
        after: summons,
        choice: desk.choices[1],
        objectives: [killOf(b, 6)],
        more,
      });
    }
  }
}

/** Cities call for travellers, ask for wares of every tier, and send people out to the towns of their side. */
function writeCityQuests(writer: QuestWriter, city: City, desks: readonly TownDesk[]): void {
  const mask = raceMask(city.side),
    zoneId = city.zone.id,
    cultureKey = city.culture.key;
  for (const desk of desks) {
    const { quarter, side } = desk.town,
      t = quarter.zone.template;
    if (quarter.index !== 0 || side !== city.side || t.side === 'neutral' || quarter.zone.mapId !== city.zone.mapId) continue;
    desk.post(desk.giver(5), at(city.givers, 0), {
      titles: titles('city'),
      tokens: { next: city.name },
      type: 'deliver',
      level: t.minLevel + 4,
      worth: 0.5,
      more: { race_mask: mask },
    });
    if (t.minLevel < 10) continue;
    const giver = at(city.givers, 1);
    writer.add({
      titles: titles('deliverFar'),
      tokens: { next: desk.town.name, hub: city.name },
      type: 'deliver',
      level: t.minLevel,
      worth: 0.4,
      zoneId,
      cultureKey,
      starter: { kind: 'creature', id: giver.row.id },
      ender: desk.giver(0),
      more: { race_mask: mask },
    });
  }
  const { goods } = writer;
  [goods.cloths, goods.leathers, goods.herbs.map((pair) => at(pair, 0)), goods.ores].forEach((wares, kind) => {
    wares.forEach((item, tier) => {
      const giver = at(city.givers, 2 + kind),
        thing = at(writer.draft.tables.item, item - 1).name,
        repeatable = kind === 1;
      writer.add({
        titles: titles(repeatable ? 'repeat' : 'goods'),
        tokens: { thing, hub: city.name, npc: giver.first },
        type: 'collect',
        level: 8 + 10 * tier,
        worth: repeatable ? 0.3 : 0.7,
        zoneId,
        cultureKey,
        starter: { kind: 'creature', id: giver.row.id },
        ender: giver,
        objectives: [{ kind: 'collect', target: item, count: repeatable ? 20 : 12 }],
        more: { race_mask: mask, flags: repeatable ? 'repeatable' : '' },
      });
    });
  });
}

/** Rows of the world content that cannot be right, as bots come upon them: said in an event that names the quest and the objective. */
import { MAX_OBJECTIVES } from '../../components/quest.js';
import { Objective } from '../../data/content.js';
import { Event } from '../vocabulary.js';
import type { World } from '../world.js';

/** What can be wrong with an objective. */
export const FAULTS = [
  'no_opponent_stands_anywhere',
  'item_has_no_source',
  'object_stands_nowhere',
  'creature_stands_nowhere',
  'place_cannot_be_reached',
] as const;
export const Fault = { noOpponent: 0, noSource: 1, noObject: 2, noCreature: 3, noWay: 4 } as const;

/** Words of the event's second argument: fault x 8 + objective. */
export const FAULT_WORDS: readonly string[] = FAULTS.flatMap((fault) =>
  Array.from({ length: MAX_OBJECTIVES }, (_, row) => `objective ${row + 1}: ${fault}`),
);

/** A bot found that objective `row` (0 .. 7) of a quest cannot be done by anybody. */
export function noteDataError(world: World, bot: number, quest: number, row: number, fault: number): void {
  world.event(Event['data.error'], world.uidOf(bot), world.content.quests.id[quest]!, fault * MAX_OBJECTIVES + row);
}

/** What is wrong with an objective (row of the content) for everybody, whatever the state of the world: a Fault, or -1 when nothing is. */
export function faultOf(world: World, at: number): number {
  const { quests, spawnsOf, objectSpawnsOf, itemSources } = world.content;
  const target = quests.objectiveTarget[at]!;
  const none = (of: { readonly offsets: Int32Array }): boolean => of.offsets[target] === of.offsets[target + 1];
  switch (quests.objectiveKind[at]) {
    case Objective.kill: {
      const { offsets, values } = world.derived.quests.facts.killCredits;
      for (let k = offsets[target]!; k < offsets[target + 1]!; k++)
        if (spawnsOf.offsets[values[k]!] !== spawnsOf.offsets[values[k]! + 1]) return -1;
      return Fault.noOpponent;
    }
    case Objective.collect:
      return none(itemSources.rows) ? Fault.noSource : -1;
    case Objective.useObject:
      return none(objectSpawnsOf) ? Fault.noObject : -1;
    case Objective.talk:
      return none(spawnsOf) ? Fault.noCreature : -1;
    default:
      return quests.objectiveMap[at]! < 0 ? Fault.noWay : -1;
  }
}

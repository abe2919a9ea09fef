/** Quest state of bots. Owner: quest handlers. */
import { defineComponent } from '../engine/component.js';

/** Objectives a quest may have. */
export const MAX_OBJECTIVES = 8;

/** Quest log: quest index + 1 or 0; status (QuestStatus); counts of up to 8 objectives; frame of acceptance. Recorded by entry. */
export const questLog = defineComponent(
  'questLog',
  'bot',
  {
    quest: ['i32', 'questLogSize'],
    status: ['u8', 'questLogSize'],
    count: ['u16', 'questLogCounts'],
    accepted: ['i32', 'questLogSize'],
  },
  'element',
);

/**
 * Quests turned in, a bit each by quest index; and what the bot makes of the quests it has. By log entry: the frame of the last
 * progress, and the frame since which nothing could be done for it (0: something can). `focus` is the quest (index + 1) and objective
 * row it works at, `focusSince` from when and `focusDeaths` with how many deaths behind it; `escort` the quest (index + 1) whose starter
 * follows it, with the bot's deaths when that began. `look*`: where, when and in what circumstances (level, log, quests done) it last looked round for quests and found none.
 * `hub` (index + 1), `hubQuest` (index) and `hubUntil`: the hub it last chose, the first quest it wants there, and the frame until which that choice holds.
 */
export const questDone = defineComponent(
  'questDone',
  'bot',
  {
    bits: ['i32', 'questWords'],
    touched: ['i32', 'questLogSize'],
    blockedSince: ['i32', 'questLogSize'],
    focus: 'i32',
    focusRow: 'u8',
    focusSince: 'i32',
    focusDeaths: 'i32',
    escort: 'i32',
    escortDeaths: 'i32',
    lookMap: 'u16',
    lookX: 'i32',
    lookY: 'i32',
    lookFrame: 'i32',
    lookStamp: 'i32',
    hub: 'i32',
    hubQuest: 'i32',
    hubUntil: 'i32',
  },
  'none',
);

/** Standing with each reputation of the world, points. */
export const standing = defineComponent('standing', 'bot', { points: ['i32', 'reputations'] }, 'none');

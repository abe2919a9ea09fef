/** Quest state of bots. Owner: quest handlers. */
import { defineComponent } from '../engine/component.js';

/** Objectives a quest may have. */
export const MAX_OBJECTIVES = 8;

/** Quest log: quest index + 1 or 0; status (QuestStatus); counts of up to 8 objectives; frame of acceptance. Recorded by entry. */
export const questLog = defineComponent('questLog', 'bot', {
  quest: ['i32', 'questLogSize'], status: ['u8', 'questLogSize'], count: ['u16', 'questLogCounts'], accepted: ['i32', 'questLogSize'],
}, 'element');

/** Quests turned in, a bit each by quest index. */
export const questDone = defineComponent('questDone', 'bot', { bits: ['i32', 'questWords'] }, 'none');

/** Standing with each reputation of the world, points. */
export const standing = defineComponent('standing', 'bot', { points: ['i32', 'reputations'] }, 'none');

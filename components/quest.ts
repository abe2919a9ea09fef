/** Quest state of bots. Owner: quest handlers. */
import { defineComponent } from '../engine/component.js';

/** Objectives a quest may have. */
export const MAX_OBJECTIVES = 8;

/** Daily quests a bot may do on one day. */
export const MAX_DAILIES = 25;
/** Tiers of the pickup queue, most urgent first. */
export const PICKUP_TIERS = 4;
/** Inputs and hidden units of the time predictor. */
export const PREDICTOR_INPUTS = 12;
export const PREDICTOR_HIDDEN = 8;
/** Quest types (the words of the world format), for what is kept by type. */
export const QUEST_TYPE_COUNT = 9;
/** Stall causes kept by bot, see `StallCause`. */
export const STALL_CAUSES = 9;

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
 * `worked` is how long the bot has worked at each entry (frames), without the stretch that is under way: `hand` (quest index + 1) is what it works
 * at since `handSince`. `daily` holds the quests (index + 1) it has done on the day `dailyDay`.
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
    worked: ['i32', 'questLogSize'],
    hand: 'i32',
    handSince: 'i32',
    daily: ['i32', MAX_DAILIES],
    dailyDay: 'i32',
  },
  'none',
);

/** Frame in which the next quest of a bot's log runs out of its time, 0 never. Owner: the quest log. */
export const questDue = defineComponent('questDue', 'bot', { due: 'i32' }, 'none');

/** Standing with each reputation of the world, points. */
export const standing = defineComponent('standing', 'bot', { points: ['i32', 'reputations'] }, 'none');

/** Liveness: frames each bot was stalled, by StallCause, and the last frame in which that was said. Owner: plan. */
export const liveness = defineComponent('liveness', 'bot', { stalled: ['i32', STALL_CAUSES], saidFrame: 'i32' }, 'none');

/**
 * A bot's request for a quest: tier + 1 (0: none), its number in the queue, since when it waits, how often it was put off, and the frame
 * before which it asks no more. Owner: the pickup queue.
 */
export const pickup = defineComponent('pickup', 'bot', { tier: 'u8', seq: 'i32', since: 'i32', retries: 'u8', notBefore: 'i32' }, 'none');

/** The pickup queue as a whole: the next number, and by tier what waits, the most that ever waited, what came, was served, and was dropped. */
export const pickupQueue = defineComponent(
  'pickupQueue',
  'global',
  {
    nextSeq: 'i32',
    waiting: ['i32', PICKUP_TIERS],
    peak: ['i32', PICKUP_TIERS],
    queued: ['f64', PICKUP_TIERS],
    served: ['f64', PICKUP_TIERS],
    dropped: ['f64', PICKUP_TIERS],
    found: 'f64',
    putOff: 'f64',
    givenUp: 'f64',
    waitedFrames: 'f64',
  },
  'none',
);

/**
 * The time predictor: weights under training (hidden layer by unit, biases, output layer), those that estimates are made with (`used`, in the
 * same order) with their version, completions learnt from, and by quest type how many there were and their working time (seconds).
 * `judged`: completions whose time was predicted before it was learnt, with the summed errors (seconds) of the model and of the mean of the type.
 */
export const predictor = defineComponent(
  'predictor',
  'global',
  {
    weight: ['f64', PREDICTOR_INPUTS * PREDICTOR_HIDDEN + PREDICTOR_HIDDEN + PREDICTOR_HIDDEN + 1],
    used: ['f64', PREDICTOR_INPUTS * PREDICTOR_HIDDEN + PREDICTOR_HIDDEN + PREDICTOR_HIDDEN + 1],
    version: 'i32',
    publishedFrame: 'i32',
    publishedSamples: 'f64',
    samples: 'f64',
    typeCount: ['f64', QUEST_TYPE_COUNT],
    typeSeconds: ['f64', QUEST_TYPE_COUNT],
    judged: 'f64',
    modelError: 'f64',
    meanError: 'f64',
  },
  'none',
);

/** The proposals of the quest domain, for the plan. */
export { proposeAbandon } from './propose-abandon.js';
export { proposeHub } from './propose-hub.js';
export { proposeObjective } from './propose-objective.js';
export { proposePickup } from './propose-pickup.js';
export { proposeTurnIn } from './propose-turn-in.js';

/** What bots have learnt at trainers. */
import { defineComponent } from '../engine/component.js';

/** Level up to which a bot has had the lessons of its class, an even number. Owner: systems/training. */
export const training = defineComponent('training', 'bot', { taught: 'u8' }, 'none');

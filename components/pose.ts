/** How a bot stands, where somebody has said so. */
import { defineComponent } from '../engine/component.js';

/**
 * Height and facing of a bot that was put where it stands with both given (an imported bot): z in hundredths of a yard, orientation in
 * ten-thousandths of a radian from 0 to 62,831, counter-clockwise from the x axis. They hold while the bot stands where it was put:
 * `since` is the frame of that, as in `motion.depart`, plus 1; 0 never. The world itself has no heights. Owner: systems/persistence.
 */
export const pose = defineComponent('pose', 'bot', { z: 'i32', orientation: 'i32', since: 'i32' }, 'none');

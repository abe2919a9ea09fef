import { Op } from '../opcodes.js';
import type { World } from '../world.js';

/** System of the mail lane: mails whose time is up, or that were collected in the frame before, are cleared away. */
export function expireMails(world: World): void {
  const { ids, count } = world.due;
  const { uid } = world.c.mail;
  for (let k = 0; k < count; k++) world.emit(Op.expireMail, -uid[ids[k]!]!, ids[k]!);
}

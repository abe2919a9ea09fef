/** Mails of each bot, derived from the mail component. */
import type { World } from '../world.js';

export class MailLists {
  constructor(private readonly world: World) {}
  rebuild(): void {
    void this.world;
  }
}

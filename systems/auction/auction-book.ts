/** Order structure of the auction houses, derived from the auction component. */
import type { World } from '../world.js';

export class AuctionBook {
  constructor(private readonly world: World) {}
  rebuild(): void {
    void this.world;
  }
}

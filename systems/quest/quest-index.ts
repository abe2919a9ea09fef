/** Givers and quests by place: static, from the content. */
import type { World } from '../world.js';

export class QuestIndex {
  constructor(private readonly world: World) {
    void this.world;
  }
}

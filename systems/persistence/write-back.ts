/**
 * Periodic write-back: every so many frames all bots that changed since the last time are saved, as one batch. Bots whose belongings
 * stayed as they were save their state only.
 */
import type { FrameObserver } from '../simulation.js';
import type { World } from '../world.js';
import type { BotStatePersistence } from './bot-state-persistence.js';

/** 30 seconds of simulated time. */
export const WRITE_BACK_FRAMES = 300;

const STATE_CHANGED = 1;
const ALL_CHANGED = 2;

export class WriteBack implements FrameObserver {
  #changed = new Uint8Array(0);
  #first = true;
  #last = 0;
  /** Batches handed over, and saves in them. */
  batches = 0;
  saves = 0;

  constructor(
    private readonly persistence: BotStatePersistence,
    private readonly everyFrames = WRITE_BACK_FRAMES,
  ) {}

  afterFrame(world: World): void {
    if (this.#changed.length === 0) this.#changed = new Uint8Array(world.capacities.bot!);
    this.#note(world);
    if (world.frame % this.everyFrames === 0) this.flush(world);
  }

  restored(world: World): void {
    this.#changed = new Uint8Array(world.capacities.bot!).fill(ALL_CHANGED);
  }

  /** Save everything that changed since the last batch, now. */
  flush(world: World): void {
    const bots = world.pools.bot.high;
    let saved = 0;
    for (let bot = 0; bot < bots; bot++) {
      if (world.c.identity.uid[bot] === 0) continue;
      const changed = this.#first ? ALL_CHANGED : this.#changed[bot]!;
      if (changed === 0 && (world.frame === this.#last || !stillMoving(world, bot, this.#last))) continue;
      if (changed === ALL_CHANGED) this.persistence.saveCompleteSnapshot({ world, bot });
      else this.persistence.saveBotStateAsync({ world, bot });
      saved++;
    }
    this.persistence.handOver();
    this.#changed.fill(0);
    this.#last = world.frame;
    this.#first = false;
    if (saved === 0) return;
    this.batches++;
    this.saves += saved;
  }

  #note(world: World): void {
    const { c, write } = world;
    const changed = this.#changed;
    for (const component of [c.life, c.vital, c.motion]) {
      const dirty = write.dirty[component.id]!;
      for (let k = 0; k < dirty.count; k++) {
        const bot = dirty.list[k]!;
        if (changed[bot] === 0) changed[bot] = STATE_CHANGED;
      }
    }
    const born = write.dirty[c.identity.id]!;
    for (let k = 0; k < born.count; k++) changed[born.list[k]!] = ALL_CHANGED;
    const slots = write.dirty[c.slots.id]!;
    for (let k = 0; k < slots.count; k++) changed[Math.floor(slots.list[k]! / world.sizes.botSlots)] = ALL_CHANGED;
  }
}

const MILLI = 1000;

/** Who walks or recovers changes without a write: whether it did after a frame. */
function stillMoving(world: World, bot: number, last: number): boolean {
  const { motion, vital } = world.c;
  if (motion.arrive[bot]! > last) return true;
  const elapsed = last - vital.since[bot]!;
  const growing = (value: number, most: number, rate: number): boolean => rate > 0 && value + Math.trunc((rate * elapsed) / MILLI) < most;
  return (
    growing(vital.health[bot]!, vital.maxHealth[bot]!, vital.healthRate[bot]!) ||
    growing(vital.mana[bot]!, vital.maxMana[bot]!, vital.manaRate[bot]!)
  );
}

/** Rows of bots: who was born, and how they live, fare and move. */
import type { EngineRows } from '../../engine/store/engine-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import type { World } from '../world.js';
import { Gathered } from './gathered.js';
import { tablesOf } from './table-numbers.js';

export class BotRows {
  readonly #table: ReturnType<typeof tablesOf<'bot' | 'bot_life' | 'bot_vital' | 'bot_most' | 'bot_motion'>>;
  readonly #botKind: number;
  /** Most health and mana of each bot as they were last recorded: they change seldom. */
  readonly #lastHealth: Int32Array;
  readonly #lastMana: Int32Array;
  readonly #changedVitals: Gathered;
  readonly #changedMotions: Gathered;

  constructor(
    public store: SnapshotStore,
    private readonly rows: EngineRows,
    world: World,
    /** Vitals and motions are written in every so many frames. */
    private readonly every: number,
  ) {
    this.#table = tablesOf(store, ['bot', 'bot_life', 'bot_vital', 'bot_most', 'bot_motion']);
    this.#botKind = store.wordId('bot');
    this.#lastHealth = new Int32Array(world.capacities.bot!);
    this.#lastMana = new Int32Array(world.capacities.bot!);
    this.#changedVitals = new Gathered(every, world.capacities.bot!);
    this.#changedMotions = new Gathered(every, world.capacities.bot!);
  }

  /** Rows written so far say how the world stands now. */
  restored(world: World): void {
    const { vital } = world.c;
    this.#lastHealth.set(vital.maxHealth);
    this.#lastMana.set(vital.maxMana);
  }

  write(world: World, frame: number): void {
    const { c } = world;
    const { store } = this;
    const born = world.write.dirty[c.identity.id]!;
    for (let k = 0; k < born.count; k++) this.#bot(world, born.list[k]!);
    const life = world.write.dirty[c.life.id]!;
    for (let k = 0; k < life.count; k++) {
      const bot = life.list[k]!;
      store.begin(this.#table.bot_life);
      store.int(frame);
      store.int(c.identity.uid[bot]!);
      store.int(c.life.level[bot]!);
      store.int(c.life.xp[bot]!);
      store.i53(c.life.gold[bot]!);
      store.int(c.life.state[bot]!);
    }
    this.#vitals(world, frame);
    this.#motions(world, frame);
  }

  #vitals(world: World, frame: number): void {
    const { c } = world;
    const { store } = this;
    const vital = this.#changedVitals.of(world.write.dirty[c.vital.id]!, frame);
    for (let k = 0; k < vital.count; k++) {
      const bot = vital.list[k]!;
      const v = c.vital;
      store.begin(this.#table.bot_vital);
      store.int(frame);
      store.int(c.identity.uid[bot]!);
      store.int(v.health[bot]!);
      store.int(v.mana[bot]!);
      store.int(v.healthRate[bot]!);
      store.int(v.manaRate[bot]!);
      store.int(frame - v.since[bot]!);
      if (v.maxHealth[bot] !== this.#lastHealth[bot] || v.maxMana[bot] !== this.#lastMana[bot]) this.#most(world, frame, bot);
      else if (frame - c.identity.bornFrame[bot]! < this.every) this.#most(world, frame, bot);
    }
    this.#changedVitals.done(frame);
  }

  #most(world: World, frame: number, bot: number): void {
    const { identity, vital } = world.c;
    const { store } = this;
    this.#lastHealth[bot] = vital.maxHealth[bot]!;
    this.#lastMana[bot] = vital.maxMana[bot]!;
    store.begin(this.#table.bot_most);
    store.int(frame);
    store.int(identity.uid[bot]!);
    store.int(vital.maxHealth[bot]!);
    store.int(vital.maxMana[bot]!);
  }

  #motions(world: World, frame: number): void {
    const { c, content } = world;
    const { store } = this;
    const motion = this.#changedMotions.of(world.write.dirty[c.motion.id]!, frame);
    for (let k = 0; k < motion.count; k++) {
      const bot = motion.list[k]!;
      const m = c.motion;
      store.begin(this.#table.bot_motion);
      store.int(frame);
      store.int(c.identity.uid[bot]!);
      store.int(content.maps.id[m.map[bot]!]!);
      store.int(m.zone[bot] === 0 ? 0 : content.zones.id[m.zone[bot]! - 1]!);
      store.int(m.fromX[bot]!);
      store.int(m.fromY[bot]!);
      store.int(m.toX[bot]!);
      store.int(m.toY[bot]!);
      store.int(m.depart[bot]!);
      store.int(m.arrive[bot]!);
    }
    this.#changedMotions.done(frame);
  }

  #bot(world: World, bot: number): void {
    const { identity } = world.c;
    const { races, classes } = world.content;
    const { store } = this;
    if (identity.bornFrame[bot] !== world.frame) return;
    store.begin(this.#table.bot);
    store.int(identity.uid[bot]!);
    store.text(world.names[identity.name[bot]! - 1]!);
    store.text(races.name[identity.race[bot]!]!);
    store.text(classes.name[identity.cls[bot]!]!);
    store.int(identity.side[bot]!);
    store.int(world.frame);
    store.nullInt();
    this.rows.account(identity.uid[bot]!, this.#botKind, identity.uid[bot]!);
  }
}

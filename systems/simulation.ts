/** A run of a world: inputs in, frames out. Knows nothing of files, clocks or terminals. */
import { Governor } from '../engine/budget.js';
import type { Budget } from '../engine/budget.js';
import type { CheckpointSource } from '../engine/checkpoint.js';
import { invariant } from '../engine/errors.js';
import type { FrameProbe } from '../engine/schedule.js';
import type { WorldContent } from '../data/content.js';
import { CheckpointTaker, restoreWorld } from './checkpoint.js';
import type { WorldHeader } from './checkpoint.js';
import { bringToLife } from './creature/respawn.js';
import { extend } from './extensions.js';
import type { Extension } from './extensions.js';
import { contentOf } from './health/fault-spec.js';
import { applyInput } from './inputs.js';
import type { Input } from './inputs.js';
import { checkConservation, checkPlaces } from './invariants.js';
import { optionIndex } from './options.js';
import { beginModel } from './quest/learn-times.js';
import { registerOwnStrategies } from './quest/strategies.js';
import { populate } from './spawn/populate.js';
import type { PopulationSpec } from './spawn/populate.js';
import { World } from './world.js';

const INVARIANTS_EVERY = optionIndex('invariants.every');

export interface SimulationInputs {
  readonly content: WorldContent;
  readonly seed: number;
  /** Stored option values. */
  readonly options: Int32Array;
  readonly population: PopulationSpec;
  readonly budget: Budget;
  /** Inputs in order of (frame, seq). */
  readonly inputs: readonly Input[];
  readonly extensions: readonly Extension[];
  /** Room for bots that directives will add. */
  readonly laterBots: number;
}

/** Somebody who looks at a world after each frame: the recorder, a replay, a test. */
export interface FrameObserver {
  afterFrame(world: World, stateHash: string): void;
  /** Sums of its own that a restored run must go on from, by a name of its own. */
  readonly kept?: { readonly name: string; read(): unknown; write(value: unknown): void };
  /** The world was put back to an earlier frame, or brought to a later one, without the frames between. */
  restored?(world: World): void;
}

export class Simulation {
  readonly world: World;
  readonly governor: Governor;
  readonly #taker: CheckpointTaker;
  #nextInput = 0;
  /** 16 hex digits of the state after the present frame. */
  stateHash = '';

  constructor(
    readonly inputs: SimulationInputs,
    private readonly observers: readonly FrameObserver[] = [],
  ) {
    const { verbs, schedule, strategies, questModel } = extend(inputs.extensions);
    this.world = new World({
      content: contentOf(inputs.content, inputs.inputs),
      seed: inputs.seed,
      bots: inputs.population.bots + inputs.laterBots,
      options: inputs.options,
      schedule,
      verbs,
    });
    registerOwnStrategies(this.world, strategies);
    beginModel(this.world, questModel);
    this.governor = new Governor(inputs.budget);
    this.#taker = new CheckpointTaker(this.world);
  }

  /** Frame 0: the world as spawned. */
  start(): void {
    populate(this.world, this.inputs.population);
    spawnWorld(this.world);
    this.#applyInputs(0);
    this.#finish(true);
  }

  /** One frame. `units` overrides the governor (a replay knows what was granted). */
  step(probe?: FrameProbe, units = this.governor.units): void {
    const { world } = this;
    world.frame++;
    world.ledger.startFrame();
    world.events.startFrame();
    world.commands.startFrame();
    this.#applyInputs(world.frame);
    world.set(world.c.globals.f.unitsGranted, 0, units);
    world.runner.run(world, world.frame, units, probe);
    this.#finish(world.frame % world.option(INVARIANTS_EVERY) === 0);
  }

  /** Check everything there is to check, from the bytes: at checkpoints and at the end. */
  verify(): void {
    const { world } = this;
    checkConservation(world);
    checkPlaces(world);
    const fresh = world.write.hash.recompute();
    const kept = world.write.hash.lanes;
    for (let c = 0; c < world.arena.layouts.length; c++) {
      const name = world.arena.layouts[c]!.spec.name;
      invariant(
        fresh[c * 2] === kept[c * 2] && fresh[c * 2 + 1] === kept[c * 2 + 1],
        'hash-drift',
        `frame ${world.frame}: component ${name} was written past the write path`,
      );
    }
  }

  /** The checkpoint of the present frame: its length, and a function that writes it. Not while a frame is running. */
  checkpoint(): CheckpointSource {
    const kept = Object.fromEntries(this.observers.flatMap(({ kept: own }) => (own === undefined ? [] : [[own.name, own.read()]])));
    return this.#taker.prepare(this.stateHash, this.governor.units, kept);
  }

  /**
   * Put this simulation, of the same inputs, to the frame of a checkpoint; its next frames have the hashes they had in the original run.
   * @throws UserError when the checkpoint is damaged
   */
  restore(bytes: Uint8Array): void {
    const header: WorldHeader = restoreWorld(this.world, bytes);
    this.stateHash = header.stateHash;
    this.governor.units = header.units;
    this.#nextInput = this.inputs.inputs.filter((input) => input.frame <= header.frame).length;
    for (const observer of this.observers) {
      if (observer.kept !== undefined && observer.kept.name in header.kept) observer.kept.write(header.kept[observer.kept.name]);
      observer.restored?.(this.world);
    }
  }

  #applyInputs(frame: number): void {
    const { inputs } = this.inputs;
    while (this.#nextInput < inputs.length && inputs[this.#nextInput]!.frame <= frame) applyInput(this.world, inputs[this.#nextInput++]!);
  }

  #finish(checked: boolean): void {
    const { world } = this;
    const { globals } = world.c;
    const { sums } = world.ledger;
    world.set(globals.f.copperFaucet, 0, sums.copperFaucet);
    world.set(globals.f.copperSink, 0, sums.copperSink);
    world.set(globals.f.itemFaucet, 0, sums.itemFaucet);
    world.set(globals.f.itemSink, 0, sums.itemSink);
    if (checked) {
      checkConservation(world);
      checkPlaces(world);
    }
    this.stateHash = world.write.hash.digest(world.frame);
    for (const observer of this.observers) observer.afterFrame(world, this.stateHash);
    for (const dirty of world.write.dirty) dirty?.clear();
  }
}

/** Every creature of the content stands at its spawn, whole. */
function spawnWorld(world: World): void {
  const { creature, object } = world.c;
  for (let slot = 0; slot < world.content.spawns.count; slot++) {
    world.set(creature.f.uid, slot, world.newUid());
    bringToLife(world, slot);
  }
  for (let slot = 0; slot < world.content.objectSpawns.count; slot++) world.set(object.f.uid, slot, world.newUid());
}

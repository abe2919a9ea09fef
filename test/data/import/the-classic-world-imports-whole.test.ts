/**
 * The import of a real classic database, where one is at hand: its path is in BOTREALM_CLASSIC_DUMP, or it lies in
 * ../shared/worlds/classic beside the checkout. Only counts and relations are looked at.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validateWorld } from '../../../data/format/validate/index.js';
import { convertDump } from '../../../data/import/index.js';
import type { Row, WorldTables } from '../../../data/format/tables.js';

const path = process.env['BOTREALM_CLASSIC_DUMP'] ?? resolve('..', 'shared', 'worlds', 'classic', 'world.sql.gz');

type Side = 'alliance' | 'horde';

/** Nearness in which a beginner finds his first quests, and their targets, yards. */
const FIRST_YARDS = 900;

class Look {
  readonly creatures: Map<number, Row<'creature'>>;
  readonly factions: Map<number, Row<'faction'>>;
  readonly spawns = new Map<number, Row<'spawn'>[]>();
  constructor(readonly world: WorldTables) {
    this.creatures = new Map(world.creature.map((row) => [row.id, row]));
    this.factions = new Map(world.faction.map((row) => [row.id, row]));
    for (const spawn of world.spawn) this.spawns.set(spawn.creature_id, [...(this.spawns.get(spawn.creature_id) ?? []), spawn]);
  }
  attitude(creature: number, side: Side): string {
    const faction = this.factions.get(this.creatures.get(creature)!.faction_id);
    return faction === undefined ? 'neutral' : side === 'alliance' ? faction.to_alliance : faction.to_horde;
  }
  near(creature: number, start: Row<'start'>, yards: number): boolean {
    return (this.spawns.get(creature) ?? []).some(
      (spawn) => spawn.map_id === start.map_id && Math.hypot(spawn.x_yards - start.x_yards, spawn.y_yards - start.y_yards) < yards,
    );
  }
  attackable(creature: number, side: Side): boolean {
    return this.attitude(creature, side) !== 'friendly' && !this.creatures.get(creature)!.roles.split('|').includes('no_combat');
  }
}

if (!existsSync(path)) {
  process.stdout.write(`No classic database at ${path}: its import is not tested (set BOTREALM_CLASSIC_DUMP).\n`);
} else {
  const { tables: world, report } = await convertDump({ input: path });
  const look = new Look(world);
  const offered = world.quest.filter((row) => !row.flags.split('|').includes('unavailable'));
  const relations = new Map<number, Row<'quest_relation'>[]>();
  for (const row of world.quest_relation) relations.set(row.quest_id, [...(relations.get(row.quest_id) ?? []), row]);
  const kills = world.quest_objective.filter((row) => row.kind === 'kill');
  const sideOf = (race: number): Side => world.race.find((row) => row.id === race)!.side as Side;

  test('it has no errors', () => {
    assert.equal(
      validateWorld(world, { source: 'classic' })
        .filter((finding) => finding.severity === 'error')
        .slice(0, 5),
      [],
    );
  });

  test('nearly all rows of the main tables are kept', () => {
    for (const [table, least] of [
      ['creature_template', 9000],
      ['creature', 70_000],
      ['item_template', 17_000],
      ['creature_loot_template', 200_000],
      ['quest_template', 4000],
      ['npc_vendor', 12_000],
    ] as const) {
      const entry = report.tables.find((row) => row.table === table)!;
      assert.ok(entry.kept >= least, `${table}: ${entry.kept}`);
      assert.is(entry.brokenLines.length, 0);
    }
  });

  test('at least 65 of 100 quests can be done, and waited for by nothing that cannot', () => {
    const doable = new Set<number>();
    for (let grown = true; grown;) {
      grown = false;
      for (const quest of offered) {
        if (doable.has(quest.id) || quest.required_skill > 0 || (quest.prev_quest_id !== 0 && !doable.has(Math.abs(quest.prev_quest_id))))
          continue;
        doable.add(quest.id);
        grown = true;
      }
    }
    assert.ok(doable.size >= world.quest.length * 0.65, `${doable.size} of ${world.quest.length}`);
  });

  test('every race and class starts among friendly quest givers and enemies that can be attacked', () => {
    assert.is(world.start.length, 40);
    for (const start of world.start) {
      const side = sideOf(start.race_id);
      const first = offered.filter(
        (quest) =>
          quest.level <= 5 &&
          quest.required_skill === 0 &&
          (quest.race_mask === 0 || ((quest.race_mask >> (start.race_id - 1)) & 1) === 1) &&
          (quest.class_mask === 0 || ((quest.class_mask >> (start.class_id - 1)) & 1) === 1),
      );
      let friendly = 0;
      for (const quest of first) {
        const givers = (relations.get(quest.id) ?? []).filter(
          (row) => row.role === 'start' && row.actor_kind === 'creature' && look.near(row.actor_id, start, FIRST_YARDS),
        );
        if (givers.length === 0) continue;
        assert.ok(
          givers.some((row) => look.attitude(row.actor_id, side) !== 'hostile'),
          `giver of quest ${quest.id} is hostile to race ${start.race_id}`,
        );
        friendly++;
        for (const kill of kills.filter((row) => row.quest_id === quest.id)) {
          const targets = [kill.target_id, ...world.creature.filter((row) => row.kill_credit_id === kill.target_id).map((row) => row.id)];
          assert.ok(
            targets.some((id) => look.attackable(id, side) && look.near(id, start, 2 * FIRST_YARDS)),
            `target ${kill.target_id} of quest ${quest.id} cannot be fought by race ${start.race_id}`,
          );
        }
      }
      assert.ok(friendly >= 8, `race ${start.race_id} class ${start.class_id}: ${friendly} quests`);
    }
  });

  test('vendors, repairs, innkeepers and auctioneers of its side are within reach of every start', () => {
    const yards: Record<string, number> = { vendor: 300, repair: 300, innkeeper: 1500, auctioneer: 2600 };
    for (const start of world.start) {
      for (const [role, limit] of Object.entries(yards)) {
        assert.ok(
          world.creature.some(
            (row) =>
              row.roles.split('|').includes(role) &&
              look.attitude(row.id, sideOf(start.race_id)) === 'friendly' &&
              look.near(row.id, start, limit),
          ),
          `${role} for race ${start.race_id}`,
        );
      }
    }
  });

  test('every map that quests lead to can be reached by those who may take them', () => {
    for (const side of ['alliance', 'horde'] as const) {
      for (const home of new Set(world.start.filter((row) => sideOf(row.race_id) === side).map((row) => row.map_id))) {
        const reached = new Set([home]);
        for (let grown = true; grown;) {
          grown = false;
          for (const link of world.map_link) {
            if ((link.side !== 'neutral' && link.side !== side) || !reached.has(link.from_map_id) || reached.has(link.to_map_id)) continue;
            reached.add(link.to_map_id);
            grown = true;
          }
        }
        const races = new Set(world.race.filter((row) => row.side === side).map((row) => row.id));
        const mine = new Set(
          offered
            .filter((row) => row.race_mask === 0 || [...races].some((id) => ((row.race_mask >> (id - 1)) & 1) === 1))
            .map((row) => row.id),
        );
        for (const kill of kills) {
          const spawns = look.spawns.get(kill.target_id) ?? [];
          if (!mine.has(kill.quest_id) || spawns.length === 0 || !look.attackable(kill.target_id, side)) continue;
          const givers = (relations.get(kill.quest_id) ?? []).filter((row) => row.role === 'start' && row.actor_kind === 'creature');
          if (!givers.some((row) => look.attitude(row.actor_id, side) !== 'hostile')) continue;
          assert.ok(
            spawns.some((spawn) => reached.has(spawn.map_id)),
            `quest ${kill.quest_id} leads out of reach of ${side} from map ${home}`,
          );
        }
      }
    }
  });

  test('three auction houses have auctioneers', () => {
    for (const house of world.auction_house)
      assert.ok(world.creature.filter((row) => row.auction_house_id === house.id).length >= 3, house.name);
  });
}

test.run();

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { WorldTables } from '../../../data/format/tables.js';
import { formatFinding, validateWorld } from '../../../data/format/validate/index.js';
import { addRow, tutorialTables } from './support.js';

const set = (row: object | undefined, cells: object): void => {
  Object.assign(row!, cells);
};

/** A second people, of the other side, that the villagers hate. */
function addHorde(t: WorldTables): void {
  addRow(t, 'race', { id: 2, name: 'Marshfolk', side: 'horde' });
  addRow(t, 'start', { race_id: 2, class_id: 1, map_id: 1, x_yards: 5, y_yards: 5 });
}

/** A creature of the bandits' faction, hostile to all, with a spawn in the village. */
function addOutlaw(t: WorldTables, roles = ''): void {
  addRow(t, 'creature', { ...t.creature[3]!, id: 70, faction_id: 3, roles });
  addRow(t, 'spawn', { id: 700, creature_id: 70, map_id: 1, x_yards: 9, y_yards: 9 });
}

const farMap = (t: WorldTables, kind = 'world'): void => {
  addRow(t, 'map', { id: 2, name: 'Far', kind });
  addRow(t, 'zone', {
    id: 9,
    map_id: 2,
    name: 'Shore',
    min_level: 1,
    max_level: 5,
    x_min_yards: -50,
    x_max_yards: 50,
    y_min_yards: -50,
    y_max_yards: 50,
  });
};
const link = (t: WorldTables, id: number, from: number, to: number, side = 'neutral'): void => {
  const place = { from_x_yards: 0, from_y_yards: 0, to_x_yards: 0, to_y_yards: 0 };
  addRow(t, 'map_link', { id, name: 'Boat', from_map_id: from, to_map_id: to, side, ...place });
};

interface Case {
  readonly what: string;
  readonly change: (tables: WorldTables) => void;
  /** The one warning that the change gives. */
  readonly expected: RegExp;
  /** A change after which there is none. */
  readonly mended: (tables: WorldTables) => void;
}

const CASES: readonly Case[] = [
  {
    what: 'a quest whose starter is hostile to its takers',
    change: (t) => {
      addOutlaw(t);
      set(
        t.quest_relation.find((r) => r.quest_id === 1 && r.role === 'start'),
        { actor_id: 70 },
      );
    },
    expected: /quest\.csv line 2 \(id 1\): everybody who starts the quest is hostile to those who may take it \(alliance\)/,
    mended: (t) =>
      set(
        t.faction.find((r) => r.id === 3),
        { to_alliance: 'neutral' },
      ),
  },
  {
    what: 'a quest whose ender is hostile to its takers',
    change: (t) => {
      addHorde(t);
      set(t.quest[0], { race_mask: 2 });
      addRow(t, 'object', { id: 50, name: 'Notice', kind: 'quest' });
      addRow(t, 'object_spawn', { id: 50, object_id: 50, map_id: 1, x_yards: 0, y_yards: 0 });
      for (const r of t.quest_relation) if (r.quest_id === 1 && r.role === 'start') set(r, { actor_kind: 'object', actor_id: 50 });
    },
    expected: /quest\.csv line 2 \(id 1\): everybody who ends the quest is hostile to those who may take it \(horde\)/,
    mended: (t) => set(t.quest[0], { race_mask: 0 }),
  },
  {
    what: 'a quest that one side can take and the other turn in',
    change: (t) => {
      addHorde(t);
      addRow(t, 'faction', { id: 8, name: 'Marsh', to_alliance: 'hostile', to_horde: 'friendly' });
      addRow(t, 'creature', { ...t.creature[3]!, id: 80, faction_id: 8 });
      addRow(t, 'spawn', { id: 800, creature_id: 80, map_id: 1, x_yards: 9, y_yards: 9 });
      set(
        t.quest_relation.find((r) => r.quest_id === 4 && r.role === 'end'),
        { actor_id: 80 },
      );
    },
    expected: /quest\.csv line 5 \(id 4\): no side can both take the quest and turn it in/,
    mended: (t) =>
      set(
        t.faction.find((r) => r.id === 8),
        { to_alliance: 'neutral' },
      ),
  },
  {
    what: 'a vendor that is hostile to all',
    change: (t) => {
      addOutlaw(t, 'repair');
    },
    expected: /creature\.csv line \d+ \(id 70\) column roles: is repair, but its faction 3 is hostile to every race that is played/,
    mended: (t) =>
      set(
        t.creature.find((r) => r.id === 70),
        { faction_id: 0 },
      ),
  },
  {
    what: 'a quest above the highest level',
    change: (t) => set(t.quest[3], { min_level: 6 }),
    expected: /quest\.csv line 5 \(id 4\) column min_level: is 6, above the highest level of the world, 5/,
    mended: (t) => set(t.quest[3], { min_level: 5 }),
  },
  {
    what: 'a mask of classes that do not exist',
    change: (t) => set(t.item[7], { class_mask: 64 }),
    expected: /item\.csv line 9 \(id 8\) column class_mask: is 64, which names no class that exists/,
    mended: (t) => set(t.item[7], { class_mask: 65 }),
  },
  {
    what: 'a quest for a race that does not exist, once',
    change: (t) => set(t.quest[3], { race_mask: 2 }),
    expected: /quest\.csv line 5 \(id 4\) column race_mask: is 2, which names no race that exists/,
    mended: (t) => set(t.quest[3], { race_mask: 0 }),
  },
  {
    what: 'masks that leave nobody',
    change: (t) => {
      addHorde(t);
      set(t.quest[3], { race_mask: 2, class_mask: 2 });
    },
    expected: /quest\.csv line 5 \(id 4\) column race_mask: and the other mask leave no race and class with a row in start/,
    mended: (t) =>
      addRow(t, 'start', { race_id: 2, class_id: 2, map_id: 1, x_yards: 5, y_yards: 5 }) && set(t.faction[0], { to_horde: 'neutral' }),
  },
  {
    what: 'a quest that waits for one that its takers cannot do',
    change: (t) => {
      set(t.quest[2], { class_mask: 1 });
      set(t.quest[3], { class_mask: 2, prev_quest_id: 3 });
    },
    expected: /quest\.csv line 5 \(id 4\) column prev_quest_id: the quest waits for quest 3, which nobody who may take it can do/,
    mended: (t) => set(t.quest[2], { class_mask: 3 }),
  },
  {
    what: 'a quest that waits for one that is not offered',
    change: (t) => {
      addRow(t, 'quest', { ...t.quest[3]!, id: 60, flags: 'unavailable', next_quest_id: 0 });
      set(t.quest[3], { prev_quest_id: 60 });
    },
    expected: /quest\.csv line 5 \(id 4\) column prev_quest_id: the quest waits for quest 60, which has the flag unavailable/,
    mended: (t) => set(t.quest[3], { prev_quest_id: 0 }),
  },
  {
    what: 'a weapon in the kit of a class that cannot use it',
    change: (t) => set(t.start_item[2], { item_id: 8 }),
    expected: /start_item\.csv line 4 .* column item_id: is 8 \(Bandit Cutlass\), which a new Hexer cannot use: it needs level 3/,
    mended: (t) => {
      set(t.item[7], { required_level: 1 });
      set(t.class[1], { weapons: 'staff|sword' });
    },
  },
  {
    what: 'clothing in the kit of a class that cannot wear it',
    change: (t) => set(t.start_item[3], { item_id: 3 }),
    expected: /start_item\.csv line 5 .* column item_id: is 3 \(Dented Mail Vest\), which a new Hexer cannot use: it is mail/,
    mended: (t) => set(t.class[1], { armor_type: 'mail' }),
  },
  {
    what: 'spawns outside every zone, counted',
    change: (t) => {
      set(t.spawn[4], { x_yards: 9000 });
      set(t.spawn[6], { x_yards: 9000 });
    },
    expected: /spawn\.csv line 6 \(id 11\) column x_yards: 2 of \d+ creatures on maps of kind world lie in no zone/,
    mended: (t) => set(t.zone[0], { x_max_yards: 9000 }),
  },
  {
    what: 'a link that ends outside every zone',
    change: (t) => {
      farMap(t);
      link(t, 1, 1, 2);
      link(t, 2, 2, 1);
      set(t.map_link[0], { to_x_yards: 77 });
    },
    expected:
      /map_link\.csv row 1 \(id 1\) column to_x_yards: 1 of 2 ends of links|map_link.*\(id 1\) column to_x_yards: 1 of 2 ends of links/,
    mended: (t) => set(t.map_link[0], { to_x_yards: 7 }),
  },
  {
    what: 'a link without a way back',
    change: (t) => {
      farMap(t);
      link(t, 1, 1, 2);
      link(t, 2, 2, 1, 'horde');
    },
    expected: /map_link.*\(id 1\) column to_map_id: is 2, from where no link leads back to map 1/,
    mended: (t) => set(t.map_link[1], { side: 'alliance' }),
  },
  {
    what: 'a dungeon quest without dungeon',
    change: (t) => set(t.quest[1], { type: 'dungeon' }),
    expected:
      /quest\.csv line 3 \(id 2\) column type: is dungeon, but nothing that the quest asks for is on a map of the kind dungeon or raid/,
    mended: (t) => {
      farMap(t, 'dungeon');
      link(t, 1, 1, 2);
      set(
        t.spawn.find((r) => r.creature_id === 1),
        { map_id: 2, x_yards: 0, y_yards: 0 },
      );
    },
  },
  {
    what: 'goods that make money of nothing',
    change: (t) =>
      set(
        t.item.find((r) => r.id === t.vendor_item[0]!.item_id),
        { buy_price_copper: 9, buy_count: 5, sell_price_copper: 2 },
      ),
    expected:
      /item\.csv .* column buy_price_copper: is 9 for 5, but vendors pay 2 for each \(sell_price_copper\): buying and selling it makes money of nothing/,
    mended: (t) =>
      set(
        t.item.find((r) => r.id === t.vendor_item[0]!.item_id),
        { buy_price_copper: 10 },
      ),
  },
  {
    what: 'a quest without reward',
    change: (t) => {
      set(t.quest[3], { reward_money_copper: 0, reward_xp: 0, reward_money_max_level_copper: 0, next_quest_id: 0 });
      t.quest_reward = t.quest_reward.filter((r) => r.quest_id !== 4);
      t.quest_reputation = t.quest_reputation.filter((r) => r.quest_id !== 4);
    },
    expected: /quest\.csv line 5 \(id 4\): the quest has no reward/,
    mended: (t) => set(t.quest[3], { reward_money_max_level_copper: 60 }),
  },
];

for (const { what, change, expected, mended } of CASES) {
  test(`a warning names ${what}`, async () => {
    const tables = await tutorialTables();
    const lines = (): string[] => validateWorld(tables, { source: 'w' }).map(formatFinding);
    change(tables);
    const found = lines();
    assert.is(found.length, 1, found.join('\n') || '(nothing)');
    assert.match(found[0]!, /^warning: /);
    assert.match(found[0]!, expected);
    mended(tables);
    assert.equal(lines(), []);
  });
}

test.run();

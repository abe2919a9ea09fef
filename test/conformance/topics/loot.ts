import {
  LOOT_METHODS,
  NOBODY,
  ROLL_VOTES,
  RollOutcome,
  RollerFlag,
  coinShare,
  groupRollWinner,
  nextTurn,
  sharesCoins,
  turnLooter,
  type LootMethod,
} from '../../../systems/rules/group-loot-rolls.js';
import {
  LootDrops,
  lootStackUnits,
  lootStacks,
  pickFromGroup,
  rollLootTable,
  rowDrops,
  type LootDraws,
  type LootRows,
  type LootTables,
} from '../../../systems/rules/loot-group-selection.js';
import type { RulesProfile } from '../../../systems/rules/profile.js';
import { indexOfName } from './adapter.js';

interface Row {
  item?: number;
  chance: number;
  group?: number;
  min?: number;
  max?: number;
  maxStack?: number;
  inventoryType?: number;
  quest?: boolean;
  conditionMet?: boolean;
  /** Table to run; wotlk: negative = the row competes in its group. */
  ref?: number;
}

type SelectionInputs =
  | { op: 'entry'; chance: number; rate?: number; roll: number }
  | { op: 'count'; minCount: number; maxCount: number; draw: number; maxStack: number }
  | {
      op: 'group';
      entries: Row[];
      roll: number;
      alreadyInLoot: number[];
      explicitOrder?: number[];
      equalOrder?: number[];
      coins?: number[];
      equalPick?: number;
    }
  | { op: 'template'; template: Row[]; references: Record<string, Row[]>; draws: Record<string, number | number[]> };

/** Tables in columns out of lists of rows; table 0 comes first. */
function columns(profile: RulesProfile, lists: Row[][], idOf: (reference: number) => number): { tables: LootTables; rows: LootRows } {
  const flat = lists.flat();
  const offsets = [0];
  for (const list of lists) offsets.push((offsets.at(-1) ?? 0) + list.length);
  const outside = (row: Row): boolean => profile.name === 'wotlk' && (row.ref ?? 0) > 0;
  const tables: LootTables = {
    offsets,
    item: flat.map((row) => row.item ?? 0),
    reference: flat.map((row) => (row.ref === undefined ? -1 : idOf(Math.abs(row.ref)))),
    chance: flat.map((row) => Math.fround(Math.abs(row.chance))),
    group: flat.map((row) => row.group ?? 0),
    minCount: flat.map((row) => row.min ?? 1),
    maxCount: flat.map((row) => row.max ?? 1),
    questOnly: flat.map((row) => (row.quest || row.chance < 0 ? 1 : 0)),
    referenceOutsideGroup: flat.map((row) => (outside(row) ? 1 : 0)),
  };
  const rows: LootRows = {
    stackSize: (row) => flat[row]?.maxStack ?? 1,
    equippable: (row) => (flat[row]?.inventoryType ?? 0) !== 0,
    rate: () => 1,
    allowed: (row) => flat[row]?.conditionMet ?? true,
  };
  return { tables, rows };
}

/** Draws by name, as the vectors give them. */
class NamedDraws implements LootDraws {
  private readonly path: string[] = [];
  private readonly bases: number[] = [];
  private readonly coinsUsed = new Map<string, number>();

  constructor(
    private readonly tables: LootTables,
    private readonly draws: Readonly<Record<string, number | readonly number[]>>,
  ) {}

  private tableStart(row: number): number {
    let start = 0;
    for (let table = 0; table < this.tables.offsets.length; table++) {
      const offset = this.tables.offsets[table] ?? 0;
      if (offset <= row) start = offset;
    }
    return start;
  }

  private key(name: string, suffix: string): string {
    return `${this.path.join('')}${name}.${suffix}`;
  }

  private rowName(row: number): string {
    return `e${row - this.tableStart(row)}`;
  }

  private number(key: string): number {
    const draw = this.draws[key];
    if (typeof draw !== 'number') throw new Error(`no draw '${key}'`);
    return draw;
  }

  private list(key: string): readonly number[] {
    const draw = this.draws[key];
    if (!Array.isArray(draw)) throw new Error(`no list of draws '${key}'`);
    return draw as number[];
  }

  rowRoll(row: number): number {
    return this.number(this.key(this.rowName(row), 'roll'));
  }

  groupRoll(group: number): number {
    return this.number(this.key(`g${group}`, 'roll'));
  }

  count(row: number, min: number, max: number): number {
    const count = this.number(this.key(this.rowName(row), 'count'));
    if (count < min || count > max) throw new Error(`count ${count} of row ${row} lies outside ${min} to ${max}`);
    return count;
  }

  pick(group: number, choices: number): number {
    return this.number(this.key(`g${group}`, 'equalPick')) % choices;
  }

  shuffle(group: number, rows: Int32Array, length: number, equalChance: boolean): void {
    if (length === 0) return;
    const first = this.tableStart(rows[0] ?? 0);
    const members: number[] = [];
    for (let row = first; row < this.tables.item.length && this.tableStart(row) === first; row++) {
      if (this.tables.group[row] === group) members.push(row);
    }
    const order = this.list(this.key(`g${group}`, equalChance ? 'equalOrder' : 'order')).map((position) => members[position] ?? -1);
    const shuffled = [...order].sort((a, b) => a - b).join();
    const given = [...rows.subarray(0, length)].sort((a, b) => a - b).join();
    if (shuffled !== given) throw new Error(`order ${order.join()} is no shuffle of rows ${given}`);
    rows.set(order);
  }

  coin(group: number): boolean {
    const key = this.key(`g${group}`, 'coins');
    const used = this.coinsUsed.get(key) ?? 0;
    this.coinsUsed.set(key, used + 1);
    const coin = this.list(key)[used];
    if (coin === undefined) throw new Error(`no coin ${used} in '${key}'`);
    return coin === 1;
  }

  enter(row: number, run: number): void {
    this.path.push(`${this.rowName(row)}#${run}/`);
    this.bases.push(row);
  }

  leave(): void {
    this.path.pop();
    this.bases.pop();
  }
}

function selectFromGroup(profile: RulesProfile, inputs: Extract<SelectionInputs, { op: 'group' }>): unknown {
  const entries = inputs.entries.map((entry) => ({ ...entry, group: 1 }));
  const { tables, rows } = columns(profile, [entries], () => 0);
  const draws = new NamedDraws(tables, {
    'g1.roll': inputs.roll,
    'g1.order': inputs.explicitOrder ?? [],
    'g1.equalOrder': inputs.equalOrder ?? [],
    'g1.coins': inputs.coins ?? [],
    'g1.equalPick': inputs.equalPick ?? 0,
  });
  const drops = new LootDrops();
  for (const item of inputs.alreadyInLoot) drops.add(item, 1, 1, false);
  const row = pickFromGroup(profile, tables, rows, 0, entries.length, 1, draws, drops);
  return row < 0 ? { index: null, item: null } : { index: row, item: tables.item[row] };
}

function rollTemplate(profile: RulesProfile, inputs: Extract<SelectionInputs, { op: 'template' }>): unknown {
  const names = Object.keys(inputs.references);
  const lists = [inputs.template, ...names.map((name) => inputs.references[name] ?? [])];
  const { tables, rows } = columns(profile, lists, (reference) => indexOfName(names, String(reference)) + 1);
  const drops = new LootDrops();
  rollLootTable({ profile, tables, rows, draws: new NamedDraws(tables, inputs.draws), drops }, 0);
  return {
    drops: Array.from({ length: drops.length }, (_, i) => ({
      item: drops.item[i],
      count: drops.count[i],
      quest: drops.quest[i] === 1,
    })),
  };
}

export function lootSelectionTopic(profile: RulesProfile, inputs: SelectionInputs): unknown {
  switch (inputs.op) {
    case 'entry':
      return { drops: rowDrops(Math.fround(Math.abs(inputs.chance)), inputs.rate ?? 1, inputs.roll) };
    case 'count': {
      const { draw, maxStack } = inputs;
      const stacks = Array.from({ length: lootStacks(profile, draw, maxStack) }, (_, i) => lootStackUnits(profile, draw, maxStack, i));
      // a corpse takes no more entries than its limit
      return { stacks: stacks.slice(0, profile.lootItemLimit) };
    }
    case 'group':
      return selectFromGroup(profile, inputs);
    case 'template':
      return rollTemplate(profile, inputs);
  }
}

interface Roller {
  id: number;
  inRange: boolean;
  canRoll: boolean;
  vote: (typeof ROLL_VOTES)[number];
  roll: number | null;
  present?: boolean;
  optedOut?: boolean;
}

interface RollInputs {
  op: 'roll';
  method: (typeof LOOT_METHODS)[number];
  quality: number;
  threshold: number;
  timedOut: boolean;
  players: Roller[];
}

type GroupLootInputs =
  | RollInputs
  | {
      op: 'looter';
      method: (typeof LOOT_METHODS)[number];
      members: string[];
      current: string;
      eligible: string[];
      hadLoot?: boolean;
    }
  | { op: 'money'; method: (typeof LOOT_METHODS)[number]; gold: number; eligible: number };

function flagsOf({ inRange, canRoll, present = true, optedOut = false }: Roller): number {
  return (
    (inRange ? RollerFlag.inRange : 0) |
    (canRoll ? RollerFlag.mayRoll : 0) |
    (present ? 0 : RollerFlag.offline) |
    (optedOut ? RollerFlag.optedOut : 0)
  );
}

/** Index of the winner, or an outcome, with some players turned into passers: used to list everybody who ties. */
function winnerOf(profile: RulesProfile, inputs: RollInputs, passing: ReadonlySet<number>): number {
  const { players } = inputs;
  const roll = {
    length: players.length,
    id: players.map(({ id }) => id),
    flags: players.map(flagsOf),
    vote: players.map(({ vote }, i) => indexOfName(ROLL_VOTES, passing.has(i) ? 'pass' : vote)),
    dice: players.map(({ roll: dice }) => dice ?? 0),
  };
  const method = indexOfName(LOOT_METHODS, inputs.method) as LootMethod;
  return groupRollWinner(profile, method, inputs.quality, inputs.threshold, inputs.timedOut, roll);
}

function rollTopic(profile: RulesProfile, inputs: RollInputs): unknown {
  const winner = winnerOf(profile, inputs, new Set());
  const lost = { winnerAnyOf: [], roll: null, type: null };
  if (winner === RollOutcome.notRolled) return { outcome: 'notRolled', ...lost };
  if (winner === RollOutcome.pending) return { outcome: 'pending', ...lost };
  if (winner === RollOutcome.allPassed) return { outcome: 'allPassed', ...lost };
  const { id, roll, vote } = inputs.players[winner] ?? { id: -1, roll: null, vote: null };
  return { outcome: 'won', winnerAnyOf: [id], roll, type: vote };
}

/** A won roll is right if its one winner is among those that the record accepts. */
export function acceptGroupLoot(
  _profile: RulesProfile,
  _inputs: GroupLootInputs,
  expected: { winnerAnyOf?: number[] },
  got: unknown,
): unknown {
  const mine = got as { winnerAnyOf?: number[] };
  const winner = mine.winnerAnyOf?.[0];
  if (winner === undefined || !expected.winnerAnyOf?.includes(winner)) return got;
  return { ...mine, winnerAnyOf: expected.winnerAnyOf };
}

export function groupLootTopic(profile: RulesProfile, inputs: GroupLootInputs): unknown {
  const method = indexOfName(LOOT_METHODS, inputs.method) as LootMethod;
  if (inputs.op === 'roll') return rollTopic(profile, inputs);
  if (inputs.op === 'money') {
    const shared = sharesCoins(profile, method, inputs.eligible);
    const perPlayer = shared ? coinShare(inputs.gold, inputs.eligible) : inputs.gold;
    const lost = shared ? inputs.gold - perPlayer * inputs.eligible : 0;
    return { perPlayer, receivers: shared ? 'all' : 'looter', lost };
  }
  const { members, eligible, current, hadLoot = true } = inputs;
  const entitled = members.map((member) => (eligible.includes(member) ? 1 : 0));
  const position = members.indexOf(current);
  const name = (at: number): string | null => (at === NOBODY ? null : (members[at] ?? null));
  const looter = turnLooter(profile, method, entitled, members.length, position);
  const next = nextTurn(profile, method, entitled, members.length, position, hadLoot);
  const kept = next === NOBODY && profile.name === 'wotlk' && inputs.method === 'freeForAll';
  return { looter: name(looter), next: kept ? current : name(next) };
}

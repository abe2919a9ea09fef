/** Warnings about what is sound in itself and yet of no use: quests that nobody can take or finish, and people nobody can deal with. */
import { PLAYED_SIDES } from '../words.js';
import type { Row } from '../tables.js';
import { eachSound, hasWord, soundRows } from './context.js';
import type { Context } from './context.js';
import { checkDungeonQuests } from './dungeon-quests.js';
import { checkGoods } from './goods.js';
import { checkGround } from './ground.js';
import { Takers } from './takers.js';
import type { PlayedSide } from './takers.js';

type Quest = Row<'quest'>;

/** Only for worlds of which every row could be read. */
export function checkPlayable(context: Context): void {
  const takers = new Takers(context);
  checkMasks(context, takers);
  checkServants(context, takers);
  checkTakers(context, takers);
  checkWays(context, takers);
  checkRewards(context);
  checkDungeonQuests(context);
  checkGoods(context);
  checkGround(context);
}

/** Masks that name no race or class there is. */
function checkMasks(context: Context, takers: Takers): void {
  for (const name of ['quest', 'item'] as const) {
    for (const column of ['race_mask', 'class_mask'] as const) {
      eachSound(context, name, (row, i) => {
        if (takers.names(column, row[column])) return;
        const what = column === 'race_mask' ? 'race' : 'class';
        context.findings.row(
          'warning',
          'mask',
          name,
          i,
          column,
          `is ${row[column]}, which names no ${what} that exists; expected a sum of 2^(id-1) over ids of the table ${what}, or 0 for all`,
        );
      });
    }
  }
}

/** Vendors, repairers and auctioneers that are hostile to everybody. */
function checkServants(context: Context, takers: Takers): void {
  const sides = PLAYED_SIDES.filter((side) => takers.players.some((player) => player.side === side));
  if (sides.length === 0) return;
  eachSound(context, 'creature', (row, i) => {
    const role = ['vendor', 'repair', 'auctioneer'].find((word) => hasWord(row.roles, word));
    if (role === undefined || sides.some((side) => takers.dealsWith(row.id)[side])) return;
    const message = `is ${role}, but its faction ${row.faction_id} is hostile to every race that is played: nobody can deal with it`;
    context.findings.row('warning', 'hostile', 'creature', i, 'roles', message);
  });
}

/** Quests that nobody may take, by level, race, class or side. */
function checkTakers(context: Context, takers: Takers): void {
  const { maxLevel, findings } = context;
  eachSound(context, 'quest', (row, i) => {
    if (hasWord(row.flags, 'unavailable')) return;
    if (maxLevel !== undefined && row.min_level > maxLevel) {
      const message = `is ${row.min_level}, above the highest level of the world, ${maxLevel} (max_level of meta): nobody can take the quest`;
      findings.row('warning', 'out-of-reach', 'quest', i, 'min_level', message);
    }
    const why = whyNobody(takers, row);
    if (why !== undefined) findings.row('warning', why.kind, 'quest', i, why.column, why.message);
  });
}

function whyNobody(takers: Takers, row: Quest): { kind: string; column: string; message: string } | undefined {
  const allowed = takers.allowed(row);
  if (takers.players.length === 0 || takers.doersOf(row).length > 0) return undefined;
  if (allowed.length === 0) {
    if (!takers.names('race_mask', row.race_mask) || !takers.names('class_mask', row.class_mask)) return undefined; // said of the mask itself
    const column = row.race_mask !== 0 ? 'race_mask' : 'class_mask';
    return { kind: 'nobody', column, message: 'and the other mask leave no race and class with a row in start: nobody can take the quest' };
  }
  const sides = PLAYED_SIDES.filter((side) => allowed.some((player) => player.side === side));
  const who = sides.join(' and ');
  const starts = sides.some((side: PlayedSide) => takers.isStarted(row, side));
  const ends = sides.some((side: PlayedSide) => takers.isEnded(row, side));
  const message = !starts
    ? `everybody who starts the quest is hostile to those who may take it (${who})`
    : !ends
      ? `everybody who ends the quest is hostile to those who may take it (${who})`
      : 'no side can both take the quest and turn it in: those who start it are hostile to one, those who end it to the other';
  return { kind: 'hostile', column: '', message };
}

/** Quests that wait for others which none of their takers can do. */
function checkWays(context: Context, takers: Takers): void {
  const byId = new Map(soundRows(context, 'quest').map((row) => [row.id, row]));
  const feeders = new Map<number, Quest[]>();
  eachSound(context, 'quest', (row) => {
    if (row.next_quest_id === 0) return;
    const list = feeders.get(row.next_quest_id);
    if (list === undefined) feeders.set(row.next_quest_id, [row]);
    else list.push(row);
  });
  eachSound(context, 'quest', (row, i) => {
    const before = byId.get(Math.abs(row.prev_quest_id));
    const ways = [...(before === undefined ? [] : [before]), ...(feeders.get(row.id) ?? [])];
    const doers = takers.doersOf(row);
    if (ways.length === 0 || doers.length === 0 || hasWord(row.flags, 'unavailable')) return;
    if (ways.some((way) => !hasWord(way.flags, 'unavailable') && takers.doersOf(way).some((player) => doers.includes(player)))) return;
    const isOffered = ways.some((way) => !hasWord(way.flags, 'unavailable'));
    if (isOffered && ways.every((way) => takers.doersOf(way).length === 0)) return; // that was said of them
    const why = isOffered
      ? 'which nobody who may take it can do (races, classes or sides differ)'
      : 'which has the flag unavailable and is not offered';
    const names = ways.slice(0, 3).map((way) => way.id);
    const message = `the quest waits for ${names.length === 1 ? `quest ${names[0]}` : `one of the quests ${names.join(', ')}`}, ${why}`;
    context.findings.row('warning', 'way', 'quest', i, before === undefined ? '' : 'prev_quest_id', message);
  });
}

/** Quests for which there is nothing. */
function checkRewards(context: Context): void {
  const { tables } = context;
  const paid = new Set([...tables.quest_reward.map((row) => row.quest_id), ...tables.quest_reputation.map((row) => row.quest_id)]);
  const leading = new Set(tables.quest.map((row) => Math.abs(row.prev_quest_id)));
  const isClassic = tables.meta.some((row) => row.key === 'profile' && row.value === 'classic');
  eachSound(context, 'quest', (row, i) => {
    if (hasWord(row.flags, 'unavailable') || paid.has(row.id) || row.reward_money_copper > 0 || row.reward_xp > 0) return;
    if (row.reward_money_max_level_copper > 0 && (isClassic || !hasWord(row.flags, 'no_money_from_xp'))) return;
    if (leading.has(row.id) || row.next_quest_id !== 0 || row.next_in_chain_id !== 0) return;
    const message = 'the quest has no reward: no experience, money, items or standing, and no quest follows it';
    context.findings.row('warning', 'reward', 'quest', i, '', message);
  });
}

/** Measures of the world, taken every so many frames. Names end in their unit. */
import { isSystem } from '../../engine/schedule.js';
import { BOT_STATE_NAMES } from '../../components/index.js';
import { measureEconomy } from '../economy/measures.js';
import { copperInMails, copperInPurses } from '../invariants.js';
import { measureQuests } from '../quest/quest-measures.js';
import { CAUSES, EVENT_KINDS } from '../vocabulary.js';
import type { World } from '../world.js';

const stateCounts = new Int32Array(BOT_STATE_NAMES.length);
const METRIC_OF_EVENT = EVENT_KINDS.map((kind) => `${kind.replace('.', '_')}_count`);
const METRIC_OF_STATE = BOT_STATE_NAMES.map((state) => `bots_${state}_count`);
const FAUCET_OF_CAUSE = CAUSES.map((cause) => `faucet_${cause}_copper`);
const SINK_OF_CAUSE = CAUSES.map((cause) => `sink_${cause}_copper`);

/** Wake-ups that the budget put off in this frame, by system: only where there are any. */
export function measureDeferrals(world: World, put: (name: string, value: number) => void): void {
  const { rows, putOff } = world.runner;
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!;
    if (putOff[r]! > 0 && isSystem(row)) put(`deferred_${row.name}_count`, putOff[r]!);
  }
}

/** Calls `put(name, value)` for each measure. Totals count from the start of the run. */
export function measureWorld(world: World, put: (name: string, value: number) => void): void {
  // As much as the ledger says: the invariants count it. Looking at 60,000 auctions and 430,000 items here would take as long as a frame.
  const { sums } = world.ledger;
  const supply = sums.copperFaucet - sums.copperSink;
  const purses = copperInPurses(world);
  const mails = copperInMails(world);
  put('money_supply_copper', supply);
  put('money_in_purses_copper', purses);
  put('money_in_auctions_copper', supply - purses - mails);
  put('money_in_mails_copper', mails);
  put('item_units_count', sums.itemFaucet - sums.itemSink);
  put('items_live_count', world.pools.item.live);
  put('auctions_open_count', world.pools.auction.live);
  put('groups_live_count', world.pools.group.live);
  stateCounts.fill(0);
  let levels = 0;
  const bots = world.pools.bot.high;
  const { state, level } = world.c.life;
  for (let b = 0; b < bots; b++) {
    stateCounts[state[b]!]!++;
    levels += level[b]!;
  }
  put('mean_level', levels / Math.max(1, world.pools.bot.live));
  for (let s = 0; s < stateCounts.length; s++) put(METRIC_OF_STATE[s]!, stateCounts[s]!);
  for (let k = 0; k < EVENT_KINDS.length; k++) if (world.events.totals[k]! > 0) put(METRIC_OF_EVENT[k]!, world.events.totals[k]!);
  for (let k = 0; k < CAUSES.length; k++) {
    if (world.ledger.faucetByCause[k]! > 0) put(FAUCET_OF_CAUSE[k]!, world.ledger.faucetByCause[k]!);
    if (world.ledger.sinkByCause[k]! > 0) put(SINK_OF_CAUSE[k]!, world.ledger.sinkByCause[k]!);
  }
  measureEconomy(world, put);
  measureQuests(world, put);
}

/** Every option of a run. The index is stored; add at the end. */
import { OptionTable, choiceOption, fractionOption, switchOption, wholeOption } from '../engine/options.js';

export const OPTIONS = [
  choiceOption('rules.profile', ['world', 'classic', 'wotlk'], 'world', 'Rules profile; world: the one the world content names.', true),
  fractionOption('rate.kill_xp', 'factor', [0, 100], 1, 'Experience of kills.'),
  fractionOption('rate.quest_xp', 'factor', [0, 100], 1, 'Experience of quests.'),
  fractionOption('rate.quest_money', 'factor', [0, 100], 1, 'Money of quests.'),
  fractionOption('rate.creature_money', 'factor', [0, 100], 1, 'Money dropped by creatures.'),
  fractionOption('rate.drop', 'factor', [0, 100], 1, 'Chance of drops that are not for a quest.'),
  fractionOption('rate.quest_drop', 'factor', [0, 100], 1, 'Chance of drops for a quest.'),
  fractionOption('auction.deposit', 'factor on the deposit of the profile', [0, 100], 1, 'Auction deposits, of every house.'),
  fractionOption('auction.cut', 'share of the price; -1: as the house says', [-1, 1], -1, 'Auction cut, of every house, neutral ones too.'),
  fractionOption('repair.rate', 'factor', [0, 100], 1, 'Repair prices.'),
  switchOption('spawn.dynamicRespawn', true, 'Creatures of crowded places come back sooner, as on live servers.'),
  fractionOption('spawn.minRespawnShare', 'share of the respawn time', [0.05, 1], 0.25, 'Shortest respawn time in a crowded place.'),
  wholeOption('quest.scanRadius', 'yards', [10, 2000], 150, 'How far a bot looks for quest givers.'),
  wholeOption('quest.maxPerBot', 'quests; 0: as the profile says', [0, 25], 0, 'Quests in the log.', true),
  wholeOption('quest.maxActive', 'quests', [1, 25], 6, 'Quests a bot likes to have under way at once.'),
  wholeOption('think.delay', 'frames', [1, 600], 12, 'Pause of a bot between finishing something and deciding what next.'),
  fractionOption('move.runSpeed', 'yards a second', [1, 100], 7, 'Running speed.'),
  fractionOption('move.ghostSpeed', 'factor', [1, 10], 1.25, 'Speed of the dead, relative to running.'),
  wholeOption('combat.roundFrames', 'frames', [5, 100], 20, 'Length of a combat round.'),
  fractionOption('combat.botDamage', 'factor', [0.01, 100], 1, 'Damage dealt by bots.'),
  fractionOption('combat.creatureDamage', 'factor', [0, 100], 1, 'Damage dealt by creatures.'),
  wholeOption('trade.interval', 'frames', [10, 36000], 150, 'How often a bot looks round for a trade.'),
  wholeOption('group.interval', 'frames', [10, 36000], 300, 'How often a bot thinks about its group.'),
  wholeOption('auction.interval', 'frames', [10, 360000], 6000, 'How often a bot with goods thinks of visiting an auctioneer.'),
  wholeOption('auction.maxOpen', 'auctions', [0, 100], 12, 'Auctions a bot has open at once.'),
  wholeOption('bag.keepFree', 'slots', [0, 64], 4, 'A bot with fewer free slots goes to a vendor.'),
  wholeOption('capacity.bot', 'slots; 0: the bots of the scenario', [0, 1_000_000], 0, 'Bots a world can hold.', true),
  wholeOption('capacity.item', 'slots; 0: 96 a bot', [0, 16_000_000], 0, 'Item instances a world can hold.', true),
  wholeOption('capacity.auction', 'slots; 0: by the bots', [0, 1_000_000], 0, 'Auctions a world can hold.', true),
  wholeOption('capacity.mail', 'slots; 0: by the bots', [0, 1_000_000], 0, 'Mails a world can hold.', true),
  wholeOption('invariants.every', 'frames', [1, 1_000_000], 1000, 'How often money and items are counted in full.'),
  wholeOption('metrics.every', 'frames', [1, 36000], 50, 'How often metrics are written.'),
  switchOption('combat.alongTheWay', true, 'Bots on a long way fight what stands beside it.'),
  wholeOption('move.legYards', 'yards', [50, 10_000], 260, 'How far a bot walks before it looks round, on a long way.'),
  wholeOption('combat.stintPercent', 'percent', [0, 100], 60, 'Chance that a bot with a long way before it fights something near first.'),
  wholeOption('combat.stintFrom', 'yards', [50, 100_000], 500, 'A way longer than this is a long one.'),
  wholeOption(
    'quest.maxWalkYards',
    'yards',
    [100, 100_000],
    1500,
    'A quest that asks for more walking than this, from its giver over its places to its end, is not wanted.',
  ),
  wholeOption('combat.stintKills', 'creatures', [0, 255], 25, 'How many a bot hunts where it is before it leaves for a far hub.'),
  wholeOption('move.mountLevel', 'level; 255: nobody rides', [1, 255], 40, 'Level from which bots ride on longer ways.'),
  fractionOption('move.mountSpeed', 'factor', [1, 10], 1.6, 'Speed of a rider, relative to running.'),
  fractionOption(
    'auction.neutralCut',
    'share of the price; -1: as auction.cut says, else as the house says',
    [-1, 1],
    -1,
    'Auction cut of neutral houses alone.',
  ),
  fractionOption('auction.time', 'factor on the duration picked', [0.01, 100], 1, 'How long auctions of every house live; deposits stay.'),
  choiceOption(
    'auction.undercut',
    ['temper', 'match', 'copper', 'deep'],
    'temper',
    'How sellers of every house price beside others: 5 or 1 % below by temper, the same, a copper below, 15 % below.',
  ),
  wholeOption(
    'mail.delay',
    'seconds; -1: as the profile says',
    [-1, 86_400],
    -1,
    'Delivery of letters of bots, and of delayed sale money.',
  ),
  wholeOption('mail.postage', 'copper a letter; -1: as the profile says', [-1, 1_000_000], -1, 'Postage of letters of bots.'),
  choiceOption('trade.policy', ['none', 'group', 'public'], 'public', 'With whom bots trade: nobody, members of their group, anybody.'),
  choiceOption(
    'trade.security',
    ['trusting', 'normal', 'strict'],
    'normal',
    'What buyers accept: up to 150, 115 or 100 % of the usual price, strict ones nobody who wanted more before.',
  ),
  choiceOption(
    'group.lootMethod',
    ['free_for_all', 'round_robin', 'master', 'group', 'need_before_greed'],
    'group',
    'How new groups share loot.',
  ),
  wholeOption('group.lootThreshold', 'quality; -1: as the profile says', [-1, 6], -1, 'Quality from which groups roll for things.'),
  wholeOption('loot.rollSeconds', 'seconds', [1, 600], 60, 'Time to answer when a group rolls for something.'),
  wholeOption('vendor.buybackSeconds', 'seconds', [0, 86_400], 120, 'How long a vendor keeps for a bot what it sold; 0: it goes at once.'),
  wholeOption('capacity.bagSlots', 'slots; 0: by the world', [0, 36], 0, 'Slots of the largest bag that can be worn.', true),
] as const;

export const OPTION_TABLE = new OptionTable(OPTIONS);
type Key = (typeof OPTIONS)[number]['key'];
const INDEX = Object.fromEntries(OPTIONS.map((o, i) => [o.key, i])) as Record<Key, number>;

/** Index of an option by key, for `World.option`. */
export function optionIndex(key: string): number {
  return INDEX[key] ?? OPTION_TABLE.indexOf(key);
}

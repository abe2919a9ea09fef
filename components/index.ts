/** The ordered registry of all components: this order is the stored format. Add at the end; a change here is a new format version. */
import { agenda, death, fight, goal, identity, life, market, memory, motion, progress, social, stats, vital } from './bot.js';
import { item, slots } from './belongings.js';
import { creature, object, respawn } from './creature.js';
import { auction, auctionDue, group, mail, mailDue, price, trade } from './exchange.js';
import { questDone, questLog, standing } from './quest.js';
import {
  freeAuction,
  freeBot,
  freeGroup,
  freeItem,
  freeMail,
  freeTrade,
  globals,
  options,
  poolHeader,
  switches,
  zoneCrowd,
} from './world-state.js';

export const REGISTRY = [
  globals,
  options,
  switches,
  zoneCrowd,
  poolHeader,
  freeBot,
  freeItem,
  freeAuction,
  freeMail,
  freeGroup,
  freeTrade,
  identity,
  life,
  vital,
  motion,
  agenda,
  goal,
  memory,
  progress,
  fight,
  stats,
  death,
  social,
  market,
  slots,
  item,
  questLog,
  questDone,
  standing,
  creature,
  respawn,
  object,
  auction,
  auctionDue,
  mail,
  mailDue,
  group,
  trade,
  price,
] as const;

export * from './codes.js';

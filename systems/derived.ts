/** All indexes derived from components and content. Their inner order never shows: whoever reads them orders by (value, uid). */
import { AuctionBook } from './auction/auction-book.js';
import { Attachments } from './mail/attachments.js';
import { MailLists } from './mail/mail-lists.js';
import { BotCells } from './movement/bot-cells.js';
import { Routes } from './movement/routes.js';
import { AvoidFilter } from './plan/avoid-filter.js';
import { QuestIndex } from './quest/quest-index.js';
import { SpawnIndex } from './creature/spawn-index.js';
import { GearIndex } from './equipment/gear-index.js';
import { CarrySummary } from './inventory/carry-summary.js';
import { ExtraIndex } from './inventory/extras.js';
import { LootIndex } from './loot/loot-index.js';
import { BuybackIndex } from './vendor/buyback.js';
import type { World } from './world.js';

export class Derived {
  /** Keys that bots may leave alone. */
  readonly avoided: AvoidFilter;
  /** Bots by the cell their segment ends in. */
  readonly cells: BotCells;
  /** Ways between maps. */
  readonly routes: Routes;
  /** Givers, quests and hubs by place. */
  readonly quests: QuestIndex;
  /** Creature spawns by place. */
  readonly spawns: SpawnIndex;
  readonly auctions: AuctionBook;
  readonly mails: MailLists;
  /** Things in letters beside the first. */
  readonly attachments: Attachments;

  /** What is asked of slots again and again. */
  readonly carried: CarrySummary;
  /** Stamps of gear and simulated upgrades. */
  readonly gear: GearIndex;
  /** Enchantments and gems by instance. */
  readonly extras: ExtraIndex;
  /** What vendors keep for bots. */
  readonly buybacks: BuybackIndex;
  /** Loot piles by corpse and by bot. */
  readonly loot: LootIndex;

  constructor(world: World) {
    this.avoided = new AvoidFilter(world);
    this.cells = new BotCells(world);
    this.routes = new Routes(world);
    this.quests = new QuestIndex(world);
    this.spawns = new SpawnIndex(world);
    this.auctions = new AuctionBook(world);
    this.mails = new MailLists(world);
    this.attachments = new Attachments(world);
    this.carried = new CarrySummary(world);
    this.gear = new GearIndex(world);
    this.extras = new ExtraIndex(world);
    this.loot = new LootIndex(world);
    this.buybacks = new BuybackIndex(world);
  }

  /** Build anew whatever depends on components. */
  rebuild(): void {
    this.avoided.rebuild();
    this.cells.rebuild();
    this.auctions.rebuild();
    this.mails.rebuild();
    this.attachments.rebuild();
    this.carried.rebuild();
    this.gear.rebuild();
    this.extras.rebuild();
    this.loot.rebuild();
    this.buybacks.rebuild();
    this.quests.rebuild();
  }
}

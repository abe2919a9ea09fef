/**
 * The recorder: after each frame it hands what changed to the snapshot store, as rows. It reads the dirty records of the write path and
 * never looks at what did not change.
 */
import { EngineRows, type LedgerFlow } from '../../engine/store/engine-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import {
  AuctionState,
  BACKPACK_SLOTS,
  FIRST_BACKPACK_SLOT,
  FIRST_BAG_CONTENT_SLOT,
  MailState,
  QuestStatus,
  TradeState,
} from '../../components/index.js';
import { MAX_OBJECTIVES } from '../../components/quest.js';
import { CAUSES, EVENT_KINDS, FIRST_UID, REASONS, WORLD_ACCOUNTS } from '../vocabulary.js';
import { optionIndex } from '../options.js';
import { MAX_ALTERNATIVES, MAX_DECISIONS } from '../quest/decisions.js';
import type { FrameObserver } from '../simulation.js';
import type { World } from '../world.js';
import { eventDetail } from './event-detail.js';
import { measureDeferrals, measureWorld } from './metrics.js';
import { RECORD_SLOTS } from './tables.js';

const METRICS_EVERY = optionIndex('metrics.every');
const MAX_MEMBERS = 5;
/** Item places of a trade, both sides. */
const OFFERS = 12;

export class Recorder implements FrameObserver {
  readonly #rows: EngineRows;
  readonly #table: Record<string, number>;
  readonly #causeIds: Int32Array;
  readonly #kindIds: Int32Array;
  readonly #reasonIds: Int32Array;
  readonly #verbIds: Int32Array;
  readonly #accountKind: Record<string, number>;
  /** Quest id + 1 that a quest-log record held when it was last recorded. */
  readonly #lastQuest: Int32Array;
  readonly #lastCreature: Uint8Array;
  readonly #lastMember: Int32Array;
  readonly #lastTrade: Int32Array;
  readonly #questKind: number;
  #accountsTo = FIRST_UID;
  #inputsDone = 0;

  constructor(
    private readonly store: SnapshotStore,
    world: World,
    /** Inputs of the run, in order: written in their frame. */
    private readonly inputs: readonly { frame: number; seq: number; source: string; directive: unknown }[],
  ) {
    this.#rows = new EngineRows(store);
    const names = [
      'bot',
      'bot_life',
      'bot_vital',
      'bot_motion',
      'slot_item',
      'quest_log',
      'auction_row',
      'mail_row',
      'group_member',
      'creature',
      'creature_state',
      'trade_row',
      'trade_item',
      'decision_row',
      'item_name',
      'quest_title',
      'zone_name',
      'map_name',
      'creature_name',
    ];
    this.#table = Object.fromEntries(names.map((n) => [n, store.table(n)]));
    const ids = (words: readonly string[]) => Int32Array.from(words, (w) => store.wordId(w));
    this.#causeIds = ids(CAUSES);
    this.#kindIds = ids(EVENT_KINDS);
    this.#reasonIds = ids(REASONS);
    this.#verbIds = Int32Array.from({ length: world.commands.verbCount }, (_, op) => store.wordId(world.commands.verbName(op)));
    this.#accountKind = Object.fromEntries(['world', 'bot', 'auction', 'mail'].map((k) => [k, store.wordId(k)]));
    this.#lastQuest = new Int32Array(world.capacities.bot! * world.sizes.questLogSize);
    this.#lastCreature = new Uint8Array(world.capacities.creature!).fill(1);
    this.#lastMember = new Int32Array(world.capacities.group! * MAX_MEMBERS);
    this.#lastTrade = new Int32Array(world.capacities.trade!);
    this.#questKind = store.wordId('quest');
  }

  afterFrame(world: World, stateHash: string): void {
    const { frame } = world;
    if (frame === 0) this.#names(world);
    this.#bots(world, frame);
    this.#slots(world, frame);
    this.#quests(world, frame);
    this.#market(world, frame);
    this.#groups(world, frame);
    this.#creatures(world, frame);
    this.#trades(world, frame);
    this.#decisions(world, frame);
    this.#happenings(world, frame);
    const metric = (name: string, value: number) => this.#rows.metric(frame, this.store.wordId(name), value);
    if (frame % world.option(METRICS_EVERY) === 0) measureWorld(world, metric);
    const { work } = world.runner;
    if (work.deferred > 0) measureDeferrals(world, metric);
    this.#rows.endFrame({
      frame,
      stateHash,
      unitsGranted: work.unitsGranted,
      unitsUsed: work.unitsUsed,
      deferred: work.deferred,
      componentHashes: world.write.hash.componentDigests(),
      commands: world.commands.applied,
      rejected: world.commands.refused,
      systemHashes: world.runner.markDigits(),
    });
  }

  /** A measure of the machine, not of the world. */
  perf(frame: number, name: string, value: number): void {
    this.#rows.perf(frame, this.store.wordId(name), value);
  }

  #names(world: World): void {
    const { content } = world;
    const { store } = this;
    const list = (table: number, ids: Int32Array, names: readonly string[]) => {
      for (let i = 0; i < names.length; i++) {
        store.begin(table);
        store.int(ids[i]!);
        store.text(names[i]!);
      }
    };
    list(this.#table.quest_title!, content.quests.id, content.quests.title);
    list(this.#table.zone_name!, content.zones.id, content.zones.name);
    list(this.#table.map_name!, content.maps.id, content.maps.name);
    list(this.#table.creature_name!, content.creatures.id, content.creatures.name);
    for (let i = 0; i < content.items.count; i++) {
      store.begin(this.#table.item_name!);
      store.int(content.items.id[i]!);
      store.text(content.items.name[i]!);
      store.int(content.items.quality[i]!);
    }
    WORLD_ACCOUNTS.forEach((_, id) => this.#rows.account(id, this.#accountKind.world!, 0));
    this.#creatureTable(world);
  }

  #creatureTable(world: World): void {
    const { spawns, creatures, maps } = world.content;
    const { creature } = world.c;
    const { store } = this;
    for (let slot = 0; slot < spawns.count; slot++) {
      const kind = spawns.creature[slot]!;
      store.begin(this.#table.creature!);
      store.int(creature.uid[slot]!);
      store.int(spawns.id[slot]!);
      store.int(creatures.id[kind]!);
      store.text(creatures.name[kind]!);
      store.int(maps.id[spawns.map[slot]!]!);
      store.int(spawns.x[slot]!);
      store.int(spawns.y[slot]!);
      store.int(creature.level[slot]!);
      store.int(creature.health[slot]!);
    }
  }

  #bots(world: World, frame: number): void {
    const { c, content } = world;
    const { store } = this;
    const born = world.write.dirty[c.identity.id]!;
    for (let k = 0; k < born.count; k++) this.#bot(world, born.list[k]!);
    const life = world.write.dirty[c.life.id]!;
    for (let k = 0; k < life.count; k++) {
      const bot = life.list[k]!;
      store.begin(this.#table.bot_life!);
      store.int(frame);
      store.int(c.identity.uid[bot]!);
      store.int(c.life.level[bot]!);
      store.int(c.life.xp[bot]!);
      store.i53(c.life.gold[bot]!);
      store.int(c.life.state[bot]!);
    }
    const vital = world.write.dirty[c.vital.id]!;
    for (let k = 0; k < vital.count; k++) {
      const bot = vital.list[k]!;
      const v = c.vital;
      store.begin(this.#table.bot_vital!);
      store.int(frame);
      store.int(c.identity.uid[bot]!);
      store.int(v.health[bot]!);
      store.int(v.mana[bot]!);
      store.int(v.maxHealth[bot]!);
      store.int(v.maxMana[bot]!);
      store.int(v.healthRate[bot]!);
      store.int(v.manaRate[bot]!);
      store.int(v.since[bot]!);
    }
    const motion = world.write.dirty[c.motion.id]!;
    for (let k = 0; k < motion.count; k++) {
      const bot = motion.list[k]!;
      const m = c.motion;
      store.begin(this.#table.bot_motion!);
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
  }

  #bot(world: World, bot: number): void {
    const { identity } = world.c;
    const { races, classes } = world.content;
    const { store } = this;
    if (identity.bornFrame[bot] !== world.frame) return;
    store.begin(this.#table.bot!);
    store.int(identity.uid[bot]!);
    store.text(world.names[identity.name[bot]! - 1]!);
    store.text(races.name[identity.race[bot]!]!);
    store.text(classes.name[identity.cls[bot]!]!);
    store.int(identity.side[bot]!);
    store.int(world.frame);
    store.nullInt();
    this.#rows.account(identity.uid[bot]!, this.#accountKind.bot!, identity.uid[bot]!);
  }

  #slots(world: World, frame: number): void {
    const { c, content, sizes } = world;
    const { store } = this;
    const dirty = world.write.dirty[c.slots.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const cell = dirty.list[k]!;
      const bot = Math.floor(cell / sizes.botSlots);
      const i = c.slots.item[cell]! - 1;
      store.begin(this.#table.slot_item!);
      store.int(frame);
      store.int(c.identity.uid[bot]!);
      store.int(storedSlot(cell - bot * sizes.botSlots, sizes.bagSize));
      store.int(i < 0 ? 0 : c.item.uid[i]!);
      store.int(i < 0 ? 0 : content.items.id[c.item.kind[i]!]!);
      store.int(i < 0 ? 0 : c.item.stack[i]!);
      store.int(i < 0 ? 0 : c.item.durability[i]!);
      store.int(i < 0 ? 0 : c.item.bound[i]!);
    }
  }

  #quests(world: World, frame: number): void {
    const { c, content, sizes } = world;
    const log = c.questLog;
    const dirty = world.write.dirty[log.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const entry = dirty.list[k]!;
      const bot = Math.floor(entry / sizes.questLogSize);
      const quest = log.quest[entry]!;
      const before = this.#lastQuest[entry]!;
      if (before !== 0 && before !== quest) {
        const done = (c.questDone.bits[bot * sizes.questWords + ((before - 1) >> 5)]! & (1 << ((before - 1) & 31))) !== 0;
        this.#quest(
          frame,
          c.identity.uid[bot]!,
          content.quests.id[before - 1]!,
          done ? QuestStatus.turnedIn : QuestStatus.abandoned,
          undefined,
          0,
        );
      }
      if (quest !== 0)
        this.#quest(frame, c.identity.uid[bot]!, content.quests.id[quest - 1]!, log.status[entry]!, log.count, entry * MAX_OBJECTIVES);
      this.#lastQuest[entry] = quest;
    }
  }

  #quest(frame: number, uid: number, questId: number, status: number, counts: Uint16Array | undefined, at: number): void {
    const { store } = this;
    store.begin(this.#table.quest_log!);
    store.int(frame);
    store.int(uid);
    store.int(questId);
    store.int(status);
    for (let k = 0; k < MAX_OBJECTIVES; k++) store.int(counts ? counts[at + k]! : 0);
  }

  #market(world: World, frame: number): void {
    const { c } = world;
    const auctions = world.write.dirty[c.auction.id]!;
    for (let k = 0; k < auctions.count; k++)
      if (c.auction.state[auctions.list[k]!] !== AuctionState.none) this.#auction(world, frame, auctions.list[k]!);
    const mails = world.write.dirty[c.mail.id]!;
    for (let k = 0; k < mails.count; k++) if (c.mail.state[mails.list[k]!] !== MailState.none) this.#mail(world, frame, mails.list[k]!);
  }

  #auction(world: World, frame: number, slot: number): void {
    const a = world.c.auction;
    const { content } = world;
    const uidOf = (bot: number) => (bot > 0 ? world.uidOf(bot - 1) : 0);
    const { store } = this;
    this.#account(a.uid[slot]!, 'auction');
    store.begin(this.#table.auction_row!);
    store.int(frame);
    store.int(a.uid[slot]!);
    store.int(a.state[slot]!);
    store.int(content.auctionHouses.id[a.house[slot]!]!);
    store.int(uidOf(a.seller[slot]!));
    store.int(uidOf(a.bidder[slot]!));
    store.int(a.itemUid[slot]!);
    store.int(content.items.id[a.kind[slot]!]!);
    store.int(a.stack[slot]!);
    store.i53(a.startBid[slot]!);
    store.i53(a.currentBid[slot]!);
    store.i53(a.buyout[slot]!);
    store.i53(a.deposit[slot]!);
    store.int(a.expires[slot]!);
  }

  #mail(world: World, frame: number, slot: number): void {
    const m = world.c.mail;
    const { store } = this;
    this.#account(m.uid[slot]!, 'mail');
    store.begin(this.#table.mail_row!);
    store.int(frame);
    store.int(m.uid[slot]!);
    store.int(m.state[slot]!);
    store.int(m.kind[slot]!);
    store.int(m.from[slot]!);
    store.int(m.to[slot]! > 0 ? world.uidOf(m.to[slot]! - 1) : 0);
    store.i53(m.money[slot]!);
    store.int(m.itemUid[slot]!);
    store.int(m.itemUid[slot]! > 0 ? world.content.items.id[m.itemKind[slot]!]! : 0);
    store.int(m.stack[slot]!);
    store.i53(m.cod[slot]!);
    store.int(m.deliver[slot]!);
    store.int(m.expires[slot]!);
  }

  /** The account of an auction or mail, once: uids only grow, so those up to the highest seen are known. */
  #account(uid: number, kind: 'auction' | 'mail'): void {
    if (uid < this.#accountsTo) return;
    this.#accountsTo = uid + 1;
    this.#rows.account(uid, this.#accountKind[kind]!, uid);
  }

  #groups(world: World, frame: number): void {
    const { group } = world.c;
    const dirty = world.write.dirty[group.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const g = dirty.list[k]!;
      for (let m = g * MAX_MEMBERS; m < (g + 1) * MAX_MEMBERS; m++) {
        const was = this.#lastMember[m]!;
        if (was !== 0 && !isMember(group.member, g, was)) this.#member(world, frame, this.#groupUid.get(g)!, was - 1, 0);
      }
      if (group.uid[g]! > 0) this.#groupUid.set(g, group.uid[g]!);
      for (let m = g * MAX_MEMBERS; m < (g + 1) * MAX_MEMBERS; m++) {
        const is = group.member[m]!;
        const leads = m === g * MAX_MEMBERS;
        if (is !== 0 && this.#lastMember[m] !== is) this.#member(world, frame, group.uid[g]!, is - 1, leads ? 2 : 1);
      }
      for (let m = g * MAX_MEMBERS; m < (g + 1) * MAX_MEMBERS; m++) this.#lastMember[m] = group.member[m]!;
    }
  }
  readonly #groupUid = new Map<number, number>();

  #member(world: World, frame: number, groupUid: number, bot: number, role: number): void {
    const { store } = this;
    store.begin(this.#table.group_member!);
    store.int(frame);
    store.int(groupUid);
    store.int(world.uidOf(bot));
    store.int(role);
  }

  #creatures(world: World, frame: number): void {
    const { creature } = world.c;
    const { store } = this;
    const dirty = world.write.dirty[creature.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const slot = dirty.list[k]!;
      const state = creature.state[slot]!;
      if (state === this.#lastCreature[slot]) continue;
      this.#lastCreature[slot] = state;
      if (frame === 0) continue;
      store.begin(this.#table.creature_state!);
      store.int(frame);
      store.int(creature.uid[slot]!);
      store.int(state);
      store.int(creature.level[slot]!);
      store.int(creature.health[slot]!);
      store.int(creature.target[slot]! > 0 ? world.uidOf(creature.target[slot]! - 1) : 0);
    }
  }

  /** A trade when it has ended; its row stands for some frames after that. */
  #trades(world: World, frame: number): void {
    const { trade } = world.c;
    const { store } = this;
    const dirty = world.write.dirty[trade.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const t = dirty.list[k]!;
      const state = trade.state[t]!;
      if ((state !== TradeState.completed && state !== TradeState.cancelled) || this.#lastTrade[t] === trade.uid[t]) continue;
      this.#lastTrade[t] = trade.uid[t]!;
      const a = world.uidOf(trade.a[t]! - 1);
      const b = world.uidOf(trade.b[t]! - 1);
      store.begin(this.#table.trade_row!);
      store.int(frame);
      store.int(trade.uid[t]!);
      store.int(a);
      store.int(b);
      store.i53(trade.copperA[t]!);
      store.i53(trade.copperB[t]!);
      store.int(state);
      if (state === TradeState.completed) this.#tradeItems(world, frame, t, a, b);
    }
  }

  #tradeItems(world: World, frame: number, t: number, a: number, b: number): void {
    const { trade } = world.c;
    const { store } = this;
    for (let k = 0; k < OFFERS; k++) {
      const uid = trade.itemUid[t * OFFERS + k]!;
      if (uid === 0) continue;
      store.begin(this.#table.trade_item!);
      store.int(frame);
      store.int(trade.uid[t]!);
      store.int(k < OFFERS / 2 ? a : b);
      store.int(uid);
      store.int(world.content.items.id[trade.itemKind[t * OFFERS + k]!]!);
      store.int(trade.itemStack[t * OFFERS + k]!);
    }
  }

  /** What bots chose of late, and from what. */
  #decisions(world: World, frame: number): void {
    const d = world.derived.quests.takeDecisions();
    const { store } = this;
    const { quests } = world.content;
    for (let n = 0; n < d.count; n++) {
      const at = (d.first + n) % MAX_DECISIONS;
      const others: string[] = [];
      for (let k = at * MAX_ALTERNATIVES; k < (at + 1) * MAX_ALTERNATIVES; k++) {
        if (d.otherQuest[k]! >= 0) others.push(`{"quest_id":${quests.id[d.otherQuest[k]!]!},"score":${d.otherScore[k]!}}`);
      }
      store.begin(this.#table.decision_row!);
      store.int(frame);
      store.int(n);
      store.int(d.uid[at]!);
      store.int(this.#questKind);
      store.text(String(quests.id[d.quest[at]!]!));
      store.text(`{"score":${d.score[at]!},"rejected":${d.rejected[at]!},"alternatives":[${others.join(',')}]}`);
    }
  }

  #happenings(world: World, frame: number): void {
    const { ledger, events, commands } = world;
    for (let n = 0; n < ledger.count; n++) {
      this.#rows.ledger(
        frame,
        n,
        this.#causeIds[ledger.cause[n]!]!,
        (ledger.flow[n]! + 1) as LedgerFlow,
        ledger.asset[n]!,
        ledger.itemUid[n]!,
        ledger.quantity[n]!,
        ledger.from[n]!,
        ledger.to[n]!,
      );
    }
    for (let n = 0; n < events.count; n++) {
      const kind = events.kind[n]!;
      this.#rows.event(frame, n, this.#kindIds[kind]!, events.uid[n]!, eventDetail(kind, events.a[n]!, events.b[n]!));
    }
    if (commands.refused > 0) {
      const reasons = REASONS.length;
      for (let r = 0; r < commands.refusals.length; r++) {
        if (commands.refusals[r]! > 0)
          this.#rows.rejection(frame, this.#verbIds[Math.floor(r / reasons)]!, this.#reasonIds[r % reasons]!, commands.refusals[r]!);
      }
    }
    while (this.#inputsDone < this.inputs.length && this.inputs[this.#inputsDone]!.frame <= frame) {
      const input = this.inputs[this.#inputsDone++]!;
      this.#rows.input(frame, input.seq, input.source, JSON.stringify(input.directive));
    }
  }
}

function isMember(members: Int32Array, group: number, bot: number): boolean {
  for (let m = group * MAX_MEMBERS; m < (group + 1) * MAX_MEMBERS; m++) if (members[m] === bot) return true;
  return false;
}

/** Slot number as the store has it: bags are 36 places apart there, and as far as the world's largest bag here. */
export function storedSlot(slot: number, bagSize: number): number {
  if (slot < FIRST_BACKPACK_SLOT + BACKPACK_SLOTS) return slot;
  const n = slot - FIRST_BAG_CONTENT_SLOT;
  return RECORD_SLOTS.bagContentsFirst + Math.floor(n / bagSize) * RECORD_SLOTS.bagPlaces + (n % bagSize);
}

import {
  BID_RESULT_NAMES,
  BidResult,
  auctionMinNextBid,
  auctionMinRaise,
  bidCharge,
  checkBid,
} from '../../../systems/rules/auction-min-raise.js';
import { auctionCut, auctionProceeds } from '../../../systems/rules/auction-cut.js';
import { auctionDeposit, auctionDurationAllowed, auctionLifeSeconds } from '../../../systems/rules/auction-deposit.js';
import {
  AUCTION_MAIL_NAMES,
  AUCTION_RESULT_NAMES,
  AuctionMail,
  AuctionResult,
  auctionIsDue,
  auctionMailDelaySeconds,
  auctionMailLifeSeconds,
  checkCancel,
  checkPost,
} from '../../../systems/rules/auction-sequences.js';
import type { RulesProfile } from '../../../systems/rules/profile.js';

type RaiseInputs =
  | { op: 'minimum'; currentBid: number; startBid: number }
  | { op: 'attempt'; price: number; currentBid: number; startBid: number; buyout: number; balance: number };

export function auctionMinRaiseTopic(profile: RulesProfile, inputs: RaiseInputs): unknown {
  const { currentBid, startBid } = inputs;
  if (inputs.op === 'minimum') {
    const increment = auctionMinRaise(profile, currentBid);
    return { increment, minimumNextBid: auctionMinNextBid(profile, currentBid, startBid) };
  }
  const result = checkBid(profile, inputs.price, currentBid, startBid, inputs.buyout, inputs.balance, false);
  const accepted = result === BidResult.bid || result === BidResult.buyout;
  const charged = accepted ? bidCharge(inputs.price, currentBid, inputs.buyout, false) : 0;
  return { result: BID_RESULT_NAMES[result], charged };
}

interface Player {
  id: string;
  account: string;
  money: number;
}

interface Item {
  id: string;
  owner: string;
  sellPrice: number;
  count: number;
  soulbound?: boolean;
  conjured?: boolean;
  timed?: boolean;
  nonEmptyBag?: boolean;
}

type Step =
  | { op: 'post'; t: number; by: string; item: string; bid: number; buyout: number; durationMin: number; as: string }
  | { op: 'bid'; t: number; by: string; auction: string; price: number }
  | { op: 'cancel'; t: number; by: string; auction: string }
  | { op: 'tick'; t: number };
type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;

interface SequenceInputs {
  house: { depositPercent: number; cutPercent: number };
  config: { mailDeliveryDelay?: number; rateDeposit?: number; rateCut?: number; rateTime?: number; depositMin?: number };
  players: Player[];
  items: Item[];
  steps: Step[];
}

interface Auction {
  id: string;
  owner: Player;
  item: Item;
  startBid: number;
  buyout: number;
  bid: number;
  bidder: Player | null;
  deposit: number;
  expire: number;
}

interface Mail {
  t: number;
  to: string;
  kind: string;
  money: number;
  item: string | null;
  deliverAt: number;
  expireAt: number;
}

/** A small auction house in plain objects that follows the rules, for the scripted runs. */
class ReferenceHouse {
  private readonly profile: RulesProfile;
  private readonly players: Map<string, Player>;
  private readonly items: Map<string, Item>;
  private readonly places = new Map<string, string>();
  private readonly mails: Mail[] = [];
  private auctions: Auction[] = [];

  constructor(
    profile: RulesProfile,
    private readonly inputs: SequenceInputs,
  ) {
    const delay = inputs.config.mailDeliveryDelay ?? profile.mailDeliveryDelaySeconds;
    this.profile = { ...profile, mailDeliveryDelaySeconds: delay };
    this.players = new Map(inputs.players.map((player) => [player.id, { ...player }]));
    this.items = new Map(inputs.items.map((item) => [item.id, item]));
    for (const item of inputs.items) this.places.set(item.id, `inv:${item.owner}`);
  }

  run(): unknown {
    const results = this.inputs.steps.map((step) => this.step(step));
    const open = this.auctions.map(({ id, bid, bidder, deposit, expire }) => ({
      id,
      bid,
      bidder: bidder?.id ?? null,
      deposit,
      expire,
    }));
    const money = Object.fromEntries([...this.players.values()].map((player) => [player.id, player.money]));
    return { results, money, items: Object.fromEntries(this.places), open, mails: this.mails };
  }

  private step(step: Step): string {
    switch (step.op) {
      case 'post':
        return this.post(step);
      case 'bid':
        return this.bid(step);
      case 'cancel':
        return this.cancel(step);
      case 'tick':
        return this.tick(step);
    }
  }

  private player(id: string): Player {
    const player = this.players.get(id);
    if (!player) throw new Error(`unknown player ${id}`);
    return player;
  }

  private post(step: StepOf<'post'>): string {
    const { profile, inputs } = this;
    const owner = this.player(step.by);
    const item = this.items.get(step.item);
    const present = item !== undefined && this.places.get(item.id) === `inv:${owner.id}`;
    const listable = present && !(item.soulbound || item.conjured || item.timed || item.nonEmptyBag);
    const seconds = step.durationMin * 60;
    const least = profile.name === 'classic' ? (inputs.config.depositMin ?? 0) : profile.auctionMinDepositCopper;
    const rate = inputs.config.rateDeposit ?? 1;
    const deposit = present ? auctionDeposit(profile, item.sellPrice, item.count, seconds, inputs.house.depositPercent, rate, least) : 0;
    const allowed = auctionDurationAllowed(profile, seconds);
    const result = checkPost(profile, step.bid, step.buyout, seconds, allowed, present, listable, deposit, owner.money);
    if (result === AuctionResult.ok && present) {
      owner.money -= deposit;
      const expire = step.t + auctionLifeSeconds(seconds, inputs.config.rateTime ?? 1);
      const auction = { id: step.as, owner, item, startBid: step.bid, buyout: step.buyout, bid: 0, bidder: null, deposit, expire };
      this.auctions.push(auction);
      this.places.set(item.id, `auction:${step.as}`);
    }
    return AUCTION_RESULT_NAMES[result];
  }

  private bid(step: StepOf<'bid'>): string {
    const bidder = this.player(step.by);
    const auction = this.auctions.find(({ id }) => id === step.auction);
    const own = !auction || auction.owner.id === bidder.id || auction.owner.account === bidder.account;
    const { bid = 0, startBid = 0, buyout = 0 } = auction ?? {};
    const result = checkBid(this.profile, step.price, bid, startBid, buyout, bidder.money, own);
    if (!auction || (result !== BidResult.bid && result !== BidResult.buyout)) return BID_RESULT_NAMES[result];
    const raisesHimself = auction.bidder?.id === bidder.id;
    bidder.money -= bidCharge(step.price, bid, buyout, raisesHimself);
    if (auction.bidder && !raisesHimself) this.send(step.t, AuctionMail.outbid, auction.bidder, auction.bid, null);
    auction.bidder = bidder;
    auction.bid = result === BidResult.buyout ? buyout : step.price;
    if (result === BidResult.buyout) {
      if (this.profile.auctionSalePendingMail) this.send(step.t, AuctionMail.salePending, auction.owner, 0, null);
      this.sell(auction, step.t);
    }
    return 'OK';
  }

  private cancel(step: StepOf<'cancel'>): string {
    const player = this.player(step.by);
    const auction = this.auctions.find(({ id }) => id === step.auction);
    const cut = auction && auction.bid > 0 ? this.cut(auction) : 0;
    const result = checkCancel(auction?.owner.id === player.id, auction?.bid ?? 0, cut, player.money);
    if (result === AuctionResult.ok && auction) {
      player.money -= cut;
      if (auction.bidder) this.send(step.t, AuctionMail.cancelledToBidder, auction.bidder, auction.bid, null);
      this.send(step.t, AuctionMail.cancelled, player, 0, auction.item);
      this.close(auction);
    }
    return AUCTION_RESULT_NAMES[result];
  }

  private tick(step: StepOf<'tick'>): string {
    for (const auction of this.auctions.filter(({ expire }) => auctionIsDue(this.profile, expire, step.t))) {
      if (auction.bidder) {
        this.sell(auction, step.t);
      } else {
        this.send(step.t, AuctionMail.expired, auction.owner, 0, auction.item);
        this.close(auction);
      }
    }
    return 'OK';
  }

  private cut(auction: Auction): number {
    return auctionCut(this.profile, auction.bid, this.inputs.house.cutPercent, this.inputs.config.rateCut ?? 1);
  }

  private sell(auction: Auction, t: number): void {
    if (!auction.bidder) throw new Error(`auction ${auction.id} is sold to nobody`);
    const proceeds = auctionProceeds(auction.bid, auction.deposit, this.cut(auction));
    this.send(t, AuctionMail.successful, auction.owner, proceeds, null);
    this.send(t, AuctionMail.won, auction.bidder, 0, auction.item);
    this.close(auction);
  }

  private close(closed: Auction): void {
    this.auctions = this.auctions.filter((auction) => auction !== closed);
  }

  private send(t: number, kind: AuctionMail, to: Player, money: number, item: Item | null): void {
    const deliverAt = t + auctionMailDelaySeconds(this.profile, kind);
    const expireAt = deliverAt + auctionMailLifeSeconds(this.profile, kind);
    this.mails.push({ t, to: to.id, kind: AUCTION_MAIL_NAMES[kind], money, item: item?.id ?? null, deliverAt, expireAt });
    if (item) this.places.set(item.id, `mail:${to.id}`);
  }
}

export function auctionSequencesTopic(profile: RulesProfile, inputs: SequenceInputs): unknown {
  return new ReferenceHouse(profile, inputs).run();
}

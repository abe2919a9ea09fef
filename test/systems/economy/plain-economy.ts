/**
 * The economy written a second time, from the rules alone: plain objects and arrays, no index, no ledger, nothing of the program. Profile classic,
 * everybody of one side, everybody at the auctioneer and the mailbox. Every method answers whether the command is done.
 */

export interface Stack {
  kind: number;
  units: number;
}
export interface Person {
  purse: number;
  /** Sixteen places; a stack is the same object for as long as it exists. */
  bag: (Stack | undefined)[];
  dead: boolean;
}
export interface Lot {
  seller: number;
  thing: Stack;
  start: number;
  buyout: number;
  bid: number;
  bidder: number;
  deposit: number;
  expires: number;
}
export interface Letter {
  kind: 'player' | 'auction' | 'returned' | 'payment';
  from: number;
  to: number;
  copper: number;
  cod: number;
  thing: Stack | undefined;
  deliver: number;
  expires: number;
}
export interface Deal {
  state: 'requested' | 'open' | 'ended';
  sides: [number, number];
  accepted: [boolean, boolean];
  copper: [number, number];
  things: [Stack[], Stack[]];
}

const PLACES = 16;
const HOUR = 36_000;
const DAY = 24 * HOUR;
const DEPOSIT_UNITS = [1, 4, 12] as const;
const MOST_LOTS = 12;
const POSTAGE = 30;
const MOST_LETTERS = 100;
const OFFERED = 6;

export class PlainEconomy {
  now = 0;
  people: Person[] = [];
  lots: Lot[] = [];
  letters: Letter[] = [];
  deals: Deal[] = [];
  /** Copper and units that left the world. */
  sunkCopper = 0;
  sunkUnits = 0;

  /** @param price what a vendor pays for a unit, by kind @param full largest stack, by kind */
  constructor(
    readonly price: readonly number[],
    readonly full: readonly number[],
  ) {}

  post(who: number, place: number, start: number, buyout: number, duration: number): boolean {
    const person = this.people[who]!;
    const thing = person.bag[place];
    if (person.dead || thing === undefined || start === 0) return false;
    const deposit = Math.floor((this.price[thing.kind]! * thing.units * DEPOSIT_UNITS[duration]! * 5) / 100);
    if (person.purse < deposit || this.lots.filter((lot) => lot.seller === who).length >= MOST_LOTS) return false;
    person.purse -= deposit;
    person.bag[place] = undefined;
    const expires = this.now + [2, 8, 24][duration]! * HOUR;
    this.lots.push({ seller: who, thing, start, buyout, bid: 0, bidder: -1, deposit, expires });
    return true;
  }

  bid(who: number, lot: Lot, price: number): boolean {
    const person = this.people[who]!;
    if (person.dead || lot.seller === who || price === 0) return false;
    const buys = lot.buyout > 0 && price >= lot.buyout;
    if (price <= lot.bid || (!buys && price < lot.bid + Math.max(1, Math.floor(lot.bid / 100) * 5))) return false;
    if (price > person.purse || price < lot.start) return false;
    const paid = buys ? lot.buyout : price;
    if (lot.bidder === who) person.purse -= paid - lot.bid;
    else {
      this.#refund(lot);
      person.purse -= paid;
    }
    lot.bidder = who;
    lot.bid = paid;
    if (buys) this.#sell(lot);
    return true;
  }
  #refund(lot: Lot): void {
    if (lot.bidder >= 0) this.#fromHouse(lot.bidder, lot.bid, undefined);
  }
  #fromHouse(to: number, copper: number, thing: Stack | undefined): void {
    this.letters.push({ kind: 'auction', from: -1, to, copper, cod: 0, thing, deliver: this.now, expires: this.now + 30 * DAY });
  }
  #sell(lot: Lot): void {
    const cut = Math.floor((lot.bid * 5) / 100);
    this.sunkCopper += cut;
    this.#fromHouse(lot.seller, lot.bid + lot.deposit - cut, undefined);
    this.#fromHouse(lot.bidder, 0, lot.thing);
    this.#drop(this.lots, lot);
  }
  #giveBack(lot: Lot): void {
    this.sunkCopper += lot.deposit;
    this.#fromHouse(lot.seller, 0, lot.thing);
    this.#drop(this.lots, lot);
  }
  #drop<T>(list: T[], one: T): void {
    list.splice(list.indexOf(one), 1);
  }

  cancel(who: number, lot: Lot): boolean {
    const person = this.people[who]!;
    const cut = lot.bidder >= 0 ? Math.floor((lot.bid * 5) / 100) : 0;
    if (person.dead || lot.seller !== who || person.purse < cut) return false;
    person.purse -= cut;
    this.sunkCopper += cut;
    this.#refund(lot);
    this.#giveBack(lot);
    return true;
  }
  end(lot: Lot): boolean {
    if (this.now < lot.expires) return false;
    if (lot.bidder >= 0) this.#sell(lot);
    else this.#giveBack(lot);
    return true;
  }

  send(from: number, to: number, place: number, copper: number, cod: number): boolean {
    const person = this.people[from]!;
    const thing = place < 0 ? undefined : person.bag[place];
    if (person.dead || from === to || (place >= 0 && thing === undefined) || (copper > 0 && cod > 0)) return false;
    if (person.purse < copper + POSTAGE || this.letters.filter((letter) => letter.to === to).length > MOST_LETTERS) return false;
    person.purse -= copper + POSTAGE;
    this.sunkCopper += POSTAGE;
    if (place >= 0) person.bag[place] = undefined;
    const deliver = this.now + HOUR;
    this.letters.push({ kind: 'player', from, to, copper, cod, thing, deliver, expires: deliver + (cod > 0 ? 3 : 30) * DAY });
    return true;
  }
  collect(who: number, letter: Letter): boolean {
    const person = this.people[who]!;
    const owed = letter.thing !== undefined ? letter.cod : 0;
    if (person.dead || letter.to !== who || letter.deliver > this.now) return false;
    const free = person.bag.indexOf(undefined);
    if (letter.thing !== undefined && (person.purse < owed || free < 0)) return false;
    this.#drop(this.letters, letter);
    if (owed > 0) {
      person.purse -= owed;
      const expires = this.now + 30 * DAY;
      this.letters.push({
        kind: 'payment',
        from: who,
        to: letter.from,
        copper: owed,
        cod: 0,
        thing: undefined,
        deliver: this.now,
        expires,
      });
    }
    person.purse += letter.copper;
    if (letter.thing !== undefined) person.bag[free] = letter.thing;
    return true;
  }
  sendBack(who: number, letter: Letter): boolean {
    if (this.people[who]!.dead || letter.to !== who || letter.deliver > this.now || letter.kind !== 'player') return false;
    this.#back(letter, letter.thing !== undefined ? HOUR : 0);
    return true;
  }
  #back(letter: Letter, delay: number): void {
    this.#drop(this.letters, letter);
    const deliver = this.now + delay;
    const { to, from, copper, thing } = letter;
    this.letters.push({ kind: 'returned', from: to, to: from, copper, cod: 0, thing, deliver, expires: deliver + 30 * DAY });
  }
  expire(letter: Letter): boolean {
    // Whole seconds, and the second of expiry itself counts as alive.
    if (Math.floor(letter.expires / 10) >= Math.floor(this.now / 10)) return false;
    if (letter.kind === 'player' && letter.thing !== undefined) {
      this.#back(letter, 0);
      return true;
    }
    this.#drop(this.letters, letter);
    this.sunkCopper += letter.copper;
    this.sunkUnits += letter.thing?.units ?? 0;
    return true;
  }

  dealOf(who: number): Deal | undefined {
    return this.deals.find((deal) => deal.sides.includes(who));
  }
  ask(who: number, other: number): boolean {
    if (who === other || this.people[who]!.dead || this.people[other]!.dead || this.dealOf(who) || this.dealOf(other)) return false;
    this.deals.push({ state: 'requested', sides: [who, other], accepted: [false, false], copper: [0, 0], things: [[], []] });
    return true;
  }
  open(who: number): boolean {
    const deal = this.dealOf(who);
    if (deal?.state !== 'requested' || deal.sides[1] !== who || this.people[who]!.dead) return false;
    deal.state = 'open';
    return true;
  }
  offer(who: number, place: number, copper: number): boolean {
    const deal = this.dealOf(who);
    const person = this.people[who]!;
    if (deal?.state !== 'open' || person.dead) return false;
    const side = deal.sides.indexOf(who);
    const thing = place < 0 ? undefined : person.bag[place];
    if (copper !== deal.copper[side] && copper > person.purse) return false;
    if (place < 0 && copper === deal.copper[side]) return false;
    const offered = deal.things[side]!;
    if (place >= 0 && (thing === undefined || offered.includes(thing) || offered.length === OFFERED)) return false;
    if (thing !== undefined) offered.push(thing);
    deal.copper[side] = copper;
    deal.accepted = [false, false];
    return true;
  }
  cancelDeal(who: number): boolean {
    const deal = this.dealOf(who);
    if (deal === undefined) return false;
    if (deal.state === 'ended') this.#drop(this.deals, deal);
    else deal.state = 'ended';
    return true;
  }
  accept(who: number): boolean {
    const deal = this.dealOf(who);
    if (deal?.state !== 'open') return false;
    const side = deal.sides.indexOf(who);
    const parties = deal.sides.map((n) => this.people[n]!);
    if (deal.accepted[side] || parties.some(({ dead }) => dead)) return false;
    const sound = parties.every(
      (person, n) => deal.copper[n]! <= person.purse && deal.things[n]!.every((thing) => person.bag.includes(thing)),
    );
    if (sound && !deal.accepted[1 - side]) {
      deal.accepted[side] = true;
      return true;
    }
    deal.state = 'ended';
    if (!sound) return true;
    const bags = parties.map((person, n) =>
      person.bag.map((thing) => (thing !== undefined && deal.things[n]!.includes(thing) ? undefined : thing)),
    );
    const fits = bags.every((bag, n) => this.#fits(bag, deal.things[1 - n]!));
    if (!fits) return true;
    parties.forEach((person, n) => {
      person.bag = bags[n]!;
    });
    parties.forEach((person, n) => {
      this.#putAll(person.bag, deal.things[1 - n]!);
      person.purse += deal.copper[1 - n]! - deal.copper[n]!;
    });
    return true;
  }
  /** Each stack must fit whole into one that is there already, or into a free place; one that has just come in takes no other. */
  #fits(bag: readonly (Stack | undefined)[], things: readonly Stack[]): boolean {
    const room = bag.map((stack) => (stack === undefined ? undefined : { kind: stack.kind, left: this.full[stack.kind]! - stack.units }));
    return things.every(({ kind, units }) => {
      const partial = room.find((stack) => stack !== undefined && stack.kind === kind && stack.left >= units);
      if (partial !== undefined) {
        partial.left -= units;
        return true;
      }
      const free = room.indexOf(undefined);
      if (free >= 0) room[free] = { kind, left: 0 };
      return free >= 0;
    });
  }
  #putAll(bag: (Stack | undefined)[], things: readonly Stack[]): boolean {
    for (const thing of things) {
      const full = this.full[thing.kind]!;
      const room = bag.find((stack) => stack !== undefined && full > 1 && stack.kind === thing.kind && stack.units + thing.units <= full);
      if (room !== undefined) {
        room.units += thing.units;
        continue;
      }
      const free = bag.indexOf(undefined);
      if (free < 0 || free >= PLACES) return false;
      bag[free] = thing;
    }
    return true;
  }
}

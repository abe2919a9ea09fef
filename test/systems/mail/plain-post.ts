/**
 * The post written a second time, from the rules alone: plain objects, no index, no ledger, nothing of the program. Everybody is of one
 * side and at the mailbox; a letter is emptied whole. Every method answers whether the command is done.
 */
export interface Thing {
  readonly kind: number;
  readonly units: number;
}
export interface Letter {
  readonly kind: 'player' | 'returned' | 'payment';
  readonly from: number;
  readonly to: number;
  readonly copper: number;
  readonly cod: number;
  readonly things: readonly Thing[];
  readonly deliver: number;
  readonly expires: number;
}

const HOUR = 36_000;
const DAY = 24 * HOUR;
const POSTAGE = 30;
const MOST_LETTERS = 100;

export class PlainPost {
  now = 0;
  letters: Letter[] = [];
  sunkCopper = 0;
  sunkUnits = 0;
  readonly purses: number[] = [];
  /** Bags of places, `undefined` free. */
  readonly bags: (Thing | undefined)[][] = [];

  /** @param carryLimit units of a kind that somebody may own, 0 any */
  constructor(
    readonly profile: 'classic' | 'wotlk',
    readonly carryLimit: readonly number[],
  ) {}

  send(from: number, to: number, places: readonly number[], copper: number, cod: number): boolean {
    const bag = this.bags[from]!;
    const things = places.map((place) => bag[place]);
    const postage = this.profile === 'wotlk' ? POSTAGE * Math.max(1, places.length) : POSTAGE;
    if (places.length > (this.profile === 'wotlk' ? 12 : 1) || from === to || (copper > 0 && cod > 0)) return false;
    if (this.purses[from]! < copper + postage || this.letters.filter((letter) => letter.to === to).length > MOST_LETTERS) return false;
    if (things.includes(undefined)) return false;
    this.purses[from]! -= copper + postage;
    this.sunkCopper += postage;
    for (const place of places) bag[place] = undefined;
    const price = this.profile === 'wotlk' && places.length === 0 ? 0 : cod;
    const deliver = this.now + (this.profile === 'wotlk' && places.length === 0 ? 0 : HOUR);
    const expires = deliver + (price > 0 ? 3 : 30) * DAY;
    this.letters.push({ kind: 'player', from, to, copper, cod: price, things: things as Thing[], deliver, expires });
    return true;
  }

  collect(who: number, letter: Letter): boolean {
    if (letter.to !== who || letter.deliver > this.now) return false;
    const owed = letter.things.length > 0 ? letter.cod : 0;
    const bag = this.bags[who]!;
    if (this.purses[who]! < owed || bag.filter((thing) => thing === undefined).length < letter.things.length) return false;
    const unitsOf = (kind: number) =>
      [...bag, ...letter.things].reduce((sum, thing) => (thing?.kind === kind ? sum + thing.units : sum), 0);
    if (letter.things.some(({ kind }) => this.carryLimit[kind]! > 0 && unitsOf(kind) > this.carryLimit[kind]!)) return false;
    this.#drop(letter);
    this.purses[who]! += letter.copper - owed;
    if (owed > 0) {
      const { now } = this;
      const payment = { from: who, to: letter.from, copper: owed, cod: 0, things: [], deliver: now, expires: now + 30 * DAY };
      this.letters.push({ kind: 'payment', ...payment });
    }
    for (const thing of letter.things) bag[bag.indexOf(undefined)] = thing;
    return true;
  }

  sendBack(who: number, letter: Letter): boolean {
    if (letter.to !== who || letter.deliver > this.now || letter.kind !== 'player') return false;
    this.#back(letter, this.profile === 'classic' && letter.things.length > 0 ? HOUR : 0);
    return true;
  }

  expire(letter: Letter): boolean {
    // Whole seconds, and the second of expiry itself counts as alive.
    if (Math.floor(letter.expires / 10) >= Math.floor(this.now / 10)) return false;
    if (letter.kind === 'player' && letter.things.length > 0) this.#back(letter, 0);
    else {
      this.#drop(letter);
      this.sunkCopper += letter.copper;
      for (const { units } of letter.things) this.sunkUnits += units;
    }
    return true;
  }

  #back(letter: Letter, delay: number): void {
    this.#drop(letter);
    const deliver = this.now + delay;
    const { to, from, copper, things } = letter;
    this.letters.push({ kind: 'returned', from: to, to: from, copper, cod: 0, things, deliver, expires: deliver + 30 * DAY });
  }
  #drop(letter: Letter): void {
    this.letters.splice(this.letters.indexOf(letter), 1);
  }
}

/**
 * Items: who owns how many units of each instance by the ledger, and where the rows say it lies. An instance that exists lies in exactly
 * one place, with its owner, whole.
 */
import { FIRST_UID } from '../vocabulary.js';
import type { AccountNames } from './account-names.js';
import { NumbersByUid, TouchedUids } from './growing.js';
import { violated } from './violation.js';

/** More slots than a bot can have. */
const SLOTS = 256;

export class ItemBooks {
  readonly #owner = new NumbersByUid();
  readonly #units = new NumbersByUid();
  readonly #kind = new NumbersByUid();
  /** Sums over the places in which the rows have an instance: how many, whose, how many units, which kind. Sums need no order. */
  readonly #places = new NumbersByUid();
  readonly #placeOwner = new NumbersByUid();
  readonly #placeUnits = new NumbersByUid();
  readonly #placeKind = new NumbersByUid();
  /** What lies in an auction or letter (by uid) or in a bot's slot (by its number below). */
  readonly #inExchange = new Place();
  readonly #inSlot = new Place();
  /** Lies in a pile or with a vendor, by item. */
  readonly #inStash = new Place();
  readonly #stashHolder = new NumbersByUid();
  /** Number of a bot from 1, by uid. */
  readonly #botNumber = new NumbersByUid();
  #bots = 0;
  readonly #touched = new TouchedUids();
  created = 0;
  destroyed = 0;
  /** Units that the rows have in all places. */
  inWorld = 0;

  constructor(private readonly names: AccountNames) {}

  /** A ledger entry of an item; its flow and accounts have been checked. */
  move(frame: number, kind: number, item: number, quantity: number, from: number, to: number): void {
    this.#touched.touch(item, frame + 1);
    const units = this.#units.get(item);
    if (from >= FIRST_UID) this.#take(frame, item, kind, quantity, units, from, to);
    else this.created += quantity;
    if (to < FIRST_UID) {
      this.destroyed += quantity;
      return;
    }
    if (from < FIRST_UID && units > 0 && this.#owner.get(item) !== to)
      violated(
        frame,
        'item-owner',
        `item ${item}`,
        'units were added to it',
        `with ${this.names.of(this.#owner.get(item))}`,
        `with ${this.names.of(to)}`,
      );
    if (units > 0 && this.#kind.get(item) !== kind) violated(frame, 'item-kind', `item ${item}`, 'its kind', this.#kind.get(item), kind);
    this.#kind.set(item, kind);
    this.#owner.set(item, to);
    this.#units.add(item, quantity);
  }

  #take(frame: number, item: number, kind: number, quantity: number, units: number, from: number, to: number): void {
    const owner = this.#owner.get(item);
    if (units === 0 || owner !== from)
      violated(
        frame,
        'item-owner',
        `item ${item}`,
        'who gave it away',
        units === 0 ? 'nobody, it does not exist' : this.names.of(owner),
        this.names.of(from),
      );
    if (this.#kind.get(item) !== kind) violated(frame, 'item-kind', `item ${item}`, 'its kind', this.#kind.get(item), kind);
    if (quantity > units || (to >= FIRST_UID && quantity !== units))
      violated(
        frame,
        'item-units',
        `item ${item} of ${this.names.of(from)}`,
        'units given away',
        to >= FIRST_UID ? `all ${units}` : `at most ${units}`,
        quantity,
      );
    this.#units.add(item, -quantity);
  }

  /** A row says what lies in a slot of a bot from this frame on (item 0: nothing). */
  putSlot(frame: number, bot: number, slot: number, item: number, kind: number, units: number): void {
    let number = this.#botNumber.get(bot);
    if (number === 0) {
      number = ++this.#bots;
      this.#botNumber.set(bot, number);
    }
    this.#put(frame, this.#inSlot, number * SLOTS + slot, bot, item, kind, units);
  }

  /** A row says what lies in an auction or letter from this frame on (item 0: nothing). */
  putExchange(frame: number, account: number, item: number, kind: number, units: number): void {
    this.#put(frame, this.#inExchange, account, account, item, kind, units);
  }

  /** A row says what lies in a pile or with a vendor from this frame on (units 0: no longer). */
  putStash(frame: number, holder: number, item: number, kind: number, units: number): void {
    if (units === 0 && this.#stashHolder.get(item) !== holder) return;
    this.#put(frame, this.#inStash, item, this.#inStash.item.get(item) === 0 ? holder : this.#stashHolder.get(item), 0, 0, 0);
    this.#stashHolder.set(item, units === 0 ? 0 : holder);
    if (units !== 0) this.#put(frame, this.#inStash, item, holder, item, kind, units);
  }

  #put(frame: number, place: Place, at: number, owner: number, item: number, kind: number, units: number): void {
    const before = place.item.get(at);
    if (before !== 0) this.#count(frame, before, -1, owner, place.kind.get(at), place.units.get(at));
    if (item !== 0) this.#count(frame, item, 1, owner, kind, units);
    place.item.set(at, item);
    place.kind.set(at, kind);
    place.units.set(at, units);
  }

  #count(frame: number, item: number, sign: 1 | -1, owner: number, kind: number, units: number): void {
    this.#places.add(item, sign);
    this.#placeOwner.add(item, sign * owner);
    this.#placeKind.add(item, sign * kind);
    this.#placeUnits.add(item, sign * units);
    this.inWorld += sign * units;
    this.#touched.touch(item, frame + 1);
  }

  /** At the end of a frame: every instance that was touched is where the ledger has it. */
  check(frame: number): void {
    for (const item of this.#touched.list) this.#checkOne(frame, item);
    this.#touched.clear();
    const supply = this.created - this.destroyed;
    if (this.inWorld !== supply)
      violated(
        frame,
        'item-total',
        'the whole world',
        'units of items in all places',
        `${supply} (created ${this.created} - destroyed ${this.destroyed})`,
        this.inWorld,
      );
  }

  #checkOne(frame: number, item: number): void {
    const units = this.#units.get(item);
    const places = this.#places.get(item);
    const owner = this.#owner.get(item);
    const wanted = units > 0 ? 1 : 0;
    const subject = units > 0 ? `item ${item} of ${this.names.of(owner)}` : `item ${item}`;
    if (places !== wanted)
      violated(
        frame,
        'item-places',
        subject,
        'places in which the stored rows have it',
        wanted === 1 ? '1' : '0, it does not exist by the ledger',
        places,
      );
    if (wanted === 0) return;
    if (this.#placeOwner.get(item) !== owner)
      violated(
        frame,
        'item-owner',
        subject,
        'where it lies',
        `with ${this.names.of(owner)} by the ledger`,
        `with ${this.names.of(this.#placeOwner.get(item))} in the stored rows`,
      );
    if (this.#placeUnits.get(item) !== units)
      violated(frame, 'item-units', subject, 'units', `${units} by the ledger`, `${this.#placeUnits.get(item)} in the stored rows`);
    if (this.#placeKind.get(item) !== this.#kind.get(item))
      violated(
        frame,
        'item-kind',
        subject,
        'its kind',
        `${this.#kind.get(item)} by the ledger`,
        `${this.#placeKind.get(item)} in the stored rows`,
      );
  }
}

class Place {
  readonly item = new NumbersByUid();
  readonly kind = new NumbersByUid();
  readonly units = new NumbersByUid();
}

import { purseAccepts, purseAfterGain } from '../../../systems/rules/gold-cap.js';
import type { RulesProfile } from '../../../systems/rules/profile.js';
import {
  DEATH_DURABILITY_LOSS,
  SPIRIT_HEALER_DURABILITY_LOSS,
  durabilityAfterLoss,
  repairCost,
} from '../../../systems/rules/repair-cost.js';
import { REPUTATION_RANKS } from '../../../systems/rules/reputation.js';
import {
  bundlesForSale,
  buyPrice,
  classicSellPrice,
  priceFactor,
  restockIsDue,
  restockedUnits,
  unitsAfterSale,
  wotlkSellPrice,
} from '../../../systems/rules/vendor-price.js';
import { indexOfName } from './adapter.js';

interface Standing {
  rank: string;
  honorRank?: number;
  friendlyTemplate?: boolean;
}

function factorOf(profile: RulesProfile, { rank, honorRank = 0, friendlyTemplate = true }: Standing): number {
  return priceFactor(profile, indexOfName(REPUTATION_RANKS, rank), honorRank, friendlyTemplate);
}

interface BuyInputs extends Standing {
  op: 'buy';
  buyPrice: number;
  packs: number;
  buyCount: number;
  balance: number;
}

interface Wear {
  max: number;
  current: number;
  costMultiplier: number;
  qualityMod: number;
}

interface SellInputs {
  op: 'sell';
  sellPrice: number;
  count: number;
  balance: number;
  charges?: { max: number; current: number };
  durability?: Wear;
}

interface StockInputs {
  op: 'stock';
  maxCount: number;
  restockSeconds: number;
  buyCount: number;
  events: { op: 'buy' | 'query'; t: number; packs?: number }[];
}

type VendorInputs = BuyInputs | SellInputs | StockInputs | { op: 'buyback'; paid: number; balance: number; fits: boolean };

function buy(profile: RulesProfile, inputs: BuyInputs): unknown {
  const bundles = bundlesForSale(profile, inputs.buyPrice, inputs.packs);
  const price = buyPrice(inputs.buyPrice, bundles, factorOf(profile, inputs));
  const enough = inputs.balance >= price;
  const received = enough ? bundles * inputs.buyCount : 0;
  return { result: enough ? 'OK' : 'NOT_ENOUGH_MONEY', price, received, balance: enough ? inputs.balance - price : inputs.balance };
}

function sell(profile: RulesProfile, { sellPrice, count, balance, charges, durability }: SellInputs): unknown {
  const lost = durability ? durability.max - durability.current : 0;
  const money =
    profile.name === 'classic'
      ? classicSellPrice(sellPrice, count, charges?.current ?? 0, charges?.max ?? 0)
      : wotlkSellPrice(sellPrice, count, lost, durability?.costMultiplier ?? 0, durability?.qualityMod ?? 0);
  if (sellPrice === 0) return { result: 'CANT_SELL', money: 0, balance };
  if (!purseAccepts(profile, balance, money)) return { result: 'TOO_MUCH_GOLD', money: 0, balance };
  return { result: 'OK', money, balance: purseAfterGain(profile, balance, money) };
}

function stock(inputs: StockInputs): unknown {
  const { maxCount, restockSeconds, buyCount } = inputs;
  let units = maxCount;
  let since: number | null = null;
  const events = inputs.events.map((event) => {
    if (maxCount === 0) return event.op === 'buy' ? { result: 'OK', available: null } : { available: null };
    if (since !== null && restockIsDue(event.t - since, restockSeconds)) {
      units = restockedUnits(units, maxCount, event.t - since, restockSeconds, buyCount);
      since = units === maxCount ? null : event.t;
    }
    if (event.op === 'query') return { available: units };
    const sold = (event.packs ?? 1) * buyCount;
    if (units < sold) return { result: 'ALREADY_SOLD', available: units };
    units = unitsAfterSale(units, sold);
    since = event.t;
    return { result: 'OK', available: units };
  });
  return { events };
}

export function vendorPriceTopic(profile: RulesProfile, inputs: VendorInputs): unknown {
  switch (inputs.op) {
    case 'buy':
      return buy(profile, inputs);
    case 'sell':
      return sell(profile, inputs);
    case 'stock':
      return stock(inputs);
    case 'buyback': {
      const { paid, balance, fits } = inputs;
      if (balance < paid) return { result: 'NOT_ENOUGH_MONEY', balance };
      return fits ? { result: 'OK', balance: balance - paid } : { result: 'EQUIP_ERROR', balance };
    }
  }
}

type RepairInputs =
  | (Standing & { op: 'one'; item: Wear; balance: number; rate?: number })
  | (Standing & { op: 'all'; items: Wear[]; balance: number; rate?: number })
  | { op: 'loss'; cause: 'death' | 'spiritHealer'; equipped: boolean; item: { max: number; current: number } };

function repairOne(profile: RulesProfile, item: Wear, factor: number, rate: number, balance: number): { result: string; cost: number } {
  if (item.max === 0) return { result: 'NOT_REPAIRABLE', cost: 0 };
  const lost = item.max - item.current;
  if (lost === 0) return { result: 'NOTHING', cost: 0 };
  const cost = repairCost(profile, lost, item.costMultiplier, item.qualityMod, factor, rate);
  return cost > balance ? { result: 'NOT_ENOUGH_MONEY', cost: 0 } : { result: 'OK', cost };
}

export function repairCostTopic(profile: RulesProfile, inputs: RepairInputs): unknown {
  if (inputs.op === 'loss') {
    const { item, cause, equipped } = inputs;
    if (cause === 'death' && !equipped) return { current: item.current };
    const share = cause === 'death' ? DEATH_DURABILITY_LOSS : SPIRIT_HEALER_DURABILITY_LOSS;
    return { current: durabilityAfterLoss(item.current, item.max, share) };
  }
  const factor = factorOf(profile, inputs);
  const { rate = 1 } = inputs;
  let { balance } = inputs;
  const repair = (item: Wear): { result: string; cost: number } => {
    const repaired = repairOne(profile, item, factor, rate, balance);
    balance -= repaired.cost;
    return repaired;
  };
  if (inputs.op === 'one') {
    const repaired = repair(inputs.item);
    return { ...repaired, balance };
  }
  const items = inputs.items.map(repair);
  return { items, balance };
}

/** Warnings about items: kits that their wearer cannot use, and prices that make money of nothing. */
import { ARMOR_TYPES, WEAPON_SUBCLASSES, WEAPON_TYPES } from '../words.js';
import type { Row } from '../tables.js';
import { eachSound, hasWord, soundRows } from './context.js';
import type { Context } from './context.js';
import { bitOf, fits } from './takers.js';

type Class = Row<'class'>;
type Item = Row<'item'>;

const SHIELD = 6;
const CLOAK_TYPE = 16;
const OFF_HAND_TYPE = 22;
const RELIC_TYPE = 28;
const FIRST_LEVEL = 1;

export function checkGoods(context: Context): void {
  checkKits(context);
  checkPrices(context);
}

/** Weapons and clothing that a new character carries and cannot put on. */
function checkKits(context: Context): void {
  const { findings } = context;
  const items = new Map(soundRows(context, 'item').map((row) => [row.id, row]));
  const classes = soundRows(context, 'class');
  const starts = soundRows(context, 'start');
  eachSound(context, 'start_item', (row, i) => {
    const item = items.get(row.item_id);
    if (item === undefined || item.inventory_type === 0) return;
    const played = starts.filter(
      (start) => (row.race_id === 0 || start.race_id === row.race_id) && (row.class_id === 0 || start.class_id === row.class_id),
    );
    for (const cls of classes) {
      const races = played.filter((start) => start.class_id === cls.id).map((start) => start.race_id);
      const why = races.length === 0 ? undefined : whyNotUsable(item, cls, races);
      if (why === undefined) continue;
      const message = `is ${item.id} (${item.name}), which a new ${cls.name} cannot use: ${why}`;
      findings.row('warning', 'kit', 'start_item', i, 'item_id', message);
      return;
    }
  });
}

/** Why none of the races of a class can put an item on at level 1; undefined when one can. The rule is that of the servers. */
function whyNotUsable(item: Item, cls: Class, races: readonly number[]): string | undefined {
  if (item.required_level > FIRST_LEVEL) return `it needs level ${item.required_level}`;
  if (!fits(item.class_mask, bitOf(cls.id))) return `its class_mask is ${item.class_mask}`;
  if (!races.some((race) => fits(item.race_mask, bitOf(race)))) return `its race_mask is ${item.race_mask}`;
  if (item.class === 'weapon') {
    const type = WEAPON_TYPES[(WEAPON_SUBCLASSES as readonly number[]).indexOf(item.subclass)];
    if (type === undefined || !hasWord(cls.weapons, type)) return `it is a weapon of subclass ${item.subclass} (${type ?? 'unknown'})`;
    if (item.inventory_type === OFF_HAND_TYPE && !(cls.dual_wield_level === FIRST_LEVEL)) return 'it is for the off hand';
    return undefined;
  }
  if (item.class !== 'armor' || item.inventory_type === CLOAK_TYPE || item.inventory_type === RELIC_TYPE) return undefined;
  if (item.subclass === SHIELD) return cls.shield === 1 ? undefined : 'it is a shield';
  const heaviest = (ARMOR_TYPES as readonly string[]).indexOf(cls.armor_type) + 1;
  const worn = cls.mail_plate_level <= FIRST_LEVEL ? heaviest : Math.max(1, heaviest - 1);
  if (item.subclass > worn && item.subclass <= ARMOR_TYPES.length) return `it is ${ARMOR_TYPES[item.subclass - 1]}`;
  return undefined;
}

/** Goods that a vendor buys for more than a vendor asks. */
function checkPrices(context: Context): void {
  const sold = new Set(context.tables.vendor_item.filter((row) => context.spawnedCreatures.has(row.creature_id)).map((row) => row.item_id));
  eachSound(context, 'item', (row, i) => {
    if (!sold.has(row.id) || row.buy_price_copper >= row.sell_price_copper * row.buy_count) return;
    const bundle = row.buy_count === 1 ? '' : ` for ${row.buy_count}`;
    const message = `is ${row.buy_price_copper}${bundle}, but vendors pay ${row.sell_price_copper} for each (sell_price_copper): buying and selling it makes money of nothing`;
    context.findings.row('warning', 'money-machine', 'item', i, 'buy_price_copper', message);
  });
}

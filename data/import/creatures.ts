/** Creatures: what they are and what they do for characters. How they meet the sides is decided in `factions.ts`. */
import { CREATURE_RANKS } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { cellText, clampInt, money } from './context.js';
import type { CreatureSource, ImportContext } from './context.js';

/** Bits of the NpcFlags column: classic cores use the first layout, cores of later games the second. */
interface FlagLayout {
  readonly vendor: number;
  readonly flightMaster: number;
  readonly trainer: number;
  readonly spiritHealer: number;
  readonly innkeeper: number;
  readonly banker: number;
  readonly auctioneer: number;
  readonly repair: number;
}
export const CLASSIC_FLAGS: FlagLayout = {
  vendor: 4,
  flightMaster: 8,
  trainer: 16,
  spiritHealer: 32 | 64,
  innkeeper: 128,
  banker: 256,
  auctioneer: 4096,
  repair: 16_384,
};
export const LATER_FLAGS: FlagLayout = {
  vendor: 128,
  flightMaster: 8192,
  trainer: 16,
  spiritHealer: 16_384 | 32_768,
  innkeeper: 65_536,
  banker: 131_072,
  auctioneer: 2_097_152,
  repair: 4096,
};

/** UnitFlags of what no character can attack: not attackable, not attackable from outside, immune to players, not selectable. */
const UNIT_NO_COMBAT = 0x2 | 0x80 | 0x100 | 0x0200_0000;
/** ExtraFlags: gives no experience; invisible trigger; guard. */
const EXTRA_NO_XP = 0x40;
const EXTRA_INVISIBLE = 0x80;
const EXTRA_GUARD = 0x400;

const KINDS: Record<number, string> = {
  1: 'beast',
  2: 'dragonkin',
  3: 'demon',
  4: 'elemental',
  5: 'giant',
  6: 'undead',
  7: 'humanoid',
  8: 'critter',
  9: 'mechanical',
  11: 'totem',
};

export interface CreatureInfo {
  readonly source: CreatureSource;
  readonly row: Row<'creature'>;
  readonly roles: Set<string>;
  /** Does something for characters: sells, trains, flies, keeps. */
  readonly service: boolean;
  readonly guard: boolean;
  readonly spiritHealer: boolean;
}

/** The layout whose vendor bit agrees best with who has goods to sell. */
export function flagLayout(creatures: Iterable<CreatureSource>, sellers: ReadonlySet<number>): FlagLayout {
  let classic = 0;
  let later = 0;
  for (const source of creatures) {
    const sells = sellers.has(source.entry);
    if (((source.npcFlags & CLASSIC_FLAGS.vendor) !== 0) === sells) classic++;
    if (((source.npcFlags & LATER_FLAGS.vendor) !== 0) === sells) later++;
  }
  return later > classic ? LATER_FLAGS : CLASSIC_FLAGS;
}

/** Who has goods to sell, of his own or by template. */
export function sellersOf(ctx: ImportContext, creatures: Iterable<CreatureSource>): Set<number> {
  const sellers = new Set(ctx.src.npc_vendor.map((row) => row.entry));
  const templates = new Set(ctx.src.npc_vendor_template.map((row) => row.entry));
  for (const source of creatures) if (source.vendorTemplate > 0 && templates.has(source.vendorTemplate)) sellers.add(source.entry);
  return sellers;
}

function rolesOf(source: CreatureSource, layout: FlagLayout, sells: boolean, gives: boolean): Set<string> {
  const roles = new Set<string>();
  const has = (bits: number): boolean => (source.npcFlags & bits) !== 0;
  if (sells || has(layout.vendor)) roles.add('vendor');
  if (has(layout.repair)) roles.add('repair');
  // Some rows mix layouts: who sells or gives quests is not an auctioneer.
  if (has(layout.auctioneer) && !sells && !gives) roles.add('auctioneer');
  if (has(layout.trainer)) roles.add('trainer');
  if (has(layout.innkeeper)) roles.add('innkeeper');
  if (has(layout.banker)) roles.add('banker');
  if (has(layout.flightMaster)) roles.add('flight_master');
  if (gives) roles.add('quest_giver');
  if (has(layout.spiritHealer) || (source.unitFlags & UNIT_NO_COMBAT) !== 0 || (source.extraFlags & EXTRA_INVISIBLE) !== 0)
    roles.add('no_combat');
  if ((source.extraFlags & EXTRA_NO_XP) !== 0 || source.type === 8 || source.type === 11 || source.xpFactor <= 0) roles.add('no_xp');
  return roles;
}

/** Health and damage of a level where the template has none. */
type LevelStats = (unitClass: number, level: number) => { health: number; damage: number };

function levelStats(ctx: ImportContext): LevelStats {
  const rows = new Map(ctx.src.creature_template_classlevelstats.map((row) => [row.unitClass * 1000 + row.level, row]));
  return (unitClass, level) => {
    const row = rows.get(unitClass * 1000 + level) ?? rows.get(1000 + level);
    // Without the table: round figures near what classic creatures have.
    return {
      health: row?.health ?? 40 + level * 20 + Math.trunc((level * level) / 2),
      damage: row !== undefined && row.damage > 0 ? row.damage : 1 + level,
    };
  };
}

function convert(ctx: ImportContext, source: CreatureSource, stats: LevelStats): Row<'creature'> {
  const { report } = ctx;
  const minLevel = clampInt(Math.min(source.minLevel, source.maxLevel), 1, 255);
  const maxLevel = clampInt(Math.max(source.minLevel, source.maxLevel), minLevel, 255);
  const low = stats(source.unitClass, minLevel);
  const high = stats(source.unitClass, maxLevel);
  let minHealth = source.minHealth;
  let maxHealth = source.maxHealth;
  if (Math.max(minHealth, maxHealth) < 1) {
    minHealth = low.health * source.healthFactor;
    maxHealth = high.health * source.healthFactor;
    report.derived('creatures with health by level');
  }
  let minDamage = Math.min(source.minDamage, source.maxDamage);
  let maxDamage = Math.max(source.minDamage, source.maxDamage);
  if (maxDamage <= 0) {
    minDamage = low.damage;
    maxDamage = high.damage * 1.3;
    report.derived('creatures with damage by level');
  }
  if (source.attackMs < 100 || source.attackMs > 60_000) report.change('creature_template', 'time between blows out of range: 2000 ms');
  const credit = source.killCredit1 > 0 ? source.killCredit1 : source.killCredit2;
  return {
    id: source.entry,
    name: cellText(source.name) || `Creature ${source.entry}`,
    title: cellText(source.title),
    min_level: minLevel,
    max_level: maxLevel,
    rank: CREATURE_RANKS[clampInt(source.rank, 0, 4)]!,
    kind: KINDS[source.type] ?? 'other',
    faction_id: 0,
    min_health: clampInt(Math.min(minHealth, maxHealth) || Math.max(minHealth, maxHealth), 1, 50_000_000),
    max_health: clampInt(Math.max(minHealth, maxHealth), 1, 50_000_000),
    min_damage: Math.min(1_000_000, Math.max(0, minDamage)),
    max_damage: Math.min(1_000_000, Math.max(0, maxDamage)),
    attack_ms: source.attackMs < 100 || source.attackMs > 60_000 ? 2000 : Math.trunc(source.attackMs),
    armor: clampInt(source.armor, 0, 1_000_000),
    xp_percent: clampInt(Math.round(source.xpFactor * 100), 0, 10_000),
    loot_id: source.lootId,
    skinning_loot_id: source.skinningId,
    pickpocket_loot_id: source.pickpocketId,
    min_money_copper: money(Math.min(source.minGold, source.maxGold)),
    max_money_copper: money(Math.max(source.minGold, source.maxGold)),
    roles: '',
    auction_house_id: 0,
    kill_credit_id: credit,
  };
}

/** Convert all creature templates. Roles and faction are written to the rows when they are final. */
export function importCreatures(
  ctx: ImportContext,
  sources: ReadonlyMap<number, CreatureSource>,
  givers: ReadonlySet<number>,
): Map<number, CreatureInfo> {
  const sellers = sellersOf(ctx, sources.values());
  const layout = flagLayout(sources.values(), sellers);
  const stats = levelStats(ctx);
  const out = new Map<number, CreatureInfo>();
  for (const source of sources.values()) {
    const row = convert(ctx, source, stats);
    if (row.kill_credit_id > 0 && !sources.has(row.kill_credit_id)) {
      ctx.report.change('creature_template', 'kill credit missing: none');
      row.kill_credit_id = 0;
    }
    const own =
      sellers.has(source.entry) && (source.npcFlags & layout.vendor) === 0 && (source.npcFlags & LATER_FLAGS.vendor) !== 0
        ? LATER_FLAGS
        : layout;
    if (own !== layout) ctx.report.change('creature_template', 'NpcFlags in the layout of later games');
    const roles = rolesOf(source, own, sellers.has(source.entry), givers.has(source.entry));
    const service = ['vendor', 'repair', 'auctioneer', 'trainer', 'innkeeper', 'banker', 'flight_master'].some((role) => roles.has(role));
    out.set(source.entry, {
      source,
      row,
      roles,
      service,
      guard: (source.extraFlags & EXTRA_GUARD) !== 0,
      spiritHealer: (source.npcFlags & own.spiritHealer & 32) !== 0 || (own === LATER_FLAGS && (source.npcFlags & 16_384) !== 0),
    });
    ctx.world.creature.push(row);
  }
  return out;
}

/** Write the roles into the rows, in the order of the format. */
export function writeRoles(creatures: ReadonlyMap<number, CreatureInfo>, order: readonly string[]): void {
  for (const info of creatures.values()) info.row.roles = order.filter((role) => info.roles.has(role)).join('|');
}

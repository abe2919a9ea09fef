/**
 * What every classic world shares and no world database holds: race and class ids with their sides and proficiencies, the ids
 * of the auction houses with their rates, and which maps are battlegrounds.
 */
import type { z } from 'zod';
import type { factsSchema } from './facts.js';

const MELEE_ALL = ['axe', 'axe2', 'mace', 'mace2', 'polearm', 'sword', 'sword2', 'staff', 'fist', 'dagger', 'misc', 'fishing'] as const;

export const DEFAULT_FACTS: z.input<typeof factsSchema> = {
  races: [
    { id: 1, name: 'Human', side: 'alliance' },
    { id: 2, name: 'Orc', side: 'horde' },
    { id: 3, name: 'Dwarf', side: 'alliance' },
    { id: 4, name: 'Night Elf', side: 'alliance' },
    { id: 5, name: 'Undead', side: 'horde' },
    { id: 6, name: 'Tauren', side: 'horde' },
    { id: 7, name: 'Gnome', side: 'alliance' },
    { id: 8, name: 'Troll', side: 'horde' },
  ],
  classes: [
    { id: 1, name: 'Warrior', role: 'tank', power_stat: 'strength', armor_type: 'plate', mail_plate_level: 40, weapons: [...MELEE_ALL, 'bow', 'gun', 'crossbow', 'thrown'], shield: true, dual_wield_level: 20 },
    { id: 2, name: 'Paladin', role: 'melee', power_stat: 'strength', armor_type: 'plate', mail_plate_level: 40, weapons: ['axe', 'axe2', 'mace', 'mace2', 'polearm', 'sword', 'sword2', 'misc', 'fishing'], shield: true },
    { id: 3, name: 'Hunter', role: 'ranged', power_stat: 'agility', armor_type: 'mail', mail_plate_level: 40, weapons: ['axe', 'axe2', 'polearm', 'sword', 'sword2', 'staff', 'fist', 'dagger', 'misc', 'fishing', 'bow', 'gun', 'crossbow', 'thrown'], dual_wield_level: 20 },
    { id: 4, name: 'Rogue', role: 'melee', power_stat: 'agility', armor_type: 'leather', weapons: ['dagger', 'fist', 'mace', 'sword', 'misc', 'fishing', 'bow', 'gun', 'crossbow', 'thrown'], dual_wield_level: 10 },
    { id: 5, name: 'Priest', role: 'healer', power_stat: 'intellect', armor_type: 'cloth', weapons: ['dagger', 'mace', 'staff', 'wand', 'misc', 'fishing'] },
    { id: 7, name: 'Shaman', role: 'melee', power_stat: 'strength', armor_type: 'mail', mail_plate_level: 40, weapons: ['axe', 'axe2', 'dagger', 'fist', 'mace', 'mace2', 'staff', 'misc', 'fishing'], shield: true },
    { id: 8, name: 'Mage', role: 'caster', power_stat: 'intellect', armor_type: 'cloth', weapons: ['dagger', 'staff', 'sword', 'wand', 'misc', 'fishing'] },
    { id: 9, name: 'Warlock', role: 'caster', power_stat: 'intellect', armor_type: 'cloth', weapons: ['dagger', 'staff', 'sword', 'wand', 'misc', 'fishing'] },
    { id: 11, name: 'Druid', role: 'caster', power_stat: 'intellect', armor_type: 'leather', weapons: ['dagger', 'fist', 'mace', 'mace2', 'polearm', 'staff', 'misc', 'fishing'] },
  ],
  maps: [
    { id: 0, name: 'Eastern Continent', kind: 'world' },
    { id: 1, name: 'Western Continent', kind: 'world' },
    { id: 30, kind: 'battleground' },
    { id: 489, kind: 'battleground' },
    { id: 529, kind: 'battleground' },
  ],
  auction_houses: [
    { id: 1, name: 'Alliance Auction House', side: 'alliance', deposit_percent: 5, cut_percent: 5 },
    { id: 2, name: 'Horde Auction House', side: 'horde', deposit_percent: 5, cut_percent: 5 },
    { id: 7, name: 'Neutral Auction House', side: 'neutral', deposit_percent: 25, cut_percent: 15 },
  ],
};

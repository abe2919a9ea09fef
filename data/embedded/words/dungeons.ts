/** The dungeons: where they open, who rules them, and what is asked of those who go in. */
import { phrases, words } from './lists.js';

export interface DungeonTemplate {
  readonly mapId: number;
  readonly name: string;
  readonly prefix: string;
  /** Zone in whose wilds the entrance is. */
  readonly zone: string;
  readonly minLevel: number;
  readonly maxLevel: number;
  readonly families: readonly string[];
  /** Rulers of its rooms, the last one last. */
  readonly bosses: readonly string[];
  /** One prize of each ruler that names the treasure found there. */
  readonly treasures: readonly string[];
  readonly relics: readonly string[];
  readonly titles: readonly string[];
}

export const DUNGEONS: readonly DungeonTemplate[] = [
  {
    mapId: 100,
    name: 'The Drowned Cloister',
    prefix: 'Cloister',
    zone: 'Grimholt',
    minLevel: 22,
    maxLevel: 27,
    families: words('skeleton gillfolk wraith'),
    bosses: phrases('Abbess Hesketh|Brother Eelmouth|The Bellringer|Prior Umberlin|Saint Drownveil'),
    treasures: phrases('Drownveil|Bellringer’s|Eelmouth|Umberlin’s|Cloister'),
    relics: phrases('Waterlogged Psalter|Cloister Bell Clapper|Silted Chalice'),
    titles: phrases(
      'The Abbess Below|Mouth of the Eel|For Whom It Tolls|The Prior Engagement|A Saint Nobody Prayed For|Psalms Underwater|The Stolen Clapper|Drink From the Silt',
    ),
  },
  {
    mapId: 101,
    name: 'Gallowmine',
    prefix: 'Gallowmine',
    zone: 'Scorchrock',
    minLevel: 33,
    maxLevel: 38,
    families: words('grubber automaton stone'),
    bosses: phrases('Foreman Crakk|The Ore Crusher|Lodemother Siss|Auditor Pinch|King Under-Tally'),
    treasures: phrases('Under-Tally|Lodemother’s|Orecrusher|Auditor’s|Gallowmine'),
    relics: phrases('Stamped Payroll Box|Resonant Lode Shard|Condemned Safety Charter'),
    titles: phrases(
      'Working for Crakk|Crushing Hours|Mother Lode|An Honest Audit|The King of Tallies|Back Pay|A Shard That Sings|Safety First',
    ),
  },
  {
    mapId: 102,
    name: 'Vault of Ashes',
    prefix: 'Ashvault',
    zone: 'Emberwaste',
    minLevel: 45,
    maxLevel: 50,
    families: words('flame imp fiend'),
    bosses: phrases('Ember Regent Vashkel|The Smelter|Twin-Horn Ghazrik|Archivist Scald|Pyrarch Onderoth'),
    treasures: phrases('Pyrarch’s|Smelter’s|Twinhorn|Scald’s|Ashvault'),
    relics: phrases('Unburnt Ledger|Vault Keystone|Phial of First Fire'),
    titles: phrases(
      'Regency’s End|Into the Smelter|Two Horns Too Many|The Burning Archive|The Pyrarch|Debts in Ash|What Holds the Vault|First Fire',
    ),
  },
  {
    mapId: 103,
    name: 'The Hollow Throne',
    prefix: 'Hollowthrone',
    zone: 'Starless Waste',
    minLevel: 56,
    maxLevel: 60,
    families: words('skeleton fiend drake'),
    bosses: phrases('Herald Morvane|Lady Ninefold|Gatewyrm Ossath|The Unnamed Regent|King Nihil'),
    treasures: phrases('Kingsfall|Ninefold|Ossath’s|Regent’s|Hollowthrone'),
    relics: phrases('Crown Fragment|Page of the Ninefold Pact|Gatewyrm Heartscale'),
    titles: phrases(
      'Herald of Nothing|The Ninth Mask|Wyrm at the Gate|A Regent Without a Name|The King Who Was Not|Pieces of a Crown|The Ninefold Pact|Heartscale',
    ),
  },
];

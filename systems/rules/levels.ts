import type { RulesProfile } from './profile.js';

/** Experience from level n to n + 1 at index n - 1. Source: rules reference, section 3 (classic: from another server's database). */
const CLASSIC_XP = [
  400, 900, 1400, 2100, 2800, 3600, 4500, 5400, 6500, 7600, 8800, 10100, 11400, 12900, 14400, 16000, 17700, 19400, 21300, 23200, 25200,
  27300, 29400, 31700, 34000, 36400, 38900, 41400, 44300, 47400, 50800, 54500, 58600, 62800, 67100, 71600, 76100, 80800, 85700, 90700,
  95800, 101000, 106300, 111800, 117500, 123200, 129100, 135100, 141200, 147500, 153900, 160400, 167100, 173900, 180800, 187900, 195000,
  202300, 209800,
] as const;

const WOTLK_XP = [
  400, 900, 1400, 2100, 2800, 3600, 4500, 5400, 6500, 7600, 8700, 9800, 11000, 12300, 13600, 15000, 16400, 17800, 19300, 20800, 22400,
  24000, 25500, 27200, 28900, 30500, 32200, 33900, 36300, 38800, 41600, 44600, 48000, 51400, 55000, 58700, 62400, 66200, 70200, 74300,
  78500, 82800, 87100, 91600, 96300, 101000, 105800, 110700, 115700, 120900, 126100, 131500, 137000, 142500, 148200, 154000, 159900, 165800,
  172000, 290000, 317000, 349000, 386000, 428000, 475000, 527000, 585000, 648000, 717000, 1523800, 1539600, 1555700, 1571800, 1587900,
  1604200, 1620700, 1637400, 1653900, 1670800,
] as const;

/** Experience needed from each level to the next; index 0 is level 1. */
export function xpTable(profile: RulesProfile): readonly number[] {
  return profile.name === 'classic' ? CLASSIC_XP : WOTLK_XP;
}

/** Experience needed from that level to the next, 0 at the cap and beyond the table. */
export function xpToNextLevel(profile: RulesProfile, level: number): number {
  if (level >= profile.maxLevel) return 0;
  return xpTable(profile)[level - 1] ?? 0;
}

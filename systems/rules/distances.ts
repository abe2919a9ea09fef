import type { CorpseDecaySeconds, RulesProfile } from './profile.js';

/** Ranks of creatures, as far as their corpses care. */
export const CreatureRank = { normal: 0, elite: 1, rareElite: 2, boss: 3, rare: 4 } as const;
export type CreatureRank = (typeof CreatureRank)[keyof typeof CreatureRank];

/** Whether a creature's kill counts as elite: elite, rare elite or boss. */
export function isElite(rank: number): boolean {
  return rank === CreatureRank.elite || rank === CreatureRank.rareElite || rank === CreatureRank.boss;
}

/** Seconds a corpse of that rank stays. Source: rules reference, section 8. */
export function corpseDecay(profile: RulesProfile, rank: number): number {
  const decay: CorpseDecaySeconds = profile.corpseDecaySeconds;
  if (rank === CreatureRank.elite) return decay.elite;
  if (rank === CreatureRank.rareElite) return decay.rareElite;
  if (rank === CreatureRank.boss) return decay.boss;
  return rank === CreatureRank.rare ? decay.rare : decay.normal;
}

/** Whether two units are within `reachYards` + both their own reaches, by squared 2-D distance; all in the same unit of length. */
export function withinReach(dx: number, dy: number, reach: number): boolean {
  return dx * dx + dy * dy <= reach * reach;
}

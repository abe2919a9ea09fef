/** Reputation ranks in rising order. */
export const ReputationRank = {
  hated: 0,
  hostile: 1,
  unfriendly: 2,
  neutral: 3,
  friendly: 4,
  honored: 5,
  revered: 6,
  exalted: 7,
} as const;
export type ReputationRank = (typeof ReputationRank)[keyof typeof ReputationRank];
export const REPUTATION_RANKS = ['hated', 'hostile', 'unfriendly', 'neutral', 'friendly', 'honored', 'revered', 'exalted'] as const;

/** Points at which each rank begins, in both profiles. Source: rules reference, section 8. */
export const REPUTATION_RANK_FLOORS = [-42_000, -6_000, -3_000, 0, 3_000, 9_000, 21_000, 42_000] as const;
export const MIN_REPUTATION = -42_000;
export const MAX_REPUTATION = 42_999;

/** The rank that those points are worth. */
export function reputationRank(points: number): ReputationRank {
  if (points >= 42_000) return ReputationRank.exalted;
  if (points >= 21_000) return ReputationRank.revered;
  if (points >= 9_000) return ReputationRank.honored;
  if (points >= 3_000) return ReputationRank.friendly;
  if (points >= 0) return ReputationRank.neutral;
  if (points >= -3_000) return ReputationRank.unfriendly;
  if (points >= -6_000) return ReputationRank.hostile;
  return ReputationRank.hated;
}

/** Points after a gain or loss, kept within the scale. */
export function reputationAfter(points: number, change: number): number {
  return Math.max(MIN_REPUTATION, Math.min(MAX_REPUTATION, points + change));
}

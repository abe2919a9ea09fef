/** One salt for each use of a stateless draw, so that two uses in one frame are independent. Add at the end. */
export const Salt = {
  think: 1, hit: 2, damage: 3, creatureHit: 4, creatureDamage: 5, loot: 6, lootMoney: 7, reward: 8, spot: 9, trade: 10, auction: 11, bid: 12, group: 13, birth: 14, respawn: 15,
  quest: 16, price: 17, mail: 18, wander: 19, level: 20, gear: 21, goods: 22, listing: 23, lootRoll: 24,
} as const;

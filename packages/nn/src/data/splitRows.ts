import type { Random } from '@pullback/core';

/** Which rows go where. */
export interface SplitRows {
  readonly training: readonly number[];
  readonly validation: readonly number[];
}

/**
 * Deals the rows out in a drawn order. Of each group, as many go to validation as its share of them says, rounded so that
 * all together are `round(fraction · n)`: what is missing is given to the groups that lost most by rounding down.
 */
export function splitRows(groups: ArrayLike<number>, fraction: number, random: Random): SplitRows {
  const order = random.permutation(groups.length);
  const left = quotas(groups, fraction);
  const training: number[] = [];
  const validation: number[] = [];
  for (const row of order) {
    const group = groups[row]!;
    const quota = left.get(group)!;
    if (quota > 0) validation.push(row);
    else training.push(row);
    left.set(group, quota - 1);
  }
  return { training, validation };
}

/** How many of each group go to validation (the method of largest remainders). */
function quotas(groups: ArrayLike<number>, fraction: number): Map<number, number> {
  const sizes = new Map<number, number>();
  for (let row = 0; row < groups.length; row++) sizes.set(groups[row]!, (sizes.get(groups[row]!) ?? 0) + 1);
  const shares = [...sizes].map(([group, size]) => ({ group, share: fraction * size }));
  const quota = new Map(shares.map(({ group, share }) => [group, Math.floor(share)]));
  let missing = Math.round(fraction * groups.length);
  for (const count of quota.values()) missing -= count;
  const byLoss = shares.sort((a, b) => (b.share % 1) - (a.share % 1) || a.group - b.group);
  for (const { group } of byLoss.slice(0, Math.max(0, missing))) quota.set(group, quota.get(group)! + 1);
  return quota;
}

// Ways from one rate to another.

/** From `start` to `end` as `share` goes from 0 to 1. */
export type Annealing = (start: number, end: number, share: number) => number;

/** Along half a wave: slowly at both ends. */
export const alongCosine: Annealing = (start, end, share) =>
  end + ((start - end) / 2) * (1 + Math.cos(Math.PI * share));

export const alongLine: Annealing = (start, end, share) => start + (end - start) * share;

// Neighbours change places where fewer lines cross then: dagre leaves a few that one such change takes away.

import type { Item, Link } from './straighten';

/** Each round may make room for the next. */
const ROUNDS = 8;

/** Puts the items of layers, each from left to right, in orders in which fewer lines cross. */
export function uncross(layers: readonly Item[][]): void {
  const places = new Map<Item, number>();
  for (const layer of layers) for (const [place, item] of layer.entries()) places.set(item, place);
  const crossings = (left: readonly Link[], right: readonly Link[]): number => {
    let count = 0;
    for (const { item } of left) for (const other of right) if (places.get(item)! > places.get(other.item)!) count++;
    return count;
  };
  const gain = (a: Item, b: Item): number =>
    crossings(a.above, b.above) +
    crossings(a.below, b.below) -
    crossings(b.above, a.above) -
    crossings(b.below, a.below);
  for (let round = 0, isChanged = true; isChanged && round < ROUNDS; round++) {
    isChanged = false;
    for (const layer of layers) {
      for (let i = 0; i + 1 < layer.length; i++) {
        const [a, b] = [layer[i]!, layer[i + 1]!];
        if (gain(a, b) <= 0) continue;
        [layer[i], layer[i + 1], a.x, b.x, isChanged] = [b, a, b.x, a.x, true];
        places.set(a, i + 1);
        places.set(b, i);
      }
    }
  }
}

// What is drawn moves sideways in its layers, so that values run straight down as far as they can.

import { median, settle, type Wish } from './settle';

/** A box, or the place where a lane goes through a layer. */
export interface Item {
  /** Of the line that is to be straight. */
  x: number;
  /** How much room it takes on either side of that line. */
  readonly left: number;
  readonly right: number;
  /** Items of the layers next to its own. */
  readonly above: Link[];
  readonly below: Link[];
}

/** How much an item wants to be below, or above, another. */
export interface Link {
  readonly item: Item;
  readonly weight: number;
}

const ROUNDS = 12;
/** What nothing pulls stays where it is, unless it is in the way. */
const STAYS = 1e-3;

/** Moves the items of layers, each from left to right, which stay in their order and `gap` apart. */
export function straighten(layers: readonly (readonly Item[])[], gap: number): void {
  const upwards = [...layers].reverse();
  for (let round = 0; round < ROUNDS; round++) {
    for (const layer of layers) move(layer, gap, ({ above }) => above);
    for (const layer of upwards) move(layer, gap, ({ below }) => below);
  }
  // At last by both sides, or leaves of the tape would stand where they happened to be pushed.
  for (let round = 0; round < ROUNDS; round++) {
    for (const layer of round % 2 === 0 ? layers : upwards) {
      move(layer, gap, ({ above, below }) => [...above, ...below]);
    }
  }
}

function move(layer: readonly Item[], gap: number, linksOf: (item: Item) => readonly Link[]): void {
  const wishes = layer.map((item): Wish => {
    const pulls = linksOf(item).map(({ item: { x }, weight }): Wish => ({ place: x, weight }));
    if (pulls.length === 0) return { place: item.x, weight: STAYS };
    return { place: median(pulls, item.x), weight: pulls.reduce((total, { weight }) => total + weight, 0) };
  });
  const distances = layer.slice(1).map((item, i) => layer[i]!.right + gap + item.left);
  for (const [i, x] of settle(wishes, distances).entries()) layer[i]!.x = x;
}

/** Joins two items, the first above the other. */
export function link(above: Item, below: Item, weight: number): void {
  above.below.push({ item: below, weight });
  below.above.push({ item: above, weight });
}

// Things side by side, each as near as it may be to where it wants to be.

/** A wish: to be at this place, and how much. */
export interface Wish {
  readonly place: number;
  readonly weight: number;
}

/** A row of things, and how far each is from the first of its block, which stand as close together as they may. */
interface Block {
  readonly wishes: readonly Wish[];
  readonly offsets: readonly number[];
  readonly place: number;
}

/**
 * Where things in a row go that have a wish each, at least `distances[i]` between thing `i` and the next: those that would come
 * too close are pushed together into blocks, whose place is the median of what their members wish for it.
 */
export function settle(wishes: readonly Wish[], distances: readonly number[]): number[] {
  const blocks: Block[] = [];
  for (const [i, wish] of wishes.entries()) {
    let block: Block = { wishes: [wish], offsets: [0], place: wish.place };
    // How far the block's first is behind the first of the block before it, at least.
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      const distance = last.offsets.at(-1)! + distances[i - block.offsets.length]!;
      if (block.place >= last.place + distance) break;
      blocks.pop();
      block = joined(last, block, distance);
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ place, offsets }) => offsets.map((offset) => place + offset));
}

function joined(first: Block, second: Block, distance: number): Block {
  const offsets = [...first.offsets, ...second.offsets.map((offset) => offset + distance)];
  const wishes = [...first.wishes, ...second.wishes];
  return {
    offsets,
    wishes,
    place: median(
      wishes.map(({ place, weight }, i) => ({ place: place - offsets[i]!, weight })),
      first.place,
    ),
  };
}

/** Where as much of the weight is on one side as on the other; if that is a stretch, as near to `current` as it goes. */
export function median(wishes: readonly Wish[], current: number): number {
  const sorted = [...wishes].sort((a, b) => a.place - b.place);
  const half = sorted.reduce((total, { weight }) => total + weight, 0) / 2;
  let before = 0;
  for (const [i, { place, weight }] of sorted.entries()) {
    before += weight;
    if (before > half || i + 1 === sorted.length) return place;
    if (before === half) return Math.min(Math.max(current, place), sorted[i + 1]!.place);
  }
  return current;
}

// Lines through many layers with as few bends as there can be.

import { median } from './settle';
import type { Item } from './straighten';

/** Every lane once more when others have moved out of its way. */
const ROUNDS = 4;

/** Moves the items of each way, one in each of some layers, between their neighbours to as few places as reach through. */
export function unbend(ways: readonly (readonly Item[])[], layers: readonly (readonly Item[])[], gap: number): void {
  const neighbours = new Map<Item, { before: Item | undefined; after: Item | undefined }>();
  for (const layer of layers) {
    for (const [i, item] of layer.entries()) neighbours.set(item, { before: layer[i - 1], after: layer[i + 1] });
  }
  const roomOf = (item: Item): Room => {
    const { before, after } = neighbours.get(item)!;
    return {
      least: before === undefined ? -Infinity : before.x + before.right + gap + item.left,
      most: after === undefined ? Infinity : after.x - after.left - gap - item.right,
    };
  };
  const long = ways.filter(({ length }) => length > 1);
  for (let round = 0; round < ROUNDS; round++) for (const way of long) for (const run of runs(way, roomOf)) place(run);
}

/** Where an item can be. */
interface Room {
  readonly least: number;
  readonly most: number;
}

/** Items in a row that can be at one place, and where that is. */
interface Run extends Room {
  readonly items: readonly Item[];
}

/** Each as long as it can be; so there are as few as there can be. */
function runs(way: readonly Item[], roomOf: (item: Item) => Room): Run[] {
  const found: Run[] = [];
  for (const item of way) {
    const room = roomOf(item);
    const last = found.at(-1);
    const [least, most] = [Math.max(room.least, last?.least ?? -Infinity), Math.min(room.most, last?.most ?? Infinity)];
    if (last !== undefined && least <= most) found[found.length - 1] = { least, most, items: [...last.items, item] };
    else found.push({ ...room, items: [item] });
  }
  return found;
}

/** As near as it goes to where most of them are. */
function place({ items, least, most }: Run): void {
  const x = median(
    items.map((item) => ({ place: item.x, weight: 1 })),
    items[0]!.x,
  );
  for (const item of items) item.x = Math.min(Math.max(x, least), most);
}

import { type Item, link, straighten } from '../src/drawing/straighten';
import { unbend } from '../src/drawing/unbend';

const itemAt = (x: number, half = 5): Item => ({ x, left: half, right: half, above: [], below: [] });
const placesOf = (items: readonly Item[]) => items.map(({ x }) => x);

describe('unbend', () => {
  it('a way that winds is straight where there is room', () => {
    const way = [0, 3, 6, 6, 9].map((x) => itemAt(x));
    unbend(
      [way],
      way.map((item) => [item]),
      10,
    );
    expect(placesOf(way)).toEqual([6, 6, 6, 6, 6]);
  });

  it('a way bends only where something is in its way', () => {
    const way = [0, 10, 20, 40, 41, 42].map((x) => itemAt(x));
    const layers = way.map((item) => [item]);
    layers[3]!.unshift(itemAt(10, 15));
    unbend([way], layers, 10);
    expect(placesOf(way)).toEqual([40, 40, 40, 40, 40, 40]);
    layers[0]!.push(itemAt(20));
    unbend([way], layers, 10);
    expect(placesOf(way)).toEqual([0, 0, 0, 40, 40, 40]);
  });

  it('ways stay in their order, and apart', () => {
    const ways = [
      [0, 5, 9],
      [20, 40, 60],
      [50, 60, 80],
    ].map((places) => places.map((x) => itemAt(x)));
    const layers = [0, 1, 2].map((layer) => ways.map((way) => way[layer]!));
    unbend(ways, layers, 10);
    for (const [left, middle, right] of layers) {
      expect(middle!.x - left!.x).toBeGreaterThanOrEqual(20);
      expect(right!.x - middle!.x).toBeGreaterThanOrEqual(20);
    }
  });
});

describe('straighten', () => {
  it('a chain is straight, and what only one of it reads stands beside it', () => {
    const chain = [0, 50, 100, 150].map((x) => itemAt(x));
    const leaves = [90, 140].map((x) => itemAt(x));
    for (const [i, item] of chain.slice(1).entries()) link(chain[i]!, item, 16);
    for (const [i, leaf] of leaves.entries()) link(leaf, chain[i + 1]!, 1);
    straighten([[chain[0]!, leaves[0]!], [chain[1]!, leaves[1]!], [chain[2]!], [chain[3]!]], 10);
    expect(new Set(placesOf(chain)).size).toBe(1);
    for (const leaf of leaves) expect(leaf.x - chain[0]!.x).toBe(20);
  });

  it('nothing comes closer than the gap', () => {
    const layers = [0, 1, 2, 3].map((layer) => [0, 1, 2, 3, 4].map((place) => itemAt(30 * place + layer, 3 + place)));
    for (const [i, layer] of layers.slice(1).entries()) {
      for (const [place, item] of layer.entries()) link(layers[i]![(3 * place + i) % 5]!, item, 1 + place);
    }
    straighten(layers, 10);
    for (const layer of layers) {
      for (const [i, item] of layer.slice(1).entries()) {
        expect(item.x - item.left - layer[i]!.x - layer[i]!.right).toBeGreaterThanOrEqual(10 - 1e-9);
      }
    }
  });
});

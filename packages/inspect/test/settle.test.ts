import { median, settle } from '../src/drawing/settle';

const equal = (...places: number[]) => places.map((place) => ({ place, weight: 1 }));

describe('settle', () => {
  it('each is where it wants to be, if there is room', () => {
    expect(settle(equal(0, 10, 30), [10, 10])).toEqual([0, 10, 30]);
  });

  it('those that want one place stand around it, as close as they may', () => {
    expect(settle(equal(5, 5, 5), [10, 10])).toEqual([-5, 5, 15]);
  });

  it('who wants it most stays, and the others make room', () => {
    const wishes = [
      { place: 0, weight: 1 },
      { place: 0, weight: 8 },
      { place: 0, weight: 1 },
    ];
    expect(settle(wishes, [10, 20])).toEqual([-10, 0, 20]);
  });

  it('what is pushed pushes on', () => {
    const wishes = [
      { place: 0, weight: 1 },
      { place: 15, weight: 1 },
      { place: 20, weight: 8 },
    ];
    expect(settle(wishes, [10, 10])).toEqual([0, 10, 20]);
  });

  it('none comes closer to the next than it may, and their order stays', () => {
    const wishes = Array.from({ length: 50 }, (_, i) => ({ place: (i * 37) % 50, weight: 1 + (i % 3) }));
    const distances = wishes.slice(1).map((_, i) => 1 + (i % 5));
    const places = settle(wishes, distances);
    for (const [i, distance] of distances.entries()) {
      expect(places[i + 1]! - places[i]!).toBeGreaterThanOrEqual(distance - 1e-9);
    }
  });

  it('of nothing is nothing', () => {
    expect(settle([], [])).toEqual([]);
  });
});

it('the median has half of the weight on either side, and where that is a stretch, stays where it was', () => {
  expect(median(equal(3, 1, 2), 0)).toBe(2);
  expect([-1, 4, 9].map((current) => median(equal(0, 1, 5, 7), current))).toEqual([1, 4, 5]);
  expect(median([...equal(0, 1), { place: 9, weight: 3 }], 0)).toBe(9);
});

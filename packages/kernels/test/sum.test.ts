import { kernels } from '@pullback/kernels';
import { arrayOf, elementAt, indicesOf, type Shape, unwritten, wholeNumbers } from './support';

const SHAPE = [3, 1, 4, 2];
const subsetsOfAxes = Array.from({ length: 16 }, (_, bits) => [0, 1, 2, 3].filter((axis) => bits & (1 << axis)));

const without = (shape: Shape, axes: readonly number[]): number[] => shape.filter((_, axis) => !axes.includes(axis));

it.each(subsetsOfAxes.map((axes) => [axes]))('the sum and the mean over %j are those of plain loops', (axes) => {
  const x = wholeNumbers(...SHAPE);
  const kept = without(SHAPE, axes);
  const [sums, means] = [unwritten(...kept), unwritten(...kept)];
  kernels.sum(x, sums, axes);
  kernels.mean(x, means, axes);
  const count = axes.reduce((product, axis) => product * SHAPE[axis]!, 1);
  for (const [i, index] of indicesOf(kept).entries()) {
    const terms = indicesOf(SHAPE).filter((at) => String(without(at, axes)) === String(index));
    expect(terms).toHaveLength(count);
    const total = terms.reduce((sum, at) => sum + elementAt(x, at), 0);
    expect(sums.data[i]).toBe(total);
    expect(means.data[i]).toBe(total / count);
  }
});

it.each([1, 2, 31, 32, 33, 63, 64, 65, 127, 1000, 1025])(
  'all of %p terms are counted, in rows and columns',
  (count) => {
    const total = (count * (count - 1)) / 2;
    const numbers = Array.from({ length: count }, (_, i) => i);
    const [row, column, all] = [unwritten(1), unwritten(1), unwritten()];
    kernels.sum(arrayOf([1, count], numbers), row, [1]);
    kernels.sum(arrayOf([count, 1], numbers), column, [0]);
    kernels.sum(arrayOf([count], numbers), all, [0]);
    expect([row.data[0], column.data[0], all.data[0]]).toEqual([total, total, total]);
  },
);

it.each<[Shape, readonly number[], number]>([
  [[0], [0], 1],
  [[0, 3], [0], 3],
  [[3, 0], [1], 3],
  [[2, 0], [0, 1], 1],
  [[2, 0, 3], [0, 1], 3],
  [[0, 2, 3], [0, 1], 3],
  [[2, 0], [0], 0],
])('over %j of nothing, along %j, the sum is 0 and the mean NaN', (shape, axes, outputs) => {
  const [sums, means] = [unwritten(outputs), unwritten(outputs)];
  kernels.sum(arrayOf(shape, []), sums, axes);
  kernels.mean(arrayOf(shape, []), means, axes);
  expect([...sums.data]).toEqual(new Array(outputs).fill(0));
  expect([...means.data]).toEqual(new Array(outputs).fill(Number.NaN));
});

describe('2²⁰ times 0.1 is right to a few units in the last place', () => {
  const count = 2 ** 20;
  // A power of two times 0.1 is exact; this is its unit in the last place.
  const exact = count * 0.1;
  const unit = 2 ** -36;

  it.each<[string, Shape, readonly number[]]>([
    ['in one run', [count], [0]],
    ['along rows', [4, count], [1]],
    ['along columns', [count, 3], [0]],
    ['along two axes', [2 ** 10, 2 ** 10], [0, 1]],
    ['along two axes that are apart', [2 ** 15, 2, 2 ** 5], [0, 2]],
  ])('%s', (_, shape, axes) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const output = unwritten(...without(shape, axes));
    kernels.sum({ shape, data: new Float64Array(size).fill(0.1) }, output, axes);
    for (const total of output.data) expect(Math.abs(total - exact)).toBeLessThanOrEqual(4 * unit);
  });
});

it('2²⁵ float32 ones sum to 2²⁵, past where float32 stops counting', () => {
  const count = 2 ** 25;
  const [total, average] = [new Float32Array(1), new Float32Array(1)];
  const ones = { shape: [count], data: new Float32Array(count).fill(1) };
  kernels.sum(ones, { shape: [], data: total }, [0]);
  kernels.mean(ones, { shape: [], data: average }, [0]);
  expect([total[0], average[0]]).toEqual([count, 1]);
});

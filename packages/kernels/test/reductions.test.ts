import { kernels, type NdArray } from '@pullback/kernels';
import { arrayOf, elementAt, indicesOf, type Shape, unwritten, wholeNumbers } from './support';

const SHAPE = [3, 1, 4, 2];
const subsetsOfAxes = Array.from({ length: 16 }, (_, bits) => [0, 1, 2, 3].filter((axis) => bits & (1 << axis)));

const without = (shape: Shape, axes: readonly number[]): number[] => shape.filter((_, axis) => !axes.includes(axis));
const meanOf = (terms: readonly number[]): number => terms.reduce((sum, term) => sum + term, 0) / terms.length;
const sumOf = (terms: readonly number[], f: (term: number) => number): number =>
  terms.reduce((sum, term) => sum + f(term), 0);

type Kernel = (x: NdArray, output: NdArray, axes: readonly number[]) => void;

/** What each output is, of the elements that it is made from. */
const definitions: Record<string, readonly [Kernel, (terms: readonly number[]) => number]> = {
  max: [kernels.max, (terms) => Math.max(...terms)],
  min: [kernels.min, (terms) => Math.min(...terms)],
  prod: [kernels.prod, (terms) => terms.reduce((product, term) => product * term, 1)],
  any: [kernels.any, (terms) => (terms.some((term) => term !== 0) ? 1 : 0)],
  all: [kernels.all, (terms) => (terms.every((term) => term !== 0) ? 1 : 0)],
  logSumExp: [kernels.logSumExp, (terms) => Math.log(sumOf(terms, Math.exp))],
  variance: [
    (x, output, axes) => kernels.variance(x, output, axes, 0.5),
    (terms) => sumOf(terms, (term) => (term - meanOf(terms)) ** 2) / (terms.length - 0.5),
  ],
  'norm of order 1': [(x, output, axes) => kernels.norm(x, output, axes, 1), (terms) => sumOf(terms, Math.abs)],
  'norm of order 2': [(x, output, axes) => kernels.norm(x, output, axes, 2), (terms) => Math.hypot(...terms)],
  'norm of order 3': [
    (x, output, axes) => kernels.norm(x, output, axes, 3),
    (terms) => Math.cbrt(sumOf(terms, (term) => Math.abs(term) ** 3)),
  ],
  'norm of order ∞': [
    (x, output, axes) => kernels.norm(x, output, axes, Infinity),
    (terms) => Math.max(...terms.map(Math.abs)),
  ],
};

/** The elements of `x` that meet in each output, in order. */
function groupsOf(x: NdArray, axes: readonly number[]): number[][] {
  return indicesOf(without(x.shape, axes)).map((index) =>
    indicesOf(x.shape)
      .filter((at) => String(without(at, axes)) === String(index))
      .map((at) => elementAt(x, at)),
  );
}

function expectNear(actual: Iterable<number>, expected: readonly number[]): void {
  for (const [i, value] of [...actual].entries()) expect(value).toBeCloseTo(expected[i]!, 9);
}

describe.each(Object.entries(definitions))('%s', (_name, [kernel, definition]) => {
  it.each(subsetsOfAxes.map((axes) => [axes]))('over %j is what it is by definition', (axes) => {
    const x = wholeNumbers(...SHAPE);
    const output = unwritten(...without(SHAPE, axes));
    kernel(x, output, axes);
    expectNear(output.data, groupsOf(x, axes).map(definition));
  });
});

describe.each(subsetsOfAxes.map((axes) => [axes]))('over %j', (axes) => {
  const x = wholeNumbers(...SHAPE);
  const run = (kernel: Kernel): NdArray => {
    const output = unwritten(...SHAPE);
    kernel(x, output, axes);
    return output;
  };

  it('deviations are distances to the mean', () => {
    const expected = groupsOf(x, axes).map((terms) => terms.map((term) => term - meanOf(terms)));
    expectNear(groupsOf(run(kernels.deviations), axes).flat(), expected.flat());
  });

  it('softmax and logSoftmax are shares of the exponentials', () => {
    const expected = groupsOf(x, axes).map((terms) => terms.map((term) => Math.exp(term) / sumOf(terms, Math.exp)));
    expectNear(groupsOf(run(kernels.softmax), axes).flat(), expected.flat());
    expectNear(groupsOf(run(kernels.logSoftmax), axes).flat(), expected.flat().map(Math.log));
  });
});

it.each([0, 1, 2, 3])('places along axis %i are those of the first extrema', (axis) => {
  const x = wholeNumbers(...SHAPE);
  const [greatest, least] = [unwritten(...without(SHAPE, [axis])), unwritten(...without(SHAPE, [axis]))];
  kernels.argmax(x, greatest, [axis]);
  kernels.argmin(x, least, [axis]);
  expect([...greatest.data]).toEqual(groupsOf(x, [axis]).map((terms) => terms.indexOf(Math.max(...terms))));
  expect([...least.data]).toEqual(groupsOf(x, [axis]).map((terms) => terms.indexOf(Math.min(...terms))));
});

it('of arrays without elements, outputs are those of nothing', () => {
  const output = unwritten(3);
  const results = [kernels.prod, kernels.any, kernels.all, kernels.logSumExp].map((kernel) => {
    kernel(arrayOf([2, 3, 0], []), unwritten(2, 3), [2]);
    kernel(arrayOf([0, 3, 2], []), output, [0, 2]);
    return [...output.data];
  });
  expect(results).toEqual([
    [1, 1, 1],
    [0, 0, 0],
    [1, 1, 1],
    [-Infinity, -Infinity, -Infinity],
  ]);
});

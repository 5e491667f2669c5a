import { customVjp, Parameter, Random, Tape, type Tensor } from '@pullback/core';
import { checkGradients, nearestKink } from '@pullback/inspect';
import {
  abs,
  add,
  argmax,
  argmin,
  cast,
  ceil,
  clamp,
  elu,
  equal,
  exp,
  floor,
  gather,
  greater,
  leakyRelu,
  matmul,
  max,
  maximum,
  maxPool2d,
  min,
  minimum,
  mul,
  norm,
  prelu,
  relu,
  round,
  sign,
  standardDeviation,
  where,
} from '@pullback/ops';

import { float64 } from './support';

const x = float64([
  [3, -2.25, 4],
  [-0.75, 1, 0.875],
]);
const slopes = float64([0.1, 0.2, 0.3]);
const image = float64([
  [
    [
      [1, 5, 2, 0],
      [3, 4.5, 8, 6],
      [0, 1, 7.75, 2],
    ],
  ],
]);

function kinkOf(f: (x: Tensor) => Tensor, at: Tensor) {
  const tape = new Tape();
  tape.record(() => f(at));
  return nearestKink(tape, at);
}

it.each<[string, (x: Tensor) => Tensor, Tensor, number, number[]]>([
  ['relu, at 0', relu, x, 0.75, [1, 0]],
  ['abs, at 0', abs, x, 0.75, [1, 0]],
  ['leakyRelu, at 0', (x) => leakyRelu(x, 0.2), x, 0.75, [1, 0]],
  ['prelu, at 0', (x) => prelu(x, slopes), x, 0.75, [1, 0]],
  ['elu, at 0', elu, x, 0.75, [1, 0]],
  ['sign, at 0', sign, x, 0.75, [1, 0]],
  ['clamp, at its bounds', (x) => clamp(x, -2, 3.5), x, 0.25, [0, 1]],
  ['clamp without a bound', (x) => clamp(x, -2), x, 0.25, [0, 1]],
  ['floor, at whole numbers', floor, mul(x, 1.1), 0.0375, [1, 2]],
  ['ceil, at whole numbers', ceil, mul(x, 1.1), 0.0375, [1, 2]],
  ['round, halfway between', round, mul(x, 1.1), 0.025, [0, 1]],
  ['maximum, where both are equal', (x) => maximum(x, float64([2, 1.125, 0.5])), x, 0.125, [1, 1]],
  ['minimum, where both are equal', (x) => minimum(x, float64([2, 1.125, 0.5])), x, 0.125, [1, 1]],
  ['a comparison, where both are equal', (x) => where(greater(x, 0.75), x, 1), x, 0.125, [1, 2]],
  ['max, where two are the greatest', (x) => max(x, 1), x, 0.125, [1]],
  ['max with its axes kept', (x) => max(x, 1, { keepDims: true }), x, 0.125, [1, 0]],
  ['min, where two are the least', (x) => min(x, 0), x, 3.125, [2]],
  ['argmax, where two are the greatest', (x) => gather(x, argmax(x, 1), 1), x, 0.125, [1]],
  ['argmin, where two are the least', (x) => gather(x, argmin(x, 0), 0), x, 3.125, [2]],
  ['norm, at 0', (x) => norm(x), float64([3, -4]), 5, []],
  ['norm of order 1, where an element is 0', (x) => norm(x, undefined, { order: 1 }), x, 0.75, [1, 0]],
  ['norm of order ∞, where two are the farthest', (x) => norm(x, 1, { order: Infinity }), x, 0.125, [1]],
  ['norm of order ∞, at 0', (x) => norm(x, undefined, { order: Infinity }), float64([0.5]), 0.5, []],
  ['standardDeviation, where all are equal', (x) => standardDeviation(x), float64([1, 1, 4, 4]), 1.5, []],
  ['maxPool2d, where two are the greatest', (x) => maxPool2d(x, 2, { stride: 1 }), image, 0.25, [0, 0, 1, 1]],
  [
    'maxPool2d, padded and dilated',
    (x) => maxPool2d(x, 2, { stride: [1, 2], padding: 1, dilation: [1, 2] }),
    image,
    0.5,
    [0, 0, 1, 0],
  ],
])('%s', (_, f, at, distance, index) => {
  const kink = kinkOf(f, at);
  expect(kink!.distance).toBeCloseTo(distance, 12);
  expect(kink!.index).toEqual(index);
});

it.each<[string, (x: Tensor) => Tensor, Tensor, number[]]>([
  [
    'max',
    (x) => max(x, 0),
    float64([
      [1, 5],
      [1, 7],
    ]),
    [0],
  ],
  [
    'maxPool2d',
    (x) => maxPool2d(x, 2),
    float64([
      [
        [
          [1, 4],
          [4, 2],
        ],
      ],
    ]),
    [0, 0, 0, 0],
  ],
  ['relu', relu, float64([1, 0]), [1]],
  ['round', round, float64([1, 2.5]), [1]],
])('a tie of %s is a kink right there', (_, f, at, index) => {
  expect(kinkOf(f, at)).toMatchObject({ distance: 0, index });
});

it('what is smooth has none, nor has the greatest of one', () => {
  expect(kinkOf((x) => exp(matmul(x, x)), float64([[2]]))).toBeUndefined();
  expect(kinkOf((x) => max(x, 1), float64([[2], [3]]))).toBeUndefined();
  expect(kinkOf((x) => relu(x), float64([Number.NaN]))).toBeUndefined();
  expect(kinkOf((x) => relu(x), float64([]))).toBeUndefined();
});

it('only what depends on the sources counts', () => {
  const [w, data] = [new Parameter(float64([3, 2]), 'w') as Tensor, float64([0, 0.5])];
  const tape = new Tape();
  tape.record(() => add(relu(data), relu(w).named('a')));
  expect(nearestKink(tape, w)).toEqual({ distance: 2, call: 'a = relu(w)', index: [1] });
  expect(nearestKink(tape, data)).toEqual({ distance: 0, call: 'relu(input)', index: [0] });
  expect(nearestKink(tape, { w, data })!.call).toBe('relu(data)');
});

it('masks and indices pass nothing on', () => {
  const found = kinkOf((x) => relu(cast(equal(x, 9), 'float64')), x);
  expect(found).toMatchObject({ distance: 5, call: 'equal(input, 9)' });
});

it('within customVjp none is seen', () => {
  const op = customVjp({ name: 'op', forward: (x: Tensor) => relu(x), vjp: () => [(cotangent) => cotangent] });
  expect(kinkOf((x) => op(x) as Tensor, x)).toBeUndefined();
});

it('the report of checkGradients says how near it is, and what bends there', () => {
  const random = new Random(1);
  const [a, b] = [random.normal([2, 3], { dtype: 'float64' }), random.normal([3, 4], { dtype: 'float64' })];
  const report = checkGradients(({ x, w }) => relu(matmul(x, w)) as Tensor, { x: a, w: b });
  expect(report.nearestKink).toMatchObject({ call: 'relu(matmul(x, w))', index: [1, 1] });
  expect(String(report)).toMatch(/\nThe nearest kink is 3\.8e-3 away: relu\(matmul\(x, w\)\) at \[1, 1\]\.$/);
  expect(String(checkGradients(relu, float64([1, 0])))).toMatch(
    /\nThere is a kink right here: relu\(input\) at \[1\]\.$/,
  );
  expect(String(checkGradients(exp, float64([1, 0])))).not.toContain('kink is');
});

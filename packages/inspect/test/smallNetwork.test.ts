import type { Tensor } from '@pullback/core';
import { matmul, mul, relu } from '@pullback/ops';
import { smallNetwork, verdictsOf, where } from './support';

const { tape, loss, context, compare } = smallNetwork();
const { x, W1, W2, h, a, p } = context;
const rows = (values: Tensor): unknown => values.toArray();
const gradient = tape.gradient(loss, { p, W2, a, h, W1 });

/** What the formula of a value gives when the others are right. */
const claims = {
  a: () => matmul(W2, gradient.p, { transposeA: true }),
  h: () => relu(gradient.a),
  W1: () =>
    mul(
      matmul(matmul(x, W2), gradient.p, { transposeA: true }),
      where(gradient.a, (value) => value >= 0),
    ),
};

it('the values on the way forward are those worked out by hand', () => {
  expect(rows(h)).toEqual([
    [1, -1],
    [2, 1],
  ]);
  expect(rows(a)).toEqual([
    [1, 0],
    [2, 1],
  ]);
  expect(rows(p)).toEqual([
    [1, 2],
    [2, 5],
  ]);
  expect(loss.item()).toBe(4);
});

it('the cotangents on the way back are those worked out by hand', () => {
  expect(rows(gradient.p)).toEqual([
    [-2, 2],
    [2, -2],
  ]);
  expect(rows(gradient.W2)).toEqual([
    [2, -2],
    [2, -2],
  ]);
  expect(rows(gradient.a)).toEqual([
    [2, 2],
    [-2, -2],
  ]);
  expect(rows(gradient.h)).toEqual([
    [2, 0],
    [-2, -2],
  ]);
  expect(rows(gradient.W1)).toEqual([
    [0, -2],
    [-2, -2],
  ]);
});

it('the wrong formulas give what people get from them', () => {
  expect(rows(claims.a())).toEqual([
    [-2, 2],
    [-2, 2],
  ]);
  expect(rows(claims.h())).toEqual([
    [2, 2],
    [0, 0],
  ]);
  expect(claims.W1().data.every((value) => value === 0)).toBe(true);
});

const ALL_RIGHT = { p: 'right', W2: 'right', a: 'right', h: 'right', W1: 'right' };
const formulas = {
  a: (bar: { p: Tensor }) => matmul(W2, bar.p, { transposeA: true }),
  h: (bar: { a: Tensor }) => relu(bar.a),
  W1: claims.W1,
};

it.each([
  ['a', [0, 0], -2, 2, { a: 'wrong', h: 'follows a', W1: 'follows h' }],
  ['h', [0, 1], 2, 0, { h: 'wrong', W1: 'follows h' }],
  ['W1', [0, 1], 0, -2, { W1: 'wrong' }],
] as const)(
  'though all shapes fit, the wrong formula for %s is found at %j: %d for %d',
  (name, index, actual, expected, verdicts) => {
    const report = compare({ [name]: formulas[name] });
    expect(report.firstWrong).toMatchObject({ name, problem: undefined, worst: { index, actual, expected } });
    expect(verdictsOf(report)).toEqual({ ...ALL_RIGHT, ...verdicts });
  },
);

import { Tape, type Tensor } from '@pullback/core';
import { compareGradients } from '@pullback/inspect';
import { add, exp, mul, neg, square, sub, sum } from '@pullback/ops';
import { drawNetwork, float64 } from './support';

/** The names in the order of the report; the formulas do not matter. */
function orderOf(tape: Tape, target: Tensor, values: Readonly<Record<string, Tensor>>): string[] {
  const formulas = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, () => value]));
  return compareGradients(tape, target, values, formulas).comparisons.map(({ name }) => name);
}

describe('the two-layer network', () => {
  const { tape, loss, context } = drawNetwork();
  const { W1, W2, h, a, p } = context;

  it.each([
    ['p, W2, a, h, W1', { p, W2, a, h, W1 }],
    ['p, W2, a, h, W1', { W2, a, p, W1, h }],
    ['p, a, W2, h, W1', { W1, h, a, W2, p }],
    ['L, p, W1', { W1, p, L: loss }],
  ])('is reported from the loss back: %s', (order, values) => {
    expect(orderOf(tape, loss, values)).toEqual(order.split(', '));
  });
});

it('the cotangent of a value with two readers is complete at the earlier one', () => {
  const x = float64([1, 2]);
  const tape = new Tape();
  const { u, v, w, total } = tape.record(() => {
    const first = exp(x);
    const second = neg(first);
    const third = square(second);
    return { u: first, v: second, w: third, total: sum(add(third, first)) };
  });
  expect(orderOf(tape, total, { x, u, v, w })).toEqual(['w', 'v', 'u', 'x']);
});

it('readers that the target does not depend on do not count', () => {
  const [x, weight] = [float64([1, 2]), float64([3, 4])];
  const tape = new Tape();
  const { y, total } = tape.record(() => {
    square(weight);
    const scaled = mul(x, 3);
    return { y: scaled, total: sum(sub(scaled, weight)) };
  });
  expect(orderOf(tape, total, { x, weight, y })).toEqual(['weight', 'y', 'x']);
});

import { Parameter, type ScalarShape, Tape, type Tensor, withGradient } from '@pullback/core';
import { mul, square, sum } from '@pullback/ops';
import { draw, errorOf, expectClose } from './support';

it('withGradient gives the loss and the gradient of the tensors it was given, wherever the loss uses them', () => {
  const w = new Parameter(draw([3]), 'w');
  const x = draw([3]);
  const { value, gradient } = withGradient({ w }, () => sum(square(mul(x, w))));
  expect(value.item()).toBe(sum(square(mul(x, w))).item());
  expectClose(gradient.w, mul(mul(square(x), w), 2));
});

it('two steps of training take gradients of the new values', () => {
  const w = new Parameter(draw([3]), 'w');
  const before = w.toArray();
  const step = () => withGradient(w, () => sum(square(w))).gradient;
  w.assign(step());
  w.assign(step());
  expect(w.toArray()).toEqual(before.map((value) => 4 * value));
});

it('an unrelated source is an error, or zeros if asked', () => {
  const [x, y] = [draw([2]), draw([2]).named('y')];
  const loss = () => sum(square(x));
  expect(() => withGradient([x, y], loss)).toThrow("'y' [2]");
  expect(withGradient([x, y], loss, { unused: 'zeros' }).gradient[1]!.toArray()).toEqual([0, 0]);
});

it('an error in the loss passes, and nothing stays recording', () => {
  const mistake = new Error('of the user');
  const loss = (): Tensor<ScalarShape> => {
    throw mistake;
  };
  const outer = new Tape();
  const x = draw([2]);
  outer.record(() => expect(errorOf(() => withGradient(x, loss))).toBe(mistake));
  square(x);
  expect(outer.nodes).toHaveLength(0);
});

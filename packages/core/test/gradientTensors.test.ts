import { scalar, Tape, type Tensor, tensor, vjp, withGradient } from '@pullback/core';
import { add, mul, sub } from '@pullback/ops';

const float64 = { dtype: 'float64' } as const;

it('the gradients of two sources are two tensors, though one cotangent serves both', () => {
  const [x, y] = [scalar(2, float64), scalar(3, float64)];
  const { gradient } = withGradient({ x, y }, () => add(x, y));
  expect(gradient.x).not.toBe(gradient.y);
  gradient.x.named('first');
  expect(gradient.y.name).toBeUndefined();
});

it('an outer tape tells the gradients of two sources apart', () => {
  const [x, y] = [scalar(2, float64), scalar(3, float64)];
  const outer = new Tape();
  const { g, z } = outer.record(() => {
    const { gradient } = withGradient({ x, y }, () => add(x, y));
    return { g: gradient, z: add(mul(gradient.x, 10), gradient.y) };
  });
  const gradient = outer.gradient(z, g);
  expect(gradient.x.item()).toBe(10);
  expect(gradient.y.item()).toBe(1);
});

it('nor does one gradient count as made from another, where a pullback passed its cotangent on', () => {
  const [x, y] = [scalar(2, float64), scalar(3, float64)];
  const outer = new Tape();
  const { g, z } = outer.record(() => {
    const { gradient } = withGradient({ x, y }, () => sub(x, y));
    return { g: gradient, z: add(mul(gradient.x, 10), gradient.y) };
  });
  const gradient = outer.gradient(z, g);
  expect([gradient.x.item(), gradient.y.item()]).toEqual([10, 1]);
});

it("the caller's cotangent is not handed back as a gradient", () => {
  const cotangent = tensor([1, 2], float64);
  const gradient = vjp((x: Tensor) => x, tensor([3, 4], float64)).pullback(cotangent);
  expect(gradient).not.toBe(cotangent);
  expect(gradient.toArray()).toEqual([1, 2]);
});

it('a function that returns nothing is told so', () => {
  const forgetful = (() => undefined) as () => never;
  expect(() => withGradient(tensor([1]), forgetful)).toThrow(
    'gradient: the target must be a tensor, got undefined. Does the function return it?',
  );
});

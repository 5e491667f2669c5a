import {
  apply,
  type Binary,
  type NoAttrs,
  noAttrs,
  type Primitive,
  stopGradient,
  Tape,
  type Tensor,
  tensor,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { mul, oneHot, square, sum } from '@pullback/ops';
import { draw, expectClose, spiedCopy } from './support';

it('no pullback runs where nothing flows to the target', () => {
  const x = draw([3]);
  const dead = spiedCopy();
  const tape = new Tape();
  const y = tape.record(() => {
    square(dead.copy(x));
    return sum(mul(x, x));
  });
  expectClose(tape.gradient(y, x), mul(x, 2));
  expect(dead.pullback).not.toHaveBeenCalled();
});

it('no pullback runs after the target', () => {
  const x = draw([3]);
  const later = spiedCopy();
  const tape = new Tape();
  const y = tape.record(() => {
    const target = sum(x);
    later.copy(target);
    return target;
  });
  expect([...tape.gradient(y, x).data]).toEqual([1, 1, 1]);
  expect(later.pullback).not.toHaveBeenCalled();
});

it('no pullback runs before the sources', () => {
  const x = draw([3]);
  const before = spiedCopy();
  const tape = new Tape();
  const [h, y] = tape.record(() => {
    const h = before.copy(x);
    return [h, sum(square(h))];
  });
  expectClose(tape.gradient(y!, h!), mul(x, 2));
  expect(before.pullback).not.toHaveBeenCalled();
});

it('no cotangent is computed for an input that nobody asked for', () => {
  const pullbacks = [jest.fn((cotangent: Tensor) => cotangent), jest.fn((cotangent: Tensor) => cotangent)] as const;
  const primitive: Primitive<Binary, NoAttrs> = {
    name: 'spiedAdd',
    outputShape: ([a]) => a.shape,
    kernel: ([a, b], output) => kernels.add(a, b, output),
    vjp: () => pullbacks,
  };
  const [data, weight] = [draw([4]), draw([4])];
  const tape = new Tape();
  const y = tape.record(() => sum(apply(primitive, [data, weight], noAttrs)));
  tape.gradient(y, weight);
  expect(pullbacks[0]).not.toHaveBeenCalled();
  expect(pullbacks[1]).toHaveBeenCalledTimes(1);
});

it('a pullback of null ends the walk along that input only', () => {
  const primitive: Primitive<Binary, NoAttrs> = {
    name: 'firstOf',
    outputShape: ([a]) => a.shape,
    kernel: ([a], output) => kernels.copy(a, output),
    vjp: () => [(cotangent) => cotangent, null],
  };
  const x = draw([3]);
  const ignored = spiedCopy();
  const tape = new Tape();
  const y = tape.record(() => sum(square(apply(primitive, [x, ignored.copy(x)], noAttrs))));
  expectClose(tape.gradient(y, x), mul(x, 2));
  expect(ignored.pullback).not.toHaveBeenCalled();
});

it('no pullback runs towards a value that the sources reach through a null alone', () => {
  const x = draw([3]);
  const { copy, pullback } = spiedCopy();
  const tape = new Tape();
  const y = tape.record(() => sum(mul(copy(stopGradient(x)), x)));
  expectClose(tape.gradient(y, x), x);
  expect(pullback).not.toHaveBeenCalled();
});

it('nothing flows through labels', () => {
  const scores = draw([2, 3]);
  const labels = tensor([2, 0], { dtype: 'int32' });
  const tape = new Tape();
  const y = tape.record(() => sum(mul(scores, oneHot(labels, 3, { dtype: 'float64' }))));
  expect(tape.gradient(y, scores).toArray()).toEqual([
    [0, 0, 1],
    [1, 0, 0],
  ]);
});

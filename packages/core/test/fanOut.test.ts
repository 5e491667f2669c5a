import { ones, scalar, Tape, zerosLike } from '@pullback/core';
import { add, div, mul, sub, sum } from '@pullback/ops';
import { draw, expectClose, spiedCopy } from './support';

it('the cotangents of all that read a value add up', () => {
  const [x, a, b, c] = [draw([2, 3]), draw([2, 3]), draw([2, 3]), draw([2, 3])];
  const tape = new Tape();
  const y = tape.record(() => add(add(mul(x, a), mul(b, x)), mul(x, c)));
  const cotangent = draw([2, 3]);
  expectClose(tape.gradient(y, x, { cotangent }), mul(cotangent, add(add(a, b), c)));
});

it('a value used as both operands gets both contributions', () => {
  const x = draw([3, 2]);
  const cotangent = draw([3, 2]);
  const tape = new Tape();
  const [twice, squared, nothing, one] = tape.record(() => [add(x, x), mul(x, x), sub(x, x), div(x, x)]);
  expectClose(tape.gradient(twice!, x, { cotangent }), mul(cotangent, 2));
  expectClose(tape.gradient(squared!, x, { cotangent }), mul(cotangent, mul(x, 2)));
  expectClose(tape.gradient(nothing!, x, { cotangent }), zerosLike(x));
  expectClose(tape.gradient(one!, x, { cotangent }), zerosLike(x));
});

it('a value that is read often passes its whole cotangent on, once', () => {
  const x = draw([4]);
  const { copy, pullback } = spiedCopy();
  const tape = new Tape();
  const y = tape.record(() => {
    const h = copy(x);
    return add(add(h, mul(h, 3)), h);
  });
  const cotangent = draw([4]);
  expectClose(tape.gradient(y, x, { cotangent }), mul(cotangent, 5));
  expect(pullback).toHaveBeenCalledTimes(1);
});

it('adding to the cotangent of one value leaves those that share its parts alone', () => {
  const [x, w] = [draw([5]), draw([5])];
  const tape = new Tape();
  const y = tape.record(() => add(add(x, w), x));
  const cotangent = draw([5]);
  const before = [...cotangent.data];
  const [xBar, wBar] = tape.gradient(y, [x, w], { cotangent });
  expect([...wBar.data]).toEqual(before);
  expect([...xBar.data]).toEqual(before.map((value) => 2 * value));
});

it('a value with a thousand readers gets a thousand contributions', () => {
  const x = scalar(0.5);
  const tape = new Tape();
  const y = tape.record(() => {
    let total = mul(x, 1);
    for (let i = 2; i <= 1000; i++) total = add(total, mul(x, i));
    return total;
  });
  expect(tape.gradient(y, x).item()).toBe((1000 * 1001) / 2);
});

it('the cotangent through 2⁴⁰ paths is found in forty steps', () => {
  const x = ones([], { dtype: 'float64' });
  const tape = new Tape();
  const y = tape.record(() => {
    let doubled = x;
    for (let i = 0; i < 40; i++) doubled = add(doubled, doubled);
    return sum(doubled);
  });
  expect(tape.gradient(y, x).item()).toBe(2 ** 40);
});

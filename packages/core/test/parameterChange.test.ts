import { GradientError, Parameter, Tape, type Tensor } from '@pullback/core';
import { add, exp, matmul, mean, mul, square, sum } from '@pullback/ops';
import { draw, errorOf, expectClose, recordNetwork } from './support';

const changed = (parameter: string, application: string): GradientError =>
  new GradientError(
    `gradient: '${parameter}' was changed by assign() after '${application}' was recorded. Take gradients before updating.`,
  );

it('a pullback that would read a changed parameter throws instead', () => {
  const { tape, loss, W1, W2 } = recordNetwork();
  W2.assign(draw([4, 2]));
  expect(errorOf(() => tape.gradient(loss, W1))).toStrictEqual(changed('W2', 'p = matmul(a, W2)'));
});

it('a pullback that would not read the changed value gives what it gave before', () => {
  const { tape, loss, W2 } = recordNetwork();
  const before = tape.gradient(loss, W2);
  W2.assign(draw([4, 2]));
  expect(tape.gradient(loss, W2).toArray()).toEqual(before.toArray());
});

it('a gradient taken before the change does not keep the next one from throwing', () => {
  const { tape, loss, W1, W2 } = recordNetwork();
  tape.gradient(loss, [W1, W2]);
  W2.assign(draw([4, 2]));
  expect(() => tape.gradient(loss, W1)).toThrow(GradientError);
});

it('assigning the same numbers again is a change too', () => {
  const { tape, loss, W1, W2 } = recordNetwork();
  W2.assign(W2);
  expect(() => tape.gradient(loss, W1)).toThrow(GradientError);
});

it('a parameter changed before it is recorded is read as it is then', () => {
  const w = new Parameter(draw([3]), 'w');
  const value = draw([3]);
  w.assign(value);
  const tape = new Tape();
  const y = tape.record(() => sum(square(w)));
  expectClose(tape.gradient(y, w), mul(value, 2));
});

it('of two uses, only the one before the change throws', () => {
  const w = new Parameter(draw([3]), 'w');
  const x = draw([3]);
  const tape = new Tape();
  const before = tape.record(() => sum(mul(x, w).named('before')));
  w.assign(draw([3]));
  const after = tape.record(() => sum(mul(x, w)));
  expectClose(tape.gradient(after, x), w);
  expect(errorOf(() => tape.gradient(before, x))).toStrictEqual(changed('w', 'before = mul([3], w)'));
});

it('rules that need only the output or the shape survive a change', () => {
  const w = new Parameter(draw([2, 3]), 'w');
  const x = draw([4, 2]);
  const tape = new Tape();
  const results: readonly Tensor[] = tape.record(() => [
    sum(exp(w)),
    sum(w),
    sum(add(w, w), 0),
    matmul(x, w),
    mul(w, 3),
  ]);
  const seeds = results.map(({ shape }) => draw(shape));
  const gradients = () => results.map((y, i) => tape.gradient(y, w, { cotangent: seeds[i]! }).toArray());
  const before = gradients();
  w.assign(draw([2, 3]));
  expect(gradients()).toEqual(before);
});

it('the mean of a parameter survives a change: its pullback needs the shape only', () => {
  const w = new Parameter(draw([2, 3]), 'w');
  const tape = new Tape();
  const y = tape.record(() => mean(w));
  const before = tape.gradient(y, w);
  w.assign(draw([2, 3]));
  expect(tape.gradient(y, w).toArray()).toEqual(before.toArray());
});

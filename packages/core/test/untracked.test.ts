import { GradientError, scalar, stopGradient, Tape, untracked } from '@pullback/core';
import { add, mul, square } from '@pullback/ops';
import { draw, errorOf, expectClose } from './support';

it('what runs untracked is a constant to every tape, and recording resumes after it', () => {
  const x = scalar(3);
  const [outer, inner] = [new Tape(), new Tape()];
  const y = outer.record(() =>
    inner.record(() => {
      const constant = untracked(() => square(x));
      return mul(constant, x);
    }),
  );
  expect(outer.nodes).toHaveLength(1);
  expect(inner.nodes).toHaveLength(1);
  expect(outer.gradient(y, x).item()).toBe(9);
});

it('untracked returns what fn returns, and recording resumes when it throws', () => {
  const x = scalar(3);
  const tape = new Tape();
  tape.record(() => {
    expect(untracked(() => 'anything')).toBe('anything');
    errorOf(() =>
      untracked(() => {
        throw new Error();
      }),
    );
    square(x);
  });
  expect(tape.nodes).toHaveLength(1);
});

it('a tape inside untracked records for itself alone', () => {
  const x = scalar(3);
  const [outer, inner] = [new Tape(), new Tape()];
  const y = outer.record(() => untracked(() => inner.record(() => square(x))));
  expect(outer.nodes).toHaveLength(0);
  expect(inner.gradient(y, x).item()).toBe(6);
});

it('stopGradient keeps the value and makes it a constant', () => {
  const x = draw([3]);
  const tape = new Tape();
  const [stopped, y] = tape.record(() => {
    const stopped = stopGradient(x);
    return [stopped, mul(x, stopped)] as const;
  });
  const cotangent = draw([3]);
  expect(stopped.toArray()).toEqual(x.toArray());
  expectClose(tape.gradient(y, x, { cotangent }), mul(cotangent, x));
});

it('stopGradient takes trees', () => {
  const [w, b] = [scalar(3), scalar(5)];
  const tape = new Tape();
  const y = tape.record(() => {
    const stopped = stopGradient({ w, rest: [b] as const });
    return add(mul(w, stopped.w), stopped.rest[0]);
  });
  expect(y.item()).toBe(14);
  expect(tape.gradient(y, { w, b }, { unused: 'zeros' }).w.item()).toBe(3);
  expect(() => tape.gradient(y, b)).toThrow(GradientError);
});

it('a source that is reached through stopGradient alone is unrelated', () => {
  const x = scalar(3);
  const tape = new Tape();
  const y = tape.record(() => square(stopGradient(square(x))));
  expect(() => tape.gradient(y, x)).toThrow(GradientError);
});

it('the stopped value itself can be a source', () => {
  const x = scalar(3);
  const tape = new Tape();
  const { stopped, y } = tape.record(() => {
    const stopped = stopGradient(x);
    return { stopped, y: add(square(stopped), x) };
  });
  expect(tape.gradient(y, [stopped, x]).map((cotangent) => cotangent.item())).toEqual([6, 1]);
});

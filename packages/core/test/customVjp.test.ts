import {
  customVjp,
  GradientError,
  grad,
  jvp,
  Parameter,
  replay,
  scalar,
  Tape,
  type Tensor,
  tensor,
} from '@pullback/core';
import { add, cast, exp, mul, square, sub, sum } from '@pullback/ops';
import { errorOf, untyped } from './support';

const float64 = { dtype: 'float64' } as const;

/** `x³`, derived by hand. */
const cube = customVjp({
  name: 'cube',
  forward: (x: Tensor) => mul(x, square(x)),
  vjp: ([x]) => [(cotangent) => mul(cotangent, mul(3, square(x)))],
});

it('a rule of its own takes the place of the derived one', () => {
  const reversed = customVjp({
    name: 'reversed',
    forward: (x: Tensor) => x,
    vjp: () => [(cotangent) => mul(cotangent, -1)],
  });
  const x = tensor([1, 2, 3], float64);
  const tape = new Tape();
  const loss = tape.record(() => sum(square(reversed(x))));
  expect(loss.item()).toBe(14);
  expect(tape.gradient(loss, x).toArray()).toEqual([-2, -4, -6]);
});

it('is one node on the tape, whatever it computes', () => {
  const tape = new Tape();
  const x = tensor([2], float64).named('x');
  tape.record(() => cube(x).named('y'));
  expect(String(tape)).toBe('y = cube(x)  [1]');
});

it('can be differentiated again where its pullback is written in ops', () => {
  const slope = grad((x: Tensor) => sum(cube(x)));
  const bend = grad((x: Tensor) => sum(slope(x)));
  expect(slope(scalar(2, float64)).item()).toBe(12);
  expect(bend(scalar(2, float64)).item()).toBe(12);
});

it('of several inputs, one may have no pullback', () => {
  const scaled = customVjp({
    name: 'scaled',
    forward: (x: Tensor, by: Tensor) => mul(x, by),
    vjp: ([, by]) => [(cotangent) => mul(cotangent, by), null],
  });
  const [x, by] = [tensor([1, 2], float64), tensor([3, 5], float64)];
  const tape = new Tape();
  const loss = tape.record(() => sum(scaled(x, by)));
  expect(tape.gradient(loss, x).toArray()).toEqual([3, 5]);
  expect(() => tape.gradient(loss, by)).toThrow(GradientError);
});

it('the pullback may use the output', () => {
  const forward = jest.fn((x: Tensor) => exp(x));
  const power = customVjp({ name: 'power', forward, vjp: (_, y) => [(cotangent) => mul(cotangent, y)] });
  const x = scalar(0, float64);
  const tape = new Tape();
  const y = tape.record(() => power(x));
  expect(tape.gradient(y, x).item()).toBe(1);
  expect(forward).toHaveBeenCalledTimes(1);
});

it('a value that is the input itself is another tensor to the tape', () => {
  const same = customVjp({ name: 'same', forward: (x: Tensor) => x, vjp: () => [(cotangent) => cotangent] });
  const x = tensor([1, 2], float64);
  expect(same(x)).not.toBe(x);
  expect(same(x).toArray()).toEqual([1, 2]);
});

it('is replayed with other inputs', () => {
  const x = scalar(2, float64);
  const tape = new Tape();
  const y = tape.record(() => cube(x));
  expect(replay(tape.nodes, y, new Map([[x, scalar(3, float64)]])).item()).toBe(27);
});

it('does not read a parameter that was changed since', () => {
  const w = new Parameter(scalar(2, float64), 'w');
  const tape = new Tape();
  const y = tape.record(() => cube(w));
  w.assign(scalar(3, float64));
  expect(() => tape.gradient(y, w)).toThrow(
    "gradient: 'w' was changed by assign() after 'cube(w)' was recorded. Take gradients before updating.",
  );
});

describe('of trees', () => {
  const affine = customVjp({
    name: 'affine',
    forward: ({ w, b }: { w: Tensor; b: readonly Tensor[] }, x: Tensor) => add(mul(w, x), b[0]!),
    vjp: ([{ w }, x]) => [{ w: (ȳ) => mul(ȳ, x), b: [(ȳ) => ȳ] }, (ȳ) => mul(ȳ, w)],
    jvp: ([{ w }, x]) => [{ w: (ẇ) => mul(ẇ, x), b: [(ḃ) => ḃ] }, (ẋ) => mul(ẋ, w)],
  });
  const w = tensor([2, 3], float64);
  const b = [tensor([5, 7], float64)] as const;
  const x = tensor([11, 13], float64);

  it('the rules mirror the inputs', () => {
    const found = grad((inputs: { w: Tensor; b: readonly Tensor[]; x: Tensor }) =>
      sum(affine({ w: inputs.w, b: inputs.b }, inputs.x)),
    )({
      w,
      b,
      x,
    });
    expect([found.w, found.b[0]!, found.x].map((cotangent) => cotangent.toArray())).toEqual([
      [11, 13],
      [1, 1],
      [2, 3],
    ]);
  });

  it('a rule forward serves jvp', () => {
    const tangents = { w: tensor([1, 0], float64), b: [tensor([0, 1], float64)] as const };
    const { tangent } = jvp((primal: { w: Tensor; b: readonly Tensor[] }) => affine(primal, x), { w, b }, tangents);
    expect(tangent.toArray()).toEqual([11, 1]);
  });

  it('null stands for a whole branch', () => {
    const frozen = customVjp({
      name: 'frozen',
      forward: ({ w }: { w: Tensor; b: readonly Tensor[] }, x: Tensor) => mul(w, x),
      vjp: untyped(([{ w }]: readonly [{ w: Tensor }]) => [null, (ȳ: Tensor) => mul(ȳ, w)]),
    });
    const tape = new Tape();
    const y = tape.record(() => sum(frozen({ w, b }, x)));
    expect(tape.gradient(y, x).toArray()).toEqual([2, 3]);
    expect(() => tape.gradient(y, w)).toThrow(GradientError);
  });

  it('without a rule forward there is no jvp', () => {
    expect(() => jvp(cube, w, w)).toThrow("jvp: 'cube' has no pushforward. Use vjp, or give the primitive one.");
  });
});

it.each([
  [undefined, 'undefined'],
  [3, '3'],
  [[scalar(1), scalar(2)], 'an array of 2'],
  [Promise.resolve(scalar(1)), 'a Promise'],
])('a forward that gives no tensor is refused: %p', (value, named) => {
  const mine = customVjp({ name: 'mine', forward: () => untyped<Tensor>(value), vjp: () => [] });
  expect(errorOf(() => mine())).toStrictEqual(
    new GradientError(`mine: forward must give a tensor, got ${named}. Does it return it?`),
  );
});

describe('is refused, when pulled back', () => {
  const x = tensor([1, 2, 3], float64);
  const gradientWith = (vjp: () => readonly [(cotangent: Tensor) => Tensor]) => () =>
    grad((y: Tensor) => sum(customVjp({ name: 'mine', forward: (z: Tensor) => sub(z, 1), vjp })(y)))(x);

  it('for a cotangent of another shape', () => {
    expect(gradientWith(() => [(cotangent) => sum(cotangent)])).toThrow(
      'mine: the cotangent of input 0 must have shape [3], got []. Sum over axes that were broadcast.',
    );
  });

  it('for a cotangent of another dtype', () => {
    expect(gradientWith(() => [(cotangent) => cast(cotangent, 'float32')])).toThrow(
      'mine: the cotangent of input 0 must be float64, got float32. Convert it with cast().',
    );
  });

  it('for pullbacks that are not one for each input', () => {
    expect(gradientWith(untyped(() => []))).toThrow(
      'mine: vjp must give one pullback, or null, for each input, got undefined for input 0.',
    );
    expect(gradientWith(untyped(() => [null, null]))).toThrow(
      'mine: vjp must give one pullback, or null, for each input, but there is no input 1.',
    );
  });

  it('for a pullback that gives no tensor', () => {
    expect(gradientWith(() => [untyped(() => undefined)])).toThrow(
      'mine: the cotangent of input 0 must be a tensor, got undefined.',
    );
  });
});

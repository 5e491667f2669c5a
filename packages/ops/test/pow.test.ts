import { jvp, onesLike, Tape, type Tensor, tensor, zerosLike } from '@pullback/core';
import { greater, mul, pow, sum, where } from '@pullback/ops';
import { expectClose, expectTensor, failureOf, pullBack } from './support';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const CLOSE = { relative: 1e-14, absolute: 0 };

const float64 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'float64' });
const int32 = (...numbers: number[]): Tensor => tensor(numbers, { dtype: 'int32' });

/** What is equal but for the sign of zero. */
const unsigned = ({ data }: Tensor): number[] => Array.from(data, (value) => value + 0);

/** The pullback of ones to each of the two, or of what is given. */
const pulledBack = (a: Tensor, exponent: Tensor, cotangent = onesLike(a)): number[][] =>
  pullBack((a, exponent) => pow(a!, exponent!), [a, exponent], cotangent).map(unsigned);

/** The derivative of `f`, element by element. */
function derivative(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return (x) => {
    const tape = new Tape();
    const y = tape.record(() => sum(f(x)));
    return tape.gradient(y, x, { unused: 'zeros' });
  };
}

describe('values', () => {
  test('of a tensor and a number, a number and a tensor, and two tensors', () => {
    expectTensor(pow(tensor([1, -2, 3]), 2), [3], [1, 4, 9]);
    expectTensor(pow(tensor([1, 4, 9]), 0.5), [3], [1, 2, 3]);
    expectTensor(pow(2, tensor([3, -1, 0])), [3], [8, 0.5, 1]);
    expectTensor(pow(tensor([[2], [-3]]), tensor([1, 2, 3])), [2, 3], [2, 4, 8, -3, 9, -27]);
  });

  test('are exact where they are whole', () => {
    for (let exponent = 0; exponent <= 22; exponent++) {
      const expected = Number(10n ** BigInt(exponent));
      expect(pow(float64(10), exponent).toArray()).toEqual([expected]);
      expect(unsigned(pow(float64(-10), exponent))).toEqual([expected * (exponent % 2 === 0 ? 1 : -1)]);
    }
  });

  test.each([
    [1, nan, 1],
    [1, infinity, 1],
    [1, -infinity, 1],
    [-1, infinity, 1],
    [-1, -infinity, 1],
    [-1, nan, nan],
    [nan, 0, 1],
    [nan, -0, 1],
    [nan, 1, nan],
    [infinity, 0, 1],
    [0, 0, 1],
    [0, -1, infinity],
    [-0, -1, -infinity],
    [-0, -2, infinity],
    [-0, 3, -0],
    [-0, 0.5, 0],
    [-8, 1 / 3, nan],
    [-infinity, 3, -infinity],
    [-infinity, 0.5, infinity],
    [-infinity, -3, -0],
    [0.5, infinity, 0],
    [0.5, -infinity, infinity],
    [2, infinity, infinity],
    [2, -infinity, 0],
    [2, nan, nan],
  ])('are those of IEEE: %d to the power of %d is %d', (base, exponent, expected) => {
    expect(pow(float64(base), exponent).toArray()).toEqual([expected]);
    expect(pow(base, float64(exponent)).toArray()).toEqual([expected]);
    expect(pow(float64(base), float64(exponent)).toArray()).toEqual([expected]);
  });
});

describe('int32', () => {
  test('has powers of exponents ≥ 0, which wrap around', () => {
    const wrapped = (base: bigint, exponent: bigint): number => Number(BigInt.asIntN(32, base ** exponent));
    expectTensor(pow(int32(-3, 2, 0, 10), 5), [4], [-243, 32, 0, 100000], 'int32');
    expectTensor(pow(int32(0, -7), 0), [2], [1, 1], 'int32');
    expectTensor(pow(int32(3, -7), 40), [2], [wrapped(3n, 40n), wrapped(-7n, 40n)], 'int32');
    expectTensor(pow(3, int32(0, 1, 19, 21)), [4], [1, 3, 1162261467, wrapped(3n, 21n)], 'int32');
    expectTensor(pow(int32(2, -5), int32(30, 3)), [2], [1073741824, -125], 'int32');
    expectTensor(pow(int32(-1), 2147483647), [1], [-1], 'int32');
  });

  test('refuses exponents that would leave the whole numbers', () => {
    const negative =
      "DTypeError: pow: exponents of int32 must be ≥ 0, got -2. Convert the operands: cast(x, 'float32').";
    expect(failureOf(() => pow(int32(3), -2))).toBe(negative);
    expect(failureOf(() => pow(3, int32(1, -2)))).toBe(negative);
    expect(failureOf(() => pow(int32(3, 4), int32(1, -2)))).toBe(negative);
    expect(failureOf(() => pow(int32(3), 0.5))).toBe(
      'DTypeError: pow: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got 0.5. ' +
        "Convert the tensor: cast(x, 'float32').",
    );
  });
});

describe('the cotangent', () => {
  const inBase = (exponent: number, ...bases: number[]): number[] =>
    unsigned(pullBack((x) => pow(x!, exponent), [float64(...bases)], onesLike(float64(...bases)))[0]!);

  test('of the base of a number is n xⁿ⁻¹, for negative bases too', () => {
    expect(inBase(3, 2, -2, 0, -infinity)).toEqual([12, 12, 0, infinity]);
    expect(inBase(-1, 2, -2, 0)).toEqual([-0.25, -0.25, -infinity]);
    expect(inBase(0.5, 4, 0, -1)).toEqual([0.25, infinity, nan]);
  });

  test('of the base is 0 for exponent 0 and 1 for exponent 1, everywhere', () => {
    const bases = [0, -0, 2, -2, infinity, -infinity, nan];
    const count = bases.length;
    expect(inBase(0, ...bases)).toEqual(new Array(count).fill(0));
    expect(inBase(1, ...bases)).toEqual(new Array(count).fill(1));
    expect(pulledBack(float64(...bases), float64(...new Array<number>(count).fill(0)))[0]).toEqual(inBase(0, ...bases));
    expect(pulledBack(float64(...bases), float64(...new Array<number>(count).fill(1)))[0]).toEqual(inBase(1, ...bases));
  });

  test('of two tensors is ȳ e aᵉ⁻¹ and ȳ y ln a', () => {
    const [a, exponent] = pulledBack(float64(2, 4), float64(3, 0.5), float64(5, 7));
    expectClose(a!, [60, 1.75], CLOSE);
    expectClose(exponent!, [40 * Math.LN2, 14 * Math.log(4)], CLOSE);
  });

  test('of the exponent of a number is ȳ y ln a', () => {
    const [found] = pullBack((x) => pow(2, x!), [float64(3, -1)], float64(5, 7));
    expectClose(found!.data, [40 * Math.LN2, 3.5 * Math.LN2], CLOSE);
  });

  test('of the exponent at base 0 is the limit from above, and 0 at exponent 0', () => {
    expect(pulledBack(float64(0, -0, 0, 0, 0, 0), float64(3, 2, 1, 0.25, 0, -1))[1]).toEqual([
      0,
      0,
      0,
      0,
      0,
      -infinity,
    ]);
  });

  test('of the exponent at base ∞ is the limit', () => {
    expect(pulledBack(float64(infinity, infinity), float64(2, -2))[1]).toEqual([infinity, 0]);
  });

  test('of the exponent of a negative base is NaN, and that of the base is right all the same', () => {
    expect(pulledBack(float64(-2, -2, -3), float64(3, -1, 0))).toEqual([
      [12, -0.25, 0],
      [nan, nan, nan],
    ]);
  });
});

describe('at base 0, to second order, the derivatives by the base are the mathematical ones', () => {
  test.each([
    [0, 1, 0, 0],
    [0.5, 0, infinity, -infinity],
    [1, 0, 1, 0],
    [1.5, 0, 0, infinity],
    [2, 0, 0, 2],
    [3, 0, 0, 0],
  ])('for exponent %d', (exponent, value, slope, bend) => {
    const calls = [(x: Tensor) => pow(x, exponent), (x: Tensor) => pow(x, float64(exponent))];
    for (const call of calls) {
      const x = float64(0);
      expect(unsigned(call(x))).toEqual([value]);
      expect(unsigned(derivative(call)(x))).toEqual([slope]);
      expect(unsigned(derivative(derivative(call))(x))).toEqual([bend]);
      const pushed = jvp(call, x, float64(1));
      expect(unsigned(pushed.tangent)).toEqual([slope]);
      expect(unsigned(jvp(derivative(call), x, float64(1)).tangent)).toEqual([bend]);
      expect(unsigned(derivative((x) => jvp(call, x, float64(1)).tangent)(x))).toEqual([bend]);
    }
  });

  test('and to any order, for whole exponents', () => {
    for (const call of [(x: Tensor) => pow(x, 3), (x: Tensor) => pow(x, float64(3))]) {
      const found: number[] = [];
      let f = call;
      for (let order = 0; order <= 6; order++) {
        found.push(...unsigned(f(float64(0))));
        f = derivative(f);
      }
      expect(found).toEqual([0, 0, 0, 6, 0, 0, 0]);
    }
  });
});

describe('second derivatives in both operands', () => {
  /** `∂²y/∂a²`, `∂²y/∂a∂e`, `∂²y/∂e∂a`, `∂²y/∂e²` */
  function hessianOf(base: number, power: number): number[] {
    const [a, exponent] = [float64(base), float64(power)];
    const outer = new Tape();
    const first = outer.record(() => {
      const tape = new Tape();
      const y = tape.record(() => pow(a, exponent));
      return tape.gradient(y, [a, exponent], { cotangent: float64(1) });
    });
    return first.flatMap((target) =>
      outer.gradient(target, [a, exponent], { cotangent: float64(1), unused: 'zeros' }).flatMap(unsigned),
    );
  }

  test.each([
    [0, [0, infinity, infinity, 0]],
    // The mixed one is -∞ in truth: a consequence of the convention for 0⁰.
    [1, [0, 1, 1, 0]],
    [2, [2, 0, 0, 0]],
    [3, [0, 0, 0, 0]],
  ])('at base 0 and exponent %d hold no NaN', (exponent, expected) => {
    expect(hessianOf(0, exponent)).toEqual(expected);
  });

  test('at base e and exponent 2 are 2, 3e, 3e and e²', () => {
    const e = Math.E;
    expectClose(hessianOf(e, 2), [2, 3 * e, 3 * e, e * e], CLOSE);
  });
});

describe('a branch not taken leaves no trace', () => {
  const x = float64(0, -1, 4);
  const ones = onesLike(x);
  const half = float64(0.5, 0.5, 0.5);

  test.each<[string, (x: Tensor) => Tensor, slope: number, bend: number]>([
    ['of a number for exponent', (x) => mul(pow(x, 0.5), 4), 1, -0.125],
    ['of a tensor for exponent', (x) => mul(pow(x, half), 4), 1, -0.125],
    ['of an exponent that varies', (x) => pow(x, x), 256 * (Math.log(4) + 1), 256 * ((Math.log(4) + 1) ** 2 + 0.25)],
    ['of an exponent that varies alone', (x) => pow(float64(0, -2, 1), x), 0, 0],
  ])('%s', (_, f, slope, bend) => {
    const guarded = (x: Tensor) => where(greater(x, 0), f(x), 0);
    const slopes = [derivative(guarded)(x), jvp(guarded, x, ones).tangent];
    for (const { data } of slopes) expectClose(data, [0, 0, slope], CLOSE);
    const bends = [derivative(derivative(guarded))(x), jvp(derivative(guarded), x, ones).tangent];
    for (const { data } of bends) expectClose(data, [0, 0, bend], CLOSE);
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ['by a number', (x) => pow(x, 0.5)],
    ['by a tensor', (x) => pow(x, half)],
    ['of the exponent', (x) => pow(float64(-2, -3, -4), x)],
    ['of both', (x) => pow(x, x)],
  ])('a tangent of 0 stays 0 %s', (_, f) => {
    const still = zerosLike(x);
    expect(unsigned(jvp(f, float64(0, -1, -2), still).tangent)).toEqual([0, 0, 0]);
    const slopes = (x: Tensor) => pullBack((x) => f(x!), [x], ones)[0]!;
    expect(unsigned(jvp(slopes, float64(0, -1, -2), still).tangent)).toEqual([0, 0, 0]);
    expect(unsigned(pullBack((x) => slopes(x!), [float64(0, -1, -2)], still)[0]!)).toEqual([0, 0, 0]);
  });
});

describe('errors', () => {
  test('name what is neither number nor tensor', () => {
    expect(failureOf(() => Reflect.apply(pow, undefined, [float64(1)]))).toBe(
      'DTypeError: pow: a tensor is required, got undefined.',
    );
    expect(failureOf(() => Reflect.apply(pow, undefined, [2, 3]))).toBe(
      'DTypeError: pow: a tensor is required, got the numbers 2 and 3.',
    );
  });

  test('name the dtypes that differ, and the shapes that do not broadcast', () => {
    expect(failureOf(() => pow(float64(1), int32(1)))).toBe(
      "DTypeError: pow: both operands must have one dtype, got float64 and int32. Convert one: cast(x, 'float64').",
    );
    const three: Tensor = float64(1, 2, 3);
    expect(failureOf(() => pow(float64(1, 2), three))).toBe(
      'ShapeError: pow: shapes must broadcast, got [2] and [3] (2 ≠ 3 at axis -1, and neither is 1).',
    );
  });
});

import { type Tensor, tensor } from '@pullback/core';
import { add, cast, div, exp, log, mul, neg, relu, sqrt, square, sub } from '@pullback/ops';
import { expectTensor, failureOf, pullBack } from './support';

const float64 = (numbers: readonly number[]): Tensor => tensor(numbers, { dtype: 'float64' });
const int32 = (numbers: readonly number[]): Tensor => tensor(numbers, { dtype: 'int32' });
const float32 = (numbers: readonly number[]): Tensor => tensor(numbers);
const bool = (numbers: readonly number[]): Tensor => tensor(numbers, { dtype: 'bool' });
const numbersOf = ({ data }: Tensor): number[] => Array.from(data);

describe('values', () => {
  const a = tensor([[6, -8, 9]]);
  const b = tensor([[3, 4, -2]]);

  test('two operands meet element by element', () => {
    expect(add(a, b).toArray()).toEqual([[9, -4, 7]]);
    expect(sub(a, b).toArray()).toEqual([[3, -12, 11]]);
    expect(mul(a, b).toArray()).toEqual([[18, -32, -18]]);
    expect(div(a, b).toArray()).toEqual([[2, -2, -4.5]]);
  });

  test('one operand maps element by element', () => {
    expect(neg(a).toArray()).toEqual([[-6, 8, -9]]);
    expect(square(a).toArray()).toEqual([[36, 64, 81]]);
    expect(relu(a).toArray()).toEqual([[6, 0, 9]]);
    expect(sqrt(tensor([0, 0.25, 9])).toArray()).toEqual([0, 0.5, 3]);
    expect(exp(float64([0, 1, -1])).toArray()).toEqual([1, Math.E, Math.exp(-1)]);
    expect(log(float64([1, Math.E, 2])).toArray()).toEqual([0, 1, Math.LN2]);
  });

  test('a float32 result is the true one rounded, a float64 result is not', () => {
    expect(div(float32([1]), float32([3])).item()).toBe(Math.fround(1 / 3));
    expect(div(float64([1]), float64([3])).item()).toBe(1 / 3);
  });
});

describe('pullbacks of a cotangent (5, 7)', () => {
  const a = tensor([6, -8]);
  const b = tensor([2, 4]);
  const check = (call: (...inputs: Tensor[]) => Tensor, inputs: Tensor[], ...expected: number[][]): void =>
    expect(pullBack(call, inputs, tensor([5, 7])).map(numbersOf)).toEqual(expected);

  test('of two operands, both get their part', () => {
    check(add, [a, b], [5, 7], [5, 7]);
    check(sub, [a, b], [5, 7], [-5, -7]);
    check(mul, [a, b], [10, 28], [30, -56]);
    check(div, [a, b], [2.5, 1.75], [-7.5, 3.5]);
  });

  test('of one operand, the derivative scales it', () => {
    check(neg, [a], [-5, -7]);
    check(square, [a], [60, -112]);
    check(relu, [a], [5, 0]);
    check(sqrt, [tensor([4, 0.25])], [1.25, 7]);
    check(exp, [tensor([0, -Infinity])], [5, 0]);
    check(log, [tensor([2, -0.5])], [2.5, -14]);
  });

  test('at a pole it is infinite', () => {
    check(sqrt, [tensor([0, 1])], [Infinity, 3.5]);
    check(log, [tensor([0, 1])], [Infinity, 7]);
    check(div, [a, tensor([0, 1])], [Infinity, 7], [-Infinity, 56]);
  });

  test('of an operand used twice, the parts add', () => {
    check((x) => mul(x!, x!), [a], [60, -112]);
    check((x) => sub(x!, x!), [a], [0, 0]);
  });
});

describe('IEEE results', () => {
  test('dividing by zero gives infinities and NaN', () => {
    expect(div(tensor([1, -1, 0, 1]), tensor([0, 0, 0, -0])).toArray()).toEqual([Infinity, -Infinity, NaN, -Infinity]);
  });

  test('log and sqrt leave the real numbers as IEEE says', () => {
    expect(log(tensor([0, -0, -1, Infinity])).toArray()).toEqual([-Infinity, -Infinity, NaN, Infinity]);
    expect(sqrt(tensor([-1, -0, Infinity])).toArray()).toEqual([NaN, -0, Infinity]);
    expect(exp(tensor([-Infinity, 1000, NaN])).toArray()).toEqual([0, Infinity, NaN]);
  });

  test('zero keeps its sign', () => {
    expect(neg(tensor([0, -0])).toArray()).toEqual([-0, 0]);
    expect(add(tensor([-0, -0]), tensor([-0, 0])).toArray()).toEqual([-0, 0]);
    expect(mul(tensor([0, -0]), tensor([-1, -1])).toArray()).toEqual([-0, 0]);
    expect(cast(tensor([-0]), 'float64').toArray()).toEqual([-0]);
  });

  test('what float32 cannot hold is infinite', () => {
    expect(mul(tensor([1e30]), tensor([1e30])).item()).toBe(Infinity);
    expect(cast(float64([1e39, -1e39]), 'float32').toArray()).toEqual([Infinity, -Infinity]);
  });
});

describe('relu', () => {
  test('keeps NaN and infinity', () => {
    expect(relu(tensor([NaN, Infinity, -Infinity, 0])).toArray()).toEqual([NaN, Infinity, 0, 0]);
  });

  test('has slope 0 at 0, from either side', () => {
    const [cotangent] = pullBack(relu, [tensor([0, -0, 1e-45])], tensor([5, 6, 7]));
    expect(cotangent!.toArray()).toEqual([0, 0, 7]);
  });

  test('gives an exact 0 where it is dead, even to infinite and NaN cotangents', () => {
    const [cotangent] = pullBack(relu, [tensor([-1, 0, -2, 3, 4])], tensor([Infinity, NaN, -Infinity, NaN, Infinity]));
    expect(cotangent!.toArray()).toEqual([0, 0, 0, NaN, Infinity]);
  });

  test('lets negative cotangents through where it is alive', () => {
    const [cotangent] = pullBack(relu, [tensor([2, -2])], tensor([-5, -7]));
    expect(cotangent!.toArray()).toEqual([-5, 0]);
  });
});

describe('a number among the operands', () => {
  test('takes the dtype of the tensor', () => {
    expect(add(float64([0]), 0.1).item()).toBe(0.1);
    expectTensor(add(float32([0]), 0.1), [1], [Math.fround(0.1)]);
    expectTensor(add(int32([1, 2]), 3), [2], [4, 5], 'int32');
  });

  test('may stand on the left', () => {
    expect(sub(10, tensor([1, 2])).toArray()).toEqual([9, 8]);
    expect(div(1, tensor([2, 4])).toArray()).toEqual([0.5, 0.25]);
    expect(add(1, tensor([2])).toArray()).toEqual([3]);
    expect(mul(3, tensor([2])).toArray()).toEqual([6]);
  });

  test('on the left is differentiated like any operand', () => {
    const [subtracted] = pullBack((x) => sub(10, x!), [tensor([1, 2])], tensor([5, 7]));
    expect(subtracted!.toArray()).toEqual([-5, -7]);
    const [divided] = pullBack((x) => div(8, x!), [tensor([2, 4])], tensor([5, 7]));
    expect(divided!.toArray()).toEqual([-10, -3.5]);
  });
});

describe('int32', () => {
  test('stays int32', () => {
    const [a, b] = [int32([7, -3]), int32([2, 5])];
    for (const result of [add(a, b), sub(a, b), mul(a, b), neg(a), square(a), relu(a)]) {
      expect(result.dtype).toBe('int32');
    }
    expect([add(a, b), sub(a, b), mul(a, b)].flatMap(numbersOf)).toEqual([9, 2, 5, -8, 14, -15]);
    expect([neg(a), square(a), relu(a)].flatMap(numbersOf)).toEqual([-7, 3, 49, 9, 7, 0]);
  });

  test('sums wrap around', () => {
    expect(add(int32([2147483647]), 1).item()).toBe(-2147483648);
  });

  test.each([65537, 2147483647, -2147483648])('products wrap around, %d squared too', (value) => {
    expect(mul(int32([value]), value).item()).toBe(Math.imul(value, value));
    expect(square(int32([value])).item()).toBe(Math.imul(value, value));
  });
});

describe('cast', () => {
  test('cuts off to int32, and tells zero from the rest for bool', () => {
    expectTensor(cast(tensor([1.9, -1.9, -0.5]), 'int32'), [3], [1, -1, 0], 'int32');
    expectTensor(cast(tensor([0, -0, 0.1, NaN]), 'bool'), [4], [0, 0, 1, 1], 'bool');
    expectTensor(cast(bool([1, 0]), 'int32'), [2], [1, 0], 'int32');
    expect(cast(float64([0.1]), 'float32').item()).toBe(Math.fround(0.1));
    expect(cast(float32([0.1]), 'float64').item()).toBe(Math.fround(0.1));
  });

  test('holds the ends of int32', () => {
    expect(cast(float64([2147483647.9, -2147483648.9]), 'int32').toArray()).toEqual([2147483647, -2147483648]);
  });

  test('casts the cotangent back', () => {
    const [single] = pullBack((x) => cast(x!, 'float64'), [float32([1])], float64([0.1]));
    expectTensor(single, [1], [Math.fround(0.1)]);
    const [double] = pullBack((x) => cast(x!, 'float32'), [float64([1])], float32([0.1]));
    expectTensor(double, [1], [Math.fround(0.1)], 'float64');
  });

  test.each([3e9, -2147483649, NaN, Infinity])('refuses %d as int32', (value) => {
    expect(failureOf(() => cast(float64([1, value]), 'int32'))).toBe(
      `DTypeError: cast: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got ${value} at element 1.`,
    );
  });
});

describe('refused dtypes', () => {
  test.each([
    ['float64', 'float32', 'float64'],
    ['float32', 'float64', 'float64'],
    ['int32', 'float32', 'float32'],
    ['float32', 'int32', 'float32'],
  ] as const)('%s with %s, naming the cast to %s, which loses nothing', (left, right, advised) => {
    expect(failureOf(() => add(tensor([1], { dtype: left }), tensor([1], { dtype: right })))).toBe(
      `DTypeError: add: both operands must have one dtype, got ${left} and ${right}. ` +
        `Convert one: cast(x, '${advised}').`,
    );
  });

  test.each([
    ['exp', exp],
    ['log', log],
    ['sqrt', sqrt],
  ])('int32 in %s', (name, op) => {
    expect(failureOf(() => op(int32([1])))).toBe(
      `DTypeError: ${name}: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').`,
    );
  });

  test('int32 in div', () => {
    expect(failureOf(() => div(int32([4]), int32([2])))).toBe(
      "DTypeError: div: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').",
    );
  });

  test('bool in add', () => {
    expect(failureOf(() => add(bool([1]), bool([1])))).toBe(
      "DTypeError: add: numbers are required, got bool. Convert it: cast(x, 'float32').",
    );
  });

  test('a number that int32 cannot hold, by the name of the op', () => {
    expect(failureOf(() => add(int32([1]), 1.5))).toMatch(/^DTypeError: add: .*1\.5/);
  });

  test('a number with a mask, by the name of the op', () => {
    expect(failureOf(() => add(bool([1]), 2))).toMatch(/^DTypeError: add: /);
  });

  test('two plain numbers', () => {
    expect(failureOf(() => Reflect.apply(add, undefined, [2, 3]))).toBe(
      'DTypeError: add: a tensor is required, got the numbers 2 and 3.',
    );
  });
});

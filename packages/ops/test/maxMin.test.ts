import { grad, jvp, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { all, any, argmax, argmin, max, min, mul, sum } from '@pullback/ops';
import { contentsOf, counting, dynamic, expectTensor, failureOf, pullBack } from './support';

const float64 = { dtype: 'float64' } as const;
const int32 = { dtype: 'int32' } as const;
const table = tensor([
  [3, 1, 2],
  [-4, 7, 0],
]);

describe('max and min', () => {
  test('are over all axes, one or several', () => {
    expectTensor(max(table), [], [7]);
    expectTensor(min(table), [], [-4]);
    expectTensor(max(table, 0), [3], [3, 7, 2]);
    expectTensor(min(table, -1), [2], [1, -4]);
    expectTensor(max(counting(2, 3, 4), [0, -1], { keepDims: true }), [1, 3, 1], [16, 20, 24]);
    expectTensor(min(counting(2, 3, 4), [0, 2]), [3], [1, 5, 9]);
  });

  test('along no axes are the same numbers', () => {
    expectTensor(max(table, []), [2, 3], [3, 1, 2, -4, 7, 0]);
  });

  test('keep int32 and infinities', () => {
    expectTensor(max(tensor([-(2 ** 31), -5], int32)), [], [-5], 'int32');
    expectTensor(min(tensor([2 ** 31 - 1, 5], int32)), [], [5], 'int32');
    expectTensor(max(tensor([-Infinity, -Infinity])), [], [-Infinity]);
    expectTensor(min(tensor([-Infinity, 1])), [], [-Infinity]);
  });

  test('are NaN where one is', () => {
    expectTensor(max(tensor([[1, NaN, 2], [1, 3, 2]]), 1), [2], [NaN, 3]); // biome-ignore format: a matrix
    expectTensor(min(tensor([NaN, -Infinity])), [], [NaN]);
  });

  test('of no outputs are nothing', () => {
    expectTensor(max(zeros([0, 3]), 1), [0], []);
    expectTensor(min(zeros([0, 0, 2]), 0), [0, 2], []);
  });

  test('refuse to choose from nothing', () => {
    expect(failureOf(() => max(zeros([0])))).toBe(
      'ShapeError: max: each output needs at least one element, got [0] along axes [0] (max of nothing). ' +
        'Leave out the axes of size 0.',
    );
    expect(failureOf(() => min(zeros([2, 0, 3]), [0, 1]))).toBe(
      'ShapeError: min: each output needs at least one element, got [2, 0, 3] along axes [0, 1] (min of nothing). ' +
        'Leave out the axes of size 0.',
    );
  });

  test('refuse masks and axes out of range', () => {
    expect(failureOf(() => max(zeros([2], { dtype: 'bool' })))).toBe(
      "DTypeError: max: numbers are required, got bool. Convert it: cast(x, 'float32').",
    );
    expect(failureOf(() => min(dynamic(2), 1))).toBe(
      'ShapeError: min: axis 1 is out of range for rank 1 (valid: -1…0).',
    );
  });
});

describe('the cotangent of an extremum', () => {
  test('goes to where it is', () => {
    const [rows] = pullBack((x) => max(x!, 1), [table], tensor([5, 6]));
    expectTensor(rows, [2, 3], [5, 0, 0, 0, 6, 0]);
    const [kept] = pullBack((x) => min(x!, -2, { keepDims: true }), [table], tensor([[5, 6, 7]]));
    expectTensor(kept, [2, 3], [0, 6, 0, 5, 0, 7]);
    const [whole] = pullBack((x) => max(x!), [table], tensor(2));
    expectTensor(whole, [2, 3], [0, 0, 0, 0, 2, 0]);
  });

  test('is shared by ties evenly, forward too', () => {
    const x = tensor([3, 1, 3, 3, 0], float64);
    const [shared] = pullBack((x) => max(x!), [x], tensor(6, float64));
    expectTensor(shared, [5], [2, 0, 2, 2, 0], 'float64');
    expect(jvp((x: Tensor) => max(x), x, tensor([1, 100, 4, 7, 100], float64)).tangent.item()).toBe(4);
    const [zeroes] = pullBack((x) => min(x!), [tensor([0, -0, 1])], tensor(1));
    expectTensor(zeroes, [3], [0.5, 0.5, 0]);
    const [apart] = pullBack((x) => min(x!, [0, 2]), [zeros([2, 3, 2])], tensor([4, 8, 12]));
    expectTensor(apart, [2, 3, 2], [1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3]);
  });

  test('goes to the NaN that won', () => {
    const [one] = pullBack((x) => max(x!), [tensor([1, NaN, 2])], tensor(6));
    expectTensor(one, [3], [0, 6, 0]);
    const [two] = pullBack((x) => min(x!), [tensor([NaN, 1, NaN])], tensor(6));
    expectTensor(two, [3], [3, 0, 3]);
  });

  test('that is infinite leaves exact zeros elsewhere', () => {
    const [found] = pullBack((x) => max(x!), [tensor([1, 2])], tensor(Infinity));
    expectTensor(found, [2], [0, Infinity]);
  });

  test('has itself a cotangent: half of a tie of two', () => {
    const x = tensor([2, 2, 1], float64);
    // d/dx of Σ w x̄, x̄ = 2 max(x) (1/2, 1/2, 0): of the square of the maximum.
    const square = (x: Tensor) => mul(max(x), max(x));
    const weights = tensor([1, 3, 5], float64);
    const second = grad((x: Tensor) => sum(mul(grad(square)(x), weights)))(x);
    expect(contentsOf(second).data).toEqual([2, 2, 0]);
  });

  test('does not exist for whole numbers', () => {
    const tape = new Tape();
    tape.record(() => max(tensor([1, 2], int32)));
    expect(tape.nodes[0]!.vjp).toEqual([null]);
  });
});

describe('argmax and argmin', () => {
  test('count along an axis, or in the whole', () => {
    expectTensor(argmax(table), [], [4], 'int32');
    expectTensor(argmin(table), [], [3], 'int32');
    expectTensor(argmax(table, 0), [3], [0, 1, 0], 'int32');
    expectTensor(argmin(table, -1), [2], [1, 0], 'int32');
    expectTensor(argmax(table, 1, { keepDims: true }), [2, 1], [0, 1], 'int32');
    expectTensor(argmin(table, undefined, { keepDims: true }), [1, 1], [3], 'int32');
    expectTensor(argmax(tensor(5)), [], [0], 'int32');
    expectTensor(argmin(tensor([5, -7], int32)), [], [1], 'int32');
  });

  test('take the first of equals, and the first NaN before all', () => {
    expectTensor(argmax(tensor([1, 3, 3])), [], [1], 'int32');
    expectTensor(argmin(tensor([[2, 1, 1], [0, 0, 0]]), 1), [2], [1, 0], 'int32'); // biome-ignore format: a matrix
    expectTensor(argmax(tensor([1, NaN, 9, NaN])), [], [1], 'int32');
    expectTensor(argmin(tensor([NaN, NaN, -9])), [], [0], 'int32');
    expectTensor(argmin(tensor([-Infinity, NaN])), [], [1], 'int32');
    expectTensor(argmax(tensor([-Infinity, -Infinity])), [], [0], 'int32');
  });

  test('of no outputs are nothing; of nothing there is none', () => {
    expectTensor(argmax(zeros([0, 3]), 1), [0], [], 'int32');
    expect(failureOf(() => argmax(zeros([0, 3]), 0))).toBe(
      'ShapeError: argmax: each output needs at least one element, got [0, 3] along axes [0] (argmax of nothing). ' +
        'Leave out the axes of size 0.',
    );
    expect(failureOf(() => argmin(zeros([0])))).toMatch(/^ShapeError: argmin: .*\(argmin of nothing\)/);
  });

  test('refuse masks and axes out of range', () => {
    expect(failureOf(() => argmax(zeros([2], { dtype: 'bool' })))).toMatch(/^DTypeError: argmax: numbers are required/);
    expect(failureOf(() => argmin(dynamic(2, 3), 2))).toBe(
      'ShapeError: argmin: axis 2 is out of range for rank 2 (valid: -2…1).',
    );
  });
});

describe('any and all', () => {
  const mask = tensor([
    [true, false, true],
    [true, true, true],
    [false, false, false],
  ]);

  test('are over all axes, one or several', () => {
    expectTensor(any(mask, 1), [3], [1, 1, 0], 'bool');
    expectTensor(all(mask, 1), [3], [0, 1, 0], 'bool');
    expectTensor(any(mask, 0, { keepDims: true }), [1, 3], [1, 1, 1], 'bool');
    expectTensor(all(mask), [], [0], 'bool');
    expectTensor(any(mask, [0, 1]), [], [1], 'bool');
    expectTensor(
      any(
        tensor([
          [[true], [false]],
          [[false], [false]],
        ]),
        [0, 2],
      ),
      [2],
      [1, 0],
      'bool',
    );
    expectTensor(
      all(
        tensor([
          [[true], [true]],
          [[true], [false]],
        ]),
        [0, 2],
      ),
      [2],
      [1, 0],
      'bool',
    );
    expectTensor(
      all(
        tensor([
          [[false], [true]],
          [[true], [true]],
        ]),
        [0, 2],
      ),
      [2],
      [0, 1],
      'bool',
    );
  });

  test('of nothing are false and true', () => {
    expectTensor(any(zeros([0, 2], { dtype: 'bool' }), 0), [2], [0, 0], 'bool');
    expectTensor(all(zeros([0, 2], { dtype: 'bool' }), 0), [2], [1, 1], 'bool');
    expectTensor(all(zeros([0, 2], { dtype: 'bool' }), 1), [0], [], 'bool');
  });

  test('refuse numbers', () => {
    expect(failureOf(() => any(table))).toBe(
      "DTypeError: any: bool is required, got float32. Convert it: cast(x, 'bool').",
    );
    expect(failureOf(() => all(zeros([2], int32)))).toMatch(/^DTypeError: all: bool is required, got int32/);
  });
});

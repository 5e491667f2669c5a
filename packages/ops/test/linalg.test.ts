import { Random, Tape, tensor, zeros } from '@pullback/core';
import { matmul, transpose } from '@pullback/ops';
import { contentsOf, counting, dynamic, expectClose, expectTensor, failureOf, pullBack } from './support';

const a = counting(2, 3);
const b = counting(3, 4);
const PRODUCT = [38, 44, 50, 56, 83, 98, 113, 128];
const WAYS = [
  { transposeA: false, transposeB: false },
  { transposeA: true, transposeB: false },
  { transposeA: false, transposeB: true },
  { transposeA: true, transposeB: true },
];

describe('matmul', () => {
  test('multiplies rows by columns', () => {
    expectTensor(matmul(a, b), [2, 4], PRODUCT);
    expectTensor(matmul(counting(1, 3), counting(3, 1)), [1, 1], [14]);
    expectTensor(matmul(counting(3, 1), counting(1, 2)), [3, 2], [1, 2, 2, 4, 3, 6]);
  });

  test.each(WAYS)('reads operands transposed: %j', (ways) => {
    const left = ways.transposeA ? transpose(a) : a;
    const right = ways.transposeB ? transpose(b) : b;
    expectTensor(matmul(left, right, ways), [2, 4], PRODUCT);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('computes every one of %d columns', (columns) => {
    const random = new Random(columns);
    const [x, y] = [random.normal([3, 5], { dtype: 'float64' }), random.normal([5, columns], { dtype: 'float64' })];
    const expected = Array.from({ length: 3 * columns }, (_, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      let total = 0;
      for (let p = 0; p < 5; p++) total += x.data[i * 5 + p]! * y.data[p * columns + j]!;
      return total;
    });
    // Kernels may add in another order.
    expectClose(matmul(x, y).data, expected, { relative: 1e-14, absolute: 1e-14 });
  });

  test('of float32 sums in float64 and rounds once', () => {
    expectTensor(matmul(tensor([[1e8, 1, -1e8]]), tensor([[1], [1], [1]])), [1, 1], [1]);
  });

  test('keeps NaN and infinity, even against zeros', () => {
    expectTensor(matmul(tensor([[NaN, Infinity]]), tensor([[0], [1]])), [1, 1], [NaN]);
    expectTensor(matmul(tensor([[2, Infinity]]), tensor([[0], [1]])), [1, 1], [Infinity]);
  });

  test('with nothing to add gives zeros', () => {
    expectTensor(matmul(zeros([2, 0]), zeros([0, 3])), [2, 3], [0, 0, 0, 0, 0, 0]);
    expectTensor(matmul(zeros([0, 3]), zeros([3, 2])), [0, 2], []);
    expectTensor(matmul(zeros([2, 3]), zeros([3, 0])), [2, 0], []);
    expectTensor(matmul(zeros([0, 0]), zeros([0, 0])), [0, 0], []);
  });
});

describe('cotangents of matmul', () => {
  const cotangent = tensor([1, 0, 0, 2, 0, 1, 0, 0], { shape: [2, 4] });
  const A_BAR = [1 + 2 * 4, 5 + 2 * 8, 9 + 2 * 12, 2, 6, 10]; // ȳ bᵀ
  const B_BAR = [1, 4, 0, 2, 2, 5, 0, 4, 3, 6, 0, 6]; // aᵀ ȳ

  test.each(WAYS)('are ȳ bᵀ and aᵀ ȳ, transposed like their operands: %j', (ways) => {
    const left = ways.transposeA ? transpose(a) : a;
    const right = ways.transposeB ? transpose(b) : b;
    const [aBar, bBar] = pullBack((a, b) => matmul(a!, b!, ways), [left, right], cotangent);
    expectTensor(ways.transposeA ? transpose(aBar!) : aBar, [2, 3], A_BAR);
    expectTensor(ways.transposeB ? transpose(bBar!) : bBar, [3, 4], B_BAR);
  });

  test.each(WAYS)('are products that read their operands in place: %j', (ways) => {
    const left = ways.transposeA ? transpose(a) : a;
    const right = ways.transposeB ? transpose(b) : b;
    const tape = new Tape();
    tape.record(() => pullBack((a, b) => matmul(a!, b!, ways), [left, right], cotangent));
    const names = tape.nodes.map(({ primitive }) => primitive.name);
    expect(names).toEqual(['matmul', 'matmul', 'matmul', 'identity', 'identity']);
  });

  test('have the shapes of their operands where there is nothing to add', () => {
    const [left, right] = pullBack((a, b) => matmul(a!, b!), [zeros([2, 0]), zeros([0, 3])], counting(2, 3));
    expectTensor(left, [2, 0], []);
    expectTensor(right, [0, 3], []);
    const [row, column] = pullBack((a, b) => matmul(a!, b!), [zeros([0, 2]), zeros([2, 3])], zeros([0, 3]));
    expectTensor(row, [0, 2], []);
    expectTensor(column, [2, 3], [0, 0, 0, 0, 0, 0]);
  });
});

describe('refused', () => {
  test('inner dimensions that differ', () => {
    expect(failureOf(() => matmul(dynamic(32, 784), dynamic(128, 10)))).toBe(
      'ShapeError: matmul: inner dimensions must agree, got [32, 784] and [128, 10] (784 ≠ 128).',
    );
    expect(failureOf(() => matmul(dynamic(784, 32), dynamic(10, 128), { transposeA: true, transposeB: true }))).toBe(
      'ShapeError: matmul: inner dimensions must agree, got [784, 32]ᵀ and [10, 128]ᵀ (784 ≠ 128).',
    );
    expect(failureOf(() => matmul(dynamic(2, 3), dynamic(3, 4), { transposeB: true }))).toBe(
      'ShapeError: matmul: inner dimensions must agree, got [2, 3] and [3, 4]ᵀ (3 ≠ 4).',
    );
  });

  test('scalars, which only scale', () => {
    const message = (a: string, b: string): string =>
      `ShapeError: matmul: vectors, matrices or stacks of matrices are required, got ${a} and ${b}. ` +
      'Scale by a scalar with mul().';
    expect(failureOf(() => matmul(dynamic(), dynamic(3)))).toBe(message('[]', '[3]'));
    expect(failureOf(() => matmul(dynamic(2, 3), dynamic()))).toBe(message('[2, 3]', '[]'));
    expect(failureOf(() => matmul(dynamic(), dynamic(), { transposeA: true }))).toBe(message('[]', '[]'));
  });

  test.each([
    ['int32', 'int32'],
    ['int32', 'float32'],
    ['float32', 'int32'],
  ] as const)('whole numbers: %s and %s', (left, right) => {
    const [x, y] = [zeros([2, 3], { dtype: left }), zeros([3, 2], { dtype: right })];
    expect(failureOf(() => matmul(x, y))).toBe(
      "DTypeError: matmul: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').",
    );
  });

  test.each([
    ['float64', 'float32', 'float64'],
    ['float32', 'float64', 'float64'],
  ] as const)('%s with %s, naming the cast to %s, which loses nothing', (left, right, advised) => {
    const [x, y] = [zeros([2, 2], { dtype: left }), zeros([2, 2], { dtype: right })];
    expect(failureOf(() => matmul(x, y))).toBe(
      `DTypeError: matmul: both operands must have one dtype, got ${left} and ${right}. ` +
        `Convert one: cast(x, '${advised}').`,
    );
  });

  test('the shapes that clash are fields of the error', () => {
    const attempt = () => matmul(dynamic(2, 3), dynamic(4, 5));
    expect(attempt).toThrow(
      expect.objectContaining({
        shapes: [
          [2, 3],
          [4, 5],
        ],
      }),
    );
  });
});

test('matmul changes neither operand', () => {
  matmul(a, b);
  expectTensor(a, [2, 3], [1, 2, 3, 4, 5, 6]);
  expect(contentsOf(b)).toEqual(contentsOf(counting(3, 4)));
});

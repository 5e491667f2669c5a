import {
  GradientError,
  jacobian,
  Parameter,
  PullbackError,
  Random,
  Tape,
  type Tensor,
  tensor,
  zeros,
} from '@pullback/core';
import { materializeJacobian, type Structure } from '@pullback/inspect';
import {
  add,
  broadcastTo,
  concat,
  exp,
  greater,
  matmul,
  mul,
  pad,
  relu,
  reshape,
  slice,
  softmax,
  sub,
  sum,
  transpose,
} from '@pullback/ops';

const random = new Random(3);
const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;
const [x, W] = [draw(2, 3).named('x'), draw(3, 5).named('W')];

const rows: [string, () => Tensor, number, Structure, string | undefined][] = [
  ['exp', () => exp(x) as Tensor, 0, 'diagonal', undefined],
  ['relu', () => relu(x) as Tensor, 0, 'diagonal', undefined],
  ['add', () => add(x, x) as Tensor, 0, 'identity', 'I'],
  ['a sum of all', () => sum(x) as Tensor, 0, 'row of ones', '1ᵀ'],
  ['a sum over rows', () => sum(x, 0) as Tensor, 0, 'sums', undefined],
  ['a transpose', () => transpose(x) as Tensor, 0, 'permutation', undefined],
  ['a reshape', () => reshape(x, [6]) as Tensor, 0, 'identity', 'I'],
  ['a slice', () => slice(x, [[0, 1]]) as Tensor, 0, 'selection', undefined],
  ['a repetition', () => broadcastTo(draw(3), [4, 3]) as Tensor, 0, 'selection', undefined],
  [
    'a padding',
    () =>
      pad(x, [
        [1, 0],
        [0, 2],
      ]) as Tensor,
    0,
    'partial permutation',
    undefined,
  ],
  [
    'a concatenation by its second operand',
    () => concat([x, draw(4, 3)]) as Tensor,
    1,
    'partial permutation',
    undefined,
  ],
  ['a product by its left operand', () => matmul(x, W) as Tensor, 0, 'Kronecker', 'I₂ ⊗ A, A of [5, 3]'],
  ['a product by its right operand', () => matmul(x, W) as Tensor, 1, 'Kronecker', 'A ⊗ I₅, A of [2, 3]'],
  ['softmax of rows', () => softmax(x) as Tensor, 0, 'block diagonal', '2 blocks'],
  ['softmax of one row', () => softmax(draw(4)) as Tensor, 0, 'dense', undefined],
  ['a product with zeros', () => mul(x, zeros([2, 3], { dtype: 'float64' })) as Tensor, 0, 'zero', undefined],
];

it.each(rows)('%s has the structure that its name says', (_, run, place, structure, formula) => {
  const tape = new Tape();
  tape.record(run);
  const found = materializeJacobian(tape.nodes[0]!, place);
  expect([found.structure, found.formula]).toEqual([structure, formula]);
});

it('is the Jacobian, in rows of the output and columns of the input', () => {
  const f = (x: Tensor<readonly [number]>) => softmax(x);
  const z = draw(5) as Tensor<readonly [number]>;
  const tape = new Tape();
  tape.record(() => f(z));
  const { matrix } = materializeJacobian(tape.nodes[0]!);
  expect(matrix.shape).toEqual([5, 5]);
  const expected = jacobian(f, z);
  for (const [i, value] of matrix.data.entries()) expect(value).toBeCloseTo(expected.data[i]!, 14);
});

it('is drawn', () => {
  const tape = new Tape();
  tape.record(() =>
    matmul(
      x,
      tensor(
        [
          [1, 2],
          [0, 1],
          [3, 0],
        ],
        { dtype: 'float64' },
      ).named('w'),
    ),
  );
  expect(`\n${materializeJacobian(tape.nodes[0]!, 0)}`).toBe(`
4 × 6, Kronecker: I₂ ⊗ A, A of [2, 3]
1·■···
■1····
···1·■
···■1·`);
});

it('of large ones only the beginning is drawn, within 100 columns', () => {
  const tape = new Tape();
  tape.record(() => exp(draw(95)));
  const lines = String(materializeJacobian(tape.nodes[0]!)).split('\n');
  expect(lines).toHaveLength(42);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
});

it('refuses to be too large, and says how large it would be', () => {
  const tape = new Tape();
  tape.record(() => matmul(zeros([64, 1000]), new Parameter(zeros([1000, 100]), 'W1')));
  expect(() => materializeJacobian(tape.nodes[0]!, 1)).toThrow(
    new PullbackError(
      "materializeJacobian: of 'matmul' it would have 6400 × 100000 = 640 M entries, 2.56 GB; the limit is 10000. " +
        'A VJP applies it without building it.',
    ),
  );
  const small = new Tape();
  small.record(() => exp(draw(3)));
  expect(() => materializeJacobian(small.nodes[0]!, 0, { limit: 8 })).toThrow('the limit is 8.');
});

it('refuses what does not depend on the input, and what has changed', () => {
  const w = new Parameter(draw(2), 'w') as Tensor;
  const tape = new Tape();
  tape.record(() => [greater(x, 0), mul(w, w), sub(w, 1)]);
  expect(() => materializeJacobian(tape.nodes[0]!)).toThrow(GradientError);
  expect(() => materializeJacobian(tape.nodes[1]!, 2)).toThrow("'mul' does not depend differentiably on input 2.");
  (w as Parameter).assignAdd(w);
  expect(() => materializeJacobian(tape.nodes[1]!)).toThrow(GradientError);
  expect(materializeJacobian(tape.nodes[2]!).structure).toBe('identity');
});

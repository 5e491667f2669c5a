import { scalar, Tape, tensor, zeros } from '@pullback/core';
import { add, matmul, mul, neg, relu, sum, transpose } from '@pullback/ops';

it('a tape prints one line a node: the result, its formula, its shape, in columns', () => {
  const [x, w] = [zeros([4, 5]).named('x'), zeros([5, 3]).named('W1')];
  const tape = new Tape();
  tape.record(() => {
    const h = matmul(x, w).named('hidden');
    return sum(mul(relu(add(h, zeros([3]))), 2.5), 0, { keepDims: true });
  });
  expect(String(tape)).toBe(
    [
      'hidden = matmul(x, W1)                [4, 3]',
      '%2     = add(hidden, const [3])       [4, 3]',
      '%3     = relu(%2)                     [4, 3]',
      '%4     = mul(%3, 2.5)                 [4, 3]',
      '%5     = sum(%4, axes [0], keepDims)  [1, 3]',
    ].join('\n'),
  );
});

it('flags are named when set, and lists are shown as lists', () => {
  const [a, b] = [zeros([2, 3]).named('a'), zeros([4, 3]).named('b')];
  const tape = new Tape();
  tape.record(() => {
    matmul(a, b, { transposeB: true });
    transpose(a);
  });
  expect(String(tape)).toBe(
    ['%1 = matmul(a, b, transposeB)          [2, 4]', '%2 = transpose(a, permutation [1, 0])  [3, 2]'].join('\n'),
  );
});

it('constant scalars show their value, and scalar results an empty shape', () => {
  const tape = new Tape();
  tape.record(() => sum(mul(tensor([1, 2]).named('v'), scalar(-0.5))));
  expect(String(tape)).toBe(['%1 = mul(v, -0.5)       [2]', '%2 = sum(%1, axes [0])  []'].join('\n'));
});

it('an empty tape prints nothing', () => {
  expect(String(new Tape())).toBe('');
});

it('values that share a name are numbered, and signs of two columns count as two', () => {
  const h = zeros([2]).named('h');
  const tape = new Tape();
  tape.record(() => neg(neg(h).named('h')).named('输出'));
  expect(String(tape)).toBe('h#2  = neg(h#1)  [2]\n输出 = neg(h#2)  [2]');
});

import { formatFloat, formatNumbers, scalar, type Tensor, tensor, zeros } from '@pullback/core';

function counting(...shape: number[]): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tensor(
    Int32Array.from({ length: size }, (_, i) => i),
    { shape },
  );
}

const prints = (x: Tensor, ...lines: string[]) => expect(String(x)).toBe(lines.join('\n'));

it('a scalar is one line, with its name if it has one', () => {
  prints(scalar(2.5), 'Tensor [] float32 2.5');
  prints(scalar(-1, { dtype: 'float64' }).named('loss'), 'Tensor loss [] float64 -1');
  prints(tensor(true), 'Tensor [] bool true');
});

it('a vector is a row', () => {
  prints(tensor([1, -2.5, 3]), 'Tensor [3] float32', '[   1, -2.5,    3]');
});

it('the columns of a matrix are aligned, signs included', () => {
  prints(
    tensor([
      [1, -2.25],
      [-0.5, 100],
    ]).named('W1'),
    'Tensor W1 [2, 2] float32',
    '[[    1, -2.25],',
    ' [ -0.5,   100]]',
  );
});

it('blocks are set apart by an empty line', () => {
  prints(
    counting(2, 2, 3),
    'Tensor [2, 2, 3] int32',
    '[[[ 0,  1,  2],',
    '  [ 3,  4,  5]],',
    '',
    ' [[ 6,  7,  8],',
    '  [ 9, 10, 11]]]',
  );
});

it('in one line nothing is aligned', () => {
  expect(formatNumbers(counting(2, 2, 3), { oneLine: true })).toBe(
    '[[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]]',
  );
  expect(formatNumbers(scalar(-2.5), { oneLine: true })).toBe('-2.5');
  expect(formatNumbers(zeros([300]), { oneLine: true })).toBe('[0, 0, 0, …, 0, 0, 0]');
});

it('whole numbers and truth values are printed as what they are', () => {
  prints(tensor([-1234567, 8], { dtype: 'int32' }), 'Tensor [2] int32', '[-1234567,        8]');
  prints(tensor([[true, false]]), 'Tensor [1, 2] bool', '[[ true, false]]');
});

it('NaN, infinities and negative zero are shown', () => {
  prints(
    tensor([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]),
    'Tensor [4] float32',
    '[NaN,   ∞,  -∞,  -0]',
  );
});

it('nothing is an empty bracket under its shape', () => {
  prints(zeros([0]), 'Tensor [0] float32', '[]');
  prints(zeros([2, 0, 3]), 'Tensor [2, 0, 3] float32', '[]');
});

it('of a large matrix only the ends of its long axes are shown', () => {
  prints(
    counting(8, 26),
    'Tensor [8, 26] int32',
    '[[  0,   1,   2, …,  23,  24,  25],',
    ' [ 26,  27,  28, …,  49,  50,  51],',
    ' [ 52,  53,  54, …,  75,  76,  77],',
    ' …,',
    ' [130, 131, 132, …, 153, 154, 155],',
    ' [156, 157, 158, …, 179, 180, 181],',
    ' [182, 183, 184, …, 205, 206, 207]]',
  );
});

it('short axes of a large tensor are shown whole', () => {
  prints(
    counting(2, 60, 2),
    'Tensor [2, 60, 2] int32',
    '[[[  0,   1],',
    '  [  2,   3],',
    '  [  4,   5],',
    '  …,',
    '  [114, 115],',
    '  [116, 117],',
    '  [118, 119]],',
    '',
    ' [[120, 121],',
    '  [122, 123],',
    '  [124, 125],',
    '  …,',
    '  [234, 235],',
    '  [236, 237],',
    '  [238, 239]]]',
  );
});

it('two hundred elements are still shown, two hundred and one are not', () => {
  expect(String(counting(200))).not.toContain('…');
  prints(counting(201), 'Tensor [201] int32', '[  0,   1,   2, …, 198, 199, 200]');
});

it('columns are as wide as the widest number shown, not the widest there is', () => {
  const data = new Float32Array(300);
  data[150] = -0.123456;
  prints(tensor(data), 'Tensor [300] float32', '[0, 0, 0, …, 0, 0, 0]');
});

it.each([
  [0, '0'],
  [1, '1'],
  [-0.1, '-0.1'],
  [1 / 3, '0.33333'],
  [-1234.56789, '-1234.6'],
  [0.0001, '0.0001'],
  [0.00012345678, '0.00012346'],
  [0.00001, '1e-5'],
  [-1.23456e-7, '-1.2346e-7'],
  [1e6, '1e6'],
  [12345678, '1.2346e7'],
  [1e-300, '1e-300'],
])('the number %p is printed as %s', (value, text) => {
  expect(formatFloat(value)).toBe(text);
});

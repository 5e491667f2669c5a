import { type Shape, spell, tensor, zeros } from '@pullback/core';
import { concat, einsum, expandDims, reshape, split, square, sum, tile, transpose } from '@pullback/ops';
import { errorOf, untyped } from './support';

it.each<[unknown, string]>([
  [[Number.NaN, null, undefined], '[NaN, null, undefined]'],
  [[['0', 1n], []], '[["0", 1n], []]'],
  [new Array(2), '[undefined, undefined]'],
  [{ keepDims: true }, 'a record'],
  [zeros([2, 3]), 'a tensor [2, 3]'],
  [new Array(1000).fill(0), 'an array of 1000'],
  [Symbol('axis'), 'Symbol(axis)'],
])('spelled out, %p is %s', (value, spelled) => {
  expect(spell(value)).toBe(spelled);
});

const x = zeros([2, 3]);
const pair = tensor([0, 1]);

it.each<[string, () => unknown, string]>([
  [
    'a tensor in a list',
    () => tensor(untyped<never>([pair])),
    'tensor: elements are numbers or booleans, got a tensor [2] at [0]. Join tensors with stack().',
  ],
  [
    'a tensor for elements',
    () => tensor(untyped<never>(pair)),
    'tensor: elements are numbers or booleans, got a tensor [2] at the top. Join tensors with stack().',
  ],
  [
    'a list of tensors',
    () => einsum('i,i', untyped([pair, pair])),
    'einsum: a tensor is required, got an array of 2. Pass its tensors one by one, or stack them: stack(x).',
  ],
  [
    'a list of numbers',
    () => square(untyped<never>([1, 2])),
    'square: a tensor is required, got an array of 2. Make one of it: tensor(x).',
  ],
  ['a bigint', () => sum(x, untyped(0n)), 'sum: axes are a number or an array of numbers, got 0n.'],
  ['a tensor', () => sum(x, untyped(pair)), 'sum: axes are a number or an array of numbers, got a tensor [2].'],
  [
    'a tensor',
    () => concat([x, x], untyped(pair)),
    'concat: axis a tensor [2] is out of range for rank 2 (valid: -2…1).',
  ],
  ['a string', () => concat([x, x], untyped('0')), 'concat: axis "0" is out of range for rank 2 (valid: -2…1).'],
  ['a hole', () => sum(x, new Array<0>(2)), 'sum: axis undefined is out of range for rank 2 (valid: -2…1).'],
  [
    'no axes',
    () => expandDims(x, untyped<number>(undefined)),
    'expandDims: the places of the new axes are required, got undefined. Pass 0 for one in front.',
  ],
  [
    'a number',
    () => transpose(x, untyped(0)),
    'transpose: the permutation is an array of axes, such as [1, 0], got 0.',
  ],
  [
    'strings',
    () => zeros(untyped<Shape>(['2', 3])),
    'zeros: sizes are whole numbers ≥ 0, got "2" at axis 0 of ["2", 3].',
  ],
  ['NaN', () => split(x, [Number.NaN, 3]), 'split: the sizes of parts are whole numbers ≥ 0, got [NaN, 3].'],
  [
    'holes',
    () => tile(x, new Array(2)),
    'tile: one whole number ≥ 0 for each axis of [2, 3] is required, got [undefined, undefined].',
  ],
  [
    'a symbol',
    () => reshape(x, untyped<Shape>([Symbol('size')])),
    'reshape: [2, 3] does not fit into [Symbol(size)]: sizes are whole numbers ≥ 0, or -1 for what is left over.',
  ],
])('an error says what came: %s', (_what, run, message) => {
  expect((errorOf(run) as Error).message).toBe(message);
});

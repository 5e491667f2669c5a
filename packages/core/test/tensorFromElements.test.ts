import { DTypeError, type Elements, ShapeError, tensor } from '@pullback/core';
import { errorOf, untyped } from './support';

it.each<[string, Elements, readonly number[], number[]]>([
  ['a number', 5, [], [5]],
  ['a list', [1, 2, 3], [3], [1, 2, 3]],
  ['a list of one', [7], [1], [7]],
  [
    'rows',
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [2, 3],
    [1, 2, 3, 4, 5, 6],
  ],
  [
    'blocks',
    [
      [[1], [2]],
      [[3], [4]],
      [[5], [6]],
    ],
    [3, 2, 1],
    [1, 2, 3, 4, 5, 6],
  ],
  ['nothing', [], [0], []],
  ['two rows of nothing', [[], []], [2, 0], []],
  ['a block of nothing', [[[], [], []]], [1, 3, 0], []],
  ['a typed array', new Float64Array([1, 2]), [2], [1, 2]],
])('%s gives its shape, and its elements in row-major order', (_, elements, shape, numbers) => {
  const { data, shape: found, rank, size } = tensor(elements);
  expect([...data]).toEqual(numbers);
  expect(found).toEqual(shape);
  expect({ rank, size }).toEqual({ rank: shape.length, size: numbers.length });
});

it.each([
  ['numbers', 'float32', [1, 2], Float32Array],
  ['a number', 'float32', 1, Float32Array],
  ['booleans', 'bool', [[true], [false]], Uint8Array],
  ['a boolean', 'bool', true, Uint8Array],
  ['nothing', 'float32', [], Float32Array],
  ['a Float32Array', 'float32', new Float32Array([1]), Float32Array],
  ['a Float64Array', 'float64', new Float64Array([1]), Float64Array],
  ['an Int32Array', 'int32', new Int32Array([1]), Int32Array],
  ['a Uint8Array', 'float32', new Uint8Array([1]), Float32Array],
  ['an Int16Array', 'float32', new Int16Array([1]), Float32Array],
] as const)('%s: %s unless told otherwise', (_, dtype, elements, storage) => {
  const made = tensor(elements);
  expect(made.dtype).toBe(dtype);
  expect(made.data).toBeInstanceOf(storage);
});

it('numbers are converted to the dtype that is asked for', () => {
  expect([...tensor([0.1], { dtype: 'float32' }).data]).toEqual([Math.fround(0.1)]);
  expect([...tensor([0.1], { dtype: 'float64' }).data]).toEqual([0.1]);
  expect([...tensor(new Float64Array([0.1]), { dtype: 'float32' }).data]).toEqual([Math.fround(0.1)]);
  expect([...tensor([-3, 4], { dtype: 'int32' }).data]).toEqual([-3, 4]);
  expect([...tensor([true, false], { dtype: 'float64' }).data]).toEqual([1, 0]);
  expect([...tensor([1, 0], { dtype: 'bool' }).data]).toEqual([1, 0]);
});

it('NaN and infinities are numbers to the float dtypes', () => {
  expect([...tensor([Number.NaN, Number.POSITIVE_INFINITY, -0]).data]).toEqual([NaN, Infinity, -0]);
});

it('typed arrays and nested arrays are copied', () => {
  const [typed, nested] = [new Float32Array([1, 2]), [[1, 2]]];
  const [ofTyped, ofNested] = [tensor(typed), tensor(nested)];
  typed[0] = 9;
  nested[0]![0] = 9;
  expect(ofTyped.toArray()).toEqual([1, 2]);
  expect(ofNested.toArray()).toEqual([[1, 2]]);
});

it('a shape divides the elements into axes', () => {
  expect(tensor(new Float32Array([1, 2, 3, 4, 5, 6]), { shape: [3, 2] }).toArray()).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(tensor([[1, 2, 3]], { shape: [3, 1] }).toArray()).toEqual([[1], [2], [3]]);
  expect(tensor([4], { shape: [] }).toArray()).toBe(4);
});

it('the shape is kept as it was when the tensor was made', () => {
  const shape = [2, 1];
  const made = tensor([1, 2], { shape });
  shape[0] = 5;
  expect(made.shape).toEqual([2, 1]);
});

it('a shape that holds another number of elements is an error that carries both', () => {
  const error = errorOf(() => tensor([1, 2, 3], { shape: [2, 2] }));
  expect(error).toStrictEqual(new ShapeError('tensor: shape [2, 2] holds 4 elements, got 3.'));
  expect(error).toHaveProperty('shapes', [[2, 2], [3]]);
});

it.each<[Elements, string]>([
  [[[1, 2], [3]], 'required length 2 at [1], got 1'],
  [[[], [1]], 'required length 0 at [1], got 1'],
  [
    [
      [[1], [2]],
      [[3], [4, 5]],
    ],
    'required length 1 at [1][1], got 2',
  ],
  [[[1], 2], 'required an array at [1], got number 2'],
  [[1, [2]], 'required a number at [1], got an array of 1'],
])('ragged arrays are an error saying where: %j', (elements, clash) => {
  expect(errorOf(() => tensor(elements))).toStrictEqual(
    new ShapeError(`tensor: nested arrays must be rectangular, ${clash}. Pad the short rows.`),
  );
});

it.each<[unknown, string]>([
  ['12', 'elements are numbers or booleans, got "12" at the top'],
  [['1'], 'elements are numbers or booleans, got "1" at [0]'],
  [[[1, null]], 'elements are numbers or booleans, got null at [0][1]'],
  [[1, undefined], 'elements are numbers or booleans, got undefined at [1]'],
  [[1n], 'elements are numbers or booleans, got bigint 1 at [0]'],
  [[1, true], 'elements are all numbers or all booleans, got a boolean at [1]'],
  [[[true], [0]], 'elements are all numbers or all booleans, got a number at [1][0]'],
  [new BigInt64Array(1), 'elements are numbers or booleans, got an array of 64-bit integers or raw bytes'],
  [new DataView(new ArrayBuffer(8)), 'elements are numbers or booleans, got an array of 64-bit integers or raw bytes'],
])('elements that are no numbers are an error saying where (%#)', (elements, clash) => {
  expect(errorOf(() => tensor(untyped<Elements>(elements)))).toStrictEqual(new DTypeError(`tensor: ${clash}.`));
});

it.each([0.5, 2 ** 31, -(2 ** 31) - 1, Number.NaN, Number.POSITIVE_INFINITY])('int32 does not hold %p', (value) => {
  const wrong = new DTypeError(`tensor: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got ${value} at element 1.`);
  expect(errorOf(() => tensor([7, value], { dtype: 'int32' }))).toStrictEqual(wrong);
  expect(errorOf(() => tensor(new Float64Array([7, value]), { dtype: 'int32' }))).toStrictEqual(wrong);
});

it('int32 holds its whole range', () => {
  const ends = [2 ** 31 - 1, -(2 ** 31), -0];
  expect([...tensor(ends, { dtype: 'int32' }).data]).toEqual([2 ** 31 - 1, -(2 ** 31), 0]);
});

it.each([2, -1, 0.5, Number.NaN])('bool does not hold %p', (value) => {
  expect(errorOf(() => tensor([[1], [value]], { dtype: 'bool' }))).toStrictEqual(
    new DTypeError(`tensor: bool holds true and false, or 1 and 0, got ${value} at element 1.`),
  );
});

it('an unknown dtype is an error', () => {
  expect(errorOf(() => tensor([1], { dtype: untyped('float16') }))).toStrictEqual(
    new DTypeError('dtype: must be float32, float64, int32 or bool, got "float16".'),
  );
});

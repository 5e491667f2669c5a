import { allocate, type DType, Random, ShapeError } from '@pullback/core';

const COUNT = 5000;
const DTYPES: readonly DType[] = ['float32', 'float64', 'int32', 'bool'];

it('arrays of thousands of sizes never overlap, and begin as zeros', () => {
  const random = new Random(11);
  const marks = Array.from({ length: COUNT }, () => random.integer(1, 256));
  const arrays = marks.map((mark) => {
    const size = random.integer(0, random.next() < 0.8 ? 40 : 400);
    const array = allocate(DTYPES[random.integer(0, 4)]!, size);
    expect(array).toHaveLength(size);
    expect(array.every((value) => value === 0)).toBe(true);
    return array.fill(mark);
  });
  const intact = arrays.filter((array, i) => array.every((value) => value === marks[i]));
  expect(intact).toHaveLength(COUNT);
});

it('short arrays share buffers, and long ones have their own', () => {
  const short = Array.from({ length: 20 }, () => allocate('float64', 20));
  expect(new Set(short.map(({ buffer }) => buffer)).size).toBeLessThan(short.length);
  const long = allocate('float32', 100_000);
  expect(long.buffer.byteLength).toBe(400_000);
});

it.each<[DType, unknown]>([
  ['float32', Float32Array],
  ['float64', Float64Array],
  ['int32', Int32Array],
  ['bool', Uint8Array],
])('%s is held in its typed array, of any length', (dtype, storage) => {
  for (const size of [0, 1, 16, 17, 128, 256, 257, 1000]) {
    const array = allocate(dtype, size);
    expect(array.constructor).toBe(storage);
    expect(array).toHaveLength(size);
  }
});

it('a size for which there is no memory is an error', () => {
  expect(() => allocate('float64', 2 ** 40)).toThrow(ShapeError);
});

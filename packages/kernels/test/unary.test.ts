import { kernels, type NdArray } from '@pullback/kernels';
import { unwritten, vector } from './support';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

function applied(kernel: (x: NdArray, output: NdArray) => void, ...numbers: number[]): number[] {
  const output = unwritten(numbers.length);
  kernel(vector(...numbers), output);
  return [...output.data];
}

it('relu cuts off what is below 0, makes -0 a 0, and keeps NaN', () => {
  expect(applied(kernels.relu, -2, -0, 0, 3, nan, infinity, -infinity)).toEqual([0, 0, 0, 3, nan, infinity, 0]);
});

it('neg turns every sign, that of 0 too', () => {
  expect(applied(kernels.neg, 2, -3, 0, -0, infinity, nan)).toEqual([-2, 3, -0, 0, -infinity, nan]);
});

it('square multiplies by itself', () => {
  expect(applied(kernels.square, 3, -4, 0.5, -infinity, nan)).toEqual([9, 16, 0.25, infinity, nan]);
});

it('sqrt of what is below 0 is NaN', () => {
  expect(applied(kernels.sqrt, 9, 2, 0, infinity, -1)).toEqual([3, Math.SQRT2, 0, infinity, nan]);
});

it('exp reaches 0 and infinity at the ends', () => {
  expect(applied(kernels.exp, 0, 1, -infinity, infinity, nan)).toEqual([1, Math.E, 0, infinity, nan]);
});

it('log of 0 is -∞, and below it is NaN', () => {
  expect(applied(kernels.log, 1, Math.E, 0, -1, infinity)).toEqual([0, 1, -infinity, nan, infinity]);
});

it('truth is 1 for all but the zeros, NaN included', () => {
  expect(applied(kernels.truth, 0, -0, 2, -0.5, nan, infinity)).toEqual([0, 0, 1, 1, 1, 1]);
});

it('copy rounds to float32, and cuts off to whole numbers', () => {
  const x = vector(0.1, -2.75, 3);
  const [narrow, whole] = [new Float32Array(3), new Int32Array(3)];
  kernels.copy(x, { shape: [3], data: narrow });
  kernels.copy(x, { shape: [3], data: whole });
  expect([...narrow]).toEqual([Math.fround(0.1), -2.75, 3]);
  expect([...whole]).toEqual([0, -2, 3]);
});

it.each(Array.from({ length: 20 }, (_, size) => size))('%p elements are computed to the last', (size) => {
  const numbers = Array.from({ length: size }, (_, i) => i - 5);
  expect(applied(kernels.square, ...numbers)).toEqual(numbers.map((x) => x * x));
});

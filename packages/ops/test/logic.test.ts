import { type Tensor, tensor } from '@pullback/core';
import {
  isFinite as areFinite,
  equal,
  greater,
  isNan,
  less,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
} from '@pullback/ops';
import { expectTensor, failureOf } from './support';

const masks = (...values: readonly boolean[]): Tensor => tensor(values);
const a = masks(true, true, false, false);
const b = masks(true, false, true, false);

test('and, or and not are those of logic', () => {
  expectTensor(logicalAnd(a, b), [4], [1, 0, 0, 0], 'bool');
  expectTensor(logicalOr(a, b), [4], [1, 1, 1, 0], 'bool');
  expectTensor(logicalNot(a), [4], [0, 0, 1, 1], 'bool');
});

test('infinite and NaN are not finite, NaN alone is NaN', () => {
  const x = tensor([0, -1.5, Infinity, -Infinity, Number.NaN]);
  expectTensor(areFinite(x), [5], [1, 1, 0, 0, 0], 'bool');
  expectTensor(isNan(x), [5], [0, 0, 0, 0, 1], 'bool');
});

test('comparisons take a number on either side, and broadcast', () => {
  const x = tensor([1, 2, 3]);
  expectTensor(less(x, 2), [3], [1, 0, 0], 'bool');
  expectTensor(less(2, x), [3], [0, 0, 1], 'bool');
  expectTensor(greater(x, tensor([[0], [2]])), [2, 3], [1, 1, 1, 0, 0, 1], 'bool');
});

test('masks are equal where both hold or neither does', () => {
  expectTensor(equal(a, b), [4], [1, 0, 0, 1], 'bool');
  expectTensor(notEqual(a, b), [4], [0, 1, 1, 0], 'bool');
  expectTensor(equal(a, 0), [4], [0, 0, 1, 1], 'bool');
});

test('what is no mask is refused by logic, and what is one by the comparisons of order', () => {
  expect(failureOf(() => logicalAnd(a, tensor([1, 2, 3, 4])))).toBe(
    "DTypeError: logicalAnd: bool is required, got float32. Convert it: cast(x, 'bool').",
  );
  expect(failureOf(() => less(a, b))).toBe(
    "DTypeError: less: numbers are required, got bool. Convert it: cast(x, 'float32').",
  );
});

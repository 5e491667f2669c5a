import { tensor } from '@pullback/core';
import { isFinite as areFinite, equal, greater, greaterEqual, isNan, less, lessEqual, notEqual } from '@pullback/ops';
import { expectTensor } from './support';

const a = tensor([1, 2, 3, NaN, Infinity, -0]);
const b = tensor([2, 2, 2, NaN, Infinity, 0]);

test('comparisons are those of IEEE: NaN equals nothing, -0 equals 0', () => {
  expectTensor(equal(a, b), [6], [0, 1, 0, 0, 1, 1], 'bool');
  expectTensor(notEqual(a, b), [6], [1, 0, 1, 1, 0, 0], 'bool');
  expectTensor(less(a, b), [6], [1, 0, 0, 0, 0, 0], 'bool');
  expectTensor(lessEqual(a, b), [6], [1, 1, 0, 0, 1, 1], 'bool');
  expectTensor(greater(a, b), [6], [0, 0, 1, 0, 0, 0], 'bool');
  expectTensor(greaterEqual(a, b), [6], [0, 1, 1, 0, 1, 1], 'bool');
});

test('isFinite and isNan tell NaN from infinity', () => {
  expectTensor(areFinite(a), [6], [1, 1, 1, 0, 0, 1], 'bool');
  expectTensor(isNan(a), [6], [0, 0, 0, 1, 0, 0], 'bool');
});

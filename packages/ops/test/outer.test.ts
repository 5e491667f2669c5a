import { tensor, zeros } from '@pullback/core';
import { outer } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

describe('outer', () => {
  test('multiplies every element of one vector by every element of the other', () => {
    expectTensor(outer(tensor([1, 2]), tensor([3, 4, 5])), [2, 3], [3, 4, 5, 6, 8, 10]);
    expectTensor(outer(zeros([2]), zeros([0])), [2, 0], []);
  });

  test('takes whole numbers', () => {
    const x = tensor([2, -3], { dtype: 'int32' });
    expectTensor(outer(x, x), [2, 2], [4, -6, -6, 9], 'int32');
  });

  test('has the cotangents ȳ b and ȳᵀ a', () => {
    const [aBar, bBar] = pullBack((a, b) => outer(a!, b!), [tensor([1, 2]), tensor([3, 4, 5])], counting(2, 3));
    expectTensor(aBar, [2], [26, 62]);
    expectTensor(bBar, [3], [9, 12, 15]);
  });

  test.each([
    [[2, 3], [3]],
    [[3], []],
  ])('refuses what is not a vector: %j and %j', (a, b) => {
    const format = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
    expect(failureOf(() => outer(dynamic(...a), dynamic(...b)))).toBe(
      `ShapeError: outer: two vectors are required, got ${format(a)} and ${format(b)}. ` +
        'Flatten them with reshape(x, [-1]).',
    );
  });

  test('refuses mixed dtypes', () => {
    expect(failureOf(() => outer(zeros([2]), zeros([3], { dtype: 'float64' })))).toBe(
      "DTypeError: outer: both operands must have one dtype, got float32 and float64. Convert one: cast(x, 'float64').",
    );
  });
});

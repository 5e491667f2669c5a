import { Tape, tensor, zeros } from '@pullback/core';
import { concat, split, stack } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

describe('concat', () => {
  test('puts tensors one after another along an axis', () => {
    const x = counting(2, 2);
    expectTensor(concat([x, tensor([[5, 6]])]), [3, 2], [1, 2, 3, 4, 5, 6]);
    expectTensor(concat([x, tensor([[5], [6]])], 1), [2, 3], [1, 2, 5, 3, 4, 6]);
    expectTensor(concat([tensor([[5], [6]]), x], -1), [2, 3], [5, 1, 2, 6, 3, 4]);
    expectTensor(concat([counting(1, 2, 1), counting(1, 1, 1), counting(1, 2, 1)], 1), [1, 5, 1], [1, 2, 1, 1, 2]);
  });

  test('of one tensor is that tensor, anew', () => {
    const x = counting(3);
    const y = concat([x]);
    expectTensor(y, [3], [1, 2, 3]);
    expect(y.data).not.toBe(x.data);
  });

  test('takes tensors that are empty along the axis, or off it', () => {
    expectTensor(concat([zeros([0, 2]), counting(1, 2)]), [1, 2], [1, 2]);
    expectTensor(concat([zeros([2, 0]), zeros([3, 0])]), [5, 0], []);
    expectTensor(concat([zeros([0]), zeros([0])]), [0], []);
  });

  test('keeps every dtype', () => {
    expectTensor(concat([tensor([true]), tensor([false, true])]), [3], [1, 0, 1], 'bool');
    const labels = tensor([7], { dtype: 'int32' });
    expectTensor(concat([labels, labels]), [2], [7, 7], 'int32');
  });

  test('gives each tensor its part of the cotangent', () => {
    const call = ([a, b, c]: readonly ReturnType<typeof dynamic>[]) => concat([a!, b!, c!], 1);
    const inputs = [zeros([2, 1]), zeros([2, 0]), zeros([2, 2])];
    const [a, b, c] = pullBack((...given) => call(given), inputs, counting(2, 3));
    expectTensor(a, [2, 1], [1, 4]);
    expectTensor(b, [2, 0], []);
    expectTensor(c, [2, 2], [2, 3, 5, 6]);
  });

  test('gives a tensor that was joined to itself the sum of both parts', () => {
    const [cotangent] = pullBack((x) => concat([x!, x!]), [zeros([2])], tensor([1, 2, 10, 20]));
    expectTensor(cotangent, [2], [11, 22]);
  });

  test('is not disturbed by later changes to the list', () => {
    const [a, b] = [counting(2), counting(2)];
    const list = [a, b];
    const tape = new Tape();
    const y = tape.record(() => concat(list));
    list.pop();
    expectTensor(tape.gradient(y, b, { cotangent: counting(4) }), [2], [3, 4]);
  });

  test('names the operand that does not fit', () => {
    const x = dynamic(2, 3);
    expect(failureOf(() => concat([x, x, dynamic(2, 4)]))).toBe(
      'ShapeError: concat: operand 2 must have the shape of operand 0 but along axis 0, got [2, 4] and [2, 3] ' +
        '(4 ≠ 3 at axis 1).',
    );
    expect(failureOf(() => concat([x, dynamic(3, 3)], -1))).toBe(
      'ShapeError: concat: operand 1 must have the shape of operand 0 but along axis 1, got [3, 3] and [2, 3] ' +
        '(3 ≠ 2 at axis 0).',
    );
    expect(failureOf(() => concat([x, dynamic(3)]))).toBe(
      'ShapeError: concat: operand 1 must have the rank of operand 0, got [3] and [2, 3] (1 ≠ 2).',
    );
    expect(failureOf(() => concat([x, x.cast('float64')]))).toBe(
      "DTypeError: concat: operand 1 must have the dtype of operand 0, got float64 and float32. Convert it: cast(x, 'float32').",
    );
    expect(failureOf(() => concat([x, 3] as never))).toBe(
      'DTypeError: concat: every operand must be a tensor, got 3 as operand 1.',
    );
  });

  test('refuses an empty list, what is no list, scalars and axes out of range', () => {
    expect(failureOf(() => concat([]))).toBe('ShapeError: concat: at least one tensor is required, got none.');
    expect(failureOf(() => concat(3 as never))).toBe(
      'DTypeError: concat: an array of tensors is required, such as [a, b], got 3.',
    );
    expect(failureOf(() => concat([dynamic(2), dynamic(2)], 1))).toBe(
      'ShapeError: concat: axis 1 is out of range for rank 1 (valid: -1…0).',
    );
    expect(failureOf(() => concat([dynamic(), dynamic()]))).toBe(
      'ShapeError: concat: axis 0 is out of range for rank 0 (a scalar has no axes).',
    );
  });
});

describe('stack', () => {
  test('lays tensors side by side along a new axis', () => {
    const [a, b] = [tensor([1, 2, 3]), tensor([4, 5, 6])];
    expectTensor(stack([a, b]), [2, 3], [1, 2, 3, 4, 5, 6]);
    expectTensor(stack([a, b], 1), [3, 2], [1, 4, 2, 5, 3, 6]);
    expectTensor(stack([a, b], -1), [3, 2], [1, 4, 2, 5, 3, 6]);
    expectTensor(stack([a, b], -2), [2, 3], [1, 2, 3, 4, 5, 6]);
    expectTensor(stack([counting(), counting(), counting()]), [3], [1, 1, 1]);
    expectTensor(stack([zeros([0])]), [1, 0], []);
  });

  test('gives each tensor its index of the cotangent', () => {
    const [a, b] = pullBack((a, b) => stack([a!, b!], 1), [zeros([3]), zeros([3])], counting(3, 2));
    expectTensor(a, [3], [1, 3, 5]);
    expectTensor(b, [3], [2, 4, 6]);
  });

  test('names the operand that does not fit', () => {
    expect(failureOf(() => stack([dynamic(2, 3), dynamic(2, 4)]))).toBe(
      'ShapeError: stack: operand 1 must have the shape of operand 0, got [2, 4] and [2, 3] (4 ≠ 3 at axis 1).',
    );
    expect(failureOf(() => stack([dynamic(2), dynamic()]))).toBe(
      'ShapeError: stack: operand 1 must have the rank of operand 0, got [] and [2] (0 ≠ 1).',
    );
    expect(failureOf(() => stack([]))).toBe('ShapeError: stack: at least one tensor is required, got none.');
    expect(failureOf(() => stack([dynamic(2)], 2))).toBe(
      'ShapeError: stack: axis 2 is out of range for rank 2 (valid: -2…1).',
    );
  });
});

describe('split', () => {
  test('divides an axis into equal parts', () => {
    const [a, b] = split(counting(4), 2);
    expectTensor(a, [2], [1, 2]);
    expectTensor(b, [2], [3, 4]);
    const [left, right] = split(counting(2, 4), 2, -1);
    expectTensor(left, [2, 2], [1, 2, 5, 6]);
    expectTensor(right, [2, 2], [3, 4, 7, 8]);
  });

  test('divides an axis into parts of the given sizes', () => {
    const [a, b, c] = split(counting(2, 3), [1, 0, 2], 1);
    expectTensor(a, [2, 1], [1, 4]);
    expectTensor(b, [2, 0], []);
    expectTensor(c, [2, 2], [2, 3, 5, 6]);
    expect(split(zeros([0, 2]), [])).toEqual([]);
  });

  test('is undone by concat', () => {
    const x = counting(2, 5);
    expectTensor(concat(x.split([2, 3], 1), 1), [2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('has zeros for the cotangent of a part that nobody used', () => {
    const [cotangent] = pullBack((x) => split(x!, 3)[1], [zeros([3])], tensor([7]));
    expectTensor(cotangent, [3], [0, 7, 0]);
  });

  test('refuses sizes that do not add up, and numbers that do not divide', () => {
    const x = dynamic(2, 5);
    expect(failureOf(() => split(x, [2, 2], 1))).toBe(
      'ShapeError: split: the sizes must add up to axis 1 of [2, 5], got [2, 2] (4 ≠ 5).',
    );
    expect(failureOf(() => split(x, 2, -1))).toBe(
      'ShapeError: split: the number of parts must divide axis 1 of [2, 5], got 2 (5 is not a multiple of 2). ' +
        'Give the size of each part.',
    );
    expect(failureOf(() => split(x, 0))).toBe('ShapeError: split: the number of parts is a whole number ≥ 1, got 0.');
    expect(failureOf(() => split(x, 1.5))).toBe(
      'ShapeError: split: the number of parts is a whole number ≥ 1, got 1.5.',
    );
    expect(failureOf(() => split(x, [3, -1]))).toBe(
      'ShapeError: split: the sizes of parts are whole numbers ≥ 0, got [3, -1].',
    );
    expect(failureOf(() => split(x, [2], 2))).toBe(
      'ShapeError: split: axis 2 is out of range for rank 2 (valid: -2…1).',
    );
  });
});

import { Parameter, type Shape, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { embedding, gather, oneHot, scatterAdd } from '@pullback/ops';
import { counting, dynamic, expectTensor, failureOf, pullBack } from './support';

const whole = (numbers: readonly number[], shape: Shape = [numbers.length]): Tensor =>
  tensor(numbers, { shape, dtype: 'int32' });

const labels = tensor([2, 0], { dtype: 'int32' });

describe('oneHot', () => {
  test('gives each label its row of the identity matrix', () => {
    expectTensor(oneHot(labels, 3), [2, 3], [0, 0, 1, 1, 0, 0]);
    expectTensor(oneHot(tensor(1, { dtype: 'int32' }), 3), [3], [0, 1, 0]);
    expectTensor(oneHot(tensor([[1], [0]], { dtype: 'int32' }), 2), [2, 1, 2], [0, 1, 1, 0]);
  });

  test('is of the dtype asked for', () => {
    expectTensor(oneHot(labels, 3, { dtype: 'int32' }), [2, 3], [0, 0, 1, 1, 0, 0], 'int32');
    expectTensor(oneHot(labels, 3, { dtype: 'bool' }), [2, 3], [0, 0, 1, 1, 0, 0], 'bool');
    expectTensor(oneHot(labels, 3, { dtype: 'float64' }), [2, 3], [0, 0, 1, 1, 0, 0], 'float64');
  });

  test('of no labels is no rows, of any number of classes', () => {
    expectTensor(oneHot(zeros([0], { dtype: 'int32' }), 3), [0, 3], []);
    expectTensor(oneHot(zeros([0], { dtype: 'int32' }), 0), [0, 0], []);
  });

  test('refuses labels that are not int32', () => {
    expect(failureOf(() => oneHot(tensor([1, 0]), 2))).toBe(
      "DTypeError: oneHot: labels must be int32, got float32. Convert them: cast(labels, 'int32').",
    );
  });

  test('refuses labels out of range', () => {
    expect(failureOf(() => oneHot(labels, 2))).toBe(
      'IndexError: oneHot: labels must be ≥ 0 and < 2, got 2 at element 0.',
    );
    expect(failureOf(() => oneHot(tensor([0, -1], { dtype: 'int32' }), 3))).toBe(
      'IndexError: oneHot: labels must be ≥ 0 and < 3, got -1 at element 1.',
    );
    expect(failureOf(() => oneHot(labels, 0))).toBe(
      'IndexError: oneHot: labels must be ≥ 0 and < 0, got 2 at element 0.',
    );
  });

  test.each([2.5, -1, NaN])('refuses %d classes', (classes) => {
    expect(failureOf(() => oneHot(labels, classes))).toBe(
      `ShapeError: oneHot: the number of classes is a whole number ≥ 0, got ${classes}.`,
    );
  });
});

describe('gather', () => {
  test('takes what is at the indices, as often as they name it', () => {
    expectTensor(gather(tensor([10, 20, 30]), whole([2, 0, 2])), [3], [30, 10, 30]);
    expectTensor(gather(counting(3, 2), whole([2, 0])), [2, 2], [5, 6, 1, 2]);
    expectTensor(gather(counting(2, 3), whole([2, 2, 0]), 1), [2, 3], [3, 3, 1, 6, 6, 4]);
    expectTensor(gather(counting(2, 3), whole([1]), -1), [2, 1], [2, 5]);
  });

  test('puts the axes of the indices in place of the axis', () => {
    expectTensor(gather(counting(3), whole([0, 1, 2, 1], [2, 2])), [2, 2], [1, 2, 3, 2]);
    expectTensor(gather(counting(3, 2), whole([1], [])), [2], [3, 4]);
    expectTensor(gather(counting(3), whole([1], [])), [], [2]);
    expect(gather(zeros([2, 3, 4]), zeros([5, 6], { dtype: 'int32' }), 1).shape).toEqual([2, 5, 6, 4]);
  });

  test('of no indices is nothing, even of nothing', () => {
    expectTensor(gather(counting(3, 2), whole([])), [0, 2], []);
    expectTensor(gather(zeros([0, 2]), whole([])), [0, 2], []);
    expectTensor(gather(zeros([2, 0]), whole([1, 1, 0])), [3, 0], []);
  });

  test('keeps every dtype', () => {
    expectTensor(gather(tensor([true, false]), whole([1, 0])), [2], [0, 1], 'bool');
    expectTensor(gather(whole([7, 8]), whole([1, 1])), [2], [8, 8], 'int32');
    expectTensor(gather(tensor(new Float64Array([0.1])), whole([0])), [1], [0.1], 'float64');
  });

  test('adds up the cotangents of what it took more than once', () => {
    const [cotangent] = pullBack((x) => gather(x!, whole([2, 0, 2])), [zeros([4])], tensor([1, 10, 100]));
    expectTensor(cotangent, [4], [10, 0, 101, 0]);
    const [columns] = pullBack((x) => gather(x!, whole([1, 1]), 1), [zeros([2, 3])], counting(2, 2));
    expectTensor(columns, [2, 3], [0, 3, 0, 0, 7, 0]);
  });

  test.each([
    [[1, 3], 3, 1],
    [[-1, 1], -1, 0],
    [[0, 2147483647], 2147483647, 1],
  ])('refuses indices %j of an axis of size 3', (indices, index, element) => {
    expect(failureOf(() => gather(dynamic(2, 3), whole(indices), 1))).toBe(
      `IndexError: gather: indices must be ≥ 0 and < 3 along axis 1 of [2, 3], got ${index} at element ${element}.`,
    );
  });

  test('refuses any index of an empty axis, even where there is nothing to take', () => {
    expect(failureOf(() => gather(dynamic(0, 0), whole([0])))).toBe(
      'IndexError: gather: indices must be ≥ 0 and < 0 along axis 0 of [0, 0], got 0 at element 0.',
    );
  });

  test('refuses indices that are not int32, and axes out of range', () => {
    expect(failureOf(() => gather(dynamic(2), tensor([0])))).toBe(
      "DTypeError: gather: indices must be int32, got float32. Convert them: cast(indices, 'int32').",
    );
    expect(failureOf(() => gather(dynamic(2), 0 as never))).toBe('DTypeError: gather: a tensor is required, got 0.');
    expect(failureOf(() => gather(dynamic(2), whole([0]), 1))).toBe(
      'ShapeError: gather: axis 1 is out of range for rank 1 (valid: -1…0).',
    );
    expect(failureOf(() => gather(dynamic(), whole([0])))).toBe(
      'ShapeError: gather: axis 0 is out of range for rank 0 (a scalar has no axes).',
    );
  });

  test('refuses to pull back through indices that have changed since', () => {
    const indices = new Parameter(whole([1, 0]), 'indices');
    const x = zeros([2]);
    const tape = new Tape();
    const y = tape.record(() => gather(x, indices).named('y'));
    indices.assign(whole([0, 0]));
    expect(failureOf(() => tape.gradient(y, x, { cotangent: counting(2) }))).toBe(
      "GradientError: gradient: 'indices' was changed by assign() after 'y = gather([2], indices, axis 0)' was recorded. " +
        'Take gradients before updating.',
    );
  });
});

describe('scatterAdd', () => {
  test('adds updates at their indices', () => {
    expectTensor(scatterAdd(counting(3), whole([2, 0]), tensor([10, 20])), [3], [21, 2, 13]);
    expectTensor(scatterAdd(zeros([2, 2]), whole([1]), tensor([[5, 6]])), [2, 2], [0, 0, 5, 6]);
    expectTensor(scatterAdd(zeros([2, 2]), whole([0]), tensor([[5], [6]]), -1), [2, 2], [5, 0, 6, 0]);
    expectTensor(scatterAdd(zeros([3]), whole([1], []), tensor(5)), [3], [0, 5, 0]);
  });

  test('adds up what goes to one index', () => {
    expectTensor(scatterAdd(counting(2), whole([1, 1, 1]), tensor([10, 20, 30])), [2], [1, 62]);
    const indices = whole([0, 1, 1, 0], [2, 2]);
    expectTensor(scatterAdd(zeros([2]), indices, tensor([[1, 2], [4, 8]])), [2], [9, 6]); // biome-ignore format: a matrix
  });

  test('of no updates is x, anew', () => {
    const x = counting(2);
    const y = scatterAdd(x, whole([]), zeros([0]));
    expectTensor(y, [2], [1, 2]);
    expect(y.data).not.toBe(x.data);
  });

  test('adds whole numbers and float64 without loss', () => {
    expectTensor(scatterAdd(whole([2 ** 30]), whole([0]), whole([2 ** 30 - 1])), [1], [2 ** 31 - 1], 'int32');
    const [tenth, fifth] = [tensor(new Float64Array([0.1])), tensor(new Float64Array([0.2]))];
    expectTensor(scatterAdd(tenth, whole([0]), fifth), [1], [0.1 + 0.2], 'float64');
  });

  test('hands its cotangent on to x, and to updates what it has at their indices', () => {
    const call = (x?: Tensor, updates?: Tensor) => scatterAdd(x!, whole([2, 2, 0]), updates!);
    const [x, updates] = pullBack(call, [zeros([3]), zeros([3])], tensor([1, 2, 3]));
    expectTensor(x, [3], [1, 2, 3]);
    expectTensor(updates, [3], [3, 3, 1]);
  });

  test('refuses updates of another shape or dtype', () => {
    expect(failureOf(() => scatterAdd(dynamic(2, 3), whole([0, 1]), dynamic(2, 3), 1))).toBe(
      'ShapeError: scatterAdd: updates must have shape [2, 2], with indices [2] in place of axis 1 of [2, 3], ' +
        'got [2, 3].',
    );
    expect(failureOf(() => scatterAdd(dynamic(2), whole([0]), whole([1])))).toBe(
      'DTypeError: scatterAdd: both operands must have one dtype, got float32 and int32. ' +
        "Convert one: cast(x, 'float32').",
    );
  });

  test('refuses indices out of range', () => {
    expect(failureOf(() => scatterAdd(dynamic(2), whole([0, 2]), dynamic(2)))).toBe(
      'IndexError: scatterAdd: indices must be ≥ 0 and < 2 along axis 0 of [2], got 2 at element 1.',
    );
  });
});

describe('embedding', () => {
  test('looks up the row of each index', () => {
    expectTensor(embedding(counting(3, 2), whole([2, 0, 2])), [3, 2], [5, 6, 1, 2, 5, 6]);
    expectTensor(embedding(counting(3, 2), whole([1], [])), [2], [3, 4]);
    expect(embedding(zeros([5, 4]), zeros([2, 3], { dtype: 'int32' })).shape).toEqual([2, 3, 4]);
  });

  test('gives each row the sum of the cotangents of its copies, and rows not looked up zeros', () => {
    const call = (weights?: Tensor) => embedding(weights!, whole([2, 0, 2]));
    const [cotangent] = pullBack(call, [zeros([4, 2])], counting(3, 2));
    expectTensor(cotangent, [4, 2], [3, 4, 0, 0, 6, 8, 0, 0]);
  });

  test('refuses a table that is not a matrix, and indices that are not in it', () => {
    expect(failureOf(() => embedding(dynamic(3), whole([0])))).toBe(
      'ShapeError: embedding: a table [count, size] is required, got [3].',
    );
    expect(failureOf(() => embedding(dynamic(3, 2), whole([0, 3])))).toBe(
      'IndexError: embedding: indices must be ≥ 0 and < 3 along axis 0 of [3, 2], got 3 at element 1.',
    );
    expect(failureOf(() => embedding(dynamic(3, 2), dynamic(1)))).toBe(
      "DTypeError: embedding: indices must be int32, got float32. Convert them: cast(indices, 'int32').",
    );
  });
});

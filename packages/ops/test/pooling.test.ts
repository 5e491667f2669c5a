import { jvp, Random, type Shape, sizeOf, type Tensor, tensor, zeros } from '@pullback/core';
import { type AvgPool2dOptions, avgPool2d, type MaxPool2dOptions, maxPool2d } from '@pullback/ops';
import { counting, dynamic, expectClose, expectTensor, failureOf, pullBack } from './support';

const image = counting(1, 1, 3, 4);

describe('maxPool2d', () => {
  test('takes the largest element of each window, and leaves out what no window reaches', () => {
    expectTensor(maxPool2d(image, 2), [1, 1, 1, 2], [6, 8]);
    expectTensor(maxPool2d(image, [1, 3]), [1, 1, 3, 1], [3, 7, 11]);
    expectTensor(maxPool2d(image, 2, { stride: 1 }), [1, 1, 2, 3], [6, 7, 8, 10, 11, 12]);
    expectTensor(maxPool2d(image, 2, { stride: 1, dilation: [2, 3] }), [1, 1, 1, 1], [12]);
    expectTensor(maxPool2d(counting(2, 2, 1, 2), [1, 2]), [2, 2, 1, 1], [2, 4, 6, 8]);
  });

  test('never takes padding', () => {
    const below = tensor([-1, -2, -Infinity, -4], { shape: [1, 1, 2, 2] });
    expectTensor(maxPool2d(below, 2, { padding: 1 }), [1, 1, 2, 2], [-1, -2, -Infinity, -4]);
    const [xBar] = pullBack((x) => maxPool2d(x!, 2, { padding: 1 }), [below], counting(1, 1, 2, 2));
    expectTensor(xBar, [1, 1, 2, 2], [1, 2, 3, 4]);
  });

  test('gives NaN where there is one, and leads the cotangent to it', () => {
    const x = tensor([NaN, 5, 1, NaN, 3, 4], { shape: [1, 1, 1, 6] });
    expectTensor(maxPool2d(x, [1, 2]), [1, 1, 1, 3], [NaN, NaN, 4]);
    const [xBar] = pullBack((x) => maxPool2d(x!, [1, 2]), [x], counting(1, 1, 1, 3));
    expectTensor(xBar, [1, 1, 1, 6], [1, 0, 0, 2, 0, 3]);
    const several = tensor([NaN, 5, NaN], { shape: [1, 1, 1, 3] });
    expectTensor(
      pullBack((x) => maxPool2d(x!, [1, 3]), [several], counting(1, 1, 1, 1))[0],
      [1, 1, 1, 3],
      [0.5, 0, 0.5],
    );
  });

  test('takes whole numbers', () => {
    const x = tensor([3, -1, -7, -2], { shape: [1, 1, 2, 2], dtype: 'int32' });
    expectTensor(maxPool2d(x, [1, 2]), [1, 1, 2, 1], [3, -2], 'int32');
  });

  test('splits the cotangent of a window evenly among ties, and adds what windows give to an element', () => {
    const x = tensor([2, 2, 1, 2, 0, 2], { shape: [1, 1, 2, 3] });
    const [xBar] = pullBack((x) => maxPool2d(x!, 2, { stride: 1 }), [x], tensor([6, 10], { shape: [1, 1, 1, 2] }));
    expectTensor(xBar, [1, 1, 2, 3], [2, 2 + 5, 0, 2, 0, 5]);
  });

  test('has a pullback that is linear in the cotangent at ties, so that it can be pulled back too', () => {
    const x = tensor([2, 2, 1, 2, 0, 2], { shape: [1, 1, 2, 3] });
    const pullBackAt = (cotangent: Tensor) => pullBack((x) => maxPool2d(x!, 2, { stride: 1 }), [x], cotangent)[0]!;
    const second = tensor([3, 12, 100, 30, 1000, 50], { shape: [1, 1, 2, 3] });
    const [found] = pullBack((cotangent) => pullBackAt(cotangent!), [zeros([1, 1, 1, 2])], second);
    expectTensor(found, [1, 1, 1, 2], [(3 + 12 + 30) / 3, (12 + 50) / 2]);
  });

  test('has a pushforward that averages the tangents of ties, and is linear itself', () => {
    const x: Tensor = tensor([2, 2, 1, 2, 0, 2], { shape: [1, 1, 2, 3] });
    const pushAt = (tangent: Tensor) => jvp((x) => maxPool2d(x, 2, { stride: 1 }), x, tangent).tangent;
    const tangent = tensor([3, 12, 100, 30, 1000, 50], { shape: [1, 1, 2, 3] });
    const pushed = [(3 + 12 + 30) / 3, (12 + 50) / 2];
    expectTensor(pushAt(tangent), [1, 1, 1, 2], pushed);
    expectTensor(jvp(pushAt, dynamic(1, 1, 2, 3), tangent).tangent, [1, 1, 1, 2], pushed);
    const [back] = pullBack((x) => pushAt(x!), [tangent], tensor([6, 10], { shape: [1, 1, 1, 2] }));
    expectTensor(back, [1, 1, 2, 3], [2, 2 + 5, 0, 2, 0, 5]);
  });

  test('has a pullback that pushes forward as it is, since it is linear in the cotangent', () => {
    const x = tensor([2, 2, 1, 2, 0, 2], { shape: [1, 1, 2, 3] });
    const pullBackAt = (cotangent: Tensor) => pullBack((x) => maxPool2d(x!, 2, { stride: 1 }), [x], cotangent)[0]!;
    const tangent = tensor([6, 10], { shape: [1, 1, 1, 2] });
    const { tangent: pushed } = jvp(pullBackAt, dynamic(1, 1, 1, 2), tangent);
    expectTensor(pushed, [1, 1, 2, 3], [2, 2 + 5, 0, 2, 0, 5]);
  });

  test('passes an infinite cotangent on, and 0 to all that are not the largest', () => {
    const x = tensor([1, 2], { shape: [1, 1, 1, 2] });
    const [xBar] = pullBack((x) => maxPool2d(x!, [1, 2]), [x], tensor([Infinity], { shape: [1, 1, 1, 1] }));
    expectTensor(xBar, [1, 1, 1, 2], [0, Infinity]);
  });
});

describe('avgPool2d', () => {
  test('takes the mean of each window, and leaves out what no window reaches', () => {
    expectTensor(avgPool2d(image, 2), [1, 1, 1, 2], [3.5, 5.5]);
    expectTensor(avgPool2d(image, [3, 1]), [1, 1, 1, 4], [5, 6, 7, 8]);
    expectTensor(avgPool2d(image, 2, { stride: [1, 2] }), [1, 1, 2, 2], [3.5, 5.5, 7.5, 9.5]);
    expectTensor(avgPool2d(counting(2, 2, 1, 2), [1, 2]), [2, 2, 1, 1], [1.5, 3.5, 5.5, 7.5]);
  });

  test('counts padding as zeros, or not', () => {
    const x = tensor([4, 8, 12, 16], { shape: [1, 1, 2, 2] });
    expectTensor(avgPool2d(x, 2, { padding: 1 }), [1, 1, 2, 2], [1, 2, 3, 4]);
    expectTensor(avgPool2d(x, 2, { padding: 1, countPadding: false }), [1, 1, 2, 2], [4, 8, 12, 16]);
    const options = { stride: 1, padding: [1, 0], countPadding: false } as const;
    expectTensor(avgPool2d(x, 2, options), [1, 1, 3, 1], [6, 10, 14]);
  });

  test('shares the cotangent of a mean among its terms', () => {
    const x = zeros([1, 1, 2, 3]);
    const cotangent = tensor([8, 40], { shape: [1, 1, 1, 2] });
    const [xBar] = pullBack((x) => avgPool2d(x!, 2, { stride: 1 }), [x], cotangent);
    expectTensor(xBar, [1, 1, 2, 3], [2, 12, 10, 2, 12, 10]);
    const options = { stride: [2, 3], padding: [0, 1], countPadding: false } as const;
    const [uncounted] = pullBack((x) => avgPool2d(x!, 2, options), [x], cotangent);
    expectTensor(uncounted, [1, 1, 2, 3], [4, 0, 10 * 2, 4, 0, 10 * 2]);
  });

  test('of NaN is NaN, in its own windows alone', () => {
    const x = tensor([NaN, 1, 2, 4], { shape: [1, 1, 1, 4] });
    expectTensor(avgPool2d(x, [1, 2]), [1, 1, 1, 2], [NaN, 3]);
  });

  test('of float32 sums in float64', () => {
    expectTensor(avgPool2d(tensor([1e8, 2, -1e8, 0], { shape: [1, 1, 2, 2] }), 2), [1, 1, 1, 1], [0.5]);
  });
});

describe('the definition, window by window', () => {
  const random = new Random(11);
  const pick = <T>(...from: readonly T[]): T => from[random.integer(0, from.length)]!;

  const settings = Array.from({ length: 60 }, () => {
    const size = [pick(1, 2, 3, 4), pick(1, 2, 3, 5)] as const;
    const dilation = [pick(1, 2, 3), pick(1, 1, 2)] as const;
    const padding = [pick(0, Math.floor(size[0] / 2)), pick(0, Math.floor(size[1] / 2))] as const;
    const sizes = ([0, 1] as const).map((axis) => dilation[axis] * (size[axis] - 1) + 1 + pick(0, 1, 3, 4));
    const stride = [pick(1, 2, 3), pick(1, 2, 5)] as const;
    return { shape: [pick(1, 2), pick(1, 3), ...sizes], size, options: { stride, padding, dilation } };
  });

  test.each(settings)('gives output and cotangent of maxPool2d: %j', ({ shape, size, options }) => {
    // Few numbers: many ties.
    const x = wholeNumbers(random, shape, 4);
    const { outputShape, windows } = windowsOf(shape, size, options);
    const largest = windows.map((window) => Math.max(...window.map((at) => x.data[at]!)));
    const cotangent = wholeNumbers(random, outputShape, 100);
    const expected = zeroes(x.size);
    for (const [i, window] of windows.entries()) {
      const chosen = window.filter((at) => x.data[at] === largest[i]);
      for (const at of chosen) expected[at]! += cotangent.data[i]! / chosen.length;
    }
    expectTensor(maxPool2d(x, size, options), outputShape, largest, 'float64');
    const [xBar] = pullBack((x) => maxPool2d(x!, size, options), [x], cotangent);
    expectClose(xBar!.data, expected, { relative: 1e-14, absolute: 1e-13 });
  });

  test.each(settings)('gives output and cotangent of avgPool2d: %j', ({ shape, size, options }) => {
    const x = wholeNumbers(random, shape, 100);
    const { stride, padding } = options;
    const { outputShape, windows } = windowsOf(shape, size, { stride, padding });
    const cotangent = wholeNumbers(random, outputShape, 100);
    for (const countPadding of [true, false]) {
      const means: number[] = [];
      const expected = zeroes(x.size);
      for (const [i, window] of windows.entries()) {
        const terms = countPadding ? size[0] * size[1] : window.length;
        means.push(window.reduce((total, at) => total + x.data[at]!, 0) / terms);
        for (const at of window) expected[at]! += cotangent.data[i]! / terms;
      }
      const call = (x: Tensor): Tensor => avgPool2d(x, size, { stride, padding, countPadding });
      expectTensor(call(x), outputShape, means, 'float64');
      const [xBar] = pullBack((x) => call(x!), [x], cotangent);
      expectClose(xBar!.data, expected, { relative: 1e-14, absolute: 1e-13 });
    }
  });
});

describe.each([
  ['maxPool2d', maxPool2d],
  ['avgPool2d', avgPool2d],
] as const)('%s refuses', (op, pool) => {
  const failure = (...given: unknown[]): string => failureOf(() => Reflect.apply(pool, undefined, given));
  const x = dynamic(2, 3, 5, 4);

  test('what is no batch of images', () => {
    expect(failure(dynamic(3, 5, 4), 2)).toBe(
      `ShapeError: ${op}: x must be [batch, channels, height, width], got [3, 5, 4]. Give it these axes with reshape().`,
    );
  });

  test('windows that are larger than the padded input', () => {
    expect(failure(x, [7, 2], { padding: [0, 1] })).toBe(
      `ShapeError: ${op}: windows must fit into the padded height, got size 7 at dilation 1 over 0 + 5 + 0 (7 > 5).`,
    );
    expect(failure(x, [2, 5])).toBe(
      `ShapeError: ${op}: windows must fit into the padded width, got size 5 at dilation 1 over 0 + 4 + 0 (5 > 4).`,
    );
    expect(failure(dynamic(2, 3, 0, 4), [1, 2])).toBe(
      `ShapeError: ${op}: windows must fit into the padded height, got size 1 at dilation 1 over 0 + 0 + 0 (1 > 0).`,
    );
  });

  test('padding of more than half of the window', () => {
    expect(failure(x, [2, 3], { padding: [1, 2] })).toBe(
      `ShapeError: ${op}: padding must be at most half of the window, got 2 for a window of width 3.`,
    );
    expect(failure(x, 1, { padding: 1 })).toBe(
      `ShapeError: ${op}: padding must be at most half of the window, got 1 for a window of height 1.`,
    );
  });

  test('windows of nothing but padding', () => {
    expect(failure(dynamic(2, 3, 0, 4), 2, { padding: 1 })).toBe(
      `ShapeError: ${op}: every window must hold an element of x, got height 0 in [2, 3, 0, 4], padded, at dilation 1. ` +
        'Leave the padding out.',
    );
  });

  test.each([
    [0, {}, 'size must be a whole number ≥ 1 or a pair [height, width] of them, got 0.'],
    [[2, 1.5], {}, 'size must be a whole number ≥ 1 or a pair [height, width] of them, got [2, 1.5].'],
    [undefined, {}, 'size must be a whole number ≥ 1 or a pair [height, width] of them, got undefined.'],
    [2, { stride: 0 }, 'stride must be a whole number ≥ 1 or a pair [height, width] of them, got 0.'],
    [2, { padding: -1 }, 'padding must be a whole number ≥ 0 or a pair [height, width] of them, got -1.'],
    [2, { padding: 'same' }, "padding must be a whole number ≥ 0 or a pair [height, width] of them, got 'same'."],
  ])('%j, %j', (size, options, message) => {
    expect(failure(x, size, options)).toBe(`ShapeError: ${op}: ${message}`);
  });
});

test('maxPool2d refuses dilation that leaves a window nothing but padding', () => {
  expect(failureOf(() => maxPool2d(dynamic(1, 1, 5, 2), [1, 2], { padding: [0, 1], dilation: 3 }))).toBe(
    'ShapeError: maxPool2d: every window must hold an element of x, got width 2 in [1, 1, 5, 2], padded, at dilation 3. ' +
      'Leave the padding out.',
  );
  expect(failureOf(() => maxPool2d(dynamic(1, 1, 5, 3), 2, { dilation: 1.5 }))).toBe(
    'ShapeError: maxPool2d: dilation must be a whole number ≥ 1 or a pair [height, width] of them, got 1.5.',
  );
});

test('every window that maxPool2d allows holds an element', () => {
  for (let width = 0; width < 7; width++)
    for (let size = 1; size < 6; size++)
      for (let padding = 0; padding <= size / 2; padding++)
        for (let dilation = 1; dilation < 6; dilation++) {
          const options = { stride: 1, padding: [0, padding], dilation } as const;
          const shape = [1, 1, 1, width];
          const { outputShape, windows } = windowsOf(shape, [1, size], options);
          const isAllowed = outputShape[3]! > 0 && windows.every((window) => window.length > 0);
          const failure = failureOf(() => maxPool2d(zeros(shape) as Tensor, [1, size], options));
          expect([shape, size, options, failure === 'nothing was thrown']).toEqual([shape, size, options, isAllowed]);
        }
});

/** The elements of each window, as positions in the data of a tensor of `shape`. */
function windowsOf(shape: Shape, size: readonly number[], options: MaxPool2dOptions & AvgPool2dOptions) {
  const { stride, padding, dilation = [1, 1] } = options;
  const [strides, paddings, dilations] = [stride, padding, dilation].map((given) =>
    typeof given === 'number' ? [given, given] : given!,
  ) as [number[], number[], number[]];
  const [batch, channels, height, width] = shape as [number, number, number, number];
  const positions = (axis: number, window: number): number[] =>
    Array.from({ length: size[axis]! }, (_, tap) => window * strides[axis]! + tap * dilations[axis]! - paddings[axis]!);
  const counts = [height, width].map(
    (n, axis) => Math.floor((n + 2 * paddings[axis]! - dilations[axis]! * (size[axis]! - 1) - 1) / strides[axis]!) + 1,
  );
  const windows: number[][] = [];
  for (let plane = 0; plane < batch * channels; plane++)
    for (let i = 0; i < counts[0]!; i++)
      for (let j = 0; j < counts[1]!; j++) {
        const rows = positions(0, i).filter((row) => row >= 0 && row < height);
        const columns = positions(1, j).filter((column) => column >= 0 && column < width);
        windows.push(rows.flatMap((row) => columns.map((column) => (plane * height + row) * width + column)));
      }
  return { outputShape: [batch, channels, ...counts], windows };
}

/** From 0 to `below` - 1. */
function wholeNumbers(random: Random, shape: Shape, below: number): Tensor {
  const numbers = Array.from({ length: sizeOf(shape) }, () => random.integer(0, below));
  return tensor(numbers, { shape, dtype: 'float64' });
}

function zeroes(count: number): number[] {
  return new Array(count).fill(0);
}

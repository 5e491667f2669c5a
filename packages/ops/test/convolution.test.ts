import { jvp, Random, type Shape, sizeOf, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { add, type Conv2dOptions, conv1d, conv2d, reshape } from '@pullback/ops';
import { contentsOf, counting, dynamic, expectTensor, failureOf, pullBack } from './support';

const HEIGHT_AND_WIDTH = { shape: [1, 1, 3, 3] } as const;
const square = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], HEIGHT_AND_WIDTH);
const weight = counting(1, 1, 2, 2);

describe('conv2d', () => {
  test('sums the products under the window, which it does not mirror', () => {
    const y = [1 + 4 + 12 + 20, 2 + 6 + 15 + 24, 4 + 10 + 21 + 32, 5 + 12 + 24 + 36];
    expectTensor(conv2d(square, weight), [1, 1, 2, 2], y);
  });

  test('moves by the stride, and leaves out what no window reaches', () => {
    expectTensor(conv2d(square, weight, { stride: 2 }), [1, 1, 1, 1], [37]);
    expectTensor(conv2d(square, weight, { stride: [2, 1] }), [1, 1, 1, 2], [37, 47]);
    expectTensor(conv2d(square, weight, { stride: [1, 2] }), [1, 1, 2, 1], [37, 67]);
  });

  test('reads zeros around the input', () => {
    expectTensor(conv2d(square, weight, { padding: 1, stride: 2 }), [1, 1, 2, 2], [4, 6 + 12, 8 + 28, 77]);
    expectTensor(conv2d(square, weight, { padding: [1, 0] }).reshape([4, 2]), [4, 2], [11, 18, 37, 47, 67, 77, 23, 26]);
  });

  test('reads elements as far apart as the dilation', () => {
    expectTensor(conv2d(square, weight, { dilation: 2 }), [1, 1, 1, 1], [1 + 6 + 21 + 36]);
    expectTensor(conv2d(square, weight, { dilation: [1, 2] }), [1, 1, 2, 1], [1 + 6 + 12 + 24, 4 + 12 + 21 + 36]);
  });

  test("with padding 'same' keeps the size, and pads one more at the end if it must", () => {
    const y = conv2d(square, weight, { padding: 'same' });
    expectTensor(y, [1, 1, 3, 3], [37, 47, 21, 67, 77, 33, 23, 26, 9]);
    expectTensor(conv2d(square, zeros([5, 1, 3, 4]), { padding: 'same', dilation: 5 }), [1, 5, 3, 3], zeroes(45));
  });

  test("with padding 'valid' pads nothing", () => {
    expect(contentsOf(conv2d(square, weight, { padding: 'valid' }))).toEqual(contentsOf(conv2d(square, weight)));
  });

  test('convolves each group of channels with its own part of the weight', () => {
    const x = tensor([1, 2, 3, 4], { shape: [1, 4, 1, 1] });
    const parts = tensor([1, 10, 100, 1000], { shape: [2, 2, 1, 1] });
    expectTensor(conv2d(x, parts, { groups: 2 }), [1, 2, 1, 1], [21, 4300]);
    expectTensor(conv2d(x, reshape(parts, [4, 1, 1, 1]), { groups: 4 }), [1, 4, 1, 1], [1, 20, 300, 4000]);
  });

  test('takes a bias by broadcasting', () => {
    const y = conv2d(square, tensor([1, -1], { shape: [2, 1, 1, 1] }), { stride: 2 });
    expectTensor(add(y, reshape(tensor([10, 20]), [-1, 1, 1])), [1, 2, 2, 2], [11, 13, 17, 19, 19, 17, 13, 11]);
  });

  test('of no images is no images, and of no channels is zeros', () => {
    expectTensor(conv2d(zeros([0, 3, 4, 5]), zeros([2, 3, 3, 3])), [0, 2, 2, 3], []);
    expectTensor(conv2d(zeros([1, 0, 3, 4]), zeros([2, 0, 2, 3])), [1, 2, 2, 2], zeroes(8));
  });

  test('keeps NaN and infinity, but lets them meet no padding', () => {
    const x = tensor([NaN, 0, 1], { shape: [1, 1, 1, 3] });
    expectTensor(conv2d(x, tensor([1, 0], { shape: [1, 1, 1, 2] })), [1, 1, 1, 2], [NaN, 0]);
    const infinite = tensor([Infinity, 1], { shape: [1, 1, 1, 2] });
    expectTensor(conv2d(x, infinite, { padding: [0, 1] }), [1, 1, 1, 4], [NaN, NaN, NaN, Infinity]);
  });
});

test('conv1d sums the products under the window along one axis', () => {
  const x = tensor([1, 2, 3, 4, 10, 20, 30, 40], { shape: [1, 2, 4] });
  const kernel = tensor([1, -1, 2, 1], { shape: [1, 2, 2] });
  expectTensor(conv1d(x, kernel), [1, 1, 3], [39, 69, 99]);
  expectTensor(conv1d(x, kernel, { stride: 3, padding: 1 }), [1, 1, 2], [9, 99]);
  expectTensor(conv1d(x, kernel, { dilation: 3 }), [1, 1, 1], [57]);
  expectTensor(conv1d(x, kernel, { padding: 'same' }), [1, 1, 4], [39, 69, 99, 84]);
  expectTensor(conv1d(x, kernel, { padding: 'valid' }), [1, 1, 3], [39, 69, 99]);
  expectTensor(
    conv1d(x, reshape(kernel, [4, 1, 1]), { groups: 2, stride: 3 }).reshape([8]),
    [8],
    [1, 4, -1, -4, 20, 80, 10, 40],
  );
  expectTensor(conv1d(zeros([0, 2, 4]), kernel), [0, 1, 3], []);
});

describe('the definition, in plain loops', () => {
  const random = new Random(7);
  const pick = <T>(...from: readonly T[]): T => from[random.integer(0, from.length)]!;

  test.each(Array.from({ length: 80 }, () => drawSetting()))('gives output and cotangents: %j', (setting) => {
    const { xShape, weightShape, options } = setting;
    const x = wholeNumbers(random, xShape);
    const w = wholeNumbers(random, weightShape);
    const y = conv2d(x, w, options);
    const cotangent = wholeNumbers(random, y.shape);
    const expected = byDefinition(x, w, cotangent, options);
    expectTensor(y, expected.shape, expected.y, 'float64');
    const [xBar, wBar] = pullBack((x, w) => conv2d(x!, w!, options), [x, w], cotangent);
    expectTensor(xBar, xShape, expected.xBar, 'float64');
    expectTensor(wBar, weightShape, expected.wBar, 'float64');
  });

  function drawSetting() {
    const groups = pick(1, 1, 2, 3);
    const [inGroup, outGroup] = pick([1, 2], [2, 1], [2, 3], [3, 1]);
    const stride: [number, number] = [pick(1, 2, 3, 4), pick(1, 2, 3, 4)];
    const padding: [number, number] = [pick(0, 1, 2, 3), pick(0, 1, 2, 3)];
    const dilation: [number, number] = [pick(1, 2, 3), pick(1, 2, 3)];
    const [kernelHeight, kernelWidth] = pick([1, 2], [2, 3], [3, 1], [4, 2]);
    const room = (axis: 0 | 1, taps: number): number =>
      Math.max(1, dilation[axis] * (taps - 1) + 1 - 2 * padding[axis]);
    const height = room(0, kernelHeight) + pick(0, 1, 2, 5);
    const width = room(1, kernelWidth) + pick(0, 1, 3, 4);
    return {
      xShape: [pick(1, 2), groups * inGroup, height, width] as const,
      weightShape: [groups * outGroup, inGroup, kernelHeight, kernelWidth] as const,
      options: { stride, padding, dilation, groups },
    };
  }
});

describe('sums of float32 products run in float64 and are rounded once', () => {
  const terms = [1e8, 1, -1e8];

  test('in the output', () => {
    const ones = tensor([1, 1, 1], { shape: [1, 1, 1, 3] });
    expectTensor(conv2d(tensor(terms, { shape: [1, 1, 1, 3] }), ones), [1, 1, 1, 1], [1]);
    expectTensor(conv2d(tensor(terms, { shape: [1, 3, 1, 1] }), ones.reshape([1, 3, 1, 1])), [1, 1, 1, 1], [1]);
  });

  test('in both cotangents', () => {
    const cotangent = tensor(terms, { shape: [1, 1, 1, 3] });
    const [, wBar] = pullBack((x, w) => conv2d(x!, w!), [ones(1, 1, 1, 3), ones(1, 1, 1, 1)], cotangent);
    expectTensor(wBar, [1, 1, 1, 1], [1]);
    const [xBar] = pullBack(
      (x, w) => conv2d(x!, w!),
      [ones(1, 1, 1, 1), ones(3, 1, 1, 1)],
      cotangent.reshape([1, 3, 1, 1]),
    );
    expectTensor(xBar, [1, 1, 1, 1], [1]);
  });

  function ones(...shape: number[]): Tensor {
    return tensor(new Array(sizeOf(shape)).fill(1), { shape });
  }
});

test('the derivatives of conv2d are conv2d and its two transposes, to any order', () => {
  const cotangent = counting(1, 1, 2, 2);
  const tape = new Tape();
  const twice = new Tape();
  tape.record(() => {
    const [xBar] = twice.record(() => pullBack((x, w) => conv2d(x!, w!), [square, weight], cotangent));
    twice.gradient(xBar!, [cotangent, weight], { cotangent: square });
  });
  const names = tape.nodes.map(({ primitive }) => primitive.name).filter((name) => name !== 'identity');
  expect(names).toEqual(['conv2d', 'conv2dTransposed', 'conv2dWeight', 'conv2d', 'conv2dWeight']);
});

test('the pullbacks of conv2d push forward as they are, since they are linear in the cotangent', () => {
  const options = { stride: 2, padding: 1 };
  const tangent = counting(1, 1, 2, 2);
  const expected = pullBack((x, w) => conv2d(x!, w!, options), [square, weight], tangent);
  for (const [i, cotangent] of expected.entries()) {
    const pullBackAt = (y: Tensor) => pullBack((x, w) => conv2d(x!, w!, options), [square, weight], y)[i]!;
    const { tangent: pushed } = jvp(pullBackAt, dynamic(1, 1, 2, 2), tangent);
    expect(contentsOf(pushed)).toEqual(contentsOf(cotangent));
  }
});

describe('refused', () => {
  const x = dynamic(2, 6, 5, 4);
  const w = dynamic(4, 6, 3, 2);
  const failure = (options: object): string => failureOf(() => conv2d(x, w, options));

  test('what has not the axes of images and weights', () => {
    expect(failureOf(() => conv2d(dynamic(6, 5, 4), w))).toBe(
      'ShapeError: conv2d: x must be [batch, channels, height, width], got [6, 5, 4]. Give it these axes with reshape().',
    );
    expect(failureOf(() => conv2d(x, dynamic(4, 6, 3)))).toBe(
      'ShapeError: conv2d: weight must be [outChannels, channels / groups, kernelHeight, kernelWidth], got [4, 6, 3]. ' +
        'Give it these axes with reshape().',
    );
    expect(failureOf(() => conv1d(dynamic(6, 5), dynamic(4, 6, 3)))).toBe(
      'ShapeError: conv1d: x must be [batch, channels, length], got [6, 5]. Give it these axes with reshape().',
    );
    expect(failureOf(() => conv1d(dynamic(1, 6, 5), w))).toBe(
      'ShapeError: conv1d: weight must be [outChannels, channels / groups, kernelLength], got [4, 6, 3, 2]. ' +
        'Give it these axes with reshape().',
    );
  });

  test('channels that are not those of the weight, or not a multiple of the groups', () => {
    expect(failureOf(() => conv2d(x, dynamic(4, 5, 3, 2)))).toBe(
      "ShapeError: conv2d: weight must have x's channels / groups at its axis 1, got x [2, 6, 5, 4], " +
        'weight [4, 5, 3, 2] and groups 1 (5 ≠ 6).',
    );
    expect(failure({ groups: 2 })).toBe(
      "ShapeError: conv2d: weight must have x's channels / groups at its axis 1, got x [2, 6, 5, 4], " +
        'weight [4, 6, 3, 2] and groups 2 (6 ≠ 3).',
    );
    expect(failure({ groups: 4 })).toBe(
      'ShapeError: conv2d: groups must divide the channels of x, got x [2, 6, 5, 4], weight [4, 6, 3, 2] and groups 4 ' +
        '(6 is not a multiple of 4).',
    );
    expect(failure({ groups: 3 })).toBe(
      'ShapeError: conv2d: groups must divide the output channels, got x [2, 6, 5, 4], weight [4, 6, 3, 2] and groups 3 ' +
        '(4 is not a multiple of 3).',
    );
  });

  test('windows that are larger than the padded input, or empty', () => {
    expect(failure({ dilation: [3, 1], padding: [0, 7] })).toBe(
      'ShapeError: conv2d: windows must fit into the padded height, got size 3 at dilation 3 over 0 + 5 + 0 (7 > 5).',
    );
    expect(failure({ dilation: 6, padding: [4, 1] })).toBe(
      'ShapeError: conv2d: windows must fit into the padded width, got size 2 at dilation 6 over 1 + 4 + 1 (7 > 6).',
    );
    expect(failureOf(() => conv1d(dynamic(1, 6, 2), dynamic(4, 6, 3)))).toBe(
      'ShapeError: conv1d: windows must fit into the padded length, got size 3 at dilation 1 over 0 + 2 + 0 (3 > 2).',
    );
    expect(failureOf(() => conv2d(x, dynamic(4, 6, 3, 0)))).toBe(
      'ShapeError: conv2d: weight must have sizes ≥ 1 along its last axes, got [4, 6, 3, 0].',
    );
  });

  test.each([
    [{ stride: 0 }, 'stride must be a whole number ≥ 1 or a pair [height, width] of them, got 0.'],
    [{ stride: [1, 1.5] }, 'stride must be a whole number ≥ 1 or a pair [height, width] of them, got [1, 1.5].'],
    [{ stride: [1] }, 'stride must be a whole number ≥ 1 or a pair [height, width] of them, got [1].'],
    [{ stride: '1' }, "stride must be a whole number ≥ 1 or a pair [height, width] of them, got '1'."],
    [{ dilation: -1 }, 'dilation must be a whole number ≥ 1 or a pair [height, width] of them, got -1.'],
    [{ dilation: NaN }, 'dilation must be a whole number ≥ 1 or a pair [height, width] of them, got NaN.'],
    [{ groups: 0 }, 'groups must be a whole number ≥ 1, got 0.'],
    [{ groups: 1.5 }, 'groups must be a whole number ≥ 1, got 1.5.'],
    [
      { padding: [0, -1] },
      "padding must be a whole number ≥ 0, a pair [height, width] of them, 'same' or 'valid', got [0, -1].",
    ],
    [
      { padding: 'full' },
      "padding must be a whole number ≥ 0, a pair [height, width] of them, 'same' or 'valid', got 'full'.",
    ],
    [
      { padding: 'same', stride: [1, 2] },
      "padding 'same' requires stride 1, got [1, 2]. Give the padding as a number.",
    ],
  ])('%j', (options, message) => {
    expect(failure(options)).toBe(`ShapeError: conv2d: ${message}`);
  });

  test('numbers that conv1d does not take, in its own words', () => {
    const failure = (options: object): string => failureOf(() => conv1d(dynamic(1, 2, 5), dynamic(3, 2, 2), options));
    expect(failure({ stride: 0 })).toBe('ShapeError: conv1d: stride must be a whole number ≥ 1, got 0.');
    expect(failure({ padding: -1 })).toBe(
      "ShapeError: conv1d: padding must be a whole number ≥ 0, 'same' or 'valid', got -1.",
    );
    expect(failure({ padding: 'same', stride: 2 })).toBe(
      "ShapeError: conv1d: padding 'same' requires stride 1, got 2. Give the padding as a number.",
    );
  });

  test('two dtypes, and whole numbers', () => {
    expect(failureOf(() => conv2d(zeros([1, 1, 2, 2], { dtype: 'float64' }), zeros([1, 1, 2, 2])))).toBe(
      'DTypeError: conv2d: both operands must have one dtype, got float64 and float32. ' +
        "Convert one: cast(x, 'float64').",
    );
    expect(failureOf(() => conv1d(zeros([1, 1, 2]), zeros([1, 1, 2], { dtype: 'int32' })))).toBe(
      "DTypeError: conv1d: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').",
    );
  });
});

/** Output and cotangents, from the products that make them: each adds to all three. */
function byDefinition(x: Tensor, w: Tensor, cotangent: Tensor, options: Conv2dOptions) {
  const [stride, padding, dilation] = [options.stride, options.padding, options.dilation] as [number, number][];
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const [outChannels, inGroup, kernelHeight, kernelWidth] = w.shape as [number, number, number, number];
  const outGroup = outChannels / options.groups!;
  const count = (size: number, axis: 0 | 1, taps: number): number =>
    Math.floor((size + 2 * padding![axis] - dilation![axis] * (taps - 1) - 1) / stride![axis]) + 1;
  const shape = [batch, outChannels, count(height, 0, kernelHeight), count(width, 1, kernelWidth)] as const;
  const [y, xBar, wBar] = [zeroes(sizeOf(shape)), zeroes(x.size), zeroes(w.size)];
  const [, , outHeight, outWidth] = shape;
  for (let n = 0; n < batch; n++)
    for (let o = 0; o < outChannels; o++)
      for (let i = 0; i < outHeight; i++)
        for (let j = 0; j < outWidth; j++)
          for (let c = 0; c < inGroup; c++)
            for (let p = 0; p < kernelHeight; p++)
              for (let q = 0; q < kernelWidth; q++) {
                const row = i * stride![0] + p * dilation![0] - padding![0];
                const column = j * stride![1] + q * dilation![1] - padding![1];
                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                const channel = Math.floor(o / outGroup) * inGroup + c;
                const xAt = ((n * channels + channel) * height + row) * width + column;
                const wAt = ((o * inGroup + c) * kernelHeight + p) * kernelWidth + q;
                const yAt = ((n * outChannels + o) * outHeight + i) * outWidth + j;
                y[yAt]! += x.data[xAt]! * w.data[wAt]!;
                xBar[xAt]! += cotangent.data[yAt]! * w.data[wAt]!;
                wBar[wAt]! += cotangent.data[yAt]! * x.data[xAt]!;
              }
  return { shape, y, xBar, wBar };
}

/** From -8 to 8: sums of their products are exact in any order. */
function wholeNumbers(random: Random, shape: Shape): Tensor {
  const numbers = Array.from({ length: sizeOf(shape) }, () => random.integer(-8, 9));
  return tensor(numbers, { shape, dtype: 'float64' });
}

function zeroes(count: number): number[] {
  return new Array(count).fill(0);
}

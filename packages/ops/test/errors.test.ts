// What misuse is told: the op, what was required, what came instead, the clash, and the way out.

import * as core from '@pullback/core';
import { Parameter, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import * as ops from '@pullback/ops';
import { failureOf } from './support';

/** What plain JavaScript can call, whatever the types say. */
interface Untyped {
  (...args: readonly unknown[]): Untyped;
  readonly pullback: Untyped;
}
const o = ops as object as { readonly [Op in keyof typeof ops]: Untyped };
const c = core as object as { readonly [Name in keyof typeof core]: Untyped };

const z = (...shape: readonly number[]): Tensor => zeros(shape);
const int32 = (elements: readonly number[]): Tensor => tensor(elements, { dtype: 'int32' });
const float64 = { dtype: 'float64' } as const;

/** Who, what, and what it is told. */
type Misuse = readonly [what: string, attempt: () => unknown, message: string];

const products: readonly Misuse[] = [
  [
    'inner sizes of a product that differ',
    () => o.matmul(z(32, 784), z(128, 10)),
    'ShapeError: matmul: inner dimensions must agree, got [32, 784] and [128, 10] (784 ≠ 128).',
  ],
  [
    'inner sizes of a product read transposed',
    () => o.matmul(z(32, 784), z(128, 10), { transposeB: true }),
    'ShapeError: matmul: inner dimensions must agree, got [32, 784] and [128, 10]ᵀ (784 ≠ 10).',
  ],
  [
    'stacks of matrices that do not broadcast',
    () => o.matmul(z(2, 3, 4), z(5, 4, 6)),
    'ShapeError: matmul: the axes before the matrices must broadcast, got [2, 3, 4] and [5, 4, 6] (2 ≠ 5 at axis -3, and neither is 1).',
  ],
  [
    'a product with a scalar',
    () => o.matmul(z(), z(3, 4)),
    'ShapeError: matmul: vectors, matrices or stacks of matrices are required, got [] and [3, 4]. Scale by a scalar with mul().',
  ],
  [
    'an outer product of a matrix',
    () => o.outer(z(2, 3), z(2)),
    'ShapeError: outer: two vectors are required, got [2, 3] and [2]. Flatten them with reshape(x, [-1]).',
  ],
  [
    'an einsum for another number of tensors',
    () => o.einsum('ij,jk', z(2, 3)),
    "PullbackError: einsum: tensors and terms must be as many, got 1 and 2 in 'ij,jk'. Give one for each term.",
  ],
  [
    'an einsum with a letter of two sizes',
    () => o.einsum('ij,jk', z(2, 3), z(4, 5)),
    "ShapeError: einsum: every 'j' must have one size, got [2, 3] as operand 0 and [4, 5] as operand 1 (3 ≠ 4). Use another letter for another axis.",
  ],
  [
    'an einsum for another rank',
    () => o.einsum('ij', z(2, 3, 4)),
    "ShapeError: einsum: 'ij' is for rank 2, got [2, 3, 4] as operand 0. Give each axis a letter, or write '...' for those before.",
  ],
  [
    'an einsum with an unknown letter in the output',
    () => o.einsum('ij->ik', z(2, 3)),
    "PullbackError: einsum: no operand has the output's 'k' in 'ij->ik'. Name an axis of an operand.",
  ],
  [
    'an einsum with a digit',
    () => o.einsum('i1', z(2, 3)),
    "PullbackError: einsum: '1' has no meaning in 'i1'. Write letters, ',', '...' and '->'.",
  ],
];

const axes: readonly Misuse[] = [
  [
    'several axes for the place of a maximum',
    () => o.argmax(z(2, 3), [0, 1]),
    'ShapeError: argmax: axis [0, 1] is out of range for rank 2 (valid: -2…1).',
  ],
  [
    'an axis out of range',
    () => o.sum(z(2, 3), 2),
    'ShapeError: sum: axis 2 is out of range for rank 2 (valid: -2…1).',
  ],
  [
    'a negative axis out of range',
    () => o.softmax(z(2, 3), -3),
    'ShapeError: softmax: axis -3 is out of range for rank 2 (valid: -2…1).',
  ],
  [
    'an axis that is not whole',
    () => o.sum(z(2, 3), 0.5),
    'ShapeError: sum: axis 0.5 is out of range for rank 2 (valid: -2…1).',
  ],
  [
    'an axis named twice',
    () => o.sum(z(2, 3), [1, -1]),
    'ShapeError: sum: each axis may be named once, got axis 1 twice in [1, -1].',
  ],
  [
    'an axis that is no number',
    () => o.sum(z(2, 3), '1'),
    'ShapeError: sum: axes are a number or an array of numbers, got "1".',
  ],
  [
    'an axis to squeeze that is not 1',
    () => o.squeeze(z(2, 1), 0),
    'ShapeError: squeeze: an axis must have size 1 to be removed, got size 2 at axis 0 of [2, 1].',
  ],
  [
    'a new axis out of range',
    () => o.expandDims(z(2), 3),
    'ShapeError: expandDims: axis 3 is out of range for rank 2 (valid: -2…1).',
  ],
  [
    'a permutation that names an axis twice',
    () => o.transpose(z(2, 3), [0, 0]),
    'ShapeError: transpose: the permutation must name each of 2 axes once, got [0, 0].',
  ],
  [
    'a permutation that is too short',
    () => o.transpose(z(2, 3), [0]),
    'ShapeError: transpose: the permutation must name each of 2 axes once, got [0].',
  ],
  [
    'an axis to flip out of range',
    () => o.flip(z(2, 3), 2),
    'ShapeError: flip: axis 2 is out of range for rank 2 (valid: -2…1).',
  ],
];

const shapes: readonly Misuse[] = [
  [
    'a reshape that does not fit',
    () => o.reshape(z(2, 3), [4, 2]),
    'ShapeError: reshape: [2, 3] does not fit into [4, 2]: 6 elements ≠ 8.',
  ],
  [
    'a reshape that could be anything',
    () => o.reshape(z(0, 3), [0, -1]),
    'ShapeError: reshape: [0, 3] does not fit into [0, -1]: with a size of 0 any number could stand for -1.',
  ],
  [
    'a reshape with two open sizes',
    () => o.reshape(z(2, 3), [-1, -1]),
    'ShapeError: reshape: [2, 3] does not fit into [-1, -1]: only one size may be -1.',
  ],
  [
    'a reshape that leaves a rest over',
    () => o.reshape(z(2, 3), [4, -1]),
    'ShapeError: reshape: [2, 3] does not fit into [4, -1]: 6 elements are not a multiple of 4.',
  ],
  [
    'a concat of other ranks',
    () => o.concat([z(2, 3), z(2)]),
    'ShapeError: concat: operand 1 must have the rank of operand 0, got [2] and [2, 3] (1 ≠ 2).',
  ],
  [
    'a concat of other sizes',
    () => o.concat([z(2, 3), z(2, 4)]),
    'ShapeError: concat: operand 1 must have the shape of operand 0 but along axis 0, got [2, 4] and [2, 3] (4 ≠ 3 at axis 1).',
  ],
  ['a concat of nothing', () => o.concat([]), 'ShapeError: concat: at least one tensor is required, got none.'],
  [
    'a concat of one tensor',
    () => o.concat(z(2)),
    'DTypeError: concat: an array of tensors is required, such as [a, b], got a tensor [2].',
  ],
  [
    'a stack of other shapes',
    () => o.stack([z(2, 3), z(3, 2)]),
    'ShapeError: stack: operand 1 must have the shape of operand 0, got [3, 2] and [2, 3] (3 ≠ 2 at axis 0).',
  ],
  [
    'a split into parts that do not come out even',
    () => o.split(z(5), 2),
    'ShapeError: split: the number of parts must divide axis 0 of [5], got 2 (5 is not a multiple of 2). Give the size of each part.',
  ],
  [
    'a split into sizes that do not add up',
    () => o.split(z(5), [2, 2]),
    'ShapeError: split: the sizes must add up to axis 0 of [5], got [2, 2] (4 ≠ 5).',
  ],
  [
    'a step of 0',
    () => o.slice(z(3), [[0, 3, 0]]),
    'ShapeError: slice: the step of a range must not be 0, got 0 at axis 0.',
  ],
  [
    'more ranges than axes',
    () => o.slice(z(3), [null, null]),
    'ShapeError: slice: at most one range for each axis is required, got 2 for [3] (2 > 1).',
  ],
  [
    'repeats that are not one for each axis',
    () => o.tile(z(2, 3), [2]),
    'ShapeError: tile: one whole number ≥ 0 for each axis of [2, 3] is required, got [2].',
  ],
  [
    'padding that is not one pair for each axis',
    () => o.pad(z(2, 3), [[1, 1]]),
    'ShapeError: pad: one pair [before, after] of whole numbers ≥ 0 for each axis of [2, 3] is required, got [[1, 1]].',
  ],
  [
    'negative padding',
    () => o.pad(z(2), [[-1, 1]]),
    'ShapeError: pad: one pair [before, after] of whole numbers ≥ 0 for each axis of [2] is required, got [[-1, 1]].',
  ],
  [
    'shapes that do not broadcast',
    () => o.add(z(2, 3), z(2)),
    'ShapeError: add: shapes must broadcast, got [2, 3] and [2] (3 ≠ 2 at axis -1, and neither is 1).',
  ],
  [
    'a shape without room',
    () => o.broadcastTo(z(3), [2]),
    'ShapeError: broadcastTo: shapes must broadcast, got [3] and [2] (3 ≠ 2 at axis -1, and neither is 1).',
  ],
  [
    'slopes that do not broadcast',
    () => o.prelu(z(2, 3), z(2)),
    'ShapeError: prelu: shapes must broadcast, got [2] and [2, 3] (2 ≠ 3 at axis -1, and neither is 1).',
  ],
  [
    'a convolution of other channels',
    () => o.conv2d(z(1, 3, 8, 8), z(4, 2, 3, 3)),
    "ShapeError: conv2d: weight must have x's channels / groups at its axis 1, got x [1, 3, 8, 8], weight [4, 2, 3, 3] and groups 1 (2 ≠ 3).",
  ],
  [
    'a window larger than the image',
    () => o.conv2d(z(1, 3, 2, 2), z(4, 3, 3, 3)),
    'ShapeError: conv2d: windows must fit into the padded height, got size 3 at dilation 1 over 0 + 2 + 0 (3 > 2).',
  ],
  [
    'images without a batch axis',
    () => o.conv2d(z(3, 8, 8), z(4, 3, 3, 3)),
    'ShapeError: conv2d: x must be [batch, channels, height, width], got [3, 8, 8]. Give it these axes with reshape().',
  ],
  [
    'a stride of 0',
    () => o.conv2d(z(1, 3, 8, 8), z(4, 3, 3, 3), { stride: 0 }),
    'ShapeError: conv2d: stride must be a whole number ≥ 1 or a pair [height, width] of them, got 0.',
  ],
  [
    'padding of more than half a window',
    () => o.maxPool2d(z(1, 1, 4, 4), 2, { padding: 2 }),
    'ShapeError: maxPool2d: padding must be at most half of the window, got 2 for a window of height 2.',
  ],
  [
    'a maximum of nothing',
    () => o.max(z(0)),
    'ShapeError: max: each output needs at least one element, got [0] along axes [0] (max of nothing). Leave out the axes of size 0.',
  ],
  [
    'a maximum along an axis of nothing',
    () => o.max(z(2, 0), 1),
    'ShapeError: max: each output needs at least one element, got [2, 0] along axes [1] (max of nothing). Leave out the axes of size 0.',
  ],
  [
    'the place of a maximum of nothing',
    () => o.argmax(z(0)),
    'ShapeError: argmax: each output needs at least one element, got [0] along axes [0] (argmax of nothing). Leave out the axes of size 0.',
  ],
];

const indices: readonly Misuse[] = [
  [
    'an index out of range',
    () => o.gather(z(3, 2), int32([0, 3])),
    'IndexError: gather: indices must be ≥ 0 and < 3 along axis 0 of [3, 2], got 3 at element 1.',
  ],
  [
    'a negative index',
    () => o.gather(z(3, 2), int32([-1])),
    'IndexError: gather: indices must be ≥ 0 and < 3 along axis 0 of [3, 2], got -1 at element 0.',
  ],
  [
    'indices that are floats',
    () => o.gather(z(3, 2), tensor([0, 1])),
    "DTypeError: gather: indices must be int32, got float32. Convert them: cast(indices, 'int32').",
  ],
  [
    'a place to scatter to that is out of range',
    () => o.scatterAdd(z(3, 2), int32([0, 3]), z(2, 2)),
    'IndexError: scatterAdd: indices must be ≥ 0 and < 3 along axis 0 of [3, 2], got 3 at element 1.',
  ],
  [
    'updates of another shape',
    () => o.scatterAdd(z(3, 2), int32([0, 1]), z(2, 3)),
    'ShapeError: scatterAdd: updates must have shape [2, 2], with indices [2] in place of axis 0 of [3, 2], got [2, 3].',
  ],
  [
    'a label out of range',
    () => o.oneHot(int32([0, 4]), 4),
    'IndexError: oneHot: labels must be ≥ 0 and < 4, got 4 at element 1.',
  ],
  [
    'a row out of range',
    () => o.embedding(z(3, 2), int32([5])),
    'IndexError: embedding: indices must be ≥ 0 and < 3 along axis 0 of [3, 2], got 5 at element 0.',
  ],
  [
    'an index of a slice out of range',
    () => o.slice(z(3), [3]),
    'IndexError: slice: index 3 is outside axis 0 of [3] (valid: -3…2).',
  ],
];

const makingTensors: readonly Misuse[] = [
  [
    'ragged rows',
    () => c.tensor([[1, 2], [3]]),
    'ShapeError: tensor: nested arrays must be rectangular, required length 2 at [1], got 1. Pad the short rows.',
  ],
  [
    'ragged depths',
    () => c.tensor([[1, 2], 3]),
    'ShapeError: tensor: nested arrays must be rectangular, required an array at [1], got number 3. Pad the short rows.',
  ],
  [
    'elements that are strings',
    () => c.tensor(['a']),
    'DTypeError: tensor: elements are numbers or booleans, got "a" at [0].',
  ],
  ['a negative size', () => c.zeros([-1]), 'ShapeError: zeros: sizes are whole numbers ≥ 0, got -1 at axis 0 of [-1].'],
  [
    'a fractional size',
    () => c.zeros([1.5]),
    'ShapeError: zeros: sizes are whole numbers ≥ 0, got 1.5 at axis 0 of [1.5].',
  ],
  [
    'a shape that is a number',
    () => c.zeros(3),
    'ShapeError: zeros: a shape is an array of sizes, such as [2, 3], got 3.',
  ],
  [
    'a shape beyond counting',
    () => c.zeros([1e9, 1e9]),
    'ShapeError: zeros: [1000000000, 1000000000] has more elements than can be counted.',
  ],
];

const kindsOfNumber: readonly Misuse[] = [
  [
    'two dtypes',
    () => o.add(z(2), zeros([2], float64)),
    "DTypeError: add: both operands must have one dtype, got float32 and float64. Convert one: cast(x, 'float64').",
  ],
  [
    'whole numbers and floats',
    () => o.mul(int32([1, 2]), z(2)),
    "DTypeError: mul: both operands must have one dtype, got int32 and float32. Convert one: cast(x, 'float32').",
  ],
  [
    'a concat of other dtypes',
    () => o.concat([z(2, 3), zeros([2, 3], float64)]),
    "DTypeError: concat: operand 1 must have the dtype of operand 0, got float64 and float32. Convert it: cast(x, 'float32').",
  ],
  [
    'a fraction beside whole numbers',
    () => o.add(int32([1]), 0.5),
    "DTypeError: add: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got 0.5. Convert the tensor: cast(x, 'float32').",
  ],
  [
    'an exponential of whole numbers',
    () => o.exp(int32([1])),
    "DTypeError: exp: float32 or float64 are required, got int32. Convert it: cast(x, 'float32').",
  ],
  [
    'a negative exponent of whole numbers',
    () => o.pow(int32([2]), -1),
    "DTypeError: pow: exponents of int32 must be ≥ 0, got -1. Convert the operands: cast(x, 'float32').",
  ],
  [
    'a condition that is no mask',
    () => o.where(z(2), 1, 0),
    "DTypeError: where: bool is required, got float32. Convert it: cast(x, 'bool').",
  ],
  [
    'a number too large for int32',
    () => o.cast(tensor([1e10]), 'int32'),
    'DTypeError: cast: int32 holds whole numbers from -2³¹ to 2³¹ - 1, got 10000000000 at element 0.',
  ],
  [
    'a dtype that there is not',
    () => o.cast(tensor([1]), 'float16'),
    'DTypeError: dtype: must be float32, float64, int32 or bool, got "float16".',
  ],
  ['an operand that is missing', () => o.add(z(2), undefined), 'DTypeError: add: a tensor is required, got undefined.'],
  [
    'an operand that is an array',
    () => o.relu([1, 2]),
    'DTypeError: relu: a tensor is required, got an array of 2. Make one of it: tensor(x).',
  ],
  [
    'bounds the wrong way round',
    () => o.clamp(z(2), 2, 1),
    'PullbackError: clamp: bounds low ≤ high are required, got 2 and 1.',
  ],
  [
    'a slope that is NaN',
    () => o.leakyRelu(z(2), NaN),
    'PullbackError: leakyRelu: the slope must be a number, got NaN.',
  ],
  [
    'a generator that is missing',
    () => o.rrelu(z(2)),
    'PullbackError: rrelu: a generator is required, got undefined. Pass one: new Random(seed).',
  ],
];

const derivatives: readonly Misuse[] = [
  [
    'a gradient of whole numbers',
    () => c.grad((x: Tensor) => o.sum(x))(int32([1, 2])),
    "GradientError: gradient: float32 or float64 is required, got int32 for the target. Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
  ],
  [
    'a target of whole numbers',
    () => c.grad((x: Tensor) => o.cast(o.sum(x), 'int32'))(z(2)),
    "GradientError: gradient: float32 or float64 is required, got int32 for the target. Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
  ],
  [
    'a target that is no scalar',
    () => c.grad((x: Tensor) => x)(z(2)),
    'GradientError: gradient: the target must be a scalar, got shape [2]. Reduce it, for example with sum(), or pass a cotangent.',
  ],
  [
    'a target that is a number',
    () => c.grad(() => 3)(z(2)),
    'GradientError: gradient: the target must be a tensor, got 3. Does the function return it?',
  ],
  [
    'a function that returns nothing',
    () => c.grad(() => undefined)(z(2)),
    'GradientError: gradient: the target must be a tensor, got undefined. Does the function return it?',
  ],
  [
    'a source that the target does not depend on',
    () => c.grad(({ a }: { a: Tensor }) => o.sum(a))({ a: z(2), b: z(3) }),
    "GradientError: gradient: the target does not depend on 'b' [3]. Was it used while the tape recorded? Leave it out, or pass { unused: 'zeros' }.",
  ],
  [
    'a tangent of another shape',
    () => c.jvp(o.exp, z(2), z(3)),
    'ShapeError: jvp: the tangent of the primal must have its shape [2], got [3].',
  ],
  [
    'a cotangent of another shape',
    () => c.vjp(o.exp, z(2)).pullback(z(3)),
    "ShapeError: gradient: the cotangent must have the target's shape [2], got [3].",
  ],
  [
    'a parameter changed before the walk back',
    () => {
      const p = new Parameter(z(2), 'W2');
      const t = new Tape();
      const y = t.record(() => ops.sum(ops.mul(p, p)));
      p.assign(z(2));
      t.gradient(y, p);
    },
    "GradientError: gradient: 'W2' was changed by assign() after 'mul(W2, W2)' was recorded. Take gradients before updating.",
  ],
  [
    'a value of another shape assigned',
    () => new Parameter(z(2), 'w').assign(z(3)),
    "ShapeError: assign: 'w' has shape [2], got [3]. A parameter keeps its shape.",
  ],
  [
    'an asynchronous function on a tape',
    () => new Tape().record(async () => 3),
    'GradientError: record: fn must be synchronous, got a promise. Await the data first, then record.',
  ],
  [
    'the one number of many',
    () => z(2).item(),
    'ShapeError: item: one element is required, got shape [2] with 2. Reduce it, for example with sum(), or read it with toArray().',
  ],
  [
    'a tree with a number in it',
    () => c.grad(({ a }: { a: Tensor }) => o.sum(a))({ a: z(2), b: 3 }),
    "PullbackError: tree: tensors, or arrays and records of them, are required, got 3 at 'b'.",
  ],
  [
    'a Jacobian of whole numbers',
    () => c.jacobian((x: Tensor) => o.cast(x, 'int32'), z(2)),
    "GradientError: gradient: float32 or float64 is required, got int32 for the target. Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
  ],
  [
    'a Hessian of what is no scalar',
    () => c.hessian((x: Tensor) => x, z(2)),
    'GradientError: gradient: the target must be a scalar, got shape [2]. Reduce it, for example with sum(), or pass a cotangent.',
  ],
  [
    'a cotangent of one’s own that does not fit',
    () =>
      c.grad((x: Tensor) =>
        o.sum(c.customVjp({ name: 'mine', forward: (x: Tensor) => o.exp(x), vjp: () => [(c: Tensor) => o.sum(c)] })(x)),
      )(z(2)),
    'ShapeError: mine: the cotangent of input 0 must have shape [2], got []. Sum over axes that were broadcast.',
  ],
];

describe.each(Object.entries({ products, axes, shapes, indices, makingTensors, kindsOfNumber, derivatives }))(
  '%s',
  (_, misuses) => {
    it.each(misuses)('%s', (_, attempt, message) => {
      expect(failureOf(attempt)).toBe(message);
    });
  },
);

describe('must not throw:', () => {
  const allowed: Readonly<Record<string, readonly [attempt: () => Tensor, shape: readonly number[], value: number]>> = {
    'a sum of nothing': [() => ops.sum(zeros([0])), [], 0],
    'a product of inner size 0': [() => ops.matmul(zeros([2, 0]), zeros([0, 3])), [2, 3], 0],
    'an einsum of inner size 0': [() => ops.einsum('ij,jk->ik', zeros([2, 0]), zeros([0, 3])), [2, 3], 0],
    'a slice past the end': [() => ops.slice(zeros([3]), [[1, 10]]), [2], 0],
    'a slice beyond the end': [() => ops.slice(zeros([3]), [[5, 10]]), [0], Number.NaN],
    'a division by 0': [() => ops.div(1, zeros([1])), [1], Infinity],
    'the logarithm of 0': [() => ops.log(zeros([1])), [1], -Infinity],
    'a mean of nothing': [() => ops.mean(zeros([0])), [], Number.NaN],
    'a concat with nothing': [() => ops.concat([zeros([0, 2]), zeros([3, 2])]), [3, 2], 0],
    'taking nothing from nothing': [() => ops.gather(zeros([0, 2]), int32([])), [0, 2], Number.NaN],
    'the gradient of nothing': [() => core.grad((x: Tensor) => ops.sum(x))(zeros([0])), [0], Number.NaN],
    'a maximum along one axis where another is empty': [() => ops.max(zeros([0, 3]), 1), [0], Number.NaN],
  };

  it.each(Object.entries(allowed))('%s', (_, [attempt, shape, value]) => {
    const y = attempt();
    expect(y.shape).toEqual(shape);
    expect(y.data[0] ?? Number.NaN).toBe(value);
  });
});

import {
  DTypeError,
  grad,
  IndexError,
  PullbackError,
  Random,
  type ScalarShape,
  ShapeError,
  type Tensor,
  tensor,
  zeros,
} from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { crossEntropy, klDivergence, klDivergenceWithLogits, negativeLogLikelihood } from '@pullback/nn';
import { logSoftmax, oneHot, softmax } from '@pullback/ops';
import { errorOf, float64, untyped } from './support';

const random = new Random(11);
const normal = (...shape: number[]): Tensor => random.normal(shape, { dtype: 'float64' });
const positive = (...shape: number[]): Tensor => random.uniform(shape, { low: 0.2, high: 1, dtype: 'float64' });
const labels = (...values: number[]) => tensor(Int32Array.from(values));

describe('crossEntropy', () => {
  const logits = normal(3, 4);

  it('of class indices is that of their one-hot rows', () => {
    const indices = labels(3, 0, 2) as Tensor;
    for (const labelSmoothing of [0, 0.3]) {
      for (const reduction of ['none', 'sum', 'mean'] as const) {
        const [a, b] = [indices, oneHot(indices, 4, { dtype: 'float64' }) as Tensor].map((target) =>
          crossEntropy(logits, target, { labelSmoothing, reduction }),
        );
        for (const [i, value] of [...a!.data].entries()) expect(value).toBeCloseTo(b!.data[i]!, 14);
      }
    }
  });

  it('has the gradient p Σ y - y, for labels that do not sum to 1 too', () => {
    const y = positive(3, 4);
    const gradient = grad((x: Tensor) => crossEntropy(x, y, { reduction: 'sum' }))(logits);
    const p = softmax(logits);
    for (let row = 0; row < 3; row++) {
      const total = [0, 1, 2, 3].reduce((sum, column) => sum + y.data[row * 4 + column]!, 0);
      for (let i = row * 4; i < row * 4 + 4; i++)
        expect(gradient.data[i]).toBeCloseTo(p.data[i]! * total - y.data[i]!, 14);
    }
  });

  it.each([0, 0.25])('has right gradients, by the labels too, to second order, with smoothing %p', (labelSmoothing) => {
    const soft = ([x, y]: readonly Tensor[]) => crossEntropy(x!, y!, { labelSmoothing, reduction: 'none' });
    expect(checkGradients(soft, [logits, positive(3, 4)], { order: 2 }).isRight).toBe(true);
    const hard = (x: Tensor) => crossEntropy(x, labels(1, 3, 3), { labelSmoothing });
    expect(checkGradients(hard, logits, { order: 2 }).isRight).toBe(true);
    const axis = (x: Tensor) => crossEntropy(x, labels(1, 2, 0, 2), { labelSmoothing, axis: 0 });
    expect(checkGradients(axis, logits).isRight).toBe(true);
  });

  it('has the gradient -ln p by a label of 0 too', () => {
    const y = float64([[0, 1]]);
    const gradient = grad((target: Tensor) => crossEntropy(float64([[0, 0]]), target))(y);
    for (const value of gradient.data) expect(value).toBeCloseTo(Math.LN2, 15);
  });

  it('takes a single row, and images with their classes along axis 1', () => {
    const row = normal(4);
    const label = tensor(2, { dtype: 'int32' }) as Tensor;
    expect(crossEntropy(row, label).item()).toBeCloseTo(-logSoftmax(row).data[2]!, 14);
    const images = normal(2, 3, 2, 5);
    const of = tensor(
      Int32Array.from({ length: 20 }, (_, i) => (i * 7) % 3),
      { shape: [2, 2, 5] },
    );
    const terms = crossEntropy(images, of, { axis: 1, reduction: 'none' });
    expect(terms.shape).toEqual([2, 2, 5]);
    const logP = logSoftmax(images, 1);
    const at = (n: number, c: number, h: number, w: number) => logP.data[((n * 3 + c) * 2 + h) * 5 + w]!;
    expect(terms.data[1 * 10 + 1 * 5 + 3]).toBeCloseTo(-at(1, of.data[18]!, 1, 3), 14);
  });

  it('does not overflow, and a class that cannot be costs nothing unless it is meant', () => {
    expect(crossEntropy(float64([[1000, 0]]), labels(1)).item()).toBe(1000);
    const masked = float64([[0, -Infinity, 0]]);
    for (const target of [labels(2), float64([[0, 0, 1]])] as Tensor[]) {
      expect(crossEntropy(masked, target).item()).toBeCloseTo(Math.LN2, 15);
      expect(grad((x: Tensor) => crossEntropy(x, target))(masked).toArray()).toEqual([[0.5, 0, -0.5]]);
    }
    for (const target of [labels(1), float64([[0, 1, 0]])] as Tensor[]) {
      expect(crossEntropy(masked, target).item()).toBe(Infinity);
    }
    expect(crossEntropy(masked, labels(2), { labelSmoothing: 0.1 }).item()).toBe(Infinity);
  });

  it('of no rows sums to 0, and has no mean; NaN stays', () => {
    expect(crossEntropy(zeros([0, 3]), labels(), { reduction: 'sum' }).item()).toBe(0);
    expect(crossEntropy(zeros([0, 3]), zeros([0, 3])).item()).toBeNaN();
    expect(crossEntropy(float64([[Number.NaN, 1]]), labels(1)).item()).toBeNaN();
  });

  it('names the label that is outside, and its place', () => {
    const run =
      (...values: number[]) =>
      () =>
        crossEntropy(zeros([3, 4]), labels(...values));
    expect(errorOf(run(0, 1, 4))).toStrictEqual(
      new IndexError('crossEntropy: labels must be ≥ 0 and < 4, got 4 at [2].'),
    );
    expect(errorOf(run(-1, 1, 9))).toStrictEqual(
      new IndexError('crossEntropy: labels must be ≥ 0 and < 4, got -1 at [0].'),
    );
    const image = tensor(Int32Array.of(0, 1, 2, 0, 7, 0), { shape: [2, 3] });
    expect(errorOf(() => crossEntropy(zeros([2, 3, 3]), image))).toStrictEqual(
      new IndexError('crossEntropy: labels must be ≥ 0 and < 3, got 7 at [1, 1].'),
    );
    expect(errorOf(() => crossEntropy(zeros([3]), tensor(3, { dtype: 'int32' })))).toStrictEqual(
      new IndexError('crossEntropy: labels must be ≥ 0 and < 3, got 3.'),
    );
  });

  const x: Tensor = zeros([3, 4]);
  it.each<[string, () => unknown, PullbackError]>([
    [
      'labels for other rows',
      () => crossEntropy(x, labels(1)),
      new ShapeError('crossEntropy: labels must have shape [3], one for each row of [3, 4] along axis 1, got [1].'),
    ],
    [
      'labels that are floats',
      () => crossEntropy(x, zeros([3])),
      new DTypeError("crossEntropy: labels must be int32, got float32. Convert them: cast(labels, 'int32')."),
    ],
    [
      'one-hot rows that are whole numbers',
      () => crossEntropy(x, zeros([3, 4], { dtype: 'int32' })),
      new DTypeError(
        "crossEntropy: target must be float32 or float64, got int32. Convert it: cast(target, 'float32').",
      ),
    ],
    [
      'labels of another shape',
      () => crossEntropy(x, zeros([4, 3])),
      new ShapeError(
        'crossEntropy: logits and target must have one shape, got [3, 4] and [4, 3]. ' +
          'Bring them together with reshape() or broadcastTo().',
      ),
    ],
    [
      'an axis that is not there',
      () => crossEntropy(x, labels(1, 1, 1), { axis: 2 }),
      new ShapeError('crossEntropy: axis 2 is out of range for rank 2 (valid: -2…1).'),
    ],
    [
      'a scalar',
      () => crossEntropy(zeros([]), untyped(labels(1))),
      new ShapeError('crossEntropy: axis -1 is out of range for rank 0 (a scalar has no axes).'),
    ],
    [
      'logits that are whole numbers',
      () => crossEntropy(zeros([3, 4], { dtype: 'int32' }), labels(1, 1, 1)),
      new DTypeError(
        "crossEntropy: logits must be float32 or float64, got int32. Convert it: cast(logits, 'float32').",
      ),
    ],
    [
      'smoothing above 1',
      () => crossEntropy(x, labels(1, 1, 1), { labelSmoothing: 1.5 }),
      new PullbackError('crossEntropy: labelSmoothing must be a finite number from 0 to 1, got 1.5.'),
    ],
    [
      'a plain array',
      () => crossEntropy(x, untyped<Tensor>([1, 2, 3])),
      new DTypeError('crossEntropy: target must be a tensor, got an array of 3.'),
    ],
  ])('does not take %s', (_, run, error) => {
    expect(errorOf(run)).toStrictEqual(error);
  });

  it('checks shapes when compiling, and tells those of the loss', () => {
    const known = zeros([3, 4]);
    const mean: Tensor<ScalarShape> = crossEntropy(known, labels(1, 1, 1) as Tensor<readonly [3]>);
    const rows: Tensor<readonly [3]> = crossEntropy(known, zeros([3, 4]), { reduction: 'none' });
    const columns: Tensor<readonly [4]> = crossEntropy(known, zeros([4], { dtype: 'int32' }), {
      axis: 0,
      reduction: 'none',
    });
    expect([mean.shape, rows.shape, columns.shape]).toEqual([[], [3], [4]]);
    // @ts-expect-error 4 labels for 3 rows
    expect(() => crossEntropy(known, zeros([4], { dtype: 'int32' }))).toThrow(ShapeError);
    // @ts-expect-error 5 classes, not 4
    expect(() => crossEntropy(known, zeros([3, 5]))).toThrow(ShapeError);
    // @ts-expect-error there is no axis 2
    expect(() => crossEntropy(known, zeros([3, 4]), { axis: 2 })).toThrow(ShapeError);
    const generic = <N extends number, C extends number>(
      a: Tensor<readonly [N, C]>,
      b: Tensor<readonly [N]>,
    ): Tensor<ScalarShape> => crossEntropy(a, b);
    expect(generic(known, zeros([3], { dtype: 'int32' })).item()).toBeCloseTo(Math.log(4), 6);
  });
});

describe('negativeLogLikelihood', () => {
  it('after logSoftmax is the cross-entropy', () => {
    const logits = normal(3, 4);
    const of = labels(3, 0, 2) as Tensor;
    for (const reduction of ['none', 'sum', 'mean'] as const) {
      expect(negativeLogLikelihood(logSoftmax(logits), of, { reduction }).toArray()).toEqual(
        crossEntropy(logits, of, { reduction }).toArray(),
      );
    }
  });

  it('has right gradients along any axis', () => {
    const f = (x: Tensor) => negativeLogLikelihood(x, labels(1, 0, 2, 2), { axis: 0, reduction: 'none' });
    expect(checkGradients(f, normal(3, 4)).isRight).toBe(true);
  });

  it('names the label that is outside, and what does not fit', () => {
    expect(errorOf(() => negativeLogLikelihood(zeros([2, 3]), labels(1, 3)))).toStrictEqual(
      new IndexError('negativeLogLikelihood: labels must be ≥ 0 and < 3, got 3 at [1].'),
    );
    // @ts-expect-error one-hot rows are no labels
    expect(errorOf(() => negativeLogLikelihood(zeros([2, 3]), zeros([2, 3])))).toStrictEqual(
      new DTypeError("negativeLogLikelihood: labels must be int32, got float32. Convert them: cast(labels, 'int32')."),
    );
    expect(errorOf(() => negativeLogLikelihood(zeros([2, 3]), untyped<Tensor<readonly [2]>>([1, 2])))).toStrictEqual(
      new DTypeError('negativeLogLikelihood: labels must be a tensor, got an array of 2.'),
    );
    // @ts-expect-error 3 labels for 2 rows
    expect(errorOf(() => negativeLogLikelihood(zeros([2, 3]), zeros([3], { dtype: 'int32' })))).toStrictEqual(
      new ShapeError(
        'negativeLogLikelihood: labels must have shape [2], one for each row of [2, 3] along axis 1, got [3].',
      ),
    );
  });
});

describe('klDivergence', () => {
  const P = softmax(normal(3, 4));
  const logits = normal(3, 4);
  const Q = softmax(logits);

  it('is Σ P ln(P / Q): first what is true, then what is predicted', () => {
    expect(klDivergence(float64([0.5, 0.5]), float64([0.25, 0.75])).item()).toBeCloseTo(
      0.5 * Math.log(2) + 0.5 * Math.log(2 / 3),
      15,
    );
    expect(klDivergence(float64([0.25, 0.75]), float64([0.5, 0.5])).item()).toBeCloseTo(
      0.25 * Math.log(0.5) + 0.75 * Math.log(1.5),
      15,
    );
    expect(klDivergence(P, P).item()).toBe(0);
    expect(klDivergence(P, Q).item()).toBeGreaterThan(0);
  });

  it('sums everything unless told to divide by the rows', () => {
    const terms = klDivergence(P, Q, { reduction: 'none' });
    expect(terms.shape).toEqual([3]);
    const total = [...terms.data].reduce((a, b) => a + b);
    expect(klDivergence(P, Q).item()).toBeCloseTo(total, 14);
    expect(klDivergence(P, Q, { reduction: 'mean' }).item()).toBeCloseTo(total / 3, 14);
  });

  it('counts 0 ln 0 as 0, and what was thought impossible as ∞', () => {
    const pair = (p: number[], q: number[]) => klDivergence(float64(p), float64(q)).item();
    expect(pair([0, 1], [0.5, 0.5])).toBeCloseTo(Math.LN2, 15);
    expect(pair([0, 1], [0, 1])).toBe(0);
    expect(pair([0.5, 0.5], [0, 1])).toBe(Infinity);
    expect(pair([-0.5, 1], [0.5, 0.5])).toBeNaN();
    expect(pair([Number.NaN, 1], [0.5, 0.5])).toBeNaN();
  });

  it('of a one-hot P is the cross-entropy, with a gradient that is finite where P and Q are 0', () => {
    const one = float64([[0, 1, 0]]);
    const masked = float64([[0.5, 0.5, 0]]);
    expect([...grad((q: Tensor) => klDivergence(one, q))(masked).data].map(Math.abs)).toEqual([0, 2, 0]);
    const hot = oneHot(labels(3, 0, 2), 4, { dtype: 'float64' }) as Tensor;
    const kl = (x: Tensor) => klDivergenceWithLogits(hot, x);
    const entropy = (x: Tensor) => crossEntropy(x, hot, { reduction: 'sum' });
    expect(kl(logits).item()).toBeCloseTo(entropy(logits).item(), 14);
    expect(grad(kl)(logits).toArray()).toEqual(grad(entropy)(logits).toArray());
  });

  it('has right gradients by both, to second order, along any axis', () => {
    const both = [P, Q] as const;
    for (const axis of [0, 1]) {
      const f = ([p, q]: readonly Tensor[]) => klDivergence(p!, q!, { axis, reduction: 'none' });
      expect(checkGradients(f, both, { order: 2 }).isRight).toBe(true);
      const g = ([p, x]: readonly Tensor[]) => klDivergenceWithLogits(p!, x!, { axis, reduction: 'none' });
      expect(checkGradients(g, [P, logits], { order: 2 }).isRight).toBe(true);
    }
  });

  it('with logits is that with their softmax, and exact where that would vanish', () => {
    expect(klDivergenceWithLogits(P, logits).item()).toBeCloseTo(klDivergence(P, Q).item(), 13);
    expect(klDivergenceWithLogits(float64([0, 1]), float64([1000, 0])).item()).toBe(1000);
    expect(klDivergenceWithLogits(float64([0, 1]), float64([-Infinity, 0])).item()).toBe(0);
  });

  it('with logits has the gradient p Σ P - P, for P that does not sum to 1 too', () => {
    const any = positive(1, 4);
    const x = normal(1, 4);
    const gradient = grad((z: Tensor) => klDivergenceWithLogits(any, z))(x);
    const total = [...any.data].reduce((a, b) => a + b);
    for (const [i, p] of [...softmax(x).data].entries()) {
      expect(gradient.data[i]).toBeCloseTo(p * total - any.data[i]!, 14);
    }
  });

  it('does not broadcast, nor mix dtypes', () => {
    // @ts-expect-error 4 is not 3
    expect(errorOf(() => klDivergence(zeros([2, 3]), zeros([2, 4])))).toStrictEqual(
      new ShapeError(
        'klDivergence: P and Q must have one shape, got [2, 3] and [2, 4]. ' +
          'Bring them together with reshape() or broadcastTo().',
      ),
    );
    expect(errorOf(() => klDivergenceWithLogits(float64([1]), zeros([1])))).toStrictEqual(
      new DTypeError(
        "klDivergenceWithLogits: P and logits must have one dtype, got float64 and float32. Convert one: cast(logits, 'float64').",
      ),
    );
    expect(errorOf(() => klDivergence(float64(1), float64(1)))).toStrictEqual(
      new ShapeError('klDivergence: axis -1 is out of range for rank 0 (a scalar has no axes).'),
    );
  });
});

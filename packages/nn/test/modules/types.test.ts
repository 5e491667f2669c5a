// The shapes that the compiler finds, and those that it refuses: what is checked here is that this file compiles.

import { type Parameter, Random, type SameSizes, ShapeError, type Tensor, zeros } from '@pullback/core';
import {
  BatchNorm,
  Conv1d,
  Conv2d,
  Dropout,
  Embedding,
  Flatten,
  type Given,
  GRUCell,
  Layer,
  LayerNorm,
  Linear,
  LSTMCell,
  MaxPool2d,
  Module,
  MultiHeadSelfAttention,
  PReLU,
  ReLU,
  RNNCell,
  Sequential,
  type ShapeRule,
} from '@pullback/nn';
import { transpose } from '@pullback/ops';

const random = new Random(1);
const unknown: Tensor = zeros([2, 4]);

/** A module that is no layer, with a `forward` of its own. */
class Network extends Module {
  readonly hidden = new Linear(10, 3, { random });

  forward(x: Tensor<readonly [number, 10]>) {
    return this.hidden.forward(x);
  }
}

describe('layers', () => {
  it('carry static shapes from input to output', () => {
    const linear: Tensor<readonly [64, 8]> = new Linear(100, 8, { random }).forward(zeros([64, 100]));
    const stack: Tensor<readonly [2, 64, 8]> = new Linear(100, 8, { random }).forward(zeros([2, 64, 100]));
    const signals: Tensor<readonly [4, 3, number]> = new Conv1d(2, 3, 2, { random }).forward(zeros([4, 2, 9]));
    const images: Tensor<readonly [4, 3, number, number]> = new Conv2d(2, 3, 2, { random }).forward(
      zeros([4, 2, 5, 6]),
    );
    const pooled: Tensor<readonly [4, 2, number, number]> = new MaxPool2d(2).forward(zeros([4, 2, 5, 6]));
    const flat: Tensor<readonly [4, number]> = new Flatten().forward(zeros([4, 2, 5]));
    const normal: Tensor<readonly [4, 3]> = new LayerNorm(3).forward(zeros([4, 3]));
    const batch: Tensor<readonly [4, 3, 5]> = new BatchNorm(3).forward(zeros([4, 3, 5]));
    const attended: Tensor<readonly [2, 5, 4]> = new MultiHeadSelfAttention(4, 2, { random }).forward(zeros([2, 5, 4]));
    const words: Tensor<readonly [2, 4, 3]> = new Embedding(9, 3, { random }).forward(
      zeros([2, 4], { dtype: 'int32' }),
    );
    const sloped: Tensor<readonly [2, 3]> = new PReLU(3).forward(zeros([2, 3]));
    const state: Tensor<readonly [2, 4]> = new GRUCell(3, 4, { random }).forward(zeros([2, 3]), zeros([2, 4]));
    const { cell }: { cell: Tensor<readonly [2, 4]> } = new LSTMCell(3, 4, { random }).forward(zeros([2, 3]));
    const weight: Parameter<readonly [100, 8]> = new Linear(100, 8, { random }).weight;
    const all: Tensor[] = [linear, stack, signals, images, pooled, flat, normal, batch, attended, words, sloped, state];
    for (const y of [...all, cell, weight]) expect(y.shape).not.toContain(undefined);
  });

  it('take tensors and sizes that are known only when the code runs', () => {
    const size: number = 4;
    const layer = new Linear(size, 3, { random });
    const y: Tensor = layer.forward(unknown);
    const z: Tensor<readonly [5, 3]> = layer.forward(zeros([5, 4]));
    expect([y.shape, z.shape]).toEqual([
      [2, 3],
      [5, 3],
    ]);
  });

  it('keep sizes that are generic', () => {
    const layer = new Linear(4, 3, { random });
    const run = <N extends number>(x: Tensor<readonly [N, 4]>): Tensor<readonly [N, 3]> => layer.forward(x);
    expect(run(zeros([2, 4])).shape).toEqual([2, 3]);
  });

  it('refuse shapes that do not fit', () => {
    const wrong: (() => unknown)[] = [
      // @ts-expect-error 99 is not 100
      () => new Linear(100, 8, { random }).forward(zeros([64, 99])),
      // @ts-expect-error a scalar has no last axis
      () => new Linear(100, 8, { random }).forward(zeros([])),
      // @ts-expect-error 2 channels are not 3
      () => new Conv2d(3, 2, 1, { random }).forward(zeros([4, 2, 5, 5])),
      // @ts-expect-error images have four axes
      () => new Conv2d(3, 2, 1, { random }).forward(zeros([4, 3, 5])),
      // @ts-expect-error 4 channels are not 3
      () => new Conv1d(3, 2, 1, { random }).forward(zeros([2, 4, 5])),
      // @ts-expect-error images have four axes
      () => new MaxPool2d(2).forward(zeros([4, 3, 5])),
      // @ts-expect-error 4 is not 3
      () => new LayerNorm(3).forward(zeros([2, 4])),
      // @ts-expect-error [3, 3] is not [2, 3]
      () => new LayerNorm([2, 3]).forward(zeros([5, 3, 3])),
      // @ts-expect-error 4 channels are not 3
      () => new BatchNorm(3).forward(zeros([2, 4])),
      // @ts-expect-error 4 channels are not 3
      () => new PReLU(3).forward(zeros([2, 4])),
      // @ts-expect-error 5 is not 4
      () => new MultiHeadSelfAttention(4, 2, { random }).forward(zeros([3, 5])),
      // @ts-expect-error 5 is not 3
      () => new RNNCell(3, 4, { random }).forward(zeros([2, 5])),
      // @ts-expect-error states of 5 are not of 4
      () => new GRUCell(3, 4, { random }).forward(zeros([2, 3]), zeros([2, 5])),
      // @ts-expect-error states of 3 rows are not of 2
      () => new LSTMCell(3, 4, { random }).forward(zeros([2, 3]), { hidden: zeros([3, 4]), cell: zeros([3, 4]) }),
    ];
    for (const run of wrong) expect(run).toThrow(ShapeError);
  });
});

/** A layer of the caller's own, with a rule of its own: `[n, m]` → `[m, n]`. */
interface Flipped extends ShapeRule {
  readonly required: number extends Given<this>['length']
    ? Given<this>
    : SameSizes<readonly [number, number], Given<this>>;
  readonly output: Given<this> extends readonly [infer N extends number, infer M extends number]
    ? readonly [M, N]
    : readonly [number, number];
}

class Flip extends Layer<Flipped> {
  protected compute(x: Tensor): Tensor {
    return transpose(x);
  }
}

describe('a layer of the caller', () => {
  it('carries shapes by its own rule', () => {
    const y: Tensor<readonly [3, 2]> = new Flip().forward(zeros([2, 3]));
    const z: Tensor<readonly [4, 5]> = new Sequential(new Flip(), new Linear(2, 5, { random })).forward(zeros([2, 4]));
    expect([y.shape, z.shape]).toEqual([
      [3, 2],
      [4, 5],
    ]);
    // @ts-expect-error 3 is not 2
    expect(() => new Sequential(new Flip(), new Linear(2, 5, { random })).forward(zeros([3, 4]))).toThrow(ShapeError);
  });
});

describe('Sequential', () => {
  const model = new Sequential(new Linear(100, 50, { random }), new ReLU(), new Linear(50, 8, { random }));

  it('carries static shapes through its layers', () => {
    const y: Tensor<readonly [64, 8]> = model.forward(zeros([64, 100]));
    const size: 50 = model.layers[0].outputSize;
    expect([y.shape, size]).toEqual([[64, 8], 50]);
  });

  it('carries them through sequences in sequences, and modules that are no layers', () => {
    const inner = new Sequential(new Linear(4, 10, { random }), new Dropout(0.5, { random }));
    const outer = new Sequential(new Sequential(inner, new ReLU()), new Network(), new Linear(3, 2, { random }));
    const y: Tensor<readonly [number, 2]> = outer.forward(zeros([5, 4]));
    expect(y.shape).toEqual([5, 2]);
    // @ts-expect-error 3 is not 4
    expect(() => outer.forward(zeros([5, 3]))).toThrow(ShapeError);
  });

  it('does not take what a layer within requires for what the first is given', () => {
    // The last layer takes [3, 6], but is given [3, 4].
    const model = new Sequential(new Linear(6, 4, { random }), new Flatten(1), new Linear(6, 2, { random }));
    // @ts-expect-error 4 is not 6
    expect(() => model.forward(zeros([3, 6]))).toThrow(ShapeError);
  });

  it('carries channels through convolutions', () => {
    const images = new Sequential(
      new Conv2d(3, 8, 3, { random }),
      new BatchNorm(8),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(8, 2, { random }),
    );
    const y: Tensor<readonly [5, 2]> = images.forward(zeros([5, 3, 4, 4]));
    expect(y.shape).toEqual([5, 2]);
    // @ts-expect-error 1 channel is not 3
    expect(() => images.forward(zeros([5, 1, 4, 4]))).toThrow(ShapeError);
  });

  it('carries many layers', () => {
    const step = () => new Linear(3, 3, { random });
    const layers = [step(), new ReLU(), step(), new ReLU(), step(), new ReLU(), step(), new ReLU(), step()] as const;
    const deep = new Sequential(...layers, ...layers, ...layers, new Linear(3, 2, { random }));
    const y: Tensor<readonly [5, 2]> = deep.forward(zeros([5, 3]));
    expect(y.shape).toEqual([5, 2]);
  });

  it('takes tensors and lists of layers that are known only when the code runs', () => {
    const layers: Layer[] = [new Linear(4, 3, { random }) as Layer, new ReLU()];
    const y: Tensor = new Sequential(...layers).forward(zeros([5, 4]));
    const z: Tensor = new Sequential(new Linear(4, 3, { random }), new ReLU()).forward(unknown);
    expect([y.shape, z.shape]).toEqual([
      [5, 3],
      [2, 3],
    ]);
  });

  it('refuses inputs that do not fit', () => {
    // @ts-expect-error 99 is not 100
    expect(() => model.forward(zeros([64, 99]))).toThrow(ShapeError);
    const later = new Sequential(new ReLU(), new Linear(4, 3, { random }));
    // @ts-expect-error 5 is not 4
    expect(() => later.forward(zeros([2, 5]))).toThrow(ShapeError);
  });

  it('refuses layers that do not fit each other', () => {
    const wrong = [
      // @ts-expect-error 5 is not 4
      new Sequential(new LayerNorm(4), new Linear(5, 2, { random })),
      // @ts-expect-error 51 is not 50
      new Sequential(new Linear(100, 50, { random }), new ReLU(), new Linear(51, 8, { random })),
      // @ts-expect-error 11 is not 10
      new Sequential(new Linear(4, 11, { random }), new Network()),
      // @ts-expect-error 3 is not 4
      new Sequential(new Network(), new Linear(4, 2, { random })),
      // @ts-expect-error 10 is not 11
      new Sequential(new Sequential(new Linear(4, 10, { random }), new ReLU()), new Linear(11, 5, { random })),
      // @ts-expect-error 8 channels are not 4
      new Sequential(new Conv2d(3, 8, 3, { random }), new BatchNorm(4)),
      // @ts-expect-error signals are no images
      new Sequential(new Conv1d(3, 8, 3, { random }), new MaxPool2d(2)),
    ];
    expect(wrong).toHaveLength(7);
  });
});

// What trainings are tried on: noisy points of three classes, and a small network with all that draws or remembers.

import { type Parameter, Random, tensor } from '@pullback/core';
import {
  BatchNorm,
  crossEntropy,
  Dataset,
  Dropout,
  Linear,
  RReLU,
  Sequential,
  SGD,
  type TrainOptions,
} from '@pullback/nn';

const CLASSES = 3;

export function makeData(count: number, seed: number): Dataset {
  const random = new Random(seed);
  const labels = Array.from({ length: count }, (_, i) => i % CLASSES);
  const inputs = labels.map((label) => [label + 0.6 * random.next(), label * label * random.next(), random.next()]);
  return new Dataset(tensor(inputs), tensor(Int32Array.from(labels)));
}

/** Its dropout shares a generator with nobody, its slopes are drawn from that of the weights. */
export function makeModel(seed = 1) {
  const random = new Random(seed);
  return new Sequential(
    new Linear(3, 6, { random }),
    new BatchNorm(6),
    new RReLU({ random }),
    new Dropout(0.2, { random: new Random(seed + 100) }),
    new Linear(6, CLASSES, { random }),
  );
}

/** One that draws nothing and remembers nothing. */
export function makePlainModel(seed = 1) {
  const random = new Random(seed);
  return new Sequential(new Linear(3, 6, { random }), new Linear(6, CLASSES, { random }));
}

/** Options for a short training; some may be given otherwise. */
export function makeOptions(
  model: { parameters(): Readonly<Record<string, Parameter>> },
  options: Partial<TrainOptions> = {},
): TrainOptions {
  return {
    data: makeData(20, 1),
    loss: crossEntropy,
    optimizer: new SGD(model.parameters(), { learningRate: 0.1 }),
    epochs: 3,
    batchSize: 6,
    random: new Random(7),
    ...options,
  };
}

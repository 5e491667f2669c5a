// The numbers that a workload starts from: the same for all contenders.

import { Random, type Tensor, tensor } from '@pullback/core';
import { oneHot } from '@pullback/ops';
import type { Kind, Work, WorkOf } from './workload';

export type Arrays = Readonly<Record<string, Tensor>>;

const SEED = 1;

type Draws = { readonly [K in Kind]: (work: WorkOf<K>, random: Random) => Arrays };

const draws: Draws = {
  network: ({ samples, inputs, hidden, outputs }, random) => ({
    x: random.normal([samples, inputs]),
    y: random.normal([samples, outputs]),
    w1: weights(random, [inputs, hidden], inputs),
    w2: weights(random, [hidden, outputs], hidden),
  }),

  // Positive numbers: sums of products that cancel would differ from one order of summation to the next.
  product: ({ rows, inner, columns }, random) => ({
    a: random.uniform([rows, inner]),
    b: random.uniform([inner, columns]),
  }),

  classifier: ({ samples, features, classes }, random) => ({
    x: random.normal([samples, features]),
    y: labels(random, samples, classes),
    w: weights(random, [features, classes], features),
  }),

  convolution: ({ samples, size, channels: [input, first, second], classes }, random) => {
    const features = second * (size / 4) ** 2;
    return {
      x: random.normal([samples, input, size, size]),
      y: labels(random, samples, classes),
      k1: weights(random, [first, input, 3, 3], input * 9),
      k2: weights(random, [second, first, 3, 3], first * 9),
      w: weights(random, [features, classes], features),
    };
  },

  // Factors so near to 1 that their product stays within reach of it.
  chain: ({ links, size }, random) => ({
    x: random.normal([size]),
    a: random.normal([size], { mean: 1, deviation: 1 / links }),
    b: random.normal([size], { deviation: 1 / links }),
  }),

  memory: ({ size }, random) => ({ x: random.normal([size]) }),
};

/** The arrays of `work` by name; the same each time. */
export function draw<K extends Kind>(work: WorkOf<K>): Arrays {
  const rule = draws[(work as Work).kind] as (work: WorkOf<K>, random: Random) => Arrays;
  return rule(work, new Random(SEED));
}

function weights(random: Random, shape: readonly number[], fanIn: number): Tensor {
  return random.normal(shape, { deviation: 1 / Math.sqrt(fanIn) });
}

function labels(random: Random, samples: number, classes: number): Tensor {
  const classOf = Array.from({ length: samples }, () => random.integer(0, classes));
  return oneHot(tensor(classOf, { dtype: 'int32' }), classes);
}

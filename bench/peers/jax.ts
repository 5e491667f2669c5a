// jax-js on WebAssembly: step by step, or with each step compiled if the argument is jit. What is passed is used up,
// unless it is passed as `.ref`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jit, lax, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import {
  type Arrays,
  checksum,
  type Numbers,
  type Prepared,
  type Rules,
  serve,
  sumOfSquares,
} from '../contenders/serve';

const isCompiled = process.argv[2] === 'jit';

/** `loss(weights, constants)` uses up its arguments. */
type Loss = (weights: np.Array[], constants: np.Array[]) => np.Array;

const rules: Rules = {
  network: ({ part, learningRate }, { x, y, w1, w2 }: Arrays<'x' | 'y' | 'w1' | 'w2'>) => {
    const loss: Loss = ([w1, w2], [x, y]) => np.square(np.matmul(nn.relu(np.matmul(x!, w1!)), w2!).sub(y!)).sum();
    if (part === 'step') return descent(loss, [w1, w2], [x, y], learningRate);
    const [weights, constants] = [[w1, w2].map(array), [x, y].map(array)];
    if (part === 'forward') {
      const forward = compiled((w: np.Array[], c: np.Array[]) => [loss(w, c)]);
      return repeated(
        () => forward(kept(weights), kept(constants)),
        ([last]) => last![0]!,
      );
    }
    const gradient = compiled((w: np.Array[], c: np.Array[]) => {
      const [value, gradients] = valueAndGrad(loss)(w, c);
      value.dispose();
      return gradients as np.Array[];
    });
    return repeated(
      () => gradient(kept(weights), kept(constants)),
      (last) => last.reduce((total, each) => total + sumOfSquares(each), 0),
    );
  },

  product: (_work, { a, b }: Arrays<'a' | 'b'>) => {
    const factors = [a, b].map(array);
    const product = compiled(([a, b]: np.Array[]) => [np.matmul(a!, b!)]);
    return repeated(
      () => product(kept(factors)),
      ([last]) => checksum(last!),
    );
  },

  classifier: ({ samples, learningRate }, { x, y, w }: Arrays<'x' | 'y' | 'w'>) => {
    const loss: Loss = ([w], [x, y]) => crossEntropy(np.matmul(x!, w!), y!, samples);
    return descent(loss, [w], [x, y], learningRate);
  },

  convolution: ({ samples, learningRate }, { x, y, k1, k2, w }: Arrays<'x' | 'y' | 'k1' | 'k2' | 'w'>) => {
    const layer = (images: np.Array, kernel: np.Array): np.Array => {
      const active = nn.relu(lax.conv(images, kernel, [1, 1], 'SAME'));
      // Windows that do not overlap are axes of their own; reduceWindow is slower eager, and no different compiled.
      const [batch, channels, height, width] = active.shape as [number, number, number, number];
      return np.max(active.reshape([batch, channels, height / 2, 2, width / 2, 2]), [3, 5]);
    };
    const loss: Loss = ([k1, k2, w], [x, y]) => {
      const features = layer(layer(x!, k1!), k2!).reshape([samples, -1]);
      return crossEntropy(np.matmul(features, w!), y!, samples);
    };
    return descent(loss, [k1, k2, w], [x, y], learningRate);
  },

  // Eager it takes about 1 s for 1,000 ops and 10 s for 3,000, building its graph.
  chain: isCompiled
    ? 'its compiler recurses into the 10,000 ops, and the stack is full'
    : 'its time is quadratic in the length of the chain: minutes for a step',

  memory: 'measured for this project alone',
};

function descent(loss: Loss, first: readonly Numbers[], constants: readonly Numbers[], learningRate: number): Prepared {
  let weights = first.map(array);
  const given = constants.map(array);
  const step = compiled((w: np.Array[], c: np.Array[]) => {
    const [value, gradients] = valueAndGrad(loss)(kept(w), c);
    const updated = w.map((weight, i) => weight.sub((gradients as np.Array[])[i]!.mul(learningRate)));
    return [value, ...updated];
  });
  let last = Number.NaN;
  return {
    reset: () => {
      for (const weight of weights) weight.dispose();
      weights = first.map(array);
    },
    step: () => {
      const [value, ...updated] = step(weights, kept(given));
      weights = updated;
      last = value!.item();
    },
    value: () => last,
  };
}

/** Waits for each result: it is lazy. */
function repeated(compute: () => np.Array[], value: (last: ArrayLike<number>[]) => number): Prepared {
  let last: np.Array[] = [];
  return {
    reset: () => undefined,
    step: async () => {
      for (const array of last) array.dispose();
      last = compute();
      for (const array of last) await array.blockUntilReady();
    },
    value: () => value(kept(last).map((array) => array.dataSync() as ArrayLike<number>)),
  };
}

function compiled<F extends (...args: np.Array[][]) => np.Array[]>(f: F): F {
  return isCompiled ? (jit(f as never) as unknown as F) : f;
}

function crossEntropy(logits: np.Array, labels: np.Array, samples: number): np.Array {
  return labels
    .mul(nn.logSoftmax(logits, 1))
    .sum()
    .mul(-1 / samples);
}

function kept(arrays: readonly np.Array[]): np.Array[] {
  return arrays.map((each) => each.ref);
}

function array({ data, shape }: Numbers): np.Array {
  return np.array(data.slice()).reshape([...shape]);
}

const manifest = join(__dirname, '../node_modules/@jax-js/jax/package.json');
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
void serve({ version, notes: `wasm, ${isCompiled ? 'jit' : 'eager'}, 1 thread: it has no more in Node` }, rules);

// TensorFlow.js, with its backend as the argument: cpu or wasm. Images are NHWC there.

import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import {
  type Arrays,
  checksum,
  type Numbers,
  type Prepared,
  type Rules,
  serve,
  sumOfSquares,
} from '../contenders/serve';

const backend = process.argv[2]!;

const rules: Rules = {
  network: ({ part, learningRate }, arrays: Arrays<'x' | 'y' | 'w1' | 'w2'>) => {
    const [x, y] = [matrix(arrays.x), matrix(arrays.y)];
    const lossOf = (w1: tf.Tensor2D, w2: tf.Tensor2D): tf.Scalar =>
      tf.sum(tf.squaredDifference(tf.matMul(tf.relu(tf.matMul(x, w1)), w2), y));
    const [w1, w2] = [tf.variable(matrix(arrays.w1)), tf.variable(matrix(arrays.w2))];
    if (part === 'step') return descent([w1, w2], () => lossOf(w1, w2), learningRate);
    // Its tape cannot be had without the gradients.
    if (part === 'forward') {
      return repeated(
        () => [tf.tidy(() => lossOf(w1, w2))],
        ([loss]) => loss!.dataSync()[0]!,
      );
    }
    const gradients = tf.valueAndGrads(lossOf as (...weights: tf.Tensor[]) => tf.Scalar);
    return repeated(
      () => tf.tidy(() => gradients([w1, w2]).grads),
      (grads) => grads.reduce((total, each) => total + sumOfSquares(each.dataSync()), 0),
    );
  },

  product: (_work, arrays: Arrays<'a' | 'b'>) => {
    const [a, b] = [matrix(arrays.a), matrix(arrays.b)];
    return repeated(
      () => [tf.matMul(a, b)],
      ([product]) => checksum(product!.dataSync()),
    );
  },

  classifier: ({ learningRate }, arrays: Arrays<'x' | 'y' | 'w'>) => {
    const [x, y] = [matrix(arrays.x), matrix(arrays.y)];
    const w = tf.variable(matrix(arrays.w));
    return descent([w], () => crossEntropy(tf.matMul(x, w), y), learningRate);
  },

  convolution:
    backend === 'wasm'
      ? 'its wasm backend has no gradient of conv2d (no Conv2DBackpropFilter)'
      : ({ samples, channels, size, classes, learningRate }, arrays: Arrays<'x' | 'y' | 'k1' | 'k2' | 'w'>) => {
          const x = images(arrays.x, [0, 2, 3, 1]);
          const y = matrix(arrays.y);
          const [k1, k2] = [images(arrays.k1, [2, 3, 1, 0]), images(arrays.k2, [2, 3, 1, 0])].map((k) =>
            tf.variable(k),
          ) as [tf.Variable<tf.Rank.R4>, tf.Variable<tf.Rank.R4>];
          // The rows of w are features, which lie in another order here.
          const { data } = arrays.w;
          const grid = [channels[2], size / 4, size / 4, classes];
          const w = tf.variable(tf.reshape(images({ data, shape: grid }, [1, 2, 0, 3]), [-1, classes]) as tf.Tensor2D);
          const layer = (input: tf.Tensor4D, kernel: tf.Tensor4D) =>
            tf.maxPool(tf.relu(tf.conv2d(input, kernel, 1, 'same')), 2, 2, 'valid');
          const loss = () => {
            const features = tf.reshape(layer(layer(x, k1), k2), [samples, -1]);
            return crossEntropy(tf.matMul(features as tf.Tensor2D, w), y);
          };
          return descent([k1, k2, w], loss, learningRate);
        },

  chain: ({ links, learningRate }, arrays: Arrays<'x' | 'a' | 'b'>) => {
    const [a, b] = [tf.tensor1d(arrays.a.data), tf.tensor1d(arrays.b.data)];
    const x = tf.variable(tf.tensor1d(arrays.x.data));
    const loss = (): tf.Scalar => {
      let z: tf.Tensor = x;
      for (let i = 0; i < links; i += 2) z = tf.add(tf.mul(z, a), b);
      return tf.sum(tf.square(z));
    };
    return descent([x], loss, learningRate);
  },

  memory: 'measured for this project alone',
};

function descent(weights: tf.Variable[], loss: () => tf.Scalar, learningRate: number): Prepared {
  const first = weights.map((weight) => tf.clone(weight));
  const optimizer = tf.train.sgd(learningRate);
  let last = Number.NaN;
  return {
    reset: () => {
      for (const [i, weight] of weights.entries()) weight.assign(first[i]!);
    },
    step: () => {
      const value = optimizer.minimize(loss, true, weights)!;
      last = value.dataSync()[0]!;
      value.dispose();
    },
    value: () => last,
  };
}

/** The tensors of the last step only are kept. */
function repeated(compute: () => tf.Tensor[], value: (last: tf.Tensor[]) => number): Prepared {
  let last: tf.Tensor[] = [];
  return {
    reset: () => undefined,
    step: () => {
      tf.dispose(last);
      last = compute();
    },
    value: () => value(last),
  };
}

function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.div(tf.sum(tf.mul(labels, tf.logSoftmax(logits))), labels.shape[0]));
}

function matrix({ data, shape }: Numbers): tf.Tensor2D {
  return tf.tensor2d(data, shape as [number, number]);
}

function images({ data, shape }: Numbers, order: number[]): tf.Tensor4D {
  return tf.transpose(tf.tensor4d(data, shape as [number, number, number, number]), order);
}

async function start(): Promise<void> {
  setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  if (!(await tf.setBackend(backend))) {
    await serve({ absent: `its backend ${backend} does not start` }, rules);
    return;
  }
  const simd = backend === 'wasm' && (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? ', SIMD' : '';
  const threads = backend === 'wasm' && (await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'));
  const notes = `${backend}${simd}, ${threads ? 'several threads' : '1 thread: it has no more in Node'}`;
  await serve({ version: tf.version_core, notes }, rules);
}

void start();

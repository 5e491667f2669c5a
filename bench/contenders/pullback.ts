// This project. PULLBACK_KERNELS says with which kernels.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parameter, Tape, type Tensor, tensor, withGradient } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { SGD, sumSquaredError } from '@pullback/nn';
import { add, conv2d, logSoftmax, matmul, maxPool2d, mul, neg, relu, reshape, square, sum } from '@pullback/ops';
import { bytesPerNode } from './memory';
import { type Arrays, checksum, type Numbers, type Prepared, type Rules, serve, sumOfSquares } from './serve';

const rules: Rules = {
  network: ({ part, learningRate }, arrays: Arrays<'x' | 'y' | 'w1' | 'w2'>) => {
    const [x, y] = [constant(arrays.x), constant(arrays.y)];
    const parameters = { w1: parameter(arrays.w1), w2: parameter(arrays.w2) };
    const loss = () => sumSquaredError(matmul(relu(matmul(x, parameters.w1)), parameters.w2), y);
    if (part === 'step') return descent(parameters, { w1: arrays.w1, w2: arrays.w2 }, loss, learningRate);
    if (part === 'forward') {
      return repeated(
        () => new Tape().record(loss),
        (last) => last.item(),
      );
    }
    const squares = ({ w1, w2 }: typeof parameters) => sumOfSquares(w1.data) + sumOfSquares(w2.data);
    return repeated(() => withGradient(parameters, loss).gradient as typeof parameters, squares);
  },

  product: (_work, arrays: Arrays<'a' | 'b'>) => {
    const [a, b] = [constant(arrays.a), constant(arrays.b)];
    return repeated(
      () => matmul(a, b),
      (last) => checksum(last.data),
    );
  },

  classifier: ({ learningRate }, arrays: Arrays<'x' | 'y' | 'w'>) => {
    const [x, y] = [constant(arrays.x), constant(arrays.y)];
    const w = parameter(arrays.w);
    return descent({ w }, { w: arrays.w }, () => crossEntropy(matmul(x, w), y), learningRate);
  },

  convolution: ({ samples, learningRate }, arrays: Arrays<'x' | 'y' | 'k1' | 'k2' | 'w'>) => {
    const { k1, k2, w } = arrays;
    const [x, y] = [constant(arrays.x), constant(arrays.y)];
    const parameters = { k1: parameter(k1), k2: parameter(k2), w: parameter(w) };
    const layer = (images: Tensor, kernel: Tensor) =>
      maxPool2d(relu(conv2d(images as never, kernel as never, { padding: 1 })) as never, 2) as Tensor;
    const loss = () => {
      const features = layer(layer(x, parameters.k1), parameters.k2);
      return crossEntropy(matmul(reshape(features, [samples, -1]) as Tensor, parameters.w), y);
    };
    return descent(parameters, { k1, k2, w }, loss, learningRate);
  },

  chain: ({ links, learningRate }, arrays: Arrays<'x' | 'a' | 'b'>) => {
    const [a, b] = [constant(arrays.a), constant(arrays.b)];
    const x = parameter(arrays.x);
    const loss = () => {
      let z: Tensor = x;
      for (let i = 0; i < links; i += 2) z = add(mul(z, a), b);
      return sum(square(z));
    };
    return descent({ x }, { x: arrays.x }, loss, learningRate);
  },

  memory: ({ nodes }, arrays: Arrays<'x'>) => {
    const x = constant(arrays.x);
    const record = () => {
      const tape = new Tape();
      tape.record(() => {
        for (let i = 0; i < nodes; i++) relu(x);
      });
      return tape;
    };
    return repeated(
      () => undefined,
      () => bytesPerNode(record, nodes),
    );
  },
};

/** Gradient descent that looks at its loss in every step, as training does. */
function descent<T extends Record<string, Parameter>>(
  parameters: T,
  first: Readonly<Record<keyof T, Numbers>>,
  loss: () => Tensor,
  learningRate: number,
): Prepared {
  const optimizer = new SGD(parameters, { learningRate });
  let last = Number.NaN;
  return {
    reset: () => {
      for (const name in parameters) parameters[name]!.assign(constant(first[name]));
    },
    step: () => {
      const { value, gradient } = withGradient(parameters, loss as () => Tensor<readonly []>);
      optimizer.step(gradient as never);
      last = value.item();
    },
    value: () => last,
  };
}

function repeated<T>(compute: () => T, value: (last: T) => number): Prepared {
  let last: T;
  return {
    reset: () => undefined,
    step: () => {
      last = compute();
    },
    value: () => value(last),
  };
}

function crossEntropy(logits: Tensor, labels: Tensor): Tensor {
  return mul(neg(sum(mul(labels, logSoftmax(logits)))), 1 / labels.shape[0]!);
}

function constant({ data, shape }: Numbers): Tensor {
  return tensor(data, { shape });
}

function parameter(numbers: Numbers): Parameter {
  return new Parameter(constant(numbers));
}

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };

// Asked for one set, it must not be another that is measured.
const asked = process.env.PULLBACK_KERNELS;
if (asked !== undefined && asked !== kernels.name.split(' ')[0]) {
  void serve({ absent: `no such kernels here: asked for '${asked}', got '${kernels.name}'` }, rules);
} else {
  void serve({ version, notes: kernels.name }, rules);
}

// The two-layer network: x [s, d] → relu(x W1) [s, k] → p [s, c], and L = Σ (p - y)².

import { type DType, Parameter, type Random, type Tensor } from '@pullback/core';
import { matmul, relu, square, sub, sum } from '@pullback/ops';

export interface Weights {
  /** `[d, k]` */
  readonly W1: Parameter;
  /** `[k, c]` */
  readonly W2: Parameter;
}

/** Every value on the way from the data to the loss. */
export interface Forward {
  readonly h: Tensor;
  readonly a: Tensor;
  readonly p: Tensor;
  readonly loss: Tensor<readonly []>;
}

/** Weights drawn so that values neither grow nor shrink on their way: variance 2/d before a relu (He et al., 2015), 1/k after. */
export function initialize(inputs: number, hidden: number, classes: number, random: Random, dtype: DType): Weights {
  const W1 = random.normal([inputs, hidden], { deviation: Math.sqrt(2 / inputs), dtype });
  const W2 = random.normal([hidden, classes], { deviation: Math.sqrt(1 / hidden), dtype });
  return { W1: new Parameter(W1, 'W1'), W2: new Parameter(W2, 'W2') };
}

export function predict(x: Tensor, { W1, W2 }: Weights): Tensor {
  return matmul(relu(matmul(x, W1)), W2);
}

export function forward(x: Tensor, y: Tensor, { W1, W2 }: Weights): Forward {
  const h = matmul(x, W1).named('h');
  const a = relu(h).named('a');
  const p = matmul(a, W2).named('p');
  const e = sub(p, y).named('e');
  const q = square(e).named('q');
  const loss = sum(q).named('L');
  return { h, a, p, loss };
}

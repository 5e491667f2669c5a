// The problem that optimizers are tried on: that of pytorch/trajectories.py.

import { type DType, type Mirror, Parameter, type Tensor, tensor, withGradient } from '@pullback/core';
import {
  Adadelta,
  type AdadeltaOptions,
  Adagrad,
  type AdagradOptions,
  Adam,
  type AdamOptions,
  AdamW,
  type AdamWOptions,
  type Optimizer,
  RMSProp,
  type RMSPropOptions,
  SGD,
  type SGDOptions,
} from '@pullback/nn';
import { add, mul, square, sub, sum } from '@pullback/ops';
import { reference } from './pytorch/reference';

export interface Case {
  readonly optimizer: string;
  readonly options: object;
  readonly values: readonly (readonly number[])[];
}

interface Reference {
  readonly steps: readonly number[];
  readonly parameters: Readonly<Record<string, Readonly<Record<Part | 'shape', readonly number[]>>>>;
  readonly cases: readonly Case[];
  readonly clipped: readonly { readonly clip: string; readonly max: number; readonly values: number[][] }[];
}

type Part = 'start' | 'target' | 'curvature' | 'noise';

export const { steps, parameters, cases, clipped } = reference<Reference>('optimizers');

/** A title for a case: `Adam {"beta2":0.7}`. */
export const titled = cases.map(
  (example) => [`${example.optimizer} ${JSON.stringify(example.options)}`, example] as const,
);

export type Weights = Readonly<Record<string, Parameter>>;

function part(name: string, which: Part, dtype: DType): Tensor {
  const { shape, [which]: data } = parameters[name]!;
  return tensor(data, { shape, dtype });
}

export function makeWeights(dtype: DType = 'float64'): Weights {
  const names = Object.keys(parameters);
  return Object.fromEntries(names.map((name) => [name, new Parameter(part(name, 'start', dtype))]));
}

export function makeOptimizer(name: string, weights: Weights, options: object): Optimizer<Weights> {
  switch (name) {
    case 'SGD':
      return new SGD(weights, options as SGDOptions);
    case 'Adagrad':
      return new Adagrad(weights, options as AdagradOptions);
    case 'Adadelta':
      return new Adadelta(weights, options as AdadeltaOptions);
    case 'RMSProp':
      return new RMSProp(weights, options as RMSPropOptions);
    case 'Adam':
      return new Adam(weights, options as AdamOptions);
    case 'AdamW':
      return new AdamW(weights, options as AdamWOptions);
    default:
      throw new Error(`no optimizer ${name}`);
  }
}

/** The loss of step `t`, from 1: uneven curvature, noise that changes its sign, and weights that depend on each other. */
export function gradientAt(step: number, weights: Weights): Mirror<Weights> {
  const loss = () => {
    let total: Tensor = sum(mul(weights.weight!, 0)) as Tensor;
    let product: Tensor = add(total, 1);
    for (const [name, w] of Object.entries(weights)) {
      const constant = (which: Part) => part(name, which, w.dtype);
      const bowl = sum(mul(constant('curvature'), square(sub(w, constant('target')))));
      const noise = sum(mul(constant('noise'), w));
      total = add(total, add(mul(bowl, 0.5), mul(noise, Math.cos(0.7 * step))));
      product = mul(product, sum(w));
    }
    return add(total, mul(product, 0.05)) as Tensor<readonly []>;
  };
  return withGradient(weights, loss).gradient;
}

export function numbersOf(weights: Weights): number[] {
  return Object.values(weights).flatMap(({ data }) => [...data]);
}

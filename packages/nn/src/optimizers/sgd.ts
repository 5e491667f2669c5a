import {
  forEachLeaf,
  GradientError,
  type Mirror,
  Parameter,
  PullbackError,
  type Tensor,
  type Tree,
  untracked,
} from '@pullback/core';
import { mul, sub } from '@pullback/ops';

export interface SGDOptions {
  /** How far to go against the gradient. */
  readonly learningRate: number;
}

/** Gradient descent: `w ← w - l·w̄`. Whether full-batch, mini-batch or stochastic is up to the loss that is given. */
export class SGD<T extends Tree> {
  readonly learningRate: number;

  /**
   * `parameters` is any tree of Parameters.
   * @throws PullbackError if a leaf is not a Parameter, or the learning rate is not a number ≥ 0.
   */
  constructor(
    readonly parameters: T,
    { learningRate }: SGDOptions,
  ) {
    if (!(learningRate >= 0) || learningRate === Infinity) {
      throw new PullbackError(`SGD: the learning rate must be a finite number ≥ 0, got ${learningRate}.`);
    }
    this.learningRate = learningRate;
    parametersOf(parameters);
  }

  /**
   * Updates every parameter, given all gradients: none is computed from a weight that was already updated.
   * @throws GradientError unless the gradients mirror the parameters.
   */
  step(gradients: Mirror<T>): void {
    const parameters = parametersOf(this.parameters);
    const cotangents: { readonly tensor: Tensor; readonly path: string }[] = [];
    forEachLeaf(gradients as Tree, (tensor, path) => void cotangents.push({ tensor, path }));
    const isMirror =
      parameters.length === cotangents.length && parameters.every(({ path }, i) => path === cotangents[i]!.path);
    if (!isMirror) {
      const names = (leaves: readonly { readonly path: string }[]): string => leaves.map(({ path }) => path).join(', ');
      throw new GradientError(
        `SGD: the gradients must mirror the parameters ${names(parameters)}, got ${names(cotangents)}.`,
      );
    }
    untracked(() => {
      const updated = parameters.map(({ parameter }, i) =>
        sub(parameter, mul(cotangents[i]!.tensor, this.learningRate)),
      );
      for (const [i, { parameter }] of parameters.entries()) parameter.assign(updated[i]!);
    });
  }
}

function parametersOf(tree: Tree): { readonly parameter: Parameter; readonly path: string }[] {
  const parameters: { parameter: Parameter; path: string }[] = [];
  forEachLeaf(tree, (tensor, path) => {
    if (!(tensor instanceof Parameter)) {
      throw new PullbackError(
        `SGD: '${tensor.name ?? path}' must be a Parameter, which can change. Wrap it: new Parameter(x).`,
      );
    }
    parameters.push({ parameter: tensor, path });
  });
  return parameters;
}

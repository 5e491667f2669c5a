import {
  forEachLeaf,
  formatShape,
  GradientError,
  type Mirror,
  Parameter,
  PullbackError,
  Tensor,
  type Tree,
} from '@pullback/core';

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
    if (!Number.isFinite(learningRate) || learningRate < 0) {
      throw new PullbackError(`SGD: the learning rate must be a finite number ≥ 0, got ${learningRate}.`);
    }
    this.learningRate = learningRate;
    parametersIn(parameters);
  }

  /**
   * Updates every parameter, given all gradients: none is computed from a weight that was already updated.
   * @throws GradientError unless the gradients mirror the parameters, in form, shapes and dtypes.
   */
  step(gradients: Mirror<T>): void {
    const parameters = parametersIn(this.parameters);
    const cotangents = leavesIn(gradients as Tree);
    const [required, got] = [describe(parameters), describe(cotangents)];
    if (required !== got) {
      throw new GradientError(`SGD: the gradients must mirror the parameters ${required}, got ${got}.`);
    }
    const fixed = cotangents.map(({ tensor }) => (tensor instanceof Parameter ? copyOf(tensor) : tensor));
    for (const [i, { tensor }] of parameters.entries()) tensor.assignAdd(fixed[i]!, -this.learningRate);
  }
}

/** A parameter given as a gradient would change on the way. */
function copyOf({ data, shape, dtype }: Tensor): Tensor {
  return new Tensor(data.slice(), shape, dtype);
}

interface Leaf<T extends Tensor = Tensor> {
  readonly tensor: T;
  readonly path: string;
}

function leavesIn(tree: Tree): Leaf[] {
  const leaves: Leaf[] = [];
  forEachLeaf(tree, (tensor, path) => void leaves.push({ tensor, path }));
  return leaves;
}

function parametersIn(tree: Tree): Leaf<Parameter>[] {
  return leavesIn(tree).map(({ tensor, path }) => {
    if (tensor instanceof Parameter) return { tensor, path };
    const name = tensor.name ?? path;
    throw new PullbackError(
      `SGD: ${name === '' ? 'the tensor' : `'${name}'`} must be a Parameter, which can change. ` +
        'Wrap it: new Parameter(x).',
    );
  });
}

/** `W1 [64, 100] float32, W2 [100, 8] float32`. */
function describe(leaves: readonly Leaf[]): string {
  const each = leaves.map(({ tensor, path }) => `${path} ${formatShape(tensor.shape)} ${tensor.dtype}`.trim());
  return leaves.length === 0 ? 'none' : each.join(', ');
}

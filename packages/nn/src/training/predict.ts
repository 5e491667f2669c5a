import { DTypeError, describe, PullbackError, type Shape, Tensor, untracked } from '@pullback/core';
import { concat } from '@pullback/ops';
import { sliceRows } from '../data/rows';
import { checkCount } from '../hyperparameters';
import type { Layer } from '../modules/layer';
import { Module } from '../modules/module';
import type { Stage } from '../modules/sequence';

export interface PredictOptions {
  /** How many rows are computed at once, which bounds the memory; 256 if not given. */
  readonly batchSize?: number;
}

/**
 * What a model makes of rows of inputs: in evaluation, on no tape, some rows at a time. The mode of each module is then what it was.
 *
 * Shapes: `[n, …]` → `[n, …]`.
 * @throws PullbackError unless the model is a Module, and the batch size a whole number ≥ 1.
 */
export function predict(model: Stage, inputs: Tensor, { batchSize = 256 }: PredictOptions = {}): Tensor {
  if (!(model instanceof Module)) throw new PullbackError(`predict: a Module is required, got ${describe(model)}.`);
  if (!(inputs instanceof Tensor)) {
    throw new DTypeError(`predict: a tensor of inputs is required, got ${describe(inputs)}. Make one: tensor(rows).`);
  }
  checkCount('predict', 'the batch size', batchSize);
  const [rows = 0] = inputs.shape;
  const forward = (x: Tensor): Tensor => (model as Layer).forward(x);
  const parts = (): Tensor[] =>
    Array.from({ length: Math.ceil(rows / batchSize) }, (_, i) =>
      forward(sliceRows<Shape>(inputs, i * batchSize, Math.min((i + 1) * batchSize, rows))),
    );
  return model.evaluating(() => untracked(() => (rows <= batchSize ? forward(inputs) : (concat(parts()) as Tensor))));
}

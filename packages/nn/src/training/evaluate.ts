import type { Tensor } from '@pullback/core';
import type { Batch } from '../data/batches';
import type { Stage } from '../modules/sequence';
import { type PredictOptions, predict } from './predict';

/** A scalar: how far what a model predicts is from what it should, such as `crossEntropy`. */
export type Loss = (prediction: Tensor, targets: Tensor) => Tensor;

/** A number for people, such as `accuracy`. */
export type Metric = (prediction: Tensor, targets: Tensor) => number;

export interface EvaluateOptions extends PredictOptions {
  readonly loss: Loss;
  /** By what they are to be called. */
  readonly metrics?: Readonly<Record<string, Metric>> | undefined;
}

/** What `evaluate` finds. */
export interface Evaluation {
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * Loss and metrics of a model on data: of all predictions together, whatever the batch size, in evaluation and on no tape.
 * @throws ShapeError if the loss is not a scalar.
 */
export function evaluate(model: Stage, { inputs, targets }: Batch, options: EvaluateOptions): Evaluation {
  const { loss, metrics = {}, ...predictOptions } = options;
  const prediction = predict(model, inputs, predictOptions);
  const values = Object.entries(metrics).map(([name, metric]) => [name, metric(prediction, targets)] as const);
  return { loss: loss(prediction, targets).item(), metrics: Object.fromEntries(values) };
}

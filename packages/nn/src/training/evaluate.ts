import { describe, PullbackError, type Tensor } from '@pullback/core';
import type { Batch } from '../data/batches';
import { checkOptions } from '../hyperparameters';
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
 * @throws PullbackError if a metric gives no number.
 */
export function evaluate(model: Stage, { inputs, targets }: Batch, options: EvaluateOptions): Evaluation {
  const { loss, metrics = {}, batchSize } = checkOptions('evaluate', options, ['loss', 'metrics', 'batchSize']);
  checkMetrics('evaluate', metrics);
  const prediction = predict(model, inputs, batchSize === undefined ? {} : { batchSize });
  const values = Object.entries(metrics).map(([name, metric]) => {
    const value: unknown = metric(prediction, targets);
    if (typeof value === 'number') return [name, value] as const;
    throw new PullbackError(`evaluate: the metric '${name}' must give a number, got ${describe(value)}.`);
  });
  return { loss: loss(prediction, targets).item(), metrics: Object.fromEntries(values) };
}

/** @throws PullbackError in the name of `op`, unless they are functions by their names. */
export function checkMetrics(op: string, metrics: Readonly<Record<string, Metric>>): void {
  if (typeof metrics !== 'object' || metrics === null || Array.isArray(metrics)) {
    throw new PullbackError(
      `${op}: metrics are a record of functions, such as { accuracy }, got ${describe(metrics)}.`,
    );
  }
  for (const [name, metric] of Object.entries(metrics)) {
    if (typeof metric === 'function') continue;
    throw new PullbackError(`${op}: metrics: a function for '${name}' is required, got ${describe(metric)}.`);
  }
}

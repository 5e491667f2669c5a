// Images with labels, and how they are divided into those trained on and those held out.

import { type DType, type Random, type Tensor, tensor } from '@pullback/core';
import { oneHot } from '@pullback/ops';
import { UserError } from './userError';

/** One image, as numbers from 0 to 1, and the index of its class. */
export interface Sample {
  readonly pixels: readonly number[];
  readonly label: number;
}

export interface Dataset {
  /** Where the images come from. */
  readonly source: string;
  /** What each class is called. */
  readonly classes: readonly string[];
  readonly samples: readonly Sample[];
}

/** Samples as rows. */
export interface Batch {
  /** Pixels, `[s, d]`. */
  readonly x: Tensor;
  /** Labels, one-hot: `[s, c]`. */
  readonly y: Tensor;
  /** Labels, int32: `[s]`. */
  readonly labels: Tensor;
}

export interface Split {
  readonly training: readonly Sample[];
  readonly heldOut: readonly Sample[];
}

/**
 * Draws `count` samples to train on, as evenly from the classes as they divide; the others are held out.
 * @throws UserError if a class has too few samples to train on and hold out at least one.
 */
export function split({ classes, samples, source }: Dataset, count: number, random: Random): Split {
  if (count < classes.length) {
    throw new UserError(`--samples ${count}: at least one for each of the ${classes.length} classes is required.`);
  }
  const training: Sample[] = [];
  const heldOut: Sample[] = [];
  for (const [label, name] of classes.entries()) {
    const own = samples.filter((sample) => sample.label === label);
    const share = Math.floor(count / classes.length) + (label < count % classes.length ? 1 : 0);
    if (own.length < share + 1) {
      throw new UserError(
        `${source}: class '${name}' has ${own.length === 1 ? 'one sample' : `${own.length} samples`}, ${share + 1} are required ` +
          `(${share} to train on, at least one held out). Give fewer --samples or other --classes.`,
      );
    }
    const order = random.permutation(own.length).map((i) => own[i]!);
    training.push(...order.slice(0, share));
    heldOut.push(...order.slice(share));
  }
  return { training, heldOut };
}

/** The samples as tensors. */
export function batchOf(samples: readonly Sample[], classes: number, dtype: DType): Batch {
  const labels = tensor(Int32Array.from(samples, (sample) => sample.label));
  return {
    x: tensor(
      samples.map((sample) => sample.pixels),
      { dtype },
    ).named('x'),
    y: oneHot(labels, classes, { dtype }).named('y'),
    labels,
  };
}

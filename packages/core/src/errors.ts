// What can go wrong. A message says: which op, what was required, what came instead, and what to do.

import type { Reading } from './observing';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/** Any error that Pullback throws on purpose. */
export class PullbackError extends Error {
  override name = 'PullbackError';
}

/** Shapes, sizes or axes that do not go together. */
export class ShapeError extends PullbackError {
  override name = 'ShapeError';

  constructor(
    message: string,
    /** The shapes that clash, in the order of the operands. */
    readonly shapes: readonly (readonly number[])[] = [],
  ) {
    super(message);
  }
}

/** Kinds of number that do not go together, or a value that its kind cannot hold. */
export class DTypeError extends PullbackError {
  override name = 'DTypeError';
}

/** An index or a label that points outside. */
export class IndexError extends PullbackError {
  override name = 'IndexError';
}

/** A gradient that was asked for where there is none. */
export class GradientError extends PullbackError {
  override name = 'GradientError';
}

/** What `checkAnomalies` found. */
export interface Anomaly {
  /** The op whose output is not finite. */
  readonly node: TapeNode;
  /** Whose pullback, pushforward or replay it ran in; undefined in forward. */
  readonly reading: Reading | undefined;
  /** Where the first bad value is in the output's data. */
  readonly position: number;
  /** Where the user's code called the op forward, `file:line:column`; undefined if that was before the check. */
  readonly line: string | undefined;
  /** Where the user's code took the derivative or replayed; undefined in forward. */
  readonly readerLine: string | undefined;
}

/** A NaN or an infinity, at the op that made it. */
export class AnomalyError extends PullbackError {
  override name = 'AnomalyError';
  /** Not a plain field: Node would print the whole tensors beneath the message. */
  readonly #anomaly: Anomaly;

  constructor(message: string, anomaly: Anomaly) {
    super(message);
    this.#anomaly = anomaly;
  }

  get anomaly(): Anomaly {
    return this.#anomaly;
  }
}

/** What `checkIntegrity` found. */
export interface Violation {
  /** Whose numbers have changed. */
  readonly tensor: Tensor;
  /** The op that recorded it. */
  readonly node: TapeNode;
  /** Where the user's code called that op, `file:line:column`; undefined if the stack does not show it. */
  readonly line: string | undefined;
  /** When the change was noticed. */
  readonly noticed: string;
}

/** Recorded numbers that somebody wrote into. */
export class IntegrityError extends PullbackError {
  override name = 'IntegrityError';
  /** Not a plain field, as above. */
  readonly #violation: Violation;

  constructor(message: string, violation: Violation) {
    super(message);
    this.#violation = violation;
  }

  get violation(): Violation {
    return this.#violation;
  }
}

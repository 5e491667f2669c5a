// What can go wrong. A message says: which op, what was required, what came instead, and what to do.

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

import { type BackwardStep, backward, type CotangentOf } from './backward';
import { onesLike, zerosLike } from './create';
import { isFloat } from './dtype';
import { DTypeError, GradientError, ShapeError } from './errors';
import { formatTape } from './formatTape';
import { identity } from './identity';
import { isRecording, recordOn } from './recording';
import { formatShape, isSameShape } from './shape';
import type { Shape } from './shapeTypes';
import type { TapeNode } from './tapeNode';
import { Tensor } from './tensor';
import { forEachLeaf, type Mirror, mapTree, type Tree } from './tree';

export interface GradientOptions {
  /** What to give for a source that the target does not depend on: an error if not given. */
  readonly unused?: 'zeros';
}

export interface SeededGradientOptions<S extends Shape = Shape> extends GradientOptions {
  /** The cotangent of the target, of its shape and dtype; 1 for a scalar target if not given. */
  readonly cotangent?: Tensor<S>;
}

/** Operations in the order in which they ran. Recorded once, it can be walked back any number of times. */
export class Tape {
  readonly nodes: TapeNode[] = [];

  /**
   * Runs `fn` and records every op inside. Calls add up; tapes nest.
   * @throws GradientError if `fn` is asynchronous: what runs later cannot be told apart from what others do.
   */
  record<T>(fn: () => T): T {
    const result = recordOn(this, fn);
    if (result instanceof Promise) {
      // Whatever becomes of it, this error is the one to see.
      result.catch(() => undefined);
      throw new GradientError('record: fn must be synchronous, got a promise. Await the data first, then record.');
    }
    return result;
  }

  /** Takes down a node. */
  add(node: TapeNode): void {
    this.nodes.push(node);
  }

  /**
   * The cotangents of `sources` given that of `target`: for a scalar target, its gradient. Mirrors `sources`.
   * @throws GradientError if the target is not a scalar and no cotangent is given, if a source or the target is not of
   * a float dtype, or if the target does not depend on a source (unless `unused: 'zeros'`).
   */
  gradient<const T extends Tree, S extends Shape>(
    target: Tensor<S>,
    sources: T,
    options: SeededGradientOptions<NoInfer<S>> = {},
  ): Mirror<T> {
    const walk = this.backward(target, sources, options);
    let step = walk.next();
    while (!step.done) step = walk.next();
    const cotangentOf = step.value;
    const given = new Set<Tensor>(options.cotangent === undefined ? [] : [options.cotangent]);
    return mapTree(sources, (source, path) => {
      const cotangent = cotangentOf(source);
      if (cotangent !== undefined) return ownTensor(cotangent, given);
      if (options.unused === 'zeros') return zerosLike(source);
      throw unrelated(source, path);
    });
  }

  /** The same walk step by step. Returns the cotangent of each source, undefined if the target does not depend on it. */
  backward<S extends Shape>(
    target: Tensor<S>,
    sources: Tree,
    { cotangent }: SeededGradientOptions<NoInfer<S>> = {},
  ): Generator<BackwardStep, CotangentOf> {
    const seed = cotangent === undefined ? unitSeed(target) : checkedSeed(target, cotangent);
    const leaves: Tensor[] = [];
    forEachLeaf(sources, (source, path) => {
      checkDifferentiable('source', source, path);
      leaves.push(source);
    });
    return backward(this.nodes, target, leaves, seed);
  }

  /** One line for each node: what it computes, and the shape it makes. */
  toString(): string {
    return formatTape(this.nodes);
  }
}

/**
 * Pullbacks may hand one cotangent to several inputs, as that of `add` does, or hand on the caller's. What is given out is
 * a tensor of its own all the same: to whoever names it, and to outer tapes, on which nothing else is computed from it.
 */
function ownTensor(cotangent: Tensor, given: Set<Tensor>): Tensor {
  if (isRecording()) return identity(cotangent);
  if (given.has(cotangent)) return new Tensor(cotangent.data, cotangent.shape, cotangent.dtype);
  given.add(cotangent);
  return cotangent;
}

function unitSeed(target: Tensor): Tensor {
  if (!(target instanceof Tensor)) {
    throw new GradientError(
      `gradient: the target must be a tensor, got ${String(target)}. Does the function return it?`,
    );
  }
  checkDifferentiable('target', target, '');
  if (target.rank !== 0) {
    throw new GradientError(
      `gradient: the target must be a scalar, got shape ${formatShape(target.shape)}. ` +
        'Reduce it, for example with sum(), or pass a cotangent.',
    );
  }
  return onesLike(target);
}

function checkedSeed(target: Tensor, cotangent: Tensor): Tensor {
  if (!(target instanceof Tensor && cotangent instanceof Tensor)) {
    throw new GradientError(
      'gradient: the target and its cotangent must be tensors. Does the function return its value?',
    );
  }
  checkDifferentiable('target', target, '');
  if (!isSameShape(target.shape, cotangent.shape)) {
    throw new ShapeError(
      `gradient: the cotangent must have the target's shape ${formatShape(target.shape)}, ` +
        `got ${formatShape(cotangent.shape)}.`,
      [target.shape, cotangent.shape],
    );
  }
  if (target.dtype !== cotangent.dtype) {
    throw new DTypeError(
      `gradient: the cotangent must have the target's dtype ${target.dtype}, got ${cotangent.dtype}. ` +
        `Convert it: cast(cotangent, '${target.dtype}').`,
    );
  }
  // A parameter may change; what it is now is meant.
  return cotangent.version < 0 ? cotangent : identity(cotangent);
}

function checkDifferentiable(role: 'source' | 'target', { name, dtype }: Tensor, path: string): void {
  if (isFloat(dtype)) return;
  throw new GradientError(
    `gradient: float32 or float64 is required, got ${dtype} for the ${role}${quoted(name ?? path)}. ` +
      'Whole numbers and masks have no derivative.',
  );
}

function unrelated(source: Tensor, path: string): GradientError {
  return new GradientError(
    `gradient: the target does not depend on${quoted(source.name ?? path) || ' the source'} ${formatShape(source.shape)}. ` +
      "Was it used while the tape recorded? Leave it out, or pass { unused: 'zeros' }.",
  );
}

function quoted(name: string): string {
  return name === '' ? '' : ` '${name}'`;
}

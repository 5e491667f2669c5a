import { type BackwardStep, backward, type CotangentOf } from './backward';
import { checkFunction } from './checkFunction';
import { GradientError } from './errors';
import { formatTape } from './formatTape';
import { type GradientOptions, pullBackTo, sourcesIn } from './pullBackTo';
import { recordOn } from './recording';
import { seedOf } from './seed';
import type { Shape } from './shapeTypes';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';
import type { Mirror, Tree } from './tree';

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
    checkFunction('record', fn);
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
    { cotangent, unused }: SeededGradientOptions<NoInfer<S>> = {},
  ): Mirror<T> {
    return pullBackTo(sources, this.nodes, [{ target, cotangent: seedOf(target, cotangent) }], unused);
  }

  /** The same walk step by step. Returns the cotangent of each source, undefined if the target does not depend on it. */
  backward<S extends Shape>(
    target: Tensor<S>,
    sources: Tree,
    { cotangent }: SeededGradientOptions<NoInfer<S>> = {},
  ): Generator<BackwardStep, CotangentOf> {
    return backward(this.nodes, [{ target, cotangent: seedOf(target, cotangent) }], sourcesIn(sources));
  }

  /** One line for each node: what it computes, and the shape it makes. */
  toString(): string {
    return formatTape(this.nodes);
  }
}

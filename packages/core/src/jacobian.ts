import { allocate } from './allocate';
import { assemble } from './assemble';
import { cotangentsOf } from './backward';
import { checkFunction } from './checkFunction';
import { zerosLike } from './create';
import { spell } from './describe';
import { checkDifferentiable } from './differentiable';
import { PullbackError } from './errors';
import { forward } from './forward';
import { sourcesIn } from './pullBackTo';
import type { Shape } from './shapeTypes';
import { Tape } from './tape';
import type { TapeNode } from './tapeNode';
import { Tensor } from './tensor';
import { forEachLeaf, mapLeaves, type Tree } from './tree';
import { argumentOf } from './vjp';

export interface JacobianOptions {
  /**
   * `'forward'` takes one pass for each element of the primal, `'reverse'` one for each element of the value; `'auto'` the
   * one that takes fewer, among those for which every op has a rule.
   */
  readonly mode?: 'auto' | 'forward' | 'reverse';
}

/** A tree like that of the values `R`, with one like that of the primals `T` in place of each value. */
export type Jacobian<R, T> =
  R extends Tensor<infer S extends Shape> ? BlocksOf<S, T> : { readonly [K in keyof R]: Jacobian<R[K], T> };

type BlocksOf<S extends Shape, T> =
  T extends Tensor<infer D extends Shape>
    ? Tensor<readonly [...S, ...D]>
    : { readonly [K in keyof T]: BlocksOf<S, T[K]> };

/**
 * All first derivatives of `f` at `primal`: for each tensor of the value and each of the primal one block, whose element
 * `[i…, j…]` is the derivative of element `[i…]` of the value by element `[j…]` of the primal; zeros where there is no
 * dependence. Meant for small functions, and to look at: it holds as many numbers as value times primal. `vjp` and `jvp`
 * never build it.
 *
 * Shapes: the value's, then the primal's. Where their dtypes differ, forward mode gives that of the value, reverse mode that
 * of the primal.
 * @throws GradientError if the primal or the value is not of a float dtype.
 * @throws PullbackError if there would be more than 2²⁷ numbers, which take a gigabyte.
 */
export function jacobian<const T extends Tree, R extends Tree>(
  f: (primal: T) => R,
  primal: T,
  { mode = 'auto' }: JacobianOptions = {},
): Jacobian<R, T> {
  if (!['auto', 'forward', 'reverse'].includes(mode)) {
    throw new PullbackError(`jacobian: mode is 'auto', 'forward' or 'reverse', got ${spell(mode)}.`);
  }
  checkFunction('jacobian', f);
  const argument = argumentOf(primal);
  const sources = sourcesIn(argument);
  const tape = new Tape();
  const value = tape.record(() => f(argument));
  const targets = targetsIn(value);
  checkSize(countOf(targets), countOf(sources));
  const isForward =
    mode === 'forward' || (mode === 'auto' && countOf(sources) <= countOf(targets) && tape.nodes.every(hasPushforward));
  const blocks = (isForward ? byColumns : byRows)(tape.nodes, sources, targets);
  return mapLeaves(value, (target) =>
    mapLeaves(argument, (source) => blocks.get(target)!.get(source)!),
  ) as object as Jacobian<R, T>;
}

/** Above it nobody waits for the passes, and the machine has no memory for what they give. */
const MOST_ENTRIES = 2 ** 27;

function checkSize(rows: number, columns: number): void {
  if (rows * columns <= MOST_ENTRIES) return;
  throw new PullbackError(
    `jacobian: at most ${MOST_ENTRIES} entries are built, got ${rows} × ${columns} = ${rows * columns}. ` +
      'Apply it without building it, by vjp(), jvp() or hvp().',
  );
}

/** By target, then by source. */
type Blocks = ReadonlyMap<Tensor, ReadonlyMap<Tensor, Tensor>>;

/** Forward mode: a tangent along one element of a source gives a column of the block of each target. */
function byColumns(nodes: readonly TapeNode[], sources: readonly Tensor[], targets: readonly Tensor[]): Blocks {
  const blocks = new Map(targets.map((target) => [target, new Map<Tensor, Tensor>()]));
  for (const source of sources) {
    const passes = Array.from({ length: source.size }, (_, place) => {
      const tangent = unitLike(source, place);
      const tangents = new Map([[source, tangent]]);
      forward(nodes, tangents);
      return targets.map((target) => tangents.get(target) ?? zerosLike(target));
    });
    for (const [t, target] of targets.entries()) {
      const columns = passes.map((pass) => pass[t]!);
      const shape = [...target.shape, ...source.shape];
      blocks.get(target)!.set(source, assemble(columns, 'column', shape, target.dtype));
    }
  }
  return blocks;
}

/** Reverse mode: a cotangent of one element of a target gives a row of the block of each source. */
function byRows(nodes: readonly TapeNode[], sources: readonly Tensor[], targets: readonly Tensor[]): Blocks {
  const blocks = new Map<Tensor, Map<Tensor, Tensor>>();
  for (const target of targets) {
    const passes = Array.from({ length: target.size }, (_, place) => {
      const cotangent = unitLike(target, place);
      const cotangentOf = cotangentsOf(nodes, [{ target, cotangent }], sources);
      return sources.map((source) => cotangentOf(source) ?? zerosLike(source));
    });
    const row = sources.map((source, s): [Tensor, Tensor] => {
      const rows = passes.map((pass) => pass[s]!);
      return [source, assemble(rows, 'row', [...target.shape, ...source.shape], source.dtype)];
    });
    blocks.set(target, new Map(row));
  }
  return blocks;
}

/** Zeros with a 1 in the place of one element. */
function unitLike({ shape, dtype, size }: Tensor, place: number): Tensor {
  const data = allocate(dtype, size);
  data[place] = 1;
  return new Tensor(data, shape, dtype);
}

function targetsIn(value: Tree): Tensor[] {
  const targets = new Set<Tensor>();
  forEachLeaf(value, (target, path) => {
    checkDifferentiable('target', target, path);
    targets.add(target);
  });
  return [...targets];
}

function hasPushforward({ primitive }: TapeNode): boolean {
  return primitive.jvp !== undefined || primitive.vjp === undefined;
}

function countOf(tensors: readonly Tensor[]): number {
  return tensors.reduce((count, { size }) => count + size, 0);
}

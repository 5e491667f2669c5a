import { cotangentsOf, type Seed } from './backward';
import { zerosLike } from './create';
import { checkDifferentiable, quoted } from './differentiable';
import { GradientError } from './errors';
import { identity } from './identity';
import { isRecording } from './recording';
import { formatShape } from './shape';
import type { TapeNode } from './tapeNode';
import { Tensor } from './tensor';
import { forEachLeaf, type Mirror, mapTree, type Tree } from './tree';

export interface GradientOptions {
  /** What to give for a source that the target does not depend on: an error if not given. */
  readonly unused?: 'zeros';
}

/**
 * Walks back from the targets of `seeds`, to the end; gives the cotangents of `sources`.
 * @throws GradientError if a source is not of a float dtype, or no target depends on it (unless `unused` is zeros).
 */
export function pullBackTo<T extends Tree>(
  sources: T,
  nodes: readonly TapeNode[],
  seeds: readonly Seed[],
  unused: 'zeros' | undefined,
): Mirror<T> {
  const cotangentOf = cotangentsOf(nodes, seeds, sourcesIn(sources));
  const given = new Set<Tensor>();
  for (const { cotangent } of seeds) given.add(cotangent);
  return mapTree(sources, (source, path) => {
    const cotangent = cotangentOf(source);
    if (cotangent !== undefined) return ownTensor(cotangent, given);
    if (unused === 'zeros') return zerosLike(source);
    throw unrelated(source, path);
  });
}

/** @throws GradientError if one of them is not of a float dtype. */
export function sourcesIn(tree: Tree): Tensor[] {
  const sources: Tensor[] = [];
  forEachLeaf(tree, (source, path) => {
    checkDifferentiable('source', source, path);
    sources.push(source);
  });
  return sources;
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

function unrelated(source: Tensor, path: string): GradientError {
  return new GradientError(
    `gradient: the target does not depend on${quoted(source.name ?? path) || ' the source'} ${formatShape(source.shape)}. ` +
      "Was it used while the tape recorded? Leave it out, or pass { unused: 'zeros' }.",
  );
}

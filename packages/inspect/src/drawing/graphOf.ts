import { PullbackError, type Tape } from '@pullback/core';
import { contract } from './contract';
import type { GraphOptions } from './drawOptions';
import type { Graph } from './graph';
import { groupings } from './groupings';
import { wholeGraph } from './wholeGraph';

/** Where everything reads everything, more boxes would only be more of a tangle, which takes long to lay out, too. */
const EDGES_PER_BOX = 4;

/**
 * A tape as boxes and edges, at most `mostNodes` boxes: a tape that has more is folded, what repeats first. A pure function of
 * the tape: nothing on it is read but shapes, and plain numbers.
 * @throws GradientError if a source is not of a float dtype.
 * @throws PullbackError if `mostNodes` is neither a whole number ≥ 3 nor `Infinity`.
 */
export function graphOf(tape: Tape, options: GraphOptions = {}): Graph {
  const { mostNodes = 60 } = options;
  if (!(mostNodes >= 3 && (Number.isInteger(mostNodes) || mostNodes === Infinity))) {
    throw new PullbackError(
      `graphOf: mostNodes must be a whole number ≥ 3, got ${mostNodes}. Infinity draws all of them.`,
    );
  }
  const whole = wholeGraph(tape.nodes, options);
  if (whole.boxes.length <= mostNodes) return whole;
  const nodes = whole.boxes.filter((box) => box.kind === 'node');
  for (const groups of groupings(nodes, whole.edges)) {
    if (groups.length > mostNodes) continue;
    for (const joinsValues of [false, true]) {
      const folded = contract(whole, groups, joinsValues);
      if (folded.boxes.length <= mostNodes && folded.edges.length <= EDGES_PER_BOX * mostNodes) return folded;
    }
  }
  throw new PullbackError(
    'internal: all nodes of a tape fold into one box, or one node with its parameters and data into three.',
  );
}

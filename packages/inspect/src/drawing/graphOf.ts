import { PullbackError, spell, type Tape } from '@pullback/core';
import { requireRecord, requireTape } from '../requireArguments';
import { contract } from './contract';
import type { DrawOptions, GraphOptions } from './drawOptions';
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
  const { mostNodes = 60 } = checked(tape, options);
  const whole = wholeGraph(tape.nodes, options);
  if (whole.boxes.length <= mostNodes) return whole;
  let coarsest: Graph | undefined;
  const nodes = whole.boxes.filter((box) => box.kind === 'node');
  for (const groups of groupings(nodes, whole.edges)) {
    if (groups.length > mostNodes) continue;
    for (const joinsValues of [false, true]) {
      const folded = contract(whole, groups, joinsValues);
      if (folded.boxes.length > mostNodes) continue;
      if (folded.edges.length <= EDGES_PER_BOX * mostNodes) return folded;
      coarsest = folded;
    }
  }
  // One node may read one value any number of times, which nothing folds.
  if (coarsest !== undefined) return coarsest;
  throw new PullbackError(
    'internal: all nodes of a tape fold into one box, or one node with its parameters and data into three.',
  );
}

/** @throws PullbackError if it is no tape, or an option is none of those that there are. */
function checked(tape: Tape, options: DrawOptions): DrawOptions {
  requireTape('graphOf', tape);
  requireRecord('graphOf', 'the options', options);
  const { mostNodes = 60, direction = 'down', style = 'unicode', target } = options;
  if (!(Number.isInteger(mostNodes) || mostNodes === Infinity) || mostNodes < 3) {
    throw new PullbackError(
      `graphOf: mostNodes must be a whole number ≥ 3, got ${spell(mostNodes)}. Infinity draws all of them.`,
    );
  }
  if (direction !== 'down' && direction !== 'right') {
    throw new PullbackError(`graphOf: direction must be "down" or "right", got ${spell(direction)}.`);
  }
  if (style !== 'unicode' && style !== 'ascii') {
    throw new PullbackError(`graphOf: style must be "unicode" or "ascii", got ${spell(style)}.`);
  }
  if (target !== undefined && !tape.nodes.some(({ output }) => output === target)) {
    throw new PullbackError(`graphOf: the target must be a value that the tape made, got ${spell(target)}.`);
  }
  return options;
}

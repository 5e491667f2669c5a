import { formatCall, isConstantNumber, labelsOf, sourcesIn, type TapeNode, type Tensor } from '@pullback/core';
import { routeBetween } from '../route';
import { barOf, inStyle } from '../style';
import { shortName } from './boxText';
import type { GraphOptions } from './drawOptions';
import type { Edge, Graph, NodeBox, ValueBox } from './graph';

/**
 * The graph of all nodes, with nothing folded: a box for each node and for each value that none of them makes, an edge for each
 * input that is not a plain number.
 * @throws GradientError if a source is not of a float dtype.
 */
export function wholeGraph(nodes: readonly TapeNode[], options: GraphOptions): Graph<NodeBox | ValueBox> {
  const { sources, target, style = 'unicode' } = options;
  const { cotangents = sources !== undefined || target !== undefined } = options;
  const label = labelsOf(nodes, { sources });
  const given = new Set<Tensor>(sources === undefined ? [] : sourcesIn(sources));
  const outputs = new Set(nodes.map(({ output }) => output));
  const isNumber = (tensor: Tensor): boolean =>
    isConstantNumber(tensor) && tensor.name === undefined && !outputs.has(tensor) && !given.has(tensor);

  const route = routeBetween(nodes, sources, target);
  const visited = new Set(route.nodes);
  const onRoute = new Set([...visited].flatMap(({ inputs }) => inputs));

  const boxes: (NodeBox | ValueBox)[] = [];
  const edges: Edge[] = [];
  const ids = new Map<Tensor, string>();
  const idOf = (tensor: Tensor): string => {
    const known = ids.get(tensor);
    if (known !== undefined) return known;
    const id = `v${ids.size + 1}`;
    ids.set(tensor, id);
    const isParameter = tensor.version >= 0;
    boxes.push({
      id,
      kind: isParameter || given.has(tensor) ? 'source' : 'data',
      name: label(tensor),
      isParameter,
      shape: tensor.shape,
      isTarget: tensor === target,
      isOnRoute: onRoute.has(tensor),
    });
    return id;
  };
  for (const [i, node] of nodes.entries()) {
    const { primitive, inputs, output } = node;
    const to = `n${i + 1}`;
    const isOnRoute = visited.has(node);
    for (const [place, input] of inputs.entries()) {
      if (isNumber(input)) continue;
      const from = idOf(input);
      edges.push({ kind: 'value', from, to, label: undefined, count: 1 });
      if (!cotangents || !isOnRoute || !route.isWanted(input) || node.vjp[place] === null) continue;
      const bar = inStyle(barOf(shortName(label(input)), style), style);
      edges.push({ kind: 'cotangent', from: to, to: from, label: bar, count: 1 });
    }
    ids.set(output, to);
    boxes.push({
      id: to,
      kind: 'node',
      name: label(output),
      op: primitive.name,
      call: inStyle(formatCall(node, label), style),
      shape: output.shape,
      isSource: given.has(output),
      isTarget: output === target,
      isOnRoute,
    });
  }
  return { boxes, edges };
}

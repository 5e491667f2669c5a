import { Parameter, PullbackError, Random, Tape, type Tensor, tensor } from '@pullback/core';
import { type Box, type Edge, type Graph, type GraphOptions, graphOf, toSvg } from '@pullback/inspect';
import { add, cast, concat, exp, gather, matmul, mul, relu, square, sub, sum, tanh } from '@pullback/ops';
import { errorOf } from './support';

/** The two-layer network, with names. */
function network() {
  const random = new Random(1);
  const [x, y] = [random.normal([4, 5]).named('x'), random.normal([4, 2]).named('y')];
  const W1 = new Parameter(random.normal([5, 3]), 'W1');
  const W2 = new Parameter(random.normal([3, 2]), 'W2');
  const tape = new Tape();
  const loss = tape.record(() => {
    const h = matmul(x, W1).named('h');
    const p = matmul(relu(h).named('a'), W2).named('p');
    return sum(square(sub(p, y).named('e')).named('q')).named('L');
  });
  return { tape, loss, x, W1: W1 as Tensor, W2: W2 as Tensor };
}

/** A chain of 10,000 nodes, two ops by turns. */
function longTape() {
  const tape = new Tape();
  let x: Tensor = tensor([1, 2]).named('x');
  tape.record(() => {
    for (let i = 0; i < 5000; i++) x = tanh(add(x, i % 7) as Tensor);
  });
  return { tape, target: x };
}

/** Ops drawn at random, each on one of the latest values: nothing repeats. */
function tangledTape(nodes: number, latest = 10) {
  const [tape, random] = [new Tape(), new Random(3)];
  const values: Tensor[] = Array.from({ length: 10 }, (_, i) => new Parameter(tensor([1]), `w${i}`) as Tensor);
  const draw = () => values.at(-1 - Math.floor(random.uniform([]).item() * Math.min(latest, values.length)))!;
  tape.record(() => {
    for (let i = 0; i < nodes; i++) {
      const op = Math.floor(random.uniform([]).item() * 4);
      values.push([() => add(draw(), draw()), () => mul(draw(), draw()), () => exp(draw()), () => tanh(draw())][op]!());
    }
  });
  return tape;
}

const nameOf = (box: Box) => (box.kind === 'fold' ? (box.ends?.join('…') ?? 'values') : box.name);

/** `x → h`, with the label of a cotangent behind it. */
function arrows({ boxes, edges }: Graph, kind: Edge['kind']): string[] {
  const names = new Map(boxes.map((box) => [box.id, nameOf(box)]));
  return edges
    .filter((edge) => edge.kind === kind)
    .map(({ from, to, label }) => [names.get(from), '→', names.get(to), label].join(' ').trim());
}

/** How many nodes of each op there are, in folds or not. */
function opsIn({ boxes }: Graph): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (op: string, more: number) => {
    counts[op] = (counts[op] ?? 0) + more;
  };
  for (const box of boxes) {
    if (box.kind === 'node') count(box.op, 1);
    if (box.kind === 'fold') for (const [op, more] of box.ops) count(op, more);
  }
  return counts;
}

function opsOn({ nodes }: Tape): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { primitive } of nodes) counts[primitive.name] = (counts[primitive.name] ?? 0) + 1;
  return counts;
}

it('every node is a box once, and so is each value that no node makes', () => {
  const { boxes } = graphOf(network().tape);
  expect(boxes.map((box) => `${box.kind} ${nameOf(box)}`)).toEqual([
    'data x',
    'source W1',
    'node h',
    'node a',
    'source W2',
    'node p',
    'data y',
    'node e',
    'node q',
    'node L',
  ]);
  expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
  expect(boxes.find(({ id }) => id === 'n1')).toMatchObject({ op: 'matmul', call: 'matmul(x, W1)', shape: [4, 3] });
});

it('there is an edge for each input, two for one that stands twice', () => {
  const { tape } = network();
  expect(arrows(graphOf(tape), 'value')).toEqual([
    'x → h',
    'W1 → h',
    'h → a',
    'a → p',
    'W2 → p',
    'p → e',
    'y → e',
    'e → q',
    'q → L',
  ]);
  const twice = new Tape();
  const x = tensor([1]).named('x');
  twice.record(() => mul(x, x).named('y'));
  expect(arrows(graphOf(twice), 'value')).toEqual(['x → y', 'x → y']);
});

it('plain numbers stand in the text of the op, and are no boxes, unless they are sources', () => {
  const tape = new Tape();
  const [x, c] = [tensor([1, 2]).named('x'), tensor(3)];
  tape.record(() => mul(mul(x, 2), c));
  const calls = (options: GraphOptions) =>
    graphOf(tape, options).boxes.map((box) => (box.kind === 'node' ? box.call : `${box.kind} ${nameOf(box)}`));
  expect(calls({})).toEqual(['data x', 'mul(x, 2)', 'mul(%1, 3)']);
  expect(calls({ sources: c })).toEqual(['data x', 'mul(x, 2)', 'source input', 'mul(%1, input)']);
});

it('cotangents go from the target back to the sources, and nowhere else', () => {
  const { tape, loss, W1, W2 } = network();
  const graph = (options: GraphOptions) => arrows(graphOf(tape, options), 'cotangent');
  expect(graph({})).toEqual([]);
  expect(graph({ sources: { W1, W2 }, target: loss })).toEqual(
    ['h → W1 W̄1', 'a → h h̄', 'p → a ā', 'p → W2 W̄2', 'e → p p̄', 'q → e ē', 'L → q q̄'].map((text) => text),
  );
  expect(graph({ sources: W2, target: loss, style: 'ascii' })).toContain('p → W2 bar(W2)');
  expect(graph({ sources: W2, target: loss })).toHaveLength(4);
  expect(graph({ target: loss })).toHaveLength(9);
  expect(graph({ cotangents: true })).toHaveLength(9);
  expect(graph({ target: loss, cotangents: false })).toEqual([]);
});

it('what has no VJP sends no cotangent: labels, comparisons', () => {
  const tape = new Tape();
  const x = tensor([1, 2]).named('x');
  tape.record(() => [gather(x, tensor(Int32Array.of(1, 0)).named('i')).named('y'), cast(x, 'int32').named('z')]);
  expect(arrows(graphOf(tape, { cotangents: true }), 'cotangent')).toEqual(['y → x x̄']);
});

it('what the walk back does not come by is marked, and sends no cotangent', () => {
  const { tape, loss, W2 } = network();
  tape.record(() => exp(loss).named('after'));
  expect(arrows(graphOf(tape, { sources: W2, target: loss }), 'cotangent').join()).not.toContain('after');
  const off = graphOf(tape, { sources: W2, target: loss }).boxes.filter(({ isOnRoute }) => !isOnRoute);
  expect(off.map(nameOf)).toEqual(['x', 'W1', 'h', 'a', 'after']);
  expect(graphOf(tape).boxes.every(({ isOnRoute }) => isOnRoute)).toBe(true);
});

it('a chain that repeats is folded: the first time is drawn, the others are one box', () => {
  const { tape, target } = longTape();
  const { boxes, edges } = graphOf(tape);
  expect(boxes.map(nameOf)).toEqual(['x', '%1', '%2', '%3…%10000']);
  expect(boxes.at(-1)).toMatchObject({
    nodes: 9998,
    repeated: ['add', 'tanh'],
    ops: [
      ['add', 4999],
      ['tanh', 4999],
    ],
  });
  expect(edges).toHaveLength(3);
  const folded = graphOf(tape, { sources: target, target });
  expect(folded.boxes.at(-1)).toMatchObject({ kind: 'node', name: '%10000', isTarget: true });
});

it('the target is a box of its own, however much is folded', () => {
  const tape = tangledTape(700);
  const target = tape.nodes[400]!.output;
  for (const mostNodes of [10, 60]) {
    const found = graphOf(tape, { target, mostNodes }).boxes.filter(({ isTarget }) => isTarget);
    expect(found).toMatchObject([{ kind: 'node', name: '%401' }]);
  }
});

it('folding keeps count of nodes, ops and edges, whatever the tape and the limit', () => {
  const tapes = [longTape().tape, tangledTape(700), network().tape];
  for (const tape of tapes) {
    for (const mostNodes of [3, 4, 7, 20, 60]) {
      const graph = graphOf(tape, { mostNodes, cotangents: true });
      expect(graph.boxes.length).toBeLessThanOrEqual(mostNodes);
      expect(opsIn(graph)).toEqual(opsOn(tape));
      const folds = graph.boxes.flatMap((box) => (box.kind === 'fold' ? [box] : []));
      for (const { nodes, ops } of folds) expect(ops.reduce((total, [, count]) => total + count, 0)).toBe(nodes);
    }
  }
});

it('where everything reads everything, there are fewer boxes, so that no more edges than four times the limit are left', () => {
  const { boxes, edges } = graphOf(tangledTape(700, 700), { mostNodes: 60, cotangents: true });
  expect(edges.length).toBeLessThanOrEqual(240);
  expect(boxes.length).toBeGreaterThan(10);
});

it('a folded graph has no cycles: every value goes on to a box that does not lead back', () => {
  const tape = tangledTape(700);
  const { boxes, edges } = graphOf(tape, { mostNodes: 40 });
  const waiting = new Map(boxes.map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of edges) waiting.get(to)!.add(from);
  for (let round = 0; round < boxes.length; round++) {
    for (const [id, inputs] of waiting) {
      if (inputs.size > 0) continue;
      waiting.delete(id);
      for (const others of waiting.values()) others.delete(id);
    }
  }
  expect([...waiting.keys()]).toEqual([]);
});

it('between a folded box and another there is one edge each way, with its count', () => {
  const tape = tangledTape(700);
  const whole = graphOf(tape, { mostNodes: Infinity, cotangents: true });
  const { boxes, edges } = graphOf(tape, { mostNodes: 40, cotangents: true });
  const folds = new Set(boxes.filter(({ kind }) => kind === 'fold').map(({ id }) => id));
  const keys = edges
    .filter(({ from, to }) => folds.has(from) || folds.has(to))
    .map((edge) => [edge.kind, edge.from, edge.to].join());
  expect(new Set(keys).size).toBe(keys.length);
  expect(edges.some(({ count }) => count > 1)).toBe(true);
  expect(edges.reduce((total, { count }) => total + count, 0)).toBeLessThan(whole.edges.length);
  expect(
    edges.filter(({ kind, count }) => kind === 'value' && count > 1).every(({ label }) => label === undefined),
  ).toBe(true);
  expect(edges.some(({ label }) => /^\d+ cotangents$/.test(label ?? ''))).toBe(true);
});

it('layers that repeat are folded, each with its own weights', () => {
  const tape = new Tape();
  let x: Tensor = tensor([[1, 2]]).named('x');
  tape.record(() => {
    for (let i = 0; i < 40; i++) {
      const W = new Parameter(
        tensor([
          [1, 0],
          [0, 1],
        ]),
        `W${i}`,
      ) as Tensor;
      x = relu(add(matmul(x, W), 1) as Tensor) as Tensor;
    }
    x = sum(x).named('L') as Tensor;
  });
  const { boxes } = graphOf(tape);
  expect(boxes.map(nameOf)).toEqual(['x', 'W0', '%1', '%2', '%3', '%4…%120', 'L']);
  expect(boxes.at(-2)).toMatchObject({ nodes: 117, repeated: ['matmul', 'add', 'relu'], sources: 39, data: 0 });
});

it('many inputs of one node are folded, too', () => {
  const tape = new Tape();
  const parts = Array.from({ length: 100 }, () => tensor([1, 2]) as Tensor);
  tape.record(() => concat(parts).named('y'));
  const { boxes } = graphOf(tape);
  expect(boxes).toHaveLength(2);
  expect(boxes[0]).toMatchObject({ kind: 'fold', nodes: 0, data: 100, sources: 0 });
});

it('with no limit nothing is folded', () => {
  const { tape } = longTape();
  expect(graphOf(tape, { mostNodes: Infinity }).boxes).toHaveLength(10_001);
});

it('the limit is a whole number, 3 or more', () => {
  for (const mostNodes of [2, 0, -1, 3.5, Number.NaN]) {
    expect(errorOf(() => graphOf(new Tape(), { mostNodes }))).toStrictEqual(
      new PullbackError(`graphOf: mostNodes must be a whole number ≥ 3, got ${mostNodes}. Infinity draws all of them.`),
    );
  }
});

it('an empty tape is an empty graph', () => {
  expect(graphOf(new Tape())).toEqual({ boxes: [], edges: [] });
});

it('a node that reads the same values ever so often is drawn, though its edges do not fold', () => {
  const tape = new Tape();
  const W = tensor([1]).named('W');
  tape.record(() => concat([...Array.from({ length: 20 }, () => W), ...[1, 2, 3].map((number) => tensor([number]))]));
  for (const mostNodes of [3, 4]) {
    const { boxes, edges } = graphOf(tape, { mostNodes });
    expect(boxes.length).toBeLessThanOrEqual(mostNodes);
    expect(edges.reduce((total, { count }) => total + count, 0)).toBe(23);
  }
});

it('a value that is first read inside a fold stands before it', () => {
  for (const mostNodes of [5, 20, 60]) {
    const { boxes, edges } = graphOf(tangledTape(300, 300), { mostNodes });
    const places = new Map(boxes.map(({ id }, i) => [id, i]));
    const backward = edges.filter(({ from, to }) => places.get(from)! >= places.get(to)!);
    expect(backward).toEqual([]);
  }
});

it('a source that is no parameter is called a source in a fold, too', () => {
  const tape = new Tape();
  const sources = Array.from({ length: 9 }, (_, i) => tensor([i]) as Tensor);
  const weight = new Parameter(tensor([2]), 'weight') as Tensor;
  tape.record(() => sources.reduce((y, source) => mul(mul(y, source), weight) as Tensor, tensor([1]) as Tensor));
  const text = toSvg(tape, { sources, mostNodes: 6 });
  expect(text).toContain('with 1 parameter, 8 sources');
});

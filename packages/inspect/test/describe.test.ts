import { checkpoint, customVjp, Parameter, Random, type Shape, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { describe as describeTape } from '@pullback/inspect';
import { add, cast, exp, gather, matmul, mul, relu, softmax, square, sub, sum, tanh } from '@pullback/ops';

/** The network of the mission, 64×1000→100×8, in float64. */
function network() {
  const named = (shape: Shape, name: string) => new Parameter(zeros(shape, { dtype: 'float64' }), name) as Tensor;
  const [x, y] = [named([64, 1000], 'x'), named([64, 8], 'y')];
  const [W1, W2] = [named([1000, 100], 'W1'), named([100, 8], 'W2')];
  const tape = new Tape();
  const loss = tape.record(() => {
    const a = relu(matmul(x, W1).named('h')).named('a');
    const e = sub(matmul(a, W2).named('p'), y).named('e');
    return sum(square(e).named('q')).named('L');
  });
  return { tape, loss, W1, W2 };
}

const formulas = (tape: Tape, options = {}) =>
  describeTape(tape, options).nodes.flatMap(({ pullbacks }) => pullbacks.map(({ formula }) => formula));

/** Without the marks that other normal forms of Unicode would write otherwise. */

it('the VJPs of the two-layer network are those that are derived by hand', () => {
  const { tape, W1, W2 } = network();
  expect(formulas(tape, { sources: { W1, W2 } })).toEqual([
    'W̄1 = xᵀ h̄',
    'h̄ = ā ⊙ [h > 0]',
    'ā = p̄ W2ᵀ',
    'W̄2 = aᵀ p̄',
    'p̄ = ē',
    'ē = q̄ ⊙ (2 e)',
    'q̄ = broadcast(L̄)',
  ]);
  expect(formulas(tape, { style: 'ascii', sources: { W1, W2 } }).slice(0, 4)).toEqual([
    'bar(W1) = x^T bar(h)',
    'bar(h) = bar(a) * [h > 0]',
    'bar(a) = bar(p) W2^T',
    'bar(W2) = a^T bar(p)',
  ]);
});

it('the Jacobian that was never built would have 640,000,000 entries, 5.12 GB; its VJP takes 12.8 Mflop', () => {
  const { tape, W1, W2 } = network();
  const { nodes, totals } = describeTape(tape, { sources: { W1, W2 } });
  const [h, , p] = nodes;
  expect(h!.pullbacks).toMatchObject([
    { input: 'W1', keeps: ['x'], flop: 12_800_000, jacobian: { rows: 6400, columns: 100_000, bytes: 5_120_000_000 } },
  ]);
  expect(p!.pullbacks[1]).toMatchObject({
    input: 'W2',
    keeps: ['a'],
    flop: 102_400,
    jacobian: { rows: 512, columns: 800 },
  });
  expect(totals).toMatchObject({ flop: 12_800_000 + 6400 + 102_400 + 512 + 512 + 512 });
  // x, h, W2, a and e.
  expect(totals.keptBytes).toBe(8 * (64 * 1000 + 6400 + 800 + 6400 + 512));
});

it('as text it is a table that fits 100 columns', () => {
  const { tape, W1, W2 } = network();
  const text = String(describeTape(tape, { sources: { W1, W2 } }));
  expect(`\n${text}`).toBe(
    `
value, and VJP           shape      keeps    flop  Jacobian
h = matmul(x, W1)        [64, 100]         12.8 M
  W̄1 = xᵀ h̄                         x      12.8 M  640 M, 5.12 GB
a = relu(h)              [64, 100]         6.40 k
  h̄ = ā ⊙ [h > 0]                   h      6.40 k  41.0 M, 328 MB
p = matmul(a, W2)        [64, 8]            102 k
  ā = p̄ W2ᵀ                         W2      102 k  3.28 M, 26.2 MB
  W̄2 = aᵀ p̄                         a       102 k  410 k, 3.28 MB
e = sub(p, y)            [64, 8]              512
  p̄ = ē                             –           0  262 k, 2.10 MB
q = square(e)            [64, 8]              512
  ē = q̄ ⊙ (2 e)                     e      1.02 k  262 k, 2.10 MB
L = sum(q, axes [0, 1])  []                   512
  q̄ = broadcast(L̄)                  –           0  512, 4.10 kB
6 nodes: forward 12.9 Mflop, back 13.0 Mflop; kept for that 625 kB.
Jacobians never built: 685 M entries, 5.48 GB.`,
  );
});

it('in ASCII there is nothing else, and nothing is wider than 100 columns, however long the names', () => {
  const { tape } = network();
  const long = tensor([1, 2, 3]).named('a.name.that.takes.very.much.room[12].and.does.not.end.soon');
  tape.record(() => softmax(tanh(add(exp(long), square(long)))));
  const text = String(describeTape(tape, { style: 'ascii' }));
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  for (const style of ['ascii', 'unicode'] as const) {
    for (const line of String(describeTape(tape, { style })).split('\n')) {
      expect(line.length).toBeLessThanOrEqual(100);
    }
  }
});

it('as JSON it is the same, with a version number', () => {
  const { tape } = network();
  const description = describeTape(tape);
  const { version, nodes, totals } = JSON.parse(JSON.stringify(description));
  expect(version).toBe(1);
  expect({ nodes, totals }).toEqual({ nodes: description.nodes, totals: description.totals });
});

it('reads no numbers: a weight that has changed since does not matter', () => {
  const { tape, W1 } = network();
  const before = formulas(tape);
  (W1 as Parameter).assignAdd(W1);
  expect(formulas(tape)).toEqual(before);
});

it('leaves out what a walk would: other branches, what comes after the target', () => {
  const [x, y] = [tensor([1, 2]).named('x'), tensor([3, 4]).named('y')];
  const tape = new Tape();
  const u = tape.record(() => {
    const u = mul(x, 2).named('u');
    exp(y).named('v');
    add(u, y).named('w');
    return u;
  });
  const names = (options: object) => describeTape(tape, options).nodes.map(({ name }) => name);
  expect(names({})).toEqual(['u', 'v', 'w']);
  expect(names({ sources: x })).toEqual(['u', 'w']);
  expect(names({ target: u })).toEqual(['u']);
  expect(names({ sources: y, target: u })).toEqual([]);
});

it('numbers have no cotangent, and unnamed values are called by their place', () => {
  const x = tensor([1, 2]).named('x');
  const tape = new Tape();
  tape.record(() => square(add(mul(x, 3), 1)));
  expect(formulas(tape)).toEqual(['x̄ = 3 %1̄', '%1̄ = %2̄', '%2̄ = %3̄ ⊙ (2 %2)']);
});

it('a number on the tape is not a constant', () => {
  const x = tensor([1, 2]).named('x');
  const tape = new Tape();
  tape.record(() => mul(x, sum(x)));
  expect(formulas(tape)).toEqual(['x̄ = broadcast(%1̄)', 'x̄ = %2̄ ⊙ %1', '%1̄ = Σ(%2̄ ⊙ x)']);
});

it('an input that stands twice has a rule for each place', () => {
  const x = tensor([1, 2]).named('x');
  const tape = new Tape();
  tape.record(() => mul(x, x));
  expect(formulas(tape)).toEqual(['x̄ = %1̄ ⊙ x', 'x̄ = %1̄ ⊙ x']);
});

it('constants have no rules: comparisons, casts of labels', () => {
  const x = tensor([1, 2]).named('x');
  const tape = new Tape();
  tape.record(() => [cast(x, 'int32'), gather(x, tensor(Int32Array.of(1, 0)))]);
  const [first, second] = describeTape(tape).nodes;
  expect(first!.pullbacks).toEqual([]);
  expect(second!.pullbacks.map(({ input }) => input)).toEqual(['x']);
});

it("a rule of one's own is shown as it is written, a checkpoint says that it runs again", () => {
  const x = tensor([1, 2]).named('x');
  const doubled = customVjp({
    name: 'doubled',
    forward: (x: Tensor<readonly [number]>) => x,
    vjp: () => [(cotangent) => mul(cotangent, 2)],
  });
  const tape = new Tape();
  tape.record(() => checkpoint((x: Tensor<readonly [number]>) => exp(x))(doubled(x)));
  expect(formulas(tape)).toEqual(['x̄ = 2 %1̄', '%1̄ = pullback of checkpoint(%2̄)']);
});

it('an empty tape has nothing to describe', () => {
  expect(String(describeTape(new Tape()))).toBe(
    'value, and VJP  shape  keeps  flop  Jacobian\n' +
      '0 nodes: forward 0 flop, back 0 flop; kept for that 0 B.\nJacobians never built: 0 entries, 0 B.',
  );
});

it('takes tapes of many nodes', () => {
  const random = new Random(1);
  let x = random.normal([4]) as Tensor;
  const tape = new Tape();
  tape.record(() => {
    for (let i = 0; i < 5000; i++) x = tanh(add(x, i % 7) as Tensor) as Tensor;
  });
  expect(describeTape(tape).nodes).toHaveLength(10_000);
});

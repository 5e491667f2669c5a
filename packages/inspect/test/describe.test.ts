import {
  checkpoint,
  customVjp,
  Parameter,
  Random,
  type Shape,
  scalar,
  Tape,
  type Tensor,
  tensor,
  zeros,
} from '@pullback/core';
import { describe as describeTape, explainMismatch, traceBackward } from '@pullback/inspect';
import {
  add,
  cast,
  exp,
  gather,
  leakyRelu,
  matmul,
  mul,
  relu,
  reshape,
  sin,
  softmax,
  square,
  sub,
  sum,
  tanh,
  transpose,
} from '@pullback/ops';

const random = new Random(6);

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

it("a rule of one's own is shown as it is written", () => {
  const x = tensor([1, 2]).named('x');
  const doubled = customVjp({
    name: 'doubled',
    forward: (x: Tensor<readonly [number]>) => x,
    vjp: () => [(cotangent) => mul(cotangent, 2)],
  });
  const tape = new Tape();
  tape.record(() => doubled(x));
  expect(formulas(tape)).toEqual(['x̄ = 2 %1̄']);
  // What its forward does is not recorded.
  expect(describeTape(tape).nodes[0]!.flop).toBeUndefined();
  expect(String(describeTape(tape))).toContain('1 node: forward at least 0 flop, back 2 flop; kept for that 0 B.');
});

describe('a checkpoint', () => {
  const x = random.normal([2, 3], { dtype: 'float64' }).named('x') as Tensor;
  const W = random.normal([3, 5], { dtype: 'float64' }).named('W') as Tensor;
  const f = (x: Tensor) => exp(matmul(x, W) as Tensor) as Tensor;
  const forward = 2 * 2 * 3 * 5 + 10;
  const record = (run: () => Tensor) => {
    const tape = new Tape();
    tape.record(() => run().named('y'));
    return tape;
  };

  it('costs what it runs, and on the way back runs it again, once for all inputs', () => {
    const { nodes, totals } = describeTape(record(() => checkpoint(f)(x)));
    const alone = describeTape(record(() => f(x))).totals;
    expect([nodes[0]!.flop, alone.flop]).toEqual([forward, forward]);
    expect(nodes[0]!.pullbacks.map(({ formula, flop }) => [formula, flop])).toEqual([
      ['x̄ = pullback of checkpoint(ȳ)', forward + alone.backwardFlop],
      ['W̄ = pullback of checkpoint(ȳ)', 0],
    ]);
    expect(totals.backwardFlop).toBe(forward + alone.backwardFlop);
  });

  it('takes less for one input alone', () => {
    const { totals } = describeTape(
      record(() => checkpoint(f)(x)),
      { sources: { W } },
    );
    expect(totals.backwardFlop).toBe(forward + 10 + 2 * 2 * 3 * 5);
  });

  it('keeps its inputs, and its output to compare', () => {
    const tape = record(() => checkpoint(f)(x));
    expect(describeTape(tape).nodes[0]!.pullbacks[0]!.keeps).toEqual(['x', 'W', 'y']);
    expect(describeTape(tape).totals.keptBytes).toBe(8 * (6 + 15 + 10));
    expect(String(describeTape(tape))).not.toContain('at least');
  });

  it('with an op that does not tell, or that does not run on zeros, does not tell either', () => {
    const picky = customVjp({
      name: 'picky',
      forward: (x: Tensor) => {
        if (x.data[0] === 0) throw new Error('zero');
        return square(x) as Tensor;
      },
      vjp: ([x]) => [(cotangent: Tensor) => mul(cotangent, x) as Tensor],
    });
    const description = describeTape(record(() => checkpoint((x: Tensor) => picky(x))(x)));
    expect([description.nodes[0]!.flop, description.nodes[0]!.pullbacks[0]!.flop]).toEqual([undefined, undefined]);
    expect(String(description)).toContain('forward at least 0 flop, back at least 0 flop; kept for that 96 B.');
  });
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

describe('formulas are true as they are read', () => {
  const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;
  const formulaOf = (f: (x: Tensor) => Tensor, ...shape: number[]) => {
    const tape = new Tape();
    const x = draw(...shape).named('x');
    tape.record(() => f(x));
    return formulas(tape)[0];
  };

  it.each<[string, (x: Tensor) => Tensor, number[], string]>([
    ['a sum over all axes', (x) => sum(x) as Tensor, [2, 3], 'x̄ = broadcast(%1̄)'],
    ['a sum over some', (x) => sum(x, 1) as Tensor, [3, 3], 'x̄ = broadcast₁(%1̄)'],
    ['a sum over several', (x) => sum(x, [0, 2]) as Tensor, [2, 3, 4], 'x̄ = broadcast₀₂(%1̄)'],
    ['what is repeated along an axis', (x) => add(x, draw(4, 3)) as Tensor, [3], 'x̄ = Σ₀(%1̄)'],
    ['a permutation', (x) => transpose(x, [2, 0, 1]) as Tensor, [2, 3, 4], 'x̄ = transpose(%1̄, [1, 2, 0])'],
    ['another', (x) => transpose(x, [0, 2, 1]) as Tensor, [2, 3, 4], 'x̄ = transpose(%1̄, [0, 2, 1])'],
    ['a permutation that changes nothing', (x) => transpose(x, [0, 1]) as Tensor, [2, 3], 'x̄ = %1̄'],
    ['other axes', (x) => reshape(x, [3, 4]), [2, 6], 'x̄ = reshape(%1̄)'],
    ['axes of size 1', (x) => reshape(x, [2, 1, 6]), [2, 6], 'x̄ = %1̄'],
    ['softmax over the first axis', (x) => softmax(x, 0) as Tensor, [2, 3], 'x̄ = (%1̄ - Σ₀(%1̄ ⊙ %1)) ⊙ %1'],
    ['one over the last', (x) => softmax(x, 1) as Tensor, [2, 3], 'x̄ = (%1̄ - Σ₁(%1̄ ⊙ %1)) ⊙ %1'],
  ])('%s', (_, f, shape, formula) => expect(formulaOf(f, ...shape)).toBe(formula));

  it('a matrix that serves a stack of others is multiplied by all of their rows at once', () => {
    const tape = new Tape();
    const [x, W] = [draw(4, 3, 2).named('x'), draw(2, 5).named('W')];
    tape.record(() => (matmul(x, W) as Tensor).named('y'));
    expect(formulas(tape)).toEqual(['x̄ = ȳ Wᵀ', 'W̄ = rows(x)ᵀ rows(ȳ)']);
  });

  it('a product of one tensor with itself is told from one of two', () => {
    const [a, b] = [draw(3).named('a'), draw(3).named('b')];
    for (const tensors of [
      [a, a, a, b],
      [a, b, a, a],
    ] as const) {
      const tape = new Tape();
      tape.record(() => [mul(tensors[0], tensors[1]), mul(tensors[2], tensors[3])]);
      expect(formulas(tape)).toContain('ā = %1̄ ⊙ b'.replace('1', tensors[1] === b ? '1' : '2'));
      expect(formulas(tape).filter((formula) => formula.endsWith('⊙ a'))).toHaveLength(3);
    }
  });

  it('slopes of ±∞ are told apart', () => {
    const tape = new Tape();
    const x = draw(3).named('x');
    tape.record(() => [leakyRelu(x, Infinity), leakyRelu(x, -Infinity)]);
    expect(formulas(tape)).toEqual(['x̄ = %1̄ where [x > 0], else ∞ %1̄', 'x̄ = %2̄ where [x > 0], else -∞ %2̄']);
    expect(String(describeTape(tape, { style: 'ascii' }))).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it.each<[string, (x: Tensor) => (cotangent: Tensor) => Tensor]>([
    ['reads numbers', (x) => (cotangent) => mul(cotangent, x.data[0]!) as Tensor],
    ['looks at a sign', (x) => (cotangent) => (x.data[0]! > 0 ? mul(cotangent, 2) : mul(cotangent, -1)) as Tensor],
    [
      'looks whether its cotangent is large',
      () => (cotangent) => mul(cotangent, cotangent.data[0]! > 5 ? 0.1 : 1) as Tensor,
    ],
    [
      'fails on zeros',
      (x) => (cotangent) => {
        if (x.data[0] === 0) throw new Error('zero');
        return cotangent;
      },
    ],
  ])('a rule of the caller that %s goes by its name, and says nothing of what it keeps', (_, pullback) => {
    const f = customVjp({ name: 'f', forward: (x: Tensor) => mul(x, 2) as Tensor, vjp: ([x]) => [pullback(x)] });
    expect(formulaOf((x) => f(x), 3)).toBe('x̄ = pullback of f(%1̄)');
    const tape = new Tape();
    tape.record(() => f(draw(3)));
    const description = describeTape(tape);
    expect(description.nodes[0]!.pullbacks[0]!.keeps).toBeUndefined();
    expect(String(description)).toContain('back at least 0 flop; kept for that at least 0 B.');
  });

  it('one that doubles what it has, again and again, too', () => {
    const f = customVjp({
      name: 'f',
      forward: (x: Tensor) => mul(x, 2) as Tensor,
      vjp: () => [
        (cotangent: Tensor) => {
          let total = cotangent;
          for (let i = 0; i < 40; i++) total = add(total, total) as Tensor;
          return total;
        },
      ],
    });
    expect(formulaOf((x) => f(x), 3)).toBe('x̄ = pullback of f(%1̄)');
  });
});

describe('sources', () => {
  it('are no constants, even if they are single numbers without a name', () => {
    const x = scalar(3, { dtype: 'float64' });
    const tape = new Tape();
    const y = tape.record(() => mul(square(x), x)) as Tensor;
    expect(formulas(tape, { sources: x, target: y })).toEqual([
      'īnput = %1̄ ⊙ (2 input)',
      '%1̄ = %2̄ ⊙ input',
      'īnput = %2̄ ⊙ %1',
    ]);
    expect([...traceBackward(tape, y, x)].map(String).at(-1)).toContain('27');
  });

  it('what leads to none of them through what is not differentiable is left out', () => {
    const w = random.normal([3], { dtype: 'float64' }).named('w') as Tensor;
    const f = customVjp({
      name: 'f',
      forward: (x: Tensor, z: Tensor) => mul(x, z) as Tensor,
      vjp: ([, z]) => [(cotangent: Tensor) => mul(cotangent, z) as Tensor, null],
    });
    const x = random.normal([3], { dtype: 'float64' }).named('x') as Tensor;
    const tape = new Tape();
    const L = tape.record(() => sum(add(f(x, exp(w).named('z') as Tensor), w))) as Tensor;
    const steps = [...traceBackward(tape, L, { x, w })].map(String);
    expect(steps).toContain('z = exp(w): passed by, no gradient comes to it from the target');
    expect(steps.join('\n')).not.toContain('of 2');
    expect(formulas(tape, { sources: { x, w }, target: L }).join()).not.toContain('z̄ ⊙ z');
  });
});

it('a tape of 80,000 nodes is a table, too', () => {
  const tape = new Tape();
  tape.record(() => {
    let x: Tensor = scalar(1, { dtype: 'float64' });
    for (let i = 0; i < 80_000; i++) x = sin(x) as Tensor;
  });
  expect(String(describeTape(tape)).split('\n')).toHaveLength(160_002);
});

it('names with line breaks or control signs, and empty ones, break no line', () => {
  const [a, b, c] = ['a\nb', '\u001b[31mred', ''].map((name) => random.normal([2]).named(name) as Tensor);
  const tape = new Tape();
  tape.record(() => mul(mul(square(a!).named(''), b!), c!));
  expect(String(describeTape(tape))).not.toContain('\u001b');
  expect(formulas(tape)[0]).toBe("bar('a b') = %1̄ ⊙ (2 'a b')");
});

describe('names', () => {
  const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;

  it('that several values share are numbered', () => {
    const [h, W] = [draw(2, 3).named('h'), draw(3, 3).named('W')];
    const tape = new Tape();
    tape.record(() => (matmul((matmul(h, W) as Tensor).named('h'), W) as Tensor).named('h'));
    expect(formulas(tape)).toEqual(['h̄#1 = h̄#2 Wᵀ', 'W̄ = h#1ᵀ h̄#2', 'h̄#2 = h̄#3 Wᵀ', 'W̄ = h#2ᵀ h̄#3']);
  });

  it('that sources share are their places among these', () => {
    const [first, second] = [draw(3).named('weight'), draw(3).named('weight')];
    const tape = new Tape();
    tape.record(() => mul(first, second));
    const sources = { up: { weight: first }, down: { weight: second } };
    expect(formulas(tape, { sources })).toEqual(['up.w̄eight = %1̄ ⊙ down.weight', 'down.w̄eight = %1̄ ⊙ up.weight']);
  });

  it('that values have none are their keys among the sources, in the trace too', () => {
    const [x, W] = [draw(4, 3), draw(3, 2)];
    const tape = new Tape();
    const { z, L } = tape.record(() => {
      const z = matmul(x, W) as Tensor;
      return { z, L: sum(square(z)) as Tensor };
    });
    const values = { z, W };
    expect(formulas(tape, { sources: values })).toEqual(['W̄ = in1ᵀ z̄', 'z̄ = %2̄ ⊙ (2 z)', '%2̄ = broadcast(%3̄)']);
    expect([...traceBackward(tape, L, values)].map(String).join('\n')).toContain('  W̄ = in1ᵀ z̄\n');
    expect(formulas(tape, { sources: [z, W] })[0]).toBe('bar([1]) = in1ᵀ %1̄'.replace('bar([1])', '[1̄]'));
  });

  it('that a value on the tape has go on when values to compare are given the same', () => {
    const [a, b] = [draw(3).named('a'), new Parameter(draw(3), 'b')];
    const tape = new Tape();
    const L = tape.record(() => sum(mul(a, b))) as Tensor;
    const text = explainMismatch(tape, L, a, a, { names: { b: a } })?.text;
    expect(text).toBe('It is b̄#2, the cotangent of b#2.');
  });

  it('with signs that formulas use stand in quotes', () => {
    const [a, b] = [draw(3).named('a + b'), draw(3).named("it's")];
    const tape = new Tape();
    tape.record(() => mul(a, b));
    expect(formulas(tape)).toEqual(["bar('a + b') = %1̄ ⊙ 'it’s'", "bar('it’s') = %1̄ ⊙ 'a + b'"]);
    const scaled = new Tape();
    scaled.record(() => mul(draw(2).named('层-1'), -3));
    expect(formulas(scaled)).toEqual(["bar('层-1') = -3 %1̄"]);
  });

  it('of two columns a sign are aligned by those', () => {
    const tape = new Tape();
    tape.record(() => (exp(draw(3).named('输入')) as Tensor).named('输出'));
    const [header, call, rule] = String(describeTape(tape)).split('\n');
    const place = header!.indexOf('shape');
    expect(call!.indexOf('[3]') + 4).toBe(place);
    expect(rule!.indexOf('输出', 10)).toBeGreaterThan(0);
  });
});

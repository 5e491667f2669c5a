import { onesLike, Parameter, Random, Tape, type Tensor, zerosLike } from '@pullback/core';
import { compareGradients, explainMismatch, type Mistake } from '@pullback/inspect';
import {
  add,
  div,
  exp,
  greater,
  log,
  matmul,
  maximum,
  mean,
  mul,
  relu,
  sigmoid,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  transpose,
  where,
} from '@pullback/ops';
import { float64 } from './support';

const random = new Random(5);
const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;

/** Sizes that all differ: 5 samples, 2 features, 7 hidden units, 3 classes; `h` is read twice, and there is a bias. */
function network() {
  const [x, y] = [draw(5, 2).named('x'), draw(5, 3).named('y')];
  const [W1, W2] = [new Parameter(draw(2, 7), 'W1') as Tensor, new Parameter(draw(7, 3), 'W2') as Tensor];
  const b = new Parameter(draw(3), 'b') as Tensor;
  const tape = new Tape();
  const v = tape.record(() => {
    const h = matmul(x, W1).named('h') as Tensor;
    const a = relu(h).named('a') as Tensor;
    const g = exp(h).named('g') as Tensor;
    const c = mul(a, g).named('c') as Tensor;
    const p = add(matmul(c, W2).named('m'), b).named('p') as Tensor;
    const e = sub(p, y).named('e') as Tensor;
    const q = square(e).named('q') as Tensor;
    return { h, a, g, c, p, e, q, L: sum(q).named('L') as Tensor };
  });
  const values = { x, y, W1, W2, b, ...v };
  const bar = tape.gradient(v.L, { ...v, W1, W2, b }) as Record<keyof typeof values, Tensor>;
  return { tape, ...values, bar };
}

const n = network();
const { bar } = n;
const T = (t: Tensor) => transpose(t) as Tensor;
/** What comes back to h by way of g. */
const fromG = () => mul(mul(bar.c, n.a), n.g) as Tensor;

type Row = [what: string, value: Tensor, byHand: () => Tensor, mistake: Mistake, ...says: string[]];
const rows: Row[] = [
  ['a forgotten 2', n.p, () => mul(bar.p, 0.5) as Tensor, 'factor', 'It is 1/2 times the right p̄.'],
  ['a 2 too many', n.W2, () => mul(bar.W2, 2) as Tensor, 'factor', 'It is 2 times the right W̄2.'],
  ['a sign', n.W1, () => mul(bar.W1, -1) as Tensor, 'factor', 'It is -1 times the right W̄1.'],
  ['one over the number of rows', n.p, () => div(bar.p, 5) as Tensor, 'factor', 'It is 1/5 times the right p̄.'],
  ['one over all elements', n.p, () => div(bar.p, 15) as Tensor, 'factor', 'It is 1/(5·3) times the right p̄.'],
  ['the sum of the loss multiplied', n.b, () => mul(bar.b, n.L) as Tensor, 'factor', 'It is the right b̄ times'],
  [
    'a gate set by the cotangent',
    n.h,
    () => add(fromG(), where(greater(bar.a, 0), bar.a, 0)) as Tensor,
    'gate',
    'What comes back from a is ā ⊙ [ā > 0], with the cotangent in place of an operand.',
    'ā ⊙ [h > 0] from a, one of the 2 parts that add to h̄',
  ],
  [
    'a gate that was forgotten',
    n.h,
    () => add(fromG(), bar.a) as Tensor,
    'left out',
    'What comes back from a is ā, with something left out.',
    'ā ⊙ [h > 0] from a, one of the 2 parts that add to h̄',
  ],
  [
    'one part of a fan-out',
    n.h,
    fromG,
    'accumulation',
    'It is what comes back from g alone: h is read 2 times, and what comes back adds.',
  ],
  [
    'a weight after its update',
    n.c,
    () => matmul(bar.p, sub(n.W2, mul(bar.W2, 0.01)), { transposeB: true }) as Tensor,
    'updated weight',
    'It uses W2 after an update by the rate 0.01: update when all gradients are known.',
  ],
  ['a transpose', n.p, () => T(bar.p), 'transpose', 'It is the transpose of the right p̄.'],
  [
    'a product in the wrong order',
    n.W2,
    () => T(bar.W2),
    'order',
    'It is W̄2 = m̄ᵀ c, with operands in another order or transposed.',
    'W̄2 = cᵀ m̄',
  ],
  [
    'a bias that was not summed',
    n.b,
    () => bar.p,
    'broadcast',
    'It is not summed over the axes along which b [3] was repeated.',
  ],
  ['the cotangent of something else', n.W1, () => bar.W2, 'other cotangent', 'It is W̄2, the cotangent of W2.'],
];

it.each(rows)('%s is named', (_, value, byHand, mistake, ...says) => {
  const [text, right] = says as [string, string?];
  const explanation = explainMismatch(n.tape, n.L, value, byHand());
  expect(explanation?.right).toBe(right);
  expect(explanation?.mistake).toBe(mistake);
  expect(explanation?.text).toContain(text);
});

it('softmax - y, where it should be softmax Σy - y, lacks the sum of the labels', () => {
  const [z, y] = [draw(3, 5).named('z'), random.uniform([3, 5], { dtype: 'float64' }).named('y') as Tensor];
  const tape = new Tape();
  const L = tape.record(() => {
    const E = exp(z).named('E') as Tensor;
    return sum(mul(y, sub(log(sum(E, -1, { keepDims: true })), z))) as Tensor;
  });
  const p = softmax(z) as Tensor;
  expect(explainMismatch(tape, L, z, sub(p, y) as Tensor)).toEqual({
    mistake: 'factor',
    text: 'What comes back from E lacks a factor in each row, the sum of y there. Is it 1?',
    where: [],
  });
  const sums = sum(y, -1, { keepDims: true });
  expect(explainMismatch(tape, L, z, sub(mul(mul(p, sums), sums), y) as Tensor)?.text).toBe(
    'What comes back from E is multiplied in each row by the sum of y.',
  );
});

describe.each([0, 1])('a normalisation along axis %d', (axis) => {
  const [a, w] = [draw(4, 5).named('a'), draw(4, 5).named('w')];
  const along = { keepDims: true } as const;
  const meanOf = (x: Tensor) => mean(x, axis, along) as Tensor;
  const tape = new Tape();
  const { n, s, L } = tape.record(() => {
    const m = meanOf(a).named('m');
    const c = (sub(a, m) as Tensor).named('c');
    const s = (sqrt(add(meanOf(square(c) as Tensor), 1e-5)) as Tensor).named('s');
    const n = (div(c, s) as Tensor).named('n');
    return { n, s, L: sum(mul(n, w)) as Tensor };
  });

  it.each<[string, () => Tensor, string]>([
    [
      'the deviation stays where it is',
      () => div(sub(w, meanOf(w)), s) as Tensor,
      'It takes s for a constant: what comes back through there is missing.',
    ],
    [
      'the mean stays where it is, too',
      () => div(w, s) as Tensor,
      'It takes s and m for constants: what comes back through there is missing.',
    ],
  ])('of which %s', (_, byHand, text) => {
    expect(explainMismatch(tape, L, a, byHand())).toMatchObject({ mistake: 'constant', text });
  });

  it('that is right needs no explanation', () => {
    const right = div(sub(sub(w, meanOf(w)), mul(n, meanOf(mul(n, w) as Tensor))), s) as Tensor;
    expect(explainMismatch(tape, L, a, right)).toBeUndefined();
  });
});

it('a diagonal Jacobian of softmax is a sum that was left out', () => {
  const z = draw(3, 5).named('z');
  const tape = new Tape();
  const { p, L } = tape.record(() => {
    const p = (softmax(z) as Tensor).named('p');
    return { p, L: sum(square(p)) as Tensor };
  });
  const diagonal = mul(mul(tape.gradient(L, p) as Tensor, p), sub(1, p)) as Tensor;
  expect(explainMismatch(tape, L, z, diagonal)).toMatchObject({
    text: 'It is z̄ = (p̄ - p̄ ⊙ p) ⊙ p, with something left out.',
    right: 'z̄ = (p̄ - Σ₁(p̄ ⊙ p)) ⊙ p',
  });
});

it('where an altered rule divides by zero, it explains nothing', () => {
  const [x, y] = [draw(5, 3), float64([[0], [1], [1], [0], [1]])];
  const w = new Parameter(draw(3, 1), 'w') as Tensor;
  const tape = new Tape();
  const { z, p, L } = tape.record(() => {
    const z = matmul(x, w) as Tensor;
    const p = sigmoid(z) as Tensor;
    const entropy = add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p))));
    return { z, p, L: mul(sum(entropy), -1 / 5) as Tensor };
  });
  const twice = div(mul(sub(p, y), mul(p, sub(1, p))), 5) as Tensor;
  expect(explainMismatch(tape, L, z, twice)?.text ?? '').not.toContain('operands in another order');
  expect(explainMismatch(tape, L, z, draw(5, 1))).toBeUndefined();
});

it('a constant that is off is no rate of an update', () => {
  for (const shift of [0.377, 1.26]) {
    expect(explainMismatch(n.tape, n.L, n.b, add(bar.b, shift) as Tensor)?.mistake).not.toBe('updated weight');
  }
});

it('what no known mistake explains is not explained', () => {
  expect(explainMismatch(n.tape, n.L, n.W1, draw(2, 7))).toBeUndefined();
  expect(explainMismatch(n.tape, n.L, n.W1, add(bar.W1, mul(draw(2, 7), 1e-6)) as Tensor)).toBeUndefined();
});

it('a slope at a bend is a convention', () => {
  const z = new Parameter(draw(4), 'z') as Tensor;
  z.data[2] = 0;
  const weights = draw(4);
  const tape = new Tape();
  const L = tape.record(() => sum(mul(relu(z), weights))) as Tensor;
  const right = tape.gradient(L, z) as Tensor;
  const byHand = mul(right, 1) as Tensor;
  byHand.data[2] = weights.data[2]! / 2;
  expect(explainMismatch(tape, L, z, byHand)).toEqual({
    mistake: 'convention',
    text: 'It differs only at kinks of relu(z): there a slope is a convention; ours gives 0.',
    where: [],
  });
  byHand.data[2] = weights.data[2]! * 1.5;
  expect(explainMismatch(tape, L, z, byHand)).toBeUndefined();
});

it('where autograd does not take slope 0, its own number is given', () => {
  const z = new Parameter(float64([1, 0, -2]), 'z') as Tensor;
  const tape = new Tape();
  const L = tape.record(() => sum(maximum(z, 0))) as Tensor;
  expect(explainMismatch(tape, L, z, float64([1, 0, 0]))?.text).toBe(
    'It differs only at kinks of maximum(z, 0): there a slope is a convention; ours gives 0.5.',
  );
});

it('a value of exactly 0 is no convention where nothing bends', () => {
  const b = new Parameter(float64([0, 0, 0]), 'b') as Tensor;
  const x = draw(4, 3);
  const tape = new Tape();
  const L = tape.record(() => sum(exp(add(x, b)))) as Tensor;
  expect(explainMismatch(tape, L, b, draw(3))).toBeUndefined();
  expect(explainMismatch(tape, L, b, mul(tape.gradient(L, b) as Tensor, 3.3) as Tensor)).toBeUndefined();
});

it('zeros and NaN are said to be that', () => {
  const explain = (byHand: Tensor) => explainMismatch(n.tape, n.L, n.W1, byHand);
  expect(explain(zerosLike(bar.W1))).toMatchObject({
    mistake: 'zeros',
    text: 'It is 0 everywhere, which tells no mistake from another.',
  });
  const withNaN = mul(bar.W1, 1) as Tensor;
  withNaN.data[9] = Number.NaN;
  expect(explain(withNaN)).toMatchObject({ mistake: 'not a number', text: 'It is NaN at [1, 2].' });
});

it('values without a name are spelled out, four applications deep', () => {
  const z = new Parameter(float64([0.1, -0.3, 0.2]), 'z') as Tensor;
  const tape = new Tape();
  const L = tape.record(() => sum(square(relu(exp(mul(square(mul(z, 2)), 3)))))) as Tensor;
  const [, , , , fifth, sixth] = tape.nodes;
  const explanation = explainMismatch(tape, L, fifth!.output, tape.gradient(L, sixth!.output) as Tensor);
  expect(explanation?.right).toBe('%5\u0304 = %6\u0304 ⊙ (2 %5)');
  expect(explanation?.where).toEqual(['%5 = relu(exp(mul(square(…), 3)))', '%6 = square(relu(exp(mul(…, 3))))']);
});

it('what is right has no explanation', () => {
  for (const value of [n.h, n.a, n.p, n.W1, n.b]) {
    expect(explainMismatch(n.tape, n.L, value, n.tape.gradient(n.L, value) as Tensor)).toBeUndefined();
  }
});

describe('at a fan-out', () => {
  const x = new Parameter(draw(2, 3), 'x') as Tensor;
  const tape = new Tape();
  const L = tape.record(() => {
    const parts = [
      sum(square(x)).named('s'),
      sum(exp(x)).named('e'),
      sum(mul(x, draw(2, 3))).named('w'),
      sum(x).named('t'),
      sum(mul(x, 3)).named('r'),
    ];
    return parts.reduce((total, part) => add(total, part) as typeof total);
  }) as Tensor;
  const partsOf = tape.nodes.filter(({ inputs }) => inputs.includes(x));
  const right = tape.gradient(L, x) as Tensor;
  const [s, e, w] = partsOf.map(({ output }) => tape.gradient(output, x, { cotangent: onesLike(output) }) as Tensor);

  it('an altered rule is told as that of one part', () => {
    const byHand = sub(right, mul(s!, 0.5)) as Tensor;
    const { mistake, text, right: formula } = explainMismatch(tape, L, x, byHand)!;
    expect([mistake, text, formula]).toEqual([
      'factor',
      'What comes back from %1 is 1/2 times what it should be.',
      undefined,
    ]);
    const gate = sub(add(right, square(e!)), e!) as Tensor;
    expect(explainMismatch(tape, L, x, gate)?.text).toMatch(
      /^What comes back from %3 is %3 ⊙ %3, with the output in place/,
    );
  });

  it('any of the parts may be missing, or alone', () => {
    expect(explainMismatch(tape, L, x, sub(sub(right, s!), w!) as Tensor)?.text).toMatch(
      /^What comes back from \S+ and \S+ is missing: x is read 5 times, and what comes back adds\.$/,
    );
    expect(explainMismatch(tape, L, x, add(e!, w!) as Tensor)?.text).toMatch(
      /^It is what comes back from \S+ and \S+ alone: x is read 5 times, and what comes back adds\.$/,
    );
  });

  it('a sign of one part is named', () => {
    expect(explainMismatch(tape, L, x, sub(right, mul(e!, 2)) as Tensor)?.text).toMatch(
      /^What comes back from \S+ is -1 times what it should be\.$/,
    );
  });
});

describe('in square shapes, and in the report', () => {
  const square4 = () => {
    const [A, W] = [new Parameter(draw(4, 4), 'A') as Tensor, new Parameter(draw(4, 4), 'W') as Tensor];
    const tape = new Tape();
    const p = tape.record(() => matmul(A, W).named('p')) as Tensor;
    const L = tape.record(() => sum(exp(p))) as Tensor;
    return { tape, A, W, p, L };
  };

  it('operands in the wrong order are seen by their numbers', () => {
    const { tape, A, W, p, L } = square4();
    const pBar = tape.gradient(L, p) as Tensor;
    const wrong = matmul(W, pBar, { transposeA: true }) as Tensor;
    const { text, right } = explainMismatch(tape, L, A, wrong)!;
    expect([text, right]).toEqual(['It is Ā = Wᵀ p̄, with operands in another order or transposed.', 'Ā = p̄ Wᵀ']);
  });

  it('it is said that equal sizes hide them', () => {
    const { tape, A, W, p, L } = square4();
    const report = compareGradients(
      tape,
      L,
      { p, A, W },
      {
        p: () => exp(p) as Tensor,
        A: (bar) => matmul(bar.p, W, { transposeB: true }) as Tensor,
        W: (bar) => matmul(A, bar.p, { transposeA: true }) as Tensor,
      },
    );
    expect([report.isRight, report.hidesOrder]).toEqual([true, true]);
    expect(String(report)).toContain(
      'All sizes are equal: a wrong order or transpose can go unseen. Try sizes that differ.',
    );
  });

  it('operands that do not go together are told by what op refused', () => {
    const { tape, W2, c, p, L } = n;
    const report = compareGradients(
      tape,
      L,
      { p, c },
      {
        p: () => bar.p,
        c: (given) => matmul(W2, given.p, { transposeA: true }) as Tensor,
      },
    );
    expect(report.comparisons[1]!.explanation?.mistake).toBe('order');
    expect(String(report)).toContain('Its operands are in the wrong order or transposed.\nRight is c̄ = m̄ W2ᵀ.');
    expect(report.hidesOrder).toBe(false);
  });

  it('values that never meet on the tape are named where they were brought together', () => {
    const { tape, x, W1, W2, L } = n;
    const report = compareGradients(tape, L, { W1 }, { W1: () => matmul(x, W2) as Tensor });
    expect(report.comparisons[0]!.explanation?.mistake).toBe('no such product');
    expect(String(report)).toContain('It brings x and W2 together, which never meet on the tape.\nRight is W̄1 = xᵀ h̄.');
  });
});

// Mistakes in derivations that put several steps into one formula, and numbers that look like mistakes by chance.

import { Parameter, Random, Tape, type Tensor, zeros } from '@pullback/core';
import { compareGradients, explainMismatch } from '@pullback/inspect';
import {
  add,
  exp,
  greater,
  log,
  logSoftmax,
  matmul,
  mean,
  mul,
  relu,
  softmax,
  square,
  sub,
  sum,
  tanh,
  where,
} from '@pullback/ops';

const random = new Random(11);
const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;
const parameter = (name: string, ...shape: number[]) => new Parameter(draw(...shape), name) as Tensor;

/** Of 5 samples, 3 features, 7 hidden units and 2 outputs. */
function network(lossOf: (error: Tensor) => Tensor) {
  const [x, y] = [draw(5, 3).named('x'), draw(5, 2).named('y')];
  const [W1, b1, W2] = [parameter('W1', 3, 7), parameter('b1', 7), parameter('W2', 7, 2)];
  const tape = new Tape();
  const { h, a, p, L } = tape.record(() => {
    const h = add(matmul(x, W1), b1).named('h') as Tensor;
    const a = relu(h).named('a') as Tensor;
    const p = matmul(a, W2).named('p') as Tensor;
    return { h, a, p, L: lossOf(sub(p, y) as Tensor) };
  });
  const G = tape.gradient(L, p) as Tensor;
  return { tape, x, y, W1, b1, W2, h, a, p, L, G };
}

describe('a gradient in one formula, from the loss to the weight', () => {
  const { tape, x, W1, b1, W2, h, L, G } = network((error) => sum(square(error)) as Tensor);
  const toW1 = (hBar: Tensor) => matmul(x, hBar, { transposeA: true }) as Tensor;
  const aBar = matmul(G, W2, { transposeB: true }) as Tensor;
  const gate = (aBar: Tensor) => where(greater(h, 0), aBar, 0) as Tensor;

  it.each<[string, Tensor, string, string | undefined]>([
    ['set by the cotangent', toW1(relu(aBar) as Tensor), 'ā ⊙ [ā > 0], with the cotangent in', 'h̄ = ā ⊙ [h > 0]'],
    ['forgotten', toW1(aBar), 'h̄ = ā, with something left out.', 'h̄ = ā ⊙ [h > 0]'],
  ])('a gate that is %s is found on the way', (_, byHand, text, right) => {
    const explanation = explainMismatch(tape, L, W1, byHand)!;
    expect(explanation.text).toMatch(/^On the way, at h̄: it is/);
    expect(explanation.text).toContain(text);
    expect(explanation.right).toBe(right);
  });

  it('so is a weight that had been updated', () => {
    const updated = sub(W2, mul(tape.gradient(L, W2) as Tensor, 0.05));
    const byHand = toW1(gate(matmul(G, updated, { transposeB: true }) as Tensor));
    expect(explainMismatch(tape, L, W1, byHand)?.text).toBe(
      'On the way, at ā: it uses W2 after an update by the rate 0.05: update when all gradients are known.',
    );
  });

  it('compareGradients asks for it', () => {
    const report = compareGradients(
      tape,
      L,
      { W1, b1 },
      { W1: () => toW1(aBar), b1: () => sum(gate(aBar), 0) as Tensor },
    );
    expect(String(report)).toContain(
      'On the way, at h̄: it is h̄ = ā, with something left out.\nRight is h̄ = ā ⊙ [h > 0].',
    );
  });
});

it('of a mean over samples and outputs, 1/(N·C) is known as far back as the first weights', () => {
  const { tape, W1, b1, h, L } = network((error) => mean(square(error)) as Tensor);
  for (const value of [W1, b1, h]) {
    const byHand = mul(tape.gradient(L, value) as Tensor, 10) as Tensor;
    expect(explainMismatch(tape, L, value, byHand)?.text).toMatch(/^It is 5·2 times the right/);
  }
});

describe('softmax - y for labels whose rows do not add up to 1', () => {
  const z = parameter('z', 4, 3);
  const y = random.uniform([4, 3], { dtype: 'float64' }).named('y') as Tensor;
  const claim = sub(softmax(z), y) as Tensor;

  it.each<[string, () => Tensor, string]>([
    ['logSoftmax', () => logSoftmax(z).named('l') as Tensor, 'exp(l)'],
    ['log of softmax', () => log(softmax(z).named('q')) as Tensor, 'q'],
  ])('is explained through %s', (_, logProbabilities, part) => {
    const tape = new Tape();
    const L = tape.record(() => mul(sum(mul(y, logProbabilities())), -1)) as Tensor;
    expect(explainMismatch(tape, L, z, claim)?.text).toBe(
      `The part ${part} lacks a factor in each row, the sum of y there. Is it 1?`,
    );
  });
});

it('some steps of a recurrence that were forgotten are named', () => {
  const [W, x] = [parameter('W', 3, 3), draw(2, 3)];
  const tape = new Tape();
  const states: Tensor[] = [x];
  const L = tape.record(() => {
    for (let step = 1; step <= 4; step++) {
      states.push(tanh(matmul(states.at(-1)!, W).named(`h${step}`)) as Tensor);
    }
    return sum(square(states.at(-1)!));
  }) as Tensor;
  const lastTwo = tape.nodes.filter(({ output }) => ['h3', 'h4'].includes(output.name!));
  const parts = lastTwo.map(({ inputs, output }) =>
    matmul(inputs[0]!, tape.gradient(L, output) as Tensor, { transposeA: true }),
  );
  expect(explainMismatch(tape, L, W, add(parts[0]!, parts[1]!) as Tensor)?.text).toBe(
    'It is what comes back from h4 and h3 alone: W is read 4 times, and what comes back adds.',
  );
});

describe('chance is no mistake', () => {
  it('one number is any factor of another: no rate is read from it', () => {
    const [w, x, y] = [parameter('w'), parameter('x'), draw()];
    const tape = new Tape();
    const L = tape.record(() => square(sub(mul(w, x), y))) as Tensor;
    for (let i = 0; i < 20; i++) expect(explainMismatch(tape, L, x, draw())).toBeUndefined();
  });

  it('rows of zeros have no sum that a factor could be one over', () => {
    const [x, U] = [parameter('x', 4, 3), parameter('U', 6, 3)];
    const blank = zeros([4, 6], { dtype: 'float64' }) as Tensor;
    const tape = new Tape();
    const L = tape.record(() => sum(add(add(exp(x), square(x)), matmul(blank, U)))) as Tensor;
    expect(explainMismatch(tape, L, x, add(mul(exp(x), -7.7), mul(x, 2)) as Tensor)).toBeUndefined();
  });
});

it('an axis of size 1 does not keep equal sizes from being told', () => {
  const [x, W, b] = [draw(3, 3), parameter('W', 3, 3), parameter('b', 1, 3)];
  const tape = new Tape();
  const L = tape.record(() => sum(square(add(matmul(x, W), b)))) as Tensor;
  const report = compareGradients(tape, L, { b }, { b: () => tape.gradient(L, b) as Tensor });
  expect(report.hidesOrder).toBe(true);
});

describe('work stays in proportion', () => {
  it('a weight that is read a thousand times', () => {
    const w = parameter('w', 3);
    const tape = new Tape();
    const L = tape.record(() => {
      let total: Tensor = sum(w) as Tensor;
      for (let i = 0; i < 1000; i++) total = add(total, sum(mul(w, draw(3)))) as Tensor;
      return total;
    });
    const first = tape.nodes.find(({ inputs }) => inputs.includes(w))!;
    const byHand = sub(tape.gradient(L, w) as Tensor, tape.gradient(first.output, w) as Tensor) as Tensor;
    expect(explainMismatch(tape, L, w, byHand)?.mistake).toBe('accumulation');
    expect(explainMismatch(tape, L, w, draw(3))).toBeUndefined();
  });

  it('no product of all samples by all samples is made', () => {
    const [x, w] = [draw(20_000, 1), parameter('w', 1, 1)];
    const tape = new Tape();
    const L = tape.record(() => sum(square(sub(matmul(x, w), 1)))) as Tensor;
    expect(explainMismatch(tape, L, w, draw(1, 1))).toBeUndefined();
  });
});

import { GradientError, Parameter, Tape, type Tensor, tensor } from '@pullback/core';
import { type Contribution, type PrintedStep, traceBackward, type VisitStep } from '@pullback/inspect';
import { add, exp, matmul, mul, relu, square, sub, sum } from '@pullback/ops';

const float64 = (rows: number[] | number[][]) => tensor(rows, { dtype: 'float64' }) as Tensor;

/** The 2×2 network on which derivations are checked by hand. */
function network() {
  const [x, y] = [
    float64([
      [1, 0],
      [1, 1],
    ]).named('x'),
    float64([
      [2, 1],
      [1, 6],
    ]).named('y'),
  ];
  const W1 = new Parameter(
    float64([
      [1, -1],
      [1, 2],
    ]),
    'W1',
  ) as Tensor;
  const W2 = new Parameter(
    float64([
      [1, 2],
      [0, 1],
    ]),
    'W2',
  ) as Tensor;
  const tape = new Tape();
  const loss = tape.record(() => {
    const h = matmul(x, W1).named('h');
    exp(h).named('aside');
    exp(x).named('fixed');
    const a = relu(h).named('a');
    const p = matmul(a, W2).named('p');
    return sum(square(sub(p, y).named('e')).named('q')).named('L');
  });
  return { tape, loss, W1, W2 };
}

const isVisit = (step: PrintedStep): step is PrintedStep & VisitStep => step.kind === 'visit';

it('has the numbers of the derivation by hand', () => {
  const { tape, loss, W1, W2 } = network();
  const steps = [...traceBackward(tape, loss, { W1, W2 })];
  const found = Object.fromEntries(
    steps.filter(isVisit).flatMap(({ contributions }) => contributions.map(({ to, value }) => [to, value.toArray()])),
  );
  expect(found).toEqual({
    q: [
      [1, 1],
      [1, 1],
    ],
    e: [
      [-2, 2],
      [2, -2],
    ],
    p: [
      [-2, 2],
      [2, -2],
    ],
    a: [
      [2, 2],
      [-2, -2],
    ],
    W2: [
      [2, -2],
      [2, -2],
    ],
    h: [
      [2, 0],
      [-2, -2],
    ],
    W1: [
      [0, -2],
      [-2, -2],
    ],
  });
});

it('goes from the seed back over the tape to the sources, and says what it passes by and why', () => {
  const { tape, loss, W1, W2 } = network();
  const steps = [...traceBackward(tape, loss, { W1, W2 })];
  expect(steps.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
    'seed L',
    'visit L',
    'visit q',
    'visit e',
    'visit p',
    'visit a',
    'skip fixed',
    'skip aside',
    'visit h',
    'source W1',
    'source W2',
  ]);
  expect(steps.flatMap((step) => (step.kind === 'skip' ? [step.why] : []))).toEqual(['constant', 'dead branch']);
});

it('is printed as a person would write it', () => {
  const { tape, loss, W1 } = network();
  const text = [...traceBackward(tape, loss, { W1 })].map(String).join('\n');
  expect(`\n${text}`).toBe(
    `
L̄ is the seed
    1
L = sum(q, axes [0, 1])
  q̄ = broadcast(L̄)
    [[1, 1],
     [1, 1]]
q = square(e)
  ē = q̄ ⊙ (2 e)
    [[-2,  2],
     [ 2, -2]]
e = sub(p, y)
  p̄ = ē
    [[-2,  2],
     [ 2, -2]]
p = matmul(a, W2)
  ā = p̄ W2ᵀ
    [[ 2,  2],
     [-2, -2]]
a = relu(h)
  h̄ = ā ⊙ [h > 0]   (closed at 1 of 4)
    [[ 2,  0],
     [-2, -2]]
fixed = exp(x): passed by, no gradient goes through it to a source
aside = exp(h): passed by, no gradient comes to it from the target
h = matmul(x, W1)
  W̄1 = xᵀ h̄
    [[ 0, -2],
     [-2, -2]]
W̄1 is the gradient
    [[ 0, -2],
     [-2, -2]]`,
  );
  const ascii = [...traceBackward(tape, loss, { W1 }, { style: 'ascii' })].map(String).join('\n');
  expect(ascii).toMatch(/^[\x20-\x7e\n]*$/);
});

it('counts the parts that add at a fan-out', () => {
  const x = float64([3]).named('x');
  const tape = new Tape();
  const y = tape.record(() => sum(add(mul(x, x), exp(x))));
  const steps = [...traceBackward(tape, y, { x })];
  const parts = steps.filter(isVisit).flatMap(({ contributions }): readonly Contribution[] => contributions);
  expect(parts.filter(({ to }) => to === 'x').map(({ part, parts }) => [part, parts])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  expect(steps.map(String).join('\n')).toContain('(part 2 of 3, which add)');
});

it('takes a cotangent for a target that is no scalar', () => {
  const x = float64([1, -2, 3]).named('x');
  const tape = new Tape();
  const y = tape.record(() => relu(x).named('y'));
  const cotangent = float64([5, 6, 7]);
  const steps = [...traceBackward(tape, y, x, { cotangent })];
  expect(steps.at(-1)!).toMatchObject({ kind: 'source', value: 'x' });
  expect((steps.at(-1) as { cotangent: Tensor }).cotangent.toArray()).toEqual([5, 0, 7]);
  expect(() => traceBackward(tape, y, x).next()).toThrow(GradientError);
});

it('says of a source that nothing came', () => {
  const { tape, loss } = network();
  const other = float64([1]).named('other');
  expect(String([...traceBackward(tape, loss, { other })].at(-1))).toBe(
    'ōther: nothing came; the target does not depend on it',
  );
});

it('of large tensors shows the shape and the ends', () => {
  const x = float64(Array.from({ length: 1000 }, (_, i) => i)).named('x');
  const tape = new Tape();
  const y = tape.record(() => sum(square(x)));
  const text = [...traceBackward(tape, y, x)].map(String).join('\n');
  expect(text).toContain('    [1000]\n    [   0,    2,    4, …, 1994, 1996, 1998]');
});

it('computes a step only when it is asked for', () => {
  const { tape, loss, W1 } = network();
  const walk = traceBackward(tape, loss, { W1 });
  expect(walk.next().value).toMatchObject({ kind: 'seed' });
  (W1 as Parameter).assignAdd(W1);
  // Only the rule of h reads what changed, and W̄1 = xᵀ h̄ does not read W1.
  expect([...walk]).toHaveLength(9);
});

it('a gate is closed only where something came to it', () => {
  const x = tensor([-1, -2, 3, -4], { dtype: 'float64' }).named('x') as Tensor;
  const tape = new Tape();
  const y = tape.record(() => relu(x)) as Tensor;
  const cotangent = tensor([0, 5, 0, 7], { dtype: 'float64' }) as Tensor;
  const [visit] = [...traceBackward(tape, y, x, { cotangent })].filter((step) => step.kind === 'visit');
  expect(visit).toMatchObject({ contributions: [{ closed: 2 }] });
});

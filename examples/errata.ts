// Wrong derivations that people write, each on the fewest numbers that refute it: beside autograd, and beside what trying gives.

import { formatNumbers, grad, Parameter, replay, ShapeError, Tape, Tensor, tensor } from '@pullback/core';
import { costOfModes, materializeJacobian } from '@pullback/inspect';
import { div, exp, greaterEqual, log, matmul, mul, relu, softmax, square, stack, sub, sum, where } from '@pullback/ops';

// One feature, two hidden units, two classes; of two samples the second is predicted as it should be.
const order = network({
  x: [[1], [1]],
  W1: [[1, 1]],
  W2: [
    [1, 2],
    [0, 1],
  ],
  y: [
    [0, 3],
    [1, 3],
  ],
});
show('1. ā = W2ᵀ p̄', {
  claim: matmul(order.W2, order.bar.p, { transposeA: true }),
  autograd: order.bar.a,
  tried: order.tried('a'),
});
const narrow = network({ x: [[1]], W1: [[1, 1]], W2: [[1], [1]], y: [[0]] });
showRefusal('1 sample, 2 hidden units, 1 class', () => matmul(narrow.W2, narrow.bar.p, { transposeA: true }));

// One of everything, and the prediction is too small.
const small = network({ x: [[1]], W1: [[1]], W2: [[1]], y: [[2]] });
show('2. h̄ = ā where ā ≥ 0, else 0', {
  claim: where(greaterEqual(small.bar.a, 0), small.bar.a, 0),
  autograd: small.bar.h,
  tried: small.tried('h'),
});

const skipping = matmul(matmul(small.x, small.W2), small.bar.p, { transposeA: true });
show('3. W̄1 = (x W2)ᵀ p̄ where ā ≥ 0, else 0', {
  claim: where(greaterEqual(small.bar.a, 0), skipping, 0),
  autograd: small.bar.W1,
  tried: small.tried('W1'),
});
showRefusal('1 feature, 2 hidden units', () => matmul(narrow.x, narrow.W2));

const letter = network({ x: [[1]], W1: [[2]], W2: [[1]], y: [[1]] });
show('4. W̄1 = aᵀ p̄', {
  claim: matmul(letter.a, letter.bar.p, { transposeA: true }),
  autograd: letter.bar.W1,
  tried: letter.tried('W1'),
});

const updated = sub(small.W2, mul(small.bar.W2, 0.1));
show('5. ā = p̄ W2ᵀ, with W2 - 0.1 W̄2 for W2', {
  claim: matmul(small.bar.p, updated, { transposeB: true }),
  autograd: small.bar.a,
  tried: small.tried('a'),
});

const blank = network({ x: [[0]], W1: [[1]], W2: [[1]], y: [[1]] });
show('6. h̄ = ā where h ≥ 0, else 0', {
  claim: where(greaterEqual(blank.h, 0), blank.bar.a, 0),
  autograd: blank.bar.h,
  'below 0': blank.tried('h', 'below'),
  'above 0': blank.tried('h', 'above'),
});

const [x, y, w] = [float64([-1]), float64([-3]), float64(1)];
const loss = (w: Tensor) => sum(square(sub(mul(x, w), y)));
const slope = grad(loss)(w);
const steps = { claim: mul(slope, sum(mul(x, w))), autograd: slope };
console.log('\n7. w ← w - (l/|B|) ∂L/∂w Σ f(x, w), with l = 0.1');
for (const [name, step] of Object.entries(steps)) {
  const after = sub(w, mul(step, 0.1 / x.size));
  console.log(`   ${name.padEnd(8)}  w = ${formatNumbers(after)}, loss ${formatNumbers(loss(after))}`);
}

const [logit, label] = [float64([0]), float64([0])];
const entropy = (z: Tensor) => mul(sum(mul(label, log(softmax(z)))), -1);
show('8. z̄ = softmax(z) - y, for the label [0]', {
  claim: sub(softmax(logit), label),
  autograd: grad(entropy)(logit),
  tried: tryOut(entropy, logit),
});

const [z, cotangent] = [float64([0, 0]), float64([1, 0])];
const p = softmax(z);
const first = (z: Tensor) => sum(mul(softmax(z), cotangent));
show('9. z̄ = ȳ ⊙ p ⊙ (1 - p) for p = softmax(z), as if its Jacobian were diagonal', {
  claim: mul(cotangent, mul(p, sub(1, p))),
  autograd: grad(first)(z),
  tried: tryOut(first, z),
});
const tape = new Tape();
tape.record(() => [
  exp(float64([1, 2])),
  softmax(z),
  matmul(
    float64([[1, 2]]),
    float64([
      [3, 4],
      [5, 6],
    ]),
  ),
  sum(z),
]);
for (const node of tape.nodes) {
  const { matrix, structure } = materializeJacobian(node, node.inputs.length - 1);
  console.log(
    `   Jacobian of ${node.primitive.name.padEnd(7)}  ${formatNumbers(matrix, { oneLine: true })}, ${structure}`,
  );
}

const curve = (t: Tensor) => stack([square(t), mul(t, square(t))]);
const { forward, reverse } = costOfModes(curve, float64(1));
console.log('\n10. reverse mode is always cheaper');
console.log(`   t → (t², t³): ${forward.passes} forward pass, ${reverse.passes} reverse passes`);

/** The two-layer network on its tape, with its cotangents by autograd, and what trying gives for them. */
function network(numbers: Record<'x' | 'W1' | 'W2' | 'y', number[][]>) {
  const [x, y] = [float64(numbers.x), float64(numbers.y)];
  const [W1, W2] = [new Parameter(float64(numbers.W1), 'W1'), new Parameter(float64(numbers.W2), 'W2')];
  const tape = new Tape();
  const { h, a, p, loss } = tape.record(() => {
    const h = matmul(x, W1);
    const a = relu(h);
    const p = matmul(a, W2);
    return { h, a, p, loss: sum(square(sub(p, y))) };
  });
  const values: Record<'h' | 'a' | 'p' | 'W1' | 'W2', Tensor> = { h, a, p, W1, W2 };
  const tried = (name: keyof typeof values, side?: Side): Tensor =>
    tryOut((value) => replay(tape.nodes, loss, new Map([[values[name], value]])), values[name], side);
  return { x, ...values, bar: tape.gradient(loss, values), tried };
}

function show(claimed: string, found: Readonly<Record<string, Tensor>>): void {
  console.log(`${claimed.startsWith('1.') ? '' : '\n'}${claimed}`);
  for (const [name, numbers] of Object.entries(found)) {
    console.log(`   ${name.padEnd(8)}  ${formatNumbers(numbers, { oneLine: true })}`);
  }
}

function showRefusal(sizes: string, claim: () => Tensor): void {
  try {
    claim();
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    console.log(`   ${sizes}:\n   ${error.message}`);
  }
}

type Side = 'below' | 'above';

/** The slopes of `f` at `x`: each element is moved a little, up and down, or to one side only. */
function tryOut(f: (x: Tensor) => Tensor, x: Tensor, side?: Side): Tensor {
  const step = 2 ** -20;
  const [low, high] = [side === 'above' ? 0 : -step, side === 'below' ? 0 : step];
  const slopes = Array.from(x.data, (_, i) => {
    const at = (by: number) =>
      f(
        new Tensor(
          Float64Array.from(x.data, (value, j) => value + (i === j ? by : 0)),
          x.shape,
          'float64',
        ),
      );
    return div(sub(at(high), at(low)), high - low).item();
  });
  return tensor(slopes, { shape: x.shape, dtype: 'float64' });
}

function float64(elements: number | number[] | number[][]): Tensor {
  return tensor(elements, { dtype: 'float64' });
}

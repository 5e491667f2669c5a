// Why the VJP of Y = A W is transposed and swapped: dY = dA·W + A·dW, seen from the other side of an inner product.

import { formatNumbers, jvp, Random, type Shape, ShapeError, Tape, type Tensor, vjp } from '@pullback/core';
import { compareGradients } from '@pullback/inspect';
import { abs, add, div, floor, matmul, max, mul, relu, softmax, square, sub, sum, transpose } from '@pullback/ops';

const random = new Random(2);
/** Small whole numbers, so that every sum can be checked by hand. */
const draw = <const S extends Shape>(shape: S): Tensor<S> =>
  floor(random.uniform(shape, { low: -3, high: 4, dtype: 'float64' })) as Tensor<S>;
/** The inner product: entry times entry, all added. */
const dot = (a: Tensor, b: Tensor): number => sum(mul(a, b)).item();

const [A, W, dA, dW, G] = [draw([2, 3]), draw([3, 5]), draw([2, 3]), draw([3, 5]), draw([2, 5])];
for (const [name, value] of Object.entries({ A, W, dA, dW, G })) console.log(`${name} =\n${formatNumbers(value)}`);

const Y = matmul(A, W);
const dY = add(matmul(dA, W), matmul(A, dW));
console.log(`dA·W + A·dW =\n${formatNumbers(dY)}`);
console.log('\n    t   largest entry of (Y(A + t dA, W + t dW) - Y) / t - (dA·W + A·dW)');
for (const t of [1, 0.1, 0.01]) {
  const moved = matmul(add(A, mul(dA, t)), add(W, mul(dW, t)));
  const rest = max(abs(sub(div(sub(moved, Y), t), dY)));
  console.log(`${String(t).padStart(5)}   ${rest.item().toFixed(3)}`);
}

const [GWt, AtG] = [matmul(G, W, { transposeB: true }), matmul(A, G, { transposeA: true })];
console.log(`\nG Wᵀ =\n${formatNumbers(GWt)}\nAᵀ G =\n${formatNumbers(AtG)}`);
console.log(`⟨G, dA·W⟩ = ${dot(G, matmul(dA, W))}   ⟨G Wᵀ, dA⟩ = ${dot(GWt, dA)}`);
console.log(`⟨G, A·dW⟩ = ${dot(G, matmul(A, dW))}   ⟨Aᵀ G, dW⟩ = ${dot(AtG, dW)}`);

console.log('\nproduct   G [2, 5], W [3, 5]   G [3, 3], W [3, 3]');
const [squareG, squareW] = [draw([3, 3]), draw([3, 3])];
for (const isSwapped of [false, true]) {
  for (const [first, second] of [
    ['', ''],
    ['', 'ᵀ'],
    ['ᵀ', ''],
    ['ᵀ', 'ᵀ'],
  ] as const) {
    const name = isSwapped ? `W${first} G${second}` : `G${first} W${second}`;
    const options = { transposeA: first === 'ᵀ', transposeB: second === 'ᵀ' };
    const shape = (g: Tensor, w: Tensor) => (isSwapped ? shapeOfProduct(w, g, options) : shapeOfProduct(g, w, options));
    console.log(`${name.padEnd(10)}${shape(G, W).padEnd(21)}${shape(squareG, squareW)}`);
  }
}

console.log(`\n${compareWithoutTranspose(A, W)}`);
console.log(`\n${compareWithoutTranspose(draw([3, 3]), add(squareW, transpose(squareW)))}`);

type Factors = { readonly A: Tensor; readonly W: Tensor };
const functions: Readonly<Record<string, (factors: Factors) => Tensor>> = {
  'A W': ({ A, W }) => matmul(A, W),
  'relu(A W)': ({ A, W }) => relu(matmul(A, W)),
  'softmax(A W)': ({ A, W }) => softmax(matmul(A, W)),
};
console.log('\nf              ⟨u, J v⟩   ⟨Jᵀ u, v⟩');
for (const [name, f] of Object.entries(functions)) {
  const forward = dot(G, jvp(f, { A, W }, { A: dA, W: dW }).tangent);
  const cotangent = vjp(f, { A, W }).pullback(G);
  const back = dot(cotangent.A, dA) + dot(cotangent.W, dW);
  console.log(`${name.padEnd(13)}${forward.toFixed(6).padStart(10)}  ${back.toFixed(6).padStart(10)}`);
}

/** The shape of a product, or a dash where the sizes do not fit. */
function shapeOfProduct(a: Tensor, b: Tensor, options: { transposeA: boolean; transposeB: boolean }): string {
  try {
    return `[${matmul(a, b, options).shape.join(', ')}]`;
  } catch (error) {
    if (error instanceof ShapeError) return '–';
    throw error;
  }
}

/** `Ā = Ȳ W` for the loss `Σ Y²`: the transpose of W forgotten. */
function compareWithoutTranspose(A: Tensor, W: Tensor): string {
  const tape = new Tape();
  const { Y, loss } = tape.record(() => {
    const Y = matmul(A.named('A'), W.named('W')).named('Y');
    return { Y, loss: sum(square(Y)) };
  });
  return String(compareGradients(tape, loss, { Y, A }, { Y: () => mul(Y, 2), A: (bar) => matmul(bar.Y, W) }));
}

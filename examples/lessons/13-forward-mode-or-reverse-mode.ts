// Forward mode or reverse mode: what each pass gives, how many are needed, and the two together.

import {
  customVjp,
  formatNumbers,
  hessian,
  hvp,
  jacobian,
  jvp,
  scalar,
  type Tensor,
  tensor,
  vjp,
} from '@pullback/core';
import { add, matmul, mul, pow, softmax, square, stack, sub, sum } from '@pullback/ops';

const dtype = 'float64';
const vector = (...entries: number[]) => tensor(entries, { dtype });

// One input, two outputs: t → (t², t³) at t = 2.
const curve = (t: Tensor) => stack([square(t), pow(t, 3)]);
const t = scalar(2, { dtype });
const pushed = jvp(curve, t, scalar(1, { dtype }));
const { pullback } = vjp(curve, t);
const cotangent = vector(1, 10);
console.log(`value                    ${formatNumbers(pushed.value)}`);
console.log(`jvp of the tangent 1     ${formatNumbers(pushed.tangent)}`);
console.log(`vjp of [1, 0]            ${formatNumbers(pullback(vector(1, 0)))}`);
console.log(`vjp of [0, 1]            ${formatNumbers(pullback(vector(0, 1)))}`);
console.log(`vjp of [1, 10]           ${formatNumbers(pullback(cotangent))}`);
console.log(`⟨[1, 10], jvp of 1⟩      ${formatNumbers(sum(mul(cotangent, pushed.tangent)))}\n`);

// The identity, which counts the passes that go through it.
const passes = { forward: 0, reverse: 0 };
function counting(direction: keyof typeof passes) {
  return (derivative: Tensor) => {
    passes[direction]++;
    return derivative;
  };
}
const counted = customVjp({
  name: 'counted',
  forward: (x: Tensor) => x,
  vjp: () => [counting('reverse')],
  jvp: () => [counting('forward')],
});

/** How many passes of each kind `run` takes. */
function passesOf(run: () => unknown): string {
  Object.assign(passes, { forward: 0, reverse: 0 });
  run();
  const parts = Object.entries(passes).filter(([, count]) => count > 0);
  return parts.map(([direction, count]) => `${count} ${direction}`).join(' + ');
}

const loss = (w: Tensor) => sum(square(sub(w, 1)));
const cases = [
  { name: 't → (t², t³)', f: curve, primal: t },
  { name: 'a loss of 500 weights', f: loss, primal: vector(...Array<number>(500).fill(2)) },
  { name: 'softmax of 5', f: (x: Tensor) => softmax(x), primal: vector(1, 2, 3, 4, 5) },
];
console.log("function               inputs  outputs  'forward'    'reverse'  'auto'");
for (const { name, f, primal } of cases) {
  const counts = (['forward', 'reverse', 'auto'] as const).map((mode) =>
    passesOf(() => jacobian((x: Tensor) => f(counted(x)), primal, { mode })),
  );
  const sizes = [primal.size, f(primal).size].map(String);
  const [inputs, outputs] = [sizes[0]!.padEnd(6), sizes[1]!.padEnd(7)];
  console.log(
    `${name.padEnd(21)}  ${inputs}  ${outputs}  ${counts[0]!.padEnd(11)}  ${counts[1]!.padEnd(9)}  ${counts[2]}`,
  );
}

// A loss whose Hessian is 2 + diag(12 w²).
const quartic = (w: Tensor) => add(sum(pow(w, 4)), square(sum(w)));
const w = vector(1, 0, -1, 0.5);
const direction = vector(1, 0, 2, 0);
const H = hessian(quartic, w);
console.log(`\nHessian\n${formatNumbers(H)}`);
console.log(`Hessian times [1, 0, 2, 0]  ${formatNumbers(matmul(H, direction))}`);
console.log(`hvp of [1, 0, 2, 0]         ${formatNumbers(hvp(quartic, w, direction))}`);
const countedQuartic = (w: Tensor) => quartic(counted(w)) as Tensor<readonly []>;
console.log(`passes of the Hessian       ${passesOf(() => hessian(countedQuartic, w))}`);
console.log(`passes of hvp               ${passesOf(() => hvp(countedQuartic, w, direction))}`);

// A value that is read twice: what comes back from its readers adds, and no node may be visited before all of them.

import { Tape, type TapeNode, type Tensor, tensor } from '@pullback/core';
import { compareGradients, explainMismatch, traceBackward } from '@pullback/inspect';
import { add, mul, square } from '@pullback/ops';

const scalar = (value: number) => tensor(value, { dtype: 'float64' });

// L = a³, in two steps, and so a is read by two nodes.
const x = scalar(0.5).named('x');
const tape = new Tape();
const { a, b, L } = tape.record(() => {
  const a = mul(x, 4).named('a');
  const b = square(a).named('b');
  return { a, b, L: mul(a, b).named('L') };
});
console.log(`${tape}\n`);
for (const step of traceBackward(tape, L, { x })) console.log(String(step));

type Join = (before: Tensor, contribution: Tensor) => Tensor;

/** Goes over nodes in the order given, and hands each one's cotangent on to its inputs. */
function walk(nodes: readonly TapeNode[], join: Join) {
  const cotangents = new Map<Tensor, Tensor>([[L, scalar(1)]]);
  const visits = new Map<Tensor, Tensor>();
  for (const { output, inputs, vjp } of nodes) {
    const cotangent = cotangents.get(output)!;
    visits.set(output, cotangent);
    for (const [i, input] of inputs.entries()) {
      const contribution = vjp[i]!(cotangent);
      const before = cotangents.get(input);
      cotangents.set(input, before === undefined ? contribution : join(before, contribution));
    }
  }
  return { visits, gradient: cotangents.get(x)! };
}

const [makesA, makesB, makesL] = tape.nodes as [TapeNode, TapeNode, TapeNode];
const replace: Join = (_before, contribution) => contribution;
const walks = {
  'last to first, parts add': walk([makesL, makesB, makesA], add),
  'a before b': walk([makesL, makesA, makesB], add),
  'parts replace each other': walk([makesL, makesB, makesA], replace),
};

console.log('\nwalk                      visits, each with its cotangent   x̄');
for (const [name, { visits, gradient }] of Object.entries(walks)) {
  const path = Array.from(visits, ([{ name }, cotangent]) => `${name} ${cotangent.item()}`).join(', ');
  console.log(`${name.padEnd(26)}${path.padEnd(31)}${String(gradient.item()).padStart(4)}`);
}

for (const { visits } of Object.values(walks).slice(1)) {
  const byHand = visits.get(a)!;
  console.log(`\nWhat is wrong with an ā of ${byHand.item()}?\n${explainMismatch(tape, L, a, byHand)?.text}`);
}

const comparison = compareGradients(
  tape,
  L,
  { x, a, b },
  {
    b: () => a,
    a: (bar) => mul(bar.b, mul(a, 2)), // forgot that L reads a as well
    x: (bar) => mul(bar.a, 4),
  },
);
console.log(`\n${comparison}`);

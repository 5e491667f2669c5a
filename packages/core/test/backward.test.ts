import { GradientError, Tape } from '@pullback/core';
import { add, exp, mul, square, sum } from '@pullback/ops';
import { draw, expectClose, recordNetwork } from './support';

it('the walk visits the nodes between sources and target last first, each once', () => {
  const { tape, loss, W1, W2 } = recordNetwork();
  const visited = [...tape.backward(loss, [W1, W2])].map(({ node }) => node);
  expect(visited).toEqual([...tape.nodes].reverse());
  expect(visited.map(({ primitive }) => primitive.name)).toEqual(['sum', 'square', 'sub', 'matmul', 'relu', 'matmul']);
});

it('it ends at the node that reads the first source', () => {
  const { tape, loss, W2 } = recordNetwork();
  const visited = [...tape.backward(loss, W2)].map(({ node }) => node.primitive.name);
  expect(visited).toEqual(['sum', 'square', 'sub', 'matmul']);
});

it('the node that made a source is not between it and the target', () => {
  const x = draw([3]);
  const tape = new Tape();
  const { h, y } = tape.record(() => {
    const h = exp(x);
    return { h, y: sum(square(h)) };
  });
  const visited = [...tape.backward(y, h)].map(({ node }) => node.primitive.name);
  expect(visited).toEqual(['sum', 'square']);
});

it('each step has the whole cotangent of its output, and what it passes to each input', () => {
  const [x, c] = [draw([3]), draw([3])];
  const tape = new Tape();
  const y = tape.record(() => {
    const h = mul(x, c);
    return add(square(h), h);
  });
  const cotangent = draw([3]);
  const [ofAdd, ofSquare, ofMul] = [...tape.backward(y, x, { cotangent })];
  const h = mul(x, c);
  const hBar = mul(cotangent, add(mul(h, 2), 1));
  expectClose(ofAdd!.cotangent, cotangent);
  expectClose(ofSquare!.cotangent, cotangent);
  expectClose(ofSquare!.contributions[0]!, mul(cotangent, mul(h, 2)));
  expectClose(ofMul!.cotangent, hBar);
  expectClose(ofMul!.contributions[0]!, mul(hBar, c));
});

it('a step has null for an input that nobody asked for', () => {
  const { tape, loss, W1 } = recordNetwork();
  const asked = [...tape.backward(loss, W1)].map(({ contributions }) => contributions.map((part) => part !== null));
  expect(asked).toEqual([[true], [true], [true, false], [true, false], [true], [false, true]]);
});

it('the walk returns the cotangent of each source, undefined where there is none', () => {
  const { tape, loss, W1, x } = recordNetwork();
  const unrelated = draw([2]);
  const walk = tape.backward(loss, [W1, unrelated]);
  let step = walk.next();
  while (!step.done) step = walk.next();
  expect(step.value(W1)!.toArray()).toEqual(tape.gradient(loss, W1).toArray());
  expect(step.value(unrelated)).toBeUndefined();
  expect(step.value(x)).toBeUndefined();
});

it('wrong arguments are errors at the call, not at the first step', () => {
  const { tape, W1 } = recordNetwork();
  expect(() => tape.backward(W1, W1)).toThrow(GradientError);
});

import { Parameter, scalar, Tape, Tensor, tensor } from '@pullback/core';
import { add, mul, square, sum } from '@pullback/ops';
import { draw, expectClose, recordNetwork } from './support';

it('two sources that hold equal numbers stay two', () => {
  const [a, b] = [tensor([1, 2]), tensor([1, 2])];
  const tape = new Tape();
  const y = tape.record(() => sum(add(mul(a, 3), mul(b, 5))));
  const [aBar, bBar] = tape.gradient(y, [a, b]);
  expect(aBar.toArray()).toEqual([3, 3]);
  expect(bBar.toArray()).toEqual([5, 5]);
});

it('a source that is given twice is answered twice, and counted once', () => {
  const x = tensor([1, 2]);
  const tape = new Tape();
  const y = tape.record(() => sum(mul(x, x)));
  const { first, again } = tape.gradient(y, { first: x, again: [x] });
  expect(first.toArray()).toEqual([2, 4]);
  expect(again[0]!.toArray()).toEqual([2, 4]);
});

it('a source that is itself the target gets the seed', () => {
  const x = draw([3]);
  const tape = new Tape();
  const y = tape.record(() => square(x));
  const cotangent = draw([3]);
  expect(tape.gradient(x, x, { cotangent }).toArray()).toEqual(cotangent.toArray());
  const [yBar, xBar] = tape.gradient(y, [y, x], { cotangent });
  expect(yBar.toArray()).toEqual(cotangent.toArray());
  expectClose(xBar, mul(cotangent, mul(x, 2)));
});

it('the seed of a scalar target is 1', () => {
  const x = scalar(7);
  expect(new Tape().gradient(x, x).item()).toBe(1);
});

it('an intermediate value can be a source', () => {
  const [x, c] = [draw([3]), draw([3])];
  const tape = new Tape();
  const [h, y] = tape.record(() => {
    const h = square(x);
    return [h, mul(h, c)] as const;
  });
  const cotangent = draw([3]);
  expectClose(tape.gradient(y, h, { cotangent }), mul(cotangent, c));
});

it('what flows into a source flows on to its ancestors', () => {
  const [x, c] = [draw([3]), draw([3])];
  const tape = new Tape();
  const [h, y] = tape.record(() => {
    const h = square(x);
    return [h, add(mul(h, c), x)] as const;
  });
  const cotangent = draw([3]);
  const [hBar, xBar] = tape.gradient(y, [h, x], { cotangent });
  expectClose(hBar, mul(cotangent, c));
  expectClose(xBar, mul(cotangent, add(mul(mul(x, c), 2), 1)));
});

it('every way to ask for several sources gives each the cotangent that it gets alone', () => {
  const { tape, loss, x, W1, W2 } = recordNetwork();
  const a = tape.nodes.find(({ output }) => output.name === 'a')!.output;
  const alone = [x, W1, a, W2].map((source) => tape.gradient(loss, source).toArray());
  expect(tape.gradient(loss, [x, W1, a, W2]).map((cotangent) => cotangent.toArray())).toEqual(alone);
  expect(tape.gradient(loss, [W2, a, W1, x]).map((cotangent) => cotangent.toArray())).toEqual(alone.reverse());
});

it('the gradient mirrors the sources: a tensor, an array, a record, or nested', () => {
  const [a, b, c] = [scalar(2), scalar(3), scalar(5)];
  const tape = new Tape();
  const y = tape.record(() => mul(mul(a, b), c));
  expect(tape.gradient(y, a).item()).toBe(15);
  expect(tape.gradient(y, [a, b]).map((cotangent) => cotangent.item())).toEqual([15, 10]);
  const { hidden, out } = tape.gradient(y, { hidden: [a, { bias: b }], out: c } as const);
  expect([hidden[0].item(), hidden[1].bias.item(), out.item()]).toEqual([15, 10, 6]);
  expect(tape.gradient(y, [])).toEqual([]);
  expect(tape.gradient(y, { none: {} })).toEqual({ none: {} });
});

it('the gradient of a parameter is a plain tensor', () => {
  const w = new Parameter(draw([2]), 'w');
  const tape = new Tape();
  const y = tape.record(() => sum(square(w)));
  expect(Object.getPrototypeOf(tape.gradient(y, w))).toBe(Tensor.prototype);
});

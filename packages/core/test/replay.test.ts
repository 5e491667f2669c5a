import { Parameter, replay, scalar, Tape } from '@pullback/core';
import { add, exp, mul, square, sum } from '@pullback/ops';
import { draw, spiedCopy } from './support';

function record() {
  const [x, c] = [draw([3]), draw([3])];
  const [ofX, ofC] = [spiedCopy('ofX'), spiedCopy('ofC')];
  const tape = new Tape();
  const values = tape.record(() => {
    const h = exp(ofX.copy(x));
    return { h, y: sum(mul(h, square(ofC.copy(c)))) };
  });
  ofX.kernel.mockClear();
  ofC.kernel.mockClear();
  return { x, c, ofX, ofC, tape, ...values };
}

it('replay gives the target for another value of a source', () => {
  const { x, c, tape, y } = record();
  const other = draw([3]);
  expect(replay(tape.nodes, y, new Map([[x, other]])).item()).toBe(sum(mul(exp(other), square(c))).item());
});

it('a replaced intermediate value replaces what computed it', () => {
  const { x, c, h, ofX, tape, y } = record();
  const other = draw([3]);
  const replaced = new Map([
    [h, other],
    [x, draw([3])],
  ]);
  expect(replay(tape.nodes, y, replaced).item()).toBe(sum(mul(other, square(c))).item());
  expect(replay(tape.nodes, h, replaced)).toBe(other);
  expect(ofX.kernel).toHaveBeenCalledTimes(2);
});

it('nodes that do not depend on what is replaced do not run again', () => {
  const { x, ofX, ofC, tape, y } = record();
  replay(tape.nodes, y, new Map([[x, draw([3])]]));
  expect(ofX.kernel).toHaveBeenCalledTimes(1);
  expect(ofC.kernel).not.toHaveBeenCalled();
});

it('with nothing replaced the target is itself', () => {
  const { tape, y, ofX } = record();
  expect(replay(tape.nodes, y, new Map())).toBe(y);
  expect(ofX.kernel).not.toHaveBeenCalled();
});

it('a replay changes neither the tape nor its values, and is recorded nowhere', () => {
  const { x, tape, y } = record();
  const before = y.item();
  const outer = new Tape();
  outer.record(() => tape.record(() => replay(tape.nodes, y, new Map([[x, draw([3])]]))));
  expect(y.item()).toBe(before);
  expect(outer.nodes).toHaveLength(0);
  expect(tape.nodes).toHaveLength(6);
});

it('an operand used twice is replaced twice', () => {
  const x = scalar(3);
  const tape = new Tape();
  const y = tape.record(() => add(mul(x, x), x));
  expect(replay(tape.nodes, y, new Map([[x, scalar(5)]])).item()).toBe(30);
});

it('a parameter changed since is an error where its recorded value would be read', () => {
  const [x, w] = [scalar(3), new Parameter(scalar(2), 'w')];
  const tape = new Tape();
  const y = tape.record(() => mul(x, w));
  w.assign(scalar(7));
  expect(() => replay(tape.nodes, y, new Map([[x, scalar(5)]]))).toThrow("'w' was changed by assign()");
});

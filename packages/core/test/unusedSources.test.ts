import { GradientError, Tape, zeros } from '@pullback/core';
import { mul, sum } from '@pullback/ops';
import { draw, errorOf } from './support';

const unrelated = (what: string): GradientError =>
  new GradientError(
    `gradient: the target does not depend on ${what}. ` +
      "Was it used while the tape recorded? Leave it out, or pass { unused: 'zeros' }.",
  );

function recordProduct() {
  const x = draw([4]);
  const tape = new Tape();
  return { x, tape, y: tape.record(() => sum(mul(x, x))) };
}

it('a source that the target does not depend on is an error naming it', () => {
  const { x, tape, y } = recordProduct();
  const other = draw([2, 3]).named('W2');
  expect(errorOf(() => tape.gradient(y, [x, other]))).toStrictEqual(unrelated("'W2' [2, 3]"));
});

it('without a name it is found by its place in the tree', () => {
  const { x, tape, y } = recordProduct();
  const other = draw([2, 3]);
  expect(errorOf(() => tape.gradient(y, { hidden: { weights: [x, other] } }))).toStrictEqual(
    unrelated("'hidden.weights[1]' [2, 3]"),
  );
});

it('without name and place it is found by its shape', () => {
  const { tape, y } = recordProduct();
  expect(() => tape.gradient(y, draw([2, 3]))).toThrow('[2, 3]');
});

it('a copy of a source is not the source', () => {
  const { x, tape, y } = recordProduct();
  expect(() => tape.gradient(y, mul(x, 1))).toThrow(GradientError);
});

it('a target that was computed outside the tape depends on nothing', () => {
  const { x, tape } = recordProduct();
  expect(() => tape.gradient(sum(x), x)).toThrow(GradientError);
});

it('a value computed after the target is no source of it', () => {
  const { y, tape } = recordProduct();
  const later = tape.record(() => mul(y, 2));
  expect(() => tape.gradient(y, later)).toThrow(GradientError);
});

it("unused: 'zeros' gives zeros of the source's shape and dtype, and leaves the others alone", () => {
  const { x, tape, y } = recordProduct();
  const [xBar, other, narrow] = tape.gradient(y, [x, draw([2, 3]), zeros([5])], { unused: 'zeros' });
  expect([...xBar.data]).toEqual([...x.data].map((value) => 2 * value));
  expect(other.toArray()).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(other.dtype).toBe('float64');
  expect(narrow.toArray()).toEqual([0, 0, 0, 0, 0]);
  expect(narrow.dtype).toBe('float32');
});

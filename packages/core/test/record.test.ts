import { GradientError, scalar, Tape } from '@pullback/core';
import { add, mul, square } from '@pullback/ops';
import { draw, errorOf } from './support';

const namesOn = (tape: Tape): string[] => tape.nodes.map(({ primitive }) => primitive.name);

it('record returns what fn returns', () => {
  const result = { anything: [1] };
  expect(new Tape().record(() => result)).toBe(result);
});

it('only what runs inside is recorded, in the order in which it ran', () => {
  const x = draw([2]);
  const tape = new Tape();
  square(x);
  tape.record(() => add(mul(x, x), x));
  square(x);
  expect(namesOn(tape)).toEqual(['mul', 'add']);
});

it('several calls of record add up', () => {
  const x = scalar(3);
  const tape = new Tape();
  const h = tape.record(() => square(x));
  const y = tape.record(() => square(h));
  expect(tape.gradient(y, x).item()).toBe(4 * 27);
});

it('when fn throws, its error passes and recording ends', () => {
  const x = draw([2]);
  const tape = new Tape();
  const mistake = new Error('of the user');
  const fail = () => {
    square(x);
    throw mistake;
  };
  expect(errorOf(() => tape.record(fail))).toBe(mistake);
  mul(x, x);
  expect(namesOn(tape)).toEqual(['square']);
});

it('when fn throws on an inner tape, the outer one goes on', () => {
  const x = draw([2]);
  const [outer, inner] = [new Tape(), new Tape()];
  outer.record(() => {
    errorOf(() =>
      inner.record(() => {
        throw new Error();
      }),
    );
    mul(x, x);
  });
  expect(namesOn(outer)).toEqual(['mul']);
  expect(namesOn(inner)).toEqual([]);
});

it('an asynchronous fn is an error, and recording ends', () => {
  const x = draw([2]);
  const tape = new Tape();
  expect(errorOf(() => tape.record(async () => square(x)))).toStrictEqual(
    new GradientError('record: fn must be synchronous, got a promise. Await the data first, then record.'),
  );
  mul(x, x);
  expect(namesOn(tape)).toEqual(['square']);
});

it('an op is recorded on every tape that is recording', () => {
  const x = draw([2]);
  const [outer, inner] = [new Tape(), new Tape()];
  outer.record(() => {
    square(x);
    inner.record(() => mul(x, x));
    add(x, x);
  });
  expect(namesOn(outer)).toEqual(['square', 'mul', 'add']);
  expect(namesOn(inner)).toEqual(['mul']);
});

it('a tape that records inside its own record takes each op down once', () => {
  const x = scalar(3);
  const tape = new Tape();
  const { h, y } = tape.record(() =>
    tape.record(() => {
      const h = square(x);
      return { h, y: square(h) };
    }),
  );
  const gradient = tape.gradient(y, { x, h });
  expect(gradient.h.item()).toBe(2 * 9);
  expect(gradient.x.item()).toBe(4 * 27);
  expect(namesOn(tape)).toEqual(['square', 'square']);
});

import { scalar, Tape } from '@pullback/core';
import { spiedCopy } from './support';

const LENGTH = 100_000;

it('a chain of 100,000 nodes is walked without recursion, each node once', () => {
  const { copy, kernel, pullback } = spiedCopy();
  const x = scalar(2);
  const tape = new Tape();
  const y = tape.record(() => {
    let last = x;
    for (let i = 0; i < LENGTH; i++) last = copy(last);
    return last;
  });
  expect(tape.gradient(y, x, { cotangent: scalar(3) }).item()).toBe(3);
  expect(tape.nodes).toHaveLength(LENGTH);
  expect(kernel).toHaveBeenCalledTimes(LENGTH);
  expect(pullback).toHaveBeenCalledTimes(LENGTH);
});

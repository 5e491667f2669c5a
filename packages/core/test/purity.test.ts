import { Tape, type Tensor } from '@pullback/core';
import { add, div, exp, matmul, mul, square, transpose } from '@pullback/ops';
import { draw } from './support';

function recordMix() {
  const inputs = { x: draw([3, 4]), w: draw([4, 2]), b: draw([2]) };
  const tape = new Tape();
  const target = tape.record(() => {
    const h = add(matmul(inputs.x, inputs.w), inputs.b);
    return div(mul(exp(h), h), add(transpose(square(transpose(h))), 1));
  });
  return { inputs, tape, target, cotangent: draw([3, 2]) };
}

const numbersOf = (tensors: readonly Tensor[]): number[][] => tensors.map(({ data }) => [...data]);

it('the same gradient taken twice has the same bits', () => {
  const { inputs, tape, target, cotangent } = recordMix();
  const first = tape.gradient(target, inputs, { cotangent });
  const second = tape.gradient(target, inputs, { cotangent });
  expect(numbersOf(Object.values(second))).toEqual(numbersOf(Object.values(first)));
});

it('a gradient changes neither the inputs, nor the values on the tape, nor the cotangent it was given', () => {
  const { inputs, tape, target, cotangent } = recordMix();
  const all = [...Object.values(inputs), ...tape.nodes.map(({ output }) => output), cotangent];
  const before = numbersOf(all);
  tape.gradient(target, inputs, { cotangent });
  expect(numbersOf(all)).toEqual(before);
});

it('a gradient leaves the tape as it was', () => {
  const { inputs, tape, target, cotangent } = recordMix();
  const before = [...tape.nodes];
  tape.gradient(target, inputs, { cotangent });
  expect(tape.nodes).toEqual(before);
});

it('a cotangent has the shape and the dtype of its source', () => {
  const { inputs, tape, target, cotangent } = recordMix();
  for (const [name, source] of Object.entries(inputs)) {
    const { shape, dtype } = tape.gradient(target, { [name]: source }, { cotangent })[name] as Tensor;
    expect({ shape, dtype }).toEqual({ shape: source.shape, dtype: source.dtype });
  }
});

it('a zero cotangent gives exact zeros', () => {
  const { inputs, tape, target, cotangent } = recordMix();
  const gradient = tape.gradient(target, inputs, { cotangent: mul(cotangent, 0) });
  for (const { data } of Object.values(gradient)) expect(data.every((value) => value === 0)).toBe(true);
});

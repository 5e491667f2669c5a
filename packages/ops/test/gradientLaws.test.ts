// What every differentiable op must obey on the way back.

import { type DType, Tape, type Tensor } from '@pullback/core';
import {
  combined,
  contentsOf,
  dot,
  expectClose,
  finiteDifferences,
  floatsOf,
  pullBack,
  randomCotangent,
} from './support';
import { flowing } from './trials';

/** The absolute part is for slopes near zero; finite differences themselves are a thousand times better. */
const CLOSE = { relative: 1e-7, absolute: 1e-9 };

describe.each(flowing)('$title', ({ call, inputs }) => {
  const draw = (dtype: DType): { readonly given: readonly Tensor[]; readonly cotangent: Tensor } => {
    const given = inputs(dtype);
    return { given, cotangent: randomCotangent(call(...given)) };
  };

  test('has the pullback that finite differences find', () => {
    const { given, cotangent } = draw('float64');
    const found = pullBack(call, given, cotangent);
    for (const [i, source] of floatsOf(given).entries()) {
      const slopes = finiteDifferences((x) => dot(cotangent, call(...replace(given, source, x))), source);
      expectClose(found[i]!.data, slopes, CLOSE);
    }
  });

  test('has a pullback with the pullback that finite differences find, in the cotangent and in the inputs', () => {
    const { given, cotangent } = draw('float64');
    const primals = [cotangent, ...given];
    const pullBackAt = ([cotangent, ...given]: readonly Tensor[]) => pullBack(call, given, cotangent!);
    const tape = new Tape();
    const first = tape.record(() => pullBackAt(primals));
    for (const [i, target] of first.entries()) {
      const second = randomCotangent(target, 3);
      const sources = floatsOf(primals);
      const found = tape.gradient(target, sources, { cotangent: second, unused: 'zeros' });
      for (const [j, source] of sources.entries()) {
        const slopes = finiteDifferences((x) => dot(second, pullBackAt(replace(primals, source, x))[i]!), source);
        expectClose(found[j]!.data, slopes, CLOSE);
      }
    }
  });

  test.each(['float32', 'float64'] as const)('gives each %s input a cotangent of its shape and dtype', (dtype) => {
    const { given, cotangent } = draw(dtype);
    const found = pullBack(call, given, cotangent);
    const likenessOf = ({ shape, dtype, size }: Tensor) => ({ shape: [...shape], dtype, size });
    expect(found.map(likenessOf)).toEqual(floatsOf(given).map(likenessOf));
  });

  test('pulls zeros back to exact zeros', () => {
    const { given, cotangent } = draw('float64');
    const zeros = combined(0, cotangent, 0, cotangent);
    for (const { data } of pullBack(call, given, zeros)) expect(data.every((value) => value === 0)).toBe(true);
  });

  test('pulls back to the same bits twice, and leaves inputs and the cotangent alone', () => {
    const { given, cotangent } = draw('float32');
    const before = [cotangent, ...given].map(contentsOf);
    const once = pullBack(call, given, cotangent).map(contentsOf);
    expect(pullBack(call, given, cotangent).map(contentsOf)).toEqual(once);
    expect([cotangent, ...given].map(contentsOf)).toEqual(before);
  });

  test('has a linear pullback', () => {
    const { given, cotangent } = draw('float64');
    const other = randomCotangent(cotangent, 4);
    const mixed = pullBack(call, given, combined(3, cotangent, -2, other));
    const [a, b] = [cotangent, other].map((one) => pullBack(call, given, one));
    for (const [i, found] of mixed.entries()) {
      const expected = combined(3, a![i]!, -2, b![i]!);
      expectClose(found.data, expected.data, { relative: 1e-12, absolute: 1e-12 });
    }
  });
});

function replace(tensors: readonly Tensor[], old: Tensor, by: Tensor): Tensor[] {
  return tensors.map((x) => (x === old ? by : x));
}

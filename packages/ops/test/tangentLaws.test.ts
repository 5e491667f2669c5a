// What every differentiable op must obey on the way forward.

import { isFloat, jvp, Random, Tape, type Tensor } from '@pullback/core';
import { combined, dot, expectClose, floatsOf, pullBack, randomCotangent } from './support';
import { flowing } from './trials';

const CLOSE = { relative: 1e-7, absolute: 1e-9 };
const EXACT = { relative: 1e-12, absolute: 1e-12 };
const STEP = 1e-3;

describe.each(flowing)('$title', ({ call, inputs }) => {
  const given = inputs('float64');
  const primals = floatsOf(given);
  /** The op as a function of its float inputs alone. */
  const f = (floats: readonly Tensor[]): Tensor => {
    let next = 0;
    return call(...given.map((x) => (isFloat(x.dtype) ? floats[next++]! : x)));
  };
  const random = new Random(5);
  const direction = primals.map(({ shape }) => random.normal(shape, { dtype: 'float64' }));
  const pushed = (tangents: readonly Tensor[]): Tensor => jvp(f, primals, tangents).tangent;

  test('has the pushforward that finite differences find', () => {
    const at = (t: number): Tensor => f(primals.map((x, i) => combined(1, x, t, direction[i]!)));
    const near = combined(1, at(STEP), -1, at(-STEP));
    const far = combined(1, at(2 * STEP), -1, at(-2 * STEP));
    const { value, tangent } = jvp(f, primals, direction);
    expect({ shape: tangent.shape, dtype: tangent.dtype }).toEqual({ shape: value.shape, dtype: value.dtype });
    expectClose(tangent.data, combined(8 / (12 * STEP), near, -1 / (12 * STEP), far).data, CLOSE);
  });

  test('has a pushforward that is whole for each input alone, and these add up', () => {
    const { value, tangent } = jvp(f, primals, direction);
    const alone = primals.map((primal, i) => {
      const ofThis = (x: Tensor): Tensor => f(primals.map((other, j) => (j === i ? x : other)));
      return jvp(ofThis, primal, direction[i]!).tangent;
    });
    for (const { shape, size } of alone) expect({ shape, size }).toEqual({ shape: value.shape, size: value.size });
    const added = Array.from(tangent.data, (_, place) => alone.reduce((sum, { data }) => sum + data[place]!, 0));
    expectClose(added, tangent.data, EXACT);
  });

  test('has a pushforward that is the transpose of its pullback: ⟨u, J v⟩ = ⟨Jᵀ u, v⟩', () => {
    const u = randomCotangent(f(primals));
    const back = pullBack(call, given, u);
    const left = dot(u, pushed(direction));
    const right = back.reduce((total, cotangent, i) => total + dot(cotangent, direction[i]!), 0);
    expectClose([left], [right], EXACT);
  });

  test('has a pushforward that is differentiable: reverse over forward is forward over reverse, transposed', () => {
    const u = randomCotangent(f(primals));
    const tape = new Tape();
    const tangent = tape.record(() => jvp(f, primals, direction).tangent);
    const reverseOverForward = tape.gradient(tangent, primals, { cotangent: u, unused: 'zeros' });
    const forwardOverReverse = primals.map(
      (_, i) => jvp((x) => pullBack((...floats) => f(floats), x, u)[i]!, primals, direction).tangent,
    );
    for (const [i, found] of reverseOverForward.entries()) expectClose(found.data, forwardOverReverse[i]!.data, EXACT);
  });

  test('has a pullback that is its own pushforward in the cotangent, being linear in it', () => {
    const u = randomCotangent(f(primals));
    const v = randomCotangent(u, 6);
    const along = primals.map((_, i) => jvp((cotangent) => pullBack(call, given, cotangent)[i]!, u, v).tangent);
    for (const [i, found] of pullBack(call, given, v).entries()) expectClose(along[i]!.data, found.data, EXACT);
  });

  test('pushes zeros forward to exact zeros', () => {
    const zeros = direction.map((x) => combined(0, x, 0, x));
    expect(pushed(zeros).data.every((value) => value === 0)).toBe(true);
  });
});

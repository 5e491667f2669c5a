// The laws that every generated case must obey: those of the table's cases, along random directions.

import { type DType, isFloat, jvp, sizeOf, Tape, type Tensor } from '@pullback/core';
import { as, combined, contentsOf, dot, expectClose, floatsOf, pullBack, randomCotangent } from '../support';
import type { Trial } from '../trials';
import { directionsLike, dotAll, expectNear, magnitudeOf, slopesAlong } from './directions';

/** Relative to the terms of the sums compared. Finite differences themselves are a hundred times better. */
const CLOSE = 1e-7;
const EXACT = 1e-12;

/** A case together with the numbers that it is tried at. */
export interface Attempt {
  readonly trial: Trial;
  /** What the op is called with after the inputs. */
  readonly rest: readonly unknown[];
  readonly seed: number;
  /** Of the inputs that are drawn as floats, in the laws that hold for every dtype. */
  readonly dtype: DType;
}

export type Law = (attempt: Attempt) => void;

/** What holds whether or not cotangents flow. */
export const forwardLaws: Readonly<Record<string, Law>> = {
  'has as many elements as the shape that each of its primitives promised': ({
    trial: { call, inputs },
    seed,
    dtype,
  }) => {
    const tape = new Tape();
    tape.record(() => call(...inputs(dtype, seed)));
    for (const { primitive, inputs, attrs, output } of tape.nodes) {
      expect(output.shape).toEqual(primitive.outputShape(inputs, attrs));
      expect(output.data).toHaveLength(sizeOf(output.shape));
    }
  },

  'gives the same bits twice and leaves its inputs alone': ({ trial: { call, inputs }, seed, dtype }) => {
    const given = inputs(dtype, seed);
    const once = call(...given);
    expect(contentsOf(call(...given))).toEqual(contentsOf(once));
    expect(given.map(contentsOf)).toEqual(inputs(dtype, seed).map(contentsOf));
  },

  'is the same in float32 as in float64, to the precision of float32': ({ trial: { call, inputs }, seed }) => {
    const single = inputs('float32', seed);
    const double = single.map((x) => (x.dtype === 'float32' ? as('float64', x) : x));
    expectClose(call(...single).data, call(...double).data, { relative: 1e-5, absolute: 1e-5 });
  },
};

/** What holds where cotangents flow. */
export const gradientLaws: Readonly<Record<string, Law>> = {
  'gives each input a cotangent of its shape and dtype': ({ trial: { call, inputs }, seed }) => {
    for (const dtype of ['float32', 'float64'] as const) {
      const given = inputs(dtype, seed);
      const found = pullBack(call, given, randomCotangent(call(...given)));
      const likenessOf = ({ shape, dtype, size }: Tensor) => ({ shape: [...shape], dtype, size });
      expect(found.map(likenessOf)).toEqual(floatsOf(given).map(likenessOf));
    }
  },

  'pulls back to the same bits twice, and leaves inputs and the cotangent alone': ({ trial, seed }) => {
    const given = trial.inputs('float32', seed);
    const cotangent = randomCotangent(trial.call(...given));
    const before = [cotangent, ...given].map(contentsOf);
    const once = pullBack(trial.call, given, cotangent).map(contentsOf);
    expect(pullBack(trial.call, given, cotangent).map(contentsOf)).toEqual(once);
    expect([cotangent, ...given].map(contentsOf)).toEqual(before);
  },

  'has the same pullback in float32 as in float64, to the precision of float32': ({
    trial: { call, inputs },
    seed,
  }) => {
    const single = inputs('float32', seed);
    const cotangent = randomCotangent(call(...single));
    const toDouble = (x: Tensor): Tensor => (x.dtype === 'float32' ? as('float64', x) : x);
    const expected = pullBack(call, single.map(toDouble), toDouble(cotangent));
    for (const [i, { data }] of pullBack(call, single, cotangent).entries()) {
      const largest = Math.max(0, ...Array.from(expected[i]!.data, Math.abs));
      expectClose(data, expected[i]!.data, { relative: 1e-5, absolute: 1e-5 * (1 + largest) });
    }
  },

  'pulls zeros back and pushes zeros forward to exact zeros': (attempt) => {
    const { f, primals, u, direction } = functionOf(attempt);
    const zeros = (x: Tensor): Tensor => combined(0, x, 0, x);
    const back = pullBack((...floats) => f(floats), primals, zeros(u));
    const { tangent } = jvp(f, primals, direction.map(zeros));
    for (const { data } of [...back, tangent]) expect(data.every((value) => value === 0)).toBe(true);
  },

  'has a pushforward that is the transpose of its pullback: ⟨u, J v⟩ = ⟨Jᵀ u, v⟩': (attempt) => {
    const { f, primals, u, direction } = functionOf(attempt);
    const { value, tangent } = jvp(f, primals, direction);
    expect({ shape: tangent.shape, dtype: tangent.dtype }).toEqual({ shape: value.shape, dtype: value.dtype });
    const back = pullBack((...floats) => f(floats), primals, u);
    const magnitude = magnitudeOf([u], [tangent]) + magnitudeOf(back, direction);
    expectNear(dotAll(back, direction), [dot(u, tangent)], EXACT, magnitude);
  },

  'has the slope along a direction that finite differences find': (attempt) => {
    const { f, primals, u, direction } = functionOf(attempt);
    const back = pullBack((...floats) => f(floats), primals, u);
    const slopes = slopesAlong(primals, direction, (moved) => dot(u, f(moved)));
    expectNear(dotAll(back, direction), slopes, CLOSE, magnitudeOf([u], [f(primals)]) + magnitudeOf(back, direction));
  },

  'has a pullback with the slope along a direction that finite differences find': (attempt) => {
    const { all, direction, weights, pulled, second } = pullbackOf(attempt);
    const slopes = slopesAlong(all, direction, (moved) => dotAll(pulled(moved), weights));
    const magnitude = magnitudeOf(pulled(all), weights) + magnitudeOf(second, direction);
    expectNear(dotAll(second, direction), slopes, CLOSE, magnitude);
  },

  'has the same second derivative forward over reverse as reverse over reverse': (attempt) => {
    const { all, direction, weights, pulled, second } = pullbackOf(attempt);
    const { tangent } = jvp(pulled, all, direction);
    const magnitude = magnitudeOf(tangent, weights) + magnitudeOf(second, direction);
    expectNear(dotAll(tangent, weights), [dotAll(second, direction)], EXACT, magnitude);
  },
};

/** The op as a function of its float inputs alone, in float64, with a cotangent and a direction to try it at. */
export function functionOf({ trial: { call, inputs }, seed }: Attempt) {
  const given = inputs('float64', seed);
  const primals = floatsOf(given);
  const f = (floats: readonly Tensor[]): Tensor => {
    let next = 0;
    return call(...given.map((x) => (isFloat(x.dtype) ? floats[next++]! : x)));
  };
  return { f, primals, u: randomCotangent(f(primals), seed), direction: directionsLike(primals, seed) };
}

/**
 * The pullback as a function of the cotangent and the inputs, and the gradient of what it gives, weighed at random, by
 * reverse over reverse.
 */
function pullbackOf(attempt: Attempt) {
  const { f, primals, u } = functionOf(attempt);
  const all = [u, ...primals];
  const pulled = ([cotangent, ...floats]: readonly Tensor[]) => pullBack((...xs) => f(xs), floats, cotangent!);
  const weights = directionsLike(primals, attempt.seed + 1);
  const tape = new Tape();
  const first = tape.record(() => pulled(all));
  const parts = first.map((target, i) => tape.gradient(target, all, { cotangent: weights[i]!, unused: 'zeros' }));
  const second = all.map((_, i) => parts.map((part) => part[i]!).reduce((a, b) => combined(1, a, 1, b)));
  return { all, direction: directionsLike(all, attempt.seed + 2), weights, pulled, second };
}

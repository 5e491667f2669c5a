// The rows of the table as calls that the laws can try.

import { type DType, Random, type Tensor } from '@pullback/core';
import * as ops from '@pullback/ops';
import { anywhere, as } from './support';
import { type Case, type Row, table } from './table';

type Call = (...inputs: Tensor[]) => Tensor;

/** A case, ready to be tried. */
export interface Trial {
  readonly op: string;
  /** `matmul([3,2], [3,5], {"transposeA":true})`. */
  readonly title: string;
  readonly call: Call;
  /** The same as a method; null if there is none. */
  readonly method: Call | null;
  /** The same numbers at each call with the same seed, rounded to the dtype if they were drawn as floats. */
  readonly inputs: (dtype: DType, seed?: number) => Tensor[];
  readonly dtypes: readonly DType[];
}

const rows = Object.entries<Row>(table);
export const flowing = rows.flatMap(([op, row]) => (row.flowing ?? []).map((one) => trialOf(op, row, one)));
export const constant = rows.flatMap(([op, row]) => (row.constant ?? []).map((one) => trialOf(op, row, one)));
export const trials: readonly Trial[] = [...flowing, ...constant];

export function trialOf(op: string, row: Row, { shapes, rest, ...own }: Case): Trial {
  const { draws = [anywhere], dtypes = ['float32', 'float64'], isMethod = true } = { ...row, ...own };
  const joined = (result: unknown) =>
    (row.join === undefined ? result : row.join(result as readonly Tensor[])) as Tensor;
  const { call = (inputs) => joined(Reflect.apply(Reflect.get(ops, op), undefined, [...inputs, ...rest])) } = row;
  return {
    op,
    title: `${op}(${[...shapes, ...rest].map((argument) => JSON.stringify(argument) ?? 'undefined').join(', ')})`,
    call: (...inputs) => call(inputs, rest),
    method: isMethod ? (x, ...others) => joined(Reflect.apply(Reflect.get(x!, op), x, [...others, ...rest])) : null,
    inputs: (dtype, seed = 1) => {
      const random = new Random(seed);
      const drawn = shapes.map((shape, i) => (draws[i] ?? draws.at(-1)!)(random, shape));
      return drawn.map((x) => (x.dtype === 'float64' ? as(dtype, x) : x));
    },
    dtypes,
  };
}

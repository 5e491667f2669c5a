// Cases of the elementwise ops and of those that broadcast.

import { positive } from '../support';
import { type Choose, type Generate, made, narrowed, onceIn, oneOf, shape } from './choices';

export const unary: Generate = (choose) => made([shape(choose)]);

/** With one of these lists of further arguments. */
export function unaryWith(...rests: readonly (readonly unknown[])[]): Generate {
  return (choose) => made([shape(choose)], oneOf(choose, ...rests));
}

/** Of two operands, either of which may be stretched. */
export const pair: Generate = (choose) => made(operands(choose, 2));

/** The second may be one of these numbers. */
export function pairOr(...numbers: readonly number[]): Generate {
  return (choose) => (onceIn(choose, 6) ? made([shape(choose)], [oneOf(choose, ...numbers)]) : pair(choose));
}

/** The power of whole numbers takes exponents ≥ 0. */
export const power: Generate = (choose) => ({ ...pairOr(2, 0, 3)(choose), draws: [positive] });

/** A condition and two operands, or an operand and a number. */
export const choice: Generate = (choose) =>
  onceIn(choose, 6) ? made(operands(choose, 2), [oneOf(choose, 0, 1)]) : made(operands(choose, 3));

export const broadcast: Generate = (choose) => {
  const wide = shape(choose);
  return made([narrowed(choose, wide)], [wide]);
};

/** The second broadcasts to the first. */
export const pairLikeFirst: Generate = (choose) => {
  const wide = shape(choose);
  return made([wide, narrowed(choose, wide)]);
};

function operands(choose: Choose, count: number): number[][] {
  const wide = shape(choose);
  return Array.from({ length: count }, () => narrowed(choose, wide));
}

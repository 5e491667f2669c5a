// Cases of the elementwise ops and of those that broadcast.

import { type Choose, type Generate, made, narrowed, onceIn, oneOf, shape } from './choices';

export const unary: Generate = (choose) => made([shape(choose)]);

/** With one more argument. */
export function unaryTaking(...options: readonly unknown[]): Generate {
  return (choose) => made([shape(choose)], [oneOf(choose, ...options)]);
}

/** With one more argument, now and then. */
export function unaryWith(...options: readonly unknown[]): Generate {
  return (choose) => (onceIn(choose, 3) ? unary(choose) : unaryTaking(...options)(choose));
}

/** Of two operands, either of which may be stretched. */
export const pair: Generate = (choose) => made(operands(choose, 2));

/** The second may be a number. */
export const pairOrNumber: Generate = (choose) =>
  onceIn(choose, 6) ? made([shape(choose)], [oneOf(choose, 1, 2, -1)]) : pair(choose);

/** A condition and two operands, or an operand and a number. */
export const choice: Generate = (choose) =>
  onceIn(choose, 6) ? made(operands(choose, 2), [oneOf(choose, 0, 1)]) : made(operands(choose, 3));

export const broadcast: Generate = (choose) => {
  const wide = shape(choose);
  return made([narrowed(choose, wide)], [wide]);
};

function operands(choose: Choose, count: number): number[][] {
  const wide = shape(choose);
  return Array.from({ length: count }, () => narrowed(choose, wide));
}

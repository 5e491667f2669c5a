// How formulas are written: each primitive may say it of itself, and is a call, `tanh(x)`, if it does not.

import type { Shape } from './shapeTypes';

/** A part of a formula. */
export interface Written {
  readonly text: string;
  /** How tightly it holds together: what is looser than where it is put gets parentheses. */
  readonly binding: Binding;
}

/** From loose to tight: `a where c, else b`, `a + b`, `a ⊙ b`, `-a`, `a` and `f(a)`. */
export enum Binding {
  Choice,
  Sum,
  Product,
  Prefix,
  Atom,
}

/** How an operation is written, given its operands, and where it matters their shapes. */
export type Notation<Attrs = unknown> = (
  operands: readonly Written[],
  attrs: Attrs,
  shapes?: readonly Shape[],
) => Written;

export function atom(text: string): Written {
  return { text, binding: Binding.Atom };
}

/** `a + b`. What stands on the right and binds as tightly gets parentheses, since `a - (b - c)` is not `a - b - c`. */
export function infix(symbol: string, binding: Binding): Notation {
  return ([a, b]) => ({ text: `${within(a!, binding)}${symbol}${within(b!, binding + 1)}`, binding });
}

/** `-a`. */
export function prefix(symbol: string): Notation {
  return ([a]) => ({ text: `${symbol}${within(a!, Binding.Prefix)}`, binding: Binding.Prefix });
}

/** `aᵀ`. */
export function postfix(symbol: string): Notation {
  return ([a]) => atom(`${within(a!, Binding.Atom)}${symbol}`);
}

/** `|a|`. */
export function enclosed(before: string, after: string): Notation {
  return ([a]) => atom(`${before}${a!.text}${after}`);
}

/** `[a > b]`, 1 where it holds and 0 elsewhere: Iverson's bracket. */
export function bracket(symbol: string): Notation {
  return ([a, b]) => atom(`[${a!.text} ${symbol} ${b!.text}]`);
}

/** `a where [c > 0], else b`; with 0 for `b`, `a ⊙ [c > 0]`. */
export const choice: Notation = ([condition, a, b], attrs) => {
  if (b!.text === '0') return product([a!, condition!], attrs);
  const text = `${within(a!, Binding.Sum)} where ${condition!.text}, else ${within(b!, Binding.Sum)}`;
  return { text, binding: Binding.Choice };
};

/** `Σ(x)` over all axes, `Σ₀₂(x)` over some of them. */
export function overAxes(symbol: string, text: string, axes: readonly number[], rank: number): Written {
  const some = axes.length < rank ? axes.map((axis) => String.fromCodePoint(0x2080 + axis)).join('') : '';
  return atom(`${symbol}${some}(${text})`);
}

/** The text, in parentheses if it binds less tightly than where it is put. */
export function within({ text, binding }: Written, place: Binding): string {
  return binding < place ? `(${text})` : text;
}

const NUMBER = /^-?(\d+(\.\d+)?(e[+-]?\d+)?|∞)$/;

/** `a ⊙ b`; with a number, `2 a`. */
export const product: Notation = (operands, attrs) => {
  const [a, b] = operands as [Written, Written];
  if (NUMBER.test(a.text)) return infix(' ', Binding.Product)([a, b], attrs);
  if (NUMBER.test(b.text)) return infix(' ', Binding.Product)([b, a], attrs);
  return infix(' ⊙ ', Binding.Product)(operands, attrs);
};

// How formulas are written: each primitive may say it of itself, and is a call, `tanh(x)`, if it does not.

/** A part of a formula. */
export interface Written {
  readonly text: string;
  /** How tightly it holds together: what is looser than where it is put gets parentheses. */
  readonly binding: Binding;
}

/** From loose to tight: `a + b`, `a ⊙ b`, `-a`, `a` and `f(a)`. */
export enum Binding {
  Sum,
  Product,
  Prefix,
  Atom,
}

/** How an operation is written, given its operands. */
export type Notation<Attrs = unknown> = (operands: readonly Written[], attrs: Attrs) => Written;

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

/** The operand itself: the same numbers. */
export const unwritten: Notation = ([a]) => a!;

/** The text, in parentheses if it binds less tightly than where it is put. */
export function within({ text, binding }: Written, place: Binding): string {
  return binding < place ? `(${text})` : text;
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** `a ⊙ b`; with a number, `2 a`. */
export const product: Notation = (operands, attrs) => {
  const [a, b] = operands as [Written, Written];
  if (NUMBER.test(a.text)) return infix(' ', Binding.Product)([a, b], attrs);
  if (NUMBER.test(b.text)) return infix(' ', Binding.Product)([b, a], attrs);
  return infix(' ⊙ ', Binding.Product)(operands, attrs);
};

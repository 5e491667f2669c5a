// How values, cotangents and quantities are written: with Unicode's signs, or in ASCII alone.

import { widthOf } from '@pullback/core';

/** ASCII alone for terminals that show nothing else. */
export type Style = 'unicode' | 'ascii';

const MACRON = '\u0304';
const PLAIN: readonly (readonly [sign: RegExp, ascii: string | ((sign: string) => string)])[] = [
  [/ ⊙ /g, ' * '],
  [/ᵀ/g, '^T'],
  [/²/g, '^2'],
  [/Σ/g, 'sum'],
  [/∞/g, 'inf'],
  [/[₀-₉]/g, (digit) => String(digit.codePointAt(0)! - 0x2080)],
  [/√/g, 'sqrt '],
  [/→/g, '->'],
  [/–/g, '-'],
  [/…/g, '...'],
  [/×/g, 'x'],
  [/≤/g, '<='],
  [/≥/g, '>='],
  [/≠/g, '!='],
];

/** `W̄1`, the cotangent of `W1`; `bar(W1)` in ASCII, and of what stands in quotes. */
export function barOf(label: string, style: Style): string {
  if (style === 'ascii' || label.startsWith("'")) return `bar(${label})`;
  // On the first letter, in a path that of its last name; on the last digit of numbered values, `%12`.
  const place =
    /^(?:.*\.)?[^\p{L}]*\p{L}/u.exec(label)?.[0].length ?? label.lastIndexOf(label.match(/\d/g)?.at(-1) ?? '') + 1;
  // One character where Unicode has one, as people type it, so that what is printed can be searched for.
  return `${label.slice(0, place)}${MACRON}${label.slice(place)}`.normalize('NFC');
}

/** The signs of a text in the style that is asked for. */
export function inStyle(text: string, style: Style): string {
  return style === 'unicode'
    ? text
    : PLAIN.reduce((plain, [sign, ascii]) => plain.replace(sign, ascii as string), text);
}

/** The beginning, and an ellipsis, of what does not fit. */
export function fit(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let shown = '';
  for (const character of text) {
    if (widthOf(shown + character) > columns - 1) break;
    shown += character;
  }
  return `${shown}…`;
}

/** `12.8 M`: three digits, and the prefix that is right for them. */
export function quantity(count: number): string {
  const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
  let [rest, step] = [count, 0];
  while (Number(rest.toPrecision(3)) >= 1000 && step < prefixes.length - 1) {
    rest /= 1000;
    step++;
  }
  if (step === 0) return String(count);
  return `${rest >= 1000 ? rest.toExponential(2) : rest.toPrecision(3)} ${prefixes[step]}`;
}

/** `5.12 GB`, `12.8 Mflop`, `20 flop`, in powers of ten. */
export function measure(count: number, unit: string): string {
  const text = quantity(count);
  return text.includes(' ') ? `${text}${unit}` : `${text} ${unit}`;
}

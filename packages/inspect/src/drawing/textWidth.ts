import { widthOf } from '@pullback/core';

/** Of a letter of a monospaced font, in parts of its size; of those in use the widest. */
const ADVANCE = 0.61;

/** How wide a line is in a monospaced font, in pixels, by an estimate. */
export function textWidth(text: string, fontSize: number): number {
  return widthOf(text) * ADVANCE * fontSize;
}

/** Whether all of its signs are in the common monospaced fonts; what is not comes from another font, and may be of any width. */
export function isMonospaced(text: string): boolean {
  return /^(?:[\x20-\u024f\u0391-\u03c9\u2026\u1d40\u2212\u221e]|\u0304)*$/u.test(text);
}

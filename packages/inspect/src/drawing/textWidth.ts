/** Of a letter of a monospaced font, in parts of its size; of those in use the widest. */
const ADVANCE = 0.61;

const SIGNS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}|\ufe0f/u;

/**
 * How wide a line is in a monospaced font, in pixels, by an estimate for each sign: marks such as the bar of `x̄` take no room,
 * signs of East Asia and pictures take two columns.
 */
export function textWidth(text: string, fontSize: number): number {
  let columns = 0;
  for (const { segment } of SIGNS.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns * ADVANCE * fontSize;
}

/** Whether all of its signs are in the common monospaced fonts; what is not comes from another font, and may be of any width. */
export function isMonospaced(text: string): boolean {
  return /^(?:[\x20-\u024f\u0391-\u03c9\u2026\u1d40\u2212\u221e]|\u0304)*$/u.test(text);
}

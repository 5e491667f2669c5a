const SIGNS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}|\ufe0f/u;
const MARKS = /\p{Mark}/gu;
/** Letters and signs of one column each, which need not be looked at one by one. */
const PLAIN = /^[\x20-\x7e\u00a0-\u02ff\u0370-\u0482\u2010-\u22ff]*$/;

/**
 * Columns that a text takes in a terminal, or in a monospaced font: marks such as the bar of `x̄` take none, signs of East Asia and
 * pictures take two.
 */
export function widthOf(text: string): number {
  const unmarked = text.replace(MARKS, '');
  if (PLAIN.test(unmarked)) return unmarked.length;
  let columns = 0;
  for (const { segment } of SIGNS.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

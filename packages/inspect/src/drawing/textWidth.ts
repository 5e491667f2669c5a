/** Of a letter of a monospaced font, in parts of its size; of those in use the widest. */
const ADVANCE = 0.61;

/**
 * How wide a line is in a monospaced font, in pixels, by an estimate for each sign: marks such as the bar of `x̄` take no room,
 * signs of East Asia and pictures take two columns.
 */
export function textWidth(text: string, fontSize: number): number {
  let columns = 0;
  for (const sign of text) {
    if (/\p{Mark}/u.test(sign)) continue;
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/u.test(sign)
      ? 2
      : 1;
  }
  return columns * ADVANCE * fontSize;
}

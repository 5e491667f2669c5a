/**
 * A text for one line of a drawing: line breaks and tabs as spaces, and signs that cannot be seen, or turn the order of the others
 * round, as `�`.
 */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}

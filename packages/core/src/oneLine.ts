/**
 * A text for one line of a table, a report or a drawing: line breaks and tabs as spaces, and signs that cannot be seen, or turn the order of the others
 * round, as `�`; but those that join letters and pictures, or keep them apart, stay.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}

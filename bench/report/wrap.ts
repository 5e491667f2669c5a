// Lines that fit a terminal.

const COLUMNS = 100;

/** Breaks at blanks; the lines that follow are indented. Blanks at the start stay. */
export function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  // Words with the blanks before them.
  for (const word of text.replaceAll('\n', ' ').match(/\s*\S+/g) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length <= COLUMNS) lines[lines.length - 1] = last + word;
    else lines.push(last === undefined ? word : ' '.repeat(indent) + word.trimStart());
  }
  return lines.join('\n');
}

/** The longest text from a file that an error shows. */
const SHOWN_UP_TO = 60;

/** In an error: text out of a file, in one line and not too long, whatever is in it. */
export function quote(text: string): string {
  const shown = text.length > SHOWN_UP_TO ? `${text.slice(0, SHOWN_UP_TO)}…` : text;
  return JSON.stringify(shown);
}

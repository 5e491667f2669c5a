// Reads JSON whose form is known beforehand, token by token. JSON.parse would hide names that stand twice and how numbers
// are written; and as nothing is read but what is asked for, deep nesting is refused where it begins.

import { quote } from '../quote';

const WHITE_SPACE = ' \t\n\r';
const IN_NUMBERS = '+-.0123456789Ee';
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Codes below are control characters, which strings hold only escaped. */
const SPACE = 0x20;

const WHOLE_NUMBER = /^(0|[1-9][0-9]{0,15})$/;
/** Half a pair: such a string is no Unicode text, and has no UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;

export class JsonReader {
  private position = 0;

  constructor(
    private readonly text: string,
    /** Makes the error that is thrown for a reason. */
    private readonly errorOf: (reason: string) => Error,
  ) {}

  /** Reads an object: for each name, `member` must read the value. */
  object(what: string, member: (name: string) => void): void {
    this.take('{', `an object for ${what}`);
    if (this.skip('}')) return;
    const names = new Set<string>();
    do {
      const name = this.string(`a name in ${what}`);
      if (names.has(name)) throw this.errorOf(`names must differ, got ${quote(name)} twice in ${what}`);
      names.add(name);
      this.take(':', `':' after ${quote(name)}`);
      member(name);
    } while (this.skip(','));
    this.take('}', `',' or '}' in ${what}`);
  }

  /** Reads an array: `element` must read each of its values. */
  array(what: string, element: () => void): void {
    this.take('[', `an array for ${what}`);
    if (this.skip(']')) return;
    do element();
    while (this.skip(','));
    this.take(']', `',' or ']' in ${what}`);
  }

  /** Reads a string; `what` says which one is required. */
  string(what: string): string {
    this.take('"', what);
    const start = this.position;
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      // NaN at the end of the text is neither.
      if (code === QUOTE) break;
      if (!(code >= SPACE)) throw this.unexpected(`the end of ${what}`);
      this.position += code === BACKSLASH ? 2 : 1;
    }
    const raw = this.text.slice(start, this.position++);
    const value = raw.includes('\\') ? this.unescape(raw) : raw;
    if (LONE_SURROGATE.test(value)) throw this.errorOf(`strings must be Unicode text, got half a character in ${what}`);
    return value;
  }

  /** Reads a whole number from 0 to 2⁵³ - 1, written in digits alone. */
  size(what: string): number {
    this.skipWhiteSpace();
    const start = this.position;
    while (this.isAt(IN_NUMBERS)) this.position++;
    const raw = this.text.slice(start, this.position);
    if (raw === '') throw this.unexpected(`a number for ${what}`);
    const value = WHOLE_NUMBER.test(raw) ? Number(raw) : Number.NaN;
    if (!Number.isSafeInteger(value)) {
      throw this.errorOf(`${what} must be whole numbers from 0 to 2⁵³ - 1, in digits alone, got ${quote(raw)}`);
    }
    return value;
  }

  /** Makes sure that nothing but white space follows. */
  end(what: string): void {
    this.skipWhiteSpace();
    if (this.position < this.text.length) throw this.unexpected(what);
  }

  private unescape(raw: string): string {
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      throw this.errorOf(`${quote(raw)} has an escape that JSON does not know`);
    }
  }

  private take(character: string, what: string): void {
    if (!this.skip(character)) throw this.unexpected(what);
  }

  private skip(character: string): boolean {
    this.skipWhiteSpace();
    if (this.text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  private skipWhiteSpace(): void {
    while (this.isAt(WHITE_SPACE)) this.position++;
  }

  private isAt(characters: string): boolean {
    return this.position < this.text.length && characters.includes(this.text[this.position]!);
  }

  private unexpected(what: string): Error {
    const rest = this.text.slice(this.position, this.position + 10);
    const got = this.position < this.text.length ? quote(rest) : 'the end';
    return this.errorOf(`${what} is required at character ${this.position}, got ${got}`);
  }
}

import { formatShape } from './shape';
import { Tensor } from './tensor';

/** In an error: what somebody passed in place of what was required, in a few words. */
export function describe(value: unknown): string {
  if (value instanceof Tensor) return `a tensor ${formatShape(value.shape)}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== 'Object' ? `a ${name}` : 'a record';
}

/** The longest list that an error spells out. */
const SPELLED_UP_TO = 16;

/** In an error: the same, with what is in lists. Unlike JSON it tells NaN from null, and can say all that there is. */
export function spell(value: unknown): string {
  if (!Array.isArray(value) || value.length > SPELLED_UP_TO) return describe(value);
  return `[${Array.from(value, spell).join(', ')}]`;
}

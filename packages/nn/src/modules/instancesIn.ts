/** What stands in a field, and where. */
interface Found {
  readonly path: string;
  readonly instance: object;
}

/**
 * The instances of classes in `fields`, and in arrays and plain records there, in order. What else an instance holds is its
 * own matter.
 */
export function* instancesIn(fields: object, path: string, outer: readonly object[] = []): Generator<Found> {
  for (const name of Object.keys(fields)) {
    const value: unknown = fields[name as keyof typeof fields];
    if (typeof value !== 'object' || value === null || outer.includes(value)) continue;
    const place = Array.isArray(fields) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    if (isPlain(value)) yield* instancesIn(value, place, [...outer, value]);
    else yield { path: place, instance: value };
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

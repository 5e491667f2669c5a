// Numbers as people read them.

const UNITS = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
] as const;

/** Three digits and the unit that fits: `7.12 ms`. */
export function formatSeconds(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= size) ?? [1e-9, 'ns'];
  return `${digits(seconds / size)} ${unit}`;
}

/** Both ends in one unit, that of the higher: `7.01…7.3 ms`. */
export function formatRange(lower: number, upper: number): string {
  const [size, unit] = UNITS.find(([size]) => upper >= size) ?? [1e-9, 'ns'];
  return `${digits(lower / size)}…${digits(upper / size)} ${unit}`;
}

/** Three digits, all of those before the point. */
export function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

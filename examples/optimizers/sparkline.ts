// A row of numbers as a row of bars.

const BARS = ' ▁▂▃▄▅▆▇█';

/** Numbers from 0 to `highest`, each as high as it is large; whatever is above 0 can be seen. */
export function sparkline(values: readonly number[], highest: number): string {
  return values.map((value) => BARS[Math.ceil((value / highest) * (BARS.length - 1))] ?? '!').join('');
}

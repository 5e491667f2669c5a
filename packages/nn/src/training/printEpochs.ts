import type { Callback } from './callback';
import type { EpochReport } from './history';

/** A callback that prints a line for each epoch, by `console.log` unless told otherwise. */
export function printEpochs(print: (line: string) => void = console.log): Callback {
  return {
    onEpoch: ({ epochs }, report) => print(epochLine(report, epochs)),
  };
}

/** `epoch  3/20  loss  0.3120  validation loss  0.2210  accuracy  0.9720`. */
export function epochLine({ epoch, loss, validation }: EpochReport, epochs: number): string {
  const count = String(epoch).padStart(String(epochs).length);
  const numbers: [string, number][] = [['loss', loss]];
  if (validation !== undefined) {
    numbers.push(['validation loss', validation.loss], ...Object.entries(validation.metrics));
  }
  return [`epoch ${count}/${epochs}`, ...numbers.map(([name, value]) => `${name} ${spell(value)}`)].join('  ');
}

/** In a column of seven. */
function spell(value: number): string {
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 1e-3 && size < 100);
  return (isPlain ? value.toFixed(4) : value.toPrecision(3)).padStart(7);
}

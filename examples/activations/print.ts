// The two tables that the example prints.

interface Slopes {
  readonly name: string;
  readonly slopes: readonly number[];
  readonly greatest: number;
}

interface Trial {
  readonly name: string;
  /** The length of the gradient of each layer's weights, the first layer's first. */
  readonly norms: readonly number[];
  readonly before: number;
  readonly after: number;
}

export function printSlopes(rows: readonly Slopes[]): void {
  console.log('slope of           at -5     at 0     at 5  greatest');
  for (const { name, slopes, greatest } of rows) {
    const cells = [...slopes, greatest].map((slope) => formatSlope(slope).padStart(9));
    console.log(`${name.padEnd(15)}${cells.join('')}`);
  }
}

export function printGradients(rows: readonly Trial[]): void {
  const depth = rows[0]!.norms.length;
  const layers = Array.from({ length: depth }, (_, i) => String(i + 1).padStart(6));
  console.log('\n                 gradient of the weights of layer, at the start               mean squared error');
  console.log(`${' '.repeat(15)}${layers.join('')}    start  trained`);
  for (const { name, norms, before, after } of rows) {
    const cells = norms.map((norm) => norm.toExponential(0).padStart(6));
    const losses = [before, after].map((loss) => loss.toFixed(4).padStart(9));
    console.log(`${name.padEnd(15)}${cells.join('')}${losses.join('')}`);
  }
}

/** Four places; no minus before nothing. */
function formatSlope(slope: number): string {
  return slope.toFixed(4).replace(/^-(?=0\.0000$)/, '');
}

// Numbers as text, in as few digits as are wanted.

import type { Tensor } from '@pullback/core';

/** No minus before nothing, so that rounding does not show. */
export function format(value: number, places = 2): string {
  return value.toFixed(places).replace(/^-(0\.0*)$/, '$1');
}

export function formatRange({ data }: Tensor): string {
  return `${format(Math.min(...data))} … ${format(Math.max(...data))}`.padStart(15);
}

export function printRow(what: string, { data }: Tensor): void {
  // A bar over a letter takes no place of its own.
  const bars = what.match(/\p{Mark}/gu)?.length ?? 0;
  console.log(what.padEnd(60 + bars) + [...data].map((value) => format(value, 4).padStart(9)).join(''));
}

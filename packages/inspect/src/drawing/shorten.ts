import { widthOf } from '@pullback/core';

/**
 * A text that is too long without its beginning, if it is a path, such as `…projection.weight`, since paths differ in their ends;
 * else without its middle.
 */
export function shorten(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  for (const { index } of text.matchAll(/\.(?=\p{L})/gu)) {
    const end = `…${text.slice(index + 1)}`;
    if (widthOf(end) <= columns && widthOf(end) > columns / 4) return end;
  }
  const signs = text.match(/\P{Mark}\p{Mark}*/gu) ?? [];
  const half = Math.floor((columns - 1) / 2);
  return `${signs.slice(0, columns - 1 - half).join('')}…${signs.slice(-half).join('')}`;
}

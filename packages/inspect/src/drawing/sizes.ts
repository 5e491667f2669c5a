// How large what is drawn is, in pixels.

import type { BoxText } from './boxText';
import type { Box } from './graph';
import { textWidth } from './textWidth';

export const FONT_SIZE = 13;
export const LINE_HEIGHT = 16;
/** How far the stack below a folded box sticks out. */
export const STACK = 6;
const PADDING = { x: 12, y: 7 };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a box, with its stack. */
export function sizeOfBox(box: Box, { heading, lines }: BoxText): Size {
  const stack = box.kind === 'fold' ? STACK : 0;
  const width = Math.max(...[heading, ...lines].map((line) => textWidth(line, FONT_SIZE)));
  return {
    width: width + 2 * PADDING.x + stack,
    height: (lines.length + 1) * LINE_HEIGHT + 2 * PADDING.y + stack,
  };
}

/** The size of a line of text. */
export function sizeOfLine(text: string): Size {
  return { width: textWidth(text, FONT_SIZE), height: LINE_HEIGHT };
}

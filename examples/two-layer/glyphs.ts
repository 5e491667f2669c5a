// The embedded data: eight shapes of 8×8 pixels, drawn a little differently each time by a seeded generator.

import type { Random } from '@pullback/core';
import type { Dataset, Sample } from './dataset';

/** Side of an image, in pixels. */
const SIDE = 8;

const SHAPES: Readonly<Record<string, readonly string[]>> = {
  plus: ['..##..', '..##..', '######', '######', '..##..', '..##..'],
  cross: ['##..##', '.####.', '..##..', '..##..', '.####.', '##..##'],
  box: ['######', '#....#', '#....#', '#....#', '#....#', '######'],
  disc: ['.####.', '######', '######', '######', '######', '.####.'],
  hill: ['..##..', '..##..', '.####.', '.####.', '######', '######'],
  tee: ['######', '######', '..##..', '..##..', '..##..', '..##..'],
  ell: ['##....', '##....', '##....', '##....', '######', '######'],
  zed: ['######', '....##', '...##.', '..##..', '.##...', '######'],
};

/** The names of the shapes, which are the classes. */
export const GLYPHS: readonly string[] = Object.keys(SHAPES);

/** Standard deviation of the noise on each pixel, which is at most 1. */
const NOISE = 0.1;
/** The share of a shape's pixels that are not drawn. */
const GAPS = 0.05;

/** `perClass` images of each shape: moved by up to a pixel, drawn lighter or darker, with gaps and noise. */
export function drawGlyphs(perClass: number, random: Random): Dataset {
  const samples = GLYPHS.flatMap((name, label): Sample[] =>
    Array.from({ length: perClass }, () => ({ pixels: draw(SHAPES[name]!, random), label })),
  );
  return { source: 'glyphs drawn by this program', classes: GLYPHS, samples };
}

function draw(shape: readonly string[], random: Random): number[] {
  const [down, right] = [random.integer(1, 3), random.integer(1, 3)];
  const ink = 0.6 + 0.4 * random.next();
  const noise = random.normal([SIDE, SIDE], { deviation: NOISE }).data;
  return Array.from(noise, (offset, position) => {
    const row = Math.floor(position / SIDE) - down;
    const column = (position % SIDE) - right;
    const isDrawn = shape[row]?.[column] === '#' && random.next() >= GAPS;
    return Math.min(1, Math.max(0, (isDrawn ? ink : 0) + offset));
  });
}

import { Random } from '@pullback/core';
import type { Sample } from '../dataset';
import { drawGlyphs, GLYPHS } from '../glyphs';

const draw = (seed: number, perClass = 20) => drawGlyphs(perClass, new Random(seed));

const { classes, samples } = draw(1);

it('one seed draws the same images, another seed others', () => {
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1).samples).not.toEqual(draw(2).samples);
});

it('there are eight classes, with as many images of each as asked for', () => {
  expect(classes).toEqual(['plus', 'cross', 'box', 'disc', 'hill', 'tee', 'ell', 'zed']);
  expect(classes).toBe(GLYPHS);
  expect(classes.map((_, label) => samples.filter((sample) => sample.label === label).length)).toEqual(
    Array(8).fill(20),
  );
});

it('images are 8×8 pixels from 0 to 1', () => {
  expect(new Set(samples.map(({ pixels }) => pixels.length))).toEqual(new Set([64]));
  const pixels = samples.flatMap((sample) => sample.pixels);
  expect(pixels.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
});

it('no two images are the same', () => {
  expect(new Set(samples.map(({ pixels }) => pixels.join()))).toHaveProperty('size', samples.length);
});

it('shapes are moved: their edges are ink in some images and paper in others', () => {
  const boxes = samples.filter(({ label }) => classes[label] === 'box');
  const isInk = ({ pixels }: Sample, row: number, column: number): boolean => pixels[row * 8 + column]! > 0.5;
  for (const [row, column] of [
    [1, 3],
    [3, 1],
    [7, 3],
    [3, 7],
  ] as const) {
    const drawn = boxes.filter((box) => isInk(box, row, column)).length;
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(boxes.length);
  }
});

it('shapes can be told apart: an image is nearer to the mean of its own class than to most others', () => {
  const many = draw(3, 60);
  const means = many.classes.map((_, label) => {
    const own = many.samples.filter((sample) => sample.label === label);
    return Array.from({ length: 64 }, (_, i) => own.reduce((total, { pixels }) => total + pixels[i]!, 0) / own.length);
  });
  const distance = (pixels: readonly number[], mean: readonly number[]): number =>
    pixels.reduce((total, pixel, i) => total + (pixel - mean[i]!) ** 2, 0);
  const nearest = ({ pixels }: Sample): number => {
    const distances = means.map((mean) => distance(pixels, mean));
    return distances.indexOf(Math.min(...distances));
  };
  const right = draw(4, 20).samples.filter((sample) => nearest(sample) === sample.label);
  expect(right.length / 160).toBeGreaterThan(0.8);
});

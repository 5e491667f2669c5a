// Convolutions and pooling.

import type { Tensor } from '../tensor';
import type { HasRankOf } from './products';
import type { Shape } from './shape';

/** `[batch, channels, height, width]`. */
export type Images = readonly [number, number, number, number];

/** `[batch, channels, length]`. */
export type Signals = readonly [number, number, number];

/** What the weight must be besides: anything where its channels are those of `X`, or groups divide them. */
export type ConvolvesWith<X extends Shape, W extends Shape, Like extends Shape, G> = [G] extends [1]
  ? HasRankOf<W, Like> & HasChannels<X, W>
  : HasRankOf<W, Like>;

type HasChannels<X extends Shape, W extends Shape> = X extends readonly [number, infer C extends number, ...Shape]
  ? W extends readonly [infer O extends number, infer D extends number, ...infer Kernel extends Shape]
    ? number extends C | D
      ? unknown
      : D extends C
        ? unknown
        : Tensor<readonly [O, C, ...Kernel]>
    : unknown
  : unknown;

type SizeAt<S extends Shape, Axis extends 0 | 1> = S[Axis] extends number ? S[Axis] : number;

/** The batch of `X` and the output channels of `W`; the other sizes are found when the code runs. */
export type ConvolvedShape<X extends Shape, W extends Shape, Like extends Shape> = Like extends readonly [
  number,
  number,
  ...infer Rest extends Shape,
]
  ? readonly [SizeAt<X, 0>, SizeAt<W, 0>, ...Rest]
  : never;

/** The batch and the channels of images. */
export type PooledShape<S extends Shape> = readonly [SizeAt<S, 0>, SizeAt<S, 1>, number, number];

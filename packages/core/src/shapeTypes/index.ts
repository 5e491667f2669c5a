// All arithmetic on shapes in the type system. A size known when the code is written is a literal; one known only when
// it runs is `number`, and a shape of unknown rank is `Shape`. Rules that meet an unknown answer with an unknown.

export type { Axes, AxesWithin, Reduced } from './axes';
export type { Broadcast, BroadcastsTo, BroadcastsWith, IsScalar, SameSizes } from './broadcasting';
export type { ConvolvedShape, ConvolvesWith, Images, PooledShape, Signals } from './convolution';
export type { Gathered } from './gathering';
export type { Concatenated, Expanded, FirstShape, Joinable, NewAxesWithin, Parts, Stacked } from './joining';
export type { OrderOf, Reshaped, Transposed } from './moving';
export type { HasAxes, HasRankOf, IsMatrix, IsVector, MultipliesWith, OuterShape, ProductShape } from './products';
export type { Flattened, Padded, Padding, PerAxis, Squeezed, Squeezes, Tiled } from './resizing';
export type { NestedNumbers, ScalarShape, Shape, ShapeOfNested } from './shape';
export type { Range, RangesWithin, Sliced } from './slicing';

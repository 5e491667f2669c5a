import { onesLike, type Tensor } from '@pullback/core';
import { cast } from '../elementwise/cast';
import { mul } from '../elementwise/mul';
import { flip } from '../shape/flip';
import { pad } from '../shape/pad';
import { reshape } from '../shape/reshape';
import { slice } from '../shape/slice';
import { transpose } from '../shape/transpose';

/**
 * For each element the product of all others that differ from it only along `axes` (ascending), in float64. Made of
 * ops alone, as many as the logarithm of the number of factors, with work and memory in proportion to that number.
 */
export function productOfOthers(x: Tensor, axes: readonly number[]): Tensor {
  if (x.size === 0) return x;
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  const groups = kept.reduce((product, axis) => product * x.shape[axis]!, 1);
  const last = transpose(cast(x, 'float64'), order);
  const others = alongRows(reshape(last, [groups, x.size / groups]));
  const back = order.map((_, axis) => order.indexOf(axis));
  return cast(transpose(reshape(others, last.shape), back), x.dtype);
}

/** The product of the others in each row: of the sibling, and of the others of the pair's product among those of pairs. */
function alongRows(x: Tensor): Tensor {
  const [rows, count] = x.shape as readonly [number, number];
  if (count <= 1) return onesLike(x);
  // biome-ignore format: pairs
  if (count % 2 === 1) return slice(alongRows(pad(x, [[0, 0], [0, 1]], 1)), [null, [0, count]]);
  const pairs: Tensor = reshape(x, [rows, count / 2, 2]);
  const products = mul(slice(pairs, [null, null, 0]), slice(pairs, [null, null, 1]));
  const beyond = reshape(alongRows(products), [rows, count / 2, 1]);
  return reshape(mul(beyond, flip(pairs, -1)), [rows, count]);
}

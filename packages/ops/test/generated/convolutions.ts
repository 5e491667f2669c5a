// Cases of convolutions and pools: windows that fit.

import type { Case } from '../table';
import { type Choose, each, type Generate, made, onceIn, oneOf, whole } from './choices';

export const conv1d: Generate = (choose) => convolution(choose, 1);
export const conv2d: Generate = (choose) => convolution(choose, 2);
export const avgPool2d: Generate = (choose) => {
  const { shapes, rest } = pool(choose, false);
  return onceIn(choose, 2)
    ? { shapes, rest }
    : { shapes, rest: [rest[0], { ...(rest[1] as object), countPadding: false }] };
};
export const maxPool2d: Generate = (choose) => pool(choose, true);

function convolution(choose: Choose, axes: 1 | 2): Case {
  const groups = whole(choose, 1, 3);
  const [batch, inEach, outOfEach] = [emptyOr(choose, 2), emptyOr(choose, 2), emptyOr(choose, 2)];
  const taps = each(axes, () => whole(choose, 1, 3));
  const dilation = each(axes, () => oneOf(choose, 1, 1, 2, 3));
  const isSame = onceIn(choose, 4);
  const stride = each(axes, () => (isSame ? 1 : whole(choose, 1, 3)));
  const padding = each(axes, () => (onceIn(choose, 2) ? whole(choose, 1, 2) : 0));
  const image = each(axes, (axis) => {
    const extent = dilation[axis]! * (taps[axis]! - 1) + 1;
    return Math.max(0, isSame ? 1 : extent - 2 * padding[axis]!) + whole(choose, 0, 3);
  });
  const options = {
    ...given(choose, 'stride', stride, 1),
    ...given(choose, 'dilation', dilation, 1),
    ...(isSame ? { padding: 'same' } : given(choose, 'padding', padding, 0)),
    ...(groups === 1 ? {} : { groups }),
  };
  const shapes = [
    [batch, inEach * groups, ...image],
    [outOfEach * groups, inEach, ...taps],
  ];
  return made(shapes, Object.keys(options).length === 0 ? [] : [options]);
}

function pool(choose: Choose, isDilated: boolean): Case {
  const taps = each(2, () => whole(choose, 1, 3));
  const dilation = each(2, () => (isDilated ? oneOf(choose, 1, 1, 2, 3) : 1));
  const padding = taps.map((size) => (onceIn(choose, 2) ? whole(choose, 0, Math.floor(size / 2)) : 0));
  // Never so small that a window holds nothing but padding.
  const image = each(2, (axis) => {
    const extent = dilation[axis]! * (taps[axis]! - 1) + 1;
    return Math.max(1, padding[axis]! > 0 ? dilation[axis]! : 1, extent - 2 * padding[axis]!) + whole(choose, 0, 3);
  });
  const options = {
    ...(onceIn(choose, 3)
      ? {}
      : {
          stride: numberOr(
            choose,
            each(2, () => whole(choose, 1, 3)),
          ),
        }),
    ...given(choose, 'dilation', dilation, 1),
    ...given(choose, 'padding', padding, 0),
  };
  return made([[emptyOr(choose, 2), emptyOr(choose, 3), ...image]], [numberOr(choose, taps), options]);
}

/** The option, left out now and then if all its numbers are what stands for it then. */
function given(choose: Choose, option: string, perAxis: readonly number[], fallback: number): object {
  if (perAxis.every((value) => value === fallback) && onceIn(choose, 2)) return {};
  return { [option]: numberOr(choose, perAxis) };
}

/** One number for all axes where that says the same; for a single axis there is no other way. */
function numberOr(choose: Choose, perAxis: readonly number[]): number | readonly number[] {
  const [first] = perAxis;
  const isOne = perAxis.every((value) => value === first);
  return isOne && (perAxis.length === 1 || onceIn(choose, 2)) ? first! : perAxis;
}

function emptyOr(choose: Choose, most: number): number {
  return onceIn(choose, 10) ? 0 : whole(choose, 1, most);
}

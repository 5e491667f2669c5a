import type { SameSizes, Shape, Tensor } from '@pullback/core';
import { add, tanh } from '@pullback/ops';
import type { Ending, WithLast } from '../modules/shapeRule';
import { RecurrentCell, type RecurrentCellOptions } from './recurrentCell';

/**
 * One step of a recurrent network: `h′ = tanh(x W + b + h U + c)`, with `W` the `inputWeight` `[in, hidden]`, `U` the
 * `hiddenWeight` `[hidden, hidden]`, `b` and `c` the biases `[hidden]`; those of PyTorch's RNNCell, transposed.
 *
 * Shapes: `[…, in]`, `[…, hidden]` → `[…, hidden]`.
 * All start uniformly from `-1 / √hidden` to `1 / √hidden`.
 */
export class RNNCell<const In extends number, const Hidden extends number> extends RecurrentCell<In, Hidden> {
  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1.
   * @throws PullbackError without a `Random`.
   */
  constructor(inputSize: In, hiddenSize: Hidden, options: RecurrentCellOptions) {
    super('RNNCell', inputSize, hiddenSize, 1, options);
  }

  /**
   * The next state; the first comes from zeros if `hidden` is not given.
   * @throws ShapeError if `x` or `hidden` is of another shape.
   */
  forward<S extends Shape, T extends Shape>(
    x: Tensor<S> & Tensor<Ending<S, readonly [In]>>,
    hidden?: Tensor<T> & Tensor<SameSizes<WithLast<S, Hidden>, T>>,
  ): Tensor<WithLast<S, Hidden>>;
  forward(x: Tensor, hidden?: Tensor): Tensor {
    const input = this.fromInput(x);
    return tanh(add(input, this.fromHidden(this.stateFor(x, 'hidden', hidden))));
  }
}

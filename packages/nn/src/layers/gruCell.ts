import type { SameSizes, Shape, Tensor } from '@pullback/core';
import { add, mul, sigmoid, split, sub, tanh } from '@pullback/ops';
import type { Ending, WithLast } from '../modules/shapeRule';
import { RecurrentCell, type RecurrentCellOptions } from './recurrentCell';

/**
 * One step of a gated recurrent unit, with `u = x W + b` and `v = h U + c`, each of three gates side by side in the order reset,
 * update, new:
 *
 * `r = σ(uᵣ + vᵣ)`, `z = σ(u_z + v_z)`, `n = tanh(uₙ + r ⊙ vₙ)`, `h′ = (1 - z) ⊙ n + z ⊙ h`.
 *
 * `inputWeight` is `[in, 3 hidden]`, `hiddenWeight` `[hidden, 3 hidden]`, the biases `[3 hidden]`: those of PyTorch's GRUCell,
 * transposed, with its order of the gates.
 *
 * Shapes: `[…, in]`, `[…, hidden]` → `[…, hidden]`.
 * All start uniformly from `-1 / √hidden` to `1 / √hidden`.
 * From K. Cho et al., Learning phrase representations using RNN encoder-decoder, arXiv:1406.1078; the reset gate acts after the
 * product, as in cuDNN.
 */
export class GRUCell<const In extends number, const Hidden extends number> extends RecurrentCell<In, Hidden> {
  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1.
   * @throws PullbackError without a `Random`.
   */
  constructor(inputSize: In, hiddenSize: Hidden, options: RecurrentCellOptions) {
    super('GRUCell', inputSize, hiddenSize, 3, options);
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
    const [resetInput, updateInput, newInput] = split(this.fromInput(x), 3, -1);
    const state = this.stateFor(x, 'hidden', hidden);
    const [resetHidden, updateHidden, newHidden] = split(this.fromHidden(state), 3, -1);
    const reset = sigmoid(add(resetInput, resetHidden));
    const update = sigmoid(add(updateInput, updateHidden));
    const fresh = tanh(add(newInput, mul(reset, newHidden)));
    return add(fresh, mul(update, sub(state, fresh)));
  }
}

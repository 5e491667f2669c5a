import { describe, PullbackError, type SameSizes, type Shape, Tensor } from '@pullback/core';
import { add, mul, sigmoid, split, tanh } from '@pullback/ops';
import type { Ending, WithLast } from '../modules/shapeRule';
import { RecurrentCell, type RecurrentCellOptions } from './recurrentCell';

/** What an LSTM hands on from step to step, both `[…, hidden]`. */
export interface LSTMState<S extends Shape = Shape> {
  readonly hidden: Tensor<S>;
  readonly cell: Tensor<S>;
}

/**
 * One step of a long short-term memory, with `u = x W + b + h U + d` of four gates side by side in the order input, forget, cell,
 * output:
 *
 * `i = σ(uᵢ)`, `f = σ(u_f)`, `g = tanh(u_g)`, `o = σ(uₒ)`, `c′ = f ⊙ c + i ⊙ g`, `h′ = o ⊙ tanh c′`.
 *
 * `inputWeight` is `[in, 4 hidden]`, `hiddenWeight` `[hidden, 4 hidden]`, the biases `[4 hidden]`: those of PyTorch's LSTMCell,
 * transposed, with its order of the gates.
 *
 * Shapes: `[…, in]`, two of `[…, hidden]` → two of `[…, hidden]`.
 * All start uniformly from `-1 / √hidden` to `1 / √hidden`.
 * From S. Hochreiter and J. Schmidhuber, Long short-term memory, Neural Computation 9, 1997, with the forget gate of F. Gers et
 * al., Learning to forget, 2000.
 */
export class LSTMCell<const In extends number, const Hidden extends number> extends RecurrentCell<In, Hidden> {
  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1.
   * @throws PullbackError without a `Random`.
   */
  constructor(inputSize: In, hiddenSize: Hidden, options: RecurrentCellOptions) {
    super('LSTMCell', inputSize, hiddenSize, 4, options);
  }

  /**
   * The next state; the first comes from zeros if `state` is not given.
   * @throws ShapeError if `x` or the state is of another shape.
   * @throws PullbackError unless the state has both parts.
   */
  forward<S extends Shape, T extends Shape>(
    x: Tensor<S> & Tensor<Ending<S, readonly [In]>>,
    state?: LSTMState<T> & LSTMState<SameSizes<WithLast<S, Hidden>, T>>,
  ): LSTMState<WithLast<S, Hidden>>;
  forward(x: Tensor, state?: LSTMState): LSTMState {
    if (state !== undefined) checkState(state);
    const input = this.fromInput(x);
    const fromHidden = this.fromHidden(this.stateFor(x, 'hidden', state?.hidden));
    const [inputGate, forgetGate, candidate, outputGate] = split(add(input, fromHidden), 4, -1);
    const kept = mul(sigmoid(forgetGate), this.stateFor(x, 'cell', state?.cell));
    const cell = add(kept, mul(sigmoid(inputGate), tanh(candidate)));
    return { hidden: mul(sigmoid(outputGate), tanh(cell)), cell };
  }
}

function checkState(state: LSTMState | null): void {
  if (state?.hidden instanceof Tensor && state.cell instanceof Tensor) return;
  throw new PullbackError(
    `LSTMCell: the state is { hidden, cell }, two tensors, got ${describe(state)}. Pass what the last step returned.`,
  );
}

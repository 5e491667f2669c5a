import {
  type DType,
  formatShape,
  isSameShape,
  Parameter,
  type Random,
  ShapeError,
  type Tensor,
  zeros,
} from '@pullback/core';
import { add, matmul } from '@pullback/ops';
import { checkOptions } from '../hyperparameters';
import { checkRandom } from '../initializers/checks';
import { Module } from '../modules/module';
import { checkDType, checkLastAxes, checkSize, checkTensor } from './checks';
import { withinFan } from './weightAndBias';

export interface RecurrentCellOptions {
  /** Where the first values come from. */
  readonly random: Random;
  /** Whether there are biases; true if not given. */
  readonly bias?: boolean;
  /** `float32` if not given. */
  readonly dtype?: DType;
}

/**
 * What recurrent cells share: a weight and a bias for the input, and others for the state, each with the gates of the cell side
 * by side. All start uniformly from `-1 / √hidden` to `1 / √hidden`, as PyTorch's do.
 */
export abstract class RecurrentCell<In extends number, Hidden extends number> extends Module {
  readonly inputWeight: Parameter<readonly [In, number]>;
  readonly hiddenWeight: Parameter<readonly [Hidden, number]>;
  readonly inputBias: Parameter<readonly [number]> | undefined;
  readonly hiddenBias: Parameter<readonly [number]> | undefined;

  /**
   * @throws ShapeError unless the sizes are whole numbers ≥ 1.
   * @throws PullbackError without a `Random`.
   */
  protected constructor(
    private readonly cell: string,
    readonly inputSize: In,
    readonly hiddenSize: Hidden,
    gates: number,
    options: RecurrentCellOptions,
  ) {
    super();
    checkSize(cell, 'the input size', inputSize);
    checkSize(cell, 'the hidden size', hiddenSize);
    checkRandom(cell, options);
    checkOptions(cell, options, ['random', 'bias', 'dtype']);
    const { random, bias = true, dtype = 'float32' } = options;
    const [width, draw] = [gates * hiddenSize, withinFan(hiddenSize)];
    this.inputWeight = new Parameter(draw([inputSize, width], { random, dtype }));
    this.hiddenWeight = new Parameter(draw([hiddenSize, width], { random, dtype }));
    this.inputBias = bias ? new Parameter(draw([width], { random, dtype })) : undefined;
    this.hiddenBias = bias ? new Parameter(draw([width], { random, dtype })) : undefined;
  }

  /** `x W + b` of all gates, `[…, gates · hidden]`. */
  protected fromInput(x: Tensor): Tensor {
    checkTensor(this.cell, x);
    checkLastAxes(this.cell, x, [this.inputSize]);
    checkDType(this.cell, x, this.inputWeight as Tensor);
    return affine(x, this.inputWeight, this.inputBias);
  }

  /** `h U + c` of all gates, `[…, gates · hidden]`. */
  protected fromHidden(hidden: Tensor): Tensor {
    return affine(hidden, this.hiddenWeight, this.hiddenBias);
  }

  /** The state, or zeros if there is none, for an input `x`. */
  protected stateFor(x: Tensor, name: string, state: Tensor | undefined): Tensor {
    const required = [...x.shape.slice(0, -1), this.hiddenSize];
    if (state === undefined) return zeros(required, { dtype: x.dtype });
    checkTensor(this.cell, state, name);
    checkDType(this.cell, state, this.hiddenWeight as Tensor, name);
    if (isSameShape(state.shape, required)) return state;
    throw new ShapeError(
      `${this.cell}: ${name} must be ${formatShape(required)}, got ${formatShape(state.shape)} for x ${formatShape(x.shape)}.`,
      [state.shape, required],
    );
  }
}

function affine(x: Tensor, weight: Tensor, bias: Tensor | undefined): Tensor {
  const y: Tensor = matmul(x, weight);
  return bias === undefined ? y : add(y, bias);
}

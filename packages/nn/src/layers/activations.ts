// Layers of elementwise ops that have nothing to set; each op says what its slope is.

import type { Tensor } from '@pullback/core';
import { relu, sigmoid, silu, tanh } from '@pullback/ops';
import { Layer } from '../modules/layer';
import type { Unchanged } from '../modules/shapeRule';

/** `y = max(x, 0)`; see the op `relu`. */
export class ReLU extends Layer<Unchanged> {
  protected compute(x: Tensor): Tensor {
    return relu(x);
  }
}

/** `y = x ⊙ σ(x)`, also called swish; see the op `silu`. */
export class SiLU extends Layer<Unchanged> {
  protected compute(x: Tensor): Tensor {
    return silu(x);
  }
}

/** `y = 1 / (1 + e⁻ˣ)`; see the op `sigmoid`. */
export class Sigmoid extends Layer<Unchanged> {
  protected compute(x: Tensor): Tensor {
    return sigmoid(x);
  }
}

/** `y = tanh x`; see the op `tanh`. */
export class Tanh extends Layer<Unchanged> {
  protected compute(x: Tensor): Tensor {
    return tanh(x);
  }
}

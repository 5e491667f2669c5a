// Layers of elementwise ops with a setting that is not learned.

import type { Tensor } from '@pullback/core';
import { elu, type GeluOptions, gelu, leakyRelu, softmax } from '@pullback/ops';
import { checkFinite } from '../initializers/checks';
import { Layer } from '../modules/layer';
import type { Unchanged } from '../modules/shapeRule';

/** `y = x where x > 0, else slope · x`; see the op `leakyRelu`. */
export class LeakyReLU extends Layer<Unchanged> {
  /** @throws PullbackError unless the slope is a finite number. */
  constructor(readonly slope = 0.01) {
    super();
    checkFinite('LeakyReLU', 'the slope', slope);
  }

  protected compute(x: Tensor): Tensor {
    return leakyRelu(x, this.slope);
  }
}

/** `y = x where x > 0, else alpha · (eˣ - 1)`; see the op `elu`. */
export class ELU extends Layer<Unchanged> {
  /** @throws PullbackError unless alpha is a finite number. */
  constructor(readonly alpha = 1) {
    super();
    checkFinite('ELU', 'alpha', alpha);
  }

  protected compute(x: Tensor): Tensor {
    return elu(x, this.alpha);
  }
}

/** `y = x ⊙ Φ(x)`, exactly or by the approximation with tanh; see the op `gelu`. */
export class GELU extends Layer<Unchanged> {
  constructor(private readonly options: GeluOptions = {}) {
    super();
  }

  protected compute(x: Tensor): Tensor {
    return gelu(x, this.options);
  }
}

/** `y = eˣ / Σ eˣ`, the sum along an axis, the last if not given; see the op `softmax`. */
export class Softmax extends Layer<Unchanged> {
  constructor(readonly axis = -1) {
    super();
  }

  protected compute(x: Tensor): Tensor {
    return softmax(x, this.axis);
  }
}

import { apply, type Binary, broadcastShapes, type Primitive, type Tensor } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { chain } from './chain';
import { add } from './elementwise/add';
import { mul } from './elementwise/mul';
import { pow } from './elementwise/pow';
import { sub } from './elementwise/sub';
import { unbroadcast } from './unbroadcast';

interface PowLogAttrs {
  readonly logs: number;
}

const powLogPrimitive: Primitive<Binary, PowLogAttrs> = {
  name: 'powLog',
  outputShape: ([a, exponent]) => broadcastShapes('powLog', a.shape, exponent.shape),
  kernel: ([a, exponent], output, { logs }) => kernels.powLog(a, exponent, output, logs),
  vjp: ([a, exponent], _output, { logs }) => [
    (cotangent) => unbroadcast(chain(cotangent, slopeInBase(a, exponent, logs)), a.shape),
    (cotangent) => unbroadcast(chain(cotangent, powLog(a, exponent, logs + 1)), exponent.shape),
  ],
  jvp: ([a, exponent], _output, { logs }) => [
    (tangent) => chain(tangent, slopeInBase(a, exponent, logs)),
    (tangent) => chain(tangent, powLog(a, exponent, logs + 1)),
  ],
};

/**
 * `y = a^e ⊙ (ln a)^logs`, elementwise: what `logs` derivatives by the exponent make of a power. At `a = 0` it is 0 if
 * `e > 0`, its limit, and 0 by convention if `e = 0`.
 *
 * VJP: `ā = ȳ ⊙ (e a^(e-1) ⊙ (ln a)^logs + logs a^(e-1) ⊙ (ln a)^(logs-1))`, `ē = ȳ ⊙ a^e ⊙ (ln a)^(logs+1)`, each power
 * with its own limit at 0.
 */
export function powLog(a: Tensor, exponent: Tensor, logs: number): Tensor {
  return logs === 0 ? pow(a, exponent) : apply(powLogPrimitive, [a, exponent], Object.freeze({ logs }));
}

function slopeInBase(a: Tensor, exponent: Tensor, logs: number): Tensor {
  const less = sub(exponent, 1);
  return add(chain(exponent, powLog(a, less, logs)), mul(powLog(a, less, logs - 1), logs));
}

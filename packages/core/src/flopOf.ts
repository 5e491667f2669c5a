import type { Primitive } from './primitive';
import type { Tensor } from './tensor';

/** What the cost of a node depends on. */
interface Application {
  readonly primitive: Primitive;
  readonly inputs: readonly Tensor[];
  readonly attrs: unknown;
  readonly output: Tensor;
}

/** Floating-point operations of a node on the way forward; undefined where its primitive cannot tell, as that of a customVjp. */
export function flopOf({ primitive, inputs, output, attrs }: Application): number | undefined {
  return primitive.flop === undefined ? output.size : primitive.flop(inputs, output, attrs);
}

/** Of all of these nodes; undefined where one of them cannot tell. */
export function totalFlop(nodes: readonly Application[]): number | undefined {
  let total = 0;
  for (const node of nodes) {
    const flop = flopOf(node);
    if (flop === undefined) return undefined;
    total += flop;
  }
  return total;
}

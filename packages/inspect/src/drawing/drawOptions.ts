import type { Tensor, Tree } from '@pullback/core';
import type { Style } from '../style';

/** What a graph of a tape shows. */
export interface GraphOptions {
  /** Cotangents are drawn on their way from the target back to these, and what lies off it is faint. */
  readonly sources?: Tree;
  readonly target?: Tensor;
  /** Whether cotangents are drawn; if not given, where there are sources or a target. */
  readonly cotangents?: boolean;
  /** How many boxes to draw, and a quarter of how many edges; more are folded. 60 if not given, `Infinity` folds nothing. */
  readonly mostNodes?: number;
  /** With Unicode's signs if not given. */
  readonly style?: Style;
}

/** What is drawn, and how. */
export interface DrawOptions extends GraphOptions {
  /** Where values go; down if not given. */
  readonly direction?: 'down' | 'right';
}

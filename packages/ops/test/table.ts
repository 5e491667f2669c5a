// One row for each op: the laws need no more to hold it to account. A missing one does not compile.

import { convolution } from './rows/convolution';
import { elementwise } from './rows/elementwise';
import { indexing } from './rows/indexing';
import { linalg } from './rows/linalg';
import { logic } from './rows/logic';
import { reductions } from './rows/reductions';
import type { OpName, Row } from './rows/row';
import { shape } from './rows/shape';

export type { Case, OpName, Row } from './rows/row';

export const table: Readonly<Record<OpName, Row>> = {
  ...convolution,
  ...elementwise,
  ...indexing,
  ...linalg,
  ...logic,
  ...reductions,
  ...shape,
};

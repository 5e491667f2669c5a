import { allocate, GradientError, PullbackError, spell, type TapeNode, Tensor, untracked } from '@pullback/core';
import { type Matrix, type Structure, structureOf } from './jacobianStructure';
import { requireNode, requireRecord } from './requireArguments';
import { requirePositive } from './requirePositive';
import { measure, quantity } from './style';

export interface MaterializeOptions {
  /** The most entries that are built; 10,000 if not given. */
  readonly limit?: number;
}

/** A Jacobian that was built after all. */
export interface MaterializedJacobian {
  /** `[size of the output, size of the input]`: a row for each element of the output, a column for each of the input. */
  readonly matrix: Tensor<readonly [number, number]>;
  readonly structure: Structure;
  /** What it is in a formula, such as `I₃ ⊗ A, A of [2, 5]`. */
  readonly formula: string | undefined;
  /** Its structure, and a drawing: `·` is 0, `1` is 1, `■` is anything else. */
  toString(): string;
}

const LIMIT = 10_000;
/** The most rows and columns that are drawn. */
const DRAWN = { rows: 40, columns: 90 };

/**
 * The Jacobian of one node by one of its inputs, on purpose: to see what a VJP spares. Built row by row, from the pullback of each unit
 * cotangent.
 *
 * `place` is which of the inputs, from 0.
 * @throws PullbackError if it would have more entries than the limit, saying how large it would be.
 * @throws GradientError if the node does not depend differentiably on the input, or a value that its rule reads has changed.
 */
export function materializeJacobian(node: TapeNode, place = 0, options: MaterializeOptions = {}): MaterializedJacobian {
  requireNode('materializeJacobian', node);
  requireRecord('materializeJacobian', 'the options', options);
  const { limit = LIMIT } = options;
  requirePositive('materializeJacobian', { limit });
  const { output, inputs, primitive } = node;
  const input = inputs[place];
  if (input === undefined || !node.vjp[place]) {
    throw new GradientError(
      `materializeJacobian: '${primitive.name}' does not depend differentiably on input ${spell(place)}.`,
    );
  }
  const [rows, columns] = [output.size, input.size];
  if (rows * columns > limit) {
    const bytes = rows * columns * output.data.BYTES_PER_ELEMENT;
    throw new PullbackError(
      `materializeJacobian: of '${primitive.name}' it would have ${rows} × ${columns} = ${quantity(rows * columns)} entries, ` +
        `${measure(bytes, 'B')}; the limit is ${limit}. A VJP applies it without building it.`,
    );
  }
  const matrix = new Tensor(allocate(input.dtype, rows * columns), [rows, columns] as const, input.dtype);
  const wanted = inputs.map((_, i) => (i === place ? input : undefined));
  untracked(() => {
    for (let row = 0; row < rows; row++) {
      const unit = new Tensor(allocate(output.dtype, rows), output.shape, output.dtype);
      unit.data[row] = 1;
      matrix.data.set(node.pullBack(unit, wanted)[place]!.data, row * columns);
    }
  });
  const { structure, formula } = structureOf({ rows, columns, data: matrix.data });
  const head = `${rows} × ${columns}, ${structure}${formula === undefined ? '' : `: ${formula}`}`;
  return {
    matrix,
    structure,
    formula,
    toString: () => [head, ...drawing({ rows, columns, data: matrix.data })].join('\n'),
  };
}

function drawing({ rows, columns, data }: Matrix): string[] {
  const lines = Array.from({ length: Math.min(rows, DRAWN.rows) }, (_, i) => {
    const marks = Array.from({ length: Math.min(columns, DRAWN.columns) }, (_, j) => mark(data[i * columns + j]!));
    return `${marks.join('')}${columns > DRAWN.columns ? '…' : ''}`;
  });
  return rows > DRAWN.rows ? [...lines, '…'] : lines;
}

function mark(value: number): string {
  if (value === 0) return '·';
  return value === 1 ? '1' : '■';
}

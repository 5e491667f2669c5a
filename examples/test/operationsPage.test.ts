import { readFileSync } from 'node:fs';
import { OPERATIONS_PAGE, operations, operationsPage } from '../../tools/operationsPage';

test('docs/operations.md says what the docstrings say (`npm run docs` writes it)', () => {
  expect(readFileSync(OPERATIONS_PAGE, 'utf8')).toBe(operationsPage());
});

describe.each(operations())('the docstring of $name', ({ kind, formula, shapes, vjp }) => {
  it('says what it computes and how cotangents flow', () => {
    expect(formula).not.toBe('');
    expect(vjp).toBeDefined();
  });

  const isElementwise = kind === 'elementwise' || kind === 'logic';
  if (!isElementwise) it('gives the shapes', () => expect(shapes).toBeDefined());
});

import { textTable, widthOf } from '@pullback/core';

it.each([
  ['', 0],
  ['abc', 3],
  ['W̄1', 2],
  ['%1̄2̄', 3],
  ['ȳ ⊙ [x > 0]', 11],
  ['Σ₀₁(ȳ)', 6],
  ['矩阵', 4],
  ['ｗ', 2],
  ['한글', 4],
  ['👩\u200d👧', 2],
  ['❤\ufe0f', 2],
  ['–…', 2],
])('%s takes as many columns as it should', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

it('a table is aligned by columns, and ends no line with spaces', () => {
  expect(
    textTable(
      [
        ['名', '1', ''],
        ['W̄', '20', ''],
        ['abc', '300', 'end'],
      ],
      [1],
    ),
  ).toEqual(['名     1', 'W̄     20', 'abc  300  end']);
});

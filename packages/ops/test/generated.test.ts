// The laws of laws.test.ts, gradientLaws.test.ts and tangentLaws.test.ts, on generated cases of every op.

import { tryOut } from './generated/attempts';
import { cases, type Generated } from './generated/cases';
import { forwardLaws, gradientLaws } from './generated/laws';
import { isAsModeled, models } from './generated/models';
import { atExtremes, SUMS_OF_PRODUCTS, staysNothing } from './generated/nothing';
import { type OpName, type Row, table } from './table';

test('every op has generated cases of the kinds that its row has', () => {
  const kindsOf = (rows: Readonly<Record<string, Row | Generated>>) =>
    Object.entries(rows).map(([op, { flowing, constant }]) => [op, flowing !== undefined, constant !== undefined]);
  expect(kindsOf(cases).sort()).toEqual(kindsOf(table).sort());
});

describe.each(Object.entries(cases) as [OpName, Generated][])('%s', (op, { flowing, constant }) => {
  for (const generate of [flowing, constant]) {
    if (generate === undefined) continue;
    const kind = generate === constant ? ', a constant' : '';
    const model = models[op];
    if (model !== undefined) {
      const claim = `gives what its model gives${kind}`;
      test(claim, () => tryOut(op, claim, isAsModeled(model), generate, 'float64'));
    }
    test.each(Object.entries(forwardLaws))(`%s${kind}`, (claim, law) => tryOut(op, claim, law, generate, 'every'));
  }
  if (flowing !== undefined) {
    test.each(Object.entries(gradientLaws))('%s', (claim, law) => tryOut(op, claim, law, flowing, 'float64'));
    if (!SUMS_OF_PRODUCTS.includes(op)) {
      const claim = 'pulls zeros back and pushes zeros forward to exact zeros at poles, infinities and NaN, twice too';
      test(claim, () => tryOut(op, claim, staysNothing, atExtremes(op, flowing), 'float64'));
    }
  }
});

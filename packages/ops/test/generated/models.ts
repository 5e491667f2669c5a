// What ops give, said a second time and in the plainest way. Ops without a model here have their numbers in tests of
// their own: erf, gelu, the random ones, casts, rounding.

import { expectClose } from '../support';
import type { OpName } from '../table';
import type { Law } from './laws';
import { modelsOfElements } from './modelsOfElements';
import { modelsOfPlaces } from './modelsOfPlaces';
import { modelsOfProducts } from './modelsOfProducts';
import { elementsOf, type Model, viewOf } from './views';

export const models: Partial<Record<OpName, Model>> = { ...modelsOfElements, ...modelsOfPlaces, ...modelsOfProducts };

export function isAsModeled(model: Model): Law {
  return ({ trial: { call, inputs }, rest, seed }) => {
    const given = inputs('float64', seed);
    const { shape, data } = call(...given);
    const expected = model(given.map(viewOf), ...rest);
    expect(shape).toEqual(expected.shape);
    expectClose(data, elementsOf(expected), { relative: 1e-12, absolute: 1e-12 });
  };
}

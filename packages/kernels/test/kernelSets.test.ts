import { kernels, useReference } from '@pullback/kernels';

it('the kernels in use have a name', () => {
  useReference();
  expect(kernels.name).toBe('reference');
});

import { grad, hvp, jvp, Random, scalar, type Tensor, tensor } from '@pullback/core';
import { exp, matmul, mul, relu, square, sub, sum } from '@pullback/ops';

const float64 = { dtype: 'float64' } as const;

it('the Hessian of a quadratic form, applied to a vector, is twice its symmetric part times the vector', () => {
  const a = tensor(
    [
      [2, 1],
      [5, 3],
    ],
    float64,
  );
  const f = (x: Tensor<readonly [2, 1]>) => sum(mul(x, matmul(a, x)));
  const product = hvp(f, tensor([[7], [-4]], float64), tensor([[1], [10]], float64));
  expect(product.toArray()).toEqual([[2 * 2 * 1 + 6 * 10], [6 * 1 + 2 * 3 * 10]]);
});

it('agrees with finite differences of the gradient, for trees', () => {
  const random = new Random(3);
  const draw = (rows: number, columns: number): Tensor => random.normal([rows, columns], float64);
  const [x, y] = [draw(7, 5), draw(7, 2)];
  const f = ({ w1, w2 }: { w1: Tensor; w2: Tensor }) =>
    sum(square(sub(matmul(exp(mul(relu(matmul(x, w1)), 0.3)), w2), y)));
  const [weights, direction] = [0, 1].map(() => ({ w1: draw(5, 3), w2: draw(3, 2) })) as [
    { w1: Tensor; w2: Tensor },
    { w1: Tensor; w2: Tensor },
  ];
  const STEP = 1e-6;
  const gradientAt = (t: number) =>
    grad(f)({
      w1: sub(weights.w1, mul(direction.w1, -t)),
      w2: sub(weights.w2, mul(direction.w2, -t)),
    });
  const [ahead, behind] = [gradientAt(STEP), gradientAt(-STEP)];
  const found = hvp(f, weights, direction);
  for (const name of ['w1', 'w2'] as const) {
    const slopes = mul(sub(ahead[name], behind[name]), 1 / (2 * STEP)).data;
    const scale = Math.max(...Array.from(slopes, Math.abs));
    found[name].data.forEach((value: number, i: number) => {
      expect(Math.abs(value - slopes[i]!) / scale).toBeLessThan(1e-7);
    });
  }
});

it('is zeros where the function is linear', () => {
  expect(
    hvp((x: Tensor) => sum(mul(x, 3)), tensor([1, 2], float64) as Tensor, tensor([5, 6], float64)).toArray(),
  ).toEqual([0, 0]);
});

it('tangents of a tree of values mirror it', () => {
  const { value, tangent } = jvp(
    (x) => ({ twice: mul(x, 2), squared: [square(x)] as const }),
    scalar(3, float64),
    scalar(5, float64),
  );
  expect([value.twice.item(), value.squared[0].item()]).toEqual([6, 9]);
  expect([tangent.twice.item(), tangent.squared[0].item()]).toEqual([10, 30]);
});

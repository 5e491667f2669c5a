import { checkGradients } from '@pullback/inspect';
import { mul, relu, square, sub } from '@pullback/ops';
import { elementwise, float64 } from './support';

/** relu, whose pullback claims one slope everywhere. */
const bent = (slope: number) =>
  elementwise(
    (x) => Math.max(x, 0),
    (cotangent) => mul(cotangent, slope),
  );

describe('exactly at a bend', () => {
  it.each([0, 0.5, 1])('slope %d lies between those on either side, and passes', (slope) => {
    expect(checkGradients(bent(slope), float64([0])).isRight).toBe(true);
  });

  it.each([1.1, -0.1, 2, Number.NaN])('slope %d does not', (slope) => {
    expect(checkGradients(bent(slope), float64([0])).isRight).toBe(false);
  });

  it.each([0, 0.5, 1])('the entry counts as a kink, whichever slope is claimed: %d', (slope) => {
    expect(checkGradients(bent(slope), float64([0])).checks[0]!.kinks).toBe(1);
  });

  it('the kinks of relu are the zeros of its input', () => {
    const { isRight, checks } = checkGradients(
      relu,
      float64([
        [0, 1, -1],
        [0, 2, 0],
      ]),
    );
    expect(isRight).toBe(true);
    expect(checks[0]).toMatchObject({ entries: 6, kinks: 3 });
  });

  it('a wrong slope elsewhere is not excused', () => {
    expect(checkGradients(bent(1), float64([0, -1])).isRight).toBe(false);
    expect(checkGradients(bent(0), float64([0, 1])).isRight).toBe(false);
  });
});

describe.each([1e-6, 1e-5, 1e-4, 1e-3, 2e-3])('%d from a bend', (distance) => {
  it('relu is right on either side', () => {
    const { isRight, checks } = checkGradients(relu, float64([distance, -distance, 1]));
    expect(isRight).toBe(true);
    expect(checks[0]!.kinks).toBe(0);
  });

  it.each([0, 0.5, 0.9, 1.1])('slope %d is wrong where the function rises', (slope) => {
    expect(checkGradients(bent(slope), float64([distance])).isRight).toBe(false);
  });

  it.each([-0.1, 0.1, 0.5, 1])('slope %d is wrong where it is flat', (slope) => {
    expect(checkGradients(bent(slope), float64([-distance])).isRight).toBe(false);
  });
});

it('bends on both sides of the point, within the first step, do no harm', () => {
  const notch = (x: typeof point) => sub(relu(x), relu(sub(x, 2e-4)));
  const point = float64([1e-4, 0.5e-4, 1, -1]);
  expect(checkGradients(notch, point)).toMatchObject({ isRight: true, checks: [{ kinks: 0 }] });
});

it('a sharp curve is not a bend: a wrong slope gets no excuse from it', () => {
  const steep = elementwise(
    (x) => Math.exp(20 * x),
    (cotangent) => mul(cotangent, 19),
  );
  expect(checkGradients(steep, float64([0]))).toMatchObject({ isRight: false, checks: [{ kinks: 0 }] });
});

it('a bend only of the slope is none of the function', () => {
  const { isRight, checks } = checkGradients((x) => square(relu(x)), float64([0, 1]));
  expect(isRight).toBe(true);
  expect(checks[0]!.kinks).toBe(0);
});

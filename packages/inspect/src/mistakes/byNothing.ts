import { indexOf } from '../difference';
import { type Case, type Finding, isByHandOfShape } from './mistake';
import { largestIn } from './nearness';

/** Zeros everywhere, or NaN: numbers that tell no mistake from another. */
export function byNothing(given: Case): Finding | undefined {
  const { byHand, right } = given;
  if (!isByHandOfShape(given, right.shape)) return undefined;
  if (largestIn(byHand.data) === 0 && largestIn(right.data) > 0 && !byHand.data.some(Number.isNaN)) {
    return { mistake: 'zeros', text: 'It is 0 everywhere, which tells no mistake from another.' };
  }
  const place = byHand.data.findIndex((number, i) => Number.isNaN(number) && !Number.isNaN(right.data[i]!));
  if (place < 0) return undefined;
  return { mistake: 'not a number', text: `It is NaN at [${indexOf(place, right.shape).join(', ')}].` };
}

import { digits, formatRange, formatSeconds } from '../report/quantity';
import { wrap } from '../report/wrap';
import { spreadOf } from '../statistics';

test('median and quartiles lie between samples where they fall there', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, lower: 1.75, upper: 3.25 });
  expect(spreadOf([7])).toEqual({ median: 7, lower: 7, upper: 7 });
});

test('one sample that was disturbed moves neither median nor quartiles', () => {
  expect(spreadOf([1, 1, 1, 1, 1e9])).toEqual({ median: 1, lower: 1, upper: 1 });
});

test('times have three digits and the unit that fits', () => {
  expect([12.34, 0.01234, 1234e-6, 9.99e-7].map(formatSeconds)).toEqual(['12.3 s', '12.3 ms', '1.23 ms', '999 ns']);
  expect(formatRange(0.0009, 0.0011)).toBe('0.900…1.10 ms');
  expect([0.012345, 1, 12345].map(digits)).toEqual(['0.0123', '1.00', '12345']);
});

test('what is too long is broken at blanks', () => {
  expect(wrap(`  ${'a'.repeat(60)} ${'b'.repeat(60)}`, 4)).toBe(`  ${'a'.repeat(60)}\n    ${'b'.repeat(60)}`);
});

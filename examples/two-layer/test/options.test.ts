import { parseOptions } from '../options';
import { UserError } from '../userError';
import { errorOf } from './support';

const parse = (line: string) => parseOptions(line === '' ? [] : line.split(' '));

it('without arguments, everything is at its default', () => {
  expect(parse('')).toEqual({ samples: 64, hidden: 100, steps: 1000, seed: 1, dtype: 'float32' });
});

it.each([
  ['--samples 8', { samples: 8 }],
  ['--hidden 3', { hidden: 3 }],
  ['--steps 20', { steps: 20 }],
  ['--learning-rate 0.01', { learningRate: 0.01 }],
  ['--learning-rate 1e-3', { learningRate: 1e-3 }],
  ['--learning-rate=0.5', { learningRate: 0.5 }],
  ['--seed 0', { seed: 0 }],
  ['--seed 4294967295', { seed: 4294967295 }],
  ['--dtype float64', { dtype: 'float64' }],
  ['--wrong', { wrong: true }],
  ['--data d.csv --label digit', { data: 'd.csv', label: 'digit' }],
  ['--data d.csv --classes 1,2,3', { classes: ['1', '2', '3'] }],
])('%s is understood', (line, expected) => {
  expect(parse(line)).toMatchObject(expected);
});

it('labels may have spaces around them', () => {
  expect(parseOptions(['--data', 'd.csv', '--classes', ' cat , dog'])?.classes).toEqual(['cat', 'dog']);
});

const invalid = (option: string, got: string, required: string): string =>
  `option '${option}' argument '${got}' is invalid. ${required}`;

it.each([
  ['--samples 0', invalid('--samples <count>', '0', 'A whole number from 1 to 100000 is required.')],
  ['--hidden 2.5', invalid('--hidden <units>', '2.5', 'A whole number from 1 to 100000 is required.')],
  ['--hidden 1e999', invalid('--hidden <units>', '1e999', 'A whole number from 1 to 100000 is required.')],
  ['--steps many', invalid('--steps <count>', 'many', 'A whole number ≥ 1 is required.')],
  ['--steps -5', invalid('--steps <count>', '-5', 'A whole number ≥ 1 is required.')],
  ['--steps=', invalid('--steps <count>', '', 'A whole number ≥ 1 is required.')],
  ['--seed -1', invalid('--seed <number>', '-1', 'A whole number from 0 to 4294967295 is required.')],
  ['--seed 4294967296', invalid('--seed <number>', '4294967296', 'A whole number from 0 to 4294967295 is required.')],
  ['--learning-rate 0', invalid('--learning-rate <l>', '0', 'A number > 0 is required.')],
  ['--learning-rate -1', invalid('--learning-rate <l>', '-1', 'A number > 0 is required.')],
  ['--learning-rate NaN', invalid('--learning-rate <l>', 'NaN', 'A number > 0 is required.')],
  ['--learning-rate 1e999', invalid('--learning-rate <l>', '1e999', 'A number > 0 is required.')],
  ['--dtype int32', invalid('--dtype <dtype>', 'int32', 'Allowed choices are float32, float64.')],
  ['--data d.csv --classes 1,,2', invalid('--classes <labels>', '1,,2', 'Labels separated by commas are required.')],
  ['--data d.csv --classes 1,1', invalid('--classes <labels>', '1,1', 'Each label may be named once.')],
  ['--seed', "option '--seed <number>' argument missing."],
  ['--bogus', "unknown option '--bogus'."],
  ['--stepz 3', "unknown option '--stepz' (Did you mean --steps?)"],
  ['extra', 'too many arguments. Expected 0 arguments but got 1.'],
  ['--label digit', '--label needs --data.'],
  ['--classes 1,2', '--classes needs --data.'],
])('%s is refused in one line', (line, message) => {
  expect(errorOf(() => parse(line))).toStrictEqual(new UserError(`${message} See --help.`));
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError, type DataPlace } from '@pullback/nn';
import { type CsvOptions, fromCsv, readCsv } from '@pullback/nn/node';
import { errorOf, untyped } from './support';

const folder = mkdtempSync(join(tmpdir(), 'csv-'));
const path = join(folder, 'data.csv');
afterAll(() => rmSync(folder, { recursive: true }));

const lines = (...all: readonly string[]) => all.map((line) => `${line}\n`).join('');
const FLOWERS = lines('length,width,kind', '1.5,2,lily', '3,-4e-1,rose', '.5,6.,lily');

it('reads inputs and labels by name; labels are numbered in order', () => {
  const { dataset, columns, classes } = fromCsv(FLOWERS, { label: 'kind' });
  expect(dataset.inputs.dtype).toBe('float32');
  expect(dataset.inputs.toArray()).toEqual([
    [1.5, 2],
    [3, Math.fround(-0.4)],
    [0.5, 6],
  ]);
  expect([dataset.targets.dtype, dataset.targets.toArray()]).toEqual(['int32', [0, 1, 0]]);
  expect([columns, classes]).toEqual([
    ['length', 'width'],
    ['lily', 'rose'],
  ]);
});

it('reads targets in place of labels, in the dtype asked for', () => {
  const { dataset, columns, classes } = fromCsv(lines('a,b,c', '0.1,2,3', '4,5,6'), {
    targets: ['c', 'a'],
    dtype: 'float64',
  });
  expect([dataset.inputs.toArray(), dataset.targets.toArray()]).toEqual([
    [[2], [5]],
    [
      [3, 0.1],
      [6, 4],
    ],
  ]);
  expect([dataset.inputs.dtype, dataset.targets.dtype, columns, classes]).toEqual(['float64', 'float64', ['b'], []]);
});

it('takes the columns asked for, in that order, and does not look at the others', () => {
  const { dataset, columns } = fromCsv(lines('id,a,b,y', 'x,1,2,0', '?,3,4,1'), { columns: ['b', 1], label: -1 });
  expect([dataset.inputs.toArray(), columns]).toEqual([
    [
      [2, 1],
      [4, 3],
    ],
    ['b', 'a'],
  ]);
});

it('reads tables without a header by numbers, from either end', () => {
  const text = lines('7,1,2', '3,4,5');
  const first = fromCsv(text, { header: false, label: 0 });
  expect([first.dataset.inputs.toArray(), first.classes, first.columns]).toEqual([
    [
      [1, 2],
      [4, 5],
    ],
    ['3', '7'],
    ['1', '2'],
  ]);
  expect(fromCsv(text, { header: false, label: -3 })).toEqual(first);
});

it('sorts labels that are numbers by their value', () => {
  const labels = ['10', '9', '1', '0', '2'];
  expect(fromCsv(lines('x,y', ...labels.map((label) => `1,${label}`)), { label: 'y' }).classes).toEqual([
    '0',
    '1',
    '2',
    '9',
    '10',
  ]);
});

it('numbers labels as another set does, given its classes', () => {
  const { classes } = fromCsv(FLOWERS, { label: 'kind' });
  const { dataset } = fromCsv(lines('length,width,kind', '1,2,rose'), { label: 'kind', classes });
  expect(dataset.targets.toArray()).toEqual([1]);
});

it.each([
  ['a byte-order mark', `\ufeff${FLOWERS}`, {}],
  ['Windows line ends', FLOWERS.replaceAll('\n', '\r\n'), {}],
  ['no end of the last line', FLOWERS.trimEnd(), {}],
  ['empty lines', FLOWERS.replaceAll('\n', '\n\n'), {}],
  ['quotes', FLOWERS.replaceAll(/[^,\n]+/g, '"$&"'), {}],
  ['spaces', FLOWERS.replaceAll(',', ' , '), {}],
  ['tabs', FLOWERS.replaceAll(',', '\t'), { delimiter: '\t' }],
])('reads tables with %s', (_, text, options) => {
  expect(fromCsv(text, { label: 'kind', ...options })).toEqual(fromCsv(FLOWERS, { label: 'kind' }));
});

it('reads a header without samples', () => {
  const { dataset, classes } = fromCsv('a,b,y\n', { label: 'y' });
  expect([dataset.inputs.shape, dataset.targets.shape, classes]).toEqual([[0, 2], [0], []]);
});

it('reads files as texts', () => {
  writeFileSync(path, `\ufeff${FLOWERS}`);
  expect(readCsv(path, { label: 'kind' })).toEqual(fromCsv(FLOWERS, { label: 'kind' }));
});

const b = (line: number): DataPlace => ({ line, column: 2, columnName: 'b' });

it.each<[string, string, Partial<CsvOptions>, string, DataPlace]>([
  ['nothing', '', {}, 'lines are required, got none.', {}],
  ['empty lines', '\n\n', {}, 'lines are required, got none.', {}],
  [
    'numbers for names',
    lines('1,2,3'),
    {},
    'the names of the columns are required, got numbers only. Without them, say { header: false }.',
    { line: 1 },
  ],
  [
    'a short line',
    lines('a,b,y', '1,2,0', '1,2'),
    {},
    '3 columns are required as in the first line, got 2.',
    { line: 3 },
  ],
  ['a long line', lines('a,b,y', '1,2,0,0'), {}, '3 columns are required as in the first line, got 4.', { line: 2 }],
  ['a word', lines('a,b,y', '1,2,0', '1,x,0'), {}, 'a finite number of float32 is required, got "x".', b(3)],
  ['an empty cell', lines('a,b,y', '1,,0'), {}, 'a finite number of float32 is required, got "".', b(2)],
  ['a space', lines('a,b,y', '1, ,0'), {}, 'a finite number of float32 is required, got " ".', b(2)],
  ['NaN', lines('a,b,y', '1,NaN,0'), {}, 'a finite number of float32 is required, got "NaN".', b(2)],
  ['an infinity', lines('a,b,y', '1,Infinity,0'), {}, 'a finite number of float32 is required, got "Infinity".', b(2)],
  ['hexadecimal digits', lines('a,b,y', '1,0x10,0'), {}, 'a finite number of float32 is required, got "0x10".', b(2)],
  ['two numbers', lines('a,b,y', '1,2 3,0'), {}, 'a finite number of float32 is required, got "2 3".', b(2)],
  [
    'a number too large for float32',
    lines('a,b,y', '1,1e39,0'),
    {},
    'a finite number of float32 is required, got "1e39".',
    b(2),
  ],
  [
    'a number too large for float64',
    lines('a,b,y', '1,1e309,0'),
    { dtype: 'float64' },
    'a finite number of float64 is required, got "1e309".',
    b(2),
  ],
  [
    'a wrong number after empty lines',
    lines('a,b,y', '', '1,2,0', '', '1,x,0'),
    {},
    'a finite number of float32 is required, got "x".',
    b(5),
  ],
  [
    'a wrong number without a header',
    lines('1,2,0', '1,x,0'),
    { header: false, label: 2 },
    'a finite number of float32 is required, got "x".',
    { line: 2, column: 2, columnName: '1' },
  ],
  [
    'a sample without a label',
    lines('a,b,y', '1,2,'),
    {},
    'a label is required, got none.',
    { line: 2, column: 3, columnName: 'y' },
  ],
  [
    'a label that is not given',
    lines('a,b,y', '1,2,c'),
    { classes: ['d', 'e'] },
    'one of the labels d, e is required, got "c".',
    { line: 2, column: 3, columnName: 'y' },
  ],
  ['a name that is not there', FLOWERS, { label: 'color' }, "there is no column 'color'; they are length … kind.", {}],
  [
    'a name that is there twice',
    lines('a,y,a', '1,2,3'),
    { columns: ['a'] },
    "there are several columns 'a'. Give the number of one, from 0.",
    {},
  ],
  ['a number that is not there', FLOWERS, { label: 3 }, 'columns are -3…2, got 3.', {}],
  ['half a number', FLOWERS, { label: 0.5 }, 'columns are -3…2, got 0.5.', {}],
  [
    'neither label nor targets',
    FLOWERS,
    { label: undefined },
    'either a label or targets are required, got neither. Name the columns.',
    {},
  ],
  [
    'label and targets',
    FLOWERS,
    { label: 'kind', targets: ['kind'] },
    'either a label or targets are required, got both. Name the columns.',
    {},
  ],
])('refuses %s, and says where it is', (_, text, options, reason, place) => {
  const error = errorOf(() => fromCsv(text, { label: 'y', ...options }));
  expect(error).toStrictEqual(new DataError('fromCsv', reason, place));
  expect(error).toMatchObject({ line: place.line, column: place.column, path: undefined });
});

it('an error reads from the outside in: op, file, line and column, what is wrong', () => {
  writeFileSync(path, lines('a,b,y', '1,2,0', '1,x,0'));
  expect(errorOf(() => readCsv(path, { label: 'y' }))).toMatchObject({
    message: `readCsv: '${path}': line 3, column 2 (b): a finite number of float32 is required, got "x".`,
    path,
    line: 3,
    column: 2,
  });
});

it('a quote that is not closed is named by the line where it opens', () => {
  expect(errorOf(() => fromCsv(lines('a,b,y', '1,2,0', '1,"2,0', '1,2,0'), { label: 'y' }))).toMatchObject({
    message: 'fromCsv: line 3: a quote is not closed.',
    line: 3,
  });
});

it('a quote in the midst of a cell is refused in one line', () => {
  const error = errorOf(() => fromCsv(lines('a,b,y', '1,2"3",0'), { label: 'y' }));
  expect(error).toBeInstanceOf(DataError);
  expect((error as Error).message).toMatch(/^fromCsv: line 2: [^\n]+[^.]\.$/);
});

it('refuses files that cannot be read or are not UTF-8, and what are no texts or paths', () => {
  const missing = join(folder, 'missing.csv');
  expect(errorOf(() => readCsv(missing, { label: 0 }))).toMatchObject({
    message: `readCsv: '${missing}': it cannot be read: there is no such file or folder.`,
  });
  writeFileSync(path, Uint8Array.of(0x61, 0xff, 0x0a));
  expect(errorOf(() => readCsv(path, { label: 0 }))).toMatchObject({
    message: `readCsv: '${path}': the file must be UTF-8, got other bytes.`,
  });
  expect(errorOf(() => readCsv(untyped(1), { label: 0 }))).toStrictEqual(
    new DataError('readCsv', 'a path must be a string, got 1.'),
  );
  expect(errorOf(() => fromCsv(untyped(Buffer.from('a')), { label: 0 }))).toStrictEqual(
    new DataError('fromCsv', 'a text is required, got a Buffer. Files are read by readCsv().'),
  );
});

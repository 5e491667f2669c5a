import { dirname, join } from 'node:path';
import { type CsvOptions, readCsvDigits } from '../csvDigits';
import { UserError } from '../userError';
import { csvFile, errorOf, textFile } from './support';

const read = (file: string, options: Partial<CsvOptions> = {}) =>
  readCsvDigits(file, { label: undefined, classes: undefined, ...options });

const SMALL = ['a,b,digit', '0,4,7', '8,2,3', '1,0,7'];
const SMALL_SAMPLES = [
  { pixels: [0, 0.5], label: 1 },
  { pixels: [1, 0.25], label: 0 },
  { pixels: [0.125, 0], label: 1 },
];

it('reads pixels, scaled so that the largest is 1, and labels from the last column', () => {
  const file = csvFile(...SMALL);
  expect(read(file)).toEqual({ source: file, classes: ['3', '7'], samples: SMALL_SAMPLES });
});

it('reads labels from a column by its header, wherever it stands', () => {
  const file = csvFile('a,digit,b', '0,7,4', '8,3,2', '1,7,0');
  expect(read(file, { label: 'digit' }).samples).toEqual(SMALL_SAMPLES);
});

it.each([
  ['a byte order mark', `\ufeff${SMALL.join('\n')}\n`],
  ['Windows line ends', `${SMALL.join('\r\n')}\r\n`],
  ['no end of the last line', SMALL.join('\n')],
  ['blank lines', `${SMALL.join('\n\n')}\n\n\n`],
  ['quoted fields', '"a","b","digit"\n"0","4","7"\n8,2,"3"\n"1",0,7\n'],
  ['spaces around numbers and labels', 'a,b,digit\n 0, 4 ,7 \n8,2, 3\n1,0,7\n'],
])('reads files with %s', (_, content) => {
  expect(read(textFile(content))).toMatchObject({ classes: ['3', '7'], samples: SMALL_SAMPLES });
});

it('reads the label of a file with a byte order mark by its header', () => {
  const file = textFile('\ufeffdigit,a\n7,1\n3,2\n');
  expect(read(file, { label: 'digit' }).classes).toEqual(['3', '7']);
});

it('sorts labels as numbers, and takes the first eight', () => {
  const labels = ['10', '9', '1', '0', '2', '11', '3', '4', '5', '100'];
  const { classes, samples } = read(csvFile('a,digit', ...labels.map((label) => `1,${label}`)));
  expect(classes).toEqual(['0', '1', '2', '3', '4', '5', '9', '10']);
  expect(samples).toHaveLength(8);
});

it('takes the classes asked for, in that order', () => {
  const { classes, samples } = read(csvFile(...SMALL, '1,1,5'), { classes: ['7', '5'] });
  expect(classes).toEqual(['7', '5']);
  expect(samples.map(({ label }) => label)).toEqual([0, 0, 1]);
});

it('reads words as labels', () => {
  expect(read(csvFile('a,kind', '1,dog', '2,cat')).classes).toEqual(['cat', 'dog']);
});

it('reads images without any ink', () => {
  expect(read(csvFile('a,b,digit', '0,0,1', '0,0,2')).samples.flatMap(({ pixels }) => pixels)).toEqual([0, 0, 0, 0]);
});

it.each([
  ['an empty file', '', ': a header line and images are required, the file is empty.'],
  ['blank lines only', '\n\n', ': a header line and images are required, the file is empty.'],
  ['a header only', 'a,b,digit\n', ': images are required after the header line, there are none.'],
  ['one column', 'digit\n1\n2\n', ': pixels and a label are required, got one column.'],
  ['one class', 'a,digit\n1,7\n2,7\n', ': at least two classes are required, got 1.'],
  ['a line that is short', 'a,b,digit\n1,2,3\n1,2\n', ':3: 3 columns are required as in the header, got 2.'],
  ['a line that is long', 'a,b,digit\n1,2,3,4\n', ':2: 3 columns are required as in the header, got 4.'],
  ['a pixel that is text', 'a,b,digit\n1,2,3\n1,x,4\n', ':3:2 (b): a number is required, got "x".'],
  ['a pixel that is blank', 'a,b,digit\n,2,3\n1,2,4\n', ':2:1 (a): a number is required, got "".'],
  ['a pixel that is NaN', 'a,b,digit\n1,2,3\n1,NaN,4\n', ':3:2 (b): a number is required, got "NaN".'],
  ['an infinite pixel', 'a,b,digit\nInfinity,2,3\n1,2,4\n', ':2:1 (a): a number is required, got "Infinity".'],
  ['a wrong pixel after blank lines', 'a,b,digit\n\n1,2,3\n\n1,x,4\n', ':5:2 (b): a number is required, got "x".'],
])('%s is refused in one line that says what is wrong where', (_, content, problem) => {
  const file = textFile(content);
  expect(errorOf(() => read(file))).toStrictEqual(new UserError(`${file}${problem}`));
});

it('columns are counted with the label, wherever it stands', () => {
  const file = csvFile('a,digit,b', '1,3,x', '1,4,2');
  expect(errorOf(() => read(file, { label: 'digit' }))).toStrictEqual(
    new UserError(`${file}:2:3 (b): a number is required, got "x".`),
  );
});

it('a wrong pixel is refused even in a class that was not asked for', () => {
  const file = csvFile('a,digit', '1,1', '2,2', 'x,3');
  expect(errorOf(() => read(file, { classes: ['1', '2'] }))).toStrictEqual(
    new UserError(`${file}:4:1 (a): a number is required, got "x".`),
  );
});

it('a file that does not exist, and a folder, are refused', () => {
  const folder = dirname(csvFile());
  expect(errorOf(() => read(folder))).toStrictEqual(new UserError(`${folder}: is a folder.`));
  const missing = join(folder, 'missing.csv');
  expect(errorOf(() => read(missing))).toStrictEqual(new UserError(`${missing}: no such file.`));
});

it('a quote that is not closed is refused, and named by the line where it opens', () => {
  const file = csvFile('a,b,digit', '1,2,3', '1,"2,4', '1,2,3', '1,2,3');
  const { message } = errorOf(() => read(file)) as Error;
  expect(message).toMatch(/not a CSV file: .*quote/i);
  expect(message).toContain('line 3');
  expect(message).not.toContain('\n');
});

it('a column that does not exist is refused, and shows some that do', () => {
  const file = csvFile(...SMALL);
  expect(errorOf(() => read(file, { label: 'label' }))).toStrictEqual(
    new UserError(`--label label: ${file} has no such column; its columns are a … digit.`),
  );
});

it('a class that does not exist is refused, and shows those that do', () => {
  const file = csvFile(...SMALL);
  expect(errorOf(() => read(file, { classes: ['3', '8'] }))).toStrictEqual(
    new UserError(`--classes: ${file} has no samples labelled '8'; its labels are 3, 7.`),
  );
});

it('a label that is blank is refused like a pixel', () => {
  const file = csvFile('a,b,digit', '1,2,3', '1,2,');
  expect(String(errorOf(() => read(file)))).toContain(`${file}:3:3 (digit)`);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ShapeError, tensor } from '@pullback/core';
import { DataError, decodeIdx } from '@pullback/nn';
import { fromIdx, readIdx } from '@pullback/nn/node';
import { bytesOf } from './safetensorsSupport';
import { errorOf, untyped } from './support';

const folder = mkdtempSync(join(tmpdir(), 'idx-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two images of 2×3 pixels, and their labels. */
const IMAGES = bytesOf('00000803 00000002 00000002 00000003 00017f80feff 0a0b0c0d0e0f');
const PIXELS = [
  [
    [0, 1, 127],
    [128, 254, 255],
  ],
  [
    [10, 11, 12],
    [13, 14, 15],
  ],
]; // prettier-ignore
const LABELS = bytesOf('00000801 00000002 0705');

/** The bytes with another one in one place, counted from the end if negative. */
function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at < 0 ? at + bytes.length : at] = value;
  return changed;
}

it.each([
  ['unsigned bytes', '00000801 00000003 007fff', 'int32', [0, 127, 255]],
  ['signed bytes', '00000901 00000003 007fff', 'int32', [0, 127, -1]],
  ['short integers', '00000b01 00000003 0001 7fff 8000', 'int32', [1, 32767, -32768]],
  ['integers', '00000c01 00000003 00000102 7fffffff 80000000', 'int32', [258, 2147483647, -2147483648]],
  ['floats', '00000d01 00000003 3f800000 c0490fdb 7f800000', 'float32', [1, -Math.fround(Math.PI), Infinity]],
  ['doubles', '00000e01 00000002 400921fb54442d18 8000000000000000', 'float64', [Math.PI, -0]],
  ['a scalar', '00000c00 00000102', 'int32', 258],
  ['no rows', '00000802 00000000 00000003', 'int32', []],
  ['rows of nothing', '00000802 00000002 00000000', 'int32', [[], []]],
])('reads %s', (_, hex, dtype, values) => {
  const read = decodeIdx(bytesOf(hex));
  expect(read.dtype).toBe(dtype);
  expect(read.toArray()).toEqual(values);
});

it('reads bytes wherever they lie', () => {
  const shifted = Uint8Array.from([9, ...bytesOf('00000d01 00000001 3f800000')]).subarray(1);
  expect(decodeIdx(shifted).toArray()).toEqual([1]);
});

it.each([
  ['as they are', (bytes: Uint8Array) => bytes],
  ['compressed', (bytes: Uint8Array) => Uint8Array.from(gzipSync(bytes))],
])('makes a dataset of images and labels, %s, from bytes and from files', (name, pack) => {
  const paths = ['images', 'labels'].map((kind) => join(folder, `${kind} ${name}`)) as [string, string];
  writeFileSync(paths[0], pack(IMAGES));
  writeFileSync(paths[1], pack(LABELS));
  for (const dataset of [fromIdx(pack(IMAGES), pack(LABELS)), readIdx(...paths)]) {
    expect([dataset.inputs, dataset.targets]).toEqual([tensor(PIXELS), tensor(Int32Array.of(7, 5))]);
  }
  expect(readIdx(...paths, { dtype: 'float64' }).inputs.dtype).toBe('float64');
});

it('reads a long compressed file, whatever it is called inside', () => {
  const [rows, length] = [500, 784];
  const long = new Uint8Array(12 + rows * length).map((_, i) => (i < 12 ? 0 : (i * 7919) >> 5));
  long.set(bytesOf('00000802 000001f4 00000310'));
  expect(fromIdx(gzipSync(long), gzipSync(long)).inputs.data).toEqual(Float32Array.from(long.subarray(12)));
});

it.each([
  ['nothing', '', 'an IDX file begins with 00 00, a type and a rank, got none.'],
  ['three bytes', '000008', 'an IDX file begins with 00 00, a type and a rank, got 00 00 08.'],
  ['another format', '89504e470d0a', 'an IDX file begins with 00 00, a type and a rank, got 89 50 4e 47.'],
  ['the other byte order', '01080000 02000000', 'an IDX file begins with 00 00, a type and a rank, got 01 08 00 00.'],
  ['an unknown type', '00000a01 00000001 00', 'the type of the numbers is one of 08, 09, 0b, 0c, 0d, 0e, got 0a.'],
  ['a header that stops', '00000802 00000002', 'a header of rank 2 has 12 bytes, got 8.'],
  ['the largest rank', '000008ff 00000001', 'a header of rank 255 has 1024 bytes, got 8.'],
  ['a byte too few', '00000801 00000003 0001', 'a file of shape [3] has 11 bytes, got 10.'],
  ['a byte too many', '00000801 00000001 0001', 'a file of shape [1] has 9 bytes, got 10.'],
  ['sizes beyond the file', '00000e01 ffffffff 00', 'a file of shape [4294967295] has 34359738368 bytes, got 9.'],
  [
    'sizes beyond counting',
    '00000802 ffffffff ffffffff 00',
    '[4294967295, 4294967295] has more elements than can be counted.',
  ],
  ['a compressed file', '1f8b0800', 'the IDX file is compressed. Give it to fromIdx() or readIdx().'],
])('refuses %s', (_, hex, reason) => {
  expect(errorOf(() => decodeIdx(bytesOf(hex)))).toStrictEqual(new DataError('decodeIdx', reason));
});

it('whichever byte becomes whatever, and wherever it stops, a file is refused or read', () => {
  for (const file of [IMAGES, Uint8Array.from(gzipSync(LABELS))]) {
    for (let at = 0; at < file.length; at++) {
      const tries = [file.subarray(0, at), ...Array.from({ length: 256 }, (_, value) => withByte(file, at, value))];
      for (const bytes of tries) {
        try {
          fromIdx(bytes, bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }
    }
  }
});

it.each([
  [
    'a compressed file that stops',
    gzipSync(LABELS).subarray(0, -9),
    /^fromIdx: the gzip file is not in order: .*end of file\.$/,
  ],
  [
    'a compressed file with a wrong checksum',
    withByte(gzipSync(LABELS), -8, 0),
    /not in order: incorrect data check\.$/,
  ],
  [
    'more than the header claims',
    gzipSync(Buffer.concat([LABELS, Buffer.alloc(1e5)])),
    /: there are more bytes than the header claims\.$/,
  ],
  ['less than the header claims', gzipSync(LABELS.subarray(0, -1)), /: a file of shape \[2\] has 10 bytes, got 9\.$/],
  [
    'a claim that no compression allows',
    gzipSync(bytesOf('00000801 ffffffff 00')),
    /^fromIdx: \d+ compressed bytes cannot hold the 4294967303 that the header claims\.$/,
  ],
  ['something else, compressed', gzipSync('hello'), /begins with 00 00, a type and a rank, got 68 65 6c 6c\.$/],
])('refuses %s', (_, bytes, message) => {
  const error = errorOf(() => fromIdx(bytes, LABELS));
  expect(error).toBeInstanceOf(DataError);
  expect((error as Error).message).toMatch(message);
});

it('names the file that is wrong', () => {
  const [right, wrong] = [join(folder, 'right'), join(folder, 'wrong')];
  writeFileSync(right, LABELS);
  writeFileSync(wrong, LABELS.subarray(0, 9));
  expect(errorOf(() => readIdx(right, wrong))).toMatchObject({
    message: `readIdx: '${wrong}': a file of shape [2] has 10 bytes, got 9.`,
    path: wrong,
  });
  expect(errorOf(() => readIdx(right, folder))).toMatchObject({
    message: `readIdx: '${folder}': it cannot be read: it is a folder.`,
    path: folder,
  });
});

it('refuses files that do not go together, and what are no bytes', () => {
  expect(errorOf(() => fromIdx(IMAGES, bytesOf('00000801 00000003 070503')))).toBeInstanceOf(ShapeError);
  expect(errorOf(() => fromIdx(untyped('images'), LABELS))).toStrictEqual(
    new DataError('fromIdx', 'bytes in a Uint8Array are required, got "images".'),
  );
  expect(errorOf(() => readIdx(untyped(1), 'labels'))).toStrictEqual(
    new DataError('readIdx', 'a path must be a string, got 1.'),
  );
});

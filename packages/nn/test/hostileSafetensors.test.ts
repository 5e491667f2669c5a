import { tensor } from '@pullback/core';
import { CheckpointError, decodeSafetensors, encodeSafetensors } from '@pullback/nn';
import { safetensors } from './safetensorsSupport';
import { errorOf, untyped } from './support';

/** A header with one tensor of which some fields are others. */
const one = (fields: object = {}) => ({ w: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...fields } });
/** The same as text, with the shape as it is written. */
const shaped = (shape: string) => `{"w":{"dtype":"F32","shape":${shape},"data_offsets":[0,4]}}`;
const offset = (offsets: string) => `{"w":{"dtype":"F32","shape":[1],"data_offsets":${offsets}}}`;
const FOUR = '00000000';

/** A file whose first eight bytes claim `length`, followed by `{}`. */
function claiming(length: bigint): Uint8Array {
  const file = Buffer.from(safetensors('{}'));
  file.writeBigUInt64LE(length);
  return Uint8Array.from(file);
}

function refusalOf(file: Uint8Array): string {
  const error = errorOf(() => decodeSafetensors(file));
  expect(error).toBeInstanceOf(CheckpointError);
  expect((error as Error).message).toBe(`decodeSafetensors: ${(error as CheckpointError).reason}`);
  return (error as CheckpointError).reason;
}

const READABLE = 'F64, F32, F16, BF16, I64, U64, I32, U32, I16, U16, I8, U8, BOOL';
const DIGITS = 'must be whole numbers from 0 to 2⁵³ - 1, in digits alone, got';

it.each<[string, Uint8Array, string]>([
  ['an empty file', new Uint8Array(0), 'a file has at least 8 bytes, got 0.'],
  ['seven bytes', new Uint8Array(7), 'a file has at least 8 bytes, got 7.'],
  ['no header', safetensors(''), 'the header must begin with {, got none.'],
  ['a header longer than the file', claiming(3n), 'the header of 3 bytes does not fit into the file of 10.'],
  [
    'a header longer than any',
    claiming(100_000_001n),
    'a header has at most 100000000 bytes, got 100000001: this is no safetensors file.',
  ],
  [
    'a length in the upper half',
    claiming(2n ** 32n + 2n),
    'a header has at most 100000000 bytes, got 4294967298: this is no safetensors file.',
  ],
  [
    'the largest length',
    claiming(2n ** 64n - 1n),
    'a header has at most 100000000 bytes, got 18446744073709551615: this is no safetensors file.',
  ],
  ['a byte-order mark', safetensors('\ufeff{}'), 'the header must begin with {, got "\ufeff".'],
  ['a space before the header', safetensors(' {}'), 'the header must begin with {, got " ".'],
  [
    'UTF-16',
    safetensors(Buffer.from('{}', 'utf16le')),
    'in the header, a name in the header is required at character 1, got "\\u0000}\\u0000".',
  ],
  [
    'a byte that UTF-8 never has',
    safetensors(Uint8Array.of(0x7b, 0xff, 0x7d)),
    'the header must be UTF-8, got other bytes.',
  ],
  [
    'an overlong character',
    safetensors(Uint8Array.of(0x7b, 0xc0, 0xa2, 0x7d)),
    'the header must be UTF-8, got other bytes.',
  ],
  [
    'a surrogate in UTF-8',
    safetensors(Uint8Array.of(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d)),
    'the header must be UTF-8, got other bytes.',
  ],
  [
    'half a character, escaped',
    safetensors('{"\\ud800":1}'),
    'in the header, strings must be Unicode text, got half a character in a name in the header.',
  ],
  ['an array', safetensors('[]'), 'the header must begin with {, got "[".'],
  [
    'a header that stops',
    safetensors('{'),
    'in the header, a name in the header is required at character 1, got the end.',
  ],
  [
    'a name that stops',
    safetensors('{"w'),
    'in the header, the end of a name in the header is required at character 3, got the end.',
  ],
  [
    'a name that stops at a backslash',
    safetensors('{"w\\'),
    'in the header, the end of a name in the header is required at character 5, got the end.',
  ],
  [
    'a line end in a name',
    safetensors('{"w\n":1}'),
    'in the header, the end of a name in the header is required at character 3, got "\\n\\":1}".',
  ],
  ['an escape that is none', safetensors('{"\\x":1}'), 'in the header, "\\\\x" has an escape that JSON does not know.'],
  [
    'a comma too many',
    safetensors('{"__metadata__":{},}'),
    'in the header, a name in the header is required at character 19, got "}".',
  ],
  [
    'a comma too few',
    safetensors('{"__metadata__":{"a":"b" "c":"d"}}'),
    `in the header, ',' or '}' in __metadata__ is required at character 25, got "\\"c\\":\\"d\\"}}".`,
  ],
  [
    'text after the header',
    safetensors('{} {}'),
    'in the header, nothing but space is required at character 3, got "{}".',
  ],
  [
    'zeros after the header',
    safetensors('{}\0'),
    'in the header, nothing but space is required at character 2, got "\\u0000".',
  ],
  [
    'the same tensor twice',
    safetensors(`{"w":${JSON.stringify(one().w)},"w":${JSON.stringify(one().w)}}`, FOUR),
    'in the header, names must differ, got "w" twice in the header.',
  ],
  [
    'the same tensor twice, once escaped',
    safetensors(`{"w":${JSON.stringify(one().w)},"\\u0077":1}`, FOUR),
    'in the header, names must differ, got "w" twice in the header.',
  ],
  [
    'metadata twice',
    safetensors('{"__metadata__":{},"__metadata__":{}}'),
    'in the header, names must differ, got "__metadata__" twice in the header.',
  ],
  [
    'a text twice',
    safetensors('{"__metadata__":{"a":"1","a":"1"}}'),
    'in the header, names must differ, got "a" twice in __metadata__.',
  ],
  [
    'a field twice',
    safetensors('{"w":{"shape":[1],"shape":[1]}}'),
    'in the header, names must differ, got "shape" twice in tensor "w".',
  ],
  [
    '__proto__ twice',
    safetensors('{"__metadata__":{"__proto__":"1","__proto__":"1"}}'),
    'in the header, names must differ, got "__proto__" twice in __metadata__.',
  ],
  [
    'metadata that is a text',
    safetensors('{"__metadata__":"a"}'),
    'in the header, an object for __metadata__ is required at character 16, got "\\"a\\"}".',
  ],
  [
    'metadata that is null',
    safetensors('{"__metadata__":null}'),
    'in the header, an object for __metadata__ is required at character 16, got "null}".',
  ],
  [
    'a number in the metadata',
    safetensors('{"__metadata__":{"a":1}}'),
    'in the header, a string for "a" in __metadata__ is required at character 21, got "1}}".',
  ],
  [
    'a tensor that is a number',
    safetensors('{"w":1}'),
    'in the header, an object for tensor "w" is required at character 5, got "1}".',
  ],
  [
    'a tensor without fields',
    safetensors('{"w":{}}'),
    'tensor "w" must have dtype, shape, data_offsets, got no dtype.',
  ],
  [
    'a tensor without a shape',
    safetensors(one({ shape: undefined }), FOUR),
    'tensor "w" must have dtype, shape, data_offsets, got no shape.',
  ],
  [
    'a tensor without offsets',
    safetensors(one({ data_offsets: undefined }), FOUR),
    'tensor "w" must have dtype, shape, data_offsets, got no data_offsets.',
  ],
  [
    'a field too many',
    safetensors(one({ strides: [1] }), FOUR),
    'tensor "w" has dtype, shape and data_offsets, got "strides" too.',
  ],
  [
    'a field called __proto__',
    safetensors('{"w":{"__proto__":{}}}'),
    'tensor "w" has dtype, shape and data_offsets, got "__proto__" too.',
  ],
  [
    'a dtype that is a number',
    safetensors(one({ dtype: 32 }), FOUR),
    'in the header, a string for the dtype of tensor "w" is required at character 14, got "32,\\"shape\\"".',
  ],
  [
    'a dtype that is none',
    safetensors(one({ dtype: 'F33' }), FOUR),
    `tensor "w" must have one of the dtypes ${READABLE}, got "F33".`,
  ],
  [
    'a dtype called constructor',
    safetensors(one({ dtype: 'constructor' }), FOUR),
    `tensor "w" must have one of the dtypes ${READABLE}, got "constructor".`,
  ],
  [
    'a dtype in small letters',
    safetensors(one({ dtype: 'f32' }), FOUR),
    `tensor "w" must have one of the dtypes ${READABLE}, got "f32".`,
  ],
  [
    'floats of 8 bits',
    safetensors(one({ dtype: 'F8_E4M3', shape: [4] }), FOUR),
    `tensor "w" is F8_E4M3, which no dtype here can hold. Convert it to one of ${READABLE}.`,
  ],
  [
    'complex numbers',
    safetensors(one({ dtype: 'C64', shape: [4] }), FOUR),
    `tensor "w" is C64, which no dtype here can hold. Convert it to one of ${READABLE}.`,
  ],
  [
    'a shape that is a number',
    safetensors(shaped('1'), FOUR),
    'in the header, an array for the shape of tensor "w" is required at character 28, got "1,\\"data_of".',
  ],
  [
    'a shape that is null',
    safetensors(shaped('null'), FOUR),
    'in the header, an array for the shape of tensor "w" is required at character 28, got "null,\\"data".',
  ],
  [
    'a shape in a shape',
    safetensors(shaped('[[1]]'), FOUR),
    'in the header, a number for the shape of tensor "w" is required at character 29, got "[1]],\\"data".',
  ],
  [
    'a size in quotes',
    safetensors(shaped('["1"]'), FOUR),
    'in the header, a number for the shape of tensor "w" is required at character 29, got "\\"1\\"],\\"data".',
  ],
  [
    'a shape that stops',
    safetensors('{"w":{"shape":[1'),
    `in the header, ',' or ']' in the shape of tensor "w" is required at character 16, got the end.`,
  ],
  ...[
    '-1',
    '-0',
    '1.0',
    '0.5',
    '1e2',
    '1E0',
    '01',
    '+1',
    '9007199254740992',
    '18446744073709551617',
    '1e999',
    '--',
    '.',
  ].map((size): [string, Uint8Array, string] => [
    `a size of ${size}`,
    safetensors(shaped(`[${size}]`), FOUR),
    `in the header, the shape of tensor "w" ${DIGITS} "${size}".`,
  ]),
  [
    'a size of NaN',
    safetensors(shaped('[NaN]'), FOUR),
    'in the header, a number for the shape of tensor "w" is required at character 29, got "NaN],\\"data".',
  ],
  [
    'sizes whose product is 2⁶⁴',
    safetensors(one({ shape: [2 ** 32, 2 ** 32] }), FOUR),
    'tensor "w" has a shape of 2⁵³ bytes or more.',
  ],
  [
    'sizes whose product is 2⁶⁴ + 1',
    safetensors(one({ shape: [274177, 67280421310721] }), FOUR),
    'tensor "w" has a shape of 2⁵³ bytes or more.',
  ],
  [
    'the largest size',
    safetensors(one({ shape: [2 ** 53 - 1] }), FOUR),
    'tensor "w" has a shape of 2⁵³ bytes or more.',
  ],
  [
    'sizes larger than the data',
    safetensors(one({ shape: [1e9] }), FOUR),
    'tensor "w", bytes 0 to 4, must have 4000000000 by its shape and dtype.',
  ],
  ['one offset', safetensors(offset('[0]'), FOUR), 'tensor "w" must have 2 data_offsets, got 1.'],
  ['three offsets', safetensors(offset('[0,4,4]'), FOUR), 'tensor "w" must have 2 data_offsets, got 3.'],
  [
    'a negative offset',
    safetensors(offset('[-4,0]'), FOUR),
    `in the header, data_offsets of tensor "w" ${DIGITS} "-4".`,
  ],
  [
    'an offset with a point',
    safetensors(offset('[0,4.0]'), FOUR),
    `in the header, data_offsets of tensor "w" ${DIGITS} "4.0".`,
  ],
  [
    'an offset beyond 2⁵³',
    safetensors(offset('[0,18446744073709551620]'), FOUR),
    `in the header, data_offsets of tensor "w" ${DIGITS} "18446744073709551620".`,
  ],
  [
    'offsets the other way round',
    safetensors(offset('[4,0]'), FOUR),
    'tensor "w", bytes 4 to 0, ends before it begins.',
  ],
  [
    'offsets beyond the data',
    safetensors(one({ shape: [2], data_offsets: [0, 8] }), FOUR),
    'tensor "w", bytes 0 to 8, reaches beyond the 4 bytes of data.',
  ],
  [
    'offsets far beyond the data',
    safetensors(one({ data_offsets: [0, 2 ** 53 - 1] }), FOUR),
    'tensor "w", bytes 0 to 9007199254740991, reaches beyond the 4 bytes of data.',
  ],
  [
    'fewer bytes than the shape',
    safetensors(one({ shape: [2] }), FOUR),
    'tensor "w", bytes 0 to 4, must have 8 by its shape and dtype.',
  ],
  [
    'more bytes than the shape',
    safetensors(one({ shape: [0] }), FOUR),
    'tensor "w", bytes 0 to 4, must have 0 by its shape and dtype.',
  ],
  [
    'a hole at the start',
    safetensors(one({ data_offsets: [1, 5] }), `00${FOUR}`),
    'tensor "w", bytes 1 to 5, leaves a hole after byte 0, where the one before it ends.',
  ],
  [
    'a hole between tensors',
    safetensors({ ...one(), v: { dtype: 'U8', shape: [1], data_offsets: [5, 6] } }, `${FOUR}0000`),
    'tensor "v", bytes 5 to 6, leaves a hole after byte 4, where the one before it ends.',
  ],
  [
    'tensors that overlap',
    safetensors({ ...one(), v: { dtype: 'F32', shape: [1], data_offsets: [3, 7] } }, `${FOUR}000000`),
    'tensor "v", bytes 3 to 7, overlaps the tensor before it, which ends at 4.',
  ],
  [
    'tensors in one place',
    safetensors({ ...one(), v: one().w }, FOUR),
    'tensor "v", bytes 0 to 4, overlaps the tensor before it, which ends at 4.',
  ],
  [
    'nothing inside of a tensor',
    safetensors({ ...one(), v: { dtype: 'F32', shape: [0], data_offsets: [2, 2] } }, FOUR),
    'tensor "v", bytes 2 to 2, overlaps the tensor before it, which ends at 4.',
  ],
  [
    'bytes after the last tensor',
    safetensors(one(), `${FOUR}00`),
    'the data must end with the last tensor at byte 4, got 5.',
  ],
  ['bytes after no tensor', safetensors('{}', '00'), 'the data must end with the last tensor at byte 0, got 1.'],
  [
    'a truth that is 2',
    safetensors(one({ dtype: 'BOOL', shape: [4] }), '00010200'),
    'tensor "w": bool is stored as 0 or 1, got 2 at element 2.',
  ],
  [
    'a name of a million letters',
    safetensors({ ['w'.repeat(1e6)]: 1 }),
    `in the header, an object for tensor "${'w'.repeat(60)}…" is required at character 1000004, got "1}".`,
  ],
])('%s is refused', (_, file, reason) => {
  expect(refusalOf(file)).toBe(reason);
});

it.each(['{"a":', '[', '{"w":{"shape":[', '{"__metadata__":{"a":'])(
  '%s, a hundred thousand deep, is refused',
  (opening) => {
    const deep = opening.repeat(100_000);
    for (const header of [deep, `{"w":${deep}`, `{"__metadata__":${deep}`]) {
      expect(refusalOf(safetensors(header))).toMatch(/is required at character|must begin|got "\w+" too/);
    }
  },
);

it('a name with a million escapes, and a shape of a hundred thousand sizes, are read', () => {
  const name = '\\"'.repeat(1e6);
  const header = `{"${name}":{"dtype":"F32","shape":[${'1,'.repeat(99_999)}1],"data_offsets":[0,4]}}`;
  const [[key, value] = []] = Object.entries(decodeSafetensors(safetensors(header, FOUR)).tensors);
  expect([key?.length, value?.rank]).toEqual([1e6, 100_000]);
});

it.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', ''])(
  'a tensor and a text called "%s" are read like others, and pollute nothing',
  (name) => {
    const header = `{"__metadata__":{"${name}":"text"},"${name}":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`;
    const { tensors, metadata } = decodeSafetensors(safetensors(header, '0000803f'));
    expect(Object.entries(tensors)).toEqual([[name, tensor([1])]]);
    expect(Object.entries(metadata!)).toEqual([[name, 'text']]);
    expect(untyped<{ data?: unknown }>({}).data).toBeUndefined();
    expect(Buffer.from(encodeSafetensors(tensors, metadata))).toEqual(
      Buffer.from(safetensors(`${header}${' '.repeat((8 - (header.length % 8)) % 8)}`, '0000803f')),
    );
  },
);

it('what is not in a file is undefined, whatever it is called', () => {
  const { tensors, metadata } = decodeSafetensors(safetensors('{"__metadata__":{}}'));
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect([tensors[name], metadata?.[name]]).toEqual([undefined, undefined]);
  }
});

it.each([
  ['a scalar', [], 4, ''],
  ['no rows', [0, 3], 0, ''],
  ['no columns of very many rows', [2 ** 50, 0], 0, ''],
  ['nothing of very many', [0, 2 ** 50, 2 ** 50], 0, ''],
])('%s is read', (_, shape, end) => {
  const { w } = decodeSafetensors(safetensors(one({ shape, data_offsets: [0, end] }), '00'.repeat(end))).tensors;
  expect([w?.shape, w?.data.length]).toEqual([shape, end / 4]);
});

it('a tensor of nothing may stand wherever another begins, in any order', () => {
  const header = { ...one(), v: { dtype: 'F64', shape: [0], data_offsets: [0, 0] } };
  expect(Object.keys(decodeSafetensors(safetensors(header, FOUR)).tensors).sort()).toEqual(['v', 'w']);
});

const SMALL = encodeSafetensors(
  { w: tensor([[1, -2]]), m: tensor([true, false]), i: tensor(Int32Array.of(7)), s: tensor(Float64Array.of(0.1)) },
  { a: 'é' },
);

it('whichever byte becomes whatever, the file is refused or read, and nothing else happens', () => {
  let refused = 0;
  for (let at = 0; at < SMALL.length; at++) {
    for (let value = 0; value < 256; value++) {
      const mutated = SMALL.slice();
      mutated[at] = value;
      try {
        const { tensors, metadata } = decodeSafetensors(mutated);
        decodeSafetensors(encodeSafetensors(tensors, metadata));
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error;
        refused++;
      }
    }
  }
  expect(refused).toBeGreaterThan(SMALL.length * 128);
});

it('a file that is cut short anywhere, or goes on, is refused', () => {
  for (let length = 0; length < SMALL.length; length++) refusalOf(SMALL.subarray(0, length));
  refusalOf(Uint8Array.from([...SMALL, 0]));
});

it('a byte taken out of the header or put into it is refused or read', () => {
  for (let at = 0; at < SMALL.length; at++) {
    for (const inserted of [[], [SMALL[at]!, SMALL[at]!], [0x7b, SMALL[at]!], [0x22, SMALL[at]!]]) {
      try {
        decodeSafetensors(Uint8Array.from([...SMALL.subarray(0, at), ...inserted, ...SMALL.subarray(at + 1)]));
      } catch (error) {
        expect(error).toBeInstanceOf(CheckpointError);
      }
    }
  }
});

it.each([
  ['a text', '{}', '"{}"'],
  ['nothing', undefined, 'undefined'],
  ['an array', [1], 'an array of 1'],
])('decodes bytes, not %s', (_, given, got) => {
  expect(errorOf(() => decodeSafetensors(untyped(given)))).toStrictEqual(
    new CheckpointError('decodeSafetensors', `bytes in a Uint8Array are required, got ${got}.`),
  );
});

it('the error knows which tensor is wrong', () => {
  expect(errorOf(() => decodeSafetensors(safetensors(one({ shape: [2] }), FOUR)))).toMatchObject({
    name: 'CheckpointError',
    tensor: 'w',
    path: undefined,
    differences: [],
  });
});

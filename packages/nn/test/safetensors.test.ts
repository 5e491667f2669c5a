import { DTypeError, Parameter, Random, type Tensor, tensor, zeros } from '@pullback/core';
import { CheckpointError, decodeSafetensors, encodeSafetensors } from '@pullback/nn';
import { bytesOf, headerOf, safetensors } from './safetensorsSupport';
import { errorOf, float64, untyped } from './support';

/** The bytes of the examples were worked out by hand from the format, the headers in their ASCII codes. */
const EXAMPLES = {
  nothing: { tensors: {}, metadata: undefined, hex: '0800000000000000 7b7d202020202020' },
  'metadata alone': {
    tensors: {},
    metadata: { framework: 'pt' },
    hex: `2800000000000000
      7b225f5f6d657461646174615f5f223a 7b226672616d65776f726b223a227074 227d7d2020202020`,
  },
  'a header that needs no spaces': {
    tensors: {
      'attn.0': tensor([
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
      ]),
    },
    metadata: undefined,
    hex: `4000000000000000
      7b226174746e2e30223a7b2264747970 65223a22463332222c22736861706522 3a5b312c322c335d2c22646174615f6f 666673657473223a5b302c32345d7d7d
      00000000 0000803f 00000040 00004040 00008040 0000a040`,
  },
  'every dtype, widest first, a scalar and nothing': {
    tensors: {
      b: tensor([true, false, true]),
      i: tensor(Int32Array.of(-2, 258)),
      f: tensor(-1.5),
      d: tensor(Float64Array.of(Math.PI)),
      e: zeros([2, 0]),
    },
    metadata: {},
    hex: `2801000000000000
      7b225f5f6d657461646174615f5f223a7b7d2c
      2264223a7b226474797065223a22463634222c227368617065223a5b315d2c22646174615f6f666673657473223a5b302c385d7d2c
      2265223a7b226474797065223a22463332222c227368617065223a5b322c305d2c22646174615f6f666673657473223a5b382c385d7d2c
      2266223a7b226474797065223a22463332222c227368617065223a5b5d2c22646174615f6f666673657473223a5b382c31325d7d2c
      2269223a7b226474797065223a22493332222c227368617065223a5b325d2c22646174615f6f666673657473223a5b31322c32305d7d2c
      2262223a7b226474797065223a22424f4f4c222c227368617065223a5b335d2c22646174615f6f666673657473223a5b32302c32335d7d7d
      SPACES
      182d4454fb210940 0000c0bf feffffff 02010000 010001`,
  },
};

describe.each(Object.entries(EXAMPLES))('a file with %s', (_, { tensors, metadata, hex }) => {
  const bytes = bytesOf(hex);

  it('is written byte for byte', () => {
    expect(Buffer.from(encodeSafetensors(tensors, metadata)).toString('hex')).toBe(Buffer.from(bytes).toString('hex'));
  });

  it('is read back as what was written', () => {
    const read = decodeSafetensors(bytes);
    expect({ ...read.tensors }).toEqual(tensors);
    expect(read.metadata && { ...read.metadata }).toEqual(metadata);
  });
});

it('tensors are ordered by dtype, then by the UTF-8 of their names', () => {
  const one = float64([1]);
  const names = ['b', 'a', 'B', '10', '9', 'é', '￿', '😀', 'a.b', 'aa', ''];
  const tensors = {
    ...Object.fromEntries(names.map((name) => [name, one])),
    float32: tensor([1]),
    int: zeros([1], { dtype: 'int32' }),
  };
  const order = ['', '10', '9', 'B', 'a', 'a.b', 'aa', 'b', 'é', '￿', '😀', 'float32', 'int'];
  const header = headerOf(encodeSafetensors(tensors));
  expect([...header.matchAll(/"([^"]*)":\{/g)].map(([, name]) => name)).toEqual(order);
});

it('strings are escaped no more than they must be', () => {
  const name = '"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028é😀';
  const bytes = encodeSafetensors({ [name]: tensor(1) }, { [name]: name });
  const escaped = '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028é😀"';
  expect(headerOf(bytes)).toContain(`{"__metadata__":{${escaped}:${escaped}},${escaped}:{"dtype"`);
  const { tensors, metadata } = decodeSafetensors(bytes);
  expect(Object.keys(tensors)).toEqual([name]);
  expect(metadata?.[name]).toBe(name);
});

it('several texts in the metadata are sorted by name, numbers too', () => {
  const metadata = { b: '1', 10: '2', 9: '3', a: '' };
  expect(headerOf(encodeSafetensors({}, metadata)).trim()).toBe('{"__metadata__":{"10":"2","9":"3","a":"","b":"1"}}');
});

it('every bit of every number comes back: NaN with its payload, -0, infinities, subnormals', () => {
  const bits = Uint32Array.of(0x7fc12345, 0xffabcdef, 0x80000000, 0x7f800000, 0xff800000, 1, 0x807fffff);
  const floats = tensor(new Float32Array(bits.buffer));
  new Uint32Array(floats.data.buffer, floats.data.byteOffset, bits.length).set(bits);
  const doubles = float64([Number.NaN, -0, Infinity, -Infinity, 5e-324, Number.MAX_VALUE]);
  const read = decodeSafetensors(encodeSafetensors({ floats, doubles })).tensors;
  const { data } = read.floats!;
  expect([...new Uint32Array(data.buffer, data.byteOffset, data.length)]).toEqual([...bits]);
  expect(read.doubles).toEqual(doubles);
});

it('many tensors of drawn shapes come back as they were, and are written the same again', () => {
  const random = new Random(5);
  const tensors: Record<string, Tensor> = {};
  for (let i = 0; i < 60; i++) {
    const shape = Array.from({ length: random.integer(0, 5) }, () => random.integer(0, 4));
    const dtype = random.next() < 0.5 ? 'float32' : 'float64';
    tensors[`${i}${'x'.repeat(random.integer(0, 9))}`] = random.normal(shape, { dtype });
  }
  const bytes = encodeSafetensors(tensors, { epoch: '3' });
  expect(bytes.length % 4).toBe(0);
  const read = decodeSafetensors(bytes);
  expect({ ...read.tensors }).toEqual(tensors);
  expect(encodeSafetensors(read.tensors, read.metadata)).toEqual(bytes);
});

it('bytes are read wherever they lie, and tensors do not share them', () => {
  const bytes = encodeSafetensors({ w: float64([1, 2]), v: tensor([3]) });
  for (let shift = 1; shift < 8; shift++) {
    const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
    shifted.set(bytes);
    const { tensors } = decodeSafetensors(shifted);
    shifted.fill(255);
    expect([tensors.w?.toArray(), tensors.v?.toArray()]).toEqual([[1, 2], [3]]);
  }
});

it('unaligned data, white space and other orders of fields are read, as the format allows', () => {
  const header =
    ' '.repeat(0) +
    '{\n "w" : { "data_offsets":[ 1 , 5 ], "dtype":"F32",\t"shape":[1]},"b":{"shape":[],"dtype":"BOOL","data_offsets":[0,1]}}\r\n ';
  const { tensors, metadata } = decodeSafetensors(safetensors(header, '01 0000803f'));
  expect([tensors.w?.toArray(), tensors.b?.toArray(), metadata]).toEqual([[1], 1, undefined]);
});

it('parameters are written as they are at the moment', () => {
  const w = new Parameter(tensor([1, 2]));
  w.assign(tensor([3, 4]));
  expect(decodeSafetensors(encodeSafetensors({ w })).tensors.w?.toArray()).toEqual([3, 4]);
});

it.each([
  [
    'F16',
    '0000 0080 0100 ff03 0004 003c 00c0 ff7b 007c 00fc',
    [0, -0, 2 ** -24, 1023 * 2 ** -24, 2 ** -14, 1, -2, 65504, Infinity, -Infinity],
  ],
  ['BF16', '0000 0080 803f 4940 807f 80ff 0100', [0, -0, 1, 3.140625, Infinity, -Infinity, 2 ** -133]],
])('%s becomes float32, exactly', (dtype, hex, values) => {
  const header = { w: { dtype, shape: [values.length], data_offsets: [0, 2 * values.length] } };
  const { w } = decodeSafetensors(safetensors(header, hex)).tensors;
  expect(w?.dtype).toBe('float32');
  expect(w?.toArray()).toEqual(values);
});

it.each(['F16', 'BF16'])('a NaN of %s stays one', (dtype) => {
  const header = { w: { dtype, shape: [2], data_offsets: [0, 4] } };
  expect(decodeSafetensors(safetensors(header, 'c17f ffff')).tensors.w?.toArray()).toEqual([Number.NaN, Number.NaN]);
});

it.each([
  ['U8', 1, '00 7f 80 ff', [0, 127, 128, 255]],
  ['I8', 1, '00 7f 80 ff', [0, 127, -128, -1]],
  ['U16', 2, '0100 ff7f 0080 ffff', [1, 32767, 32768, 65535]],
  ['I16', 2, '0100 ff7f 0080 ffff', [1, 32767, -32768, -1]],
  ['U32', 4, '01000000 ffffff7f', [1, 2147483647]],
  ['I64', 8, '0000008 0ffffffff ffffff7f00000000 ffffffffffffffff', [-2147483648, 2147483647, -1]],
  ['U64', 8, '0000000000000000 ffffff7f00000000', [0, 2147483647]],
])('%s becomes int32', (dtype, width, hex, values) => {
  const header = { w: { dtype, shape: [values.length], data_offsets: [0, width * values.length] } };
  const { w } = decodeSafetensors(safetensors(header, hex)).tensors;
  expect(w?.dtype).toBe('int32');
  expect(w?.toArray()).toEqual(values);
});

it.each([
  ['U32', 4, '00000000 00000080', '2147483648 at element 1'],
  ['I64', 8, 'ffffff7fffffffff', '-2147483649 at element 0'],
  ['I64', 8, '0000000000000080', '-9223372036854775808 at element 0'],
  ['U64', 8, '0000000001000000', '4294967296 at element 0'],
  ['U64', 8, 'ffffffffffffffff', '18446744073709551615 at element 0'],
])('%s that does not fit into int32 is refused', (dtype, width, hex, got) => {
  const count = bytesOf(hex).length / width;
  const file = safetensors({ w: { dtype, shape: [count], data_offsets: [0, count * width] } }, hex);
  const reason = `tensor "w": int32 holds whole numbers from -2³¹ to 2³¹ - 1, got ${got}.`;
  expect(errorOf(() => decodeSafetensors(file))).toStrictEqual(
    new CheckpointError('decodeSafetensors', reason, { tensor: 'w' }),
  );
});

it.each([
  [
    'a tensor with the name of the texts',
    { __metadata__: tensor(1) },
    undefined,
    'a tensor cannot be called __metadata__: that is what the format calls its texts.',
  ],
  [
    'half a character in a name',
    { 'a\ud800': tensor(1) },
    undefined,
    'names and metadata must be Unicode text, got half a character in "a\\ud800".',
  ],
  [
    'half a character in a text',
    {},
    { a: '\udc00' },
    'names and metadata must be Unicode text, got half a character in "\\udc00".',
  ],
  [
    'half a character in the name of a text',
    {},
    { '\udc00': 'a' },
    'names and metadata must be Unicode text, got half a character in "\\udc00".',
  ],
  [
    'metadata that is a number',
    {},
    { epoch: untyped<string>(3) },
    'metadata "epoch" must be a string, got 3. Write it as one: String(value).',
  ],
  [
    'metadata that is a text',
    {},
    untyped<Record<string, string>>('epoch 3'),
    'metadata are given by name, in a record, got "epoch 3".',
  ],
  [
    'an array of tensors',
    untyped<Record<string, Tensor>>([tensor(1)]),
    undefined,
    'tensors are given by name, in a record, got an array of 1.',
  ],
])('does not write %s', (_, tensors, metadata, reason) => {
  expect(errorOf(() => encodeSafetensors(tensors, metadata))).toStrictEqual(
    new CheckpointError('encodeSafetensors', reason),
  );
});

it('writes tensors only', () => {
  expect(errorOf(() => encodeSafetensors({ w: untyped<Tensor>([1, 2]) }))).toStrictEqual(
    new DTypeError('encodeSafetensors: "w" must be a tensor, got an array of 2.'),
  );
});

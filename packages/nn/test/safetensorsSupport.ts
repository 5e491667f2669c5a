// Safetensors files made by hand, right ones and wrong ones.

/** Bytes from hexadecimal digits, spaced at will. `SPACES` pads the header, which begins at byte 8, to a multiple of 8. */
export function bytesOf(hex: string): Uint8Array {
  const [head = '', data] = hex.replace(/\s/g, '').split('SPACES');
  const missing = data === undefined ? 0 : (8 - ((head.length / 2) % 8)) % 8;
  return Uint8Array.from(Buffer.from(`${head}${'20'.repeat(missing)}${data ?? ''}`, 'hex'));
}

/** A file of this header, as text, bytes or what JSON says, and these bytes of data, in hexadecimal digits. */
export function safetensors(header: string | Uint8Array | object, data = ''): Uint8Array {
  const isRaw = typeof header === 'string' || header instanceof Uint8Array;
  const bytes = Buffer.from(isRaw ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(bytes.length));
  return Uint8Array.from(Buffer.concat([prefix, bytes, bytesOf(data)]));
}

/** The header of a file, with its spaces. */
export function headerOf(bytes: Uint8Array): string {
  const length = Number(Buffer.from(bytes).readBigUInt64LE());
  return Buffer.from(bytes.subarray(8, 8 + length)).toString('utf8');
}

import { crc32, deflateSync } from 'node:zlib';

// Pictures made by hand, byte by byte: what no program writes that means well.

export function pngChunk(kind: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length, 0);
  chunk.write(kind, 4, 'latin1');
  content.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length);
  return chunk;
}

/** A PNG of any size, with chunks put in before its points; it has the points of ten lines. */
export function pngOf(width: number, height: number, chunks: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8); // eight bits, red green blue
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', head),
    ...chunks,
    pngChunk('IDAT', deflateSync(Buffer.alloc(310))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The smallest JPEG there is: grey, one point. */
export const bareJpeg = Buffer.from(
  'ffd8ffdb004300010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101010101' +
    '01010101010101010101010101010101ffc0000b080001000101011100ffc40014000100000000000000000000000000000009ffc40014' +
    '100100000000000000000000000000000000ffda0008010100003f0054ffd9',
  'hex',
);

function withSize(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  const frame = changed.indexOf(Buffer.from('ffc0', 'hex'));
  changed.writeUInt16BE(height, frame + 5);
  changed.writeUInt16BE(width, frame + 7);
  return changed;
}

/** A few bytes that say of themselves that they are billions of points. */
export const floodedPng = pngOf(50_000, 50_000);
export const floodedJpeg = withSize(bareJpeg, 65_000, 65_000);
export const floodedGif = Buffer.from(
  '474946383961fffffffff00000000000ffffff2c00000000fffffffff0020244013b',
  'hex',
);
export const floodedWebp = Buffer.concat([
  Buffer.from('RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0', 'latin1'),
  Buffer.from('00000000ffff00ffff00', 'hex'), // 65,536 by 65,536
  Buffer.from('VP8L\x06\0\0\0', 'latin1'),
  Buffer.from('2fffffff0f00', 'hex'),
]);

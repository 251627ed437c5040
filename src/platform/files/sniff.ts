export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif';

const begins = (bytes: Uint8Array, at: number, signs: string) =>
  [...signs].every((sign, n) => bytes[at + n] === sign.charCodeAt(0));

/** Brands of pictures in Apple's format, which browsers cannot show (ISO/IEC 23008-12). */
const heic = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/**
 * What a file is by its first bytes, whatever its name or its sender says. SVG is a page that can carry scripts,
 * so it is no picture here.
 */
export function sniff(bytes: Uint8Array): PictureFormat | 'heic' | undefined {
  if (begins(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  if (begins(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (begins(bytes, 0, 'RIFF') && begins(bytes, 8, 'WEBP')) return 'webp';
  if (begins(bytes, 0, 'GIF87a') || begins(bytes, 0, 'GIF89a')) return 'gif';
  if (begins(bytes, 4, 'ftyp') && heic.some((brand) => begins(bytes, 8, brand))) return 'heic';
  return undefined;
}

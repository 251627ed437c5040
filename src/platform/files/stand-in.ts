import { smallWidth } from './pictures.ts';

/** Where a picture cannot be had, its place is kept by one as large that says so. */
export function standIn({ width, height }: { width: number; height: number }, words: string): string {
  const high = Math.round((smallWidth * height) / width);
  const escaped = words.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${smallWidth} ${high}">
<rect width="100%" height="100%" fill="#e4e4e4"/>
<text x="50%" y="50%" fill="#333333" font-family="sans-serif" font-size="20" text-anchor="middle" dominant-baseline="middle">${escaped}</text>
</svg>
`;
}

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PictureProblem, pictureReader } from './pictures.ts';
import { shareSvg, wrapped } from './sharing.ts';
import { sniff } from './sniff.ts';
import { bareJpeg, pngChunk, pngOf } from './testing.ts';

const { read, share } = pictureReader();

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 20, g: 120, b: 90 } } });

async function faultOf(bytes: Uint8Array): Promise<string> {
  const found = await read(bytes).catch((error: unknown) => error);
  if (!(found instanceof PictureProblem)) throw new Error(`taken, or broken otherwise: ${found}`);
  return found.fault;
}

describe('what is a picture', () => {
  it('takes JPEG, PNG, WebP and GIF, and draws each anew', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'gif'] as const) {
      const bytes = await drawn(300, 200).toFormat(format).toBuffer();
      expect(sniff(bytes)).toBe(format);
      const picture = await read(bytes);
      expect(sniff(picture.bytes)).toBe('webp');
      expect([picture.type, picture.width, picture.height]).toEqual(['image/webp', 300, 200]);
    }
  });

  it('takes nothing else, whatever it calls itself', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const others = {
      svg: Buffer.from(svg),
      'svg behind a declaration': Buffer.from(`<?xml version="1.0"?>${svg}`),
      'packed svg': gzipSync(svg),
      html: Buffer.from('<!doctype html><script>alert(1)</script>'),
      pdf: Buffer.from('%PDF-1.7\n'),
      zip: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(60)]),
      'zip bomb': gzipSync(Buffer.alloc(50_000_000)),
      tiff: await drawn(9, 9).tiff().toBuffer(),
      avif: await drawn(9, 9).avif().toBuffer(),
      words: Buffer.from('GIF of a cat'),
      nothing: Buffer.alloc(0),
    };
    for (const [name, bytes] of Object.entries(others)) expect(await faultOf(bytes), name).toBe('kind');
  });

  it('says of a photo in Apple’s format that it is one', async () => {
    const brand = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    expect(await faultOf(brand)).toBe('heic');
  });

  it('does not take a file that only begins like a picture', async () => {
    for (const bytes of [
      Buffer.from('GIF89a/*<svg/onload=alert(1)>*/=1;alert(1)//'),
      Buffer.from('\xff\xd8\xff<script>alert(1)</script>', 'latin1'),
      (await drawn(600, 400).jpeg().toBuffer()).subarray(0, 900),
      (await drawn(600, 400).png().toBuffer()).subarray(0, 60),
    ])
      expect(await faultOf(bytes)).toBe('broken');
  });

  it('breaks over no bytes at all', async () => {
    const heads = ['\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n', 'RIFF\x10\0\0\0WEBPVP8 ', 'GIF89a\x09\0\x09\0'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), async (head, rest) => {
        const found = await read(Buffer.concat([Buffer.from(head, 'latin1'), rest])).catch((error) => error);
        if (found instanceof Error) expect(found).toBeInstanceOf(PictureProblem);
        else expect(sniff(found.bytes)).toBe('webp');
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is left of it', () => {
  it('holds nothing of what the camera wrote: not where, not when, not whose', async () => {
    const photo = await drawn(400, 300)
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Make: 'SECRETCAMERA', Artist: 'SECRETNAME', ImageDescription: 'SECRETNOTE' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 59/1 42/1', GPSLongitude: '7/1 51/1 0/1' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>SECRETXMP</a></x:xmpmeta>')
      .jpeg()
      .toBuffer();
    const before = await sharp(photo).metadata();
    expect(photo.toString('latin1')).toMatch(/SECRETCAMERA[\s\S]*SECRETXMP/);
    expect([before.orientation, Boolean(before.exif), Boolean(before.xmp)]).toEqual([6, true, true]);
    const picture = await read(photo);
    for (const bytes of [picture.bytes, picture.small]) {
      const head = await sharp(bytes).metadata();
      expect([head.exif, head.xmp, head.iptc, head.icc, head.orientation]).toEqual(Array(5).fill(undefined));
      expect(bytes.toString('latin1')).not.toMatch(/SECRET|Exif|GPS|xmpmeta/);
    }
    // Upright: it lay on its side, and the camera said so.
    expect([picture.width, picture.height]).toEqual([300, 400]);
  });

  it('holds nothing that hung on a picture: no page, no archive, no text', async () => {
    const page = Buffer.from('<html><script>alert("HUNGON")</script></html>PK\x03\x04HUNGON');
    const text = pngChunk('tEXt', Buffer.from('Comment\0<script>HUNGON</script>'));
    for (const bytes of [
      Buffer.concat([await drawn(50, 50).jpeg().toBuffer(), page]),
      Buffer.concat([await drawn(50, 50).gif().toBuffer(), page]),
      Buffer.concat([await drawn(50, 50).png().toBuffer(), page]),
      pngOf(10, 10, [text]),
    ]) {
      expect(bytes.toString('latin1')).toContain('HUNGON');
      const { bytes: large, small } = await read(bytes);
      expect(large.toString('latin1') + small.toString('latin1')).not.toMatch(/HUNGON|script/);
    }
  });

  it('is at most 1600 wide, 480 for lists, and never larger than it came', async () => {
    const wide = await read(await drawn(3_000, 2_000).jpeg().toBuffer());
    expect([wide.width, wide.height]).toEqual([1_600, 1_067]);
    const list = await sharp(wide.small).metadata();
    expect([list.width, list.height]).toEqual([480, 320]);
    const roll = await read(await drawn(500, 9_000).png().toBuffer());
    expect([roll.width, roll.height]).toEqual([133, 2_400]);
    const icon = await read(await drawn(40, 30).png().toBuffer());
    expect([icon.width, (await sharp(icon.small).metadata()).width]).toEqual([40, 40]);
  });

  it('is the first picture of one that moves', async () => {
    const frames = [drawn(20, 20), drawn(20, 20).negate()].map((one) => one.png().toBuffer());
    const moving = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const picture = await read(moving);
    expect([picture.height, (await sharp(picture.bytes).metadata()).pages ?? 1]).toEqual([20, 1]);
  });
});

it('takes a picture after one that could not be taken', async () => {
  const results = await Promise.allSettled([
    read(bareJpeg.subarray(0, 20)),
    read(await drawn(9, 9).png().toBuffer()),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

describe('the picture by which a page is shared', () => {
  const card = { title: 'Kantinengespräche', line: 'Elvestad', accent: '#0B5C6B', turn: '#F4B73B' };

  it('is a PNG as large as those who show links want, whatever it says', async () => {
    const long = 'Lebensmittel aus der Region für alle Küchen der Stadt und ihrer Nachbarn '.repeat(9);
    for (const title of ['Kantinengespräche', long, 'x'.repeat(400), '食堂', '<svg>&"', '']) {
      const { width, height, format } = await sharp(await share({ ...card, title })).metadata();
      expect([width, height, format], title).toEqual([1200, 630, 'png']);
    }
  });

  it('holds nothing of what was written but outlines, and no other colour than a colour', () => {
    const svg = shareSvg({ ...card, title: '</g><script>alert(1)</script>', accent: 'url(http://a.test)' });
    expect(svg).not.toMatch(/script|alert|http:\/\/a\.test/);
  });

  it('wraps lines: none is wider than asked, and no letter is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zäöüß]{1,40}$/), { maxLength: 12 }), (words) => {
        const lines = wrapped(words.join(' '), 50, 400);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        for (const line of lines) expect(line.length > 1 ? wrapped(line, 50, 400) : [line]).toEqual([line]);
      }),
    );
  });

  it('lets nothing through that people send, also while it is drawn', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const drawn = share(card);
    expect(await faultOf(svg)).toBe('kind');
    await drawn;
    await expect(sharp(svg).png().toBuffer()).rejects.toThrow(/unsupported/);
  });
});

import type { default as Draw, Metadata } from 'sharp';
import { type ShareCard, shareSvg } from './sharing.ts';
import { sniff } from './sniff.ts';

/** A picture as we keep it: drawn anew, upright, without anything that a camera or a program wrote into it. */
export type Picture = {
  type: 'image/webp';
  bytes: Buffer;
  /** The same for lists. */
  small: Buffer;
  width: number;
  height: number;
};

/** `kind`: no picture, or one of a kind we do not take; `huge`: it would unfold into more than fits. */
export type PictureFault = 'kind' | 'heic' | 'huge' | 'broken';

export class PictureProblem extends Error {
  readonly fault: PictureFault;
  constructor(fault: PictureFault) {
    super(`This picture cannot be taken: ${fault}`);
    this.fault = fault;
  }
}

/** As wide as a page of ours on a sharp screen; higher only where somebody scanned a roll. */
const large = { width: 1_600, height: 2_400 } as const;
export const smallWidth = 480;
const small = { width: smallWidth, height: 720 } as const;

/** What the cameras of phones make at most: 48 million points, and a little. */
const mostPoints = 50_000_000;

/** Bytes of a picture that cannot be read line by line. Measured: unfolding takes up to twice as much. */
const mostHeld = 100_000_000;

/** Seconds that drawing one picture may take. A large photo takes less than one on a small machine. */
const patience = 20;

/**
 * Draws pictures anew, one at a time, each with one thread: memory stays bounded, however many are sent. The
 * package comes into memory with the first picture.
 */
export function pictureReader(): {
  read: (bytes: Uint8Array) => Promise<Picture>;
  share: (card: ShareCard) => Promise<Buffer>;
} {
  let loading: Promise<typeof Draw> | undefined;
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (sharp: typeof Draw) => Promise<T>): Promise<T> => {
    loading ??= load();
    const loaded = loading;
    const done = before.then(async () => work(await loaded));
    before = done.catch(() => {});
    return done;
  };
  return {
    read: (bytes) => inTurn((sharp) => draw(sharp, bytes)),
    share: (card) => inTurn((sharp) => drawCard(sharp, card)),
  };
}

const svgs = { operation: ['VipsForeignLoadSvg'] };

/** An SVG of our own is opened for as long as it is drawn: nothing that people brought is, one comes after the other. */
async function drawCard(sharp: typeof Draw, card: ShareCard): Promise<Buffer> {
  sharp.unblock(svgs);
  try {
    return await sharp(Buffer.from(shareSvg(card)))
      .png({ palette: true, colours: 64 })
      .timeout({ seconds: patience })
      .toBuffer();
  } finally {
    sharp.block(svgs);
  }
}

/** Of all the formats that the package could open, none but ours: a second guard behind the first bytes. */
async function load(): Promise<typeof Draw> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((name) => `VipsForeignLoad${name}`) });
  return sharp;
}

async function draw(sharp: typeof Draw, bytes: Uint8Array): Promise<Picture> {
  const format = sniff(bytes);
  if (format === 'heic') throw new PictureProblem('heic');
  if (!format) throw new PictureProblem('kind');
  const open = (from: Uint8Array) =>
    sharp(from, { limitInputPixels: mostPoints, failOn: 'error', sequentialRead: true });
  try {
    // The head alone: nothing is unfolded before it is known how large it would be.
    const head = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
    if (head.format !== format) throw new PictureProblem('kind');
    if (head.width * head.height > mostPoints || held(head) > mostHeld) throw new PictureProblem('huge');
    const { data, info } = await open(bytes)
      .autoOrient()
      .resize({ ...large, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: patience })
      .toBuffer({ resolveWithObject: true });
    const reduced = await open(data)
      .resize({ ...small, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer();
    return { type: 'image/webp', bytes: data, small: reduced, width: info.width, height: info.height };
  } catch (error) {
    throw error instanceof PictureProblem ? error : new PictureProblem('broken');
  }
}

/** Bytes that have to be in memory at once: none to speak of where lines come one after the other. */
function held(head: Metadata): number {
  const { format, width, height, channels, depth, isProgressive, orientation = 1, chromaSubsampling } = head;
  const whole = width * height * channels * (depth === 'ushort' ? 2 : 1);
  // A progressive JPEG is put together from numbers of two bytes, of which most have only half for the colours.
  if (format === 'jpeg') return isProgressive ? whole * (chromaSubsampling === '4:2:0' ? 1 : 2) : 0;
  if (format === 'png' && !isProgressive && orientation === 1) return 0;
  return whole;
}

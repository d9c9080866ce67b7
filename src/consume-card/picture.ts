import { encodeQr } from '../qr/encode';
import { qrImage } from '../qr/png';

/** A link as a QR code: its picture, or why there is none. */
interface Picture {
  url: string;
  error?: string;
  /** The developer's console has it already. */
  said?: boolean;
}

let last = '';
let drawn: Picture = { url: '' };
/** By link. */
const undrawn: Record<string, Picture> = { '': drawn };

/** The picture of a link; of an empty one there is none. The last one is kept: a card draws often. */
export function pictureOf(text: string): Picture {
  if (undrawn[text]) return undrawn[text];
  if (last === text) return drawn;
  try {
    drawn = { url: qrImage(encodeQr(text)) };
    last = text;
    return drawn;
  } catch (error) {
    return (undrawn[text] = { url: '', error: (error as Error).message });
  }
}

/** Reads a QR code off a screenshot, as a shop's scanner reads it off the screen. */
import type { Locator, Page } from 'playwright-core';
import { byJsqr, byZbar, type Picture } from '../unit/qr/decode';

/** The pixels of a PNG, by way of the browser's own decoder. */
async function pixels(page: Page, png: Buffer): Promise<Picture> {
  const { width, height, data } = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const image = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let text = '';
    for (let at = 0; at < image.data.length; at += 0x8000)
      text += String.fromCharCode(...image.data.subarray(at, at + 0x8000));
    return { width: image.width, height: image.height, data: btoa(text) };
  }, png.toString('base64'));
  return { width, height, data: new Uint8ClampedArray(Buffer.from(data, 'base64')) };
}

/** What two scanners read off the screen; they must agree. */
export async function scan(page: Page, what: Locator | Page = page): Promise<string | undefined> {
  const picture = await pixels(page, await what.screenshot());
  const read = byJsqr(picture);
  const other = await byZbar(picture);
  if (read !== other) throw new Error(`one scanner reads ${read}, the other ${other}`);
  return read;
}

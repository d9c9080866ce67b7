import { ApiError } from './callback';
import { addressFrom } from '../tags/assets';
import { focused } from '../tags/dom';
import type { Family, HostContext, Result } from './context';
import { make } from './dom';
import { readAny } from './files';
import { numberOr, requireText } from './options';

/** Lets the user pick files of this machine; nothing picked is a cancel. */
function pickFiles(accept: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = make('input', { attributes: { type: 'file', accept } });
    input.multiple = multiple;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => reject(new ApiError('cancel')));
    input.click();
  });
}

function imageSize(src: string): Promise<{ width: number; height: number }> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => reject(new ApiError(`image "${src}" cannot be read`));
    image.src = src;
  });
}

/** By its name; a temporary file has none that tells. */
async function imageType(files: HostContext['files'], path: string): Promise<string> {
  const extension = /\.(png|jpe?g|gif|webp|bmp|svg)$/i.exec(path.split(/[?#]/)[0] ?? '')?.[1];
  if (extension !== undefined) return extension.toLowerCase().replace('jpg', 'jpeg');
  const type = await readAny(files, path).then(
    (blob) => blob.type,
    () => '',
  );
  return /^image\/(\w+)/.exec(type)?.[1] ?? 'unknown';
}

/** Length and size of a film, as far as the browser can read it. */
function filmSize(src: string): Promise<{ duration: number; width: number; height: number }> {
  return new Promise((resolve) => {
    const film = document.createElement('video');
    const done = (): void =>
      resolve({
        duration: Number.isFinite(film.duration) ? film.duration : 0,
        width: film.videoWidth,
        height: film.videoHeight,
      });
    film.onloadedmetadata = done;
    film.onerror = done;
    film.src = src;
  });
}

async function chooseMedia(options: Readonly<Record<string, unknown>>): Promise<Result> {
  const types = Array.isArray(options.mediaType) ? options.mediaType.map(String) : ['image', 'video'];
  const accept = types.map((type) => `${type}/*`).join(',');
  const wanted = numberOr(options.count, 9);
  const files = (await pickFiles(accept, wanted > 1)).slice(0, wanted);
  const tempFiles = await Promise.all(
    files.map(async (file) => {
      const tempFilePath = URL.createObjectURL(file);
      const mediaType = file.type.startsWith('video/') ? 'video' : 'image';
      const size = mediaType === 'video' ? await filmSize(tempFilePath) : await imageSize(tempFilePath);
      return { tempFilePath, size: file.size, mediaType, fileType: mediaType, ...size };
    }),
  );
  return { tempFiles, type: types.length === 1 ? types[0] : 'mix' };
}

export function media({ router, files }: HostContext): Family {
  let clipboard = '';
  /** 0 to 1. A browser cannot change it: the mini-program reads what it has set. */
  let brightness = 0.5;
  return {
    calls: {
      setClipboardData: async (options) => {
        clipboard = requireText(options, 'data');
        // The browser may refuse; inside the mini-program the copy is there all the same.
        await navigator.clipboard?.writeText(clipboard).catch(() => undefined);
      },
      getClipboardData: () => ({ data: clipboard }),
      getScreenBrightness: () => ({ value: brightness }),
      setScreenBrightness: ({ value }) => {
        if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
          throw new ApiError('parameter error: parameter.value should be Number from 0 to 1');
        }
        brightness = value;
      },
      vibrateShort: () => void navigator.vibrate?.(15),
      vibrateLong: () => void navigator.vibrate?.(400),
      chooseImage: async ({ count }) => {
        const wanted = numberOr(count, 9);
        const files = (await pickFiles('image/*', wanted > 1)).slice(0, wanted);
        const tempFiles = files.map((file) => ({ path: URL.createObjectURL(file), size: file.size }));
        return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
      },
      chooseMedia: (options) => chooseMedia(options),
      compressImage: ({ src }) => ({ tempFilePath: src }),
      chooseVideo: async () => {
        const [file] = await pickFiles('video/*', false);
        if (!file) throw new ApiError('cancel');
        const tempFilePath = URL.createObjectURL(file);
        return { tempFilePath, size: file.size, ...(await filmSize(tempFilePath)) };
      },
      getImageInfo: async (options) => {
        const path = requireText(options, 'src');
        const address = addressFrom(router.current?.path ?? '', path);
        return {
          ...(await imageSize(address)),
          path,
          type: await imageType(files, path),
          orientation: 'up',
        };
      },
      setKeepScreenOn: () => undefined,
      hideKeyboard: () => {
        const element = focused();
        if (element instanceof HTMLElement) element.blur();
      },
    },
    plain: {
      nextTick: (callback: () => void) => void Promise.resolve().then(callback),
      arrayBufferToBase64: (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))),
      base64ToArrayBuffer: (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer,
    },
  };
}

/** What a device opens over the page: pictures, a phone call, a code scanner, another mini-program. */
import { problem } from '../rules/diagnose';
import { addressFrom } from '../tags/assets';
import { ApiError } from './callback';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { make, makeButton, openDialog } from './dom';
import { readAny } from './files';
import { requireText, textOr } from './options';
import { isRecord } from '../record';
import { denied } from './person';
import { words } from './words';

/** Address of a picture that the program names from the page it shows. */
const addressOf = ({ router }: HostContext, src: string): string =>
  addressFrom(router.current?.path ?? '', src);

function preview(host: HostContext, options: ApiOptions): void {
  const urls = Array.isArray(options.urls) ? options.urls.map(String) : [];
  if (urls.length === 0) throw new ApiError('parameter error: parameter.urls should have at least 1 item');
  const text = words();
  let at = Math.max(
    0,
    typeof options.current === 'number' ? options.current : urls.indexOf(String(options.current)),
  );
  const picture = make('img');
  const count = make('p', { attributes: { role: 'status' } });
  const show = (next: number): void => {
    at = (next + urls.length) % urls.length;
    picture.src = addressOf(host, urls[at]!);
    picture.alt = count.textContent = text.pictureOf(at + 1, urls.length);
  };
  const close = (): void => dialog.close();
  const steps =
    urls.length > 1
      ? [
          makeButton(text.previous, () => show(at - 1), { 'data-preview': 'previous' }),
          makeButton(text.next, () => show(at + 1), { 'data-preview': 'next' }),
        ]
      : [];
  show(at);
  const dialog = openDialog(
    host.layer,
    { className: 'sim-preview', label: text.preview, onCancel: close, closeOnBackdrop: true },
    picture,
    count,
    make('footer', {}, ...steps, makeButton(text.close, close, { 'data-preview': 'close' })),
  );
}

interface Detector {
  detect(source: ImageBitmap): Promise<{ rawValue: string; format: string }[]>;
}

/** Reads a code in a picture where the browser can. */
async function readCode(file: Blob): Promise<string | undefined> {
  const { BarcodeDetector } = globalThis as unknown as { BarcodeDetector?: new () => Detector };
  if (!BarcodeDetector) return undefined;
  const found = await new BarcodeDetector().detect(await createImageBitmap(file)).catch(() => []);
  return found[0]?.rawValue;
}

function scan({ layer }: HostContext): Promise<Result> {
  const text = words();
  return new Promise((resolve, reject) => {
    const input = make('input', {
      attributes: { type: 'text', 'aria-label': text.scanText, 'data-scan': 'text' },
    });
    const note = make('p', { attributes: { role: 'status' } });
    const file = make('input', {
      attributes: { type: 'file', accept: 'image/*', 'aria-label': text.scanPicture, 'data-scan': 'picture' },
    });
    const done = (result: string): void => {
      dialog.close();
      resolve({ result, scanType: 'QR_CODE', charSet: 'utf-8' });
    };
    const cancel = (): void => {
      dialog.close();
      reject(new ApiError('cancel'));
    };
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (!chosen) return;
      void readCode(chosen).then((code) => {
        if (code === undefined) note.textContent = text.scanUnread;
        else done(code);
      });
    });
    const dialog = openDialog(
      layer,
      { className: 'sim-sheet sim-scan', label: text.scan, onCancel: cancel },
      make('header', {}, make('h2', { text: text.scan }), make('p', { text: text.scanAbout })),
      make('div', { className: 'sim-row' }, input),
      make('div', { className: 'sim-row' }, file),
      note,
      makeButton(text.sure, () => done(input.value), { class: 'sim-main', 'data-scan': 'take' }),
      makeButton(text.cancel, cancel, { 'data-scan': 'cancel' }),
    );
    input.focus();
  });
}

/** Another mini-program is none of ours: a page says which one would be open, until the person returns. */
async function leaveFor(host: HostContext, options: ApiOptions): Promise<Result> {
  const appId = requireText(options, 'appId');
  const { navigateToMiniProgramAppIdList: listed } = host.program.app;
  if (!Array.isArray(listed) || !listed.includes(appId)) {
    host.problems.note(problem('mini-program-unlisted', { appId }), 'app.json');
    throw new ApiError(`appId "${appId}" is not in navigateToMiniProgramAppIdList of app.json`);
  }
  if (!(await host.person.asks('openMiniProgram', appId))) throw new ApiError('cancel');
  const text = words();
  host.router.current?.hide();
  host.app.emit('hide');
  const back = (): void => {
    dialog.close();
    host.app.emit('show', { ...host.launch, ...host.router.current?.location, referrerInfo: { appId } });
    host.router.current?.show();
  };
  const dialog = openDialog(
    host.layer,
    { className: 'sim-sheet sim-away', label: text.miniProgram, onCancel: back },
    make(
      'header',
      {},
      make('h2', { text: text.opened(appId) }),
      make('p', { text: textOr(options.path, '') }),
      make('p', { text: isRecord(options.extraData) ? JSON.stringify(options.extraData) : '' }),
    ),
    makeButton(text.comeBack, back, { class: 'sim-main', 'data-away': 'back' }),
  );
  return {};
}

/** What each template of messages may be answered with. */
function subscribe(host: HostContext, options: ApiOptions): Promise<Result> {
  const ids = Array.isArray(options.tmplIds) ? options.tmplIds.map(String) : [];
  if (ids.length === 0) throw new ApiError('parameter error: parameter.tmplIds should have at least 1 item');
  const answer = (chosen: (id: string) => boolean): Result => {
    const status = (id: string): string => (chosen(id) ? 'accept' : 'reject');
    return {
      ...Object.fromEntries(ids.map((id) => [id, status(id)])),
      templateSettings: Object.fromEntries(
        ids.map((id) => [id, { status: status(id), alwaysSubscribe: false }]),
      ),
    };
  };
  const { consent } = host.person;
  if (consent !== 'ask') return Promise.resolve(answer(() => consent === 'agree'));
  const text = words();
  return new Promise((resolve) => {
    const boxes = new Map(
      ids.map((id) => {
        const box = make('input', { attributes: { type: 'checkbox', 'data-template': id } });
        box.checked = true;
        return [id, box];
      }),
    );
    const finish = (agreed: boolean): void => {
      dialog.close();
      resolve(answer((id) => agreed && boxes.get(id)?.checked === true));
    };
    const dialog = openDialog(
      host.layer,
      { className: 'sim-sheet sim-subscribe', label: text.subscribe, onCancel: () => finish(false) },
      make('header', {}, make('h2', { text: text.subscribe }), make('p', { text: text.subscribeAbout })),
      ...ids.map((id) =>
        make('label', { className: 'sim-row' }, boxes.get(id)!, document.createTextNode(id)),
      ),
      makeButton(text.allow, () => finish(true), { class: 'sim-main', 'data-consent': 'allow' }),
      makeButton(text.refuse, () => finish(false), { 'data-consent': 'refuse' }),
    );
  });
}

/** A call is never made: the number is shown, and the person says whether it would be. */
function phone({ layer }: HostContext, number: string): Promise<Result> {
  const text = words();
  return new Promise((resolve, reject) => {
    const end = (called: boolean): void => {
      dialog.close();
      if (called) resolve({});
      else reject(new ApiError('cancel'));
    };
    const dialog = openDialog(
      layer,
      {
        className: 'sim-sheet sim-phone-call',
        label: text.phone,
        onCancel: () => end(false),
        closeOnBackdrop: true,
      },
      make('header', {}, make('h2', { text: number })),
      makeButton(text.phone, () => end(true), { class: 'sim-main', 'data-phone': 'call' }),
      makeButton(text.cancel, () => end(false), { 'data-phone': 'cancel' }),
    );
  });
}

export function viewer(host: HostContext): Family {
  return {
    calls: {
      previewImage: (options) => preview(host, options),
      scanCode: () => scan(host),
      navigateToMiniProgram: (options) => leaveFor(host, options),
      navigateBackMiniProgram: () => {
        throw new ApiError('the mini-program was not opened by another one');
      },
      requestSubscribeMessage: (options) => subscribe(host, options),
      makePhoneCall: (options) => phone(host, requireText(options, 'phoneNumber')),
      saveImageToPhotosAlbum: async (options) => {
        const path = requireText(options, 'filePath');
        await readAny(host.files, path);
        await host.person.permit('scope.album').catch(() => {
          throw denied();
        });
        host.toasts.show('toast', words().saved, false, 1500);
      },
    },
  };
}

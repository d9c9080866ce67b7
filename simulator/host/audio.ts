/** Sound: audio contexts on the browser's own element, and a recorder that records silence. */
import { resolveAssetPath } from '../tags/assets';
import type { Family, HostContext } from './context';
import { listenersOf } from './listeners';
import { numberOr } from './options';
import { isRecord } from '../record';

/** DOM event -> what a program hears. The functions themselves report `pause` and `stop`. */
const EVENTS = {
  canplay: 'Canplay',
  play: 'Play',
  ended: 'Ended',
  timeupdate: 'TimeUpdate',
  waiting: 'Waiting',
  seeking: 'Seeking',
  seeked: 'Seeked',
} as const;
const NAMES = ['Pause', 'Stop', 'Error', 'Next', 'Prev', ...Object.values(EVENTS)] as const;

/** Fields that a program sets, and the element's own. */
const FIELDS = ['autoplay', 'loop', 'volume', 'playbackRate'] as const;

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

function addressOf(host: HostContext, src: string): string {
  if (src.startsWith('ttfile://')) return host.files.url(src) ?? src;
  return /^[a-z][a-z0-9+.-]*:|^\/\//i.test(src) ? src : resolveAssetPath('', src);
}

/** One audio context. `background`: it plays as soon as it has a source. */
function makeAudio(host: HostContext, api: string, background: boolean): object {
  const element = new Audio();
  element.preload = 'auto';
  const { methods, emit } = listenersOf(host.problems, api, NAMES);
  const note = (name: string, value?: unknown): void => {
    host.calls.push({ api: `${api}.${name}`, options: value });
    host.log.write('api', 'debug', `${api}.${name}`, value);
  };
  for (const [type, name] of Object.entries(EVENTS)) element.addEventListener(type, () => emit(name));
  let src = '';
  let startTime = 0;
  const fail = (reason: string): void => emit('Error', { errCode: 10001, errMsg: `${api}:fail ${reason}` });
  element.addEventListener('error', () => src !== '' && fail(`"${src}" cannot be played`));
  const play = (): void => {
    note('play');
    if (src === '') return fail('no src');
    if (startTime > 0 && element.currentTime === 0) element.currentTime = startTime;
    element.play().catch((error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      // A browser plays no sound before somebody touched the page; a device does. It goes on without sound.
      element.muted = true;
      element.play().catch(() => undefined);
    });
  };
  const stop = (told: 'Pause' | 'Stop'): void => {
    note(told.toLowerCase());
    element.pause();
    if (told === 'Stop') element.currentTime = startTime;
    emit(told);
  };
  const audio = {
    ...methods,
    obeyMuteSwitch: true,
    title: '',
    epname: '',
    singer: '',
    coverImgUrl: '',
    webUrl: '',
    protocol: 'http',
    audioPage: { path: '', query: {} },
    play,
    pause: () => stop('Pause'),
    stop: () => stop('Stop'),
    seek: (position: unknown) => {
      note('seek', position);
      element.currentTime = numberOr(position, 0);
    },
    destroy: () => {
      note('destroy');
      element.pause();
      element.removeAttribute('src');
      element.load();
    },
  };
  for (const name of FIELDS)
    Object.defineProperty(audio, name, {
      get: () => element[name],
      set: (value: never) => {
        element[name] = value;
      },
      enumerable: true,
    });
  Object.defineProperties(audio, {
    src: {
      get: () => src,
      set: (value: unknown) => {
        src = String(value);
        element.src = addressOf(host, src);
        if (background) play();
      },
      enumerable: true,
    },
    startTime: {
      get: () => startTime,
      set: (value: unknown) => {
        startTime = numberOr(value, 0);
      },
      enumerable: true,
    },
    currentTime: { get: () => element.currentTime, enumerable: true },
    duration: { get: () => finite(element.duration), enumerable: true },
    paused: { get: () => element.paused, enumerable: true },
    buffered: {
      get: () => (element.buffered.length > 0 ? element.buffered.end(element.buffered.length - 1) : 0),
      enumerable: true,
    },
  });
  return audio;
}

/** A WAV file of nothing: 8 bits, one channel, 8 kHz. */
function silence(ms: number): Blob {
  const rate = 8000;
  const samples = Math.max(1, Math.round((ms * rate) / 1000));
  const head = new DataView(new ArrayBuffer(44));
  const text = (at: number, value: string): void => {
    for (let index = 0; index < value.length; index += 1) head.setUint8(at + index, value.charCodeAt(index));
  };
  text(0, 'RIFF');
  head.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, rate, true);
  head.setUint16(32, 1, true);
  head.setUint16(34, 8, true);
  text(36, 'data');
  head.setUint32(40, samples, true);
  return new Blob([head, new Uint8Array(samples).fill(128)], { type: 'audio/wav' });
}

const RECORDER = ['Start', 'Pause', 'Resume', 'Stop', 'FrameRecorded', 'Error'] as const;

/** No microphone is opened: what is recorded is silence of the right length. */
function makeRecorder(host: HostContext): object {
  const { methods, emit } = listenersOf(host.problems, 'RecorderManager', RECORDER);
  let state: 'idle' | 'recording' | 'paused' = 'idle';
  let made = 0;
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fail = (errMsg: string): void => emit('Error', { errMsg: `RecorderManager:fail ${errMsg}` });
  const finish = (): void => {
    clearTimeout(timer);
    if (state === 'recording') made += Date.now() - since;
    state = 'idle';
    const file = silence(made);
    emit('Stop', { tempFilePath: URL.createObjectURL(file), duration: made, fileSize: file.size });
  };
  const start = async (options: unknown): Promise<void> => {
    if (state !== 'idle') return fail('is recording already');
    try {
      await host.person.permit('scope.record');
    } catch {
      return fail('auth deny');
    }
    state = 'recording';
    made = 0;
    since = Date.now();
    timer = setTimeout(finish, numberOr(isRecord(options) ? options.duration : undefined, 60_000));
    emit('Start', {});
  };
  return {
    ...methods,
    start: (options?: unknown) => void start(options),
    pause: () => {
      if (state !== 'recording') return fail('is not recording');
      made += Date.now() - since;
      state = 'paused';
      emit('Pause', {});
    },
    resume: () => {
      if (state !== 'paused') return fail('is not paused');
      since = Date.now();
      state = 'recording';
      emit('Resume', {});
    },
    stop: () => (state === 'idle' ? fail('is not recording') : finish()),
  };
}

export function audio(host: HostContext): Family {
  let background: object | undefined;
  let recorder: object | undefined;
  return {
    plain: {
      createInnerAudioContext: () => makeAudio(host, 'InnerAudioContext', false),
      getBackgroundAudioManager: () => (background ??= makeAudio(host, 'BackgroundAudioManager', true)),
      getRecorderManager: () => (recorder ??= makeRecorder(host)),
    },
  };
}

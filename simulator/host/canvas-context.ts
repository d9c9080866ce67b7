/** The older way to draw: calls are kept, and carried out by `draw()` on the canvas with that canvas-id. */
import { problem } from '../rules/diagnose';
import type { Instance } from '../runtime/engine-internals';
import { instanceFrom } from '../runtime/instance-ids';
import { findSurface, loadImage, withCanvasMethods } from '../tags/canvas';
import { ApiError } from './callback';
import type { ApiOptions, Family, HostContext } from './context';
import { numberOr, textOr } from './options';
import { isRecord, own } from '../record';
import { rootsOf } from './roots';
import { soon } from './soon';

type Paint = CanvasRenderingContext2D;
type Job = (paint: Paint) => void | Promise<void>;

/** Carried over as they are. */
const SAME = (
  'arc arcTo beginPath bezierCurveTo clearRect clip closePath ellipse fill fillRect fillText lineTo moveTo ' +
  'quadraticCurveTo rect restore rotate save scale setTransform stroke strokeRect strokeText transform translate'
).split(' ') as (keyof Paint)[];

/** `setX(value)` -> the field that it sets. Programs also set the field itself. */
const SETTERS: Record<string, keyof Paint> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setGlobalAlpha: 'globalAlpha',
  setGlobalCompositeOperation: 'globalCompositeOperation',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setLineWidth: 'lineWidth',
  setLineDashOffset: 'lineDashOffset',
  setMiterLimit: 'miterLimit',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
};
const FIELDS = [
  ...new Set([
    ...Object.values(SETTERS),
    'font',
    'shadowColor',
    'shadowBlur',
    'shadowOffsetX',
    'shadowOffsetY',
  ]),
] as string[];

/** A gradient is made when the canvas is there. */
class Gradient {
  private readonly stops: [number, string][] = [];

  constructor(private readonly make: (paint: Paint) => CanvasGradient) {}

  addColorStop(at: number, color: string): void {
    this.stops.push([at, color]);
  }

  on(paint: Paint): CanvasGradient {
    const gradient = this.make(paint);
    for (const [at, color] of this.stops) gradient.addColorStop(at, color);
    return gradient;
  }
}

const onto = (paint: Paint, value: unknown): unknown => (value instanceof Gradient ? value.on(paint) : value);

const fontSize = (font: string, size: number): string =>
  /[\d.]+px/.test(font) ? font.replace(/[\d.]+px/, `${size}px`) : `${size}px sans-serif`;

class CanvasContext {
  private jobs: Job[] = [];
  /** One drawing after the other. */
  private drawing = Promise.resolve();
  private ownFont = '10px sans-serif';
  private readonly ruler = document.createElement('canvas').getContext('2d')!;

  constructor(
    private readonly find: () => HTMLCanvasElement | undefined,
    /** `undefined`: there is no such canvas. */
    private readonly report: (error: unknown) => void,
    private readonly address: (src: string) => string,
  ) {
    const methods: Record<string, (...args: unknown[]) => void> = {};
    for (const name of SAME)
      methods[name] = (...args) =>
        void this.jobs.push((paint) => (paint[name] as (...args: unknown[]) => void)(...args));
    for (const [setter, field] of Object.entries(SETTERS))
      methods[setter] = (value: unknown) => this.set(field, value);
    Object.assign(this, methods);
    for (const field of FIELDS)
      if (field !== 'font')
        Object.defineProperty(this, field, {
          set: (value: unknown) => this.set(field as keyof Paint, value),
        });
    Object.defineProperty(this, 'font', {
      get: () => this.ownFont,
      set: (value: unknown) => this.setFont(String(value as string)),
    });
  }

  setFontSize(size: unknown): void {
    this.setFont(fontSize(this.ruler.font, numberOr(size, 10)));
  }

  setLineDash(pattern: unknown, offset?: unknown): void {
    const dashes = Array.isArray(pattern) ? pattern.map(Number) : [];
    this.jobs.push((paint) => {
      paint.setLineDash(dashes);
      paint.lineDashOffset = numberOr(offset, paint.lineDashOffset);
    });
  }

  setShadow(x: unknown, y: unknown, blur: unknown, color: unknown): void {
    this.set('shadowOffsetX', x);
    this.set('shadowOffsetY', y);
    this.set('shadowBlur', blur);
    this.set('shadowColor', color);
  }

  createLinearGradient(...at: [number, number, number, number]): Gradient {
    return new Gradient((paint) => paint.createLinearGradient(...at));
  }

  createCircularGradient(x: number, y: number, r: number): Gradient {
    return new Gradient((paint) => paint.createRadialGradient(x, y, 0, x, y, r));
  }

  measureText(text: unknown): { width: number } {
    return { width: this.ruler.measureText(String(text as string)).width };
  }

  drawImage(src: unknown, ...place: number[]): void {
    this.jobs.push(async (paint) => {
      const image = typeof src === 'string' ? await loadImage(this.address(src)) : (src as CanvasImageSource);
      (paint.drawImage as (image: CanvasImageSource, ...place: number[]) => void)(image, ...place);
    });
  }

  /** Without `reserve` the canvas is emptied first. `done` is called when all is drawn. */
  draw(reserve?: unknown, done?: unknown): void {
    const { jobs } = this;
    this.jobs = [];
    const callback = typeof reserve === 'function' ? reserve : done;
    this.drawing = this.drawing
      .then(() => this.carryOut(jobs, reserve === true))
      .then(() => {
        if (typeof callback === 'function') (callback as () => void)();
      });
  }

  getActions(): unknown[] {
    return [...this.jobs];
  }

  private async carryOut(jobs: Job[], keep: boolean): Promise<void> {
    const canvas = await soon(this.find);
    const paint = canvas?.getContext('2d');
    if (!canvas || !paint) {
      this.report(undefined);
      return;
    }
    if (!keep) paint.clearRect(0, 0, canvas.width, canvas.height);
    paint.save();
    try {
      for (const job of jobs) await job(paint);
    } catch (error) {
      this.report(error);
    }
    paint.restore();
  }

  private set(field: keyof Paint, value: unknown): void {
    this.jobs.push((paint) => void Object.assign(paint, { [field]: onto(paint, value) }));
  }

  private setFont(font: string): void {
    this.ownFont = this.ruler.font = font;
    this.set('font', font);
  }
}

const MIME: Record<string, string> = { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' };

function toFile(canvas: HTMLCanvasElement, options: ApiOptions): Promise<string> {
  const { x, y } = options;
  const width = numberOr(options.width, canvas.width - numberOr(x, 0));
  const height = numberOr(options.height, canvas.height - numberOr(y, 0));
  const part = document.createElement('canvas');
  part.width = numberOr(options.destWidth, width);
  part.height = numberOr(options.destHeight, height);
  part
    .getContext('2d')!
    .drawImage(canvas, numberOr(x, 0), numberOr(y, 0), width, height, 0, 0, part.width, part.height);
  return new Promise((resolve, reject) => {
    part.toBlob(
      (blob) =>
        blob ? resolve(URL.createObjectURL(blob)) : reject(new ApiError('the canvas cannot be read')),
      own(MIME, textOr(options.fileType, 'png')) ?? 'image/png',
      numberOr(options.quality, 1),
    );
  });
}

export function canvasContexts(host: HostContext, address: (src: string) => string): Family {
  const page = (): Instance | undefined => host.router.current?.instance;
  const find = (owner: Instance | undefined, id: string): HTMLCanvasElement | undefined =>
    findSurface(owner ? rootsOf(owner) : [], id);
  return {
    calls: {
      canvasToTempFilePath: async (options) => {
        const given = options.canvas;
        const id = textOr(options.canvasId, '');
        const canvas = given instanceof HTMLCanvasElement ? given : await soon(() => find(page(), id));
        if (!canvas) throw new ApiError(`no canvas has the canvas-id "${id}" on this page`);
        return { tempFilePath: await toFile(canvas, options) };
      },
    },
    plain: {
      createCanvasContext: (id: unknown, component?: unknown) => {
        const owner = instanceFrom(component);
        return new CanvasContext(
          () => find(owner ?? page(), String(id as string)),
          (error) =>
            host.problems.report(error, {
              finding: (said) =>
                error === undefined
                  ? problem('canvas-absent', { id: String(id as string) })
                  : problem('run-canvas', { error: said }),
            }),
          address,
        );
      },
      createOffscreenCanvas: (...size: unknown[]) => {
        const [first, second] = size;
        const { width, height } = isRecord(first) ? first : { width: first, height: second };
        return withCanvasMethods(
          Object.assign(document.createElement('canvas'), {
            width: numberOr(width, 300),
            height: numberOr(height, 150),
          }),
        );
      },
    },
  };
}

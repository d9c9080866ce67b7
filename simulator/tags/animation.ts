/**
 * Plays what `tt.createAnimation` exported (the `animation` attribute) and what `this.animate` is given. The
 * browser's own animations keep the last picture, whatever the program writes to `style` meanwhile.
 */
import { replaceRpx } from './rpx';
import { camel } from '../letter-case';

interface Step {
  animates: { type: string; args: unknown[] }[];
  option: {
    transformOrigin?: string;
    transition: { duration: number; timingFunction: string; delay: number };
  };
}

const asLength = (value: unknown): string =>
  typeof value === 'number' ? `${value}px` : replaceRpx(String(value));
const asAngle = (value: unknown): string => (typeof value === 'number' ? `${value}deg` : String(value));
const PLAIN = /^(?:matrix|scale)/;

/** How many values a transform takes at most: with one more a browser takes none of the transforms. */
const TAKES: Readonly<Record<string, number>> = {
  matrix: 6,
  matrix3d: 16,
  rotate3d: 4,
  scale3d: 3,
  translate3d: 3,
  scale: 2,
  skew: 2,
  translate: 2,
};

function transformText(type: string, args: unknown[]): string {
  const given = args.flat().slice(0, TAKES[type] ?? 1);
  if (PLAIN.test(type)) return `${type}(${given.join(', ')})`;
  if (type.startsWith('translate')) return `${type}(${given.map(asLength).join(', ')})`;
  if (type === 'rotate3d') return `${type}(${given.slice(0, 3).join(', ')}, ${asAngle(given[3])})`;
  return `${type}(${given.map(asAngle).join(', ')})`;
}

/** Styles at the end of a step. `before`: transforms of earlier steps, which stay unless set again. */
function styleOf(step: Step, before: Map<string, string>): Keyframe {
  const frame: Keyframe = {};
  for (const { type, args } of step.animates) {
    if (type !== 'style') {
      before.set(type, transformText(type, args));
      continue;
    }
    const [name, value] = args as [string, unknown];
    const key = camel(name);
    frame[key] = /^(?:width|height|top|right|bottom|left)$/.test(name)
      ? asLength(value)
      : String(value as string | number);
  }
  if (before.size > 0) frame.transform = [...before.values()].join(' ');
  if (step.option.transformOrigin) frame.transformOrigin = step.option.transformOrigin;
  return frame;
}

const transforms = new WeakMap<Element, Map<string, string>>();
const turns = new WeakMap<Element, number>();

const isSteps = (value: unknown): value is Step[] =>
  Array.isArray(value) &&
  value.every(
    (step: unknown) =>
      typeof step === 'object' &&
      step !== null &&
      Array.isArray((step as Step).animates) &&
      typeof (step as Step).option?.transition === 'object',
  );

async function playSteps(element: HTMLElement, steps: Step[], turn: number): Promise<void> {
  const known = transforms.get(element) ?? new Map<string, string>();
  transforms.set(element, known);
  for (const step of steps) {
    if (turns.get(element) !== turn) return;
    const { duration, delay, timingFunction } = step.option.transition;
    const frame = styleOf(step, known);
    if (Object.keys(frame).length === 0) continue;
    const running = element.animate([frame], {
      duration: Math.max(0, duration),
      delay,
      fill: 'forwards',
      easing: CSS.supports('transition-timing-function', timingFunction) ? timingFunction : 'linear',
    });
    await running.finished.catch(() => undefined);
  }
}

/** `value`: what `animation.export()` gave. Anything else is left alone. */
export function playExported(element: HTMLElement, value: unknown): void {
  const actions: unknown = (value as { actions?: unknown } | null | undefined)?.actions;
  if (!isSteps(actions) || actions.length === 0) return;
  const turn = (turns.get(element) ?? 0) + 1;
  turns.set(element, turn);
  void playSteps(element, actions, turn);
}

type Fields = Record<string, unknown>;

/** A key frame as programs write it: style names, transforms by name, `ease`, `offset`. */
function keyframe(fields: Fields): Keyframe {
  const frame: Keyframe = {};
  const moves: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'ease' || name === 'easing') frame.easing = String(value as string);
    else if (name === 'offset') frame.offset = Number(value);
    else if (/^(?:matrix|rotate|scale|skew|translate)/.test(name)) moves.push(transformText(name, [value]));
    else frame[name] = typeof value === 'number' ? value : replaceRpx(String(value as string));
  }
  if (moves.length > 0) frame.transform = moves.join(' ');
  return frame;
}

const played = new WeakMap<Element, Animation[]>();

/** `this.animate`: resolves when it has ended. */
export async function playKeyframes(element: HTMLElement, frames: Fields[], duration: number): Promise<void> {
  const running = element.animate(frames.map(keyframe), { duration, fill: 'forwards' });
  played.set(element, [...(played.get(element) ?? []), running]);
  await running.finished.catch(() => undefined);
}

/** `this.clearAnimation`: takes off what `this.animate` left. */
export function clearKeyframes(element: HTMLElement): void {
  for (const animation of played.get(element) ?? []) animation.cancel();
  played.delete(element);
}

/** tt.createAnimation: records steps; the tag that gets them by its `animation` attribute plays them. */
import type { Family } from './context';
import { numberOr, textOr } from './options';
import { isRecord } from '../record';
import { hyphenated } from '../letter-case';

interface Step {
  animates: { type: string; args: unknown[] }[];
  option: { transition: Timing; transformOrigin: string };
}
interface Timing {
  duration: number;
  timingFunction: string;
  delay: number;
}

const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'right', 'bottom', 'left'];
const TRANSFORMS =
  'matrix matrix3d rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ skew skewX skewY translate translate3d translateX translateY translateZ'.split(
    ' ',
  );

function optionOf(options: unknown, otherwise?: Step['option']): Step['option'] {
  const given = isRecord(options) ? options : {};
  const known = otherwise?.transition;
  return {
    transformOrigin: textOr(given.transformOrigin, otherwise?.transformOrigin ?? '50% 50% 0'),
    transition: {
      duration: numberOr(given.duration, known?.duration ?? 400),
      timingFunction: textOr(given.timingFunction, known?.timingFunction ?? 'linear'),
      delay: numberOr(given.delay, known?.delay ?? 0),
    },
  };
}

function createAnimation(options?: unknown): Record<string, unknown> {
  const whole = optionOf(options);
  let steps: Step[] = [];
  let animates: Step['animates'] = [];
  const animation: Record<string, unknown> = {
    step(own?: unknown) {
      steps.push({ animates, option: optionOf(own, whole) });
      animates = [];
      return animation;
    },
    export() {
      const actions = steps;
      steps = [];
      return { actions };
    },
  };
  for (const name of STYLES)
    animation[name] = (value: unknown) => {
      animates.push({ type: 'style', args: [hyphenated(name), value] });
      return animation;
    };
  for (const name of TRANSFORMS)
    animation[name] = (...args: unknown[]) => {
      animates.push({ type: name, args });
      return animation;
    };
  return animation;
}

export const animations = (): Family => ({
  plain: { createAnimation: (options?: unknown) => createAnimation(options) },
});

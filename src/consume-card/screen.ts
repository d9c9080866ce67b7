import { config } from '../config';

/** Who wants the screen bright: it is one screen, however many cards there are. */
const wanting: object[] = [];
/** How bright it was before, once that is known. */
let dim: number | undefined;

const nothing = (): void => undefined;

/** Makes the screen bright, or as bright as it was. Whatever the host does not give is left alone. */
export function light(owner: object, bright: boolean): void {
  const at = wanting.indexOf(owner);
  if (bright === at >= 0) return;
  const { getBrightness, setBrightness } = config().platform;
  if (!getBrightness || !setBrightness) return;
  if (bright) {
    if (wanting.push(owner) > 1) return;
    getBrightness()
      .then((value) => {
        if (!wanting.length || dim !== undefined) return undefined;
        dim = value;
        return setBrightness(1);
      })
      .catch(nothing);
    return;
  }
  wanting.splice(at, 1);
  if (wanting.length || dim === undefined) return;
  setBrightness(dim).catch(nothing);
  dim = undefined;
}

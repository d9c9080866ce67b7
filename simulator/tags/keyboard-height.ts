/** A phone's keyboard: none is drawn here, and programs get the height of a usual one. */

/** px that it takes, and ms until it is up or gone. */
export const KEYBOARD_PX = 260;
export const KEYBOARD_MS = 250;

let told: (height: number) => void = () => undefined;

/** Names who passes it on to the program. */
export function onKeyboard(listener: (height: number) => void): void {
  told = listener;
}

export const tellKeyboard = (height: number): void => told(height);

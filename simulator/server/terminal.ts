/** What the commands share with the terminal they run in. */
import { terminalLanguage, type Language } from '../words/language';

let chosen: Language | undefined;

/** The language of this run: that of `--lang`, else the terminal's. */
export const language = (): Language => (chosen ??= terminalLanguage(process.env));

let asked: Language | undefined;
export const speak = (language: Language): void => void (chosen = asked = language);

/** An address of the shell: a language that `--lang` asks for goes before the browser's. */
export const inAskedLanguage = (url: string): string =>
  asked === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}lang=${asked}`;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Text that somebody else wrote, for one line of a terminal: signs that steer the terminal, break the line or
 * turn its direction are shown as their code.
 */
export const plain = (text: string): string =>
  text.replace(
    /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Closes in an orderly way at the first SIGINT or SIGTERM, at once at the second. */
export function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  const stop = (): void => {
    if (closing) process.exit(1);
    closing = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

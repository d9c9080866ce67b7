/** A project's files as they are, and as they shall be: nothing is written before all of it is known. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isInside, realPath } from '../compiler/project';
import { Refused } from './refused';
import { words } from './words';

export interface Change {
  /** In the project, with '/'. */
  file: string;
  /** Undefined: the file is new. */
  before: string | undefined;
  after: string;
}

export class Workspace {
  private readonly texts = new Map<string, string>();

  constructor(readonly dir: string) {}

  private at(file: string): string {
    return path.join(this.dir, file);
  }

  has(file: string): boolean {
    return this.texts.has(file) || statSync(this.at(file), { throwIfNoEntry: false })?.isFile() === true;
  }

  /** The first of these that is there. */
  find(...files: string[]): string | undefined {
    return files.find((file) => this.has(file));
  }

  /** @throws Refused */
  read(file: string): string {
    if (!this.has(file)) throw new Refused(words['no-file'], { file });
    return this.texts.get(file) ?? readFileSync(this.at(file), 'utf8');
  }

  write(file: string, text: string): void {
    this.texts.set(file, text);
  }

  edit(file: string, change: (text: string) => string): void {
    this.write(file, change(this.read(file)));
  }

  changes(): Change[] {
    return [...this.texts].flatMap(([file, after]) => {
      const before = existsSync(this.at(file)) ? readFileSync(this.at(file), 'utf8') : undefined;
      return before === after ? [] : [{ file, before, after }];
    });
  }

  /** @throws Refused before anything is written */
  save(): void {
    const changes = this.changes();
    const top = realpathSync(this.dir);
    for (const { file } of changes) {
      let at = this.at(file);
      // Of the link itself: one that leads to nothing yet would be written through, too.
      while (!lstatSync(at, { throwIfNoEntry: false })) at = path.dirname(at);
      const real = realPath(at);
      if (real === undefined || !isInside(top, real)) throw new Refused(words['leads-out'], { file });
    }
    for (const { file, after } of changes) {
      mkdirSync(path.dirname(this.at(file)), { recursive: true });
      writeFileSync(this.at(file), after);
    }
  }
}

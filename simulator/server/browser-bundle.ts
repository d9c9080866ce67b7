import { statSync } from 'node:fs';
import path from 'node:path';
import { build, formatMessages, type BuildFailure, type BuildOptions, type OutputFile } from 'esbuild';

/** A script for the browser and the styles that it imports. */
export interface BrowserCode {
  js: string;
  css: string;
  /** The script's source map, several times its size: only a debugger is to fetch it. A package has none. */
  map?: string;
}

const failing = (message: string): BrowserCode => ({
  js: `document.body.textContent = ${JSON.stringify(message)};\nconsole.error(document.body.textContent);\n`,
  css: '',
});

const textOf = (files: readonly OutputFile[], extension: string): string =>
  files.find((file) => file.path.endsWith(extension))?.text ?? '';

/**
 * One bundle of the simulator's own browser code, built when first asked for and again when one of its
 * sources has changed.
 */
export class BrowserBundle {
  private built: { code: BrowserCode; inputs: Map<string, number> } | undefined;
  private building: Promise<BrowserCode> | undefined;

  /** `options`: esbuild's, beside what every bundle has. `head`: script text to put in front. */
  constructor(
    private readonly options: BuildOptions & { entryPoints: [string] },
    private readonly head: () => string = () => '',
  ) {}

  /**
   * Built now, small, and without a map: for a package.
   * @throws esbuild's failure
   */
  async release(): Promise<BrowserCode & { inputs: string[] }> {
    const { outputFiles, metafile } = await build({
      ...this.settings(),
      sourcemap: false,
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: 'none',
    });
    const cwd = path.dirname(this.options.entryPoints[0]);
    return {
      js: textOf(outputFiles, '.js'),
      css: textOf(outputFiles, '.css'),
      inputs: Object.keys(metafile.inputs).map((name) => path.resolve(cwd, name)),
    };
  }

  code(): Promise<BrowserCode> {
    if (this.built && !this.isStale(this.built.inputs)) return Promise.resolve(this.built.code);
    this.building ??= this.build().finally(() => {
      this.building = undefined;
    });
    return this.building;
  }

  private isStale(inputs: Map<string, number>): boolean {
    return [...inputs].some(([file, time]) => statSync(file, { throwIfNoEntry: false })?.mtimeMs !== time);
  }

  private settings() {
    const cwd = path.dirname(this.options.entryPoints[0]);
    return {
      ...this.options,
      absWorkingDir: cwd,
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      sourcemap: 'external',
      write: false,
      outdir: cwd,
      metafile: true,
      logLevel: 'silent',
      banner: { js: this.head() },
      define: { 'process.env.NODE_ENV': '"development"' },
    } as const satisfies BuildOptions;
  }

  private async build(): Promise<BrowserCode> {
    const cwd = path.dirname(this.options.entryPoints[0]);
    try {
      const { outputFiles, metafile } = await build(this.settings());
      const text = (extension: string): string => textOf(outputFiles, extension);
      const files = Object.keys(metafile.inputs).map((name) => path.resolve(cwd, name));
      const inputs = new Map(
        files
          .flatMap((file) => [[file, statSync(file, { throwIfNoEntry: false })?.mtimeMs] as const])
          .filter((entry): entry is [string, number] => entry[1] !== undefined),
      );
      this.built = { code: { js: text('.js'), css: text('.css'), map: text('.js.map') }, inputs };
      return this.built.code;
    } catch (error) {
      this.built = undefined;
      const { errors } = error as BuildFailure;
      const messages = errors
        ? await formatMessages(errors, { kind: 'error', color: false })
        : [String(error)];
      return failing(`The simulator's own code does not build.\n${messages.join('\n')}`);
    }
  }
}

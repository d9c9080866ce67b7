/** The licences of what is built into a script: their texts have to go where the script goes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

interface Part {
  name: string;
  version: string;
  licence: string;
  text: string;
}

function folderOf(file: string): string | undefined {
  const at = file.lastIndexOf(`${sep}node_modules${sep}`);
  if (at < 0) return undefined;
  const start = at + `${sep}node_modules${sep}`.length;
  const words = file.slice(start).split(sep);
  return join(file.slice(0, start), ...words.slice(0, words[0]?.startsWith('@') ? 2 : 1));
}

function partIn(folder: string): Part {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  if (license === undefined) throw new Error(`${name} names no licence`);
  // The packages of one repository may have its licence at the top only.
  for (const place of [folder, dirname(folder)]) {
    const file = readdirSync(place).find((one) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(one));
    if (file !== undefined)
      return { name, version, licence: license, text: readFileSync(join(place, file), 'utf8').trim() };
  }
  const readme = join(folder, 'README.md');
  const section = existsSync(readme)
    ? /^#+ *licen[cs]e\b[^]*/im.exec(readFileSync(readme, 'utf8'))?.[0]
    : undefined;
  return { name, version, licence: license, text: section ?? `Licence: ${license}` };
}

/** @param inputs files that went into scripts */
export function partsOf(inputs: readonly string[]): Part[] {
  const folders = [...new Set(inputs.map(folderOf))].filter((one) => one !== undefined);
  return folders.map(partIn).sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

export function licencesOf(parts: readonly Part[]): string {
  return `The scripts in simulator/browser contain these packages.\n\n${parts
    .map(
      ({ name, version, licence, text }) =>
        `${'='.repeat(72)}\n${name} ${version} (${licence})\n${'='.repeat(72)}\n\n${text}\n`,
    )
    .join('\n')}`;
}

import { statSync } from 'node:fs';
import path from 'node:path';
import { FINDINGS, isCode } from '../rules/findings';
import { nearestName } from '../rules/nearest';
import { Diagnostics } from './diagnostics';
import { isInside, Project, realPath } from './project';
import { isRecord } from '../record';

interface ProjectConfig {
  appid?: unknown;
  /** The least base library, as some versions of the IDE keep it. */
  libVersion?: unknown;
  miniprogramRoot?: unknown;
  setting?: { useCompilerPlugins?: unknown } | null;
  /** What the simulator alone reads. */
  tradeSim?: { webGlobals?: unknown; baseLibrary?: unknown; check?: unknown } | null;
}

/** Settings of a project that the simulator or the IDE reads; there are more, which sound otherwise. */
const PROJECT_KEYS =
  'appid projectname setting miniprogramRoot pluginRoot cloudfunctionRoot compileType libVersion description condition packOptions tradeSim'.split(
    ' ',
  );

function readConfig(root: string, diagnostics: Diagnostics): ProjectConfig {
  const project = new Project(root, {}, diagnostics);
  const read = project.readJson(path.join(root, 'project.config.json'), diagnostics);
  if (!read || !isRecord(read.value)) return {};
  for (const name of Object.keys(read.value)) {
    const near = PROJECT_KEYS.includes(name) ? undefined : nearestName(name, PROJECT_KEYS);
    if (near !== undefined)
      diagnostics.tell('project-key-unknown', 'project.config.json', read.positionOf(name), { name, near });
  }
  return read.value;
}

/** What project.config.json says of a program. */
interface ProgramRoot {
  /** The folder that holds app.json. */
  root: string;
  appid: string;
  plugins: string[];
  webGlobals: boolean;
  baseLibrary?: string;
}

const VERSION = /^\d+(?:\.\d+){1,3}$/;

/** `"check": { "official-mixed": "off" }`: findings that a program does not want to hear of. */
function turnOff(asked: unknown, diagnostics: Diagnostics): void {
  for (const [code, level] of Object.entries(isRecord(asked) ? asked : {}))
    if (!isCode(code))
      diagnostics.tell('rule-unknown', 'project.config.json', undefined, {
        name: code,
        near: nearestName(code, Object.keys(FINDINGS)),
      });
    else if (level === 'off') diagnostics.off.add(code);
}

/** The folder that holds app.json, following `miniprogramRoot`. */
export function findProgramRoot(root: string, diagnostics = new Diagnostics()): ProgramRoot {
  const config = readConfig(root, diagnostics);
  const appid = typeof config.appid === 'string' ? config.appid : 'testAppId';
  const asked: unknown = config.setting?.useCompilerPlugins;
  const plugins = Array.isArray(asked) ? asked.filter((name) => typeof name === 'string') : [];
  const { tradeSim } = config;
  const least = tradeSim?.baseLibrary ?? config.libVersion;
  const known = {
    appid,
    plugins,
    webGlobals: tradeSim?.webGlobals === true,
    ...(typeof least === 'string' && VERSION.test(least) && { baseLibrary: least }),
  };
  turnOff(tradeSim?.check, diagnostics);
  if (typeof config.miniprogramRoot !== 'string') return { root, ...known };
  const inner = path.resolve(root, config.miniprogramRoot);
  const real = realPath(inner);
  const usable =
    real !== undefined &&
    isInside(root, inner) &&
    isInside(realPath(root) ?? root, real) &&
    statSync(real).isDirectory();
  if (!usable)
    diagnostics.tell('program-root', 'project.config.json', undefined, { root: config.miniprogramRoot });
  return { root: usable ? inner : root, ...known };
}

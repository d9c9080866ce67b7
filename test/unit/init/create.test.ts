import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createCompiler } from '../../../simulator/compiler';
import { createShop, SHOP_PACKAGES } from '../../../simulator/init/create';
import { planInit } from '../../../simulator/init';
import { installedFrom } from '../../../simulator/init/tarballs';
import { servedKit } from '../../../simulator/server/kit-sources';
import { project } from './skeletons';

const VERSION = '1.2.3';

for (const language of ['ts', 'js'] as const)
  test(`a new shop in ${language} has no problem in the simulator, and init finds nothing to do in it`, async (t) => {
    const dir = path.join(project(t, {}), 'My Shop');
    const files = createShop({ dir, language, version: VERSION });
    assert.ok(files.includes(`pages/goods/index.${language}`));
    assert.ok(!files.some((file) => /README|lock|\.tgz$/.test(file)));
    const { program } = await createCompiler({ root: dir, ...servedKit() }).compile();
    assert.deepEqual(program.diagnostics, []);
    assert.deepEqual(planInit(dir, VERSION).changes, []);
    const manifest = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8')) as {
      name: string;
      scripts: Record<string, string>;
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    assert.equal(manifest.name, 'my-shop');
    assert.equal(manifest.dependencies['microapp-trade-kit'], VERSION);
    assert.equal(manifest.devDependencies['microapp-trade-simulator'], VERSION);
    assert.equal(manifest.scripts.start, 'trade-sim dev .');
  });

test('with --packages a shop names the tarballs, as seen from its folder', (t) => {
  const home = project(t, {
    'tarballs/microapp-trade-kit-1.2.3.tgz': '',
    'tarballs/microapp-trade-sandbox-1.2.3.tgz': '',
    'tarballs/microapp-trade-simulator-1.2.3.tgz': '',
  });
  const dir = path.join(home, 'shops/one');
  createShop({ dir, language: 'js', version: VERSION, packages: path.join(home, 'tarballs') });
  const text = readFileSync(path.join(dir, 'package.json'), 'utf8');
  assert.match(text, /"microapp-trade-kit": "file:\.\.\/\.\.\/tarballs\/microapp-trade-kit-1\.2\.3\.tgz"/);
  assert.match(text, /"microapp-trade-sandbox": "file:\.\.\/\.\.\/tarballs\//);
});

test('who installed from tarballs gets a shop that names them, from wherever the command runs', (t) => {
  const home = project(t, {
    'release/microapp-trade-kit-1.2.3.tgz': '',
    'release/microapp-trade-sandbox-1.2.3.tgz': '',
    'release/microapp-trade-simulator-1.2.3.tgz': '',
    'work/package.json': JSON.stringify({
      devDependencies: {
        other: 'file:../else/other-1.0.0.tgz',
        'microapp-trade-simulator': 'file:../release/microapp-trade-simulator-1.2.3.tgz',
      },
    }),
    'work/deep/package.json': '{ this is not JSON',
    'registry/package.json': '{ "devDependencies": { "microapp-trade-simulator": "1.2.3" } }',
    'lost/package.json':
      '{ "dependencies": { "microapp-trade-kit": "file:../gone/microapp-trade-kit-1.2.3.tgz" } }',
  });
  const at = (...dirs: string[]): string | undefined =>
    installedFrom(
      dirs.map((dir) => path.join(home, dir)),
      SHOP_PACKAGES,
    );
  const release = path.join(home, 'release');
  // As npm, pnpm and, from the project's folder, Yarn have it.
  assert.equal(at('work/node_modules/microapp-trade-simulator/server/commands'), release);
  assert.equal(at('work/node_modules/.pnpm/x/node_modules/microapp-trade-simulator'), release);
  assert.equal(at('registry', 'work/deep'), release);
  assert.equal(at('registry/node_modules/microapp-trade-simulator'), undefined);
  assert.equal(at('lost'), undefined);
});

test('a folder that has something in it, or a missing tarball, is refused, and nothing is written', (t) => {
  const home = project(t, { 'shop/mine.txt': 'mine' });
  const dir = path.join(home, 'shop');
  assert.throws(() => createShop({ dir, language: 'ts', version: VERSION }), /is not empty/);
  assert.ok(!existsSync(path.join(dir, 'app.json')));
  const none = path.join(home, 'none');
  mkdirSync(none);
  const fresh = path.join(home, 'fresh');
  assert.throws(
    () => createShop({ dir: fresh, language: 'ts', version: VERSION, packages: none }),
    /there is no microapp-trade-kit-<version>\.tgz/,
  );
  assert.ok(!existsSync(fresh));
  writeFileSync(path.join(home, 'file'), '');
  assert.throws(
    () => createShop({ dir: path.join(home, 'file'), language: 'ts', version: VERSION }),
    /not empty/,
  );
});

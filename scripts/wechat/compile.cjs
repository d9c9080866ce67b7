/**
 * Runs WeChat's tools over a project and prints what they found as one line of JSON. Started in the folder
 * where they are installed: `node compile.cjs <folder of node_modules> <project> <archive>`.
 */
const { generateKeyPairSync } = require('node:crypto');
const { readFileSync, statSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const [, , modules, projectPath, archive] = process.argv;
const ci = createRequire(path.join(modules, 'index.js'))('miniprogram-ci');

/** What WeChat's server would say of an app; given here, so that nothing is asked for. */
const ATTRIBUTES = {
  ...ci.DefaultProjectAttr,
  appType: 0,
  platform: false,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 20,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
};

async function main() {
  const privateKeyPath = path.join(projectPath, '..', 'key.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(privateKeyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const { appid } = JSON.parse(readFileSync(path.join(projectPath, 'project.config.json'), 'utf8'));
  const project = new ci.Project({
    appid,
    type: 'miniProgram',
    projectPath,
    privateKeyPath,
    ignores: ['node_modules/**/*'],
  });
  project.attr = () => Promise.resolve(ATTRIBUTES);
  project.attrSync = () => ATTRIBUTES;
  const warnings = await ci.packNpm(project, { reporter: () => undefined });
  const analysis = await ci.analyseCode(project);
  const quality = await ci.checkCodeQuality(project);
  await ci.getCompiledResult(
    {
      project,
      version: '1.0.0',
      desc: '',
      setting: { es6: true, es7: true, minify: true },
      onProgressUpdate: () => undefined,
    },
    archive,
  );
  const { files } = typeof analysis === 'string' ? JSON.parse(analysis) : analysis;
  const result = {
    warnings,
    files: files.map((file) => file.path),
    quality: quality.map(({ name, success, detail }) => ({ name, success, detail })),
    bytes: statSync(archive).size,
  };
  process.stdout.write(`\n${JSON.stringify(result)}\n`);
}

main().then(
  // The analysis leaves a watcher behind.
  () => process.exit(0),
  (error) => {
    process.stderr.write(`\n${error && error.code} ${(error && error.message) || error}\n`);
    process.exit(1);
  },
);

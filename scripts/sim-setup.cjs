/** jest's globalSetup. The converter is TypeScript and an ES module, so it runs in a process of its own. */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'sim-components.ts')], {
    stdio: 'inherit',
    cwd: join(__dirname, '..'),
  });
};

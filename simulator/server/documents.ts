import type { NetworkRules } from '../network';

const document = (
  title: string,
  head: string,
  scripts: readonly string[],
  attributes = '',
): string => `<!doctype html>
<html lang="zh-CN"${attributes}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${head}</head>
<body>
<div id="app"></div>
${scripts.map((script) => `<script src="${script}"></script>`).join('\n')}
</body>
</html>
`;

/** `/`: the phone and the panels around it. `frame`: origin of the mini-program's document, if another. */
export const shellHtml = (frame?: string): string =>
  document(
    'Trade simulator',
    '<link rel="stylesheet" href="/shell.css">\n',
    ['/shell.js'],
    frame === undefined ? '' : ` data-frame-origin="${frame}"`,
  );

const attribute = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * `/frame.html`: the document in which the mini-program runs. `clockShift`: how far the phone's clock is
 * ahead of this machine's, ms. `shell`: origin of the document around it. `network`: which requests go
 * through the server. `automation`: tests drive it.
 */
export const frameHtml = (
  clockShift: number,
  shell: string,
  network: NetworkRules,
  automation = false,
): string =>
  document(
    'Mini-program',
    '',
    ['/program.js', '/__net/mocks.js', '/runtime.js'],
    ` data-shell-origin="${shell}" data-network="${attribute(JSON.stringify(network))}"` +
      (clockShift === 0 ? '' : ` data-clock-shift="${clockShift}"`) +
      (automation ? ' data-automation' : ''),
  );

/** `/` of a sandbox without a phone. */
export const CONSOLE_HTML = document('Trade sandbox', '<link rel="stylesheet" href="/console.css">\n', [
  '/console.js',
]);

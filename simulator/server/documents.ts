import type { NetworkRules } from '../network';

/** A phone with a tick: what is bought here is bought. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="7" y="2" width="18" height="28" rx="4" fill="#1457b8"/><rect x="10" y="6" width="12" height="18" rx="1" fill="#fff"/><path d="M12 15l3 3 5-6" fill="none" stroke="#136c2e" stroke-width="2.5"/></svg>',
)}`;

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
<link rel="icon" href="${ICON}">
${head}</head>
<body>
<div id="app"></div>
${scripts.map((script) => `<script src="${script}"></script>`).join('\n')}
</body>
</html>
`;

const attribute = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * `/`: the phone and the panels around it. `frame`: origin of the mini-program's document, if another.
 * `docs`: where the documentation is. `program`: its id, and the conditions that the command was given,
 * as the query of an address.
 */
export const shellHtml = (
  frame?: string,
  docs?: string,
  program?: { appId: string; conditions: string },
): string =>
  document(
    'Trade simulator',
    '<link rel="stylesheet" href="/shell.css">\n',
    ['/shell.js'],
    (frame === undefined ? '' : ` data-frame-origin="${frame}"`) +
      (docs === undefined ? '' : ` data-docs="${docs}"`) +
      (program === undefined ? '' : ` data-app-id="${attribute(program.appId)}"`) +
      (program === undefined || program.conditions === ''
        ? ''
        : ` data-conditions="${attribute(program.conditions)}"`),
  );

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

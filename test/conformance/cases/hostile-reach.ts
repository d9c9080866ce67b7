/** A program that looks for a way out of its files, its page and its scripts. */
import { casesOf } from '../case';

const tt = casesOf('tt');
const tags = casesOf('tags');
const ttss = casesOf('ttss');

/** Paths that lead out of what a program may write. */
const OUT = [
  'ttfile://user/../x',
  'ttfile://user/a/../../x',
  'ttfile://package/x',
  'ttfile://userx/y',
  'ttfile://user',
  '/pages/a/x.js',
  '../x',
  'x.js',
  'file:///etc/x',
  'http://127.0.0.1:1/x',
  'blob:x',
  'TTFILE://USER/x',
  'ttfile:/user/x',
  'ttfile:\\\\user\\x',
];

/** What is no file of the program, though something answers there. */
const NO_FILES = [
  '/frame.html',
  '/program.js',
  '/runtime.js',
  '/runtime.js.map',
  '/__net/mocks.js',
  '/__events',
  '/__problems',
  '/platform/user',
  '/merchant/goods',
  '/sandbox/state',
  '/sandbox/export.txt',
  '//127.0.0.1:1/x.png',
  '/\\127.0.0.1:1/x.png',
  'file:///etc/passwd',
  '/../../../etc/passwd',
  '/..%2f..%2f..%2fetc%2fpasswd',
  'ttfile://user/../../etc/passwd',
  'ttfile://',
];

/** Addresses that are scripts, or documents of the program's own making. */
const SCRIPTS = [
  'javascript:log.push(1)',
  ' javascript:log.push(1)',
  'java\\tscript:log.push(1)',
  'JAVASCRIPT:log.push(1)//',
  'vbscript:log.push(1)',
  'data:text/html,<script>parent.log.push(1)</script>',
  'about:srcdoc',
  'file:///etc/passwd',
  'blob:null/1',
];

export const cases = [
  tt(
    'no function of the file system writes outside of the program’s folder',
    {
      js: `Page({ onLoad() {
        const fs = tt.getFileSystemManager(); const own = tt.env.USER_DATA_PATH + '/own'; fs.writeFileSync(own, 'x');
        const ways = { write: (p) => fs.writeFileSync(p, 'y'), append: (p) => fs.appendFileSync(p, 'y'), copy: (p) => fs.copyFileSync(own, p), rename: (p) => fs.renameSync(own, p), back: (p) => fs.renameSync(p, own + '2'), mkdir: (p) => fs.mkdirSync(p, true), rmdir: (p) => fs.rmdirSync(p, true), unlink: (p) => fs.unlinkSync(p), truncate: (p) => fs.truncateSync(p, 1), save: (p) => fs.saveFileSync(own, p) };
        for (const path of ${JSON.stringify(OUT)}) for (const way of Object.keys(ways))
          try { ways[way](path); log.push(way + ' ' + path); } catch (error) { if (!/fail/.test(error.message)) log.push(error.message); }
        log.push(fs.readFileSync(own, 'utf8'), fs.readdirSync(tt.env.USER_DATA_PATH).filter((name) => name === 'own2').length);
      } });`,
    },
    `log.join() === 'x,0' || log`,
  ),
  tt(
    'downloadFile, saveFile and unzip put nothing outside of it',
    {
      js: `Page({ async onLoad() {
        const fs = tt.getFileSystemManager(); const own = tt.env.USER_DATA_PATH + '/own'; fs.writeFileSync(own, 'x');
        for (const filePath of ${JSON.stringify(OUT)}) {
          await tt.downloadFile({ url: 'images/none.png', filePath }).then(() => log.push('down ' + filePath), () => 0);
          await tt.saveFile({ tempFilePath: own, filePath }).then(() => log.push('save ' + filePath), () => 0);
          await fs.copyFile({ srcPath: own, destPath: filePath }).then(() => log.push('copy ' + filePath), () => 0);
          await fs.unzip({ zipFilePath: own, targetPath: filePath }).then(() => log.push('unzip ' + filePath), () => 0);
        }
        log.push('done');
      } });`,
    },
    `log.join() === 'done' || log`,
  ),
  tt(
    'what the server has beside the program’s pictures is no file to read, send or show',
    {
      js: `Page({ async onLoad() {
        const fs = tt.getFileSystemManager();
        for (const path of ${JSON.stringify(NO_FILES)}) {
          try { fs.readFileSync(path, 'utf8'); log.push('read ' + path); } catch (error) { if (!/fail/.test(error.message)) log.push(error.message); }
          try { fs.accessSync(path); log.push('access ' + path); } catch { /* as it should */ }
          try { fs.copyFileSync(path, tt.env.USER_DATA_PATH + '/stolen'); log.push('copy ' + path); } catch { /* as it should */ }
          await fs.getFileInfo({ filePath: path }).then(() => log.push('info ' + path), () => 0);
          await tt.uploadFile({ url: '/own', name: 'f', filePath: path }).then(() => log.push('upload ' + path), (error) => { if (!/fail/.test(error.errMsg)) log.push(error); });
        }
        log.push('done');
      } });`,
    },
    `log.join() === 'done' || log`,
  ),
  tt(
    'no path of a file is asked of the server’s own routes, or of another one',
    {
      js: `Page({ onReady() {
        const fs = tt.getFileSystemManager();
        for (const path of ['/\\\\127.0.0.1:1/x.png', '/sandbox/x.png', '/platform/x.png', '/merchant/x.png', '/__net/x.png', '/images/none.png'])
          try { fs.readFileSync(path); } catch (error) { log.push(/permission denied/.test(error.message) ? 'denied' : 'missing'); }
      } });`,
    },
    `(log.join() === 'denied,missing,missing,missing,missing,missing' && ['//127.0.0.1:1/', '/sandbox/x', '/platform/x', '/merchant/x', '/__net/x'].every((part) => performance.getEntriesByType('resource').every(({ name }) => !name.includes(part)))
      && performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/images/none.png'))) || [log.join(), performance.getEntriesByType('resource').map(({ name }) => name)]`,
  ),
  tt(
    'a folder does not move into itself, and nothing is put over a folder',
    {
      js: `Page({ onLoad() {
        const fs = tt.getFileSystemManager(); const at = tt.env.USER_DATA_PATH + '/moves';
        try { fs.rmdirSync(at, true); } catch { /* not there yet */ }
        fs.mkdirSync(at + '/a/b', true); fs.mkdirSync(at + '/c', true); fs.writeFileSync(at + '/a/f', 'x'); fs.writeFileSync(at + '/c/g', 'y');
        for (const [from, to] of [['/a', '/a/b/d'], ['/a', '/a/b'], ['/a/f', '/c'], ['/a', '/c'], ['/none', '/n'], ['/a', '/no/where']])
          try { fs.renameSync(at + from, at + to); log.push(from + to); } catch { /* as it should */ }
        fs.renameSync(at + '/a/f', at + '/a/f'); fs.renameSync(at + '/a/f', at + '/c/g');
        log.push(fs.readFileSync(at + '/c/g', 'utf8'), fs.readdirSync(at + '/a').join(), fs.readdirSync(at).join('+'));
        fs.rmdirSync(at, true);
      } });`,
    },
    `log.join() === 'x,b,a+c' || log`,
  ),
  tt(
    'scripts of a program come to no window, document or code from text by any value that they are given',
    {
      ttml: '<canvas id="c" type="2d"/><view id="v">x</view>',
      js: `Page({ onReady() {
        const found = (name, way) => { try { const value = way(); if (value !== undefined && value !== null) log.push(name + ':' + typeof value); } catch { /* as it should */ } };
        found('Function', () => (() => 1).constructor('return 7')());
        found('async', () => (async () => 1).constructor('return 7')());
        found('generator', () => (function* () {}).constructor('yield 7')().next());
        found('tt', () => tt.request.constructor('return this')().document);
        found('timer', () => setTimeout.constructor('return this')().document);
        found('page', () => this.constructor.constructor('return this')().document);
        found('error', () => { try { null.x; } catch (error) { return error.constructor.constructor('return this')().document; } });
        found('global', () => global.document ?? global.window ?? global.parent ?? global.top);
        log.push('done');
      } });`,
    },
    `log.join() === 'done' || log`,
  ),
  tags(
    'web-view opens no script, no document of the program’s making and no file: each is an error',
    {
      ttml: '<web-view tt:for="{{list}}" tt:key="*this" src="{{item}}" binderror="no" bindload="yes"/>',
      js: `Page({ data: { list: ${JSON.stringify(SCRIPTS)} }, no(e) { log.push('no'); }, yes(e) { log.push(e.detail.src); } });`,
      steps: [['frames', 5]],
    },
    `(log.join() === ${JSON.stringify(SCRIPTS.map(() => 'no').join())} && all('iframe').every((frame) => frame.hidden && !frame.hasAttribute('src'))) || log`,
  ),
  tags(
    'image, video, navigator and rich-text run no script of an address',
    {
      ttml: '<view tt:for="{{list}}" tt:key="*this"><image src="{{item}}"/><cover-image src="{{item}}"/><video src="{{item}}" poster="{{item}}"/><navigator class="n" url="{{item}}">n</navigator></view><rich-text nodes="{{nodes}}"/><image id="last" src="data:image/svg+xml,{{svg}}" bindload="last"/>',
      js: `Page({ data: { list: ${JSON.stringify(SCRIPTS.slice(0, 6))}, svg: encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="parent.log.push(2)"><script>parent.log.push(3)</script></svg>'),
        nodes: [{ name: 'a', attrs: { href: 'javascript:log.push(4)', class: 'l' }, children: [{ type: 'text', text: 'a' }] }, { name: 'img', attrs: { src: 'javascript:log.push(5)', onerror: 'log.push(6)' } }, { name: 'iframe', attrs: { src: 'javascript:log.push(7)' } }, { name: 'script', children: [{ type: 'text', text: 'log.push(8)' }] }, { name: 'svg', attrs: { onload: 'log.push(9)' } }, { name: 'p', attrs: { style: 'background: url(https://a.example/x.png)', onclick: 'log.push(10)', id: 'p' } }] },
        last() { log.push('svg'); } });`,
      steps: [
        ['tap', '.n'],
        ['tap', '.l'],
      ],
    },
    `(log.join() === 'svg' && all('rich-text script, tt-rich-text script, tt-rich-text iframe, tt-rich-text svg, tt-rich-text [onclick], tt-rich-text [onerror], tt-rich-text [href]').length === 0) || log`,
  ),
  ttss(
    'a sheet that ends its style tag, or imports from outside, puts no element and no sheet into the page',
    {
      ttml: '<view id="r" class="a">x</view>',
      ttss: '@import url("https://a.example/x.css");\n.a::after { content: "</style><script>log.push(1)</script><i id=out>"; } .a { width: 7px; background: url("javascript:log.push(2)"); }',
    },
    `(box('#r').width === 7 && log.length === 0 && !document.querySelector('#out') && !q('#out') && problems('a.example').length === 1) || [box('#r').width, log, problems().map(({ message }) => message)]`,
  ),
  ...(['nodes', 'markup'] as const).map((kind) =>
    tags(
      `rich-text from ${kind} reaches no address by its style or picture, leaves its place by none, and ends in its depth`,
      {
        ttml: '<rich-text id="r" nodes="{{content}}"/>',
        js: `const style = 'color: red; position: fixed; top: 0; background: url(/x.png); width: -webkit-image-set("/x.png" 1x)';
      const deep = 300, addresses = ['javascript:log.push(1)', ' vbscript:log.push(2)', 'file:///etc/passwd', 'blob:null/a', 'data:text/html,a'];
      const node = (name, attrs, children = []) => ({ name, attrs, children });
      let nested = node('b', {}, [{ type: 'text', text: 'too deep' }]);
      for (let level = 0; level < deep; level += 1) nested = node('span', {}, [nested]);
      const nodes = [node('p', { style, class: 'first' }, [{ type: 'text', text: 'shown' }]), ...addresses.map((src) => node('img', { src })), nested,
        ...['iframe', 'object', 'textarea', 'title', 'style', 'form', 'input', 'base', 'meta'].map((name) => node(name, {}, [{ type: 'text', text: 'hidden' }]))];
      const markup = '<p class="first" style=\\'' + style.replaceAll("'", '') + '\\'>shown</p>' + addresses.map((src) => '<img src="' + src + '">').join('')
        + '<span>'.repeat(deep) + '<b>too deep</b>' + '</span>'.repeat(deep) + ['iframe', 'object', 'textarea', 'title', 'style', 'template', 'noscript'].map((name) => '<' + name + '>hidden</' + name + '>').join('') + '<form>kept<input value="hidden"></form><base href="https://a.example/"><meta http-equiv="refresh" content="0;url=https://a.example/">';
      Page({ data: { content: ${kind} } });`,
      },
      `(() => { const first = q('#r .first'), box = first.parentElement; const text = box.textContent;
        return (first.style.color === 'red' && first.style.position === '' && !/url|image-set/.test(first.getAttribute('style')) && all('#r img').length === 5 && all('#r img[src]').length === 0
          && all('#r span').length < 100 && !text.includes('hidden') && !text.includes('too deep') && text.includes('shown') && all('#r form, #r input, #r base, #r meta, #r iframe').length === 0 && log.length === 0)
          || [first.getAttribute('style'), all('#r img[src]').length, all('#r span').length, text].join('|'); })()`,
    ),
  ),
];

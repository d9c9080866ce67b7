import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFiles, lines } from './compiler-helpers';
import { rpxToCalc } from '../../../simulator/compiler/ttss';
import type { TestContext } from 'node:test';

async function css(
  t: TestContext,
  text: string,
  files: Record<string, string> = {},
): Promise<{ css: string; findings: string[] }> {
  const { program } = await compileFiles(t, { 'pages/a/a.ttss': text, ...files });
  return {
    css: (program.styles['pages/a/a'] ?? '').replace(/\s+/g, ' ').trim(),
    findings: lines(program.diagnostics),
  };
}

test('rpx is exact, signed and fractional; strings, urls and names are left alone', () => {
  assert.equal(rpxToCalc('88rpx'), 'calc(88 * var(--rpx))');
  assert.equal(rpxToCalc('-1.5rpx .5RPX'), 'calc(-1.5 * var(--rpx)) calc(0.5 * var(--rpx))');
  assert.equal(rpxToCalc('calc(100% - 20rpx)'), 'calc(100% - calc(20 * var(--rpx)))');
  assert.equal(rpxToCalc('translate(-50%,-10rpx)'), 'translate(-50%,calc(-10 * var(--rpx)))');
  for (const same of ['"10rpx"', 'url(a/10rpx.png)', "url('10rpx')", 'var(--w-10rpx)', '#10rpx', '10rpxs'])
    assert.equal(rpxToCalc(same), same);
});

test('rpx in a media query is px of a 375 px screen', async (t) => {
  assert.equal(
    (await css(t, '@media (max-width: 700rpx) { .a { width: 1rpx } }')).css,
    '@media (max-width: 350px) { .@S@a { width: calc(1 * var(--rpx)) } }',
  );
});

test(':root is the root of the page, which is a tree of its own', async (t) => {
  assert.equal(
    (await css(t, ':root{--a:1} :root .a, :root:not(.b) text{top:0}')).css,
    ':host{--a:1} :host .@S@a, :host:not(.@S@b) tt-text{top:0}',
  );
});

test('selectors: classes get the scope, tags their element name, page and :host their place', async (t) => {
  assert.equal(
    (await css(t, '.a.b>.c:not(.d)::before,view text~scroll-view{top:0}')).css,
    '.@S@a.@S@b>.@S@c:not(.@S@d)::before,tt-view tt-text~tt-scroll-view{top:0}',
  );
  assert.equal(
    (await css(t, 'page{top:0}span{top:0}pay-button-sdk{top:0}')).css,
    'tt-page{top:0}tt-span{top:0}pay-button-sdk{top:0}',
  );
  assert.equal(
    (await css(t, ':host{top:0}:host(.on) .a{top:0}')).css,
    '[wx-host="@H@"]{top:0}[wx-host="@H@"].@S@on .@S@a{top:0}',
  );
  assert.equal((await css(t, '.w-1\\/2{top:0}')).css, '.@S@w-1\\/2{top:0}');
  assert.equal(
    (await css(t, '.a{top:0;&.b{top:1px}.c{top:2px}}')).css,
    '.@S@a{top:0;&.@S@b{top:1px}.@S@c{top:2px}}',
  );
});

test('a rule that names a class or id with a digit in front is left out, with a word about it', async (t) => {
  const result = await css(t, '.a,.1b{top:0}\n#-2c .a{top:0}\n.\\31 d,.e1{top:0}');
  assert.equal(result.css, '.@S@\\31 d,.@S@e1{top:0}');
  assert.deepEqual(result.findings, [
    'pages/a/a.ttss:1:1 the class or id "1b" begins with a digit: no device takes the rule',
    'pages/a/a.ttss:2:1 the class or id "-2c" begins with a digit: no device takes the rule',
  ]);
});

test('what a pseudo-class counts or names is no tag, and selectors within it are', async (t) => {
  const same =
    ':nth-child(2n),:nth-child(3n + 1),:nth-last-child(-n+3),:nth-of-type(odd),:nth-last-of-type(2),' +
    ':lang(zh),:dir(rtl),::part(view)';
  assert.equal((await css(t, `${same}{top:0}`)).css, `${same}{top:0}`);
  assert.equal(
    (await css(t, '.a:NTH-child(2n):not(view:nth-child(even)) text:is(.b,view){top:0}')).css,
    '.@S@a:NTH-child(2n):not(tt-view:nth-child(even)) tt-text:is(.@S@b,tt-view){top:0}',
  );
  assert.equal(
    (await css(t, ':nth-child(2n + 1 of .a,view) :nth-last-child(1 of text){top:0}')).css,
    ':nth-child(2n + 1 of .@S@a,tt-view) :nth-last-child(1 of tt-text){top:0}',
  );
});

test('steps of keyframes are no selectors, and their rpx is converted', async (t) => {
  const text = '@keyframes view{from{top:1rpx}50%{top:2rpx}to{top:0}}@-webkit-keyframes b{to{top:0}}';
  assert.equal(
    (await css(t, text)).css,
    '@keyframes view{from{top:calc(1 * var(--rpx))}50%{top:calc(2 * var(--rpx))}to{top:0}}@-webkit-keyframes b{to{top:0}}',
  );
});

test('imports: relative, absolute, nested, with media, cyclic; urls keep pointing beside their own sheet', async (t) => {
  const { css: result, findings } = await css(
    t,
    '@import "../../s/one.ttss"; @import url(/s/two.ttss) (max-width: 750rpx);.a{top:0}',
    {
      's/i/a.png': 'png',
      'b.png': 'png',
      'c.png': 'png',
      's/one.ttss': '@import "./three";.one{background:url(i/a.png)}',
      's/two.ttss': '.two{background:url("../b.png")}',
      's/three.ttss':
        '@import "one.ttss";.three{background:url(data:image/png;base64,AA==) , url(/c.png), url(https://d/e.png)}',
    },
  );
  assert.deepEqual(findings, []);
  assert.equal(
    result,
    '.@S@three{background:url(data:image/png;base64,AA==) , url(/c.png), url(https://d/e.png)}.@S@one{background:url("/s/i/a.png")} ' +
      '@media (max-width: 375px){.@S@two{background:url("/b.png")}}.@S@a{top:0}',
  );
});

test('a missing import and a remote one are findings with their place; the rest of the sheet stays', async (t) => {
  const { css: result, findings } = await css(
    t,
    '.a{top:0}\n  @import "./gone.ttss";\n@import "https://a.b/c.css";\n@import "../../../out.ttss";',
  );
  assert.equal(result, '.@S@a{top:0}');
  assert.deepEqual(findings, [
    'pages/a/a.ttss:2:3 cannot find @import "./gone.ttss"',
    'pages/a/a.ttss:3:1 @import "https://a.b/c.css" is remote and is left out',
    'pages/a/a.ttss:4:1 cannot find @import "../../../out.ttss"',
  ]);
});

test('a sheet that does not parse is a finding with line and column, in an imported file too', async (t) => {
  const own = await css(t, '.a{top:0}\n.b{');
  assert.deepEqual(own.findings, ['pages/a/a.ttss:2:1 Unclosed block']);
  const imported = await css(t, '@import "../../s.ttss";.a{top:0}', { 's.ttss': '.b{top:0}\n}' });
  assert.deepEqual(imported.findings, ['s.ttss:2:1 Unexpected }']);
  assert.equal(imported.css, '.@S@a{top:0}');
  const selector = await css(t, '.a{top:0}\nb!c{top:0}');
  assert.equal(selector.css, '.@S@a{top:0}');
  assert.match(selector.findings.join(), /^pages\/a\/a\.ttss:2:1 cannot read selector "b!c"/);
});

test('a selector that a class or :host holds in its component, and a package’s sheet, give no warning', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.json': '{"usingComponents":{"x-b":"/c/b","x-d":"/miniprogram_npm/d/d"}}',
    'c/b.json': '{"component":true}',
    'c/b.ttml': '<view/>',
    'c/b.ttss':
      '.a view{top:0}\nbutton.a[type]{top:0}\n:host > #b{top:0}\n.a *{top:0}\n.b:not([c]), .c::after{top:0}',
    'miniprogram_npm/d/d.json': '{"component":true}',
    'miniprogram_npm/d/d.js': 'Component({})',
    'miniprogram_npm/d/d.ttml': '<view/>',
    'miniprogram_npm/d/d.ttss': 'view{top:0}',
  });
  assert.deepEqual(lines(program.diagnostics), []);
  const wide = await compileFiles(t, {
    'pages/a/a.json': '{"usingComponents":{"x-b":"/c/b"}}',
    'c/b.json': '{"component":true}',
    'c/b.ttml': '<view/>',
    'c/b.ttss': '.a{top:0}\n.a, view:not(.b){top:0}',
  });
  assert.deepEqual(
    wide.program.diagnostics.map(({ code, line }) => [code, line]),
    [['style-wide', 2]],
  );
});

test('a component is warned once that tag, id and attribute selectors reach outside of it; a page is not', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.json': '{"usingComponents":{"x-b":"/c/b"}}',
    'pages/a/a.ttss': 'view{top:0}',
    'c/b.json': '{"component":true}',
    'c/b.ttml': '<view/>',
    'c/b.ttss': '.a{top:0}\n#b{top:0}\n[c]{top:0}',
  });
  assert.deepEqual(lines(program.diagnostics), [
    'c/b.ttss:2:1 tag, id and attribute selectors in a component reach elements outside of it',
  ]);
});

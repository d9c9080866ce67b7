import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { rollup, type Plugin } from 'rollup';
import { weigh } from '../../../scripts/lib/closure';
import { ROOT } from '../../../scripts/lib/paths';

interface Shrink {
  shrink(file: string, text: string): Promise<string>;
  inlineConstants(file: string): Promise<Plugin>;
}

const { shrink, inlineConstants } = (await import(join(ROOT, 'scripts/build/shrink.js'))) as Shrink;

describe('what is published of a template, style or json', () => {
  test('indentation and comments go, written spaces and attributes stay', async () => {
    const text = `<!-- why -->
<view class="a {{b > c ? 'd  e' : ''}}"
  bind:tap="onTap"
  >
  <text>{{one}}</text> <text>{{two}}</text>
  <view tt:if="{{x}}" />¥{{price}} each</view
>
`;
    assert.equal(
      await shrink('x/index.ttml', text),
      `<view class="a {{b > c ? 'd e' : ''}}" bind:tap="onTap"><text>{{one}}</text> <text>{{two}}</text>` +
        '<view tt:if="{{x}}"/>¥{{price}} each</view>',
    );
  });

  test('a sheet keeps rpx and what old engines read, and tells Taro to leave its px', async () => {
    const text =
      '/* why */\n.a {\n  top: 0;\n  right: 0;\n  bottom: 0;\n  left: 0;\n  width: 8rpx;\n  color: rgba(0, 0, 0, 0.6);\n}\n';
    assert.equal(
      await shrink('x/index.ttss', text),
      '/* postcss-pxtransform disable */\n.a{top:0;right:0;bottom:0;left:0;width:8rpx;color:rgba(0,0,0,.6)}',
    );
  });

  test('json loses its spaces, a picture nothing', async () => {
    assert.equal(await shrink('x/index.json', '{\n  "component": true\n}\n'), '{"component":true}');
    assert.equal(await shrink('x/a.svg', '<svg>\n</svg>\n'), '<svg>\n</svg>\n');
  });
});

describe('constants written where they are read', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'constants-'));
    await writeFile(
      join(root, 'limits.ts'),
      "export const MOST: number = 4 * 5;\nexport const NAME = 'x';\n",
    );
    await writeFile(
      join(root, 'main.js'),
      "import { MOST, NAME } from './limits.ts';\n" +
        "export const all = [MOST, { MOST }, { MOST: 1 }, 'MOST', globalThis.MOST, -MOST, NAME];\n",
    );
  });
  after(() => rm(root, { recursive: true, force: true }));

  test('only reads of an imported number are replaced', async () => {
    const bundle = await rollup({
      input: join(root, 'main.js'),
      external: /limits/,
      plugins: [await inlineConstants(join(root, 'limits.ts'))],
    });
    const { output } = await bundle.generate({ format: 'es' });
    assert.match(output[0].code, /import \{ NAME \}/);
    assert.match(
      output[0].code,
      /\[\(20\), \{ MOST: \(20\) \}, \{ MOST: 1 \}, 'MOST', globalThis\.MOST, -20, NAME\]/,
    );
  });
});

test('a zip weighs its headers too, so that many small files cost more than one', () => {
  const text = 'abcdefghij'.repeat(40);
  const [one, two] = [
    [{ path: 'a', text: text + text }],
    [
      { path: 'a', text },
      { path: 'b', text },
    ],
  ].map(weigh);
  assert.equal(one.raw, two.raw);
  assert.ok(two.zip - one.zip > 76, `${two.zip} and ${one.zip}`);
  // zip -9 of one stored byte: 30 + 1 + 1 + 46 + 1 + 22.
  assert.equal(weigh([{ path: 'a', text: 'x' }]).zip, 101);
});

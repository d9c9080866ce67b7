import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../eventually';
import { useTagPages } from './tag-page';

const open = useTagPages();

const SVG = (width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}"/></svg>`;
const FILES = { 'images/wide.svg': SVG(80, 40) };

test('an image loads from the root, from beside its page and from anywhere, and tells its size', async () => {
  const { noted, waitFor } = await open({
    ttml: `<image id="root" src="/images/wide.svg" bindload="note"/><image id="beside" src="../../images/wide.svg" bindload="note"/><image id="data" src="data:image/svg+xml,${encodeURIComponent(SVG(80, 40))}" bindload="note"/>`,
    files: FILES,
  });
  await waitFor('load', 3);
  assert.deepEqual((await noted('load')).map(({ id, detail }) => [id, detail]).sort(), [
    ['beside', { width: 80, height: 40 }],
    ['data', { width: 80, height: 40 }],
    ['root', { width: 80, height: 40 }],
  ]);
});

test('an image with a tabindex is reached by Tab, and Enter taps it', async () => {
  const { page, waitFor } = await open({
    ttml: '<image id="qr" src="/images/wide.svg" aria-role="button" tabindex="0" bindtap="note"/>',
    files: FILES,
  });
  await page.locator('#qr').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal((await waitFor('tap')).id, 'qr');
});

test('an image that is missing tells so', async () => {
  const { waitFor } = await open({ ttml: '<image src="/images/none.svg" binderror="note"/>' });
  assert.match(String((await waitFor('error')).detail.errMsg), /\/images\/none\.svg/);
});

test('widthFix and heightFix keep the proportions of the picture', async () => {
  const { page, waitFor } = await open({
    ttml: '<image id="w" src="/images/wide.svg" mode="widthFix" style="width: 100px" bindload="note"/><image id="h" src="/images/wide.svg" mode="heightFix" style="height: 100px" bindload="note"/>',
    files: FILES,
  });
  await waitFor('load', 2);
  const size = (id: string): Promise<number[]> =>
    page
      .locator(`#${id}`)
      .evaluate((element) => [(element as HTMLElement).offsetWidth, (element as HTMLElement).offsetHeight]);
  assert.deepEqual(await size('w'), [100, 50]);
  assert.deepEqual(await size('h'), [200, 100]);
});

test('an image has the words of its aria-label, and none when it is decoration', async () => {
  const { page } = await open({
    ttml: '<image src="/images/wide.svg" aria-label="商品图"/><image src="/images/wide.svg"/>',
    files: FILES,
  });
  assert.deepEqual(
    await page.locator('img').evaluateAll((all) => all.map((one) => one.getAttribute('alt'))),
    ['商品图', ''],
  );
});

const HOSTILE = `<p onclick="window.hacked = 1" style="color: rgb(1, 2, 3); position: fixed; background: url(http://x.test/a.png)">words<img src="x" onerror="window.hacked = 2">
<script>window.hacked = 3</script><a href="javascript:window.hacked = 4">link</a><iframe srcdoc="<script>parent.hacked = 5</script>"></iframe><svg onload="window.hacked = 6"></svg><img src="javascript:window.hacked = 7"></p>`;

for (const kind of ['text', 'nodes'] as const) {
  test(`rich-text given as ${kind} shows text and leaves out all that runs`, async () => {
    const nodes = [
      {
        name: 'p',
        attrs: {
          onclick: 'window.hacked = 1',
          style: 'color: rgb(1, 2, 3); position: fixed; background: url(http://x.test/a.png)',
        },
        children: [
          { type: 'text', text: 'words' },
          { name: 'script', children: [{ type: 'text', text: 'window.hacked = 3' }] },
          { name: 'img', attrs: { src: 'javascript:window.hacked = 7', onerror: 'window.hacked = 2' } },
          {
            name: 'a',
            attrs: { href: 'javascript:window.hacked = 4' },
            children: [{ type: 'text', text: 'link' }],
          },
          { name: 'iframe', attrs: { srcdoc: 'x' } },
          { name: 'p', children: '<img src=x onerror="window.hacked = 8">' },
        ],
      },
    ];
    const { page } = await open({
      ttml: '<rich-text nodes="{{nodes}}"/>',
      data: { nodes: kind === 'text' ? HOSTILE : nodes },
    });
    const content = page.locator('tt-rich-text');
    const paragraph = content.locator('p').first();
    await eventually(async () => assert.match(await content.innerText(), /words/));
    await eventually(async () => assert.doesNotMatch(await content.innerText(), /hacked/));
    assert.deepEqual(
      await paragraph.evaluate((p) => [
        getComputedStyle(p).color,
        getComputedStyle(p).position,
        getComputedStyle(p).backgroundImage,
      ]),
      ['rgb(1, 2, 3)', 'static', 'none'],
    );
    assert.equal(
      await content.locator('script, iframe, svg, [onclick], [onerror], [href], [src^=javascript]').count(),
      0,
    );
    await content.getByText('link').tap();
    assert.equal(await page.evaluate(() => (globalThis as unknown as { hacked?: number }).hacked), undefined);
  });
}

test('rich-text takes rpx and new nodes', async () => {
  const { page, setData } = await open({
    ttml: '<rich-text nodes="{{n}}"/>',
    data: { n: '<div style="width: 375rpx">a &amp; b</div>' },
  });
  assert.equal(
    await page.locator('tt-rich-text div div').evaluate((element) => element.getBoundingClientRect().width),
    187.5,
  );
  await eventually(async () => assert.equal(await page.locator('tt-rich-text').innerText(), 'a & b'));
  await setData({ n: [{ type: 'text', text: '<b>as it is</b>' }] });
  await eventually(async () =>
    assert.equal(await page.locator('tt-rich-text').innerText(), '<b>as it is</b>'),
  );
});

test('a canvas node is found by a selector query, has the size of its tag and can be drawn on', async () => {
  const { page } = await open({ ttml: '<canvas id="c" type="2d" style="width: 120px; height: 60px"/>' });
  await page.waitForFunction(
    () => document.querySelector('.sim-page')!.shadowRoot!.querySelector('canvas')!.width === 120,
  );
  const drawn = await page.evaluate(
    () =>
      new Promise((resolve) => {
        interface Query {
          select(selector: string): {
            node(callback: (result: { node: HTMLCanvasElement }) => void): { exec(): void };
          };
        }
        const { tt } = globalThis as unknown as { tt: { createSelectorQuery(): Query } };
        tt.createSelectorQuery()
          .select('#c')
          .node(({ node }) => {
            const context = node.getContext('2d')!;
            context.fillStyle = 'rgb(1, 2, 3)';
            context.fillRect(0, 0, 5, 5);
            resolve([node.width, node.height, ...context.getImageData(1, 1, 1, 1).data]);
          })
          .exec();
      }),
  );
  assert.deepEqual(drawn, [120, 60, 1, 2, 3, 255]);
});

test('a page from outside is named and not opened', async () => {
  const { page, problems } = await open({ ttml: '<web-view src="https://example.test/a"/>' });
  await page.getByText('https://example.test/a').waitFor();
  await eventually(async () =>
    assert.equal(await page.locator('tt-web-view iframe').getAttribute('src'), null),
  );
  assert.deepEqual(await problems(), []);
});

test('a tag that needs a device says so, and its events can be fired by hand', async () => {
  const { page, noted } = await open({ ttml: '<camera bindscancode="note" bindinitdone="note"/>' });
  await page.getByRole('group', { name: /camera/ }).waitFor();
  await page.getByRole('button', { name: 'scancode' }).click();
  assert.equal((await noted('scancode'))[0]!.detail.type, 'QR_CODE');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../axe';
import { useTagPages } from './tag-page';

const open = useTagPages();

const EVERYTHING = `<view role="main"><view role="heading" aria-level="1">标题</view>
<button>默认</button><button type="primary">主要</button><button type="warn">警告</button><button plain>线框</button><button type="primary" plain>线框</button><button type="warn" plain>线框</button><button size="mini" loading>小</button><button disabled>停</button>
<image src="/images/a.svg"/><image src="/images/a.svg" aria-label="图"/>
<label>姓名<input placeholder="请输入"/></label><input placeholder="电话"/><label>备注<textarea placeholder="请输入"/></label>
<label>通知<switch checked/></label><checkbox-group><label><checkbox value="a"/>甲</label></checkbox-group><radio-group aria-label="选"><label><radio value="a"/>甲</label><label><radio value="b" checked/>乙</label></radio-group>
<icon type="success"/><progress percent="40" show-info/><slider show-value/>
<swiper indicator-dots aria-label="广告"><swiper-item><view>一</view></swiper-item><swiper-item><button>二</button></swiper-item></swiper>
<scroll-view scroll-y style="height: 50px"><view style="height: 200px">长</view></scroll-view>
<picker range="{{['a', 'b']}}"><view>选择</view></picker><picker-view value="{{[0]}}" aria-label="轮"><picker-view-column aria-label="列"><view>a</view><view>b</view></picker-view-column></picker-view>
<rich-text nodes="<h2>小标题</h2><p>字</p>"/><canvas aria-label="画布"/><video src="a.mp4"/><map/><navigator url="/pages/b/b">去</navigator></view>`;

test('every tag can be read and reached as it comes', async () => {
  const { page } = await open({
    ttml: EVERYTHING,
    files: { 'images/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' },
  });
  assert.deepEqual(await findingsOf(page), []);
  await page.getByText('选择').tap();
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await findingsOf(page), [], 'with the picker open');
});

/**
 * `npm run bench`: what a pay-button and a consume-card cost at run time, in miniprogram-simulate on jsdom.
 * Counts are exact; times are of this machine and this run, so compare them with each other and not with
 * another run.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../scripts/lib/paths';
import { defineHandlers } from '../src/handlers/reply';
import { LIBRARY } from '../test/unit/kit/props';
import { coupon, libraryGoods, orderCoupons, world } from '../test/unit/kit/world';
import { countWakes, enterBrowser, loadComponents, median, sent, wait, type Rendered } from './stage';

/**
 * Peers' buttons and countdowns as measured once with the same engine (miniprogram-simulate 1.6.2), on
 * another machine: compare counts.
 */
const PEERS = [
  { name: '@vant/weapp 1.11.7 button', calls: 0, bytes: 0, nodes: 4 },
  { name: '@vant/weapp 1.11.7 submit-bar', calls: 1, bytes: 54, nodes: 16 },
  { name: '@vant/weapp 1.11.7 count-down', calls: 2, bytes: 56, nodes: 3, wakes: 165 },
  { name: 'tdesign-miniprogram 1.16.0 button', calls: 2, bytes: 214, nodes: 3 },
  { name: 'tdesign-miniprogram 1.16.0 count-down', calls: 2, bytes: 224, nodes: 2, wakes: 150 },
];

const HOUR = 3600e3;
let props: object = LIBRARY;

function nodes(element: Element): number {
  return element.querySelectorAll('*').length + 1;
}

/** Counts setData from attachment until the picture is stable. */
async function picture(
  render: (props?: object) => Rendered,
): Promise<{ calls: number; bytes: number; nodes: number }> {
  sent.splice(0);
  const shown = render(props);
  shown.attach(document.body.appendChild(document.createElement('div')));
  await wait(120);
  const result = { calls: sent.length, bytes: sent.join('').length, nodes: nodes(shown.dom) };
  shown.detach();
  return result;
}

/** Timer wakes of `count` buttons over five seconds of nothing to do. */
async function idle(render: (props?: object) => Rendered, count: number): Promise<number> {
  const shown = Array.from({ length: count }, () => render(props));
  for (const one of shown) one.attach(document.body.appendChild(document.createElement('div')));
  await wait(200);
  const counted = countWakes();
  await wait(5000);
  // The wait of this bench is one wake.
  const wakes = counted.stop() - 1;
  for (const one of shown) one.detach();
  return wakes;
}

/** Milliseconds to render and attach `count` buttons: median of five. */
async function mount(render: (props?: object) => Rendered, count: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const host = document.body.appendChild(document.createElement('div'));
    const before = performance.now();
    const shown = Array.from({ length: count }, () => {
      const one = render(props);
      one.attach(host);
      return one;
    });
    times.push(performance.now() - before);
    await wait(50);
    for (const one of shown) one.detach();
    host.remove();
  }
  return median(times);
}

execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/sim-components.ts')], {
  cwd: ROOT,
  stdio: 'inherit',
});
enterBrowser();
const { 'pay-button': render, 'consume-card': renderCard } = loadComponents([
  'pay-button',
  'consume-card',
] as const);

props = {
  ...LIBRARY,
  handlers: defineHandlers({ getgoodsinfo: () => ({}), placeorder: () => undefined, pay: () => undefined }),
};
world();
const first = await picture(render);
console.log('setData from attachment to the first stable picture');
console.log(`  pay-button: ${first.calls} calls, ${first.bytes} bytes, ${first.nodes} DOM nodes`);
for (const peer of PEERS)
  console.log(`  ${peer.name}: ${peer.calls} calls, ${peer.bytes} bytes, ${peer.nodes} DOM nodes`);

console.log('timer wakes in 5 s');
console.log(`  50 pay-buttons on sale: ${await idle(render, 50)}`);
world({
  merchant: {
    getGoods: () =>
      Promise.resolve(libraryGoods({ saleStart: Date.now() + HOUR, saleEnd: Date.now() + 2 * HOUR })),
  },
});
console.log(`  50 pay-buttons before their sale window: ${await idle(render, 50)}`);
for (const peer of PEERS) if (peer.wakes) console.log(`  one ${peer.name}: ${peer.wakes}`);

/** Fifty cards of one page: what they set, what they wake for while they can be seen, hidden, and gone. */
async function cards(): Promise<void> {
  props = {
    orderId: 'out-1',
    handlers: defineHandlers({ consume: () => undefined, error: () => undefined }),
  };
  const started = Date.now();
  const soon = { state: 'notStarted', validFrom: started + 3000, validTo: started + HOUR } as const;
  world({ merchant: { getCoupons: () => Promise.resolve(orderCoupons([coupon(1, soon)])) } });
  const one = await picture(renderCard);
  console.log('consume-card');
  console.log(
    `  one, with its code: ${one.calls} calls of setData, ${one.bytes} bytes, ${one.nodes} DOM nodes`,
  );
  world({ merchant: { getCoupons: () => Promise.resolve(orderCoupons([coupon(1)])) } });
  const qr = await picture(renderCard);
  console.log(`  one, with its QR code: ${qr.calls} calls, ${qr.bytes} bytes, ${qr.nodes} DOM nodes`);
  const shown = Array.from({ length: 50 }, () => renderCard(props));
  for (const card of shown) card.attach(document.body.appendChild(document.createElement('div')));
  await wait(200);
  let counted = countWakes();
  await wait(5000);
  console.log(`  50 on one page, wakes in 5 s: ${counted.stop() - 1}`);
  const begins = { state: 'notStarted', validFrom: Date.now() + 2500, validTo: Date.now() + HOUR } as const;
  world({ merchant: { getCoupons: () => Promise.resolve(orderCoupons([coupon(1, begins)])) } });
  counted = countWakes();
  for (const card of shown) card.instance.setData({ orderId: 'out-2' });
  await wait(5000);
  console.log(`  50 whose codes turn usable at one instant, wakes in 5 s: ${counted.stop() - 1}`);
  const after = { state: 'notStarted', validFrom: Date.now() + 2500, validTo: Date.now() + HOUR } as const;
  world({ merchant: { getCoupons: () => Promise.resolve(orderCoupons([coupon(1, after)])) } });
  for (const card of shown) card.instance.setData({ orderId: 'out-3' });
  await wait(200);
  for (const card of shown) card.triggerPageLifeTime('hide');
  counted = countWakes();
  await wait(5000);
  console.log(`  the same, hidden: ${counted.stop() - 1}`);
  for (const card of shown) card.triggerPageLifeTime('show');
  await wait(100);
  for (const card of shown) card.detach();
  counted = countWakes();
  await wait(5000);
  console.log(`  the same, detached: ${counted.stop() - 1}`);
}

await cards();

props = {
  ...LIBRARY,
  handlers: defineHandlers({ getgoodsinfo: () => ({}), placeorder: () => undefined, pay: () => undefined }),
};
world();
const hundred = await mount(render, 100);
const thousand = await mount(render, 1000);
console.log('mount');
console.log(
  `  100 pay-buttons: ${hundred.toFixed(0)} ms; 1,000: ${thousand.toFixed(0)} ms, ${(thousand / hundred).toFixed(1)} times as long`,
);
process.exit(0);

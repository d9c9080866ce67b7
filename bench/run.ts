/**
 * `npm run bench`: what a pay-button and a consume-card cost at run time, in miniprogram-simulate on jsdom,
 * and what the buttons and countdowns of two other libraries cost in the same run (bench/peers, installed on
 * demand). Counts are exact. Times are CPU time of this process, so that other programs do not count; they
 * are this machine's, and are there for their ratios.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../scripts/lib/paths';
import { defineHandlers } from '../src/handlers/reply';
import { LIBRARY } from '../test/unit/kit/props';
import { coupon, libraryGoods, orderCoupons, world } from '../test/unit/kit/world';
import { BUTTONS, COUNTDOWNS, fetchPeers, versions } from './peers';
import {
  bundleComponents,
  countWakes,
  enterBrowser,
  median,
  sent,
  startEngine,
  wait,
  type Rendered,
} from './stage';

const HOUR = 3600e3;
/** How many of one component are mounted at once, and how often: the many take minutes. */
const MOUNTS = [
  [50, 3],
  [200, 3],
  [1000, 1],
] as const;

interface Subject {
  name: string;
  render: () => Rendered;
}

/** Renders and attaches so many of a component. */
function mount({ render }: Subject, count: number): { shown: Rendered[]; host: HTMLElement } {
  const host = document.body.appendChild(document.createElement('div'));
  const shown = Array.from({ length: count }, () => {
    const one = render();
    one.attach(host);
    return one;
  });
  return { shown, host };
}

function unmount({ shown, host }: ReturnType<typeof mount>): void {
  host.remove();
  for (const one of shown) {
    // A virtual host has no node of its own that could be taken out.
    one.parentNode = { removeChild: () => undefined };
    one.detach();
  }
}

/** What one sets from its attachment until the picture is stable, and the nodes of that picture. */
async function picture(subject: Subject): Promise<{ calls: number; bytes: number; nodes: number }> {
  sent.splice(0);
  const stage = mount(subject, 1);
  await wait(150);
  const nodes = stage.host.querySelectorAll('*').length;
  const result = { calls: sent.length, bytes: sent.join('').length, nodes };
  unmount(stage);
  return result;
}

/** Timer wakes of `count` of them over five seconds of nothing to do. */
async function idle(subject: Subject, count: number): Promise<number> {
  const stage = mount(subject, count);
  await wait(200);
  const counted = countWakes();
  await wait(5000);
  // The wait of this bench is one wake.
  const wakes = counted.stop() - 1;
  unmount(stage);
  return wakes;
}

/** CPU microseconds that this process has used since `before`. */
const cpu = (before?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

/** CPU µs for each of `count`: to mount, and afterwards until nothing is done any more. */
async function cost(subject: Subject, count: number): Promise<{ mount: number; after: number }> {
  let before = process.cpuUsage();
  const stage = mount(subject, count);
  const mounted = cpu(before) / count;
  before = process.cpuUsage();
  // Nothing here waits for longer than this; more of them need longer.
  await wait(200 + count);
  const after = cpu(before) / count;
  unmount(stage);
  (globalThis as { gc?: () => void }).gc?.();
  return { mount: mounted, after };
}

const counts = ({ calls, bytes, nodes }: Awaited<ReturnType<typeof picture>>): string =>
  `${calls} calls of setData, ${bytes} bytes, ${nodes} DOM nodes`;

execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts/sim-components.ts')], {
  cwd: ROOT,
  stdio: 'inherit',
});
fetchPeers();
bundleComponents(['pay-button', 'consume-card']);
enterBrowser();
const load = startEngine();
const renderCard = load('consume-card/index');

const onSale = {
  ...LIBRARY,
  handlers: defineHandlers({ getgoodsinfo: () => ({}), placeorder: () => undefined, pay: () => undefined }),
};
const payButton: Subject = { name: 'pay-button', render: load('pay-button/index').bind(null, onSale) };
const [peers, countdowns] = [BUTTONS, COUNTDOWNS].map((list) =>
  list.map(({ name, path, props }): Subject => ({ name, render: load(path).bind(null, props) })),
) as [Subject[], Subject[]];

console.log(`peers: ${versions()}\n`);
console.log('from attachment to the first stable picture, inner components included');
world();
for (const subject of [payButton, ...peers, ...countdowns])
  console.log(`  ${subject.name}: ${counts(await picture(subject))}`);

console.log('timer wakes in 5 s');
console.log(`  50 pay-buttons on sale: ${await idle(payButton, 50)}`);
world({
  merchant: {
    getGoods: () =>
      Promise.resolve(libraryGoods({ saleStart: Date.now() + HOUR, saleEnd: Date.now() + 2 * HOUR })),
  },
});
console.log(`  50 pay-buttons before their sale window: ${await idle(payButton, 50)}`);
for (const subject of countdowns) console.log(`  one ${subject.name}: ${await idle(subject, 1)}`);

/** Fifty cards of one page: what they set, what they wake for while they can be seen, hidden, and gone. */
async function cards(): Promise<void> {
  const props = {
    orderId: 'out-1',
    handlers: defineHandlers({ consume: () => undefined, error: () => undefined }),
  };
  const card: Subject = { name: 'consume-card', render: () => renderCard(props) };
  /** From now on every order has this one code. */
  const codes = (facts?: Parameters<typeof coupon>[1]): unknown =>
    world({ merchant: { getCoupons: () => Promise.resolve(orderCoupons([coupon(1, facts)])) } });
  const soon = (ms: number): Parameters<typeof coupon>[1] => ({
    state: 'notStarted',
    validFrom: Date.now() + ms,
    validTo: Date.now() + HOUR,
  });
  const fiveSeconds = async (): Promise<number> => {
    const counted = countWakes();
    await wait(5000);
    return counted.stop() - 1;
  };
  console.log('consume-card');
  codes(soon(3000));
  console.log(`  one, with its code: ${counts(await picture(card))}`);
  codes();
  console.log(`  one, with its QR code: ${counts(await picture(card))}`);
  const { shown } = mount(card, 50);
  await wait(200);
  console.log(`  50 on one page, wakes in 5 s: ${await fiveSeconds()}`);
  codes(soon(2500));
  for (const one of shown) one.instance.setData({ orderId: 'out-2' });
  console.log(`  50 whose codes turn usable at one instant, wakes in 5 s: ${await fiveSeconds()}`);
  codes(soon(2500));
  for (const one of shown) one.instance.setData({ orderId: 'out-3' });
  await wait(200);
  for (const one of shown) one.triggerPageLifeTime('hide');
  console.log(`  the same, hidden: ${await fiveSeconds()}`);
  for (const one of shown) one.triggerPageLifeTime('show');
  await wait(100);
  for (const one of shown) one.detach();
  console.log(`  the same, detached: ${await fiveSeconds()}`);
}

await cards();

world();
console.log('CPU for each, µs: to mount, and after it');
const subjects = [payButton, ...peers];
// Once for nothing: what is compiled then is compiled for all.
for (const subject of subjects) await cost(subject, 20);
for (const [count, times] of MOUNTS) {
  const rounds = subjects.map((): { mount: number; after: number }[] => []);
  // One after the other in each round, so that a busy machine is as busy for all of them.
  for (let round = 0; round < times; round++)
    for (const [index, subject] of subjects.entries()) rounds[index]!.push(await cost(subject, count));
  const own = median(rounds[0]!.map((one) => one.mount));
  console.log(`  ${count} at once, ${times === 1 ? 'once' : `median of ${times}`}`);
  for (const [index, { name }] of subjects.entries()) {
    const mounted = median(rounds[index]!.map((one) => one.mount));
    const after = median(rounds[index]!.map((one) => one.after));
    const ratio = index ? `; a pay-button takes ${(own / mounted).toFixed(2)} of it to mount` : '';
    console.log(`    ${name}: ${mounted.toFixed(0)} + ${after.toFixed(0)}${ratio}`);
  }
}
process.exit(0);

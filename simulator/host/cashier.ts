import type { HostContext } from './context';
import { make, makeButton, openDialog } from './dom';
import { yuan } from '../money';

/**
 * What happens in the cashier. `settle` is told to the platform; with `fail` the cashier itself broke, and
 * the order stays as it is.
 */
interface CashierOutcome {
  name: string;
  text: string;
  settle?: 'paid' | 'timedOut' | 'failed' | 'closed' | 'cancelled' | 'unknown';
  fail?: { errNo?: number; text: string };
}

export const PAID: CashierOutcome = { name: 'paid', text: '支付成功', settle: 'paid' };

const OUTCOMES: readonly CashierOutcome[] = [
  PAID,
  { name: 'timedOut', text: '支付超时', settle: 'timedOut' },
  { name: 'failed', text: '支付失败', settle: 'failed' },
  { name: 'closed', text: '关闭收银台', settle: 'closed' },
  { name: 'cancelled', text: '取消支付', settle: 'cancelled' },
  { name: 'unknown', text: '结果未知', settle: 'unknown' },
];

/** Behind 更多: the cashier's own failures (contract pay-button §8.1). */
const FAILURES: readonly CashierOutcome[] = [
  { name: '10000', text: '支付失败（10000）', fail: { errNo: 10000, text: '支付失败' } },
  { name: '10001', text: '无法启动微信（10001）', fail: { errNo: 10001, text: '无法启动微信' } },
  { name: '10002', text: '未安装微信（10002）', fail: { errNo: 10002, text: '未安装微信' } },
  { name: 'unopened', text: '收银台打不开', fail: { text: '收银台打不开' } },
];

const TEXT = {
  label: '收银台',
  more: '更多',
  order: '订单号 ',
  untitled: '订单',
  channel: '支付方式',
} as const;

/** Ways to pay (contract templates §5.2). */
const CHANNELS = [
  [10, '抖音支付'],
  [1, '微信支付'],
  [2, '支付宝'],
] as const;

export interface CashierOrder {
  title?: string;
  /** What is to be paid, 分. */
  amount?: number;
  outOrderNo?: string;
  /** Channels that must not be offered. */
  blocked?: readonly number[];
}

/** What the user chose, and the way to pay that was set then. */
type Chosen = CashierOutcome & { channel: number };

function channelChoice(blocked: readonly number[]): { field: HTMLElement; chosen: () => number } {
  const field = make('fieldset', { className: 'sim-channels' }, make('legend', { text: TEXT.channel }));
  const offered = CHANNELS.filter(([channel]) => !blocked.includes(channel));
  let chosen: number = offered[0]?.[0] ?? 10;
  for (const [channel, name] of offered) {
    const input = document.createElement('input');
    Object.assign(input, {
      type: 'radio',
      name: 'sim-channel',
      value: String(channel),
      checked: channel === chosen,
    });
    input.addEventListener('change', () => {
      chosen = channel;
    });
    const label = make('label', {}, input);
    label.append(name);
    field.append(label);
  }
  return { field, chosen: () => chosen };
}

/** Opens the cashier and resolves with what the user chose. Escape cancels the payment. */
export function openCashier({ layer }: Pick<HostContext, 'layer'>, order: CashierOrder): Promise<Chosen> {
  return new Promise((resolve) => {
    const choose = (outcome: CashierOutcome): void => {
      panel.close();
      resolve({ ...outcome, channel: channels.chosen() });
    };
    const channels = channelChoice(order.blocked ?? []);
    const buttonFor = (outcome: CashierOutcome): HTMLButtonElement =>
      makeButton(outcome.text, () => choose(outcome), {
        'data-outcome': outcome.name,
        ...(outcome.settle === 'paid' ? { class: 'sim-main' } : {}),
      });
    const header = make('header', {}, make('h2', { text: order.title ?? TEXT.untitled }));
    if (order.amount !== undefined)
      header.append(make('p', { className: 'sim-amount', text: yuan(order.amount) }));
    if (order.outOrderNo !== undefined) header.append(make('p', { text: TEXT.order + order.outOrderNo }));
    const more = make('details', {}, make('summary', { text: TEXT.more }), ...FAILURES.map(buttonFor));
    const cancel = OUTCOMES.find(({ name }) => name === 'cancelled') as CashierOutcome;
    const panel = openDialog(
      layer,
      { className: 'sim-sheet sim-cashier', label: TEXT.label, onCancel: () => choose(cancel) },
      header,
      // Behind the outcomes: the first thing to be reached by keyboard stays 支付成功.
      ...OUTCOMES.map(buttonFor),
      channels.field,
      more,
    );
  });
}

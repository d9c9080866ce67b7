import type { Item, OrderDetail, Payment } from 'microapp-trade-sandbox/shapes';
import { dateText } from '../format';
import { yuan } from '../../money';
import { Table } from '../table';
import { CopyNumber } from './copy-number';
import { CouponCard } from './coupon-card';
import { RefundCard } from './refund-card';
import { StateChip } from './state-chip';
import { nameOf } from './names';
import { words as all } from './strings';
import type { Act } from './use-actions';

const words = all.order;

function Facts({ rows }: { rows: [string, preact.ComponentChildren][] }) {
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

function Amounts({ order }: { order: OrderDetail }) {
  const names = words.amounts;
  const { totalAmount, discountAmount, items, draft } = order;
  const fees = draft.fees.map(({ feeAmount, feeDiscountAmount = 0 }) => feeAmount - feeDiscountAmount);
  return (
    <dl class="amounts" aria-label={names.title}>
      {(
        [
          [names.total, totalAmount],
          ...(fees.length > 0 ? [[names.fee, sum(fees)]] : []),
          [names.discount, -discountAmount],
          [names.paid, totalAmount - discountAmount],
          [names.refunded, sum(items.map(({ refundedAmount }) => refundedAmount))],
        ] as [string, number][]
      ).map(([name, amount]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{yuan(amount)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface PartProps {
  title: string;
  columns: string[];
  rows: { key: string; cells: preact.ComponentChildren[] }[];
}

function Part({ title, columns, rows }: PartProps) {
  return (
    <section>
      <h3>{title}</h3>
      <Table label={title} columns={columns}>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) => (
              <td key={index}>{cell}</td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Items({ items }: { items: readonly Item[] }) {
  const { title, id, price, paid, refunded, state, code } = words.items;
  return (
    <Part
      title={title}
      columns={[id, state, code, price, paid, refunded]}
      rows={items.map((item) => ({
        key: item.itemOrderId,
        cells: [
          <CopyNumber number={item.itemOrderId} />,
          <StateChip table="item" state={item.state} />,
          item.code === undefined ? '' : <CopyNumber number={item.code} />,
          yuan(item.price),
          yuan(item.paidAmount),
          yuan(item.refundedAmount),
        ],
      }))}
    />
  );
}

function Payments({ payments }: { payments: readonly Payment[] }) {
  const { title, id, amount, channel, state, time } = words.payments;
  return (
    <Part
      title={title}
      columns={[id, state, channel, amount, time]}
      rows={payments.map((payment) => ({
        key: payment.payOrderId,
        cells: [
          <CopyNumber number={payment.payOrderId} />,
          <StateChip table="payment" state={payment.state} />,
          nameOf('channel', String(payment.channel)),
          yuan(payment.amount),
          dateText(payment.endTime ?? payment.createTime),
        ],
      }))}
    />
  );
}

interface Props {
  order: OrderDetail;
  act: Act;
  /** Goes to the counter, with a code or '' for none. */
  onRedeem(code: string): void;
}

/** What an order is made of. Texts of the mini-program are text. */
export function OrderParts({ order, act, onRedeem }: Props) {
  const { fields } = words;
  const rows: [string, preact.ComponentChildren][] = [
    [fields.outOrderNo, <CopyNumber number={order.outOrderNo} />],
    [fields.orderId, <CopyNumber number={order.orderId} />],
    [fields.api, `tt.${order.api}`],
    [fields.version, order.version],
    [fields.createTime, dateText(order.createTime)],
    [fields.payExpireTime, dateText(order.payExpireTime)],
  ];
  if (order.paidTime !== undefined) rows.push([fields.paidTime, dateText(order.paidTime)]);
  if (order.closeTime !== undefined)
    rows.push([fields.closeTime, `${dateText(order.closeTime)} ${nameOf('notes', order.closeReason ?? '')}`]);
  if (order.scenario !== undefined) rows.push([fields.scenario, order.scenario]);
  if (order.legacy) rows.push([fields.legacy, words.legacy]);
  return (
    <div class="parts">
      <Facts rows={rows} />
      <Amounts order={order} />
      <Items items={order.items} />
      <Payments payments={order.payments} />
      <section>
        <h3>{words.coupons.title}</h3>
        {order.coupons.length === 0 && <p class="empty">{words.coupons.none}</p>}
        {order.coupons.length > 0 && (
          <p class="to-counter">
            <button type="button" class="small" onClick={() => onRedeem('')}>
              {words.coupons.toCounter}
            </button>
          </p>
        )}
        {order.coupons.map((coupon) => (
          <CouponCard key={coupon.certificateId} coupon={coupon} act={act} onRedeem={onRedeem} />
        ))}
      </section>
      <section>
        <h3>{words.refunds.title}</h3>
        {order.refunds.length === 0 && <p class="empty">{words.refunds.none}</p>}
        {order.refunds.map((refund) => (
          <RefundCard key={refund.refundId} refund={refund} act={act} />
        ))}
      </section>
    </div>
  );
}

/**
 * What follows from a step of the ledger: codes, stock, callbacks, a scenario's decision; and what follows
 * from time.
 */
import type { Callbacks } from './callbacks/delivery';
import { closedMsg, paidMsg, refundMsg } from './callbacks/messages';
import { ecpayPaidMsg, ecpayRefundMsg } from './server-api/ecpay-messages';
import type { Catalogue } from './catalogue/catalogue';
import { fromShelf } from './catalogue/from-shelf';
import type { Coupons } from './coupons/coupons';
import type { EventLog } from './events';
import type { Ledger } from './ledger/ledger';
import type { Refunds } from './ledger/refunds';
import type { Settlements } from './ledger/settlements';
import type { Order, Refund } from './ledger/types';
import { refundExpired } from './expiry-refund';
import type { Scenarios } from './scenarios/scenarios';
import type { Due } from './scheduler';

interface World {
  ledger: Ledger;
  refunds: Refunds;
  settlements: Settlements;
  coupons: Coupons;
  catalogue: Catalogue;
  callbacks: Callbacks;
  scenarios: Scenarios;
  events: EventLog;
}

export class Consequences {
  constructor(private readonly world: World) {}

  /** Each is part of the transaction of its step. */
  listen(): void {
    const { ledger, refunds, coupons, callbacks } = this.world;
    ledger.listen({
      paid: (order, payment) => {
        coupons.issue(order);
        const msg = order.version === '1.0' ? ecpayPaidMsg(ledger, order, payment) : paidMsg(order, payment);
        callbacks.queue('payment', order.version, order, msg);
      },
      closed: (order) => this.afterClose(order),
    });
    refunds.listen({
      numbered: (refund) => this.auditAtOnce(refund),
      ended: (refund) => this.afterRefund(refund),
    });
  }

  /** Whatever has something due by the clock. */
  sources(): Due[] {
    const { ledger, refunds, settlements, coupons, callbacks } = this.world;
    return [
      { nextDue: () => ledger.nextDue(), runDue: () => this.runLedger() },
      { nextDue: () => refunds.nextDue(), runDue: () => this.runRefunds() },
      { nextDue: () => settlements.nextDue(), runDue: () => this.runSettlements() },
      { nextDue: () => coupons.nextDue(), runDue: () => this.runCoupons() },
      { nextDue: () => callbacks.nextDue(), runDue: () => callbacks.runDue() },
    ];
  }

  /** Tells whoever listens that a code has changed. */
  tellCode(itemOrderId: string, what: string, data: unknown): void {
    const { coupons, ledger, events } = this.world;
    const certificate = coupons.byItem(itemOrderId);
    if (!certificate) return;
    const { orderId, code } = certificate;
    const { outOrderNo } = ledger.get(orderId)!;
    events.add('ledger', `code ···${code.slice(-4)} of ${outOrderNo}: ${what}`, { orderId, data });
  }

  private runLedger(): void {
    const { ledger, events } = this.world;
    ledger.runDue().forEach((order) =>
      events.add('ledger', `order ${order.outOrderNo}: ${order.state}`, {
        orderId: order.orderId,
        data: order,
      }),
    );
  }

  private runRefunds(): void {
    const { refunds, events } = this.world;
    refunds.runDue().forEach((refund) =>
      events.add('ledger', `refund ${refund.outRefundNo}: ${refund.state}`, {
        orderId: refund.orderId,
        data: refund,
      }),
    );
  }

  private runSettlements(): void {
    const { settlements, events } = this.world;
    settlements.runDue().forEach((settlement) =>
      events.add('ledger', `settlement ${settlement.outSettleNo}: ${settlement.state}`, {
        orderId: settlement.orderId,
        data: settlement,
      }),
    );
  }

  private runCoupons(): void {
    const { coupons, ledger } = this.world;
    // The refund is as lasting as the expiry that begins it.
    const due = ledger.step(() => {
      const changed = coupons.runDue();
      refundExpired(this.world, changed);
      return changed;
    });
    due.forEach((certificate) => this.tellCode(certificate.itemOrderId, certificate.state, certificate));
  }

  private afterClose(order: Order): void {
    fromShelf(order.draft).forEach((quantity, goodsId) => this.world.catalogue.giveBack(goodsId, quantity));
    // 担保支付 tells of payments only.
    if (order.version !== '1.0')
      this.world.callbacks.queue('payment', order.version, order, closedMsg(order));
  }

  private afterRefund(refund: Refund): void {
    const { ledger, callbacks } = this.world;
    const order = ledger.get(refund.orderId)!;
    const isAllSettled = ledger.items(order.orderId).every((item) => item.state === 'refunded');
    const msg =
      order.version === '1.0'
        ? ecpayRefundMsg(ledger, order, refund, isAllSettled)
        : refundMsg(order, refund, isAllSettled);
    callbacks.queue('refund', order.version, refund, msg);
  }

  /** A scenario may decide in the merchant's place. */
  private auditAtOnce({ refundId, state, scenario }: Refund): void {
    const { scenarios, refunds } = this.world;
    const chosen = scenarios.at('audit', { order: scenario });
    if (state !== 'auditing' || !chosen) return;
    if (chosen.audit === 'agree') refunds.audit(refundId, 'AGREE');
    if (chosen.audit === 'refuse') refunds.audit(refundId, 'DENY', chosen.denyMessage);
  }
}

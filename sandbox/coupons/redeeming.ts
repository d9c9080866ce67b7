/** How a shop redeems: prepare, verify, and undo within the hour; one transaction each. */
import { randomBytes } from 'node:crypto';
import { UNDO_MS } from '../../src/contract/coupon';
import type { CouponState } from '../../src/contract/coupon';
import type { RedeemCode as Code } from '../../src/contract/redeem';
import { REDEEM_TEXTS, RedeemCode } from '../../src/contract/redeem';
import type { Clock } from '../clock';
import type { Ledger } from '../ledger/ledger';
import { newNumber, newToken } from '../ledger/numbers';
import type { Store } from '../store/store';
import { stored } from '../store/stored';
import type { Coupons } from './coupons';
import type { Links } from './links';
import { RedeemFailure } from './failure';
import type { RedemptionRow, TokenRow } from './rows';
import type { Certificate } from './types';

/** How long a verify token can be used, ms. Not documented. */
export const tokenLife = 10 * 60 * 1000;
/** How long the platform remembers what a token was used for, ms. */
const remembered = 24 * 60 * 60 * 1000;

export interface Named {
  certificateId: string;
  encryptedCode: string;
}

interface Prepared {
  verifyToken: string;
  orderId: string;
  outOrderNo: string;
  title: string;
  /** The scanned one, then the others of the order that can be redeemed now. */
  certificates: (Certificate & Named)[];
}

interface Verified {
  itemOrderId: string;
  certificateId: string;
  resultCode: Code;
  resultMsg: string;
  /** Where it was redeemed. */
  verifyId?: string;
  verifyTime?: number;
}

interface Undone {
  verifyId: string;
  certificateId: string;
  itemOrderId: string;
  undoTime: number;
}

const refusals: Record<CouponState, Code | undefined> = {
  usable: undefined,
  refundFailed: undefined,
  redeemed: RedeemCode.AlreadyRedeemed,
  refunding: RedeemCode.Refunding,
  refunded: RedeemCode.Refunded,
  notStarted: RedeemCode.NotStarted,
  expired: RedeemCode.Expired,
};

const isRedeemable = ({ state }: Certificate): boolean => refusals[state] === undefined;

export class Redeeming {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly coupons: Coupons,
    private readonly links: Links,
  ) {}

  /** @throws RedeemFailure when the scanned code cannot be redeemed */
  prepare(scanned: { code: string } | { link: string }): Prepared {
    return this.store.transaction(() => {
      const certificate = this.find(scanned);
      const refusal = refusals[certificate.state];
      if (refusal !== undefined) throw new RedeemFailure(refusal);
      const { orderId } = certificate;
      const others = this.coupons
        .ofOrder(orderId)
        .filter((each) => isRedeemable(each) && each.itemOrderId !== certificate.itemOrderId);
      const certificates = [certificate, ...others].map((each) => ({
        ...each,
        encryptedCode: randomBytes(24).toString('base64'),
      }));
      const now = this.clock.now();
      const verifyToken = newToken();
      this.store.run(
        'DELETE FROM verify_tokens WHERE order_id = ? AND expire_time < ?',
        orderId,
        now - remembered,
      );
      this.store.run(
        'INSERT INTO verify_tokens (verify_token, order_id, expire_time, certificates) VALUES (?, ?, ?, ?)',
        verifyToken,
        orderId,
        now + tokenLife,
        JSON.stringify(
          certificates.map(({ certificateId, encryptedCode, itemOrderId }) => ({
            certificateId,
            encryptedCode,
            itemOrderId,
          })),
        ),
      );
      const { outOrderNo, draft } = this.ledger.get(orderId)!;
      return { verifyToken, orderId, outOrderNo, title: draft.goods.goodsName, certificates };
    });
  }

  /**
   * Redeems each certificate that can be; one named twice is used twice. The same call again is answered as
   * before.
   * @throws RedeemFailure when the token itself is not good
   */
  verify(verifyToken: string, orderId: string, named: Named[], shopName: string): Verified[] {
    return this.store.transaction(() => {
      const token = this.store.get<TokenRow>(
        'SELECT * FROM verify_tokens WHERE verify_token = ?',
        verifyToken,
      );
      if (!token || token.order_id !== orderId)
        throw new RedeemFailure(RedeemCode.Void, '验券标识无效，请重新验券准备');
      const usedFor = JSON.stringify(named);
      if (token.used_for === usedFor)
        return stored<Verified[]>(token.results!, `verify_tokens.results of order ${orderId}`);
      if (token.used_for !== null) throw new RedeemFailure(RedeemCode.Void, '验券标识已使用，请重新验券准备');
      if (this.clock.now() >= token.expire_time)
        throw new RedeemFailure(RedeemCode.Void, '验券标识已过期，请重新验券准备');
      const prepared = stored<(Named & { itemOrderId: string })[]>(
        token.certificates,
        `verify_tokens.certificates of order ${orderId}`,
      );
      const results = named.map(({ certificateId, encryptedCode }) => {
        const found = prepared.find(
          (each) => each.certificateId === certificateId && each.encryptedCode === encryptedCode,
        );
        return found
          ? this.redeem(found.itemOrderId, shopName)
          : refused('', certificateId, RedeemCode.NotPrepared);
      });
      this.store.run(
        'UPDATE verify_tokens SET used_for = ?, results = ? WHERE verify_token = ?',
        usedFor,
        JSON.stringify(results),
        verifyToken,
      );
      return results;
    });
  }

  /** Takes a redemption back. Undoing an undone one changes nothing. @throws RedeemFailure */
  undo(verifyId: string, certificateId?: string): Undone {
    return this.store.transaction(() => {
      const row = this.store.get<RedemptionRow>('SELECT * FROM redemptions WHERE verify_id = ?', verifyId);
      const certificate = row && this.coupons.byItem(row.item_order_id);
      if (!certificate || (certificateId !== undefined && certificate.certificateId !== certificateId))
        throw new RedeemFailure(RedeemCode.Void, '核销记录不存在');
      const now = this.clock.now();
      if (row.undo_time === null) {
        if (now > row.verify_time + UNDO_MS) throw new RedeemFailure(RedeemCode.TooLate);
        if (certificate.state === 'refunding')
          throw new RedeemFailure(RedeemCode.Refunding, '券正在退款，不能撤销核销');
        if (certificate.state === 'refunded')
          throw new RedeemFailure(RedeemCode.Refunded, '券已退款，不能撤销核销');
        this.coupons.giveBack(certificate);
        this.store.run('UPDATE redemptions SET undo_time = ? WHERE verify_id = ?', now, verifyId);
      }
      const { itemOrderId } = certificate;
      return {
        verifyId,
        certificateId: certificate.certificateId,
        itemOrderId,
        undoTime: row.undo_time ?? now,
      };
    });
  }

  private find(scanned: { code: string } | { link: string }): Certificate {
    if ('code' in scanned) {
      const certificate = this.coupons.byCode(scanned.code);
      if (!certificate) throw new RedeemFailure(RedeemCode.Void, '无券信息');
      return certificate;
    }
    const resolved = this.links.resolve(scanned.link);
    if (resolved.kind === 'unknown') throw new RedeemFailure(RedeemCode.Void, '参数错误，请刷新二维码');
    if (resolved.kind === 'void') throw new RedeemFailure(RedeemCode.Void, '二维码数据已失效，请刷新二维码');
    return this.coupons.byItem(resolved.itemOrderId)!;
  }

  private redeem(itemOrderId: string, shopName: string): Verified {
    const certificate = this.coupons.byItem(itemOrderId)!;
    const { certificateId, state } = certificate;
    const refusal = refusals[state];
    if (refusal !== undefined) return refused(itemOrderId, certificateId, refusal);
    const now = this.clock.now();
    const verifyId = newNumber(this.store, now);
    this.coupons.use(certificate);
    this.store.run(
      'INSERT INTO redemptions (verify_id, item_order_id, verify_time, shop_name) VALUES (?, ?, ?, ?)',
      verifyId,
      itemOrderId,
      now,
      shopName,
    );
    const resultCode = RedeemCode.Redeemed;
    return {
      itemOrderId,
      certificateId,
      resultCode,
      resultMsg: REDEEM_TEXTS[resultCode],
      verifyId,
      verifyTime: now,
    };
  }
}

const refused = (itemOrderId: string, certificateId: string, resultCode: Code): Verified => ({
  itemOrderId,
  certificateId,
  resultCode,
  resultMsg: REDEEM_TEXTS[resultCode],
});

import type { BizLine, GoodsType } from './codes';
import type { FeeDetails } from './jsapi/shared';
import type { GoodsLabel } from './merchant/answers';

export type { FeeDetails } from './jsapi/shared';
export type { GoodsLabel, LibraryGoods } from './merchant/answers';

/** What a `getgoodsinfo` handler resolves (contract pay-button §5.2). Money in 分. */
export interface GoodsInfo {
  currentPrice?: number;
  goodsName?: string;
  goodsPhoto?: string;
  goodsLabels?: GoodsLabel[];
  /** @default 1 */
  minLimits?: number;
  /** @default 99999 */
  maxLimits?: number;
  /** @default "周一至周日可用" */
  dateRule?: string;
  validation?: { phoneNumber?: { required?: boolean } };
  /** Sent as the JSON string `cp_extra`; at most 2048 bytes as JSON. */
  extra?: Record<string, unknown>;
  marketingVersion?: number;
  tradeOption?: Record<string, unknown>;
}

/** A checked `GoodsInfo`: defaults filled in. Name, price and photo may still be absent for library goods. */
export interface CheckedGoodsInfo extends GoodsInfo {
  minLimits: number;
  maxLimits: number;
  dateRule: string;
}

/** What 提单页 shows and orders: the library's values or the handler's, already merged and checked. */
export interface ConfirmGoods {
  goodsId: string;
  goodsType: GoodsType;
  bizLine: BizLine;
  goodsName: string;
  goodsPhoto: string;
  /** Unit price in 分. */
  currentPrice: number;
  goodsLabels: GoodsLabel[];
  dateRule: string;
  minLimits: number;
  maxLimits: number;
  /** Absent for non-library goods. */
  stock?: number;
  phoneRequired: boolean;
  marketingReady: boolean;
  marketingVersion?: number;
  extra?: Record<string, unknown>;
  tradeOption?: Record<string, unknown>;
  feeDetailsList?: FeeDetails[];
}

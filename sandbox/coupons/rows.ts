/** Database rows of the codes. */

export interface CouponRow {
  item_order_id: string;
  order_id: string;
  certificate_id: string;
  valid_from: number;
  valid_to: number;
  total_times: number;
  used_times: number;
  told: string;
}

export interface LinkRow {
  link: string;
  item_order_id: string;
  stamp: string;
  issue_time: number;
  expire_time: number;
}

export interface TokenRow {
  verify_token: string;
  order_id: string;
  expire_time: number;
  certificates: string;
  used_for: string | null;
  results: string | null;
}

export interface RedemptionRow {
  verify_id: string;
  item_order_id: string;
  verify_time: number;
  shop_name: string;
  undo_time: number | null;
}

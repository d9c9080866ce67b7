/** What is redeemed (核销) or fulfilled (履约), and the state of units: contract open-api §3, §4. */
import { itemStatus } from '../coupons/coupons';
import { timesInfo } from '../coupons/open-api';
import type { RefundableItem } from '../ledger/refunds';
import type { Order } from '../ledger/types';
import { findOrder } from './trade';
import { handlersOf, ServerFailure, text } from './world';
import type { ServerCall, ServerHandler, ServerWorld } from './world';

const PARAMETERS = 10000;
const SYSTEM = 13000;
const CODE_STATE = 21001;
const NO_ITEM = 21047;
const CLOSED_LOOP = 21111;

/** @throws ServerFailure what the shop is refused */
const redeemed = ({
  error_code: code,
  description,
  ...rest
}: {
  error_code: number;
  description: string;
}) => {
  if (code !== 0) throw new ServerFailure(code, undefined, description);
  return rest;
};

/** The code as it was scanned counts first. */
const prepare: ServerHandler = ({ openApi, ledger }, { appId, body }) => {
  const scanned = text(body, 'encrypted_data');
  const answer = redeemed(
    openApi.coupons.prepare(scanned ? { encrypted_data: scanned } : { code: body.code }),
  ) as Record<string, unknown>;
  if (ledger.get(answer.order_id as string)?.appId !== appId)
    throw new ServerFailure(13000, undefined, '无券信息');
  return answer;
};

const verify: ServerHandler = ({ openApi, ledger }, { appId, body }) => {
  if (ledger.get(body.order_id as string)?.appId !== appId)
    throw new ServerFailure(13000, undefined, '验券标识无效，请重新验券准备');
  return redeemed(openApi.coupons.verify(body)) as Record<string, unknown>;
};

const cancel: ServerHandler = ({ openApi, ledger, coupons }, { appId, body }) => {
  const certificate = coupons.byVerification(text(body, 'verify_id')!);
  const order = certificate && ledger.get(certificate.orderId);
  const named = text(body, 'order_id');
  if (order?.appId !== appId || (named !== undefined && named !== order.orderId))
    throw new ServerFailure(SYSTEM, undefined, '核销记录不存在');
  redeemed(openApi.coupons.cancel({ verify_id: body.verify_id, certificate_id: body.certificate_id }));
  return {};
};

/** Units of an order by their numbers, in the order's own order. @throws ServerFailure for one it has not */
const named = (world: ServerWorld, { orderId }: Order, ids?: readonly string[]): RefundableItem[] => {
  const items = world.refunds.items(orderId);
  const unknown = ids?.find((id) => !items.some(({ itemOrderId }) => itemOrderId === id));
  if (unknown !== undefined) throw new ServerFailure(NO_ITEM, unknown);
  return ids === undefined ? items : items.filter(({ itemOrderId }) => ids.includes(itemOrderId));
};

const queryItems: ServerHandler = (world, call) => {
  const order = findOrder(world, { ...call, body: { order_id: call.body.order_id } }, ['2.0']);
  return {
    item_list: named(world, order, call.body.item_order_id_list as string[] | undefined).map((item) => {
      const certificate = world.coupons.byItem(item.itemOrderId);
      return {
        item_order_id: item.itemOrderId,
        item_order_status: itemStatus[item.state],
        valid_start_time: certificate?.validFrom ?? 0,
        valid_end_time: certificate?.validTo ?? 0,
        ...(item.state === 'redeemed' ? { delivery_time: item.endTime } : {}),
        ...(item.totalTimes === 1 ? {} : { times_card_info: timesInfo(item) }),
      };
    }),
  };
};

/** Ends usable units. @throws ServerFailure when one is not usable */
const fulfil = (world: ServerWorld, order: Order, items: RefundableItem[], token?: string): string => {
  const other = items.find(({ state }) => state !== 'usable');
  if (order.state !== 'paid' || other)
    throw new ServerFailure(
      CODE_STATE,
      other ? `${other.itemOrderId} is ${other.state}` : `the order is ${order.state}`,
    );
  return world.deliveries.add(order.orderId, items, token);
};

const push: ServerHandler = (world, call) =>
  world.ledger.step(() => {
    const { body } = call;
    const order = findOrder(world, { ...call, body: { out_order_no: body.out_order_no } }, ['2.0']);
    const token = text(body, 'token');
    const before = token === undefined ? undefined : world.deliveries.find(order.orderId, token);
    if (before !== undefined) return { delivery_id: before };
    if (order.draft.deliveryType === 1) throw new ServerFailure(CLOSED_LOOP);
    const list = body.item_order_list as { item_order_id: string }[] | undefined;
    if ((body.use_all === true) === (list !== undefined))
      throw new ServerFailure(PARAMETERS, 'item_order_list or use_all, one of the two');
    const items = named(
      world,
      order,
      list?.map((each) => each.item_order_id),
    );
    return { delivery_id: fulfil(world, order, items, token) };
  });

/** Units that were fulfilled before stay so: the same again changes nothing. */
const pushStatus: ServerHandler = (world, call: ServerCall) =>
  world.ledger.step(() => {
    const order = findOrder(world, { ...call, body: { order_id: call.body.order_id } }, ['3.0']);
    const items = named(world, order, call.body.item_order_id_list as string[]);
    const open = items.filter(({ state }) => state !== 'redeemed');
    if (open.length > 0) fulfil(world, order, open);
    return {};
  });

const industry: Record<string, ServerHandler> = {
  query_item_order_info: queryItems,
  delivery_prepare: prepare,
  delivery_verify: verify,
  push_delivery: push,
};

export const fulfilmentHandlers = handlersOf({
  tradeSigned: industry,
  trade: { ...industry, verify_cancel: cancel },
  tradeBasic: { fulfill_push_status: pushStatus },
});

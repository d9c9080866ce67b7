/** 分账: who settles what, when it may be done, and what is answered (contract open-api §3 to §5). */
import { kindOf } from '../../src/contract/check';
import { MOST_PARTIES } from '../../src/contract/open-api';
import { parseJson } from '../../src/contract/schema/formats';
import type { Order, Party, Settlement, SettlementDraft, TradeVersion } from '../ledger/types';
import { noProvider, ownOrder } from './ecpay';
import { handlersOf, ServerFailure, text } from './world';
import type { ServerCall, ServerHandler, ServerWorld } from './world';

const NO_NUMBER = 23002;
const NO_PARTY = 23008;
const NO_SHARE = 23009;
const NO_ITEM = 23024;
const FOREIGN_ITEM = 23025;
const NO_ORDER = 23101;
const NOT_PAID = 23102;
const NOT_FINISHED = 23107;
const USED_NUMBER = 23111;
const NO_MONEY = 23112;
const NOT_WHOLE = 23118;
const ECPAY_NO_ORDER = 2000;
const CONTRADICTION = 2010;
const NO_SETTLEMENT = 4101;
const PARAMETERS = 10000;
/** "Only digits, letters, _, - and *". */
const settleNumber = /^[\w*-]+$/;

interface Refusals {
  parameters: number;
  noParty: number;
  noShare: number;
}

/** Who gets a part, as JSON text. @throws ServerFailure */
const partiesOf = (given: string | undefined, codes: Refusals): Party[] => {
  if (given === undefined || given === '') return [];
  const parsed = parseJson(given);
  if (!Array.isArray(parsed) || parsed.some((each) => kindOf(each) !== 'object'))
    throw new ServerFailure(codes.parameters, 'settle_params should be the JSON text of a list of objects');
  if (parsed.length > MOST_PARTIES)
    throw new ServerFailure(codes.parameters, `settle_params should name at most ${MOST_PARTIES} parties`);
  return (parsed as Record<string, unknown>[]).map(({ merchant_uid: uid, amount }, index) => {
    if (typeof uid !== 'string' || uid === '')
      throw new ServerFailure(codes.noParty, `settle_params[${index}]`);
    if (!Number.isSafeInteger(amount) || (amount as number) < 1)
      throw new ServerFailure(codes.noShare, `settle_params[${index}]`);
    return { merchantUid: uid, amount: amount as number };
  });
};

const draftOf = ({ body }: ServerCall, codes: Refusals): SettlementDraft => ({
  outSettleNo: text(body, 'out_settle_no')!,
  description: text(body, 'settle_desc')!,
  parties: partiesOf(text(body, 'settle_params'), codes),
  cpExtra: text(body, 'cp_extra') ?? text(body, 'ext') ?? '',
});

const shared = ({ parties }: SettlementDraft): number =>
  parties.reduce((total, { amount }) => total + amount, 0);

const orderOf = ({ ledger }: ServerWorld, { appId, body }: ServerCall, version: TradeVersion): Order => {
  const order = ledger.getByOutOrderNo(text(body, 'out_order_no')!);
  if (order?.appId !== appId || order.version !== version) throw new ServerFailure(NO_ORDER);
  return order;
};

/** What one unit, or all that are left of the order, come to. @throws ServerFailure */
const wanted = (
  { settlements, ledger }: ServerWorld,
  order: Order,
  itemOrderId: string | undefined,
): { amount: number; items: { itemOrderId: string; amount: number }[] } => {
  const items = settlements.items(order);
  if (itemOrderId !== undefined) {
    const item = items.find((each) => each.itemOrderId === itemOrderId);
    if (!item) throw new ServerFailure(ledger.hasItem(itemOrderId) ? FOREIGN_ITEM : NO_ITEM, itemOrderId);
    if (!item.isReady) throw new ServerFailure(NOT_FINISHED);
    return { amount: item.amount, items: [item] };
  }
  if (settlements.ofOrder(order.orderId).some((each) => each.itemOrderId !== undefined))
    throw new ServerFailure(NOT_WHOLE);
  const open = items.find((each) => !each.isReady);
  if (open) throw new ServerFailure(NOT_FINISHED, open.itemOrderId);
  // Fees are of no unit: they go with the last one.
  const amount = items.every(({ hasEnded }) => hasEnded)
    ? settlements.rest(order)
    : items.reduce((total, each) => total + each.amount, 0);
  return { amount, items };
};

const create =
  (version: TradeVersion, codes: Refusals): ServerHandler =>
  (world, call) =>
    world.ledger.step(() => {
      const draft = draftOf(call, codes);
      const order = orderOf(world, call, version);
      const { settlements } = world;
      if (settlements.getByOutSettleNo(call.appId, draft.outSettleNo)) throw new ServerFailure(USED_NUMBER);
      if (order.state !== 'paid') throw new ServerFailure(NOT_PAID);
      const itemOrderId = text(call.body, 'item_order_id');
      const { amount, items } = wanted(world, order, itemOrderId);
      if (amount < 1 || shared(draft) > amount)
        throw new ServerFailure(NO_MONEY, amount < 1 ? undefined : `at most ${amount} can be shared`);
      const { settleId } = settlements.create(order, amount, items, draft, itemOrderId);
      return { settle_id: settleId, ...(version === '3.0' ? { wallet_settle_id: settleId } : {}) };
    });

/** Who gets what, in words: the merchant first. */
const detailOf = ({ amount, draft }: Settlement): string =>
  [
    `商户: ${amount - shared(draft)}`,
    ...draft.parties.map((party) => `${party.merchantUid}: ${party.amount}`),
  ].join('; ');

const statusOf = ({ state }: Settlement): string => (state === 'settled' ? 'SUCCESS' : 'PROCESSING');

const sumsOf = (settlement: Settlement): Record<string, unknown> => ({
  settle_amount: settlement.amount,
  rake: 0,
  commission: 0,
  settle_detail: detailOf(settlement),
  cp_extra: settlement.draft.cpExtra,
});

/** By the first number that is given, in the documented order; none is found: an empty list. */
const query =
  (version: TradeVersion, noNumber: number): ServerHandler =>
  ({ ledger, settlements }, { appId, body }) => {
    const [settleId, orderId, outSettleNo, outOrderNo] = [
      'settle_id',
      'order_id',
      'out_settle_no',
      'out_order_no',
    ].map((name) => text(body, name));
    const one = (found: Settlement | undefined): Settlement[] => (found ? [found] : []);
    const ofOrder = (order: Order | undefined): Settlement[] =>
      order ? settlements.ofOrder(order.orderId) : [];
    const found =
      settleId !== undefined
        ? one(settlements.get(settleId))
        : orderId !== undefined
          ? ofOrder(ledger.get(orderId))
          : outSettleNo !== undefined
            ? one(settlements.getByOutSettleNo(appId, outSettleNo))
            : outOrderNo !== undefined
              ? ofOrder(ledger.getByOutOrderNo(outOrderNo))
              : undefined;
    if (!found) throw new ServerFailure(noNumber);
    return found.flatMap((settlement) => {
      const order = ledger.get(settlement.orderId)!;
      if (order.appId !== appId || order.version !== version) return [];
      return [
        {
          order_id: order.orderId,
          out_order_no: order.outOrderNo,
          settle_id: settlement.settleId,
          out_settle_no: settlement.outSettleNo,
          item_order_id: settlement.itemOrderId ?? '',
          settle_status: statusOf(settlement),
          ...(settlement.endTime === undefined ? {} : { settle_at: settlement.endTime }),
          ...sumsOf(settlement),
          ...(version === '3.0' ? { wallet_settle_id: settlement.settleId, platform_ticket: 0 } : {}),
        },
      ];
    });
  };

const ecpayCodes: Refusals = {
  parameters: CONTRADICTION,
  noParty: CONTRADICTION,
  noShare: CONTRADICTION,
};

/** The same number is the same settlement, as long as the order is the same. */
const settle: ServerHandler = (world, call) =>
  world.ledger.step(() => {
    noProvider(call);
    const { settlements } = world;
    const draft = draftOf(call, ecpayCodes);
    if (!settleNumber.test(draft.outSettleNo))
      throw new ServerFailure(CONTRADICTION, 'out_settle_no should be of digits, letters, _, - and *');
    const order = ownOrder(world, call);
    if (!order) throw new ServerFailure(ECPAY_NO_ORDER);
    const before = settlements.getByOutSettleNo(call.appId, draft.outSettleNo);
    if (before && before.orderId !== order.orderId)
      throw new ServerFailure(CONTRADICTION, `out_settle_no ${draft.outSettleNo} was used for another order`);
    if (before) return { settle_no: before.settleId };
    const amount = settlements.rest(order);
    if (!settlements.isOld(order))
      throw new ServerFailure(CONTRADICTION, 'an order can be settled seven days after its payment');
    if (amount < 1 || shared(draft) > amount)
      throw new ServerFailure(CONTRADICTION, `at most ${amount} can be settled`);
    return { settle_no: settlements.create(order, amount, [], draft).settleId };
  });

const querySettle: ServerHandler = (world, call) => {
  noProvider(call);
  const found = world.settlements.getByOutSettleNo(call.appId, text(call.body, 'out_settle_no')!);
  if (!found || world.ledger.get(found.orderId)!.version !== '1.0') throw new ServerFailure(NO_SETTLEMENT);
  return {
    settle_info: {
      settle_no: found.settleId,
      settle_status: statusOf(found),
      settled_at: found.endTime === undefined ? 0 : Math.floor(found.endTime / 1000),
      msg: '',
      ...sumsOf(found),
    },
  };
};

const unsettled: ServerHandler = (world, call) => {
  noProvider(call);
  const order = text(call.body, 'out_order_no') === undefined ? undefined : ownOrder(world, call);
  if (!order) throw new ServerFailure(ECPAY_NO_ORDER);
  return { out_order_no: order.outOrderNo, unsettle_amount: world.settlements.rest(order) };
};

const industry: Record<string, ServerHandler> = {
  create_settle: create('2.0', { parameters: PARAMETERS, noParty: NO_PARTY, noShare: NO_SHARE }),
  query_settle: query('2.0', NO_NUMBER),
};
const basicCodes: Refusals = { parameters: PARAMETERS, noParty: PARAMETERS, noShare: PARAMETERS };

export const settlementHandlers = handlersOf({
  tradeSigned: industry,
  trade: industry,
  tradeBasic: { settle_create: create('3.0', basicCodes), settle_query: query('3.0', PARAMETERS) },
  ecpay: { settle, query_settle: querySettle, unsettle_amount: unsettled },
});

/**
 * The platform's own client library for servers (npm, `@open-dy/open_api_sdk`), unchanged, with the sandbox
 * in place of its host: it has no option for a base address, so its transport is told where to go.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { appId, backend } from './backend-kit';
import { request } from './backend-orders';

const require = createRequire(import.meta.url);
const library = createRequire(require.resolve('@open-dy/open_api_sdk'));

interface Request {
  protocol: string;
  headers: Record<string, string>;
}

interface Transport {
  doAction(request: Request, runtime: unknown): Promise<unknown>;
}

interface Axios {
  default: {
    interceptors: { request: { use(change: (config: { url: string }) => { url: string }): void } };
  };
}

type Answer<T> = Promise<{ errNo: number; data: T }>;

interface Client {
  _credential: { getClientToken(): Promise<{ accessToken: string; expiresIn: number }> };
  developerOrderQuery(request: unknown): Answer<{
    payStatus: string;
    totalAmount: string;
    itemOrderList: { itemOrderId: string; itemOrderAmount: string }[];
  }>;
  developerRefundCreate(request: unknown): Answer<{ refundId: string }>;
  developerRefundQuery(request: unknown): Answer<{
    refundList: { refundStatus: string; refundTotalAmount: string }[];
  }>;
  developerRefundAuditCallback(request: unknown): Answer<undefined>;
}

type Class<T = unknown> = new (fields: Record<string, unknown>) => T;

interface Sdk {
  default: Class<Client>;
  DeveloperOrderQueryRequest: Class;
  DeveloperRefundCreateRequest: Class;
  DeveloperRefundCreateRequestItemOrderDetailItem: Class;
  DeveloperRefundCreateRequestRefundReasonItem: Class;
  DeveloperRefundCreateRequestOrderEntrySchema: Class;
  DeveloperRefundQueryRequest: Class;
  DeveloperRefundAuditCallbackRequest: Class;
}

test('the official client library gets a token, sees an order paid, refunds a part of it and audits the rest', async (t) => {
  const shop = await backend(t);
  const { sandbox } = shop;
  const sdk = library('@open-dy/open_api_sdk') as Sdk;
  const transport = library('@alicloud/tea-typescript') as Transport;
  const axios = createRequire(library.resolve('@open-dy/open_api_credential'))('axios') as Axios;
  const { doAction } = transport;
  transport.doAction = (request, runtime) => {
    request.protocol = 'http';
    request.headers.host = new URL(shop.url).host;
    return doAction(request, runtime);
  };
  t.after(() => {
    transport.doAction = doAction;
  });
  axios.default.interceptors.request.use((config) => ({
    ...config,
    url: config.url.replace('https://open.douyin.com', shop.url),
  }));
  const client = new sdk.default({ clientKey: appId, clientSecret: sandbox.secrets.appSecret });
  const { accessToken } = await client._credential.getClientToken();
  const asked = { accessToken, header: {} };

  const orderId = await request(shop, 'sdk-1');

  const query = await client.developerOrderQuery(
    new sdk.DeveloperOrderQueryRequest({ ...asked, outOrderNo: 'sdk-1' }),
  );
  assert.deepEqual([query.data.payStatus, query.data.totalAmount], ['SUCCESS', '1000']);
  const [unit, other] = query.data.itemOrderList;
  const created = await client.developerRefundCreate(
    new sdk.DeveloperRefundCreateRequest({
      ...asked,
      orderId,
      outRefundNo: 'sdk-refund-1',
      cpExtra: '',
      refundTotalAmount: '500',
      orderEntrySchema: new sdk.DeveloperRefundCreateRequestOrderEntrySchema({ path: 'page/refund' }),
      refundReason: [new sdk.DeveloperRefundCreateRequestRefundReasonItem({ code: '101', text: '不想要了' })],
      itemOrderDetail: [
        new sdk.DeveloperRefundCreateRequestItemOrderDetailItem({
          itemOrderId: unit!.itemOrderId,
          refundAmount: '500',
        }),
      ],
    }),
  );
  await sandbox.advance(10_000);
  const told = await client.developerRefundQuery(
    new sdk.DeveloperRefundQueryRequest({ ...asked, refundId: created.data.refundId }),
  );
  assert.deepEqual(
    told.data.refundList.map(({ refundStatus, refundTotalAmount }) => [refundStatus, refundTotalAmount]),
    [['SUCCESS', '500']],
  );

  const applied = (await sandbox.call('applyRefund', {
    outOrderNo: 'sdk-1',
    refundInfo: { reason: ['不想要了'] },
    itemOrderList: [{ itemOrderId: other!.itemOrderId }],
  })) as unknown as { refundId: string };
  const audit = new sdk.DeveloperRefundAuditCallbackRequest({
    ...asked,
    refundId: applied.refundId,
    refundAuditStatus: 1,
  });
  await client.developerRefundAuditCallback(audit);
  await assert.rejects(client.developerRefundAuditCallback(audit), /22006/);
  await assert.rejects(
    client.developerOrderQuery(new sdk.DeveloperOrderQueryRequest({ ...asked, outOrderNo: 'none' })),
    /20000.*订单不存在/,
  );
});

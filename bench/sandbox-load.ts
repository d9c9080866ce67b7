/**
 * The other side of the sandbox's bench, in a process of its own: buyers, and the developer's server that the
 * callbacks go to.
 */
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bench asks for, one run at a time. */
export interface LoadOrder {
  url: string;
  count: number;
  lanes: number;
}
export interface LoadResult {
  /** How long each purchase took, ms, sorted. */
  times: number[];
  /** Callbacks that have come in since the run began. */
  callbacks: number;
}

let numbered = 0;
let callbacks = 0;
const merchant = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    numbered += 1;
    callbacks += 1;
    const data = {
      out_order_no: `B${process.pid}-${numbered}`,
      order_valid_time: [{ goods_id: 'bench-own', valid_duration: 86_400_000 }],
    };
    response.end(JSON.stringify({ err_no: 0, err_tips: 'success', data }));
  });
});
merchant.listen(0, '127.0.0.1');
await once(merchant, 'listening');

const order = {
  goodsList: [
    {
      goodsId: 'bench-own',
      goodsType: 2,
      goodsName: '商品',
      goodsPhoto: '/a.png',
      price: 8800,
      quantity: 1,
      goodsLabels: ['随时退'],
    },
  ],
  payment: { totalAmount: 8800 },
};

const agent = new Agent({ keepAlive: true });

/**
 * By node:http. `fetch` takes twice the CPU, of cores that the sandbox needs, and its garbage stops this
 * process for 9 ms at a time: buyers would count as waiting for the sandbox what they wait for themselves.
 */
const post = (url: string, body: unknown): Promise<Record<string, unknown>> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>),
      );
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(text);
  });

/** Through HTTP, until it is paid. Returns how long it took, ms. */
async function buy(url: string): Promise<number> {
  const before = performance.now();
  const { payOrderId, orderToken, errMsg } = await post(`${url}/platform/createOrder`, order);
  const { code } = await post(`${url}/platform/cashier`, { payOrderId, orderToken, outcome: 'paid' });
  if (code !== 0) throw new Error(`a purchase failed: ${String(errMsg)}`);
  return performance.now() - before;
}

async function run({ url, count, lanes }: LoadOrder): Promise<LoadResult> {
  callbacks = 0;
  const times: number[] = [];
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      times.push(await buy(url));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { times: times.sort((one, other) => one - other), callbacks };
}

process.on('message', (asked: LoadOrder) => {
  run(asked).then(
    (result) => process.send!(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send!({ hook: `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/hook` });

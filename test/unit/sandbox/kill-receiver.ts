/**
 * A developer's server that numbers what it is asked for, and answers the rest as badly as servers do: with a
 * failure, a page of HTML, a cut connection, or late.
 */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Receiver {
  url: string;
  /** Payments and refunds that it has taken: `type number`. */
  taken: ReadonlySet<string>;
  /** From now on it answers well. */
  calm(): void;
  close(): void;
}

type Msg = Record<string, string>;

/** How long a late answer takes, ms: other lanes go on meanwhile. */
const LATE = 40;

export const receiverOf = async (random: () => number): Promise<Receiver> => {
  let calm = false;
  let orders = 0;
  const numbers = new Map<string, string>();
  const taken = new Set<string>();
  const good = (response: ServerResponse, data?: unknown): void =>
    void response.end(JSON.stringify({ err_no: 0, err_tips: 'success', ...(data ? { data } : {}) }));

  const badly = (response: ServerResponse): boolean => {
    const choice = calm ? 1 : random();
    if (choice < 0.1) void response.writeHead(500).end('{}');
    else if (choice < 0.2) void response.end('<html>502</html>');
    else if (choice < 0.3) response.destroy();
    else return false;
    return true;
  };
  const answer = (type: string, msg: Msg, response: ServerResponse): void => {
    if (type === 'pre_create_order')
      return good(response, {
        out_order_no: `K-${(orders += 1)}`,
        order_entry_schema: { path: 'pages/order/order' },
      });
    if (type === 'pre_create_refund') {
      if (badly(response)) return;
      const number = numbers.get(msg.refund_id!) ?? `R-${numbers.size + 1}`;
      numbers.set(msg.refund_id!, number);
      return good(response, { out_refund_no: number });
    }
    if (badly(response)) return;
    taken.add(`${type} ${msg.out_refund_no ?? msg.cp_refundno ?? msg.out_order_no ?? msg.cp_orderno}`);
    if (!calm && random() < 0.2) setTimeout(() => good(response), LATE);
    else good(response);
  };

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    // Its caller is killed again and again.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { type, msg } = JSON.parse(Buffer.concat(parts).toString()) as { type: string; msg: string };
      answer(type, JSON.parse(msg) as Msg, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    taken,
    calm: () => (calm = true),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
};

/**
 * A push over plain requests: a question that is answered when the codes of some order have changed. One of
 * them serves all cards of an app, where a socket for each would not.
 */
import type { FastifyInstance } from 'fastify';
import { CHANGES_QUERY, type CHANGES } from '../../src/contract/merchant/shop';
import { schemaOf } from '../../src/contract/schema/json-schema';
import type { Infer } from '../../src/contract/schema/fields';
import type { SandboxEvent } from '../events';
import type { Sandbox } from '../sandbox';

/** How long a question waits for news, ms: less than the client's time for an answer. */
const HELD = 8000;

type Changes = Infer<typeof CHANGES>;

export const changeRoutes = (app: FastifyInstance, { events, ledger }: Sandbox): void => {
  const waiting = new Set<() => void>();
  app.addHook('preClose', (done) => {
    for (const end of waiting) end();
    done();
  });

  const numberOf = ({ kind, orderId }: SandboxEvent): string | undefined =>
    kind === 'ledger' && orderId !== undefined ? ledger.get(orderId)?.outOrderNo : undefined;
  const since = (after: number): Changes => ({
    last: events.last,
    outOrderNos: [...new Set(events.since(after).flatMap((event) => numberOf(event) ?? []))],
  });

  app.get<{ Querystring: { after?: number } }>(
    '/merchant/changes',
    { schema: { querystring: schemaOf(CHANGES_QUERY) } },
    (request) => {
      const { after } = request.query;
      // A first question, or one from before a restart: nothing is known to have changed.
      if (after === undefined || after > events.last) return { last: events.last, outOrderNos: [] };
      const now = since(after);
      if (now.outOrderNos.length) return now;
      return new Promise<Changes>((resolve) => {
        const stop = events.listen((event) => {
          // After what else happens in this turn.
          if (numberOf(event)) setImmediate(end);
        });
        const end = (): void => {
          clearTimeout(timer);
          stop();
          waiting.delete(end);
          resolve(since(after));
        };
        const timer = setTimeout(end, HELD);
        waiting.add(end);
        request.raw.once('close', () => request.raw.destroyed && end());
      });
    },
  );
};

import type { FastifyInstance } from 'fastify';
import { mismatch } from '../../src/contract/check';
import { integer, type Infer, type object } from '../../src/contract/schema/fields';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { anyBody, bodyOf } from '../schemas';

const longestState = 256 * 1024 * 1024;
const longestSkew = 366 * 24 * 60 * 60 * 1000;
const longestAdvance = 10 * 366 * 24 * 60 * 60 * 1000;

/** The clock moves forward only; the phone's may be wrong either way. */
const move = {
  advanceMs: integer('by so many ms'),
  to: integer('to this moment', { unit: 'ms' }),
  skewMs: integer("how far the phone's clock is ahead, ms", { min: -longestSkew, max: longestSkew }),
} as const;
type Move = Infer<ReturnType<typeof object<typeof move>>>;

/** The clock, and the whole state as a document. */
export const stateRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  const tell = (): Record<string, number> => {
    const now = sandbox.clock.now();
    return { now, skewMs: sandbox.skew, deviceNow: now + sandbox.skew };
  };
  app.get('/sandbox/clock', tell);
  app.post<{ Body: Move }>(
    '/sandbox/clock',
    { schema: { body: bodyOf(move) } },
    async ({ body: { advanceMs, to, skewMs } }) => {
      if (advanceMs !== undefined && to !== undefined) throw new BadRequest('advanceMs or to, not both');
      if (advanceMs === undefined && to === undefined && skewMs === undefined)
        throw new BadRequest('advanceMs, to or skewMs must be given: the clock moves forward only');
      const ms = to === undefined ? advanceMs : to - sandbox.clock.now();
      if (ms !== undefined && !(ms >= 0 && ms <= longestAdvance))
        throw new BadRequest(
          mismatch(
            to === undefined ? 'advanceMs' : 'to',
            'at most ten years ahead, as the clock moves forward only',
            to ?? ms,
          ),
        );
      if (skewMs !== undefined) sandbox.setSkew(skewMs);
      if (ms !== undefined) await sandbox.advance(ms);
      return tell();
    },
  );
  app.get('/sandbox/export', () => sandbox.export());
  app.post<{ Body: Record<string, unknown> }>(
    '/sandbox/import',
    { bodyLimit: longestState, schema: { body: anyBody } },
    async ({ body }) => {
      await sandbox.import(body);
      return { now: sandbox.clock.now() };
    },
  );
};

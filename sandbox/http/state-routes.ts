import type { FastifyInstance } from 'fastify';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { objectBody } from './guards';

const longestState = 256 * 1024 * 1024;
const longestSkew = 366 * 24 * 60 * 60 * 1000;
const longestAdvance = 10 * 366 * 24 * 60 * 60 * 1000;

/**
 * @throws BadRequest when it is no whole number of ms within `most`, or from another time than the clock's
 */
const msOf = (name: string, value: unknown, least: number, most: number, why: string): number => {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number;
  throw new BadRequest(`${name} must be a whole number from ${least} to ${most}: ${why}`);
};

/** The clock, and the whole state as a document. */
export const stateRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  const tell = (): Record<string, number> => {
    const now = sandbox.clock.now();
    return { now, skewMs: sandbox.skew, deviceNow: now + sandbox.skew };
  };
  app.get('/sandbox/clock', tell);
  app.post('/sandbox/clock', async (request) => {
    const { advanceMs, to, skewMs } = objectBody(request);
    if (advanceMs !== undefined && to !== undefined) throw new BadRequest('advanceMs or to, not both');
    if (advanceMs === undefined && to === undefined && skewMs === undefined)
      throw new BadRequest('advanceMs, to or skewMs must be given: the clock moves forward only');
    const now = sandbox.clock.now();
    const skew =
      skewMs === undefined
        ? undefined
        : msOf('skewMs', skewMs, -longestSkew, longestSkew, 'the phone against the server');
    const ms =
      advanceMs === undefined
        ? 0
        : msOf('advanceMs', advanceMs, 0, longestAdvance, 'the clock moves forward only');
    const time =
      to === undefined
        ? undefined
        : msOf('to', to, now, now + longestAdvance, 'the clock moves forward only');
    if (skew !== undefined) sandbox.setSkew(skew);
    if (advanceMs !== undefined || time !== undefined)
      await sandbox.advance(time === undefined ? ms : time - now);
    return tell();
  });
  app.get('/sandbox/export', () => sandbox.export());
  app.post('/sandbox/import', { bodyLimit: longestState }, async (request) => {
    await sandbox.import(objectBody(request));
    return { now: sandbox.clock.now() };
  });
};

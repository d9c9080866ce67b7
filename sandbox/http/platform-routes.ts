import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAttempt } from '../console/journal';
import { mismatch } from '../../src/contract/check';
import { BadRequest } from '../failures';
import type { Caller, Options } from '../jsapi/context';
import type { Sandbox } from '../sandbox';
import { objectBody } from './guards';

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The second is what the platform's own negative tests send. */
const scenarioHeaders = ['x-trade-scenario', 'aweme-negative-test'];

/** Scenarios chosen by the request, as text. @throws BadRequest when it cannot be followed */
export const requestedScenario = (sandbox: Sandbox, request: FastifyRequest): string | undefined => {
  const text = scenarioHeaders.map((name) => header(request, name)).find((value) => value !== undefined);
  if (text !== undefined) sandbox.scenarios.check(text);
  return text;
};

/**
 * Number of the purchase on the phone; one that is none is left out, because nothing but the timeline depends
 * on it.
 */
export const requestedAttempt = (request: FastifyRequest): string | undefined => {
  const attempt = header(request, 'x-trade-attempt');
  return attempt !== undefined && isAttempt(attempt) ? attempt : undefined;
};

const versionHeader = (request: FastifyRequest): string | undefined => {
  const version = header(request, 'x-trade-lib');
  if (version !== undefined && !/^\d{1,4}(\.\d{1,4}){1,3}$/.test(version))
    throw new BadRequest(mismatch('x-trade-lib', 'a version', version));
  return version;
};

/**
 * For the simulated `tt`.
 * @param device whether whoever asks is a device of the network, and no page of this machine
 */
export const platformRoutes = (app: FastifyInstance, sandbox: Sandbox, device = false): void => {
  const caller = (request: FastifyRequest): Caller => ({
    appId: header(request, 'x-trade-appid') ?? sandbox.appId,
    scenario: requestedScenario(sandbox, request),
    baseLibrary: versionHeader(request),
    poiId: header(request, 'x-trade-poi'),
    attempt: requestedAttempt(request),
    ...(device ? { device: true as const } : {}),
  });
  const user = (): { loggedIn: boolean } => ({ loggedIn: sandbox.users.loggedIn });

  app.get('/platform/user', () => user());
  app.post('/platform/user', (request) => {
    const { loggedIn } = objectBody(request);
    if (typeof loggedIn !== 'boolean') throw new BadRequest('loggedIn must be true or false');
    sandbox.setLoggedIn(loggedIn);
    return user();
  });
  app.post('/platform/cashier', (request) =>
    sandbox.cashier(objectBody(request) as Options, caller(request)),
  );
  app.post<{ Params: { api: string } }>('/platform/:api', (request) =>
    sandbox.call(request.params.api, objectBody(request), caller(request)),
  );
};

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAttempt } from '../console/journal';
import { mismatch } from '../../src/contract/check';
import { flag, required } from '../../src/contract/schema/fields';
import { schemaOf } from '../../src/contract/schema/json-schema';
import { BadRequest } from '../failures';
import { CASHIER_MESSAGE } from '../jsapi/cashier';
import type { Caller, Options } from '../jsapi/context';
import type { Sandbox } from '../sandbox';
import { anyBody, bodyOf } from '../schemas';

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

const login = { loggedIn: flag('whether the user is', { required }) } as const;

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
  app.post<{ Body: { loggedIn: boolean } }>(
    '/platform/user',
    { schema: { body: bodyOf(login) } },
    ({ body: { loggedIn } }) => {
      sandbox.setLoggedIn(loggedIn);
      return user();
    },
  );
  app.post<{ Body: Options }>(
    '/platform/cashier',
    { schema: { body: schemaOf(CASHIER_MESSAGE) } },
    (request) => sandbox.cashier(request.body, caller(request)),
  );
  // Options are checked as the contract has them, where a violation is an answer.
  app.post<{ Params: { api: string }; Body: Options }>(
    '/platform/:api',
    { schema: { body: anyBody } },
    (request) => sandbox.call(request.params.api, request.body, caller(request)),
  );
};

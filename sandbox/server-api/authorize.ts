/** Who calls: by token, by Byte-Authorization, or by the field `sign` (contract open-api §2, §3, §5). */
import { createVerify } from 'node:crypto';
import { mismatch } from '../../src/contract/check';
import type { Family } from '../../src/contract/open-api';
import {
  authorizationAge,
  authorizationForm,
  authorizationParts,
} from '../../src/contract/jsapi/authorization';
import { signatureFault, textOf } from '../jsapi/signature-fault';
import { isEcpaySigned } from '../../server/ecpay';
import { ServerFailure } from './world';
import type { ServerWorld } from './world';

export interface Incoming {
  method: string;
  /** Path, without host and query. */
  uri: string;
  headers: Readonly<Record<string, unknown>>;
  /** As it was sent: signatures cover it. */
  raw: string;
  body: Record<string, unknown>;
}

const EXPIRED = 28001008;
const NO_APP = 2042;

const byToken = ({ unauthorised }: Family, world: ServerWorld, { headers }: Incoming): string => {
  const token = headers['access-token'];
  if (typeof token !== 'string' || token === '')
    throw new ServerFailure(unauthorised, 'no header access-token: POST /oauth/client_token/ gives one');
  const found = world.tokens.appOf(token);
  if (found === undefined)
    throw new ServerFailure(
      unauthorised,
      'this sandbox gave no such token: POST /oauth/client_token/ gives one',
    );
  if (found === 'expired') throw new ServerFailure(EXPIRED);
  return found.appId;
};

const byHeader = (
  { unauthorised }: Family,
  world: ServerWorld,
  { method, uri, headers, raw }: Incoming,
): string => {
  const refuse = (details: string): never => {
    throw new ServerFailure(unauthorised, details);
  };
  const header = headers['byte-authorization'];
  if (typeof header !== 'string') return refuse('no header Byte-Authorization');
  const options = { byteAuthorization: header };
  const problem = authorizationForm(options) ?? authorizationAge(options, { now: world.clock.now() });
  if (problem)
    return refuse(
      mismatch(problem.path.replace('byteAuthorization', 'Byte-Authorization'), problem.wanted, problem.got),
    );
  const { appid, nonce_str: nonce, timestamp, key_version: version, signature } = authorizationParts(header);
  if (!world.knowsApp(appid)) return refuse(`no app ${appid}`);
  const keys = world.applicationKeys.all();
  const key = keys.find(([known]) => known === Number(version))?.[1];
  if (!key)
    return refuse(`no application key of version ${version}: the newest is ${world.applicationKeys.newest}`);
  const parts = { method, uri, timestamp, nonce, data: raw };
  const verified = createVerify('RSA-SHA256').update(textOf(parts)).verify(key, signature, 'base64');
  if (!verified)
    return refuse(
      signatureFault(signature, parts, key, [
        [
          "the signature was made with the platform's private key, but should be made with the application's",
          world.keys.platform.publicKey,
        ],
      ]),
    );
  return appid;
};

const bySign = ({ unauthorised }: Family, world: ServerWorld, { body }: Incoming): string => {
  const { app_id: appId } = body;
  if (typeof appId !== 'string' || !world.knowsApp(appId)) throw new ServerFailure(NO_APP);
  if (!isEcpaySigned(body, world.secrets.salt))
    throw new ServerFailure(
      unauthorised,
      typeof body.sign === 'string'
        ? 'sign is not that of these fields and of the SALT that trade-sim keys prints'
        : 'no field sign',
    );
  return appId;
};

/** Whose server it is. @throws ServerFailure when that cannot be told */
export const authorize = (family: Family, world: ServerWorld, incoming: Incoming): string => {
  if (family.authorization === 'accessToken') return byToken(family, world, incoming);
  if (family.authorization === 'byteAuthorization') return byHeader(family, world, incoming);
  return family.authorization === 'sign' ? bySign(family, world, incoming) : '';
};

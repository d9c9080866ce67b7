/** What every request passes before a route sees it. */
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { deepest, isTooDeep } from '../depth';
import { BadRequest } from '../failures';
import { StoreError } from '../store/errors';
import { isLocalHost, isLocalOrigin } from './own-names';

/** Pages of other sites, and names that merely resolve to this machine, get nothing. */
export const refuseForeign = (
  request: FastifyRequest,
  _reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void => {
  const { host = '', origin } = request.headers;
  const foreignOrigin = origin !== undefined && !isLocalOrigin(origin);
  if (!isLocalHost(host)) done(new BadRequest(`Host ${JSON.stringify(host)} is not this machine`, 403));
  else if (foreignOrigin) done(new BadRequest(`Origin ${JSON.stringify(origin)} is not this machine`, 403));
  else done();
};

/** JSON too deep for the functions that walk it. */
export const refuseDeep = (
  request: FastifyRequest,
  _reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void => {
  done(
    isTooDeep(request.body) ? new BadRequest(`the body is nested deeper than ${deepest} levels`) : undefined,
  );
};

/** What a file that cannot be written now answers: it may work again later. */
const UNAVAILABLE = 503;

/** Never a 5xx for what a client sent; faults of our own are 500 with their text. */
export const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { status, statusCode, message, errNo } = error as {
    status?: number;
    statusCode?: number;
    message?: string;
    errNo?: number;
  };
  return reply
    .code(error instanceof StoreError ? UNAVAILABLE : (status ?? statusCode ?? 500))
    .send({ errMsg: `${request.method} ${request.url.split('?')[0]}: ${message ?? 'failed'}`, errNo });
};

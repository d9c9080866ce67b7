/** One request of a developer's server: known, authorised, of the contract's shape, done and answered. */
import { kindOf, mismatch } from '../../src/contract/check';
import { codeRow, FAMILIES } from '../../src/contract/open-api';
import type { Family, FamilyName, Operation } from '../../src/contract/open-api';
import { describe } from '../../src/contract/schema/mistakes';
import type { SchemaProblem } from '../schemas';
import { problemText } from '../schemas';
import { authorize } from './authorize';
import type { Incoming } from './authorize';
import { ecpayHandlers } from './ecpay';
import { envelopeOf, newLogId } from './envelopes';
import { fulfilmentHandlers } from './fulfilment';
import { loginHandlers } from './login';
import { settlementHandlers } from './settling';
import { tradeHandlers } from './trade';
import { ServerFailure } from './world';
import type { Answered, Carried, ServerHandler, ServerWorld } from './world';

const handlers: Readonly<Record<string, ServerHandler>> = {
  ...tradeHandlers,
  ...fulfilmentHandlers,
  ...settlementHandlers,
  ...ecpayHandlers,
  ...loginHandlers,
};

export interface ServerRequest {
  /** What it asks for; absent where there is no such route. */
  operation?: Operation;
  method: string;
  /** Path, without host and query. */
  uri: string;
  headers: Readonly<Record<string, unknown>>;
  raw: string;
  /** The body as JSON; `undefined` when it is none, or too deep. */
  parsed: unknown;
  /** The body as the operation's schema has it, and where it breaks that. */
  given: unknown;
  problem?: SchemaProblem;
  scenario?: string;
}

export interface ServerReply {
  status: number;
  body: Record<string, unknown>;
  logId: string;
}

/** The family that a path is of; of trade v2's two forms the one whose header is there. */
const familyOf = (uri: string, headers: ServerRequest['headers']): Family => {
  const fitting = Object.values(FAMILIES).filter(({ prefixes }) =>
    prefixes.some((prefix) => uri.startsWith(prefix)),
  );
  const byToken = fitting.find(({ authorization }) => authorization === 'accessToken');
  return (headers['access-token'] !== undefined ? byToken : undefined) ?? fitting[0] ?? FAMILIES.tradeSigned;
};

/** @throws ServerFailure for a body that breaks the contract */
const checked = (
  { fieldCodes }: Operation,
  { parameters }: Family,
  { given, problem }: ServerRequest,
): Record<string, unknown> => {
  if (!problem) return given as Record<string, unknown>;
  const own = problem.is === 'other' ? undefined : fieldCodes?.[problem.path]?.[problem.is];
  throw new ServerFailure(own ?? parameters, problemText(problem, 'the body'));
};

/** The code of a fault of our own, where a family has none of its own: 13000. */
const BROKEN: Partial<Record<FamilyName, number>> = { ecpay: 1000, token: 10002, login: -1 };

export class ServerApi {
  constructor(private readonly world: ServerWorld) {}

  async answer(request: ServerRequest): Promise<ServerReply> {
    const { clock, events, journal } = this.world;
    const time = clock.now();
    const { operation: asked, parsed } = request;
    const family = asked ? FAMILIES[asked.family] : familyOf(request.uri, request.headers);
    const answered = await this.run(asked, family, request);
    const logId = newLogId(time);
    const body = envelopeOf(answered, time, logId);
    const name = asked?.id ?? `${request.method} ${request.uri}`;
    const { code, text, data } = answered;
    const orderId = this.orderOf(parsed, data);
    events.add('server', code === 0 ? `${name}: ok` : `${name}: ${code} ${text}`, {
      orderId,
      data: { request: parsed, answer: body },
    });
    if (asked && orderId !== undefined)
      journal.addCall({ time, api: name, orderId, options: parsed, answer: { ok: code === 0, ...body } });
    return { status: asked ? 200 : 404, body, logId };
  }

  private async run(asked: Operation | undefined, family: Family, request: ServerRequest): Promise<Answered> {
    const { parsed } = request;
    const failed = (failure: ServerFailure): Answered => {
      const row = codeRow(family.name, failure.code, asked?.id);
      const words = row?.message ?? '系统错误';
      const text = failure.text ?? (failure.details === undefined ? words : `${words}: ${failure.details}`);
      return { operation: asked, family, code: failure.code, text, data: {} };
    };
    try {
      if (!asked)
        throw new ServerFailure(
          family.unknown,
          `this sandbox has no ${request.method} ${request.uri}: docs/contract/open-api.json lists what it has`,
        );
      if (kindOf(parsed) !== 'object')
        throw new ServerFailure(
          family.parameters,
          mismatch(
            'the body',
            'a JSON object that is not too deep',
            parsed === undefined ? describe(request.raw) : kindOf(parsed),
          ),
        );
      const body = parsed as Record<string, unknown>;
      const incoming: Incoming = { ...request, body };
      const appId = authorize(family, this.world, incoming);
      await this.trouble(asked, request.scenario, body);
      const data = handlers[asked.id](this.world, {
        appId,
        body: checked(asked, family, request),
        scenario: request.scenario,
      });
      return { operation: asked, family, code: 0, text: 'success', data };
    } catch (error) {
      if (error instanceof ServerFailure) return failed(error);
      this.world.events.add(
        'problem',
        `${asked?.id} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return failed(new ServerFailure(BROKEN[family.name] ?? 13000));
    }
  }

  /** What a scenario makes of it. @throws ServerFailure */
  private async trouble(
    asked: Operation,
    requested: string | undefined,
    body: Record<string, unknown>,
  ): Promise<void> {
    const { scenarios, ledger } = this.world;
    const order = this.orderOf(body, {});
    const answer = scenarios.at('server', {
      api: asked.id,
      requested,
      order: order === undefined ? undefined : ledger.get(order)?.scenario,
      subject: order,
    });
    if (answer?.hold) await scenarios.hold();
    if (answer?.errNo !== undefined) throw new ServerFailure(answer.errNo, undefined, answer.text);
  }

  /** The order that a call is about, by its request or its answer. */
  private orderOf(body: unknown, data: Carried): string | undefined {
    const { ledger, refunds, settlements } = this.world;
    const named = (kindOf(body) === 'object' ? body : {}) as Record<string, unknown>;
    const carried = (kindOf(data) === 'object' ? data : {}) as Record<string, unknown>;
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    return (
      ledger.getByOutOrderNo(text(named.out_order_no))?.orderId ??
      ledger.get(text(named.order_id ?? carried.order_id))?.orderId ??
      refunds.getByOutRefundNo(text(named.out_refund_no))?.orderId ??
      refunds.get(text(named.refund_id))?.orderId ??
      settlements.get(text(named.settle_id))?.orderId
    );
  }
}

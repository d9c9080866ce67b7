/** One request of a developer's server: known, authorised, of the contract's shape, done and answered. */
import Ajv from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { utf8Length } from '../../src/contract/bytes';
import { kindOf, mismatch } from '../../src/contract/check';
import { FORMATS, parseJson } from '../../src/contract/schema/formats';
import { codeRow, FAMILIES, OPERATIONS, schemaOfBody } from '../../src/contract/open-api';
import type { Family, Operation } from '../../src/contract/open-api';
import { isTooDeep } from '../depth';
import { authorize } from './authorize';
import type { Incoming } from './authorize';
import { ecpayHandlers } from './ecpay';
import { envelopeOf, newLogId } from './envelopes';
import { fulfilmentHandlers } from './fulfilment';
import { settlementHandlers } from './settling';
import { tradeHandlers } from './trade';
import { ServerFailure } from './world';
import type { Answered, Carried, ServerHandler, ServerWorld } from './world';

const handlers: Readonly<Record<string, ServerHandler>> = {
  ...tradeHandlers,
  ...fulfilmentHandlers,
  ...settlementHandlers,
  ...ecpayHandlers,
};

const ajv = new Ajv({ strict: false });
ajv.addKeyword({
  keyword: 'x-max-bytes',
  type: 'string',
  validate: (most: number, value: string) => utf8Length(value) <= most,
});
ajv.addKeyword({
  keyword: 'x-format',
  type: 'string',
  validate: (name: keyof typeof FORMATS, value: string) => FORMATS[name].test(value),
});

const validators = new Map<string, ValidateFunction>();
const validatorOf = (asked: Operation): ValidateFunction => {
  const made = validators.get(asked.id) ?? ajv.compile(schemaOfBody(asked));
  validators.set(asked.id, made);
  return made;
};

const pathOf = ({ instancePath, keyword, params }: ErrorObject): string => {
  const inside = instancePath
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replace(/\//g, '.');
  const missing = keyword === 'required' ? (params as { missingProperty: string }).missingProperty : '';
  return [inside, missing].filter((part) => part !== '').join('.') || 'the body';
};

const wantedOf = ({ keyword, schema, params, message = '' }: ErrorObject): string => {
  if (keyword === 'required') return 'given';
  if (keyword === 'x-max-bytes') return `at most ${String(schema)} bytes`;
  if (keyword === 'x-format') return FORMATS[schema as keyof typeof FORMATS].wanted;
  if (keyword === 'enum')
    return `one of ${(params as { allowedValues: unknown[] }).allowedValues.join(', ')}`;
  return message.replace(/^must (be|NOT have|have) /, (_all, verb: string) =>
    verb === 'be' ? '' : `with ${verb === 'NOT have' ? 'not ' : ''}`,
  );
};

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

const valueAt = (body: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], body);

/** An int64 may come as its digits, as the platform's own client library sends it. */
const withNumbers = (schema: Record<string, unknown>, value: unknown): unknown => {
  if (schema.type === 'integer')
    return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (schema.type === 'array' && Array.isArray(value))
    return value.map((item) => withNumbers(schema.items as Record<string, unknown>, item));
  const properties = schema.properties as Record<string, Record<string, unknown>> | undefined;
  if (!properties || kindOf(value) !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [
      name,
      Object.hasOwn(properties, name) ? withNumbers(properties[name], inner) : (inner as unknown),
    ]),
  );
};

/** Left out and null are the same: clients write both. */
const withoutNulls = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));

const MISSING = ['required', 'minLength'];
const LONG = ['maxLength', 'x-max-bytes'];

/** @throws ServerFailure for a body that breaks the contract */
const checked = (
  asked: Operation,
  family: Family,
  body: Record<string, unknown>,
): Record<string, unknown> => {
  const given = withNumbers(schemaOfBody(asked), withoutNulls(body)) as Record<string, unknown>;
  const validate = validatorOf(asked);
  if (validate(given)) return given;
  const [error] = validate.errors!;
  const got = error.keyword === 'required' ? 'nothing' : shown(valueAt(given, error.instancePath));
  const path = pathOf(error);
  const { missing, long } = asked.fieldCodes?.[path] ?? {};
  const own = MISSING.includes(error.keyword) ? missing : LONG.includes(error.keyword) ? long : undefined;
  throw new ServerFailure(own ?? family.parameters, mismatch(path, wantedOf(error), got));
};

export interface ServerRequest {
  method: string;
  /** Path, without host and query. */
  uri: string;
  headers: Readonly<Record<string, unknown>>;
  raw: string;
  scenario?: string;
}

export interface ServerReply {
  status: number;
  body: Record<string, unknown>;
  logId: string;
}

const slashless = (path: string): string => path.replace(/\/+$/, '');

/** The family that a path is of; of trade v2's two forms the one whose header is there. */
const familyOf = (uri: string, headers: ServerRequest['headers']): Family => {
  const fitting = Object.values(FAMILIES).filter(({ prefixes }) =>
    prefixes.some((prefix) => uri.startsWith(prefix)),
  );
  const byToken = fitting.find(({ authorization }) => authorization === 'accessToken');
  return (headers['access-token'] !== undefined ? byToken : undefined) ?? fitting[0] ?? FAMILIES.tradeSigned;
};

export class ServerApi {
  constructor(private readonly world: ServerWorld) {}

  async answer(request: ServerRequest): Promise<ServerReply> {
    const { clock, events, journal } = this.world;
    const time = clock.now();
    const asked = OPERATIONS.find(
      ({ path }) => request.method === 'POST' && slashless(path) === slashless(request.uri),
    );
    const family = asked ? FAMILIES[asked.family] : familyOf(request.uri, request.headers);
    const read = parseJson(request.raw === '' ? '{}' : request.raw);
    const parsed = isTooDeep(read) ? undefined : read;
    const answered = await this.run(asked, family, request, parsed);
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

  private async run(
    asked: Operation | undefined,
    family: Family,
    request: ServerRequest,
    parsed: unknown,
  ): Promise<Answered> {
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
          mismatch('the body', 'a JSON object that is not too deep', kindOf(parsed)),
        );
      const body = parsed as Record<string, unknown>;
      const incoming: Incoming = { ...request, body };
      const appId = authorize(family, this.world, incoming);
      await this.trouble(asked, request.scenario, body);
      const data = handlers[asked.id](this.world, {
        appId,
        body: checked(asked, family, body),
        scenario: request.scenario,
      });
      return { operation: asked, family, code: 0, text: 'success', data };
    } catch (error) {
      if (error instanceof ServerFailure) return failed(error);
      this.world.events.add(
        'problem',
        `${asked?.id} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return failed(
        new ServerFailure(family.name === 'ecpay' ? 1000 : family.name === 'token' ? 10002 : 13000),
      );
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

  /** The order that a call is about, by what it says or what it came to. */
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

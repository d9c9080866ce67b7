/** The OpenAPI 3.1 file of the kit's `Merchant` port, made of the shapes that answers are checked with. */
import { CALLBACK_ENVELOPE, CALLBACK_REPLY } from '../callbacks';
import { list, type Field, type ObjectField } from '../schema/fields';
import { EXTENSIONS, objectOf, schemaOf, type JsonSchema, type Words } from '../schema/json-schema';
import * as answers from './answers';
import { ANSWERS } from './check';
import { ANSWER_DOCS } from './docs';
import * as queries from './queries';
import { QUESTIONS, type Question, type QuestionName } from './questions';
import * as shop from './shop';

/** Shapes that stand under a name of their own. */
const NAMED: Readonly<Record<string, ObjectField>> = {
  Error: shop.REFUSAL,
  GoodsLabel: answers.GOODS_LABEL,
  LibraryGoods: answers.LIBRARY_GOODS,
  PaymentAbility: answers.PAYMENT_ABILITY,
  OrderInfo: answers.ORDER_INFO,
  RefundInfo: answers.REFUND_INFO,
  OrderCoupons: answers.ORDER_COUPONS,
  MerchantSubject: answers.MERCHANT_SUBJECT,
  Marketing: answers.MARKETING,
  OrderDraft: queries.ORDER_DRAFT,
  SignedOrder: answers.SIGNED_ORDER,
  CatalogueGoods: shop.CATALOGUE_GOODS,
  RefundDecision: shop.REFUND_DECISION,
  ScannedCoupon: shop.SCANNED_COUPON,
  PreparedCoupons: shop.PREPARED_COUPONS,
  CouponsToVerify: shop.COUPONS_TO_VERIFY,
  VerifiedCoupons: shop.VERIFIED_COUPONS,
  RedemptionToUndo: shop.REDEMPTION_TO_UNDO,
  UndoneCoupon: shop.UNDONE_COUPON,
  Callback: CALLBACK_ENVELOPE,
  CallbackReply: CALLBACK_REPLY,
};

const isShape = (field: Field, shape: ObjectField): boolean =>
  field.kind === 'object' && field.fields !== undefined && field.fields === shape.fields;

const refOf = (field: Field): string | undefined => {
  const name = Object.keys(NAMED).find((each) => isShape(field, NAMED[each]));
  return name && `#/components/schemas/${name}`;
};

type Say = NonNullable<Words['say']>;

/** A place where a shape is used. */
const placed = (field: Field, say: Say | undefined): JsonSchema =>
  schemaOf(field, { ref: refOf, ...(say ? { say } : {}) });

function component(name: string, say: Say | undefined): JsonSchema {
  const shape = NAMED[name];
  return schemaOf(shape, {
    doc: (path) => ANSWER_DOCS[name]?.[path],
    ref: (field) => (isShape(field, shape) ? undefined : refOf(field)),
    ...(say ? { say } : {}),
  });
}

interface Route {
  id: string;
  method: 'get' | 'post';
  path: string;
  summary: string;
  query?: ObjectField;
  body?: ObjectField;
  answer: Field;
  /** @default Error */
  refusal?: ObjectField;
}

const SUMMARIES: Readonly<Record<QuestionName, string>> = {
  getGoods: "Goods of the platform's library",
  getAbility: 'Whether money can be taken for these goods',
  getOrder: "An order by the developer's number",
  findOrder: 'The newest order of these goods since a moment, or null',
  getRefund: "A refund by the developer's number",
  getCoupons: 'The Douyin codes of an order',
  getSubject: "The merchant's subject (主体)",
  getMarketing: 'What marketing takes off an order',
  sign: 'data and byteAuthorization for tt.requestOrder',
};

/** What each question asks with. */
export const ASKED_WITH: Readonly<Record<QuestionName, ObjectField | undefined>> = {
  getGoods: queries.GOODS_QUERY,
  getAbility: queries.ABILITY_QUERY,
  getOrder: queries.ORDER_QUERY,
  findOrder: queries.LATEST_QUERY,
  getRefund: queries.REFUND_QUERY,
  getCoupons: queries.ORDER_QUERY,
  getSubject: undefined,
  getMarketing: queries.MARKETING_QUERY,
  sign: queries.ORDER_DRAFT,
};

const questions = (Object.keys(QUESTIONS) as QuestionName[]).map((id): Route => {
  const { path, method }: Question = QUESTIONS[id];
  const asked = ASKED_WITH[id];
  return {
    id,
    method: method ? 'post' : 'get',
    path,
    summary: SUMMARIES[id],
    ...(method ? { body: asked } : { query: asked }),
    answer: ANSWERS[id],
  };
});

/** The reference merchant's own: not part of the port. */
const OWN: readonly Route[] = [
  {
    id: 'listOrders',
    method: 'get',
    path: '/orders',
    summary: "The shop's own order list, newest first: not part of the port",
    answer: list(answers.ORDER_INFO, 'newest first'),
  },
  {
    id: 'awaitChanges',
    method: 'get',
    path: '/changes',
    summary: 'Answered when the codes of some order have changed: a push over requests, not part of the port',
    query: shop.CHANGES_QUERY,
    answer: shop.CHANGES,
  },
  {
    id: 'listGoods',
    method: 'get',
    path: '/catalogue',
    summary: "The shop's own goods list: not part of the port",
    answer: list(shop.CATALOGUE_GOODS, 'of the shop'),
  },
  {
    id: 'auditRefund',
    method: 'post',
    path: '/audit',
    summary:
      "The reference merchant's decision about a refund that waits for its audit: a console's button, not part of the port",
    body: shop.REFUND_DECISION,
    answer: answers.REFUND_INFO,
  },
  {
    id: 'prepareCoupons',
    method: 'post',
    path: '/coupons/prepare',
    summary: 'The shop scans a code: not part of the port',
    body: shop.SCANNED_COUPON,
    answer: shop.PREPARED_COUPONS,
  },
  {
    id: 'verifyCoupons',
    method: 'post',
    path: '/coupons/verify',
    summary:
      'The shop redeems what it prepared; the same call again is answered as before: not part of the port',
    body: shop.COUPONS_TO_VERIFY,
    answer: shop.VERIFIED_COUPONS,
  },
  {
    id: 'undoCoupon',
    method: 'post',
    path: '/coupons/undo',
    summary: 'The shop takes a redemption back, within the hour: not part of the port',
    body: shop.REDEMPTION_TO_UNDO,
    answer: shop.UNDONE_COUPON,
  },
  {
    id: 'receiveCallback',
    method: 'post',
    path: '/callback',
    summary:
      'Where the platform sends its signed callbacks (contract templates §5): not asked by the kit. The signature covers the raw body',
    body: CALLBACK_ENVELOPE,
    answer: CALLBACK_REPLY,
    refusal: CALLBACK_REPLY,
  },
];

const unchanged: Say = (sentence) => sentence;

const content = (schema: JsonSchema): JsonSchema => ({ content: { 'application/json': { schema } } });

function operationOf(
  { id, summary, query, body, answer, refusal = shop.REFUSAL }: Route,
  say: Say | undefined,
): JsonSchema {
  const said = say ?? unchanged;
  const of = (field: Field): JsonSchema => content(placed(field, say));
  const parameters = Object.entries(query?.fields ?? {}).map(([name, field]) => ({
    name,
    in: 'query',
    required: field.required === true,
    schema: placed(field, say),
  }));
  return {
    operationId: id,
    summary: said(summary),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, ...of(body) } } : {}),
    responses: {
      200: { description: said('found'), ...of(answer) },
      '4XX': {
        description: said('the parameters are rejected, or there is no such thing'),
        ...of(refusal),
      },
      '5XX': { description: said('the server fails'), ...of(refusal) },
    },
  };
}

/**
 * The whole of it, for clients and servers of any language.
 * @param say a sentence in the language of who reads it; the sources are English
 */
export function merchantDocument(version: string, say?: Say): JsonSchema {
  const said = say ?? unchanged;
  const [colon, stop, space] = say ? ['：', '。', ''] : [': ', '.', ' '];
  const extensions = Object.entries(EXTENSIONS).map(
    ([name, says]) => `\`${name}\`${colon}${said(says)}${stop}`,
  );
  return {
    openapi: '3.1.0',
    info: {
      title: said('Merchant port of microapp-trade-kit'),
      version,
      description: [
        said(
          "What the kit asks a developer's own server; made of src/contract/merchant. 4xx: the parameters are rejected; 5xx: the server fails. The kit tells the two apart.",
        ),
        said(
          'Money is an integer number of 分, times are ms. Fields beyond those named are ignored; a field that is not there is left out, not null. No text holds NUL.',
        ),
        ...extensions,
      ].join(space),
    },
    servers: [{ url: 'http://127.0.0.1:5200', description: said("the sandbox's reference merchant") }],
    paths: objectOf(
      [...questions, ...OWN].map(
        (route) => [`/merchant${route.path}`, { [route.method]: operationOf(route, say) }] as const,
      ),
    ),
    components: {
      schemas: objectOf(Object.keys(NAMED).map((name) => [name, component(name, say)] as const)),
    },
  };
}

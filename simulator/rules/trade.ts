/** Rules for the properties of the trade components (contract pay-button §2, consume-card §2). */
import { ErrNo, Mode, OrderStatus } from '../../src/contract/codes';
import { TAGS } from '../../src/contract/since';
import { dataOf, expressionOf } from './bound-data';
import type { AttributeFact, ProgramFacts, TagFact, TemplateFacts } from './facts';
import { KIT_COMPONENTS } from './kit';
import { hyphenated } from '../letter-case';
import { isBinding } from './markup';
import { eventOf } from './slips';
import type { Tell } from './tell';
import { own } from '../record';

/** The trade component that a tag stands for, the platform's own tags included. */
function tradeTag(tag: TagFact, { users }: TemplateFacts): string | undefined {
  for (const user of users) {
    const kit = user.kit.get(tag.name);
    if (kit !== undefined) return kit;
  }
  const isDeclared = users.some((user) => user.tags.has(tag.name));
  return !isDeclared && Object.hasOwn(TAGS, tag.name) ? tag.name : undefined;
}

const isId = (name: string): boolean => name === 'goods-id' || name === 'order-id' || name === 'refund-id';

function tellNumber(name: string, text: string, file: string, at: AttributeFact['at'], tell: Tell): void {
  const kept = String(Number(text));
  if (kept === text) tell.tell('id-number', file, at, { name, value: text });
  else tell.tell('id-digits', file, at, { name, value: text, kept });
}

/** What the scripts set later. */
function checkSet(name: string, path: string, { users }: TemplateFacts, tell: Tell): void {
  for (const { script } of users)
    for (const { name: set, text, at } of script?.data.numbers ?? []) {
      if (set !== path || !script) continue;
      if (text === undefined) tell.tell('id-made-number', script.file, at, { name });
      else tellNumber(name, text, script.file, at, tell);
    }
}

/** What stands in a property: a text, or the one value that its binding holds. */
function literalIn({ value = '' }: AttributeFact): string | undefined {
  if (!isBinding(value)) return value;
  const inner = expressionOf(value);
  return inner !== undefined && /^-?\d+$/.test(inner) ? inner : undefined;
}

/** The code of a value that is none of the documented ones. */
const VALUE_CODES: Readonly<Record<string, ErrNo>> = {
  mode: ErrNo.ModeIllegal,
  'goods-type': ErrNo.GoodsTypeIllegal,
  'order-status': ErrNo.OrderStatusIllegal,
};

function checkValue(kit: string, attribute: AttributeFact, template: TemplateFacts, tell: Tell): void {
  const name = hyphenated(attribute.name);
  const { value = '', at } = attribute;
  const { file } = template;
  const inner = expressionOf(value);
  if (isId(name) && inner !== undefined) {
    if (/^\d+$/.test(inner)) return tellNumber(name, inner, file, at, tell);
    const data = dataOf(template, inner);
    const literal = data?.member.literal;
    // One that loses digits is reported as such, wherever it stands.
    if (data && typeof literal?.value === 'number' && Number.isSafeInteger(literal.value))
      return tellNumber(name, literal.text, data.file, data.member.at, tell);
    checkSet(name, inner, template, tell);
  }
  const type = [...(KIT_COMPONENTS.get(kit)?.properties ?? [])].find(
    ([one]) => hyphenated(one) === name,
  )?.[1];
  const isText = value !== '' && !isBinding(value);
  if (isText && (type === 'Number' || type === 'Object' || type === 'Array'))
    tell.tell('property-type', file, at, { name, value, type: type.toLowerCase() });
  const known = TAGS[kit]?.attributes[name]?.values;
  const literal = literalIn(attribute);
  const code = own(VALUE_CODES, name);
  if (code !== undefined && known && literal !== undefined && !known.map(String).includes(literal))
    tell.tell('property-value', file, at, { name, value: literal, known: known.join(', '), code });
}

/** A property or event that a state of the component cannot do without. */
interface Need {
  name: string;
  code: ErrNo;
  example: string;
  /** Any of these will do in its place. */
  or?: readonly string[];
}

const need = (name: string, code: ErrNo, example: string, ...or: string[]): Need => ({
  name,
  code,
  example,
  or,
});

const ORDER_ID = need('order-id', ErrNo.OrderIdIllegal, 'order-id="{{outOrderNo}}"');
const REFUND_ID = need('refund-id', ErrNo.RefundIdIllegal, 'refund-id="{{outRefundNo}}"');
const BUYING: readonly Need[] = [
  need('goods-id', ErrNo.GoodsIdIllegal, 'goods-id="{{goodsId}}"'),
  need('goods-type', ErrNo.GoodsTypeIllegal, 'goods-type="{{1}}"'),
  need(
    'bind:getgoodsinfo',
    ErrNo.NoGetGoodsInfo,
    'bind:getgoodsinfo="getGoodsInfo"',
    'handlers',
    'goods-info',
  ),
  need('bind:placeorder', ErrNo.NoPlaceOrder, 'bind:placeorder="placeOrder"', 'handlers'),
  need('bind:pay', ErrNo.NoPay, 'bind:pay="onPay"', 'handlers'),
];

/** What a button or card needs, as far as its mode and status stand in the template. */
function needsOf(kit: string, valueOf: (name: string) => string | undefined): [string, readonly Need[]] {
  if (kit === 'consume-card') return ['', [ORDER_ID]];
  if (kit !== 'pay-button') return ['', []];
  const mode = valueOf('mode') ?? String(Mode.Ordered);
  if (mode === String(Mode.NotOrdered)) return ['mode 2', BUYING];
  const status = valueOf('order-status') ?? String(OrderStatus.Unpaid);
  if (mode !== String(Mode.Ordered)) return ['', []];
  const isRefund = [OrderStatus.Refunding, OrderStatus.Refunded, OrderStatus.RefundFailed];
  const when = `mode 1, order-status ${status}`;
  if (isRefund.map(String).includes(status)) return [when, [REFUND_ID]];
  const isOrder = [OrderStatus.Unpaid, OrderStatus.Refundable].map(String).includes(status);
  return [when, isOrder ? [ORDER_ID] : []];
}

function checkNeeds(kit: string, tag: TagFact, file: string, tell: Tell): void {
  const given = new Map(
    tag.attributes.map((attribute) => {
      const event = eventOf(attribute.name);
      return [event === undefined ? hyphenated(attribute.name) : `bind:${event}`, attribute] as const;
    }),
  );
  // `undefined` for what is worked out: nobody can say then.
  const unknown = new Set<string>();
  const valueOf = (name: string): string | undefined => {
    const attribute = given.get(name);
    if (!attribute) return undefined;
    const literal = literalIn(attribute);
    if (literal === undefined) unknown.add(name);
    return literal;
  };
  const [when, needs] = needsOf(kit, valueOf);
  if (unknown.size > 0) return;
  for (const { name, code, example, or = [] } of needs) {
    const isGiven = [name, ...or].some((one) => given.has(one));
    // A slip in the name is a finding of its own.
    if (!isGiven)
      tell.tell('property-missing', file, tag.at, {
        tag: tag.name,
        when: when === '' ? `<${tag.name}>` : when,
        name,
        code,
        example,
      });
  }
}

export function checkTrade({ templates }: ProgramFacts, tell: Tell): void {
  for (const template of templates)
    for (const tag of template.tags) {
      const kit = tradeTag(tag, template);
      if (kit === undefined) continue;
      for (const attribute of tag.attributes) checkValue(kit, attribute, template, tell);
      checkNeeds(kit, tag, template.file, tell);
    }
}

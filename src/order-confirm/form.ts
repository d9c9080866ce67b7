/** What a user fills in on 提单页, and what keeps that from being submitted. */
import { CONTACT_CHARS, ORDER_NOTE_CHARS } from '../contract/limits';
import { charsOf, cutTexts, phoneOf, wholeTexts } from '../contract/typed';
import { bounds, most } from './order';
import type { OrderConfirmContext, OrderForm } from './schema';
import { TEXTS } from './texts';

type Context = Readonly<OrderConfirmContext>;

/** What keeps the form from being submitted, as a text for the user. */
export function missing({ form, session }: Context): string | undefined {
  if (session!.outOrderNo) return undefined;
  const { goods } = session!;
  if (goods.stock === 0) return TEXTS.soldOut;
  // Fewer are left than one order must take.
  if (most(goods) < goods.minLimits) return TEXTS.short;
  const { quantity, typed = quantity, phone, contact, note } = form;
  if (typed !== quantity) return TEXTS.bounds + bounds(goods);
  if (!phone.trim()) {
    if (goods.phoneRequired) return TEXTS.phoneNeeded;
  } else if (!phoneOf(phone)) return TEXTS.phoneIllegal;
  if (charsOf(contact) > CONTACT_CHARS) return TEXTS.contactTooLong;
  return charsOf(note) > ORDER_NOTE_CHARS ? TEXTS.noteTooLong : undefined;
}

/** The form with a part of it filled in, within the bounds of the goods. */
export function filled({ form, session }: Context, part: Partial<OrderForm>): OrderForm {
  const { goods } = session!;
  const made = Object.assign({}, form, part);
  if ('quantity' in part) {
    const wanted = Math.floor(made.quantity) || goods.minLimits;
    made.typed = made.quantity = Math.max(Math.min(wanted, most(goods)), goods.minLimits);
  }
  return Object.assign(made, wholeTexts(made));
}

/** What fields that are filled in show, where the page puts it there. */
function written(context: Context, part: Partial<OrderForm>): Partial<OrderConfirmContext> {
  return { form: filled(context, part), shown: Object.assign({}, context.shown, cutTexts(part)) };
}

/** An order exists: what it was made of stays as it is. */
export const isLocked = ({ session }: Context): boolean => !!session && !!session.outOrderNo;

export const fill = (context: Context, part: Partial<OrderForm>): Partial<OrderConfirmContext> =>
  isLocked(context) ? {} : written(context, part);

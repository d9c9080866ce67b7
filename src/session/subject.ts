import type { Session, Visit } from '../ports/sessions';

/** The subject of visits about an order of this number; those about goods have the goods' id. */
export const orderSubject = (outOrderNo: unknown): string => `#${String(outOrderNo)}`;

/** Whether a visit is about goods, also where what was stored of them could not be read. */
export const isOfGoods = (visit: Visit): boolean =>
  !!(visit as Partial<Session>).goods || visit.subject.charAt(0) !== '#';

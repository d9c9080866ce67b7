/** The subject of visits about an order of this number; those about goods have the goods' id. */
export const orderSubject = (outOrderNo: unknown): string => `#${String(outOrderNo)}`;

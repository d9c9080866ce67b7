import { afterEach } from 'node:test';
import type { Report } from '../../../src/contract/events';
import type { RefundRequest, RefundSession } from '../../../src/ports/sessions';
import { attach, idleData, type Running } from '../../../src/connect/component';
import { refundApplyParts } from '../../../src/refund-apply/component';
import type {
  PageQuery,
  RefundApplyContext,
  RefundApplySchema,
  RefundForm,
} from '../../../src/refund-apply/schema';
import { listen } from '../../../src/session/reports';
import { begin } from '../../../src/session/visits';
import type { RefundApplyView } from '../../../src/refund-apply/view';
import { config } from '../../../src/config';
import { refundable, settled } from '../kit/world';

type RefundApply = Running<RefundApplySchema, RefundApplyContext>;

const open: RefundApply[] = [];

afterEach(() => open.splice(0).forEach((page) => page.stop()));

/** One 退款申请页. */
export interface Shown {
  machine: RefundApply;
  data: RefundApplyView & { theme: string };
  fill(part: Partial<RefundForm>): Promise<void>;
  submit(): Promise<void>;
}

export async function openPage(query: PageQuery): Promise<Shown> {
  const data = { ...idleData(refundApplyParts) } as unknown as Shown['data'] & Record<string, unknown>;
  const machine = attach(refundApplyParts, {
    data,
    setData: (changes) => void Object.assign(data, changes),
    triggerEvent: () => undefined,
  });
  open.push(machine);
  machine.send('OPEN', query);
  await settled();
  return {
    machine,
    data,
    async fill(part) {
      machine.send('FILL', part);
      await settled();
    },
    async submit() {
      machine.send('SUBMIT');
      await settled();
    },
  };
}

/** A visit as a button begins it, and what that button hears. */
export function visit(part: Partial<RefundRequest> = {}): { visit: RefundSession; reports: Report[] } {
  const { platform } = config();
  const begun = begin(platform, '#out-1', {
    orderId: 'dy-1',
    outOrderNo: 'out-1',
    refund: { order: refundable(), ...part },
  });
  const reports: Report[] = [];
  listen(platform, begun, {}, (report) => void reports.push(report));
  return { visit: begun, reports };
}

/** Opens the page the way a button does. */
export async function page(
  part: Partial<RefundRequest> = {},
): Promise<Shown & { visit: RefundSession; reports: Report[] }> {
  const begun = visit(part);
  return { ...begun, ...(await openPage({ session: begun.visit.id })) };
}

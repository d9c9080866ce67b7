/** Every step that an order, a unit, a payment or a refund has taken, in the transaction that took it. */
import type { Clock } from '../clock';
import { RETENTION, trim } from '../retention';
import type { Store } from '../store/store';

export type Subject = 'order' | 'item' | 'payment' | 'refund' | 'settlement';

export interface Step {
  stepId: number;
  /** Virtual time, ms. */
  time: number;
  orderId: string;
  subject: Subject;
  /** Number of the order, item order, payment order, refund or settlement. */
  subjectId: string;
  /** Absent where it began. */
  from?: string;
  to: string;
  /** Why, where the step alone does not say. */
  note?: string;
}

interface StepRow {
  step_id: number;
  time: number;
  order_id: string;
  subject: string;
  subject_id: string;
  from_state: string | null;
  to_state: string;
  note: string | null;
}

export class History {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    /** So many of the newest steps are kept. */
    private readonly kept = RETENTION.history,
  ) {}

  add(step: Omit<Step, 'stepId' | 'time'>): void {
    this.store.transaction(() => {
      this.insert(step);
      trim(this.store, 'history', 'step_id', this.kept);
    });
  }

  private insert(step: Omit<Step, 'stepId' | 'time'>): void {
    this.store.run(
      'INSERT INTO history (time, order_id, subject, subject_id, from_state, to_state, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
      this.clock.now(),
      step.orderId,
      step.subject,
      step.subjectId,
      step.from ?? null,
      step.to,
      step.note ?? null,
    );
  }

  /** Oldest first. */
  ofOrder(orderId: string): Step[] {
    return this.store
      .all<StepRow>('SELECT * FROM history WHERE order_id = ? ORDER BY step_id', orderId)
      .map((row) => ({
        stepId: row.step_id,
        time: row.time,
        orderId: row.order_id,
        subject: row.subject as Subject,
        subjectId: row.subject_id,
        from: row.from_state ?? undefined,
        to: row.to_state,
        note: row.note ?? undefined,
      }));
  }
}

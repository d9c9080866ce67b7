import { copyOf, copyOfUpdate, lossOf, type Loss } from '../rules/data';
import { SET_DATA_KB } from '../rules/limits';
import { problem } from '../rules/diagnose';
import { DELIVERIES, type Delivery } from '../conditions';
import { overrideSetData, type Instance } from './engine-internals';
import type { Problems } from './problems';
import { SetDataMeter } from './set-data-meter';

export function parseDelivery(value: string | null): Delivery {
  return DELIVERIES.find((one) => one === value) ?? 'sync';
}

/** The one way out of the scripts, and into them. */
export class Crossing {
  private readonly waiting: (() => void)[] = [];

  constructor(readonly delivery: Delivery) {}

  /** Runs it now, or after all that went before it. */
  readonly pass = (work: () => void): void => {
    if (this.delivery === 'sync') return work();
    if (this.waiting.push(work) === 1) setTimeout(this.arrive, 0);
  };

  /** What arrives in place of a value. What is no plain object (a canvas, a buffer) is handed on as it is. */
  readonly copy = (value: unknown): unknown =>
    this.delivery === 'json' ? copyOf(value, { json: true, instances: 'keep' }) : value;

  /** All that waits now; what comes of it waits for the next turn. */
  private readonly arrive = (): void => {
    const works = this.waiting.splice(0);
    for (const work of works) work();
  };
}

const BY_VALUE = { json: false, instances: 'flatten' } as const;

/** A path with every index alike: a list tells once. */
const kindOfPath = (path: string): string => path.replace(/\[\d+\]/g, '[]');

/** Tells of data that does not reach the template as it was given, once for each field. */
export class DataWatch {
  private readonly told = new Set<string>();
  readonly meter = new SetDataMeter();

  constructor(private readonly problems: Problems) {}

  /** A copy of the `data` that a page or component is defined with. */
  initial(is: string, data: Record<string, unknown>): Record<string, unknown> {
    const losses: Loss[] = [];
    const { copy } = copyOfUpdate(data, { ...BY_VALUE, lost: (loss) => losses.push(loss) });
    // What is not there yet is lost by nobody.
    for (const loss of losses) if (loss.kind !== 'undefined') this.tell(is, 'data', loss);
    return copy;
  }

  update(is: string, update: object, json: boolean): Record<string, unknown> {
    const losses: Loss[] = [];
    const { copy, bytes, tooLarge } = copyOfUpdate(update, {
      ...BY_VALUE,
      json,
      lost: (loss) => losses.push(loss),
    });
    this.meter.note(is, bytes);
    // Told from here: an error's stack is short, and has to show who called.
    for (const loss of losses) this.tell(is, 'setData', loss);
    if (tooLarge !== undefined && this.isNew(is, 'size'))
      this.problems.report(new Error('too much data'), {
        file: is,
        finding: problem('data-size', { doing: 'setData', is, kb: tooLarge, most: SET_DATA_KB }),
      });
    return copy;
  }

  private tell(is: string, doing: string, loss: Loss): void {
    if (!this.isNew(is, `${loss.kind} ${kindOfPath(loss.path)}`)) return;
    // Its stack tells where; the rest is the finding's.
    this.problems.report(new Error(loss.kind), { file: is, finding: lossOf(loss, doing, is) });
  }

  private isNew(is: string, what: string): boolean {
    const key = `${is} ${what}`;
    if (this.told.has(key)) return false;
    this.told.add(key);
    return true;
  }
}

/** `setData` as on a device: a copy passes, the callback comes when the template has it. */
export function installSetData(crossing: Crossing, watch: DataWatch, problems: Problems): void {
  overrideSetData((instance: Instance, data, callback, apply) => {
    if (typeof data !== 'object' || data === null) {
      // A call without data is a way to wait for the next picture.
      if (data !== undefined && data !== null)
        problems.report(new Error('no object'), {
          file: instance.is,
          finding: problem('set-data-object', { is: instance.is }),
        });
      apply({}, callback);
      return;
    }
    const copy = watch.update(instance.is, data, crossing.delivery === 'json');
    if (crossing.delivery === 'sync') {
      apply(copy, callback);
      return;
    }
    apply(copy);
    if (typeof callback === 'function') crossing.pass(() => apply({}, callback));
  });
}

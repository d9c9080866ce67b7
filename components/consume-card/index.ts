import { onChange, type Instance } from '../../src/connect/connect';
import {
  attachConsumeCard,
  detachConsumeCard,
  idleView,
  TRADE_KEYS,
  type ConsumeCard,
} from '../../src/consume-card/attach';
import type { Event } from '../../src/consume-card/machine';
import { lookProps, tradeProps } from '../../src/consume-card/props';
import { TEXTS } from '../../src/consume-card/texts';

/** What this shell keeps on an instance beside what the platform gives it. */
interface Shell extends Instance {
  card?: ConsumeCard;
  changed?: () => void;
}

interface Touch {
  currentTarget: { dataset: { id: string } };
}

/** Passes a touch on to the machine, with the code that it is about. */
const sends = (event: Event) =>
  function (this: Shell, { currentTarget }: Touch): void {
    if (this.card) this.card.send(event, currentTarget.dataset.id);
  };

Component({
  externalClasses: ['custom-class', 'button-class', 'code-class'],
  properties: Object.assign({}, tradeProps, lookProps),
  data: Object.assign({ texts: TEXTS }, idleView),
  observers: {
    [TRADE_KEYS.join()](this: Shell) {
      if (this.changed) this.changed();
    },
  },
  lifetimes: {
    attached(this: Shell) {
      const card = (this.card = attachConsumeCard(this));
      this.changed = onChange(card.context.read, () => card.send('PROPS'));
      this.changed();
    },
    detached(this: Shell) {
      if (this.card) detachConsumeCard(this.card);
      delete this.changed;
    },
  },
  pageLifetimes: {
    show(this: Shell) {
      if (this.card) this.card.send('SHOW');
    },
    hide(this: Shell) {
      if (this.card) this.card.send('HIDE');
    },
  },
  methods: {
    onRefresh: sends('REFRESH'),
    onOpen: sends('OPEN'),
    onClose: sends('CLOSE'),
    onPick: sends('PICK'),
    onPut: sends('PUT'),
    onCopy: sends('COPY'),
    onApply: sends('APPLY'),
    onDetail: sends('DETAIL'),
    /** Where a touch must end: the page behind does not move, what lies below is not tapped. */
    onNothing() {},
  },
} as never);

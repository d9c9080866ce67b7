import { onChange } from '../../src/connect/connect';
import {
  attachPayButton,
  detachPayButton,
  idleView,
  TRADE_KEYS,
  type PayButton,
} from '../../src/pay-button/attach';
import { lookProps, tradeProps } from '../../src/pay-button/props';

/** What this shell keeps on an instance beside what the platform gives it. */
interface Shell {
  data: Record<string, unknown>;
  setData(data: object): void;
  triggerEvent(name: string, detail: object): void;
  button?: PayButton;
  changed?: () => void;
}

Component({
  externalClasses: ['custom-class', 'label-class', 'disabled-class'],
  properties: Object.assign({}, tradeProps, lookProps),
  data: idleView,
  observers: {
    [TRADE_KEYS.join()](this: Shell) {
      if (this.changed) this.changed();
    },
  },
  lifetimes: {
    attached(this: Shell) {
      const button = (this.button = attachPayButton(this));
      this.changed = onChange(button.context.read, () => button.send('PROPS'));
      this.changed();
    },
    detached(this: Shell) {
      if (this.button) detachPayButton(this.button);
      delete this.changed;
    },
  },
  pageLifetimes: {
    show(this: Shell) {
      if (this.button) this.button.send('SHOW');
    },
    hide(this: Shell) {
      if (this.button) this.button.send('HIDE');
    },
  },
  methods: {
    onTap(this: Shell) {
      if (this.button && !this.data.disabled && !this.data.loading) this.button.send('TAP');
    },
  },
} as never);

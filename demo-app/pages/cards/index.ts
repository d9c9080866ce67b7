import { setup, type HandlerEvent } from 'microapp-trade-kit';
import { PORTS } from '../../shared/api';
import { logEvent } from '../../shared/events';
import { CASES, sampleMerchant } from './samples';

Page({
  data: { cases: [] as typeof CASES },
  onLoad() {
    setup({ merchant: sampleMerchant });
    this.setData({ cases: CASES });
  },
  onUnload() {
    setup(PORTS);
  },
  onEvent({ type, detail }: HandlerEvent<unknown>) {
    logEvent(type, '', detail);
  },
});

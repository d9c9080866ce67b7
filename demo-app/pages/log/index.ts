import { timeText } from '../../shared/catalogue';
import { clearEvents, readEvents, type LoggedEvent } from '../../shared/events';

Page({
  data: { events: [] as (LoggedEvent & { at: string })[] },
  onShow() {
    this.setData({ events: readEvents().map((event) => Object.assign({ at: timeText(event.time) }, event)) });
  },
  clear() {
    clearEvents();
    this.setData({ events: [] });
  },
});

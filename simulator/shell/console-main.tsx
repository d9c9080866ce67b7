import { render } from 'preact';
import { ConsolePage } from './console-page';
import './base.css';
import './panel.css';
import './trade.css';
import './console/orders.css';
import './console/order-detail.css';
import './console/timeline.css';
import './redeem/redeem.css';
import './start/start.css';
import './console-page.css';

/** Storage may be forbidden: then the page starts each time as the first time. */
function openStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

render(<ConsolePage storage={openStorage()} />, document.getElementById('app')!);

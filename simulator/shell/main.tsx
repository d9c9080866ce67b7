import { render } from 'preact';
import type { FrameMessage } from '../protocol';
import { connectFrame } from './frame-link';
import { Shell } from './shell';
import './base.css';
import './phone.css';
import './panel.css';
import './trade.css';
import './console/orders.css';
import './console/order-detail.css';
import './console/timeline.css';
import './redeem/redeem.css';
import './start/start.css';
import './network/network.css';
import './inspect/inspect.css';
import './conditions.css';

/** Storage may be forbidden: then the shell starts each time as the first time. */
function openStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

const root =
  document.getElementById('app') ??
  document.body.appendChild(Object.assign(document.createElement('div'), { id: 'app' }));

// The frame may speak before the first render is through: nothing it says is lost.
const early: FrameMessage[] = [];
let tell = (message: FrameMessage): void => void early.push(message);
const link = connectFrame(window, (message) => tell(message));
const onFrame = (listener: (message: FrameMessage) => void): void => {
  tell = listener;
  early.splice(0).forEach(listener);
};

render(<Shell link={link} onFrame={onFrame} storage={openStorage()} />, root);

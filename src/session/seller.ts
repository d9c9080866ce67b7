import { config } from '../config';
import { ErrNo, type TradeError } from '../contract/codes';
import { inquire } from '../ports/inquire';

/**
 * Asks for the merchant's name, which a page shows. Without it the page goes on; 21536 is reported (contract
 * pay-button §8.1).
 */
export function learnSubject(done: (name: string) => void, failed: (error: TradeError) => void): void {
  const { merchant } = config();
  if (!merchant.getSubject) return;
  inquire(
    () => merchant.getSubject!().then(({ name }) => name),
    ErrNo.SubjectServer,
    ErrNo.SubjectServer,
  ).then(done, failed);
}

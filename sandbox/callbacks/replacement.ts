/** The scenario's server in place of the developer's. */
import type { ScenarioAnswer } from '../../src/contract/scenario-answers';
import type { Deliver } from './types';

export const replacement = (answer: ScenarioAnswer): Deliver =>
  answer.down
    ? () => Promise.reject(new Error('connection refused'))
    : () => Promise.resolve({ status: answer.status ?? 200, body: JSON.stringify(answer.body) });

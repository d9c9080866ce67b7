import { parseProfile } from './profile';

/**
 * The header that has the sandbox follow the scenarios which the frame's url names: `?scenario=<name>`, or
 * several with commas between, each with what is changed of it (`pay.failed,callback.lost;lost=1`). What a
 * header cannot carry is percent-encoded. Empty without a scenario.
 */
export function scenarioHeader(search: string): Record<string, string> {
  const choice = new URLSearchParams(search).get('scenario') ?? '';
  return choice === '' ? {} : { 'x-trade-scenario': choice.replace(/[^!-~]/gu, encodeURIComponent) };
}

/**
 * What else the platform gets from the phone: its base library, and with `?poi=<id>` the shop of the shelf
 * or live room that led here.
 */
export function phoneHeaders(search: string): Record<string, string> {
  const query = new URLSearchParams(search);
  const poi = query.get('poi') ?? '';
  return {
    'x-trade-lib': parseProfile(query).libVersion,
    ...(poi === '' ? {} : { 'x-trade-poi': poi.replace(/[^!-~]/gu, encodeURIComponent) }),
  };
}

import { ANSWER_TIMEOUT } from '../contract/limits';
import { QUESTIONS, type Question, type QuestionName } from '../contract/merchant/questions';
import { reasonText } from '../ports/inquire';
import type { Merchant, PortError } from '../ports/merchant';

/** Makes the method that asks at `path`, below the merchant's address; GET unless said otherwise. */
type MerchantCall = <Q, R>(path: string, method?: 'POST') => (data?: Q) => Promise<R>;

/** The port over anything that carries HTTP. */
export function merchantOver(call: MerchantCall): Merchant {
  const port: Partial<Record<QuestionName, (query?: unknown) => Promise<never>>> = {};
  (Object.keys(QUESTIONS) as QuestionName[]).forEach((name) => {
    const { path, method }: Question = QUESTIONS[name];
    port[name] = call(path, method);
  });
  return port as Merchant;
}

/** What a host's reason for a failed request means for whoever reads it, where it can be told. */
const CAUSES: readonly (readonly [said: RegExp, meaning: string])[] = [
  [/domain list/i, 'add its domain to the request domains (开发设置)'],
  [/resolve|notfound/i, 'no host has that name'],
  [/ssl|tls|cert/i, 'its certificate is not accepted'],
  [/refused/i, 'nothing listens there'],
];

const causeOf = (reason: string): string =>
  CAUSES.filter(([said]) => said.test(reason))
    .slice(0, 1)
    .map(([, meaning]) => ` (${meaning})`)
    .join('');

/**
 * A real `tt.request` needs an absolute address: `baseUrl` is your server's. Failures that your server does
 * not put into words name the address.
 */
export function httpMerchant(baseUrl: string, headers?: () => Record<string, string>): Merchant {
  const base = baseUrl.replace(/\/+$/, '');
  const call: MerchantCall =
    <Q, R>(path: string, method?: 'POST') =>
    (data?: Q) =>
      new Promise<R>((resolve, reject) => {
        const url = base + path;
        const fail = (kind: PortError['kind'], errMsg: string, errLogId?: string): void =>
          reject({ kind, errMsg, errLogId });
        const options = {
          url,
          method: method || ('GET' as const),
          data: data as object,
          header: headers && headers(),
          timeout: ANSWER_TIMEOUT,
          success(answer: unknown) {
            const { statusCode, data: body } = Object(answer) as { statusCode: number; data: unknown };
            const { errMsg, errLogId } = Object(body) as { errMsg?: unknown; errLogId?: string };
            const own = typeof errMsg === 'string' && errMsg;
            // What is no JSON comes as a text: a page of another server, say.
            if (!(statusCode >= 300))
              if (typeof body === 'object') resolve(body as R);
              else fail('server', `${url}: no JSON`);
            else if (own) fail(statusCode < 500 ? 'rejected' : 'server', own, errLogId);
            // Whoever knows the question says in words what it has not: this is another server's word.
            else if (statusCode === 404 || statusCode === 405)
              fail('server', `${url}: HTTP ${statusCode}: no such address, check baseUrl`);
            else fail(statusCode < 500 ? 'rejected' : 'server', `${url}: HTTP ${statusCode}`, errLogId);
          },
          fail(error: unknown) {
            const reason = reasonText(error);
            fail('server', `${url}: ${reason}${causeOf(reason)}`);
          },
        };
        // `timeout` is a documented option that the platform's typings lack.
        tt.request(options);
      });
  return merchantOver(call);
}

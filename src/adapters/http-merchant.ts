import { ANSWER_TIMEOUT } from '../contract/limits';
import { QUESTIONS, type Question, type QuestionName } from '../contract/merchant/questions';
import type { Merchant, PortError } from '../ports/merchant';

/** Makes the method that asks at `path`, below the merchant's address; GET unless said otherwise. */
export type MerchantCall = <Q, R>(path: string, method?: 'POST') => (data?: Q) => Promise<R>;

/** The port over anything that carries HTTP. */
export function merchantOver(call: MerchantCall): Merchant {
  const port: Partial<Record<QuestionName, (query?: unknown) => Promise<never>>> = {};
  (Object.keys(QUESTIONS) as QuestionName[]).forEach((name) => {
    const { path, method }: Question = QUESTIONS[name];
    port[name] = call(path, method);
  });
  return port as Merchant;
}

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
          success(answer: { statusCode: number; data: unknown }) {
            const { statusCode } = answer;
            const body = answer.data as { errMsg?: string; errLogId?: string } | null;
            if (statusCode >= 300)
              fail(
                statusCode < 500 ? 'rejected' : 'server',
                (body && body.errMsg) || `${url}: HTTP ${statusCode}`,
                body?.errLogId,
              );
            // What is no JSON comes as a text: a page of another server, say.
            else if (typeof body === 'object') resolve(answer.data as R);
            else fail('server', `${url}: no JSON`);
          },
          fail(error: { errMsg: string }) {
            fail('server', `${url}: ${error.errMsg}`);
          },
        };
        // `timeout` is a documented option that the platform's typings lack.
        tt.request(options);
      });
  return merchantOver(call);
}

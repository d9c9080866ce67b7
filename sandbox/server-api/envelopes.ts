/** The form in which each family answers (contract open-api §2 to §5). */
import { randomBytes } from 'node:crypto';
import { hasLogId, isFlat } from '../../src/contract/open-api';
import type { Answered } from './world';

/** As the platform's numbers of log entries look: the time, then anything. */
export const newLogId = (now: number): string =>
  new Date(now).toISOString().replace(/\D/g, '').slice(0, 14) + randomBytes(9).toString('hex').toUpperCase();

export const envelopeOf = (
  { family, code, text, data, operation }: Answered,
  now: number,
  logId: string,
): Record<string, unknown> => {
  const isList = Array.isArray(data);
  const some = isList || Object.keys(data).length > 0;
  if (family.name === 'token')
    return {
      data: { ...data, error_code: code, description: code === 0 ? '' : text },
      message: code === 0 ? 'success' : 'error',
    };
  if (family.name === 'trade')
    return {
      data: isList ? data : { error_code: code, description: text, ...data },
      extra: {
        error_code: code,
        description: text,
        sub_error_code: code,
        sub_description: text,
        logid: logId,
        now,
      },
    };
  if (family.name === 'tradeBasic')
    return { err_no: code, err_msg: text, log_id: logId, ...(some ? { data } : {}) };
  const flat = operation !== undefined && isFlat(operation);
  return {
    err_no: code,
    err_tips: text,
    ...(hasLogId(family) ? { log_id: logId } : {}),
    ...(flat ? data : some ? { data } : {}),
  };
};

/** Where the frame tells what went wrong in the program. */
import type { FastifyInstance } from 'fastify';
import type { Diagnostic, ReportedProblems } from '../protocol';
import { isRecord } from '../record';
import type { Values } from '../words/table';

const LARGEST_BODY = 512 * 1024;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isTextOr = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isCountOr = (value: unknown): boolean => value === undefined || isCount(value);

const isValues = (value: unknown): value is Values =>
  isRecord(value) && Object.values(value).every((one) => typeof one === 'string' || typeof one === 'number');

const isOriginOr = (value: unknown): boolean =>
  value === undefined ||
  (isRecord(value) && typeof value.name === 'string' && [value.line, value.column].every(isCount));

function isDiagnostic(value: unknown): value is Diagnostic {
  if (!isRecord(value)) return false;
  const { level, file, message, line, column, fix, code, values, origin } = value;
  return (
    (level === 'error' || level === 'warning') &&
    typeof file === 'string' &&
    typeof message === 'string' &&
    [line, column].every(isCountOr) &&
    [fix, code].every(isTextOr) &&
    isOriginOr(origin) &&
    (values === undefined || isValues(values))
  );
}

/** A mini-program may post anything. */
export const isReport = (body: unknown): body is ReportedProblems =>
  isRecord(body) && isCount(body.left) && Array.isArray(body.problems) && body.problems.every(isDiagnostic);

export function addProblemRoute(server: FastifyInstance, told: (reported: ReportedProblems) => void): void {
  server.post('/__problems', { bodyLimit: LARGEST_BODY }, async (request, reply) => {
    if (!isReport(request.body)) return reply.code(400).send({ errMsg: 'no list of problems' });
    told(request.body);
    return reply.code(204).send();
  });
}

import type { FastifyRequest } from 'fastify';
import { firstLanguage, type Language } from '../words/language';

/** What the shell is read in: it says so with each question. */
export const languageAsked = ({ headers }: Pick<FastifyRequest, 'headers'>): Language =>
  firstLanguage((headers['accept-language'] ?? '').split(',').map((tag) => tag.trim()));

import { ApiError } from './callback';
import type { ApiOptions } from './context';

export const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;
export const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

/** An option that must be a string. */
export function requireText(options: ApiOptions, name: string): string {
  const value = options[name];
  if (typeof value !== 'string') throw new ApiError(`parameter error: parameter.${name} should be String`);
  return value;
}

/** A value as a query string or a form carries it. */
export const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value as string);

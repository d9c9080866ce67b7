import { fill, type Text, type Values } from '../words/table';

/** What `create` and `init` do not do, with what to do about it. */
export class Refused extends Error {
  constructor(
    readonly text: Text,
    readonly values: Values = {},
  ) {
    super(fill(text.en, values));
  }
}

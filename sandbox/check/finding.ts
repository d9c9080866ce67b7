/** What is wrong, and what to do. */
export class Finding extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** No server is there. */
export class Unreachable extends Finding {}

/** The clock of the simulated phone, which may be wrong: what the mini-program sees as the present. */

interface Host {
  Date: DateConstructor;
}

/**
 * Puts `Date` ahead by `shift` ms (behind, when negative) for everything that runs in the frame. Timers keep
 * their pace: a phone that is a day ahead waits no longer than others.
 */
export function shiftClock(host: Host, shift: number): void {
  if (shift === 0) return;
  const real = host.Date;
  const now = (): number => real.now() + shift;
  const shifted: DateConstructor = new Proxy(real, {
    construct: (target, args: unknown[], made) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, made) as object,
    apply: () => new real(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
  real.prototype.constructor = shifted;
  host.Date = shifted;
}

/** As the server has written it into the frame's document. */
export function readShift(root: { dataset: DOMStringMap }): number {
  const shift = Number(root.dataset.clockShift ?? 0);
  return Number.isSafeInteger(shift) ? shift : 0;
}

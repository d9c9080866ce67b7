/**
 * Time, of two kinds. A wait (`wait`) is a span, and is measured by timers alone: no document promises
 * `performance.now` where a mini-program runs, substitutes of it read the device clock, and some stand still
 * while a phone sleeps. What happens at a time of the day (`alarmAt`) follows a server's clock, as seen from
 * the device's; each time somebody sets that one, or the phone sleeps, it is said (decision D-E140).
 */

/** setTimeout counts in a signed 32-bit number of ms; longer waits are taken in steps. */
const LONGEST = 0x7fffffff;
/** How often the device clock is held against a timer while an alarm waits, ms. */
const PULSE = 60000;
const LONGEST_PULSE = 60 * PULSE;
/** How far the two may be apart: a busy thread runs its timers late, and clocks are adjusted by little. */
const SLACK = 15000;
/** How far two readings of a server's clock may be apart and still be the same, ms. */
const JITTER = 50;

/** Calls `done` once, `ms` after now by whatever the device clock is set to; returns what cancels it. */
export function wait(ms: number, done: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const run = (left: number): void => {
    const span = Math.min(Math.max(left, 0), LONGEST);
    timer = setTimeout(() => (left > span ? run(left - span) : done()), span);
  };
  run(ms);
  return () => clearTimeout(timer);
}

/** A server's clock, as it was when an answer came. */
export interface ServerClock {
  /** Its time less the device's, ms. */
  skew: number;
  /** How many jumps of the device clock were known then, or have been said since. */
  jumps: number;
}

interface Alarm {
  clock: ServerClock;
  /** Device time. */
  at: number;
  ring(jumped: boolean): void;
}

let alarms: Alarm[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
/** Device time at which `timer` runs out. */
let due = 0;
let pulse = PULSE;
/** Latest device time that was read, and what the device clock has been set back by since the start, ms. */
let latest = 0;
let drift = 0;
let jumps = 0;
/** The server's clock as somebody read it last. */
let server: ServerClock | undefined;

/** The device clock, ms, as if it had never been set back. Counts the jumps that it sees. */
function deviceTime(): number {
  const now = Date.now() + drift;
  if (now < latest - SLACK) {
    drift += latest - now;
    jumps++;
  } else if (timer !== undefined && now > due + SLACK) {
    // Set ahead, or slept through: no timer tells which.
    due = now;
    jumps++;
  }
  return (latest = Math.max(latest, now));
}

/** The clock of a server that says that it is `now` (ms); without that it has the time of the device. */
export function clockOf(now?: number): ServerClock {
  const device = deviceTime();
  const read = (now || Date.now()) - device;
  // Answers take some ms more or less: components that count on one server's clock must end at one moment.
  const known = now && server && server.jumps === jumps && Math.abs(server.skew - read) < JITTER;
  const clock = { skew: known ? server!.skew : read, jumps };
  if (now) server = clock;
  return clock;
}

/** What that clock says now, ms. */
export const timeOf = ({ skew }: ServerClock): number => deviceTime() + skew;

/** The device clock has jumped since the alarm's own was read. */
const isStale = ({ clock }: Alarm): boolean => clock.jumps !== jumps;

/**
 * What time it is at the server, ms; `undefined` while no answer has said, or since the device clock has
 * jumped.
 */
export function serverTime(): number | undefined {
  const time = server && timeOf(server);
  return server && server.jumps === jumps ? time : undefined;
}

function wake(): void {
  // Whatever the device clock says, the timer's time has passed.
  latest = Math.max(latest, due);
  const known = jumps;
  const now = deviceTime();
  // Where timers are always late nothing is asked for each time.
  pulse = jumps > known ? Math.min(pulse * 2, LONGEST_PULSE) : PULSE;
  const stale = alarms.filter(isStale);
  const rest = alarms.filter((alarm) => !isStale(alarm));
  alarms = rest.filter(({ at }) => at > now);
  // Said once: whoever cannot read that clock anew goes by what is known of it.
  stale.forEach(({ clock }) => (clock.jumps = jumps));
  arm();
  stale.forEach(({ ring }) => ring(true));
  rest.filter(({ at }) => at <= now).forEach(({ ring }) => ring(false));
}

function arm(): void {
  const now = deviceTime();
  clearTimeout(timer);
  timer = undefined;
  if (!alarms.length) return;
  const next = Math.min.apply(
    null,
    alarms.map((alarm) => (isStale(alarm) ? now : alarm.at)),
  );
  due = Math.min(Math.max(next, now), now + pulse);
  timer = setTimeout(wake, due - now);
}

/**
 * Rings once: when that clock has reached `time` (ms), or, with `jumped`, when the device clock was set or
 * the phone has slept since the clock was read, so that it has to be read anew. Returns what cancels it. All
 * alarms of a program share one timer, and there is none while nothing waits.
 */
export function alarmAt(clock: ServerClock, time: number, ring: (jumped: boolean) => void): () => void {
  const alarm = { clock, at: time - clock.skew, ring };
  alarms.push(alarm);
  if (timer === undefined || alarm.at < due || isStale(alarm)) arm();
  return () => {
    alarms = alarms.filter((one) => one !== alarm);
    if (!alarms.length) arm();
  };
}

/**
 * Whether more than `ms` lie between `time` (device clock, ms) and now. A clock that was set back by more
 * counts as yes: how long ago it was is not known then.
 */
export const isPast = (time: number, ms: number): boolean => Math.abs(Date.now() - time) > ms;

/** setTimeout counts in a signed 32-bit number of ms; longer waits are taken in steps. */
const LONGEST = 0x7fffffff;

interface Alarm {
  at: number;
  ring(): void;
}

let alarms: Alarm[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function wake(): void {
  const now = Date.now();
  const due = alarms.filter((alarm) => alarm.at <= now);
  alarms = alarms.filter((alarm) => alarm.at > now);
  arm();
  due.forEach((alarm) => alarm.ring());
}

function arm(): void {
  clearTimeout(timer);
  timer = undefined;
  if (!alarms.length) return;
  const next = Math.min.apply(
    null,
    alarms.map((alarm) => alarm.at),
  );
  timer = setTimeout(wake, Math.min(Math.max(next - Date.now(), 0), LONGEST));
}

/**
 * Rings once when the device clock (ms) has reached `time`; returns what cancels it. All alarms of a program
 * share one timer, and there is none while nothing waits.
 */
export function alarmAt(time: number, ring: () => void): () => void {
  const alarm = { at: time, ring };
  alarms.push(alarm);
  arm();
  return () => {
    alarms = alarms.filter((one) => one !== alarm);
    arm();
  };
}

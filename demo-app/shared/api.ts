/** Asks this shop's own server. The simulator serves it on the same origin; a real shop names its domain here. */
const BASE = '/merchant';

/** GET, JSON. Rejects with an `Error` whose message can be shown. */
export function get<T>(path: string, data: Record<string, string> = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    tt.request({
      url: BASE + path,
      data,
      success(answer) {
        const body = answer.data as unknown;
        if (answer.statusCode < 300) resolve(body as T);
        else reject(new Error((body as { errMsg?: string } | null)?.errMsg || `服务器错误 ${answer.statusCode}`));
      },
      fail: (error) => reject(new Error(error.errMsg)),
    });
  });
}

/** Logs the user in; rejects when the user refuses. */
export function login(): Promise<void> {
  return new Promise((resolve, reject) => {
    tt.login({ success: () => resolve(), fail: (error) => reject(new Error(error.errMsg)) });
  });
}

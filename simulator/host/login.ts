import { ApiError } from './callback';
import type { Family, HostContext } from './context';
import { make, makeButton, openDialog } from './dom';
import { callPlatform, isLoggedIn, payload, setLoggedIn } from './platform';

const TEXT = {
  title: '登录抖音',
  about: '登录后，小程序可以使用你的抖音账号。',
  login: '登录',
  cancel: '暂不登录',
} as const;

/** Asks the user to log in. Resolves with the answer. */
function openLoginSheet(layer: HTMLElement): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (agreed: boolean): void => {
      sheet.close();
      resolve(agreed);
    };
    const sheet = openDialog(
      layer,
      {
        className: 'sim-sheet sim-login',
        label: TEXT.title,
        onCancel: () => answer(false),
        closeOnBackdrop: true,
      },
      make('header', {}, make('h2', { text: TEXT.title }), make('p', { text: TEXT.about })),
      makeButton(TEXT.login, () => answer(true), { class: 'sim-main', 'data-login': 'agree' }),
      makeButton(TEXT.cancel, () => answer(false), { 'data-login': 'refuse' }),
    );
  });
}

async function session(): Promise<boolean> {
  try {
    return await isLoggedIn();
  } catch {
    throw new ApiError('internal error (the platform does not answer)', { errNo: 10401 });
  }
}

export function login({ layer }: HostContext): Family {
  return {
    calls: {
      login: async ({ force }) => {
        let loggedIn = await session();
        if (!loggedIn && force !== false) {
          if (!(await openLoginSheet(layer))) throw new ApiError('login is cancelled by user');
          await setLoggedIn(true);
          loggedIn = true;
        }
        return payload(await callPlatform('login', { force: false }));
      },
      checkSession: async () => {
        await callPlatform('checkSession', {});
      },
    },
  };
}

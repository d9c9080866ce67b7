/** What the shell has the frame do. */
import type { ServerEvent } from '../protocol';
import type { AppLife } from '../runtime/app';
import type { Components } from '../runtime/components';
import { savePages } from '../runtime/restore';
import type { Router } from '../runtime/router';
import type { ShellLink } from '../runtime/shell-link';
import { changeSurroundings, onResized, tellResized } from '../runtime/surroundings';
import { setLanguage } from '../tags/language';
import type { Inspector } from './inspect';
import { makeRoom } from './keyboard';

interface Steered {
  shell: ShellLink;
  router: Router;
  app: AppLife;
  appid: string;
  components: Components;
  openMenu(reload: () => void): void;
  repeat(id: number): void;
  inspector: Inspector;
}

/** What the shell asks of the frame; alone, the frame listens to the server itself. */
export function connectMessages({
  shell,
  router,
  app,
  appid,
  components,
  openMenu,
  repeat,
  inspector,
}: Steered): void {
  const reload = (keepData = false): void => {
    savePages(sessionStorage, appid, router.saved(keepData));
    location.reload();
  };
  const restyle = (styles: Record<string, string>): void => {
    for (const [id, css] of Object.entries(styles)) components.restyle(id, css);
  };
  const quietly = (navigation: Promise<unknown>): void => void navigation.catch(() => undefined);
  shell.onMessage((message) => {
    switch (message.sim) {
      case 'back':
        return quietly(router.navigateBack(1));
      case 'language':
        return setLanguage(message.language);
      case 'reload':
        return reload(message.keepData);
      case 'styles':
        return restyle(message.styles);
      case 'menu':
        return openMenu(() => reload());
      case 'repeat':
        return repeat(message.id);
      case 'inspect':
        return inspector.look(message.what);
      case 'store':
        return inspector.store(message.key, message.text);
      case 'clearStorage':
        return inspector.clearStorage();
      case 'setData':
        return inspector.setData(message.id, message.text);
      case 'keyboard':
        return makeRoom(router, message.covers);
      case 'conditions':
        return changeSurroundings(message.search);
      case 'resized':
        return tellResized();
      case 'unfold':
        return inspector.elements.unfold(message.id, message.on);
      case 'choose':
        return inspector.elements.choose(message.id);
      case 'highlight':
        return inspector.elements.show(message.id);
      case 'pick':
        return inspector.elements.pick(message.on);
      case 'hide':
        router.current?.hide();
        return app.emit('hide');
      case 'show':
        app.emit('show', router.current?.location);
        return router.current?.show();
      case 'navigate':
        return quietly(router.reLaunch(message.url));
      case 'tab':
        return quietly(tapTab(router, message.index));
      case 'pullDown':
        return void (
          globalThis as unknown as { tt: { startPullDownRefresh(): unknown } }
        ).tt.startPullDownRefresh();
    }
  });
  window.addEventListener('resize', () => {
    if (shell.attached) shell.post({ sim: 'resized' });
    else tellResized();
  });
  onResized(() => {
    const { clientWidth: windowWidth, clientHeight: windowHeight } = document.documentElement;
    router.current?.resize({ windowWidth, windowHeight });
  });
  if (!shell.attached && typeof EventSource !== 'undefined') {
    new EventSource('/__events').addEventListener('message', (event) => {
      const news = JSON.parse(String(event.data)) as ServerEvent;
      if (news.type === 'rebuilt') reload(true);
      else if (news.type === 'styles') restyle(news.styles);
    });
  }
}

async function tapTab(router: Router, index: number): Promise<void> {
  const item = router.tabItems[index];
  if (!item) return;
  await router.switchTab(`/${item.pagePath.replace(/^\//, '')}`);
  router.current?.call('onTabItemTap', { index, pagePath: item.pagePath, text: item.text });
}

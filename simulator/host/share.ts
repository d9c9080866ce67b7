/** Sharing: the menu of the capsule, the card that the page gives, and what the person does with it. */
import { ApiError } from './callback';
import type { Family, HostContext, Result } from './context';
import { make, makeButton, openDialog } from './dom';
import { textOr } from './options';
import { isRecord } from '../record';
import { addressFrom } from '../tags/assets';
import { words } from './words';

type Card = Readonly<Record<string, unknown>>;

/** Shows the card as it would be sent. Resolves when it is sent; rejects when it is not. */
function openCard(host: HostContext, card: Card): Promise<Result> {
  const text = words();
  const { current } = host.router;
  const title = textOr(card.title, current ? host.bars.title(current) : '');
  const path = textOr(card.path, current?.url ?? '');
  const image = textOr(card.imageUrl, '');
  return new Promise((resolve, reject) => {
    const end = (sent: boolean): void => {
      dialog.close();
      if (sent) resolve({ shareTickets: [] });
      else reject(new ApiError('cancel'));
    };
    const parts: Node[] = [
      make('p', { text: text.shareAbout }),
      make('h2', { text: title, attributes: { 'data-share': 'title' } }),
    ];
    if (typeof card.desc === 'string') parts.push(make('p', { text: card.desc }));
    if (image !== '') {
      const src = addressFrom(current?.path ?? '', image);
      parts.push(make('img', { attributes: { src, alt: '' } }));
    }
    parts.push(make('code', { text: path, attributes: { 'data-share': 'path' } }));
    const dialog = openDialog(
      host.layer,
      {
        className: 'sim-sheet sim-share',
        label: text.share,
        onCancel: () => end(false),
        closeOnBackdrop: true,
      },
      make('header', {}, ...parts),
      makeButton(text.shareTo, () => end(true), { class: 'sim-main', 'data-share': 'send' }),
      makeButton(text.cancel, () => end(false), { 'data-share': 'cancel' }),
    );
  });
}

export class Sharing {
  private hidden = false;

  constructor(private readonly host: HostContext) {}

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
  }

  /** The menu. A card that the page gives may have callbacks of its own. */
  fromMenu(reload: () => void): void {
    const { host, hidden } = this;
    const text = words();
    const page = host.router.current;
    const canShare = page?.has('onShareAppMessage') === true && !hidden;
    const close = (): void => dialog.close();
    const entry = (label: string, name: string, work: () => void): HTMLButtonElement =>
      makeButton(
        label,
        () => {
          close();
          work();
        },
        { 'data-menu': name },
      );
    const dialog = openDialog(
      host.layer,
      { className: 'sim-sheet sim-menu', label: text.menu, onCancel: close, closeOnBackdrop: true },
      ...(canShare
        ? [entry(text.share, 'share', () => this.ask('menu'))]
        : [make('p', { className: 'sim-row', text: text.notShareable })]),
      entry(text.settings, 'settings', () => void host.person.openSettings()),
      entry(text.reload, 'reload', reload),
      makeButton(text.cancel, close, { 'data-menu': 'cancel' }),
    );
  }

  private ask(from: string): void {
    const answer = this.host.router.current?.call('onShareAppMessage', { from, channel: '' });
    void Promise.resolve(answer).then((card) => {
      const { success, fail, complete, ...rest } = isRecord(card) ? card : {};
      const told = { success, fail, complete };
      const { shareAppMessage } = (globalThis as unknown as { tt: Record<string, (card: object) => unknown> })
        .tt;
      const outcome = shareAppMessage?.({ ...rest, ...told });
      if (outcome instanceof Promise) outcome.catch(() => undefined);
    });
  }

  /** What `tt.shareAppMessage` does with the card. */
  send(card: Card): Promise<Result> {
    return openCard(this.host, card);
  }
}

export function share(host: HostContext, sharing: Sharing): Family {
  return {
    calls: {
      showShareMenu: () => sharing.setHidden(false),
      hideShareMenu: () => sharing.setHidden(true),
      shareAppMessage: (card) => sharing.send(card),
    },
  };
}

/**
 * The person who holds the phone: what they allow, refuse and choose. In the shell they are asked; in a frame
 * that is open alone nobody is there, and everything is allowed at once. `?consent=ask`, `agree` or `refuse`
 * in the frame's address decides for both.
 */
import { ApiError } from './callback';
import { make, makeButton, openDialog } from './dom';
import { words } from './words';

type Consent = 'ask' | 'agree' | 'refuse';

export function parseConsent(search: URLSearchParams, attached: boolean): Consent {
  const given = search.get('consent');
  if (given === 'ask' || given === 'agree' || given === 'refuse') return given;
  return attached ? 'ask' : 'agree';
}

/** Why a refused API fails; the number is the platform's for a refusal by the user. */
export const denied = (): ApiError => new ApiError('auth deny', { errNo: 10200 });

export class Person {
  private readonly key: string;

  constructor(
    private readonly layer: HTMLElement,
    private readonly storage: Storage,
    appid: string,
    readonly consent: Consent,
  ) {
    this.key = `trade-sim:consent:${appid}`;
  }

  /** Asks yes or no. `id` names what is wanted. */
  asks(id: string, detail = ''): Promise<boolean> {
    if (this.consent !== 'ask') return Promise.resolve(this.consent === 'agree');
    const text = words();
    return new Promise((resolve) => {
      const answer = (agreed: boolean): void => {
        dialog.close();
        resolve(agreed);
      };
      const title = text.asks(text.scopes[id] ?? id);
      const dialog = openDialog(
        this.layer,
        { className: 'sim-sheet sim-consent', label: title, onCancel: () => answer(false) },
        make(
          'header',
          {},
          make('h2', { text: title }),
          ...(detail === '' ? [] : [make('p', { text: detail })]),
        ),
        makeButton(text.allow, () => answer(true), { class: 'sim-main', 'data-consent': 'allow' }),
        makeButton(text.refuse, () => answer(false), { 'data-consent': 'refuse' }),
      );
    });
  }

  /** What was decided of the scopes, as `getSetting` tells it: nothing about those never asked for. */
  get scopes(): Record<string, boolean> {
    try {
      const known: unknown = JSON.parse(this.storage.getItem(this.key) ?? '{}');
      return typeof known === 'object' && known !== null ? (known as Record<string, boolean>) : {};
    } catch {
      return {};
    }
  }

  setScope(scope: string, allowed: boolean): void {
    this.storage.setItem(this.key, JSON.stringify({ ...this.scopes, [scope]: allowed }));
  }

  /** Passes if the scope is allowed, asking at its first use; throws what `fail` gets if it is not. */
  async permit(scope: string, detail = ''): Promise<void> {
    const known = this.scopes[scope];
    const allowed = known ?? (await this.asks(scope, detail));
    if (known === undefined) this.setScope(scope, allowed);
    if (!allowed) throw denied();
  }

  /** The settings page: a switch for each scope that was decided. Resolves when it is closed. */
  openSettings(): Promise<Record<string, boolean>> {
    const text = words();
    return new Promise((resolve) => {
      const rows = Object.entries(this.scopes).map(([scope, allowed]) => {
        const input = make('input', { attributes: { type: 'checkbox', 'data-scope': scope } });
        input.checked = allowed;
        input.addEventListener('change', () => this.setScope(scope, input.checked));
        return make(
          'label',
          { className: 'sim-row' },
          input,
          document.createTextNode(text.scopes[scope] ?? scope),
        );
      });
      const close = (): void => {
        dialog.close();
        resolve(this.scopes);
      };
      const dialog = openDialog(
        this.layer,
        { className: 'sim-sheet sim-setting', label: text.setting, onCancel: close, closeOnBackdrop: true },
        make(
          'header',
          {},
          make('h2', { text: text.setting }),
          make('p', { text: rows.length > 0 ? text.settingAbout : text.nothingAsked }),
        ),
        ...rows,
        makeButton(text.close, close, { 'data-setting': 'close' }),
      );
    });
  }
}

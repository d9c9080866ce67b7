/** `Tool.native`: the parts of the phone around the mini-program, and the panels of the platform. */
import { callApi } from './apis';
import { text, type Method, type Params, type Parts } from './parts';
import { own } from '../../record';

/** Panel -> what its two answers are. */
const PANELS: Record<string, { panel: string; button: string; what: string }> = {
  confirmModal: { panel: '.sim-modal', button: '[data-modal=confirm]', what: 'modal' },
  cancelModal: { panel: '.sim-modal', button: '[data-modal=cancel]', what: 'modal' },
  authorizeAllow: {
    panel: '.sim-consent, .sim-login',
    button: '[data-consent=allow], [data-login=agree]',
    what: 'question to the user',
  },
  authorizeCancel: {
    panel: '.sim-consent, .sim-login',
    button: '[data-consent=refuse], [data-login=refuse]',
    what: 'question to the user',
  },
  shareConfirm: { panel: '.sim-share', button: '[data-share=send]', what: 'share panel' },
  shareCancel: { panel: '.sim-share', button: '[data-share=cancel]', what: 'share panel' },
  closePaymentDialog: { panel: '.sim-cashier', button: '[data-outcome=cancelled]', what: 'cashier' },
};

function press(panel: string, button: string, what: string): void {
  const open = document.querySelector(`dialog[open]:is(${panel})`);
  if (!open) throw new Error(`no ${what} is open`);
  const found = open.querySelector<HTMLElement>(button);
  if (!found) throw new Error(`the ${what} has no such button`);
  found.click();
}

/** Ends the payment in the open cashier; `outcome`: a name of the sandbox, such as `paid` or `cancelled`. */
const payInCashier = (outcome: string): void => {
  if (!/^[A-Za-z]+$/.test(outcome)) throw new Error(`${JSON.stringify(outcome)} is no outcome of a cashier`);
  press('.sim-cashier', `[data-outcome=${outcome}]`, 'cashier');
};

export function nativeMethods({ tt, firstPage }: Parts): Record<string, Method> {
  const native = (params: Params): unknown => {
    const method = text(params, 'method');
    if (method === 'goHome') return callApi(tt, 'reLaunch', [{ url: `/${firstPage() ?? ''}` }]);
    if (method === 'navigateLeft') return callApi(tt, 'navigateBack', [{}]);
    if (method === 'switchTab') return callApi(tt, 'switchTab', [params.data]);
    const known = own(PANELS, method);
    if (!known) throw new Error(`the phone has no ${method}`);
    return press(known.panel, known.button, known.what);
  };
  return {
    'Tool.native': native,
    'Trade.pay': (params) => payInCashier(text(params, 'outcome')),
  };
}

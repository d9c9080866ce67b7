/** How 提单页 comes to its visit: a button has begun it, or the page begins one itself. */
import { appHooks, config } from '../config';
import { ErrNo, GoodsType, type TradeError } from '../contract/codes';
import { checkGoodsInfo } from '../contract/goods-info';
import type { ConfirmGoods } from '../contract/goods-types';
import { GETGOODSINFO_TIMEOUT, HANDLER_TIMEOUT } from '../contract/limits';
import { inquire, reasonText } from '../ports/inquire';
import type { Session } from '../ports/sessions';
import { begin, find } from '../session/visits';
import { wait } from '../ticker';
import type { OrderConfirmContext } from './schema';
import { TEXTS } from './texts';

type Context = Readonly<OrderConfirmContext>;

const refuse = (errNo: ErrNo | 0, errMsg: string): Promise<never> =>
  Promise.reject({ errNo, errMsg } as TradeError);

/** Runs a hook of the app: a value, a promise, a throw, or nothing for `ms`. Absent hooks answer at once. */
function hook<T>(ms: number, run: () => T): Promise<Awaited<T>> {
  return new Promise<Awaited<T>>((resolve, reject) => {
    const end = wait(ms, () => reject(new Error('no answer in time')));
    void new Promise<Awaited<T>>((answer) => answer(run() as Awaited<T>)).then(resolve, reject).then(end);
  });
}

/** Direct entry: the app's own functions stand in for the button's handlers (contract templates §2.4). */
function enterDirectly(context: Context): Promise<Session> {
  const { platform, merchant } = config();
  const { goodsId = '', goodsType } = context.query;
  const type = Number(goodsType) || GoodsType.Library;
  const app = appHooks();
  const failing = (errNo: ErrNo, name: string) => (reason: unknown) =>
    refuse(errNo, `${name} failed: ${reasonText(reason)}`);
  return hook(HANDLER_TIMEOUT, () => app.userLogin && app.userLogin())
    .catch(failing(ErrNo.UserLoginFailed, 'userLogin'))
    .then(() =>
      hook(
        GETGOODSINFO_TIMEOUT,
        () => app.getExtraInfo && app.getExtraInfo({ goodsId, goodsType: type }),
      ).catch(failing(ErrNo.GetExtraInfoFailed, 'getExtraInfo')),
    )
    .then((extra) => {
      const checked = checkGoodsInfo({ extra }, GoodsType.Library);
      if ('errNo' in checked) return refuse(ErrNo.GetExtraInfoFailed, `getExtraInfo: ${checked.errMsg}`);
      return inquire(
        () => merchant.getGoods({ goodsId, goodsType: type, bizLine: 1 }),
        ErrNo.LibraryServer,
        ErrNo.LibraryRejected,
      ).then((found) => {
        const goods: ConfirmGoods = Object.assign({}, found, checked.info, {
          goodsType: type,
          bizLine: 1,
          phoneRequired: false,
          marketingReady: false,
        });
        return begin(platform, goods.goodsId, { goods, libraryPrice: found.currentPrice });
      });
    });
}

/** The visit of the query. Rejects with an error whose text is for the user where its errNo is 0. */
export function enter(context: Context): Promise<Session> {
  const { session: id, goodsId } = context.query;
  const found = id ? find(config().platform, id) : undefined;
  // A visit of another page has no goods.
  const known = found && (found as Partial<Session>).goods ? found : undefined;
  if (known) return known.phase === 'paying' && !known.stale ? refuse(0, TEXTS.busy) : Promise.resolve(known);
  return id || !goodsId ? refuse(0, TEXTS.lost) : enterDirectly(context);
}

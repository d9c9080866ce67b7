import { ApiError } from './callback';
import type { Family, HostContext } from './context';
import { make, makeButton, openDialog } from './dom';
import { numberOr, requireText, textOr } from './options';
import { isRecord } from '../record';
import { denied } from './person';
import { isLoggedIn } from './platform';
import { words } from './words';

/** One made-up person; the same on every run, so that tests can name it. */
const USER = {
  nickName: '测试用户',
  avatarUrl: '',
  gender: 0,
  city: '',
  province: '',
  country: '中国',
  language: 'zh_CN',
} as const;
const SEALED = {
  encryptedData: 'c2ltdWxhdGVk',
  iv: 'c2ltdWxhdGVkLWl2',
  rawData: JSON.stringify(USER),
  signature: 'simulated',
} as const;
/**
 * Stands for what the platform encrypts with the session key; the same on every tap, so that tests may name
 * it. `code` is what newer clients give beside it, for the server to exchange.
 */
const PHONE_NUMBER = {
  encryptedData: 'c2ltdWxhdGVkLXBob25lLW51bWJlcg==',
  iv: 'c2ltdWxhdGVkLWl2LTAwMQ==',
  code: 'simulated-phone-number-code',
} as const;
const PLACE = { latitude: 39.9042, longitude: 116.4074, name: '天安门', address: '北京市东城区' } as const;
const ADDRESS = {
  userName: '张三',
  telNumber: '13800000000',
  provinceName: '北京市',
  cityName: '北京市',
  countyName: '东城区',
  detailInfo: '长安街 1 号',
  nationalCode: '110101',
  postalCode: '100000',
} as const;

const SCOPES = new Set([
  'scope.userInfo',
  'scope.userLocation',
  'scope.address',
  'scope.record',
  'scope.album',
  'scope.camera',
]);

type Place = Record<'latitude' | 'longitude', number> & Record<'name' | 'address', string>;

/** A place to be chosen, or one to be looked at. */
function openPlace(layer: HTMLElement, place: Place, choose: boolean): Promise<Place> {
  const text = words();
  const field = (name: keyof Place, label: string): HTMLInputElement => {
    const input = make('input', { attributes: { name, 'aria-label': label, type: 'text' } });
    input.value = String(place[name]);
    input.readOnly = !choose;
    return input;
  };
  const fields = {
    name: field('name', text.placeName),
    address: field('address', text.placeAddress),
    latitude: field('latitude', text.latitude),
    longitude: field('longitude', text.longitude),
  };
  const label = choose ? text.choosePlace : text.place;
  return new Promise((resolve, reject) => {
    const close = (): void => {
      dialog.close();
      if (choose) reject(new ApiError('cancel'));
      else resolve(place);
    };
    const take = (): void => {
      dialog.close();
      resolve({
        name: fields.name.value,
        address: fields.address.value,
        latitude: Number(fields.latitude.value),
        longitude: Number(fields.longitude.value),
      });
    };
    const dialog = openDialog(
      layer,
      { className: 'sim-sheet sim-place', label, onCancel: close, closeOnBackdrop: true },
      make('header', {}, make('h2', { text: label })),
      ...Object.values(fields).map((input) =>
        make('label', { className: 'sim-row', text: input.getAttribute('aria-label') ?? '' }, input),
      ),
      ...(choose ? [makeButton(text.sure, take, { class: 'sim-main', 'data-place': 'take' })] : []),
      makeButton(text.close, close, { 'data-place': 'close' }),
    );
  });
}

const placeOf = (options: Readonly<Record<string, unknown>>): Place => ({
  latitude: numberOr(options.latitude, PLACE.latitude),
  longitude: numberOr(options.longitude, PLACE.longitude),
  name: textOr(options.name, ''),
  address: textOr(options.address, ''),
});

export function user(host: HostContext): Family {
  const { person, layer, program } = host;
  const permission = isRecord(program.app.permission) ? program.app.permission : {};
  const why = (scope: string): string => {
    const asked = permission[scope];
    return isRecord(asked) ? textOr(asked.desc, '') : '';
  };
  const permit = (scope: string): Promise<void> => person.permit(scope, why(scope));
  return {
    calls: {
      getUserProfile: async () => {
        if (!(await isLoggedIn().catch(() => true))) throw new ApiError('user is not logged in');
        if (!(await person.asks('scope.userInfo'))) throw denied();
        return { userInfo: USER, ...SEALED };
      },
      getUserInfo: async () => {
        await permit('scope.userInfo');
        return { userInfo: USER, ...SEALED };
      },
      getPhoneNumber: async () => {
        if (!(await person.asks('phoneNumber'))) throw denied();
        return { ...PHONE_NUMBER };
      },
      getSetting: () => ({ authSetting: person.scopes }),
      openSetting: async () => ({
        authSetting: person.consent === 'ask' ? await person.openSettings() : person.scopes,
      }),
      authorize: async (options) => {
        const scope = requireText(options, 'scope');
        if (!SCOPES.has(scope)) throw new ApiError(`invalid scope "${scope}"`);
        await permit(scope);
        return { data: person.scopes };
      },
      getLocation: async () => {
        await permit('scope.userLocation');
        return { ...PLACE, accuracy: 10, altitude: 0, speed: 0, verticalAccuracy: 0, horizontalAccuracy: 10 };
      },
      chooseLocation: async (options) => {
        await permit('scope.userLocation');
        const from = placeOf({ ...PLACE, ...options });
        return { ...(person.consent === 'ask' ? await openPlace(layer, from, true) : from) };
      },
      openLocation: (options) => {
        const { latitude, longitude } = options;
        if (typeof latitude !== 'number' || typeof longitude !== 'number')
          throw new ApiError('parameter error: parameter.latitude and longitude should be Number');
        void openPlace(layer, placeOf(options), false);
      },
      chooseAddress: async () => {
        await permit('scope.address');
        return { ...ADDRESS };
      },
    },
  };
}

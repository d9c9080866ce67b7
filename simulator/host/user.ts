import { ApiError } from './callback';
import type { Family } from './context';
import { isLoggedIn } from './platform';

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
const PLACE = { latitude: 39.9042, longitude: 116.4074, name: '天安门', address: '北京市东城区' } as const;

const SCOPES = [
  'scope.userInfo',
  'scope.userLocation',
  'scope.address',
  'scope.record',
  'scope.album',
  'scope.camera',
] as const;

export function user(): Family {
  const settings = Object.fromEntries(SCOPES.map((scope) => [scope, true]));
  return {
    calls: {
      getUserProfile: async () => {
        if (!(await isLoggedIn().catch(() => true))) throw new ApiError('user is not logged in');
        return { userInfo: USER, ...SEALED };
      },
      getUserInfo: () => ({ userInfo: USER, ...SEALED }),
      getPhoneNumber: () => ({ encryptedData: SEALED.encryptedData, iv: SEALED.iv }),
      getSetting: () => ({ authSetting: settings }),
      openSetting: () => ({ authSetting: settings }),
      authorize: () => ({ data: settings }),
      getLocation: () => ({ ...PLACE, accuracy: 10, altitude: 0, speed: 0 }),
      chooseLocation: () => ({ ...PLACE }),
      openLocation: () => undefined,
      chooseAddress: () => ({
        userName: '张三',
        telNumber: '13800000000',
        provinceName: '北京市',
        cityName: '北京市',
        countyName: '东城区',
        detailInfo: '长安街 1 号',
        nationalCode: '110101',
        postalCode: '100000',
      }),
    },
  };
}

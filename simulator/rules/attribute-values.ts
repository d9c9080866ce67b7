/** Values of attributes that take one of a few words. */
import type { AttributeFact, ProgramFacts } from './facts';
import { isBinding } from './markup';
import { nearestName } from './nearest';
import type { Tell } from './tell';
import { hyphenated } from '../letter-case';

/** `isWhole`: any other word does nothing. Otherwise there may be more: only what is almost one is told. */
interface Words {
  words: readonly string[];
  isWhole: boolean;
}

const some = (text: string): Words => ({ words: text.split(' '), isWhole: false });
const all = (text: string): Words => ({ words: text.split(' '), isWhole: true });

const VALUES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  button: {
    type: all('default primary warn'),
    size: all('default mini'),
    'form-type': all('submit reset'),
    'open-type': some(
      'share getPhoneNumber getUserInfo contact im platformIm navigateToVideoView openAwemeUserProfile ' +
        'openWebcastRoom addCalendarEvent addShortcut joinGroup privateMessage authorizePrivateMessage ' +
        'openSetting chooseAvatar agreePrivacyAuthorization feedback launchApp uploadDouyinVideo',
    ),
  },
  navigator: { 'open-type': all('navigate redirect switchTab navigateBack reLaunch exit') },
  input: {
    type: some('text number idcard digit nickname safe-password tel'),
    'confirm-type': some('send search next go done return'),
  },
  textarea: { 'confirm-type': some('send search next go done return') },
  image: {
    mode: some(
      'scaleToFill aspectFit aspectFill widthFix heightFix top bottom center left right topLeft topRight ' +
        'bottomLeft bottomRight',
    ),
  },
  icon: {
    type: some('success success_no_circle info warn waiting cancel download search clear'),
  },
  picker: { mode: all('selector multiSelector time date region'), fields: some('year month day') },
  video: { 'object-fit': all('contain fill cover') },
  text: { space: all('ensp emsp nbsp') },
  progress: { 'active-mode': all('backwards forwards') },
  canvas: { type: some('2d webgl webgl2') },
  'movable-view': { direction: all('all vertical horizontal none') },
};

const own = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

function checkValue(tag: string, { name, value = '', at }: AttributeFact, file: string, tell: Tell): void {
  const plain = hyphenated(name);
  const known = own(own(VALUES, tag), plain);
  const text = value.trim();
  if (!known || text === '' || isBinding(value) || known.words.includes(text)) return;
  const near = nearestName(text, known.words);
  if (near === undefined && !known.isWhole) return;
  const words = known.words.map((word) => `"${word}"`).join(' / ');
  tell.tell('attribute-value', file, at, { tag, name, value, words, near });
}

export function checkAttributeValues({ templates }: ProgramFacts, tell: Tell): void {
  for (const { file, tags, users } of templates)
    for (const { name, attributes } of tags) {
      if (users.some((user) => user.tags.has(name))) continue;
      for (const attribute of attributes) checkValue(name, attribute, file, tell);
    }
}

import type { RuntimeProblem } from '../protocol';
import { originText, translated } from '../rules/diagnose';
import { inLanguage, language } from '../tags/language';

const TEXTS = {
  zh: { title: '小程序出错了', close: '关闭', map: '（来自构建的源映射）' },
  en: { title: 'The mini-program has a problem', close: 'Close', map: " (from the build's map)" },
};

function place({ file, line, column, origin }: RuntimeProblem): string {
  const built = [file, line, column].filter((part) => part !== undefined && part !== '').join(':');
  return origin ? `${originText(origin)}${inLanguage(TEXTS).map} ${built}` : built;
}

/**
 * Shows problems in the frame itself, for when no shell is there to list them. Texts only: nothing of a
 * problem becomes markup.
 */
export class ProblemOverlay {
  private list: HTMLElement | undefined;

  constructor(private readonly parent: HTMLElement) {}

  show(found: RuntimeProblem): void {
    const problem = translated(found, language());
    const item = document.createElement('li');
    const message = document.createElement('strong');
    message.textContent = problem.message;
    const where = document.createElement('code');
    where.textContent = place(problem);
    item.append(message, where);
    if (problem.fix !== undefined)
      item.append(Object.assign(document.createElement('p'), { textContent: problem.fix }));
    this.open().append(item);
  }

  private open(): HTMLElement {
    if (this.list?.isConnected) return this.list;
    const text = inLanguage(TEXTS);
    const box = document.createElement('section');
    box.className = 'sim-problems';
    box.setAttribute('role', 'alert');
    const title = Object.assign(document.createElement('h2'), { textContent: text.title });
    const close = Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: text.close,
    });
    close.addEventListener('click', () => box.remove());
    this.list = document.createElement('ul');
    box.append(title, close, this.list);
    this.parent.append(box);
    return this.list;
  }
}

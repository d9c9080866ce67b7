import type { FindingWords } from './shape';

/** What may be wrong with the mock rules of a program: in a file, in the shell's editor, in a script. */
export const MOCK_FINDINGS = {
  'mock-list': {
    level: 'error',
    message: { en: 'the file holds no list of rules', zh: '文件中没有规则列表' },
    fix: {
      en: 'Write [{ "api": "request", … }], or { "rules": […] }.',
      zh: '请写 [{ "api": "request", … }]，或 { "rules": […] }。',
    },
  },
  'mock-script-list': {
    level: 'error',
    message: { en: 'the file gives no list of rules', zh: '文件没有导出规则列表' },
    fix: {
      en: 'Write `export default [{ api: "request", … }]`.',
      zh: '请写 export default [{ api: "request", … }]。',
    },
  },
  'mock-script-rule': {
    level: 'error',
    message: {
      en: 'rule %{number}, %{at}: %{what}',
      zh: '第 %{number} 条规则，%{at}：%{what}',
    },
    fix: {
      en: '%{todo} The rule is left out until then.',
      zh: '%{todo}改好之前这条规则不生效。',
    },
  },
  'mock-script-syntax': {
    level: 'error',
    message: { en: '%{reason}', zh: '规则脚本有语法错误：%{reason}' },
    fix: {
      en: 'Look here and just before for a bracket, quote or comma that is missing; none of its rules is used until then.',
      zh: '请检查此处及前面是否缺少括号、引号或逗号；改好之前该文件的规则都不生效。',
    },
  },
  'mock-script-failed': {
    level: 'error',
    message: { en: 'the mock rules cannot be read: %{error}', zh: '规则脚本执行失败：%{error}' },
    fix: {
      en: 'The file is loaded before any page: work out what the program has to give in a function, respond: (options) => …. None of its rules is used until then.',
      zh: '该文件在所有页面之前加载：依赖小程序的值请写在函数里，respond: (options) => …。在那之前它的规则都不生效。',
    },
  },
  'mock-file-key': {
    level: 'error',
    message: { en: '"%{name}" is no part of a rule file', zh: '规则文件中没有“%{name}”' },
    fix: { en: 'Take it out: a rule file has "rules" alone.', zh: '请删除：规则文件只有“rules”。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'mock-file-missing': {
    level: 'error',
    message: {
      en: '%{file} is named by a rule, and there is no such file in the program',
      zh: '有规则指向 %{file}，但小程序中没有这个文件',
    },
    fix: {
      en: 'Put the file into trade-sim.mock, or correct "script" in the rule.',
      zh: '请把文件放入 trade-sim.mock，或改正规则中的“script”。',
    },
  },
  'mock-file-large': {
    level: 'error',
    message: { en: 'the file is larger than 16 MB', zh: '文件超过 16 MB' },
    fix: { en: 'Divide its rules into several files.', zh: '请把规则分成几个文件。' },
  },
  'mock-record': {
    level: 'error',
    message: { en: 'the recording cannot be written: %{error}', zh: '无法写入录制内容：%{error}' },
    fix: {
      en: 'Make trade-sim.mock a folder of this program that may be written to.',
      zh: '请让 trade-sim.mock 成为本小程序中可写的文件夹。',
    },
  },
  'mock-rule-object': {
    level: 'error',
    message: { en: 'a rule is an object', zh: '规则应为对象' },
    fix: { en: 'Write { "api": "request", … }.', zh: '请写 { "api": "request", … }。' },
  },
  'mock-key': {
    level: 'error',
    message: { en: '"%{name}" is no part of a rule', zh: '规则中没有“%{name}”' },
    fix: { en: 'The parts are %{known}.', zh: '规则可以有：%{known}。' },
    near: { en: 'Did you mean "%{near}"?', zh: '是否想写“%{near}”？' },
  },
  'mock-delay': {
    level: 'error',
    message: { en: '"delay" is no span of time', zh: '“delay”不是时长' },
    fix: {
      en: 'Write milliseconds up to 600000, or [least, most].',
      zh: '请写不超过 600000 的毫秒数，或 [最少, 最多]。',
    },
  },
  'mock-fail': {
    level: 'error',
    message: { en: '"fail" says nothing', zh: '“fail”没有内容' },
    fix: {
      en: 'Write the errMsg, or an object with errMsg and errNo.',
      zh: '请写 errMsg，或带 errMsg 与 errNo 的对象。',
    },
  },
  'mock-two-answers': {
    level: 'error',
    message: {
      en: '"%{one}" and "%{other}" cannot both be the answer',
      zh: '“%{one}”与“%{other}”不能同时作为应答',
    },
    fix: { en: 'Keep one of them.', zh: '请只保留一个。' },
  },
  'mock-regex': {
    level: 'error',
    message: { en: '%{reason}', zh: '正则表达式不合法：%{reason}' },
    fix: {
      en: 'Close its brackets, and write \\\\ before a sign that is meant as itself.',
      zh: '请补全括号；按字面匹配的符号前请写 \\\\。',
    },
  },
  'mock-pattern-word': {
    level: 'error',
    message: { en: '"%{name}" is no word of a pattern', zh: '匹配条件中没有“%{name}”' },
    fix: { en: 'The words are %{known}.', zh: '可用的有：%{known}。' },
  },
  'mock-text': {
    level: 'error',
    message: { en: '"%{name}" is no text', zh: '“%{name}”不是文本' },
    fix: { en: 'Write it in quotes.', zh: '请写在引号中。' },
  },
  'mock-enabled': {
    level: 'error',
    message: { en: '"enabled" is true or false', zh: '“enabled”只能是 true 或 false' },
    fix: { en: 'Write true or false.', zh: '请写 true 或 false。' },
  },
  'mock-times': {
    level: 'error',
    message: { en: '"times" is no count', zh: '“times”不是次数' },
    fix: { en: 'Write a whole number from 1 on.', zh: '请写不小于 1 的整数。' },
  },
  'mock-for-nothing': {
    level: 'error',
    message: { en: 'the rule is for nothing', zh: '规则没有对象' },
    fix: { en: 'Give it "api", "event" or "handler".', zh: '请写上“api”、“event”或“handler”。' },
  },
  'mock-for-both': {
    level: 'error',
    message: { en: 'a rule is for an API or for an event', zh: '一条规则只能针对接口或事件之一' },
    fix: { en: 'Make two rules of it.', zh: '请拆成两条规则。' },
  },
  'mock-component': {
    level: 'error',
    message: {
      en: '"component" says whose event it is, and there is no "event"',
      zh: '“component”说明是谁的事件，但没有“event”',
    },
    fix: { en: 'Add "event".', zh: '请加上“event”。' },
  },
  'mock-no-answer': {
    level: 'error',
    message: { en: 'the rule has no answer', zh: '规则没有应答' },
    fix: { en: 'Add one of %{known}.', zh: '请加上其中之一：%{known}。' },
  },
  'mock-sequence': {
    level: 'error',
    message: { en: '"sequence" is no list of answers', zh: '“sequence”不是应答列表' },
    fix: { en: 'Write [{ "answer": … }].', zh: '请写 [{ "answer": … }]。' },
  },
  'mock-beside-sequence': {
    level: 'error',
    message: { en: '"%{name}" stands beside a "sequence"', zh: '“%{name}”与“sequence”并列' },
    fix: { en: 'Put it into the sequence.', zh: '请放进 sequence。' },
  },
  'mock-step': {
    level: 'error',
    message: { en: 'no answer of a sequence', zh: '不是 sequence 中的应答' },
    fix: { en: 'Write { "answer": … }.', zh: '请写 { "answer": … }。' },
  },
  'mock-step-answer': {
    level: 'error',
    message: { en: 'the step has no answer', zh: '这一步没有应答' },
    fix: {
      en: 'Add "answer", "template", "fail" or "script".',
      zh: '请加上“answer”、“template”、“fail”或“script”。',
    },
  },
  'mock-rule-gone': {
    level: 'error',
    message: { en: 'this rule is no longer there: the file has changed', zh: '这条规则已不在：文件被改动过' },
    fix: { en: 'Choose it again in the list.', zh: '请在列表中重新选择。' },
  },
  'mock-rule-file': {
    level: 'error',
    message: { en: '"%{file}" is no rule file', zh: '“%{file}”不是规则文件' },
    fix: {
      en: 'Name a .json file in trade-sim.mock itself.',
      zh: '请使用 trade-sim.mock 文件夹里的 .json 文件。',
    },
  },
  'mock-rule-none': {
    level: 'error',
    message: { en: 'there is no rule to write', zh: '没有要写入的规则' },
    fix: { en: 'Send the text of a rule.', zh: '请发送规则的内容。' },
  },
} as const satisfies Record<string, FindingWords>;

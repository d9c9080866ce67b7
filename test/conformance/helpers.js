/* global document, getComputedStyle, getCurrentPages */
// Runs in the frame before everything else: what expectations and programs of cases use.
globalThis.log = [];
globalThis.__name = (target) => target;
(() => {
  const trees = () => {
    const pages = [...document.querySelectorAll('.sim-page:not([hidden])')];
    return [...pages.flatMap((page) => [page.shadowRoot, page]).filter(Boolean), document];
  };
  const all = (selector) =>
    trees()
      .flatMap((tree) => [...tree.querySelectorAll(selector)])
      .filter((element, index, list) => list.indexOf(element) === index && !element.closest('.sim-problems'));
  const q = (selector) => all(selector)[0];
  const sim = () => globalThis.__tradeSim;
  const tools = {
    all,
    q,
    css: (selector, property) => getComputedStyle(q(selector))[property],
    text: (selector) => q(selector)?.textContent,
    box: (selector) => q(selector).getBoundingClientRect(),
    page: () => getCurrentPages().at(-1),
    from: 0,
    folder: '',
    problems: (part = '') =>
      sim().problems.filter(
        (problem, index) =>
          (index >= tools.from || (tools.folder !== '' && problem.file.includes(`${tools.folder}/`))) &&
          // The suite's own name, which no script of a program can know.
          problem.message !== 'log is not defined' &&
          (problem.message + (problem.fix ?? '')).includes(part),
      ),
    calls: (api) => sim().calls.filter((call) => call.api === api),
  };
  Object.assign(globalThis, tools, { __tools: tools });
})();

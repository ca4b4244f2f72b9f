// Serves the page of an HTML report: filters over the matrix, a case beside it, keys, copying, light and dark.
// The page is whole without it; it asks nothing of the network and makes no markup out of texts.
'use strict';

(() => {
  const root = document.documentElement;
  root.classList.add('js'); // before anything is painted: the cases then stand beside the matrix

  const one = (selector, where = document) => where.querySelector(selector);
  const all = (selector, where = document) => [...where.querySelectorAll(selector)];

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const button = (text, title, onclick) => element('button', { type: 'button', textContent: text, title, onclick });

  // A browser may forbid storage for local files.
  const stored = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept, then */ } },
  };

  // ---- Light and dark -------------------------------------------------------------------------------------

  const themes = ['auto', 'light', 'dark'];
  let theme = themes.includes(stored.get('smtpspec-theme')) ? stored.get('smtpspec-theme') : 'auto';

  const apply_theme = () => {
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  apply_theme();

  function add_theme_switch() {
    const change = button('', 'light, dark, or as the system has it', () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      stored.set('smtpspec-theme', theme);
      apply_theme();
      change.textContent = `theme: ${theme}`;
    });
    change.className = 'theme';
    change.textContent = `theme: ${theme}`;
    one('header').append(change);
  }

  // ---- The matrix as rows ---------------------------------------------------------------------------------

  let rows = [];
  let columns = []; // the anchors of the targets, in their order

  function read_matrix() {
    columns = all('.matrix thead a').map((link) => link.getAttribute('href').slice(2));
    rows = all('.matrix tbody tr:not(.group)').map((row) => {
      const anchor = one('th a', row).getAttribute('href').slice(1);
      return {
        row,
        anchor,
        section: document.getElementById(anchor),
        cells: [...row.cells].slice(3).map((cell) => ({
          outcome: cell.className,
          change: one('small', cell)?.dataset.change ?? (cell.textContent.includes('gone') ? 'gone' : 'same'),
        })),
        tags: (row.dataset.tags ?? '').split(' '),
      };
    });
  }

  // What a row is searched in: what it says itself, and the first line of each target's part.
  function text_of(entry) {
    entry.text ??= [entry.row, ...all('.part > summary', entry.section)].map((part) => part.textContent).join('\n').toLowerCase();
    return entry.text;
  }

  function deep_text_of(entry) {
    entry.deep ??= entry.section.textContent.toLowerCase();
    return entry.deep;
  }

  // ---- Filters --------------------------------------------------------------------------------------------

  const outcomes = new Set();
  let form;

  const no_filter = () => ({ q: '', deep: false, rfc: '', level: '', target: '', tag: '', change: '', outcome: [] });

  function read_form() {
    const filter = no_filter();
    for (const name of ['q', 'rfc', 'level', 'target', 'tag', 'change']) filter[name] = form.elements[name]?.value ?? '';
    filter.deep = form.elements.deep.checked;
    filter.outcome = [...outcomes];
    return filter;
  }

  function write_form(filter) {
    for (const name of ['q', 'rfc', 'level', 'target', 'tag', 'change'])
      if (form.elements[name]) form.elements[name].value = filter[name];
    form.elements.deep.checked = filter.deep;
    outcomes.clear();
    filter.outcome.forEach((name) => outcomes.add(name));
    for (const press of all('[data-outcome]', form)) press.setAttribute('aria-pressed', outcomes.has(press.dataset.outcome));
  }

  // Words that must all be there; those behind a '-' must not.
  function has_words(filter, entry) {
    const words = filter.q.toLowerCase().split(/\s+/).filter((word) => word && word !== '-');
    return words.every((word) => {
      const wanted = !word.startsWith('-');
      const text = filter.deep ? deep_text_of(entry) + text_of(entry) : text_of(entry);
      return text.includes(wanted ? word : word.slice(1)) === wanted;
    });
  }

  const differ = (cells) => new Set(cells.map((cell) => cell.outcome)).size > 1;

  function matches(filter, entry) {
    const { row } = entry;
    const column = columns.indexOf(filter.target);
    const cells = column < 0 ? entry.cells : [entry.cells[column]];
    const has_outcome = (name) =>
      name === 'differ' ? differ(entry.cells) : cells.some((cell) => cell.outcome === name);
    return (
      (!filter.rfc || row.dataset.rfc.split(' ').includes(filter.rfc)) &&
      (!filter.level || row.dataset.level === filter.level) &&
      (!filter.tag || entry.tags.includes(filter.tag)) &&
      (!filter.change || cells.some(({ change }) => (filter.change === 'any' ? change !== 'same' : change === filter.change))) &&
      (!filter.outcome.length || filter.outcome.some(has_outcome)) &&
      has_words(filter, entry)
    );
  }

  // One rule of style hides the other targets' columns: thousands of cells need not be touched.
  let rule = null;
  function show_column(target) {
    const sheet = document.styleSheets[0];
    if (rule !== null) sheet.deleteRule(rule);
    rule = null;
    const column = columns.indexOf(target);
    if (column < 0) return;
    const others = (first) => `:nth-child(n+${first}):not(:nth-child(${first + column}))`;
    rule = sheet.insertRule(`.matrix tr > ${others(4)} { display: none; }`, sheet.cssRules.length);
  }

  function apply_filter(filter) {
    let shown = 0;
    for (const entry of rows) {
      entry.row.hidden = !matches(filter, entry);
      shown += entry.row.hidden ? 0 : 1;
    }
    for (const body of all('.matrix tbody')) body.hidden = !one('tr:not(.group):not([hidden])', body);
    show_column(filter.target);
    one('output', form).textContent = `${shown} of ${rows.length} requirements`;
  }

  function filter_hash(filter) {
    const said = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) if (value.length || value === true) said.set(name, value);
    return said.size ? `#?${said}` : '#';
  }

  function filter_of(hash) {
    const filter = no_filter();
    if (!hash.startsWith('#?')) return filter;
    const said = new URLSearchParams(hash.slice(2));
    for (const name of Object.keys(filter)) if (said.has(name)) filter[name] = said.get(name);
    filter.deep = filter.deep === 'true';
    filter.outcome = said.has('outcome') ? filter.outcome.split(',') : [];
    return filter;
  }

  function filter_changed() {
    const filter = read_form();
    apply_filter(filter);
    if (!selected) history.replaceState(null, '', filter_hash(filter));
  }

  function serve_filters() {
    form = one('form.filters');
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', filter_changed);
    form.addEventListener('reset', (event) => {
      event.preventDefault();
      write_form(no_filter());
      filter_changed();
    });
    form.addEventListener('click', ({ target }) => {
      const press = target.closest('[data-outcome]');
      if (!press) return;
      const name = press.dataset.outcome;
      if (!outcomes.delete(name)) outcomes.add(name);
      press.setAttribute('aria-pressed', outcomes.has(name));
      filter_changed();
    });
  }

  // ---- A case beside the matrix ---------------------------------------------------------------------------

  let selected = null; // an entry of rows
  let opened_from = null; // the link that had the focus

  const part_of = (entry, anchor) => (anchor === entry.anchor ? null : document.getElementById(anchor)?.closest('details'));

  // Escapes step back behind the text they stand in.
  function dim_escapes(section) {
    if (!window.Highlight) return;
    const ranges = [];
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && ranges.length < 5000; node = walker.nextNode())
      for (const found of node.data.matchAll(/\\(?:[rnt\\]|x[0-9a-f]{2}|u\{[0-9a-f]+\})/gi)) {
        const range = new StaticRange({ startContainer: node, startOffset: found.index, endContainer: node, endOffset: found.index + found[0].length });
        ranges.push(range);
      }
    CSS.highlights.set('escapes', new Highlight(...ranges));
  }

  function open_parts(entry, wanted) {
    const parts = all('.part', entry.section);
    if (wanted) {
      wanted.open = true;
    } else if (!parts.some((part) => part.open)) {
      const first = parts.find((part) => !part.matches('.pass, .not-applicable')) ?? parts[0];
      if (first) first.open = true;
    }
  }

  function show(entry, anchor) {
    hide();
    selected = entry;
    root.classList.add('beside');
    entry.row.classList.add('current');
    entry.section.classList.add('selected');
    const wanted = part_of(entry, anchor);
    open_parts(entry, wanted);
    add_copying(entry.section);
    dim_escapes(entry.section);
    const panel = one('.cases');
    panel.scrollTop = 0;
    if (wanted && wanted !== one('.part', entry.section)) panel.scrollTop = wanted.offsetTop - one('.tools', panel).offsetHeight - 8;
    entry.row.scrollIntoView({ block: 'nearest' });
    one('h3', entry.section).tabIndex = -1;
    one('h3', entry.section).focus({ preventScroll: true });
  }

  function hide() {
    if (!selected) return;
    selected.row.classList.remove('current');
    selected.section.classList.remove('selected');
    selected = null;
    root.classList.remove('beside');
  }

  function close() {
    if (!selected) return;
    history.pushState(null, '', filter_hash(read_form()));
    route();
    opened_from?.focus({ preventScroll: true });
  }

  // The address says what is to be seen.
  function route() {
    const anchor = decodeURIComponent(location.hash.slice(1));
    const entry = rows.find((candidate) => anchor === candidate.anchor || anchor.startsWith(`${candidate.anchor}@`));
    if (entry) return show(entry, anchor);
    hide();
    if (anchor.startsWith('?') || anchor === '') {
      const filter = filter_of(location.hash);
      write_form(filter);
      apply_filter(filter);
      return undefined;
    }
    const target = document.getElementById(anchor);
    if (target?.closest('details')) target.closest('details').open = true;
    target?.scrollIntoView();
    return undefined;
  }

  // The next row in this direction that is to be seen and wanted.
  function step(direction, wanted = () => true) {
    let at = selected ? rows.indexOf(selected) : direction > 0 ? -1 : rows.length;
    do at += direction;
    while (rows[at] && (rows[at].row.hidden || !wanted(rows[at])));
    if (rows[at]) location.hash = rows[at].anchor;
  }

  const next_for_a_person = () => step(1, (entry) => entry.section.classList.contains('bad'));

  function add_tools() {
    const tools = element('div', { className: 'tools' },
      button('‹ previous', 'key: k', () => step(-1)),
      button('next ›', 'key: j', () => step(1)),
      button('next failure', 'the next one that needs a person, key: n', next_for_a_person),
      button('close ×', 'key: Esc', close));
    one('.cases').prepend(tools);
  }

  // ---- Copying --------------------------------------------------------------------------------------------

  async function copy(text, press) {
    const said = press.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not everywhere: a report may come by plain HTTP
      const area = element('textarea', { value: text });
      press.after(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    press.textContent = 'copied';
    setTimeout(() => { press.textContent = said; }, 1500);
  }

  // A part as Markdown, for an issue. A fence longer than any in the text keeps what a target wrote inside.
  function markdown_of(part) {
    const section = part.closest('.case');
    const text = (selector, where = part) => one(selector, where)?.innerText.trim() ?? '';
    const fenced = (said) => {
      const fence = '`'.repeat(Math.max(3, ...(said.match(/`+/g) ?? []).map((run) => run.length + 1)));
      return said ? `\n${fence}\n${said}\n${fence}\n` : '';
    };
    const clause = one('.about a', section);
    return `${fenced(`${text('h3', section)}\n${text('summary')}`)}\n${clause.innerText} ${text('.level', section)}: ${clause.href}\n` +
      `${fenced(text('.place'))}${fenced(text('.versus'))}${fenced(one('.t', part)?.textContent ?? '')}${fenced(text('.repeat'))}`;
  }

  function add_copying(section) {
    if (section.dataset.copying) return;
    section.dataset.copying = 'there';
    for (const shown of all('.repeat, .t', section))
      shown.previousElementSibling.append(button('copy', 'what stands below', ({ target }) => copy(shown.textContent, target)));
    for (const part of all('.part > div', section))
      part.prepend(button('copy as Markdown', 'this part, for an issue', ({ target }) => copy(markdown_of(part.parentElement), target)));
  }

  // ---- Keys -----------------------------------------------------------------------------------------------

  // The matrix is one stop for the tab key; arrows go from cell to cell.
  function serve_arrows() {
    const matrix = one('.matrix');
    const links = all('tbody a', matrix);
    links.forEach((link, index) => { link.tabIndex = index === 0 ? 0 : -1; });
    let current = links[0];
    matrix.addEventListener('focusin', ({ target }) => {
      if (!target.matches('tbody a')) return;
      if (current) current.tabIndex = -1;
      current = target;
      current.tabIndex = 0;
      opened_from = target;
    });
    matrix.addEventListener('keydown', (event) => {
      const cell = event.target.closest('tbody td, tbody th');
      const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
      if (!cell || !ways[event.key]) return;
      event.preventDefault();
      neighbour(cell, ...ways[event.key])?.focus();
    });
  }

  function neighbour(cell, down, across) {
    const shown = rows.filter((entry) => !entry.row.hidden).map((entry) => entry.row);
    const row = shown[shown.indexOf(cell.parentElement) + down];
    if (!row) return null;
    if (across === 0) return one('a', row.cells[cell.cellIndex]) ?? one('a', row);
    for (let at = cell.cellIndex + across; row.cells[at]; at += across) if (one('a', row.cells[at])) return one('a', row.cells[at]);
    return null;
  }

  function serve_keys() {
    const keys = { j: () => step(1), k: () => step(-1), n: next_for_a_person, '/': () => form.elements.q.focus() };
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape') { close(); return; }
      if (event.target.closest('input, select, textarea') || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
  }

  // ---- Paper ----------------------------------------------------------------------------------------------

  // What needs a person is printed unfolded, as far as the filters let it through.
  function serve_printing() {
    window.addEventListener('beforeprint', () => {
      for (const entry of rows) {
        entry.section.classList.toggle('out', entry.row.hidden);
        if (!entry.row.hidden && entry.section.classList.contains('bad'))
          for (const part of all('.part.fail, .part.unexpected-pass, .part.error, .part.crash, .part.unstable', entry.section)) part.open = true;
      }
    });
  }

  document.addEventListener('DOMContentLoaded', () => {
    read_matrix();
    serve_filters();
    add_theme_switch();
    add_tools();
    serve_arrows();
    serve_keys();
    serve_printing();
    apply_filter(read_form());
    route();
    window.addEventListener('hashchange', route);
    window.addEventListener('load', () => requestAnimationFrame(route)); // the browser scrolls by itself before
    root.classList.add('ready');
  });
})();

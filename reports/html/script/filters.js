// Filters: the form over the matrix, and the address that keeps what it says.

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
  const others = `:nth-child(n+2):not(:nth-child(${column + 2}))`;
  rule = sheet.insertRule(`.matrix tr > ${others} { display: none; }`, sheet.cssRules.length);
}

function apply_filter(filter) {
  let shown = 0;
  for (const entry of rows) {
    entry.row.hidden = !matches(filter, entry);
    shown += entry.row.hidden ? 0 : 1;
  }
  for (const body of all('.matrix tbody')) body.hidden = !one('tr:not(.group):not([hidden])', body);
  show_column(filter.target);
  one('output', form).textContent = `${shown} of ${rows.length} cases`;
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
  if (!selected) say_place(filter_hash(filter));
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

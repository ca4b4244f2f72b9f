// A case beside the matrix.

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
  deselect(); // the panel stays: to lay the matrix out twice takes time
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

function deselect() {
  selected?.row.classList.remove('current');
  selected?.section.classList.remove('selected');
  selected = null;
}

function hide() {
  deselect();
  root.classList.remove('beside');
}

function close() {
  if (!selected) return;
  say_place(filter_hash(read_form()), 'pushState');
  route();
  opened_from?.focus({ preventScroll: true });
}

// The address says what is to be seen.
function route() {
  const anchor = named_place();
  const entry = rows.find((candidate) => anchor === candidate.anchor || anchor.startsWith(`${candidate.anchor}@`));
  if (entry) return show(entry, anchor);
  hide();
  if (anchor.startsWith('?') || anchor === '') {
    const filter = filter_of(location.hash);
    write_form(filter);
    apply_filter(filter);
    if (anchor) form.scrollIntoView();
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

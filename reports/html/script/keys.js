// Keys: j k n / Escape on the page, arrows in the matrix.

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
